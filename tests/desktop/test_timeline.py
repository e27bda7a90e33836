"""The timeline: what it holds, how it is stepped through, and its list twin."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.events import EventTable, spoken
from desktop.models.timeline import Known
from desktop.pages.timechoice import EVERYTHING, YEAR
from desktop.pages.timeline import TimelinePage
from desktop.widgets.timeframe import Stretch
from desktop.widgets.timeline import Timeline
from pathway.course import Course, Event
from tests.desktop import samples
from tests.desktop.courses import (
    course_books,
    everything_known,
    record_words,
    sample_events,
    what_is_known,
)
from tests.desktop.pressing import focused, press
from tests.desktop.viewed import view_of

TODAY = samples.TODAY
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[TimelinePage]:
    """A shown timeline page of the sample patient."""
    parent = QWidget()
    qtbot.addWidget(parent)
    page = TimelinePage(Course(TODAY), course_books(), record_words(), parent)
    page.show_known(what_is_known())
    QVBoxLayout(parent).addWidget(page)
    parent.resize(1200, 800)
    parent.show()
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    page.timeline.setFocus()
    yield page
    parent.close()


@given(st.floats(1, 2000), st.floats(-3000, 3000), st.floats(0.1, 10), st.floats(-2000, 4000))
def test_a_view_never_leaves_what_there_is(
    days: float, move: float, factor: float, kept: float
) -> None:
    view = Stretch(0, 0, 0, 1000).of(100, 100 + days).moved(move).zoomed(factor, kept)
    assert view.first + 1e-6 >= 0
    assert view.last <= 1000 + 1e-6
    assert view.days >= 14 - 1e-6


def test_each_event_is_hit_where_it_is_drawn(page: TimelinePage) -> None:
    timeline = page.timeline
    timeline.show_stretch(timeline.view.whole())
    for place, event in enumerate(timeline.events):
        area = timeline.frame().box(place)
        if event.lane in {"limb", "spine"} or area.width() < 4:
            continue
        found = timeline.frame().hit(area.center())
        assert place in found or timeline.together(place) == found, event


def test_a_click_opens_the_event_in_place(page: TimelinePage) -> None:
    place = next(i for i, e in enumerate(page.timeline.events) if e.lane == "visits")
    at = page.timeline.frame().box(place).center().toPoint()
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.timeline.current == place
    assert not page.opened.isHidden()
    said = " ".join(label.text() for label in page.opened.findChildren(type(page.told)))
    assert "20-Jan-2026 · Visits" in said
    assert "Ankle dorsiflexion" in said
    page.opened.close_it.click()
    assert page.opened.isHidden()
    assert focused() is page.timeline


def test_events_of_one_day_open_as_a_list_of_which_one_is_chosen(page: TimelinePage) -> None:
    chart = samples.chart()
    same = replace(chart.visits[0], note="came back in the afternoon")
    page.show_known(
        what_is_known(replace(chart, visits=(chart.visits[0], same, *chart.visits[1:])))
    )
    press(Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert "1 of 2 here" in page.told.text()
    assert len(page.opened.buttons) == 2
    page.opened.buttons[1].click()
    assert "afternoon" in spoken(page.timeline.events[page.timeline.current])
    assert not page.opened.buttons


def test_the_mouse_over_an_event_tells_it(page: TimelinePage) -> None:
    place = next(i for i, e in enumerate(page.timeline.events) if e.lane == "care")
    at = page.timeline.frame().box(place).center().toPoint()
    QTest.mouseMove(page.timeline.viewport(), QPoint(2, 2))
    QTest.mouseMove(page.timeline.viewport(), at)
    assert page.told.text().startswith("09-Feb-2026 to 15-Feb-2026, Care weeks: Care week 1")


def test_lanes_that_nobody_wants_are_gone_from_picture_and_list(page: TimelinePage) -> None:
    page.choice.which.click()
    page.choice.lanes["care"].click()
    assert "care" not in {track.lane for track in page.timeline.tracks.all}
    rows = [page.model.event_at(row).lane for row in range(page.model.rowCount())]
    assert "care" not in rows
    assert page.choice.which.text() == "Lanes (1 hidden)"
    page.choice.lanes["care"].click()
    assert page.model.rowCount() == len(page.timeline.events)


def test_buttons_choose_how_much_time_is_shown(page: TimelinePage) -> None:
    page.choice.stretches[EVERYTHING].click()
    first, last = page.timeline.course.span
    assert page.timeline.view.first <= first.toordinal()
    assert page.timeline.view.last >= last.toordinal()
    days = page.timeline.view.days
    page.choice.closer.click()
    assert page.timeline.view.days < days
    page.choice.wider.click()
    page.choice.stretches[YEAR].click()
    assert page.timeline.view.last >= TODAY.toordinal()


def test_arrows_step_through_a_lane_and_across_lanes(page: TimelinePage) -> None:
    timeline = page.timeline
    press(Qt.Key.Key_Right)
    assert _current(timeline).lane == "visits"
    assert _current(timeline).start == date(2026, 3, 23)
    press(Qt.Key.Key_Left)
    assert _current(timeline).start == date(2026, 2, 9)
    press(Qt.Key.Key_Up)
    assert _current(timeline).lane == "spine"
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert _current(timeline).lane == "ahead"
    press(Qt.Key.Key_Up, Qt.Key.Key_Home)
    assert _current(timeline).start == date(2026, 1, 20)
    press(Qt.Key.Key_End)
    assert _current(timeline).start == date(2026, 3, 23)
    assert focused() is timeline


def test_what_is_in_focus_is_told_beneath_and_marked_in_the_list(page: TimelinePage) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.told.text().startswith("23-Mar-2026, Visits: Visit, not signed yet. limb pain 6")
    row = page.table.selectionModel().selectedRows()[0].row()
    assert page.model.event_at(row) is _current(page.timeline)


def test_keys_zoom_and_fit(page: TimelinePage) -> None:
    days = page.timeline.view.days
    press(Qt.Key.Key_Plus)
    assert page.timeline.view.days < days
    press(Qt.Key.Key_0)
    frame = page.timeline.view
    assert frame.first <= samples.ONSET.toordinal() <= TODAY.toordinal() <= frame.last


def test_it_opens_from_onset_to_today(page: TimelinePage) -> None:
    frame = page.timeline.view
    assert 0 < samples.ONSET.toordinal() - frame.first < 20
    assert frame.last > TODAY.toordinal() + 14


def test_a_screen_reader_walks_the_events(page: TimelinePage) -> None:
    listed = QAccessible.queryAccessibleInterface(page.timeline)
    assert listed.role() == QAccessible.Role.List
    assert listed.childCount() == len(page.timeline.events)
    press(Qt.Key.Key_Right)
    item = listed.child(page.timeline.current)
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name).startswith("23-Mar-2026, Visits: Visit")
    assert item.state().focused


def test_time_runs_from_left_to_right_on_every_screen(page: TimelinePage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    frame = page.timeline.frame().room
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
    model.show_events(sample_events())
    assert tester.model() is model
    days = [model.event_at(row).start for row in range(model.rowCount())]
    assert days == sorted(days, reverse=True)
    assert model.rowCount() == len(sample_events())
    assert model.data(model.index(0, 0)) == "04-May-2026"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "What"


def test_an_empty_chart_says_so(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    page = TimelinePage(Course(TODAY), course_books(), record_words(), parent)
    bare = replace(samples.patient(), medicines=())
    empty = replace(samples.chart(), patient=bare, visits=(), care=(), flags=())
    page.show_known(Known(view_of(empty), None, TODAY))
    assert page.told.text() == "Nothing recorded yet."
    assert page.timeline.tracks.begin() == -1


def _current(timeline: Timeline) -> Event:
    return timeline.events[timeline.current]


def test_keys_reach_every_event_of_every_lane(page: TimelinePage) -> None:
    page.show_known(everything_known())
    timeline = page.timeline
    reached: set[int] = set()
    lanes = [event.lane for event in timeline.events]
    press(*(Qt.Key.Key_Up for _ in set(lanes)))
    for _ in set(lanes):
        press(Qt.Key.Key_Home)
        for _ in range(lanes.count(_current(timeline).lane)):
            reached.add(timeline.current)
            press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Down)
    assert [lanes[at] for at in range(len(lanes)) if at not in reached] == []
