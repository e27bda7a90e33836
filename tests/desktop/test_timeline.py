"""The timeline: what it holds, how it is stepped through, and its list twin."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.corrections import RecordWords
from desktop.models.events import EventTable, spoken
from desktop.models.timeline import CourseBooks, Known, course_of
from desktop.pages.timechoice import EVERYTHING, YEAR
from desktop.pages.timeline import TimelinePage
from desktop.widgets.timeframe import Stretch
from desktop.widgets.timeline import Timeline
from pathway.assessment import Assessment
from pathway.course import Course, Event, Lane
from pathway.facts import (
    Care,
    Chart,
    MedicineTaken,
    OnsetDay,
    Override,
    Problem,
    Referral,
    Span,
)
from pathway.finding import CareClock
from pathway.prints import PrintId, PrintRow
from pathway.records import Correction, ProblemId
from tests.desktop import samples
from tests.desktop.books import books
from tests.desktop.pressing import focused, press
from tests.desktop.viewed import view_of

TODAY = samples.TODAY
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def _books() -> CourseBooks:
    known = books()
    return CourseBooks(known.guidelines.thresholds, known.scores, known.catalogue)


def _records() -> RecordWords:
    known = books()
    return RecordWords(known.words, known.catalogue, known.scores)


def _known(chart: Chart | None = None, assessment: Assessment | None = None) -> Known:
    whole = assessment or samples.assessment()
    return Known(view_of(chart or samples.chart()), whole, TODAY)


def _course(chart: Chart | None = None, assessment: Assessment | None = None) -> Course:
    return course_of(_known(chart, assessment), _books())


def _events(chart: Chart | None = None) -> tuple[Event, ...]:
    return _course(chart).events


def _of(lane: Lane, course: Course) -> list[Event]:
    return [event for event in course.events if event.lane == lane]


def test_an_amended_visit_says_so_where_it_stands() -> None:
    made = Correction("Dr Ode", datetime(2026, 3, 28, 8, 5, tzinfo=UTC), "misheard")
    known = _known()
    first, *others = known.view.visits
    view = replace(known.view, visits=(replace(first, amended=made), *others))
    events = course_of(replace(known, view=view), _books()).events
    told = [event for event in events if "amended" in event.title]
    assert [event.start for event in told] == [first.visit.on]
    assert "Dr Ode on 28-Mar-2026 08:05: misheard" in spoken(told[0])
    assert len(events) == len(_events())


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[TimelinePage]:
    """A shown timeline page of the sample patient."""
    parent = QWidget()
    qtbot.addWidget(parent)
    page = TimelinePage(Course(TODAY), _books(), _records(), parent)
    page.show_known(_known())
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
    bands = _of("stage", _course(assessment=samples.imprecise()))
    assert bands[0].title == "Onset in these days"
    assert [band.title for band in bands if not band.sure][1:] == [
        "Acute or Subacute",
        "Subacute or Chronic",
        "Subacute or Chronic",
    ]


def test_bands_never_overlap_and_leave_no_day_out() -> None:
    for whole in (samples.assessment(), samples.imprecise()):
        for band, following in pairwise(_of("stage", _course(assessment=whole))):
            assert following.start == band.end + timedelta(days=1)


def test_every_visit_rating_flag_week_and_forecast_is_an_event() -> None:
    lanes = [event.lane for event in _events()]
    assert {lane: lanes.count(lane) for lane in set(lanes)} == {
        "stage": 3,
        "surgical": 2,
        "care": 8,
        "limb": 3,
        "spine": 3,
        "visits": 3,
        "flags": 2,
        "ahead": 3,
        "treatments": 1,
        "medicines": 1,
    }


def test_without_advice_the_facts_are_still_there() -> None:
    known = replace(_known(), assessment=None)
    lanes = {event.lane for event in course_of(known, _books()).events}
    assert lanes == {"limb", "spine", "visits", "flags", "treatments", "medicines"}


def test_weeks_of_care_stand_where_they_were() -> None:
    weeks = _of("care", _course())
    assert weeks[0].start == samples.CARE_START
    assert weeks[3].title == "Care week 4: nothing recorded"
    assert weeks[-1].title == "Care week 8: still running"


def test_no_care_no_weeks() -> None:
    whole = replace(samples.assessment(), care_clock=CareClock(None))
    assert not _of("care", _course(assessment=whole))


def test_what_is_drawn_as_a_pattern_is_also_said() -> None:
    events = _course(assessment=samples.imprecise()).events
    stages = [event for event in events if event.lane == "stage"]
    assert "not exact" in spoken(next(event for event in stages if not event.sure))
    assert "if nothing else changes" in spoken(next(event for event in events if event.ahead))


def test_the_window_opens_and_the_decision_falls_due_on_their_days() -> None:
    window, due = _of("surgical", _course())
    assert (window.start, window.end) == (date(2026, 3, 23), date(2026, 5, 3))
    assert (due.kind, due.start, due.ahead) == ("due", date(2026, 5, 4), True)


def test_a_status_without_a_window_is_said_on_its_day() -> None:
    whole = samples.assessment()
    bare = replace(whole.surgical_evaluation, window_opens_on=None, status="responding")
    (told,) = _of("surgical", _course(assessment=replace(whole, surgical_evaluation=bare)))
    assert (told.kind, told.start) == ("status", TODAY)


def test_medicines_with_their_days_and_those_of_the_list() -> None:
    taken = Care("medicine", "naproxen", span=Span(date(2026, 2, 1), date(2026, 2, 9)))
    patient = replace(
        samples.patient(), medicines=(MedicineTaken("apixaban"), MedicineTaken("Naproxen"))
    )
    chart = replace(samples.chart(), patient=patient, care=(taken,))
    listed, given = sorted(_of("medicines", _course(chart)), key=lambda one: one.title)
    assert (given.start, given.end) == (date(2026, 2, 1), date(2026, 2, 9))
    assert (listed.end, listed.sure) == (TODAY, False)
    assert "nobody recorded when it began" in spoken(listed)


def test_sessions_keep_their_single_days() -> None:
    days = (date(2026, 2, 20), date(2026, 2, 10))
    chart = replace(samples.chart(), care=(Care("physiotherapy", dates=days),))
    (event,) = _of("treatments", _course(chart))
    assert event.days == (date(2026, 2, 10), date(2026, 2, 20))
    assert "2 sessions: 10-Feb-2026, 20-Feb-2026" in spoken(event)


def test_referrals_imaging_decisions_and_prints_have_lanes() -> None:
    on = date(2026, 3, 1)
    chart = replace(
        samples.chart(),
        referrals=(Referral("imaging", on, "answered"), Referral("physiotherapy", on, "sent")),
        overrides=(Override("surgical_window", on, "Dr Ode", "surgeon asks", "open"),),
    )
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    row = PrintRow(
        PrintId("1"), ProblemId("x"), "care_plan", "a4", "standard", True, "1", "p", "1", 1, on,
        at, "Dr Ode", "0" * 64,
    )  # fmt: skip
    course = course_of(replace(_known(chart), prints=(row,)), _books())
    assert [one.title for one in _of("imaging", course)] == ["Referral: Imaging, answered"]
    assert [one.title for one in _of("referrals", course)] == ["Referral: Physiotherapy, sent"]
    assert "surgeon asks" in spoken(_of("decisions", course)[0])
    assert "Care plan. printed by Dr Ode, DRAFT" in spoken(_of("prints", course)[0])


def test_what_is_not_recorded_has_no_lane() -> None:
    absent = _course().absent
    assert {"imaging", "referrals", "decisions", "prints", "function"} <= set(absent)


def test_an_earlier_episode_and_another_problem_have_rows_of_their_own() -> None:
    gap = Span(date(2025, 10, 1), date(2026, 1, 4))
    problem = replace(samples.chart().problem, onset=OnsetDay(date(2025, 3, 1)), pain_free=(gap,))
    other = Problem("cervical", OnsetDay(date(2024, 1, 1)), "right")
    known = _known(replace(samples.chart(), problem=problem))
    course = course_of(replace(known, others=(other,)), _books())
    rows = _of("episodes", course)
    assert [row.title for row in rows] == [
        "Another problem: Neck, right",
        "Episode 1",
        "Free of pain, 13w 5d",
        "Episode 2",
    ]
    assert next(band.start for band in _of("stage", course)) == date(2025, 3, 1)
    assert course.opens == samples.ONSET


def test_no_line_joins_values_of_two_episodes() -> None:
    gap = Span(date(2026, 1, 25), date(2026, 3, 1))
    problem = replace(samples.chart().problem, pain_free=(gap,))
    chart = replace(samples.chart(), problem=problem)
    kept = tuple(one for one in chart.visits if one.on != samples.CARE_START)
    facts = replace(_known(replace(chart, visits=kept)), assessment=None)
    first, last = _of("limb", course_of(facts, _books()))
    assert (first.kind, last.kind) == ("begin", "begin")


def test_the_band_of_what_is_too_little_lies_around_the_first_value() -> None:
    course = _course()
    (limb,) = (band for band in course.bands if band.lane == "limb")
    assert (limb.first, limb.low, limb.high) == (date(2026, 1, 20), 6, 10)
    told = [spoken(event) for event in _of("limb", course)]
    assert told[1].endswith("−1 since 20-Jan-2026: too little to count")
    assert told[2].endswith("−2 since 20-Jan-2026: better")
    assert course.now["limb"] == "7 → 6 of 10"


def test_other_activities_begin_another_line() -> None:
    first, second, third = samples.chart().visits
    beside = {"score.psfs_1_activity": "walking"}
    visits = (
        replace(first, psfs=3.0, beside=beside),
        replace(second, psfs=4.0, beside=beside),
        replace(third, psfs=8.0, beside={"score.psfs_1_activity": "sitting"}),
    )
    values = _of("function", _course(replace(samples.chart(), visits=visits)))
    assert [one.kind for one in values] == ["begin", "", "begin"]


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
    page.show_known(_known(replace(chart, visits=(chart.visits[0], same, *chart.visits[1:]))))
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
    page = TimelinePage(Course(TODAY), _books(), _records(), parent)
    bare = replace(samples.patient(), medicines=())
    empty = replace(samples.chart(), patient=bare, visits=(), care=(), flags=())
    page.show_known(Known(view_of(empty), None, TODAY))
    assert page.told.text() == "Nothing recorded yet."
    assert page.timeline.tracks.begin() == -1


def _current(timeline: Timeline) -> Event:
    return timeline.events[timeline.current]
