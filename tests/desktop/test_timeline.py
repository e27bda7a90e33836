"""The timeline: what it holds, how it is stepped through, and its list twin."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.events import EventTable, spoken
from desktop.models.timeline import Event, StageDays, events_of, span_of, with_amendments
from desktop.pages.timeline import TimelinePage
from desktop.widgets.timeframe import Frame, Stretch, hit
from desktop.widgets.timeline import Timeline
from pathway.facts import Chart
from pathway.finding import CareClock
from pathway.records import (
    ChartView,
    Correction,
    PatientId,
    ProblemId,
    RecordedVisit,
    VisitId,
)
from tests.desktop import samples
from tests.desktop.pressing import focused, press

STAGES = StageDays(28, 85)
TODAY = samples.TODAY
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def _events() -> tuple[Event, ...]:
    return events_of(samples.chart(), samples.assessment(), TODAY, STAGES)


def _view(chart: Chart) -> ChartView:
    visits = tuple(
        RecordedVisit(VisitId(f"v{place}"), visit) for place, visit in enumerate(chart.visits)
    )
    return ChartView(PatientId("p"), ProblemId("x"), chart, visits)


def test_an_amended_visit_says_so_where_it_stands() -> None:
    view = _view(samples.chart())
    made = Correction("Dr Ode", datetime(2026, 3, 28, 8, 5, tzinfo=UTC), "misheard")
    first, *others = view.visits
    events = with_amendments(_events(), (replace(first, amended=made), *others))
    told = [event for event in events if "amended" in event.title]
    assert [event.start for event in told] == [first.visit.on]
    assert "Dr Ode on 28-Mar-2026 08:05: misheard" in spoken(told[0])
    assert len(events) == len(_events())


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[TimelinePage]:
    """A shown timeline page of the sample patient."""
    parent = QWidget()
    qtbot.addWidget(parent)
    page = TimelinePage(TODAY, STAGES, parent)
    page.show_chart(_view(samples.chart()), samples.assessment(), TODAY)
    QVBoxLayout(parent).addWidget(page)
    parent.resize(1200, 800)
    parent.show()
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    page.timeline.setFocus()
    yield page
    parent.close()


def test_the_stage_bands_change_on_the_days_that_the_rules_count() -> None:
    bands = [event for event in _events() if event.lane == "stage"]
    assert [(band.title, band.start, band.ahead) for band in bands] == [
        ("Acute", date(2026, 1, 5), False),
        ("Subacute", date(2026, 2, 2), False),
        ("Chronic", date(2026, 3, 31), True),
    ]


def test_an_imprecise_onset_gives_hatched_bands_of_every_stage_that_fits() -> None:
    events = events_of(samples.chart(), samples.imprecise(), TODAY, STAGES)
    bands = [event for event in events if event.lane == "stage"]
    assert bands[0].title == "Onset in these days"
    assert [band.title for band in bands if not band.sure][1:] == [
        "Acute or Subacute",
        "Subacute or Chronic",
        "Subacute or Chronic",
    ]


def test_bands_never_overlap_and_leave_no_day_out() -> None:
    for whole in (samples.assessment(), samples.imprecise()):
        events = events_of(samples.chart(), whole, TODAY, STAGES)
        bands = [event for event in events if event.lane == "stage"]
        for band, following in pairwise(bands):
            assert following.start == band.end + timedelta(days=1)


def test_every_visit_rating_flag_week_and_forecast_is_an_event() -> None:
    lanes = [event.lane for event in _events()]
    assert {lane: lanes.count(lane) for lane in set(lanes)} == {
        "stage": 3,
        "surgical": 2,
        "care": 8,
        "pain": 6,
        "visits": 3,
        "flags": 2,
        "ahead": 3,
    }


def test_without_advice_the_facts_are_still_there() -> None:
    lanes = {event.lane for event in events_of(samples.chart(), None, TODAY, STAGES)}
    assert lanes == {"care", "pain", "visits", "flags"}


def test_weeks_of_care_stand_where_they_were() -> None:
    weeks = [event for event in _events() if event.lane == "care"]
    assert weeks[0].start == samples.CARE_START
    assert weeks[3].title == "Care week 4: nothing recorded"
    assert weeks[-1].title == "Care week 8: still running"


def test_no_care_no_weeks() -> None:
    whole = replace(samples.assessment(), care_clock=CareClock(None))
    events = events_of(samples.chart(), whole, TODAY, STAGES)
    assert not [event for event in events if event.lane == "care"]


def test_what_is_drawn_as_a_pattern_is_also_said() -> None:
    events = events_of(samples.chart(), samples.imprecise(), TODAY, STAGES)
    assert "not exact" in spoken(next(event for event in events if not event.sure))
    assert "if nothing else changes" in spoken(next(event for event in events if event.ahead))


@given(st.floats(1, 2000), st.floats(-3000, 3000), st.floats(0.1, 10), st.floats(-2000, 4000))
def test_a_view_never_leaves_what_there_is(
    days: float, move: float, factor: float, kept: float
) -> None:
    view = Stretch(0, 0, 0, 1000).of(100, 100 + days).moved(move).zoomed(factor, kept)
    assert view.first + 1e-6 >= 0
    assert view.last <= 1000 + 1e-6
    assert view.days >= 14 - 1e-6


@given(st.integers(0, 300))
def test_pixels_and_days_agree(day: int) -> None:
    frame = Frame(100, 220, 150, 900, 20)
    assert frame.day(frame.x(day)) == pytest.approx(day)


def test_each_event_is_hit_where_it_is_drawn() -> None:
    events = tuple(event for event in _events() if event.lane not in {"stage", "surgical"})
    frame = Frame(TODAY.toordinal() - 90, TODAY.toordinal() + 60, 150, 1500, 20, 2)
    for event in events:
        found = events[hit(frame, events, frame.area(event).center())]
        assert (found.lane, found.start) == (event.lane, event.start)
    assert hit(frame, events, QPointF(160, 5)) == -1


def test_arrows_step_through_a_lane_and_across_lanes(page: TimelinePage) -> None:
    timeline = page.timeline
    press(Qt.Key.Key_Right)
    assert _current(timeline).lane == "visits"
    assert _current(timeline).start == date(2026, 3, 23)
    press(Qt.Key.Key_Left)
    assert _current(timeline).start == date(2026, 2, 9)
    press(Qt.Key.Key_Up)
    assert _current(timeline).lane == "pain"
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert _current(timeline).lane == "flags"
    press(Qt.Key.Key_Up, Qt.Key.Key_Home)
    assert _current(timeline).start == date(2026, 1, 20)
    press(Qt.Key.Key_End)
    assert _current(timeline).start == date(2026, 3, 23)
    assert focused() is timeline


def test_what_is_in_focus_is_told_beneath_and_marked_in_the_list(page: TimelinePage) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.told.text().startswith("23-Mar-2026, Visit, not signed yet. spine pain 4 of 10")
    row = page.table.selectionModel().selectedRows()[0].row()
    assert page.model.event_at(row) is _current(page.timeline)


def test_keys_zoom_and_fit(page: TimelinePage) -> None:
    days = page.timeline.frame().last - page.timeline.frame().first
    press(Qt.Key.Key_Plus)
    assert page.timeline.frame().last - page.timeline.frame().first < days
    press(Qt.Key.Key_0)
    frame = page.timeline.frame()
    assert frame.first <= samples.ONSET.toordinal() <= TODAY.toordinal() <= frame.last


def test_it_opens_from_onset_to_today(page: TimelinePage) -> None:
    frame = page.timeline.frame()
    assert 0 < samples.ONSET.toordinal() - frame.first < 20
    assert frame.last > TODAY.toordinal() + 14


def test_a_screen_reader_walks_the_events(page: TimelinePage) -> None:
    listed = QAccessible.queryAccessibleInterface(page.timeline)
    assert listed.role() == QAccessible.Role.List
    assert listed.childCount() == len(page.timeline.events)
    press(Qt.Key.Key_Right)
    item = listed.child(page.timeline.current)
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name).startswith("23-Mar-2026, Visit")
    assert item.state().focused


def test_time_runs_from_left_to_right_on_every_screen(page: TimelinePage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    frame = page.timeline.frame()
    assert frame.x(TODAY.toordinal()) > frame.x(samples.ONSET.toordinal())
    assert not page.timeline.isRightToLeft()


def test_choosing_a_row_of_the_list_moves_the_focus_line(page: TimelinePage) -> None:
    page.table.selectRow(2)
    page.table.setCurrentIndex(page.model.index(2, 0))
    assert page.model.event_at(2) is _current(page.timeline)


def test_the_list_says_the_same_newest_first(qtbot: QtBot) -> None:
    timeline = QWidget()
    qtbot.addWidget(timeline)
    model = EventTable(timeline)
    tester = QAbstractItemModelTester(model, WARN, timeline)
    model.show_events(_events())
    assert tester.model() is model
    days = [model.event_at(row).start for row in range(model.rowCount())]
    assert days == sorted(days, reverse=True)
    assert model.rowCount() == len(_events())
    assert model.data(model.index(0, 0)) == "04-May-2026"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "What"


def test_an_empty_chart_says_so(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    page = TimelinePage(TODAY, STAGES, parent)
    empty = replace(samples.chart(), visits=(), care=(), flags=())
    page.show_chart(_view(empty), None, TODAY)
    assert page.told.text() == "Nothing recorded yet."
    assert span_of((), TODAY) == (TODAY, TODAY + timedelta(days=28))


def _current(timeline: Timeline) -> Event:
    return timeline.events[timeline.current]
