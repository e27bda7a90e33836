"""The next contact: the earliest day that any rule asks for, counted from the latest visit."""

from dataclasses import replace

import pytest

from pathway.days import days_after
from pathway.facts import Chart, Closed, FlagAnswer, FlagRecord, OnsetUnknown, Spot
from pathway.finding import NextContact
from tests.pathway.charts import ONSET, care, chart, day, guidelines, on_day, seen

WEAK = Spot("left", "ankle_dorsiflexion")


def contact(made: Chart, number: int) -> NextContact:
    """The next contact as of a day of the problem."""
    return on_day(made, number).next_contact


@pytest.mark.parametrize(
    ("visit", "by", "rule"),
    [
        (0, 14, "CONTACT-ACUTE"),
        (13, 27, "CONTACT-ACUTE"),
        (14, 28, "CONTACT-ACUTE"),
        (15, 28, "CONTACT-ACUTE-END"),
        (27, 28, "CONTACT-ACUTE-END"),
        (28, 49, "CONTACT-SUBACUTE"),
        (84, 105, "CONTACT-SUBACUTE"),
        (85, 127, "CONTACT-CHRONIC"),
    ],
)
def test_the_stage_sets_the_rhythm(visit: int, by: int, rule: str) -> None:
    found = contact(chart(seen(visit, 5)), visit)
    assert (found.by, found.because[0].rule) == (day(by), rule)


def test_what_is_overdue_stays_overdue() -> None:
    made = chart(seen(10, 5))
    assert {contact(made, number).by for number in (10, 24, 30, 90)} == {day(24)}


def test_an_open_window_shortens_the_rhythm() -> None:
    made = chart(seen(0, 8), seen(42, 8), care=(care(0),))
    assert contact(made, 42).by == day(56)
    due = chart(seen(0, 8), seen(84, 8), care=(care(0),))
    assert contact(due, 84).by == day(91)


@pytest.mark.parametrize(
    ("item", "days"), [("RF-C1", 0), ("RF-P2", 0), ("RF-T2", 7), ("RF-V5", 14)]
)
def test_a_flag_sets_its_own_pace(item: str, days: int) -> None:
    flagged = replace(seen(5, 6), red_flags={item: FlagAnswer("yes")})
    assert contact(chart(flagged), 5).by == day(5 + days)


def test_a_small_drop_of_power_is_examined_again_in_three_days() -> None:
    drop = chart(
        replace(seen(0, 6), power={WEAK: 5}),
        replace(seen(7, 6), power={WEAK: 4}),
    )
    found = on_day(drop, 7)
    assert [(flag.id, flag.level.code) for flag in found.red_flags.open] == [("RF-N2", "same_day")]
    assert found.next_contact.by == day(10)


def test_a_flag_that_was_cleared_asks_for_one_more_look() -> None:
    flagged = replace(seen(30, 6), red_flags={"RF-T2": FlagAnswer("yes")})
    cleared = FlagRecord("RF-T2", day(30), "cleared", day(33), "Dr Lee", "imaging")
    assert contact(chart(flagged, flags=(cleared,)), 33).by == day(40)
    seen_since = chart(flagged, seen(35, 6), flags=(cleared,))
    assert contact(seen_since, 35).by == day(56)


def test_an_unknown_onset_takes_the_earliest_rhythm() -> None:
    assert contact(chart(seen(5, 6), onset=OnsetUnknown(ONSET)), 5).by == day(19)


def test_no_visit_and_a_closed_problem_ask_for_nothing() -> None:
    assert contact(chart(), 5).by is None
    closed = contact(chart(seen(0, 5), closed=Closed(day(3), "recovered")), 5)
    assert (closed.by, closed.because[0].rule) == (None, "EP-CLOSED")


def test_a_flag_that_stands_without_a_visit_counts_from_the_day_it_was_raised() -> None:
    told = FlagRecord("RF-C1", day(3), "escalated", day(3), "Dr Lee")
    found = on_day(chart(flags=(told,)), 4)
    assert [flag.raised_on for flag in found.red_flags.open] == [day(3)]
    limits = guidelines().thresholds
    assert found.next_contact.by == days_after(day(3), limits.contact_emergency_days)
