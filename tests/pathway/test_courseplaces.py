"""Where events lie on a timeline: nothing is dropped, no words touch, at any zoom."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.course import LANES, SHAPES, Course, Event, Lane, in_order
from pathway.courseaxis import ticks
from pathway.courseplaces import (
    GAP_EMS,
    PAD_EMS,
    Picture,
    Room,
    Spot,
    best_of,
    fitted,
)
from pathway.courserows import MOST_NOTES, Track, Tracks

TODAY = date(2026, 3, 30)
EM = 16.0
LEFT, WIDTH = 150.0, 1000.0
NAMES = ("paracetamol", "Exercise at home", "Yoga", "Window opens 05-Feb-2026", "7")
A_HAIR = 0.01


def widths(text: str) -> float:
    """Return a width that differs by letter, as that of real letters does."""
    return sum(4.0 + ord(letter) % 7 for letter in text)


def room_of(first: int, days: float) -> Room:
    start = TODAY.toordinal() + first
    return Room((start, start + days), LEFT, WIDTH, EM)


@st.composite
def lane_events(draw: st.DrawFn, lane: Lane) -> list[Event]:
    """Draw the events of one lane; bands never overlap and never begin on the same day."""
    found: list[Event] = []
    is_band, has_length = SHAPES[lane] == "bands", SHAPES[lane] in {"bars", "bands"}
    starts = sorted(draw(st.lists(st.integers(-900, 100), max_size=12, unique=is_band)))
    for number, start in enumerate(starts):
        length = draw(st.integers(0, 90)) if has_length else 0
        if is_band and number + 1 < len(starts):
            length = min(length, starts[number + 1] - start - 1)
        begin = TODAY + timedelta(days=start)
        end = begin + timedelta(days=length)
        title = draw(st.sampled_from(NAMES))
        days = (begin, end) if lane == "treatments" and draw(st.booleans()) else ()
        labels = draw(st.sampled_from(((), (title, ""), (title * 2, title))))
        found.append(Event(lane, begin, end, title, labels=labels, days=days))
    return found


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    """Draw events in some lanes."""
    lanes = draw(st.sets(st.sampled_from(LANES), min_size=1))
    found = [event for lane in sorted(lanes) for event in draw(lane_events(lane))]
    return tuple(sorted(found, key=in_order))


views = st.tuples(st.integers(-950, 50), st.floats(14, 1400)).map(lambda view: room_of(*view))


def drawn(tracks: Tracks, room: Room) -> Iterator[tuple[Track, list[Spot]]]:
    picture = Picture(tracks, room, widths)
    return ((track, picture.spots(track)) for track in tracks.all)


def levels(spots: list[Spot]) -> list[list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.level, []).append(spot)
    return list(found.values())


@settings(max_examples=40)
@given(events(), views)
def test_no_words_touch_other_words_or_signs(told: tuple[Event, ...], room: Room) -> None:
    for track, spots in drawn(Tracks(Course(TODAY, told)), room):
        for spot, following in (pair for line in levels(spots) for pair in pairwise(line)):
            assert spot.left <= following.left
            ends = spot.at + widths(spot.label) if spot.label else spot.right
            if following.label:
                assert ends <= following.at + A_HAIR
            if track.shape != "bands":
                assert ends <= following.left + A_HAIR
            if following.label and following.at < following.left:
                assert following.at >= spot.right - A_HAIR


@settings(max_examples=40)
@given(events(), views)
def test_signs_of_one_line_do_not_overlap(told: tuple[Event, ...], room: Room) -> None:
    for track, spots in drawn(Tracks(Course(TODAY, told)), room):
        if track.shape == "line":
            continue
        for line in levels(spots):
            for spot, following in pairwise(line):
                assert spot.right <= following.left + A_HAIR


@settings(max_examples=40)
@given(events(), views)
def test_words_stay_in_sight(told: tuple[Event, ...], room: Room) -> None:
    for _, spots in drawn(Tracks(Course(TODAY, told)), room):
        for spot in spots:
            if spot.label:
                assert spot.at + widths(spot.label) <= room.right + A_HAIR


@settings(max_examples=40)
@given(events())
def test_whatever_is_in_sight_is_drawn(told: tuple[Event, ...]) -> None:
    tracks = Tracks(Course(TODAY, told))
    picture = Picture(tracks, room_of(-1000, 1400), widths)
    for track in tracks.all:
        places = [
            place for spot in picture.spots(track) for place in picture.events_of(track, spot)
        ]
        assert sorted(places) == list(range(track.first, track.first + track.count))
        for place in places:
            spot = picture.spot_of(place)
            assert spot is not None
            assert place in picture.events_of(track, spot)


@settings(max_examples=30)
@given(events(), views, st.floats(-40, 40))
def test_moving_in_time_changes_no_cluster(
    told: tuple[Event, ...], room: Room, days: float
) -> None:
    tracks = Tracks(Course(TODAY, told))
    moved = Room((room.first + days, room.last + days), LEFT, WIDTH, EM)
    here, there = Picture(tracks, room, widths), Picture(tracks, moved, widths)
    for track in tracks.all:
        before = {(s.level, s.low, s.high) for s in here.spots(track)}
        after = {(s.level, s.low, s.high) for s in there.spots(track)}
        if track.shape == "notes":
            continue
        for level, low, high in before:
            assert not [
                s
                for s in after
                if s[0] == level and s != (level, low, high) and s[1] < high and low < s[2]
            ]


@given(events())
def test_keys_reach_every_event(told: tuple[Event, ...]) -> None:
    tracks = Tracks(Course(TODAY, told))
    seen, here = set(), tracks.begin()
    for _ in tracks.all:
        here = tracks.across(here, -1)
    for _ in tracks.all:
        here = tracks.end_of_lane(here, last=False)
        while here not in seen:
            seen.add(here)
            here = tracks.beside(here, 1)
        here = tracks.across(here, 1)
    assert seen == set(range(len(told)))


@given(events())
def test_spans_of_one_row_never_overlap(told: tuple[Event, ...]) -> None:
    for track in Tracks(Course(TODAY, told)).all:
        for row in track.rows if track.shape == "bars" else ():
            assert all(end < start for end, start in zip(row.ends, row.starts[1:], strict=False))


@given(st.text(max_size=30), st.floats(-5, 400))
def test_cut_words_fit_or_are_left_out(words: str, room: float) -> None:
    said = fitted(words, room, widths)
    assert not said or widths(said) <= room
    assert said == words or not said or said.endswith("…")


def test_the_longest_wording_that_fits_is_written() -> None:
    assert best_of(("a long wording", "short"), widths("short"), widths) == "short"
    assert best_of(("a long wording", ""), 5, widths) == ""
    assert best_of(("abcdefghij",), widths("abcdefg"), widths).endswith("…")


def _points(lane: Lane, *days: int) -> tuple[Event, ...]:
    on = [TODAY + timedelta(days=day) for day in days]
    return tuple(Event(lane, day, day, f"Event of day {day}") for day in on)


def test_events_of_one_day_are_one_sign_that_opens() -> None:
    tracks = Tracks(Course(TODAY, _points("visits", -10, -10, -10, -2)))
    picture = Picture(tracks, room_of(-20, 30), widths)
    track = tracks.all[0]
    assert [spot.amount for spot in picture.spots(track)] == [3, 1]
    found = picture.nearest(track, room_of(-20, 30).x(TODAY.toordinal() - 10 + 0.5))
    assert found is not None
    assert picture.events_of(track, found) == (0, 1, 2)


def test_what_lies_ahead_on_one_day_stands_one_beneath_the_other() -> None:
    tracks = Tracks(Course(TODAY, _points("ahead", 5, 5, 5, 5)))
    (track,) = tracks.all
    spots = Picture(tracks, room_of(-20, 40), widths).spots(track)
    assert [(spot.level, spot.amount) for spot in spots] == [(0, 1), (1, 1), (2, 2)]


def test_words_at_the_right_edge_stand_before_their_sign() -> None:
    tracks = Tracks(Course(TODAY, _points("ahead", 19)))
    (spot,) = Picture(tracks, room_of(-20, 40), widths).spots(tracks.all[0])
    assert spot.label
    assert spot.at + widths(spot.label) + EM * PAD_EMS <= spot.left + A_HAIR


def test_very_many_notes_are_drawn_as_points() -> None:
    tracks = Tracks(Course(TODAY, _points("ahead", *range(MOST_NOTES + 1))))
    assert tracks.all[0].shape == "marks"


def test_near_points_are_one_and_far_ones_are_not() -> None:
    tracks = Tracks(Course(TODAY, _points("visits", -10, -9)))
    close = Picture(
        tracks, Room((TODAY.toordinal() - 500, TODAY.toordinal()), 0, WIDTH, EM), widths
    )
    assert [spot.amount for spot in close.spots(tracks.all[0])] == [2]
    wide = Picture(tracks, room_of(-12, WIDTH / (EM * GAP_EMS) - 1), widths)
    assert [spot.amount for spot in wide.spots(tracks.all[0])] == [1, 1]


def test_many_rows_are_lower_and_have_no_words() -> None:
    many = tuple(
        Event("medicines", TODAY - timedelta(days=90), TODAY, f"medicine {n}") for n in range(40)
    )
    tracks = Tracks(Course(TODAY, many))
    (track,) = tracks.all
    assert track.levels == 40
    assert track.ems < 14
    spots = Picture(tracks, room_of(-100, 120), widths).spots(track)
    assert not [spot for spot in spots if spot.label]


def test_a_hidden_lane_is_not_drawn_and_not_stepped_through() -> None:
    told = (*_points("visits", -10), *_points("prints", -10))
    tracks = Tracks(Course(TODAY, told), frozenset({"prints"}))
    picture = Picture(tracks, room_of(-20, 40), widths)
    assert [track.lane for track in tracks.all] == ["visits"]
    assert picture.spot_of(1) is None
    assert tracks.across(0, 1) == 0


def test_nothing_to_step_through_is_said() -> None:
    assert Tracks(Course(TODAY)).begin() == -1
    assert Tracks(Course(TODAY, _points("prints", -3))).begin() == 0


def test_out_of_sight_is_drawn_nowhere() -> None:
    tracks = Tracks(Course(TODAY, _points("visits", -500)))
    picture = Picture(tracks, room_of(-20, 40), widths)
    assert picture.spot_of(0) is None
    assert picture.nearest(tracks.all[0], 500) is None


def test_the_span_on_the_asked_level_is_found() -> None:
    spans = tuple(
        Event("treatments", TODAY - timedelta(days=9), TODAY, name) for name in ("Yoga", "Massage")
    )
    tracks = Tracks(Course(TODAY, spans))
    picture = Picture(tracks, room_of(-20, 40), widths)
    (track,) = tracks.all
    middle = room_of(-20, 40).x(TODAY.toordinal() - 4)
    found = picture.nearest(track, middle, 1)
    assert found is not None
    assert picture.events_of(track, found) == (1,)
    assert picture.nearest(track, middle) == picture.spots(track)[0]


@given(st.integers(0, 300))
def test_places_and_days_agree(day: int) -> None:
    room = Room((100, 220), 150, 900, 20)
    assert room.day(room.x(day)) == pytest.approx(day)


def test_marks_of_the_axis_are_whole_weeks_from_the_onset() -> None:
    onset = TODAY - timedelta(days=84)
    found = ticks(room_of(-90, 120), onset)
    assert [tick.elapsed for tick in found] == [0, 28, 56, 84, 112]
    assert not [tick for tick in found if tick.is_year]
    assert all(tick.elapsed is None for tick in ticks(room_of(-90, 120), None))


def test_marks_over_many_years_are_years() -> None:
    found = ticks(room_of(-5000, 5100), TODAY - timedelta(days=4000))
    assert all(tick.day.month == tick.day.day == 1 and tick.is_year for tick in found)
    assert len(found) > 3


@given(st.integers(-20000, 100), st.floats(14, 40000))
def test_marks_of_the_axis_lie_in_sight_and_apart(first: int, days: float) -> None:
    room = room_of(first, days)
    found = ticks(room, TODAY - timedelta(days=100))
    assert all(room.first <= tick.day.toordinal() <= room.last for tick in found)
    places = [room.x(tick.day.toordinal()) for tick in found]
    assert all(after - before > EM * 5 for before, after in pairwise(places))


def test_counting_begins_out_of_sight_where_nothing_is_near() -> None:
    told = _points("visits", *range(-40, -1)) + tuple(
        Event("treatments", one.start, one.start, "Yoga")
        for one in _points("visits", *range(-40, -1))
    )
    tracks = Tracks(Course(TODAY, tuple(sorted(told, key=in_order))))
    first = TODAY.toordinal()
    whole, part = (
        Picture(tracks, Room((first - begin, first - begin + 400), 0, WIDTH, EM), widths)
        for begin in (60, 21)
    )
    for track in tracks.all:
        lows = {spot.low for spot in whole.spots(track)}
        seen = {spot.low for spot in part.spots(track)}
        assert seen <= lows
        assert max(spot.amount for spot in part.spots(track)) > 1


def test_a_sign_stands_in_the_middle_of_its_day() -> None:
    tracks = Tracks(Course(TODAY, _points("visits", -10)))
    room = room_of(-20, 40)
    (spot,) = Picture(tracks, room, widths).spots(tracks.all[0])
    assert spot.middle == pytest.approx(room.x(TODAY.toordinal() - 10 + 0.5))
    assert tracks.all[0].ems == tracks.all[0].level_ems


def test_a_place_in_the_room_is_a_day() -> None:
    room = Room((100, 220), 150, 900, 20)
    assert (room.x(100), room.x(220)) == (150, 1050)
    assert (room.day(150), room.day(600)) == (100, 160)


def test_a_bar_is_found_in_its_own_row() -> None:
    spans = tuple(
        Event("treatments", TODAY - timedelta(days=9), TODAY, name) for name in ("Yoga", "Massage")
    )
    picture = Picture(Tracks(Course(TODAY, spans)), room_of(-20, 40), widths)
    found = [picture.spot_of(place) for place in (0, 1)]
    assert [spot.level for spot in found if spot is not None] == [0, 1]


def test_values_of_a_line_that_are_very_near_are_one_place_and_none_has_words() -> None:
    tracks = Tracks(Course(TODAY, _points("limb", -10, -9, -2)))
    spots = Picture(tracks, room_of(-300, 310), widths).spots(tracks.all[0])
    assert [spot.amount for spot in spots] == [2, 1]
    assert not [spot for spot in spots if spot.label]


def _band(first: int, last: int, *labels: str) -> Event:
    days = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    return Event("stage", *days, "Subacute", labels=labels)


def test_a_band_has_its_words_in_the_middle_of_what_can_be_seen() -> None:
    tracks = Tracks(Course(TODAY, (_band(-100, 100),)))
    room = room_of(-20, 40)
    (spot,) = Picture(tracks, room, widths).spots(tracks.all[0])
    assert spot.label == "Subacute"
    assert spot.at + widths("Subacute") / 2 == pytest.approx((room.left + room.right) / 2)


def test_a_band_without_room_has_no_words_and_very_narrow_ones_are_one() -> None:
    narrow = Tracks(Course(TODAY, (_band(-3, -2, "Subacute", ""),)))
    (spot,) = Picture(narrow, room_of(-300, 310), widths).spots(narrow.all[0])
    assert spot.label == ""
    weeks = tuple(_band(day, day) for day in range(-10, 0))
    many = Tracks(Course(TODAY, weeks))
    spots = Picture(many, room_of(-9000, 9100), widths).spots(many.all[0])
    assert sum(spot.amount for spot in spots) == len(weeks)
    assert len(spots) < len(weeks)
    assert not [spot for spot in spots if spot.amount > 1 and spot.label]


def test_words_of_a_visit_at_the_edge_stand_before_it() -> None:
    tracks = Tracks(Course(TODAY, _points("visits", 18)))
    room = room_of(-20, 40)
    (spot,) = Picture(tracks, room, widths).spots(tracks.all[0])
    assert spot.label == tracks.events[0].title
    assert spot.at + widths(spot.label) < spot.left


def test_words_of_a_note_are_cut_where_the_next_one_begins() -> None:
    days = (1, 2, 3, 4)
    tracks = Tracks(Course(TODAY, _points("ahead", *days)))
    spots = Picture(tracks, room_of(-10, 40), widths).spots(tracks.all[0])
    (first,) = [spot for spot in spots if spot.low == 0]
    assert first.label.endswith("…")
    (after,) = [spot for spot in spots if spot.level == first.level and spot.low > 0]
    assert first.at + widths(first.label) <= after.left
