"""A chart shows whose it is at once; its visit comes a turn later, and loses no key typed ahead."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.chart import PLAN, ChartPage
from pathway.facts import Patient
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic of two patients."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


@pytest.fixture
def problems(sat: Sitting) -> list[ProblemId]:
    born = date(1970, 1, 1)
    made = register(
        sat, Patient(born, family_name="Banda"), Patient(born, family_name="Mwale", number="7")
    )
    return [changes.problem for changes in made if changes.problem is not None]


def opened(sat: Sitting, problem: ProblemId) -> ChartPage:
    """Open a chart, and look at it before anything else can happen."""
    assert sat.entrance.rooms is not None
    sat.entrance.rooms.show_chart(problem)
    chart = sat.entrance.rooms.chart
    assert chart is not None
    assert chart.visit.has_more
    return chart


def test_keys_typed_ahead_answer_the_first_questions(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    type_text("nny")
    form = chart.visit.form
    assert form is not None
    given = [one.value for one in form.answers.values()]
    assert given == ["no", "no", "yes"]


def test_tab_pressed_ahead_goes_on_from_the_first_question(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    press(Qt.Key.Key_Tab)
    form = chart.visit.form
    assert form is not None
    first, second = list(form.parts.interview.questions.values())[:2]
    assert not first.isAncestorOf(focused())
    assert second.isAncestorOf(focused())


def test_the_form_comes_by_itself_and_has_the_keyboard(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    sat.see(lambda: not chart.visit.has_more)
    form = chart.visit.form
    assert form is not None
    assert form.isAncestorOf(focused())


def test_nothing_of_the_patient_before_is_shown_meanwhile(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    before = opened(sat, problems[0])
    type_text("n")
    form = before.visit.form
    chart = opened(sat, problems[1])
    assert "MWALE" in chart.banner.spoken()
    assert form is not None
    assert not form.isVisible()
    assert not chart.visit.sheet.isVisible()
    assert not chart.visit.top.isVisible()
    type_text("u")
    again = chart.visit.form
    assert again is not None
    assert again.view.problem_id == problems[1]
    assert [one.value for one in again.answers.values()] == ["unable"]


def test_saving_ahead_saves_the_visit_of_this_chart(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    form = chart.visit.form
    assert form is not None
    assert form.visit_id is not None


def test_a_form_that_is_half_made_is_whole_for_whoever_asks(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    chart.visit.make_next()
    assert chart.visit.has_more
    assert chart.visit.in_hand is not None
    assert not chart.visit.in_hand.isVisible()
    form = chart.visit.form
    assert form is chart.visit.in_hand
    assert form.isVisible()
    assert form.parts.interview.isAncestorOf(focused())


def test_of_a_form_that_is_half_made_nothing_is_left_on_the_next_chart(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    chart.visit.make_next()
    chart = opened(sat, problems[1])
    type_text("u")
    form = chart.visit.form
    assert form is not None
    assert form.view.problem_id == problems[1]
    assert [one.value for one in form.answers.values()] == ["unable"]


def test_another_tab_in_front_keeps_the_keyboard_when_the_form_comes(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    press(Qt.Key.Key_2, modifier=CONTROL)
    sat.see(lambda: not chart.visit.has_more)
    assert chart.tabs.currentIndex() == PLAN
    assert chart.plan.isAncestorOf(focused())


def test_after_signing_the_visit_to_read_is_there_when_somebody_looks(
    sat: Sitting, problems: list[ProblemId]
) -> None:
    chart = opened(sat, problems[0])
    type_text("n")
    press(Qt.Key.Key_F9, modifier=ALT)
    press(Qt.Key.Key_Space)
    sat.see(lambda: chart.tabs.currentIndex() == PLAN)
    press(Qt.Key.Key_1, modifier=CONTROL)
    sat.see(lambda: chart.visit.reading is not None and not chart.visit.has_more)
    assert chart.visit.sheet.isAncestorOf(focused())
