"""The pages of the flows by keys: drafts that come back, steps in error, who may, the way back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.chart import PLAN, ChartPage
from desktop.pages.clearing import ClearingPage
from desktop.pages.escalate import EscalatePage
from desktop.pages.refer import ReferPage
from desktop.pages.reopen import EpisodePage
from desktop.widgets.clocktime import read_clock
from desktop.widgets.flowbuttons import FlowButtons
from pathway.facts import Closed, FlagAnswer, Visit
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.journeys.flowing import answer, back, flow, open_chart, rooms_of, save, saw, view
from tests.journeys.test_whole_visit import chart_of, desk_of


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def flagged(sat: Sitting, today: date) -> ProblemId:
    problem = open_chart(sat)
    saw(sat, problem, Visit(today, red_flags={"RF-C1": FlagAnswer("yes", since=today)}))
    return problem


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:40", "09:40"),
        ("0940", "09:40"),
        ("9.40", "09:40"),
        ("23h59", "23:59"),
        (" 7 ", "07:00"),
        ("24:00", ""),
        ("9:60", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, clock: str) -> None:
    told = read_clock(text)
    assert (f"{told:%H:%M}" if told else "") == clock


def test_a_step_that_cannot_be_is_said_in_place(sat: Sitting, today: date) -> None:
    problem = flagged(sat, today)
    form = flow(sat, Qt.Key.Key_F3, EscalatePage).form
    save(sat)
    assert form.place_row.problem
    assert form.kind_row.problem
    sat.type("1")
    answer(sat, ("What happened", "o"), ("Time", "23:59"))
    save(sat)
    assert "has not come yet" in form.at_row.problem
    assert form.outcome_row.problem
    form.at.line.setText("half past")
    save(sat)
    assert "Not understood" in form.at_row.problem
    assert view(sat, problem).escalations == ()


def test_a_half_typed_call_comes_back_and_can_be_thrown_away(sat: Sitting, today: date) -> None:
    flagged(sat, today)
    flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("2")
    answer(sat, ("What happened", "s"), ("With whom", "Dr Ba"))
    back(sat)
    rooms_of(sat).show_finder()
    sat.settle()
    (left,) = rooms_of(sat).finder.unfinished.buttons
    assert "unfinished escalation" in left.text()
    left.click()
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, EscalatePage)
    page.form.finish()
    assert (page.form.place.value(), page.form.whom.text()) == ("emergency_department", "Dr Ba")
    page.bar.throw.click()
    sat.settle()
    assert page.form.whom.text() == ""


def test_a_step_entered_in_error_stays_to_be_read(sat: Sitting, today: date) -> None:
    problem = flagged(sat, today)
    page = flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("1")
    answer(sat, ("What happened", "s"))
    save(sat)
    sat.type("a")
    save(sat)
    (lines,) = page.form.log.lines
    list(lines.buttons.values())[-1].setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.press(Qt.Key.Key_Return)
    assert view(sat, problem).escalations[0].in_error == ()  # not without a reason
    sat.type("another patient")
    sat.press(Qt.Key.Key_Return)
    sat.settle()
    (told,) = view(sat, problem).escalations
    assert told.escalation.is_waiting
    (wrong,) = told.in_error
    assert wrong.in_error is not None
    assert wrong.in_error.reason == "another patient"
    assert not chart_of(sat).escalated.isHidden()


def test_staff_may_call_and_refer_and_no_more(
    sat: Sitting, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    flagged(sat, today)
    users = desk_of(sat).users
    monkeypatch.setattr(type(users), "is_clinician", property(lambda _self: False))
    chart_of(sat).show_tab(PLAN)
    buttons = chart_of(sat).plan.findChild(FlowButtons)
    assert isinstance(buttons, FlowButtons)
    for name in ("flags", "episode"):
        buttons.buttons[name].click()
        sat.settle()
        assert isinstance(sat.window.pages.currentWidget(), ChartPage)
    buttons.buttons["refer"].click()
    sat.settle()
    assert isinstance(sat.window.pages.currentWidget(), ReferPage)


def test_closing_says_what_is_still_open_and_is_undone(sat: Sitting, today: date) -> None:
    problem = flagged(sat, today)
    page = flow(sat, Qt.Key.Key_F7, EpisodePage)
    sat.type("c")
    answer(sat, ("Because", "o"))
    assert "Still open: 1 red flag." in page.form.before.text()
    save(sat)
    assert page.form.said_row.problem
    answer(sat, ("In words", "by mistake here"))
    save(sat)
    assert view(sat, problem).chart.problem.closed == Closed(today, "Other: by mistake here")
    flow(sat, Qt.Key.Key_F7, EpisodePage)
    sat.type("o")
    save(sat)
    assert view(sat, problem).chart.problem.closed is None
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert view(sat, problem).chart.problem.closed is not None


def test_a_flag_is_not_cleared_before_it_was_raised(sat: Sitting, today: date) -> None:
    problem = flagged(sat, today)
    form = flow(sat, Qt.Key.Key_F5, ClearingPage).form
    sat.press(Qt.Key.Key_Down)
    answer(sat, ("It is", "c"), ("On the ground of", "o"))
    form.on.set_day(today - timedelta(3))
    save(sat)
    assert "before the flag was raised" in form.on_row.problem
    assert form.said_row.problem
    assert view(sat, problem).chart.flags == ()


def test_who_moved_leads_back_to_the_chart(sat: Sitting) -> None:
    open_chart(sat)
    sat.press(Qt.Key.Key_F7)
    sat.settle()
    assert not isinstance(sat.window.pages.currentWidget(), ChartPage)
    sat.press(Qt.Key.Key_Escape)
    sat.settle()
    assert isinstance(sat.window.pages.currentWidget(), ChartPage)
