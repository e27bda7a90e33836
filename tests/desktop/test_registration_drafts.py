"""A registration that is left, restored, thrown away or saved twice: nothing is lost or doubled."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.registration import RegistrationPage
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.test_registration import fill, page, rooms


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def test_leaving_asks_nothing_and_the_form_is_as_it_was_left(sat: Sitting) -> None:
    form = page(sat)
    sat.type("Zulu")
    form.form.who.birth.setFocus()
    sat.type("14-Ma")
    form.form.problem.region.set_value("lumbar")
    form.form.problem.onset.kind.set_value("about")
    form.form.problem.onset.about.setText("6 weeks")
    form.form.person.medical.lists.medicines.line.setFocus()
    sat.type("ibuprofen")
    sat.press(Qt.Key.Key_Return)
    form.form.person.particulars.address.set_value("Lupande")
    sat.press(Qt.Key.Key_F2)
    assert sat.window.pages.currentWidget() is rooms(sat).finder
    again = page(sat)
    assert again is not form
    assert again.form.who.family.text() == "Zulu"
    assert again.form.who.birth.text() == "14-Ma"
    assert again.form.problem.region.value() == "lumbar"
    assert again.form.problem.onset.about.text() == "6 weeks"
    medicines = again.form.person.medical.lists.medicines
    assert [one.name for one in medicines.entries()] == ["ibuprofen"]
    assert again.form.person.particulars.address.value() == "Lupande"
    assert "Restored what was typed at" in again.bar.words.text()


def test_what_was_restored_can_be_thrown_away(sat: Sitting) -> None:
    page(sat)
    sat.type("Zulu")
    sat.press(Qt.Key.Key_F2)
    page(sat).bar.throw.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    empty = sat.window.pages.currentWidget()
    assert isinstance(empty, RegistrationPage)
    assert empty.form.who.family.text() == ""
    assert not empty.bar.isVisible()


def test_what_is_erased_again_leaves_no_draft(sat: Sitting) -> None:
    page(sat)
    sat.type("Zu")
    sat.press(Qt.Key.Key_F2)
    form = page(sat)
    for _ in "Zu":
        sat.press(Qt.Key.Key_Backspace)
    sat.press(Qt.Key.Key_F2)
    assert form.form.who.family.text() == ""
    assert not page(sat).bar.isVisible()


def test_saving_again_while_it_is_saved_registers_nobody_twice(
    sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = page(sat)
    fill(form)
    desk = sat.entrance.desk
    assert desk is not None
    sent: list[object] = []
    monkeypatch.setattr(desk.people, "enrol", lambda *entry: sent.append(entry))
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: bool(sent))
    sat.chord(Qt.Key.Key_S)
    sat.settle()
    assert len(sent) == 1


def test_registering_ends_the_draft(sat: Sitting) -> None:
    form = page(sat)
    sat.type("Zu")
    sat.press(Qt.Key.Key_F2)
    form = page(sat)
    fill(form)
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)
    sat.press(Qt.Key.Key_F2)
    assert page(sat).form.who.family.text() == ""
