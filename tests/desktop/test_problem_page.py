"""The page of a problem by keys alone: put right, closed, opened again, and another one added."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.problem import ProblemPage
from desktop.rooms import Rooms
from pathway.facts import (
    Closed,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    Patient,
    Span,
    Visit,
)
from pathway.records import Changes, ProblemId, VisitEntry
from pathway.story import SURGERY, ToldProblem
from tests.desktop.clinics import Sitting, Waiting, found_clinic, register, sitting

GRACE = Patient(date(1968, 3, 14), family_name="Zulu", given_name="Grace", sex="female")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def rooms(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def chart_of(sat: Sitting, patient: Patient = GRACE) -> ProblemId:
    """Register somebody, and open the chart."""
    problem = register(sat, patient)[0].problem
    assert problem is not None
    rooms(sat).show_chart(problem)
    sat.settle()
    return problem


def page(sat: Sitting) -> ProblemPage:
    sat.chord(Qt.Key.Key_6)
    sat.settle()
    found = sat.window.pages.currentWidget()
    assert isinstance(found, ProblemPage)
    found.form.finish()
    return found


def told(sat: Sitting, problem: ProblemId) -> ToldProblem:
    desk = sat.entrance.desk
    assert desk is not None
    found = desk.people.problem(problem)
    assert found is not None
    return found


def save(sat: Sitting) -> None:
    """Save, and wait until the chart is in front again."""
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: not isinstance(sat.window.pages.currentWidget(), ProblemPage))
    sat.settle()


def tab_to(sat: Sitting, name: str) -> None:
    for _ in range(100):
        if name in sat.focus.accessibleName():
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no control named {name}")


def answer(sat: Sitting, *answers: tuple[str, str]) -> None:
    for name, text in answers:
        tab_to(sat, name)
        sat.type(text)


def sign_a_visit(sat: Sitting, problem: ProblemId, today: date) -> None:
    desk = sat.entrance.desk
    assert desk is not None
    waiting = Waiting()
    desk.save_visit(VisitEntry(problem, Visit(on=today)), waiting.take)
    sat.see(lambda: len(waiting.answers) == 1)
    saved = waiting.answers[0]
    assert isinstance(saved, Changes)
    assert saved.visit is not None
    desk.sign_visit(saved.visit, waiting.take)
    sat.see(lambda: len(waiting.answers) == 2)
    rooms(sat).show_chart(problem)
    sat.settle()


def test_a_whole_problem_is_told_by_keys_alone(sat: Sitting, today: date) -> None:
    problem = chart_of(sat)
    page(sat)
    answer(
        sat,
        ("Where", "n"),
        ("Side", "r"),
        ("Start known", "m"),
        ("Started in", "Jan-2026"),
        ("In the patient's words", "after a long drive"),
        ("Spine pain before that", "y"),
        ("Spine pain known", "a"),
        ("Spine pain since about", "6 months"),
        ("Suspected cause", "d"),
        ("Earlier episodes", "y"),
        ("Which and when", "2019"),
        ("Spine surgery", "y"),
        ("Which and when", "C6, 2020"),
        ("First day without pain", "1-Feb-2026"),
        ("Last day without pain", "10-Feb-2026"),
    )
    sat.press(Qt.Key.Key_Return)
    save(sat)
    found = told(sat, problem)
    assert (found.problem.region, found.problem.side, found.problem.cause) == (
        "cervical",
        "right",
        "disc",
    )
    assert found.problem.onset == OnsetMonth(date(2026, 1, 1))
    assert found.problem.pain_free == (Span(date(2026, 2, 1), date(2026, 2, 10)),)
    story = found.story
    assert story.onset_words == "after a long drive"
    assert isinstance(story.spine_onset, OnsetAbout)
    assert (story.earlier_words, story.surgery_words) == ("2019", "C6, 2020")
    view = rooms(sat).chart
    assert view is not None
    assert view.view is not None
    assert SURGERY in view.view.chart.patient.conditions


def test_what_the_start_means_is_said_at_once(sat: Sitting, today: date) -> None:
    chart_of(sat)
    form = page(sat).form.fields
    assert form.meaning.text() == "Today is day 30: subacute until 23-May-2026."
    answer(sat, ("Start known", "a"), ("How long ago", "4 weeks"))
    assert form.meaning.text().startswith("Between day 21 and day 35: acute or subacute.")
    assert "an earlier stage than before (subacute)" in form.meaning.text()
    form.onset.about.setText("long")
    assert form.meaning.text() == ""


def test_a_problem_is_closed_and_opened_again(sat: Sitting, today: date) -> None:
    problem = chart_of(sat)
    form = page(sat).form
    answer(sat, ("This problem is", "c"))
    sat.chord(Qt.Key.Key_S)
    assert form.closing.on_row.problem
    assert form.closing.reason_row.problem
    answer(sat, ("Closed on", "today"), ("Because", "recovered"))
    save(sat)
    assert told(sat, problem).problem.closed == Closed(today, "recovered")
    page(sat)
    answer(sat, ("This problem is", "o"))
    save(sat)
    assert told(sat, problem).problem.closed is None
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert told(sat, problem).problem.closed == Closed(today, "recovered")


def test_a_signed_visit_asks_why(sat: Sitting, today: date) -> None:
    problem = chart_of(sat)
    sign_a_visit(sat, problem, today)
    form = page(sat).form
    assert form.reason_row.isHidden()
    form.fields.onset.day.set_text("1-Mar-2026")
    assert not form.reason_row.isHidden()
    sat.chord(Qt.Key.Key_S)
    assert form.reason_row.problem
    form.reason.setText("remembers the market day")
    save(sat)
    found = told(sat, problem)
    assert found.problem.onset == OnsetDay(date(2026, 3, 1))
    assert found.story.corrected is not None
    assert found.story.corrected.reason == "remembers the market day"
    again = page(sat).form
    assert again.reason_row.isHidden()


def test_another_problem_gets_a_chart_of_its_own(sat: Sitting, today: date) -> None:
    first = chart_of(sat)
    page(sat).others.new.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    sat.press(Qt.Key.Key_Tab)  # before the form is whole: nothing is skipped
    answer(sat, ("Where", "n"), ("Side", "l"), ("Start known", "d"), ("Started on", "-3w"))
    save(sat)
    chart = rooms(sat).chart
    assert chart is not None
    assert chart.view is not None
    assert chart.view.problem_id != first
    assert chart.view.chart.problem.region == "cervical"
    shown = page(sat)
    assert list(shown.others.buttons) == [first]
    shown.others.buttons[first].setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert chart.view.problem_id == first


def test_what_is_typed_comes_back_and_can_be_thrown_away(sat: Sitting) -> None:
    chart_of(sat)
    form = page(sat)
    answer(
        sat, ("In the patient's words", "since Easter"), ("First day without pain", "1-Feb-2026")
    )
    sat.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    sat.settle()
    rooms(sat).show_finder()
    sat.settle()
    left = rooms(sat).finder.unfinished.buttons
    assert "unfinished change of the problem" in left[0].text()
    left[0].click()
    sat.settle()
    back = sat.window.pages.currentWidget()
    assert isinstance(back, ProblemPage)
    assert back is not form
    assert back.form.fields.words.text() == "since Easter"
    assert back.form.spells.first.text() == "1-Feb-2026"
    back.bar.throw.click()
    sat.settle()
    assert back.form.fields.words.text() == ""
    assert back.form.fields.onset.kind.value() == "day"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("", "1-Feb-2026", "first day"),
        ("nonsense", "", "Not understood"),
        ("5-Feb-2026", "1-Feb-2026", "before the first"),
        ("1-Jan-2026", "today", "overlaps"),
    ],
)
def test_a_spell_that_cannot_be_is_said_in_place(
    sat: Sitting, first: str, last: str, said: str
) -> None:
    chart_of(sat)
    spells = page(sat).form.spells
    spells.fill((Span(date(2026, 2, 1), date(2026, 2, 10)),))
    spells.first.set_text(first)
    spells.last.set_text(last)
    sat.chord(Qt.Key.Key_S)
    assert said in spells.trouble.text()
    assert isinstance(sat.window.pages.currentWidget(), ProblemPage)
    spells.rows[0].remove.click()
    assert spells.spans() == ()


def test_a_no_beside_surgery_on_the_list_is_pointed_out(sat: Sitting) -> None:
    ill = Patient(date(1968, 3, 14), family_name="Zulu", conditions=frozenset({SURGERY}))
    chart_of(sat, ill)
    form = page(sat).form
    answer(sat, ("Spine surgery", "n"))
    sat.chord(Qt.Key.Key_S)
    assert "among the illnesses" in form.fields.surgery_row.problem
