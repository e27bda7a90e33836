"""Registering with the keyboard: what is missing is said in place, and nobody is entered twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.registration import RegistrationPage
from desktop.rooms import Rooms
from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown, Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def rooms(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def page(sat: Sitting) -> RegistrationPage:
    """Press the key of the page, and wait for the names that it offers."""
    sat.chord(Qt.Key.Key_N)
    desk = sat.entrance.desk
    assert desk is not None
    sat.see(lambda: desk.people.has_names)
    sat.settle()
    found = sat.window.pages.currentWidget()
    assert isinstance(found, RegistrationPage)
    found.form.finish()
    found.form.finish()
    return found


def fill(form: RegistrationPage, family: str = "Zulu", born: str = "14-Mar-1968") -> None:
    """Fill a form the short way: other tests press the keys."""
    form.form.who.family.setText(family)
    form.form.who.given.setText("Grace")
    form.form.who.birth.set_text(born)
    form.form.who.sex.set_value("female")
    form.form.problem.region.set_value("lumbar")
    form.form.problem.side.set_value("left")
    form.form.problem.onset.kind.set_value("unknown")


def tab_to(sat: Sitting, name: str) -> None:
    for _ in range(100):
        if name in sat.focus.accessibleName():
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no control named {name}")


def press_the_problem(sat: Sitting) -> None:
    """Answer from the sex on to the day on which it began, by keys alone."""
    sat.press(Qt.Key.Key_Space)  # female
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_Right)
    sat.press(Qt.Key.Key_Right)
    sat.press(Qt.Key.Key_Space)  # low back
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_Space)  # left
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_Space)  # to the day
    sat.press(Qt.Key.Key_Tab)
    sat.type("-6w")


def test_a_patient_is_registered_by_keys_alone(sat: Sitting, today: date) -> None:
    page(sat)
    for text in ("Zulu", "Grace", "14-Mar-1968"):
        sat.type(text)
        sat.press(Qt.Key.Key_Tab)
    press_the_problem(sat)
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)
    chart = rooms(sat).chart
    assert chart is not None
    assert chart.view is not None
    patient, problem = chart.view.chart.patient, chart.view.chart.problem
    assert (patient.family_name, patient.given_name) == ("Zulu", "Grace")
    assert patient.birth_date == date(1968, 3, 14)
    assert patient.sex == "female"
    assert patient.allergy_state == "not_recorded"
    assert (problem.region, problem.side) == ("lumbar", "left")
    assert problem.onset == OnsetDay(today - timedelta(weeks=6))
    assert "ZULU, Grace" in sat.window.windowTitle()


def test_everything_about_a_person_is_kept(sat: Sitting) -> None:
    form = page(sat)
    fill(form)
    for name, text in (("Illnesses", "diab"), ("Medicines", "ibupr")):
        tab_to(sat, name)
        sat.type(text)
        sat.press(Qt.Key.Key_Return)
    sat.type("Brufen")
    for name, text in (("Interpreter", "y"), ("NHS number", "9434765919"), ("Telephone", "097 1")):
        tab_to(sat, name)
        sat.type(text)
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)
    chart, desk = rooms(sat).chart, sat.entrance.desk
    assert chart is not None
    assert chart.view is not None
    assert desk is not None
    patient = chart.view.chart.patient
    assert [taken.name for taken in patient.medicines] == ["ibuprofen", "Brufen"]
    assert patient.conditions == {"diabetes"}
    person = desk.people.person(chart.view.patient_id)
    assert person is not None
    told = person.particulars
    assert (told.nhs_number, told.phone, told.interpreter) == ("9434765919", "097 1", "yes")


def test_what_is_missing_is_said_in_place(sat: Sitting) -> None:
    form = page(sat)
    sat.chord(Qt.Key.Key_S)
    problems = [
        form.form.who.family_row.problem,
        form.form.who.birth_row.problem,
        form.form.who.sex_row.problem,
        form.form.problem.region_row.problem,
        form.form.problem.side_row.problem,
        form.form.problem.onset.kind_row.problem,
    ]
    assert all(problems)
    assert sat.focus is form.form.who.family
    assert "name" in form.form.who.family.accessibleDescription()


def test_a_single_name_is_enough(sat: Sitting) -> None:
    form = page(sat)
    fill(form)
    form.form.who.given.clear()
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("day", "-10d", OnsetDay(date(2026, 3, 20))),
        ("month", "Jan-2026", OnsetMonth(date(2026, 1, 1))),
        ("month", "14-Jan-2026", OnsetMonth(date(2026, 1, 1))),
        ("about", "6 weeks", OnsetAbout(42, date(2026, 3, 30), "6 weeks")),
        ("about", "10 days ago", OnsetAbout(10, date(2026, 3, 30), "10 days ago")),
        ("unknown", "", OnsetUnknown(date(2026, 3, 30))),
    ],
)
def test_the_start_is_kept_as_well_as_it_is_known(
    sat: Sitting, today: date, kind: str, typed: str, expected: Onset
) -> None:
    form = page(sat)
    fill(form)
    form.form.problem.onset.kind.set_value(kind)
    {
        "day": form.form.problem.onset.day.set_text,
        "month": form.form.problem.onset.month.set_text,
        "about": form.form.problem.onset.about.setText,
        "unknown": form.form.problem.onset.about.setText,
    }[kind](typed)
    assert not form.form.problem.onset.show_problem(today, form.form.who.birth.birth())
    assert form.form.enrolment().registration.problem.onset == expected


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("day", ""), ("day", "tomorrow"), ("day", "1-Jan-1960"), ("month", "2025"), ("about", "long")],
)
def test_an_impossible_start_is_refused(sat: Sitting, today: date, kind: str, typed: str) -> None:
    form = page(sat)
    fill(form)
    form.form.problem.onset.kind.set_value(kind)
    for take in (
        form.form.problem.onset.day.set_text,
        form.form.problem.onset.month.set_text,
        form.form.problem.onset.about.setText,
    ):
        take(typed)
    assert form.form.problem.onset.show_problem(today, form.form.who.birth.birth())


@pytest.mark.parametrize("born", ["", "tomorrow", "1-Jan-1880", "nonsense"])
def test_an_impossible_birth_date_is_refused(sat: Sitting, born: str) -> None:
    form = page(sat)
    fill(form, born=born)
    sat.chord(Qt.Key.Key_S)
    assert form.form.who.birth_row.problem


def test_the_same_person_is_warned_about_once(sat: Sitting) -> None:
    register(sat, Patient(date(1968, 3, 14), family_name="Zulu", given_name="Grace"))
    form = page(sat)
    fill(form)
    sat.chord(Qt.Key.Key_S)
    sat.see(form.notice.isVisible)
    assert "already registered" in form.notice.text.text()
    assert rooms(sat).chart is None
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)


def test_medicines_that_cannot_be_checked_are_named(sat: Sitting) -> None:
    field = page(sat).form.person.medical.lists.medicines
    field.line.setFocus()
    sat.type("warfarin; zzyzx")
    sat.press(Qt.Key.Key_Return)
    said = {row.entry.name: row.words() for row in field.rows}
    assert said == {"warfarin": "", "zzyzx": "not in the list: not checked"}


def test_an_allergy_that_is_named_is_known(sat: Sitting) -> None:
    form = page(sat)
    fill(form)
    field = form.form.person.medical.lists.allergies
    field.answer.set_value("known")
    assert form.form.enrolment().registration.patient.allergy_state == "known"
    field.line.setFocus()
    sat.type("penicillin")
    sat.press(Qt.Key.Key_Return)
    patient = form.form.enrolment().registration.patient
    assert patient.allergies == ("penicillin",)
    assert patient.allergy_state == "known"


def test_a_wrong_check_digit_is_said_in_place(sat: Sitting) -> None:
    form = page(sat)
    fill(form)
    nhs = form.form.person.particulars.nhs
    nhs.setFocus()
    sat.type("9434765918")
    assert nhs.text() == "943 476 5918"
    sat.chord(Qt.Key.Key_S)
    assert "check digit" in sat.focus.accessibleDescription()
    assert rooms(sat).chart is None


def test_men_are_not_asked_about_pregnancy(sat: Sitting) -> None:
    form = page(sat).form
    assert form.person.medical.pregnancy.pregnancy.isVisibleTo(form)
    form.who.sex.set_value("male")
    assert not form.person.medical.pregnancy.pregnancy.isVisibleTo(form)


def test_who_may_be_registered_already_is_shown_while_typing(sat: Sitting) -> None:
    born = date(1968, 3, 14)
    register(
        sat,
        Patient(born, family_name="Zulu", given_name="Grâce"),
        Patient(date(1990, 1, 1), family_name="Banda", given_name="Ruth"),
    )
    form = page(sat)
    sat.type("Grace")
    sat.press(Qt.Key.Key_Tab)
    sat.type("Zullu")
    sat.see(form.form.twins.isVisible)
    (twin,) = form.form.twins.rows
    for told in ("ZULU, Grâce", "14-Mar-1968 (58y)", "F000", "none so far"):
        assert told in twin.words.text()
    sat.press(Qt.Key.Key_Tab)
    sat.type("1-Jan-1950")
    sat.settle()
    assert not form.form.twins.isVisible()
    for _ in "1-Jan-1950":
        sat.press(Qt.Key.Key_Backspace)
    sat.type("14-Mar-1968")
    sat.see(form.form.twins.isVisible)


def test_the_chart_of_a_twin_opens_and_what_was_typed_is_kept(sat: Sitting) -> None:
    register(sat, Patient(date(1968, 3, 14), family_name="Zulu", given_name="Grace"))
    form = page(sat)
    fill(form)
    sat.see(form.form.twins.isVisible)
    form.form.twins.rows[0].open.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.see(lambda: rooms(sat).chart is not None)
    assert "ZULU, Grace" in sat.window.windowTitle()
    sat.settle()
    assert page(sat).form.who.given.text() == "Grace"


def test_twins_never_stand_in_the_way(sat: Sitting) -> None:
    register(sat, Patient(date(1968, 3, 15), family_name="Zulu", given_name="Grace"))
    form = page(sat)
    fill(form)
    sat.see(form.form.twins.isVisible)
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)


@pytest.mark.parametrize(
    ("typed", "kept", "is_wrong"),
    [
        ("", "F0000018", False),
        ("f0000 034", "F0000034", False),
        ("F0000035", "", True),
        ("Mfuwe  12/b", "Mfuwe 12/b", False),
    ],
)
def test_a_number_from_the_paper_is_checked_and_kept(
    sat: Sitting, typed: str, kept: str, is_wrong: bool
) -> None:
    form = page(sat)
    fill(form)
    form.form.number.setText(typed)
    sat.chord(Qt.Key.Key_S)
    if is_wrong:
        assert "check digit" in form.form.number.row.problem
        assert isinstance(sat.window.pages.currentWidget(), RegistrationPage)
        return
    sat.see(lambda: rooms(sat).chart is not None)
    chart = rooms(sat).chart
    assert chart is not None
    assert chart.view is not None
    assert chart.view.chart.patient.number == kept


def test_a_birth_by_age_and_a_story_are_registered(sat: Sitting, today: date) -> None:
    form = page(sat)
    fill(form, born="58y")
    form.form.problem.surgery.set_value("yes")
    form.form.problem.words.setText("after the harvest")
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: rooms(sat).chart is not None)
    chart = rooms(sat).chart
    assert chart is not None
    assert chart.view is not None
    patient = chart.view.chart.patient
    assert (patient.birth_known, patient.birth_told_on) == ("age", today)
    assert patient.conditions == {"spine_surgery_past"}
    assert "Approx 1967 (58y)" in " ".join(label.text() for label in chart.banner._facts)
    desk = sat.entrance.desk
    assert desk is not None
    told = desk.people.problem(chart.view.problem_id)
    assert told is not None
    assert told.story.onset_words == "after the harvest"
