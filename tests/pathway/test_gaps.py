"""What is missing, most important first, and which conclusion it could change."""

from dataclasses import replace

import pytest

from pathway.facts import (
    Chart,
    Closed,
    FlagAnswer,
    FlagRecord,
    OnsetMonth,
    Spot,
)
from tests.pathway.charts import ONSET, care, chart, day, on_day, seen

WHOLE = chart(
    seen(0, 8), seen(42, 8, acceptable="no", candidate="yes"), care=(care(0, per_week=4),)
)


def missing(made: Chart, number: int) -> list[str]:
    """What is missing on a day, in order."""
    return [gap.missing for gap in on_day(made, number).gaps]


def test_a_whole_chart_has_no_gap() -> None:
    assert missing(WHOLE, 42) == []


@pytest.mark.parametrize(
    ("made", "number", "gap"),
    [
        (chart(), 5, "visit"),
        (chart(seen(0, 5, others="not_asked"), care=(care(0),)), 0, "red_flag_screen"),
        (chart(replace(seen(0, 5), exam_unlisted="not_done"), care=(care(0),)), 0, "power"),
        (chart(seen(30, 5), care=(care(0),), onset=OnsetMonth(ONSET.replace(day=1))), 30, "onset"),
        (chart(seen(0, 5)), 0, "care"),
        (chart(seen(0, 5), care=(care(0, 10), care(40))), 0, "care_gap"),
        (chart(seen(0), care=(care(0),)), 0, "baseline_score"),
        (chart(seen(0, 5), care=(care(0),)), 1, "follow_up_score"),
        (chart(seen(0, 5), seen(42, 5), care=(care(0),)), 42, "surgery_candidate"),
        (chart(seen(0, 5), seen(42, 1), care=(care(0),)), 42, "state_acceptable"),
    ],
)
def test_each_gap_is_found(made: Chart, number: int, gap: str) -> None:
    number = max(number, 50 if gap == "care_gap" else 0)
    assert gap in missing(made, number)


def test_power_that_was_examined_is_no_gap() -> None:
    looked = replace(
        seen(0, 5), exam_unlisted="not_done", power={Spot("left", "ankle_dorsiflexion"): 5}
    )
    assert "power" not in missing(chart(looked), 0)


def test_the_first_visit_lacks_no_follow_up() -> None:
    assert "follow_up_score" not in missing(chart(seen(0, 5)), 0)


@pytest.mark.parametrize(("arrived", "gap"), [("unknown", True), ("no", True), ("yes", False)])
def test_an_escalation_stays_a_gap_until_arrival(arrived: str, gap: bool) -> None:
    flagged = replace(seen(0, 8), red_flags={"RF-C1": FlagAnswer("yes")})
    sent = FlagRecord("RF-C1", day(0), "escalated", day(0), "Dr Lee", "", "yes", arrived)  # type: ignore[arg-type]
    found = missing(chart(flagged, flags=(sent,), closed=Closed(day(1), "sent on")), 2)
    assert found == (["escalation_outcome"] if gap else [])


def test_danger_comes_before_comfort() -> None:
    blank = chart(replace(seen(0, others="not_asked"), exam_unlisted="not_done"))
    assert missing(blank, 5) == ["red_flag_screen", "power", "care", "baseline_score"]
    assert on_day(blank, 5).gaps[0].could_change[0] == "red_flags"
