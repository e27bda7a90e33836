"""The time machine: a slider and keys through past days; marked as past, nothing can be written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.past import first_day, past_days
from desktop.pages.asknown import KnownPage
from desktop.pages.plan import PlanPage
from desktop.widgets.dayslider import DaySlider
from pathway.recalling import TODAY, as_it_was
from tests.desktop import corrected, samples
from tests.desktop.books import put, room
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import CONTROL, chart, desk, view
from tests.desktop.pressing import focused, press
from tests.desktop.viewed import view_of

SECOND = date(2026, 3, 23)
KEY = Qt.Key


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who opened the past of a patient with two visits, at the plan."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        calm = replace(corrected.VISIT, on=SECOND, pain_limb=3, red_flags={})
        corrected.sign_visit(sat, view(sat).problem_id, calm)
        press(KEY.Key_2, modifier=CONTROL)
        sat.settle()
        press(KEY.Key_K, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
        sat.see(known(sat).isVisible)
        sat.settle()
        yield sat


def known(sat: Sitting) -> KnownPage:
    return chart(sat).known


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_keys_go_from_event_to_event_and_the_past_is_marked_and_cannot_be_changed(
    sat: Sitting,
) -> None:
    page = known(sat)
    page.by.set_value(TODAY)
    sat.settle()
    page.slider.setFocus()
    press(KEY.Key_Left, modifier=CONTROL)
    assert page.line.text() == "23-Mar-2026 as we know it today – read only"
    press(KEY.Key_Left, modifier=CONTROL)
    sat.see(lambda: page.day.day() == corrected.ON)
    sat.settle()
    assert page.line.text() == "16-Mar-2026 as we know it today – read only"
    (plan,) = page.findChildren(PlanPage)
    plan.finish()
    assert "Subacute · week 7, day 46" not in said(plan)
    buttons = [one for one in page.parts.findChildren(QPushButton) if one.isVisible()]
    assert {one.text() for one in buttons} <= {"Why?"} | {
        one.text() for one in buttons if "why not?" in one.text() or ": show" in one.text()
    }
    assert "Past: this is how it was on" in said(chart(sat).glance)
    assert "Mon 16-Mar-2026, not today" in said(chart(sat).glance)
    for action in ("save", "sign", "amend", "in_error"):
        assert not chart(sat).can(action)
    press(KEY.Key_Escape)
    assert not page.isVisible()
    assert chart(sat).tabs.isVisible()
    sat.see(lambda: any(line.startswith("Since 23-Mar-2026") for line in said(chart(sat).glance)))


def test_the_timeline_of_a_past_day_knows_nothing_later(sat: Sitting) -> None:
    page = known(sat)
    press(KEY.Key_Escape)
    press(KEY.Key_3, modifier=CONTROL)
    sat.settle()
    chart(sat).timeline.choice.back.setFocus()
    press(KEY.Key_Space)
    sat.settle()
    assert page.part.value() == "timeline"
    page.by.set_value(TODAY)
    page.on_slid(SECOND)
    sat.settle()
    shown = page._timeline
    assert shown is not None
    assert shown.timeline.course.today == SECOND
    visits = [event for event in shown.timeline.events if event.lane == "visits"]
    assert [event.start for event in visits] == [corrected.ON, SECOND]
    page.on_slid(date(2026, 3, 20))
    sat.settle()
    visits = [event for event in shown.timeline.events if event.lane == "visits"]
    assert [event.start for event in visits] == [corrected.ON]


def test_what_the_slider_passes_is_not_looked_up(sat: Sitting, qtbot: QtBot) -> None:
    page = known(sat)
    asked: list[date] = []
    page.slider.settled.connect(asked.append)
    page.slider.setFocus()
    for _ in range(10):
        press(KEY.Key_Left)
    sat.see(lambda: bool(asked))
    sat.settle()
    assert asked == [date(2026, 3, 20)]
    assert focused() is page.slider.slider
    assert page.day.day() == asked[0]
    assert desk(sat).today == date(2026, 3, 30)


def test_the_slider_steps_by_days_weeks_and_events(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        slider = DaySlider(window)
        put(window, slider)
        marks = (date(2026, 1, 20), date(2026, 2, 9), date(2026, 3, 23))
        slider.set_days(date(2026, 1, 5), samples.TODAY, marks)
        slider.set_day(date(2026, 3, 1))
        slider.setFocus()
        for key, wanted in (
            (KEY.Key_Right, date(2026, 3, 2)),
            (KEY.Key_PageUp, date(2026, 2, 23)),
            (KEY.Key_PageDown, date(2026, 3, 2)),
            (KEY.Key_Home, date(2026, 1, 5)),
            (KEY.Key_End, samples.TODAY),
        ):
            press(key)
            assert slider.day() == wanted
        slider.set_day(date(2026, 3, 1))
        press(KEY.Key_Left, modifier=CONTROL)
        assert slider.day() == date(2026, 2, 9)
        for wanted in (date(2026, 3, 23), samples.TODAY):
            press(KEY.Key_Right, modifier=CONTROL)
            assert slider.day() == wanted
        assert not slider.after.isEnabled()
        slider.set_brief(True)
        assert (slider.before.text(), slider.before.accessibleName()) == ("", "Event before")


def test_a_chart_seen_from_today_knows_nothing_later() -> None:
    whole = view_of(samples.chart())
    assert first_day(whole, samples.TODAY) == date(2026, 1, 20)
    assert samples.TODAY in past_days(whole, samples.TODAY)
    past = as_it_was(whole, samples.CARE_START)
    assert [visit.on for visit in past.chart.visits] == [date(2026, 1, 20), samples.CARE_START]
    assert len(past.visits) == 2
