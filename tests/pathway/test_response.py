"""Whether symptoms persist: 30 percent, 2 points, function, and the patient's own word."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pathway.episodes import cut, episode_of
from pathway.facts import Known, Span, Visit
from pathway.response import Response, response_of
from tests.pathway.charts import chart, day, guidelines, seen


def respond(*visits: Visit) -> Response:
    """The response to care on day 60."""
    known = cut(chart(*visits), day(60))
    limits = guidelines().thresholds
    return response_of(known.visits, limits)


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (10, 7, "responding"),
        (10, 8, "responding"),
        (10, 9, "persistent"),
        (8, 7, "persistent"),
        (8, 6, "responding"),
        (4, 2, "responding"),
        (3, 2, "responding"),
        (3, 3, "persistent"),
        (2, 1, "responding"),
        (0, 3, "persistent"),
        (0, 0, "responding"),
        (5, 0, "responding"),
        (4, 6, "persistent"),
    ],
)
def test_pain_must_fall_by_two_points_or_thirty_percent(
    before: int, now: int, outcome: str
) -> None:
    assert respond(seen(0, before), seen(42, now)).outcome == outcome


def test_the_worse_of_limb_and_spine_counts() -> None:
    assert respond(seen(0, 8, 3), seen(42, 3, 8)).outcome == "persistent"
    assert respond(seen(0, 8, 3), seen(42, 3, 3)).outcome == "responding"
    assert respond(seen(0, 3, 8), seen(42, 3, 2)).outcome == "responding"


def test_the_place_that_hurt_most_must_be_asked_again() -> None:
    found = respond(seen(0, 8, 3), seen(42, None, 2))
    assert (found.outcome, found.missing) == ("unknown", ("follow_up_score",))
    assert respond(seen(0, 3, 8), seen(42, None, 2)).outcome == "responding"


def test_a_place_first_asked_later_is_not_forgotten() -> None:
    assert respond(seen(0, 8), seen(42, 2, 8)).outcome == "persistent"


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [(4.3, 6.3, "responding"), (4.3, 6.2, "persistent"), (3.0, 5.0, "responding")],
)
def test_function_must_gain_two_points(before: float, now: float, outcome: str) -> None:
    found = respond(seen(0, psfs=before), seen(42, psfs=now))
    assert found.outcome == outcome


def test_function_or_pain_is_enough() -> None:
    assert respond(seen(0, 8, psfs=3), seen(42, 8, psfs=5)).outcome == "responding"
    assert respond(seen(0, 8, psfs=3), seen(42, 4, psfs=3)).outcome == "responding"


@pytest.mark.parametrize(
    ("acceptable", "outcome"),
    [("no", "persistent"), ("yes", "responding"), ("unknown", "responding")],
)
def test_a_state_that_is_not_acceptable_persists(acceptable: Known, outcome: str) -> None:
    assert respond(seen(0, 8), seen(42, 2, acceptable=acceptable)).outcome == outcome


def test_the_first_visit_says_nothing_about_the_response() -> None:
    found = respond(seen(0, 8, acceptable="no"))
    assert (found.outcome, found.missing) == ("unknown", ("follow_up_score",))


def test_without_any_score_nothing_can_be_said() -> None:
    found = respond(seen(0), seen(42))
    assert (found.outcome, found.missing) == ("unknown", ("baseline_score",))


def test_the_patients_word_counts_without_a_score() -> None:
    assert respond(seen(0, 8), seen(42, acceptable="no")).outcome == "persistent"
    assert respond(seen(0, 8), seen(42, acceptable="yes")).outcome == "unknown"


def test_a_newer_score_overtakes_an_older_word() -> None:
    assert respond(seen(0, 8), seen(20, 8, acceptable="no"), seen(42, 2)).outcome == "responding"
    assert respond(seen(0, 8), seen(20, 2), seen(42, acceptable="no")).outcome == "persistent"


def test_of_two_visits_on_one_day_the_later_record_wins() -> None:
    early = replace(seen(42, 8), recorded_at=datetime(2026, 2, 16, 9, tzinfo=UTC))
    late = replace(seen(42, 2), recorded_at=datetime(2026, 2, 16, 17, tzinfo=UTC))
    assert respond(seen(0, 8), late, early).outcome == "responding"
    assert respond(seen(0, 8), replace(late, pain_limb=None), early).outcome == "persistent"


def test_scores_of_an_older_episode_do_not_count() -> None:
    known = cut(chart(seen(0, 9), seen(100, 4), pain_free=(Span(day(40), day(90)),)), day(110))
    limits = guidelines().thresholds
    found = response_of(episode_of(known, day(110), limits).visits(known), limits)
    assert (found.outcome, found.missing) == ("unknown", ("follow_up_score",))
