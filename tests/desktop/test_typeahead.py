"""Type-ahead by keys alone: the first name lies ready, what nobody knows is kept as it is typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.told import front, open_chart, page, tab_to


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def test_a_name_on_a_list_takes_the_answer_none_back(sat: Sitting) -> None:
    open_chart(sat)
    field = page(sat).fields.medical.lists.medicines
    field.answer.set_value("none_known")
    field.line.setFocus()
    sat.type("aspirin")
    sat.press(Qt.Key.Key_Return)
    assert field.why_none() == ""
    assert not field.answer.isVisible()
    tab_to(sat, "Remove aspirin")
    sat.press(Qt.Key.Key_Space)
    assert sat.focus is field.line
    assert field.entries() == ()
    assert field.answer.isVisible()


def test_the_first_name_lies_ready_and_arrows_choose_another(sat: Sitting) -> None:
    open_chart(sat)
    field = page(sat).fields.medical.lists.medicines
    field.line.setFocus()
    sat.type("napr")
    offered = field.line.offered()
    assert offered[0] == "naproxen"
    assert "as it is typed" in offered[-1]
    sat.press(Qt.Key.Key_Down)
    sat.press(Qt.Key.Key_Up)
    sat.press(Qt.Key.Key_Up)
    sat.press(Qt.Key.Key_Return)
    assert [one.name for one in field.entries()] == ["napr"]
    assert not field.line.is_offering
    sat.type("napr")
    sat.press(Qt.Key.Key_Escape)
    assert not field.line.is_offering
    assert field.line.text() == "napr"
    front(sat)


def test_a_whole_word_is_not_made_another_substance(sat: Sitting) -> None:
    open_chart(sat)
    field = page(sat).fields.medical.lists.allergies
    field.line.setFocus()
    sat.type("penicillin")
    assert "as it is typed" in field.line.offered()[0]
    assert field.line.offered()[1] == "penicillin g  ·  benzylpenicillin"
    sat.press(Qt.Key.Key_Return)
    assert [one.name for one in field.entries()] == ["penicillin"]


def test_what_no_rule_knows_is_said_beside_the_name(sat: Sitting) -> None:
    open_chart(sat)
    lists = page(sat).fields.medical.lists
    for field, told in ((lists.medicines, "zzyzx"), (lists.conditions, "gout")):
        field.line.setFocus()
        sat.type(told)
        sat.press(Qt.Key.Key_Return)
        assert "not checked" in field.rows[0].words()
    lists.medicines.line.setFocus()
    sat.type("Advil")
    sat.press(Qt.Key.Key_Tab)
    assert "ibuprofen" in lists.medicines.rows[1].words()
