"""The whole clinic for somebody else: written from the window, opened on another computer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import engine, search, vault
from db.trouble import StoreTrouble
from desktop.pages.backups import BackupsPage
from desktop.pages.exporting import ExportBox
from desktop.places import Places
from tests.desktop.clinics import PASSPHRASE, USER, Sitting, found_clinic, register, sitting
from tests.desktop.peopled import become, put_user
from tests.desktop.pressing import focused, press
from tests.desktop.test_arrival import BANDA, FromFolder

SECRET = "seven geese over Mfuwe hill"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A home with a clinic."""
    return found_clinic(home, today)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A stick that will go elsewhere."""
    folder = tmp_path / "away"
    folder.mkdir()
    return folder


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic of one patient."""
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        register(sat, BANDA)
        yield sat


def box_of(sat: Sitting) -> ExportBox:
    """Call the page of backups by its keys."""
    press(Qt.Key.Key_B, modifier=CONTROL | SHIFT)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, BackupsPage)
    return page.export


def fill(sat: Sitting, box: ExportBox, folder: Path) -> None:
    """Fill the form by keys."""
    box.form.choose_folder = FromFolder(folder).choose
    box.open.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is box.form.name
    sat.type("Dr Mensah")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert str(folder) in box.form.folder_row.help.text()
    for _ in range(2):
        press(Qt.Key.Key_Tab)
        sat.type(SECRET)


def test_it_is_written_by_keys_and_opens_on_another_computer(
    sat: Sitting, places: Places, away: Path, qtbot: QtBot, qapp: QApplication, today: date,
    tmp_path: Path,
) -> None:  # fmt: skip
    box = box_of(sat)
    fill(sat, box, away)
    assert "good" in box.form.new_row.help.text().lower() or box.form.new_row.help.text()
    press(Qt.Key.Key_Return)
    sat.see(box.done.isVisible)
    (made,) = away.iterdir()
    assert str(made) in box.done.where.text()
    assert len(box.done.code.text().split()) == 6
    code = box.done.code.text().replace("   ", "-")
    assert focused() is box.done.done
    press(Qt.Key.Key_Space)
    assert not box.done.isVisible()
    assert not box.done.code.text()
    assert not box.form.new.text()
    assert vault.user_names(made) == ("Dr Mensah",)
    with pytest.raises(StoreTrouble):
        vault.unlock(made, USER, PASSPHRASE)
    vault.unlock_with_code(made, code).wipe()
    sat.settle()
    _told_in_log(places, "whole clinic to away")
    with sitting(qtbot, qapp, Places(tmp_path / "new"), today) as other:
        founder = other.entrance.founder
        assert founder is not None
        founder.choose_folder = FromFolder(away).choose
        founder.page.start.ways.move_here.click()
        assert founder.page.arrival is not None
        assert founder.page.arrival.user.currentText() == "Dr Mensah"
        other.type(SECRET)
        other.press(Qt.Key.Key_Return)
        other.see(lambda: other.entrance.desk is not None)
        other.settle()
        desk = other.entrance.desk
        assert desk is not None
        assert [row.family_name for row in desk.reader.read(search.find, "", 9)] == ["Banda"]


def _told_in_log(places: Places, what: str) -> None:
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        connection = engine.connect(places.clinic / "foramen.db", key, "read")
        noted = connection.execute("SELECT kind, what FROM access_log").fetchall()
        connection.close()
    assert ("export", what) in noted


def test_what_is_missing_is_said_in_place_and_nothing_is_written(sat: Sitting, away: Path) -> None:
    box = box_of(sat)
    box.open.click()
    press(Qt.Key.Key_Return)
    assert [row.problem for row in box.form.rows][:2] == [
        "A name is needed here.",
        "Choose a folder or a stick.",
    ]
    assert box.form.new_row.problem
    assert focused() is box.form.name
    fill_folder = FromFolder(away).choose
    box.form.choose_folder = fill_folder
    box.form.on_choose()
    sat.type("Dr Mensah")
    box.form.new.setText(SECRET)
    box.form.again.setText(SECRET + "s")
    press(Qt.Key.Key_Return)
    assert [row.problem for row in box.form.rows] == [
        "", "", "", "The two passphrases are not the same.",
    ]  # fmt: skip
    assert not list(away.iterdir())
    box.form.leave.click()
    assert box.open.isVisible()
    assert not box.form.new.text()


def test_a_place_that_cannot_take_it_is_refused_in_a_sentence(sat: Sitting, places: Places) -> None:
    box = box_of(sat)
    page = sat.window.pages.currentWidget()
    assert isinstance(page, BackupsPage)
    fill(sat, box, places.clinic)
    press(Qt.Key.Key_Return)
    sat.see(page.news.isVisible)
    assert "Done" not in page.news.text()
    assert box.open.isVisible()
    assert box.open.isEnabled()


def test_staff_see_why_they_cannot(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    put_user(places, today, "Ama")
    with sitting(qtbot, qapp, places, today) as sat:
        become(sat, "Ama")
        box = box_of(sat)
        assert not box.open.isEnabled()
        assert box.refusal.isVisible()
