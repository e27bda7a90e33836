"""Finding a patient with the keyboard, and a list that stays quick with 100,000 lines."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.patients import (
    BORN,
    LAST_VISIT,
    NAME,
    PAGE,
    PROBLEM,
    STANDING,
    FoundPages,
    PatientsModel,
    headings,
)
from desktop.pages.finder import Finder
from desktop.standing import Standing
from pathway.facts import Patient
from pathway.records import PatientId, PatientRow, ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting

PEOPLE = (
    Patient(date(1968, 3, 14), family_name="Müller", given_name="Anna", sex="female"),
    Patient(date(1975, 1, 2), family_name="Banda", given_name="Mary", sex="female"),
    Patient(date(1980, 5, 6), family_name="Banda", given_name="Moses", sex="male"),
    Patient(date(1991, 7, 8), family_name="Tembo", sex="male"),
)


def found_whole(rows: Sequence[PatientRow]) -> FoundPages:
    """Return an outcome of which all rows came along."""
    return FoundPages([one.problem_id for one in rows], rows, _nothing)


def _nothing(_ids: Sequence[ProblemId]) -> Sequence[PatientRow]:
    return ()


def row(number: int) -> PatientRow:
    return PatientRow(
        patient_id=PatientId(f"p{number}"),
        problem_id=ProblemId(f"q{number}"),
        family_name=f"Family{number}",
        given_name="Given",
        birth_date=date(1970, 1, 1),
        sex="female",
        number=f"F{number:07}",
        region="lumbar",
        side="left",
        last_visit=None,
    )


class Counted:
    """A long outcome of a search that tells which rows were asked for."""

    def __init__(self, count: int) -> None:
        self.ids: Sequence[ProblemId] = [ProblemId(f"q{number}") for number in range(count)]
        self.asked = 0

    def rows(self, ids: Sequence[ProblemId]) -> Sequence[PatientRow]:
        self.asked += len(ids)
        return [row(int(problem[1:])) for problem in ids]


def test_model_keeps_qt_s_rules(qtbot: QtBot, today: date) -> None:
    model = PatientsModel(today)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    assert tester.model() is model
    model.show_found(found_whole([row(1), row(2)]), today)
    model.take_standings({ProblemId("q1"): Standing("info", "Acute")})
    model.show_found(found_whole([]), today)
    assert model.rowCount() == 0


def test_model_tells_five_identifiers(qtbot: QtBot, today: date) -> None:
    model = PatientsModel(today)
    model.show_found(found_whole([row(7)]), today)
    line = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert line[NAME] == "FAMILY7, Given"
    assert line[BORN] == "01-Jan-1970 (56y)"
    assert line[2:5] == ["Female", "F0000007", "Low back, left"]
    assert line[LAST_VISIT] == "None yet"
    assert len(headings()) == model.columnCount()
    spoken = model.data(model.index(0, NAME), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Patient: FAMILY7, Given"
    assert model.data(model.index(0, NAME), Qt.ItemDataRole.ToolTipRole) == "FAMILY7, Given"
    assert model.data(model.index(0, PROBLEM), Qt.ItemDataRole.ToolTipRole) == "Low back, left"
    assert model.data(model.index(0, BORN), Qt.ItemDataRole.ToolTipRole) is None


def test_only_rows_in_sight_are_fetched(qtbot: QtBot, today: date) -> None:
    model, found = PatientsModel(today), Counted(100_000)
    model.show_found(found, today)
    assert model.rowCount() == 100_000
    assert found.asked == 0
    assert model.data(model.index(99_999, NAME)) == "FAMILY99999, Given"
    assert model.data(model.index(0, NAME)) == "FAMILY0, Given"
    assert found.asked <= 2 * PAGE
    for line in range(0, 100_000, PAGE):
        assert model.row_at(line) is not None
    assert len(model._pages) <= 40


def test_standings_are_asked_for_once_and_shown(qtbot: QtBot, today: date) -> None:
    model = PatientsModel(today)
    model.show_found(found_whole([row(1), row(2)]), today)
    with qtbot.waitSignal(model.standing_wanted) as wanted:
        for line in (0, 1, 0):
            model.data(model.index(line, STANDING))
    assert wanted.args == [(ProblemId("q1"), ProblemId("q2"))]
    model.take_standings({ProblemId("q1"): Standing("warn", "Surgical window open")})
    assert model.data(model.index(0, STANDING)) == "Surgical window open"
    assert model.line(0).standing == Standing("warn", "Surgical window open")
    assert model.line(1).standing is None


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def finder(sat: Sitting) -> Finder:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms.finder


def names(sat: Sitting) -> list[object]:
    model = finder(sat).model
    return [model.data(model.index(line, NAME)) for line in range(model.rowCount())]


def test_an_empty_clinic_says_what_to_do(sat: Sitting) -> None:
    sat.see(finder(sat).empty.isVisible)
    assert finder(sat).empty.title.text() == "No patients yet"


def test_part_of_a_name_finds_and_enter_opens(sat: Sitting) -> None:
    changes = register(sat, *PEOPLE)
    sat.see(lambda: len(names(sat)) == len(PEOPLE))
    sat.type("mul")
    sat.press(Qt.Key.Key_Return)
    rooms = sat.entrance.rooms
    assert rooms is not None
    sat.see(lambda: rooms.chart is not None)
    assert rooms.chart is not None
    assert rooms.chart.view is not None
    assert rooms.chart.view.problem_id == changes[0].problem
    assert "MÜLLER, Anna" in sat.window.windowTitle()


def test_arrows_choose_while_the_cursor_stays_in_the_field(sat: Sitting) -> None:
    register(sat, *PEOPLE)
    sat.type("banda")
    sat.see(lambda: names(sat) == ["BANDA, Mary", "BANDA, Moses"])
    assert finder(sat).table.currentIndex().row() == 0
    sat.press(Qt.Key.Key_Down)
    assert finder(sat).table.currentIndex().row() == 1
    assert sat.focus is finder(sat).search
    sat.press(Qt.Key.Key_Escape)
    sat.see(lambda: len(names(sat)) == len(PEOPLE))


def test_nobody_fits(sat: Sitting) -> None:
    register(sat, *PEOPLE)
    sat.type("xyz")
    sat.see(finder(sat).empty.isVisible)
    assert "xyz" in finder(sat).empty.title.text()


def test_keys_lead_back_to_the_search_field(sat: Sitting) -> None:
    register(sat, *PEOPLE)
    sat.press(Qt.Key.Key_Tab)
    assert sat.focus is not finder(sat).search
    for key in (Qt.Key.Key_F2,):
        sat.press(key)
        assert sat.focus is finder(sat).search
    sat.press(Qt.Key.Key_F1)
    sat.see(lambda: sat.window.pages.currentWidget() is not finder(sat))
    sat.press(Qt.Key.Key_Escape)
    sat.see(lambda: sat.focus is finder(sat).search)


def test_everyone_in_sight_has_a_standing(sat: Sitting) -> None:
    register(sat, *PEOPLE)
    model = finder(sat).model
    sat.see(lambda: bool(model.data(model.index(0, STANDING))))
    assert model.data(model.index(0, STANDING)) == "Subacute · week 5, day 30"
