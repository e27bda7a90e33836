"""Journeys through the flows by keys: an emergency, a referral, a relapse, midnight, moved days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import escalations
from desktop.pages.clearing import ClearingPage
from desktop.pages.escalate import EscalatePage
from desktop.pages.moves import MovesPage
from desktop.pages.refer import ReferPage
from desktop.pages.reopen import EpisodePage
from pathway.assessment import Assessment
from pathway.facts import Care, FlagAnswer, Referral, Span, Visit
from pathway.records import CareEntry, ProblemId
from tests.desktop.clinics import USER, Sitting, found_clinic, sitting
from tests.journeys.flowing import (
    answer,
    back,
    flow,
    later,
    move_to,
    open_chart,
    rooms_of,
    save,
    saw,
    view,
)
from tests.journeys.test_whole_visit import chart_of, desk_of, seen_texts


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def flagged(today: date) -> Visit:
    return Visit(today, pain_limb=7, red_flags={"RF-C1": FlagAnswer("yes", since=today)})


def concluded(sat: Sitting, problem: ProblemId) -> Assessment:
    found = desk_of(sat).assessment(problem)
    assert found is not None
    return found


def test_a_flag_is_escalated_step_by_step_until_it_is_confirmed(sat: Sitting, today: date) -> None:
    problem = open_chart(sat)
    saw(sat, problem, flagged(today))
    page = flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("1")
    answer(sat, ("Which one", "District hospital"), ("What happened", "n"), ("Time", "9:40"))
    answer(sat, ("Call again at", "9:50"))
    save(sat)
    sat.type("s")
    answer(sat, ("Time", "0952"), ("With whom", "Dr Banda"), ("What was said", "send at once"))
    save(sat)
    sat.type("t")
    answer(sat, ("Time", "9.58"), ("How they go", "1"), ("Expected there at", "12:30"))
    save(sat)
    assert len(page.form.log.lines[0].buttons) == 3
    back(sat)
    line = chart_of(sat).escalated
    assert not line.isHidden()
    assert "District hospital: on the way, not arrived yet" in line.words.text()
    (told,) = view(sat, problem).chart.escalations
    assert (told.steps[1].whom, told.steps[1].words) == ("Dr Banda", "send at once")
    assert [(step.kind, step.at, step.by) for step in told.steps] == [
        ("no_answer", time(9, 40), USER),
        ("called", time(9, 52), USER),
        ("transport", time(9, 58), USER),
    ]
    (awaited,) = desk_of(sat).reader.read(escalations.awaited, today)
    assert awaited.family_name == "Zulu"
    assert concluded(sat, problem).red_flags.open[0].state == "escalated"
    flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("a")
    save(sat)
    back(sat)
    assert chart_of(sat).escalated.isHidden()
    assert desk_of(sat).reader.read(escalations.awaited, today) == ()
    confirm(sat, problem)


def confirm(sat: Sitting, problem: ProblemId) -> None:
    """Confirm the flag after seeing what that changes; undo and do it again."""
    clearing = flow(sat, Qt.Key.Key_F5, ClearingPage)
    assert "Choose a red flag" in clearing.form.before.text()
    save(sat)
    assert clearing.form.which_row.problem
    assert clearing.form.basis_row.problem
    sat.press(Qt.Key.Key_Down)
    answer(sat, ("It is", "n"), ("On the ground of", "i"), ("In words", "MRI: compression"))
    told = clearing.form.before.text()
    assert "Surgical evaluation: Do not wait for any clock: refer now → Under the care" in told
    save(sat)
    (past,) = concluded(sat, problem).red_flags.history
    assert (past.state, past.basis, past.by) == ("confirmed", "imaging", USER)
    assert view(sat, problem).chart.flags[0].words == "MRI: compression"
    assert concluded(sat, problem).surgical_evaluation.status == "under_specialist"
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert concluded(sat, problem).red_flags.open[0].state == "escalated"


def test_a_referral_is_sent_seen_and_answered(sat: Sitting, today: date) -> None:
    problem = open_chart(sat)
    page = flow(sat, Qt.Key.Key_F6, ReferPage)
    sat.type("2")
    answer(sat, ("To whom", "District hospital"), ("What is asked", "MRI lumbar spine?"))
    save(sat)
    move_to(sat, later(today, 9))
    sat.type("s")
    sat.settle()
    move_to(sat, later(today, 12))
    sat.type("a")
    save(sat)
    assert page.form.gist_row.problem
    sat.type("no compression")
    back(sat)  # from the answer to the referrals: what was typed is not lost
    sat.type("a")
    save(sat)
    assert view(sat, problem).chart.referrals == (
        Referral("imaging", today, "sent", "District hospital", "MRI lumbar spine?"),
        Referral("imaging", later(today, 9), "arrived"),
        Referral("imaging", later(today, 12), "answered", words="no compression"),
    )
    assert "no compression" in seen_texts(page.form.list)


def test_a_relapse_after_35_days_without_pain_is_a_new_episode(sat: Sitting, today: date) -> None:
    problem = open_chart(sat)
    care = CareEntry(Care("home_exercise", span=Span(later(today, -20), None)))
    saw(sat, problem, Visit(today, pain_limb=5), care)
    free, again = later(today, 10), later(today, 45)
    move_to(sat, later(today, 50))
    page = flow(sat, Qt.Key.Key_F7, EpisodePage)
    sat.type("p")
    said = {"Without pain since": free, "Pain again since": later(today, 30)}
    answer(sat, *((name, day.isoformat()) for name, day in said.items()))
    assert "20 days without pain; 30 or more would begin" in page.form.before.text()
    assert "Nothing else would change." in page.form.before.text()
    page.form.again_on.set_day(again)
    told = page.form.before.text()
    assert "35 days without pain; 30 or more begin a new episode" in told
    assert "Stage: Subacute · week 12, day 80 → Acute · week 1, day 5" in told
    save(sat)
    found = concluded(sat, problem)
    assert (found.stage.code, found.stage.onset_earliest) == ("acute", again)
    assert view(sat, problem).chart.problem.pain_free == (Span(free, later(again, -1)),)
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert concluded(sat, problem).stage.day == 80


def test_midnight_passes_while_an_entry_is_half_typed(sat: Sitting, today: date) -> None:
    problem = open_chart(sat)
    saw(sat, problem, flagged(today))
    move_to(sat, today, 23, 55)
    flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("1")
    answer(sat, ("What happened", "s"), ("With whom", "Dr Ba"))
    tomorrow = later(today, 1)
    move_to(sat, tomorrow, 0, 5)
    sat.type("nda")
    save(sat)
    (told,) = view(sat, problem).chart.escalations
    (step,) = told.steps
    assert (step.on, step.at, step.whom) == (tomorrow, time(0, 5), "Dr Banda")
    assert concluded(sat, problem).assessed_on == tomorrow
    back(sat)
    assert "asked 1d ago" in seen_texts(chart_of(sat).banner)


def test_days_move_a_patient_from_acute_to_chronic_and_into_the_window(
    sat: Sitting, today: date
) -> None:
    problem = open_chart(sat, began=later(today, -3))
    care = CareEntry(Care("home_exercise", span=Span(today, None), days_per_week=5))
    first = Visit(today, pain_spine=6, pain_limb=7, state_acceptable="no")
    saw(sat, problem, first, care)
    met = []
    for days in (0, 25, 42, 82, 84):
        day = later(today, days)
        if days == 42:
            saw_again = replace(first, on=day)
            move_to(sat, day)
            saw(sat, problem, saw_again)
        move_to(sat, day)
        found = concluded(sat, problem)
        met.append((found.stage.code, found.surgical_evaluation.status))
    assert met == [
        ("acute", "not_yet"),
        ("subacute", "not_yet"),
        ("subacute", "window_open"),
        ("chronic", "window_open"),
        ("chronic", "decision_due"),
    ]
    rooms_of(sat).show_finder()
    sat.press(Qt.Key.Key_F7)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, MovesPage)
    moved = page.list.count()
    assert moved >= 2
    for _ in range(moved):
        sat.press(Qt.Key.Key_Space)
        sat.settle()
    assert desk_of(sat).moves.count == 0
