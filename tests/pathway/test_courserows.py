"""The keys go through a course lane by lane, and up and down to what lies nearest in time."""

from datetime import date, timedelta

import pytest

from pathway.course import Course, Event, Lane, in_order
from pathway.courserows import Tracks

TODAY = date(2026, 3, 30)


def event(lane: Lane, first: int, last: int | None = None) -> Event:
    """An event of days counted from today."""
    end = first if last is None else last
    return Event(lane, TODAY + timedelta(first), TODAY + timedelta(end), f"{lane} {first}")


def tracks(*events: Event) -> Tracks:
    return Tracks(Course(TODAY, tuple(sorted(events, key=in_order))))


COURSE = tracks(
    event("visits", -30),
    event("visits", -10),
    event("visits", -2),
    event("treatments", -60, -45),
    event("treatments", -20, -9),
    event("prints", -4),
)
EVENTS = [one.title for one in COURSE.events]


def go(title: str, step: int) -> str:
    return EVENTS[COURSE.across(EVENTS.index(title), step)]


def test_stepping_begins_at_the_latest_visit() -> None:
    assert EVENTS[COURSE.begin()] == "visits -2"


@pytest.mark.parametrize(
    ("title", "step", "there"),
    [
        ("visits -10", 1, "visits -2"),
        ("visits -10", -1, "visits -30"),
        ("visits -2", 1, "visits -2"),
        ("visits -30", -1, "visits -30"),
    ],
)
def test_a_lane_is_stepped_through_and_not_left(title: str, step: int, there: str) -> None:
    assert EVENTS[COURSE.beside(EVENTS.index(title), step)] == there


@pytest.mark.parametrize(
    ("title", "step", "there"),
    [
        ("visits -30", 1, "treatments -20"),
        ("visits -10", 1, "treatments -20"),
        ("treatments -60", -1, "visits -30"),
        ("treatments -20", 1, "prints -4"),
        ("prints -4", -1, "treatments -20"),
    ],
)
def test_up_and_down_lies_what_is_nearest_in_time(title: str, step: int, there: str) -> None:
    assert go(title, step) == there


def test_above_the_first_lane_and_beneath_the_last_one_is_nothing() -> None:
    assert go("visits -10", -1) == "visits -10"
    assert go("prints -4", 1) == "prints -4"


def test_a_span_that_runs_on_a_day_is_nearer_than_one_that_begins_soon() -> None:
    made = tracks(event("visits", -30), event("treatments", -60, -20), event("treatments", -29, 0))
    assert made.events[made.across(0, 1)].start == TODAY - timedelta(60)


def test_a_lane_has_a_first_and_a_last_event() -> None:
    here = EVENTS.index("visits -10")
    assert EVENTS[COURSE.end_of_lane(here, last=False)] == "visits -30"
    assert EVENTS[COURSE.end_of_lane(here, last=True)] == "visits -2"


def test_treatments_of_one_name_stay_in_one_row_and_others_take_the_next() -> None:
    yoga = [Event("treatments", TODAY + timedelta(n), TODAY + timedelta(n), "Yoga") for n in (0, 9)]
    other = event("treatments", 2, 3)
    (track,) = tracks(*yoga, other).all
    assert [row.places for row in track.rows] == [(0, 2), (1,)]
    assert track.row_of == {0: 0, 1: 1, 2: 0}
