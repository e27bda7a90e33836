"""The course of a problem: its episodes, its span, and which change is too little."""

from datetime import date, timedelta

import pytest

from pathway.course import LANES, SHAPES, Course, Event, episodes_of, in_order, too_little
from pathway.facts import Chart, Closed, OnsetDay, OnsetUnknown, Patient, Problem, Span, Visit
from tests.desktop.books import books

TODAY = date(2026, 3, 30)
LIMITS = books().guidelines.thresholds


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _chart(*free: Span, closed: Closed | None = None) -> Chart:
    problem = Problem("lumbar", OnsetDay(_ago(400)), pain_free=free, closed=closed)
    return Chart(Patient(date(1970, 1, 1)), problem, (Visit(_ago(390), pain_limb=5),))


def test_every_lane_has_a_shape() -> None:
    assert set(SHAPES) == set(LANES)


def test_one_episode_runs_from_the_onset() -> None:
    (only,) = episodes_of(_chart(), TODAY, LIMITS)
    assert (only.onset.earliest, only.ended) == (_ago(400), None)


def test_thirty_days_without_pain_begin_another_episode() -> None:
    first, second = episodes_of(_chart(Span(_ago(200), _ago(100))), TODAY, LIMITS)
    assert (first.onset.earliest, first.ended) == (_ago(400), _ago(201))
    assert (second.onset.earliest, second.ended) == (_ago(99), None)


def test_a_short_rest_begins_none() -> None:
    assert len(episodes_of(_chart(Span(_ago(200), _ago(190))), TODAY, LIMITS)) == 1


def test_each_gap_begins_one() -> None:
    spans = Span(_ago(300), _ago(250)), Span(_ago(200), _ago(100))
    found = episodes_of(_chart(*spans), TODAY, LIMITS)
    assert [one.ended for one in found] == [_ago(301), _ago(201), None]


def test_the_last_episode_of_a_closed_problem_is_over() -> None:
    (only,) = episodes_of(_chart(closed=Closed(_ago(10), "resolved")), TODAY, LIMITS)
    assert only.ended == _ago(10)
    (running,) = episodes_of(_chart(closed=Closed(_ago(-5), "resolved")), TODAY, LIMITS)
    assert running.ended is None


def test_an_unknown_onset_is_one_episode() -> None:
    chart = Chart(Patient(date(1970, 1, 1)), Problem("lumbar", OnsetUnknown(_ago(30))))
    (only,) = episodes_of(chart, TODAY, LIMITS)
    assert only.onset == (None, _ago(30))


def test_the_span_holds_every_event_and_what_lies_ahead() -> None:
    assert Course(TODAY).span == (TODAY, _ago(-28))
    visit = Event("visits", _ago(50), _ago(50), "Visit")
    band = Event("stage", _ago(60), _ago(-300), "Chronic")
    due = Event("ahead", _ago(-90), _ago(-90), "Due", ahead=True)
    assert Course(TODAY, (visit, band, due)).span == (_ago(60), _ago(-90))
    assert "visits" not in Course(TODAY, (visit,)).absent
    assert "imaging" in Course(TODAY, (visit,)).absent


def test_events_stand_lane_by_lane_and_by_day() -> None:
    late, early = (Event("visits", _ago(n), _ago(n), "Visit") for n in (5, 50))
    flag = Event("flags", _ago(2), TODAY, "Flag")
    assert sorted((late, early, flag), key=in_order) == [flag, early, late]


def test_words_beside_an_event_are_its_labels_or_its_title() -> None:
    event = Event("visits", TODAY, TODAY, "Visit, signed")
    assert event.words == ("Visit, signed",)
    assert Event("visits", TODAY, TODAY, "Visit", labels=("a", "")).words == ("a", "")


@pytest.mark.parametrize(
    ("score", "points", "before", "limit"),
    [
        ("pain_limb", 2.0, 8, 2.0),
        ("pain_limb", 2.0, 5, 1.5),
        ("pain_limb", 2.0, 0, 2.0),
        ("psfs", 2.0, 4, 2.0),
        ("psfs", None, 4, None),
        ("pain_limb", None, 10, 3.0),
    ],
)
def test_the_smaller_of_points_and_percent_is_the_limit(
    score: str, points: float | None, before: float, limit: float | None
) -> None:
    measure = books().scores.measures[score]
    assert too_little(measure, points, before) == limit
