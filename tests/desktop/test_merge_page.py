"""Two records laid side by side by keys: nothing chosen before, one record after, two by undo."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.merge import MergePage
from desktop.pages.mergeform import value_text
from desktop.pages.registration import RegistrationPage
from desktop.rooms import Rooms
from pathway.facts import Patient
from pathway.person import Person
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting

ALT = Qt.KeyboardModifier.AltModifier
GRACE = Patient(
    date(1968, 3, 14),
    family_name="Zulu",
    given_name="Grace",
    allergies=("penicillin",),
    allergy_state="known",
    conditions=frozenset({"diabetes"}),
)
GRACIE = Patient(date(1968, 3, 15), family_name="Zulu", given_name="Grace", language="en")
RUTH = Patient(date(1990, 1, 1), family_name="Banda", given_name="Ruth")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def rooms(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def problems(sat: Sitting, *patients: Patient) -> list[ProblemId]:
    made = [changes.problem for changes in register(sat, *patients)]
    return [problem for problem in made if problem is not None]


def page(sat: Sitting) -> MergePage:
    sat.settle()
    found = sat.window.pages.currentWidget()
    assert isinstance(found, MergePage)
    return found


def patient_of(sat: Sitting, problem: ProblemId) -> Patient:
    desk = sat.entrance.desk
    assert desk is not None
    view = desk.view(problem)
    assert view is not None
    return view.chart.patient


def compare(sat: Sitting, problem: ProblemId) -> MergePage:
    """Open a chart, ask for the comparison, and take the first who may be the same."""
    rooms(sat).show_chart(problem)
    sat.settle()
    sat.press(Qt.Key.Key_F8, ALT)
    found = page(sat)
    sat.see(lambda: bool(found.search.rows))
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_Space)
    assert found.form is not None
    return found


def test_two_records_become_one_by_keys_and_two_by_undo(sat: Sitting) -> None:
    first, second = problems(sat, GRACE, GRACIE)
    number, old = patient_of(sat, first).number, patient_of(sat, second).number
    form = compare(sat, first).form
    assert form is not None
    assert form.number.value() == ""
    assert list(form.fields) == ["birth"]
    sat.type("1")
    sat.chord(Qt.Key.Key_S)
    assert form._rows["birth"].problem
    sat.type("2")
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: not isinstance(sat.window.pages.currentWidget(), MergePage))
    sat.settle()
    for problem in (first, second):
        now = patient_of(sat, problem)
        assert (now.number, now.birth_date) == (number, date(1968, 3, 15))
        assert now.allergies == ("penicillin",)
        assert now.conditions == {"diabetes"}
        assert now.language == "en"
    assert "making one record of two" in sat.window.bar.by_id["undo"].text()
    sat.chord(Qt.Key.Key_Z)
    sat.see(lambda: patient_of(sat, second).number == old)
    sat.settle()
    assert patient_of(sat, first).birth_date == date(1968, 3, 14)
    assert patient_of(sat, second).conditions == frozenset()


def test_the_other_number_can_stay(sat: Sitting) -> None:
    first, second = problems(sat, GRACE, GRACIE)
    old = patient_of(sat, second).number
    found = compare(sat, first)
    assert found.form is not None
    found.form.number.set_value("other")
    found.form.fields["birth"].set_value("one")
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: not isinstance(sat.window.pages.currentWidget(), MergePage))
    sat.settle()
    now = patient_of(sat, first)
    assert (now.number, now.birth_date, now.allergies) == (old, date(1968, 3, 14), ("penicillin",))


def test_anybody_can_be_looked_for_from_the_list(sat: Sitting) -> None:
    problems(sat, GRACE, RUTH)
    rooms(sat).show_finder()
    sat.settle()
    sat.type("Zulu")
    sat.see(lambda: rooms(sat).finder.model.rowCount() == 1)
    sat.settle()
    sat.window.update_actions()
    sat.press(Qt.Key.Key_F8, ALT)
    found = page(sat)
    assert not found.search.rows
    assert not found.search.none.isHidden()
    sat.type("ruth")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: len(found.search.rows) == 1)
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_Space)
    assert found.form is not None
    assert "look twice" in found.notice.text.text()
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()
    assert sat.window.pages.currentWidget() is rooms(sat).finder


def test_the_notice_of_twins_leads_there(sat: Sitting) -> None:
    problems(sat, GRACE, GRACIE)
    sat.chord(Qt.Key.Key_N)
    sat.settle()
    form = sat.window.pages.currentWidget()
    assert isinstance(form, RegistrationPage)
    form.form.who.family.setText("Zulu")
    form.form.who.given.setText("Grace")
    form.form.who.birth.set_text("14-Mar-1968")
    sat.see(lambda: len(form.form.twins.rows) == 2)
    form.form.twins.merge.click()
    assert page(sat).form is not None


@pytest.mark.parametrize(("code", "said"), [("en", "English"), ("hr", "Croatian"), ("zz", "zz")])
def test_a_language_is_told_by_its_name(code: str, said: str) -> None:
    assert value_text(Person(language=code), "language") == said
