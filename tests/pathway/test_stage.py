"""The stage by the symptom clock, at and around every boundary."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pathway.days import ImpossibleDate
from pathway.evaluate import assess_day
from pathway.facts import (
    Closed,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Patient,
    Pregnancy,
)
from tests.pathway.charts import ONSET, chart, day, guidelines, on_day, rules, seen


@pytest.mark.parametrize(
    ("number", "code", "rule", "change"),
    [
        (0, "acute", "S29", 28),
        (27, "acute", "S29", 28),
        (28, "subacute", "S56", 85),
        (29, "subacute", "S56", 85),
        (83, "subacute", "S56", 85),
        (84, "subacute", "S56", 85),
        (85, "chronic", "S35", None),
        (3000, "chronic", "S35", None),
    ],
)
def test_an_exact_onset_gives_one_stage(
    number: int, code: str, rule: str, change: int | None
) -> None:
    stage = on_day(chart(), number).stage
    assert (stage.code, stage.possible) == (code, (code,))
    assert (stage.day, stage.day_earliest, stage.day_latest) == (number, number, number)
    assert stage.next_change_on == (None if change is None else day(change))
    assert stage.because[0].rule == rule
    assert (stage.onset_earliest, stage.onset_latest) == (ONSET, ONSET)


@pytest.mark.parametrize(("number", "note"), [(83, ""), (84, "twelve_weeks"), (85, "")])
def test_exactly_twelve_weeks_are_noted(number: int, note: str) -> None:
    stage = on_day(chart(), number).stage
    assert stage.note == note
    assert ("TWELVE-WEEKS" in rules(stage.because)) == bool(note)


@pytest.mark.parametrize(
    ("onset", "on", "possible", "code"),
    [
        # January: 1 to 31 January
        (OnsetMonth(date(2026, 1, 1)), date(2026, 1, 20), ("acute",), "acute"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 1, 28), ("acute",), "acute"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 1, 29), ("acute", "subacute"), "unknown"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 2, 27), ("acute", "subacute"), "unknown"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 2, 28), ("subacute",), "subacute"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 3, 27), ("subacute", "chronic"), "unknown"),
        (OnsetMonth(date(2026, 1, 1)), date(2026, 4, 26), ("chronic",), "chronic"),
        (
            OnsetAbout(60, date(2026, 3, 1)),
            date(2026, 3, 12),
            ("subacute", "chronic"),
            "unknown",
        ),
        (
            OnsetUnknown(date(2026, 1, 5)),
            date(2026, 2, 1),
            ("acute", "subacute", "chronic"),
            "unknown",
        ),
        (OnsetUnknown(date(2026, 1, 5)), date(2026, 2, 2), ("subacute", "chronic"), "unknown"),
        (OnsetUnknown(date(2026, 1, 5)), date(2026, 3, 30), ("subacute", "chronic"), "unknown"),
        (OnsetUnknown(date(2026, 1, 5)), date(2026, 3, 31), ("chronic",), "chronic"),
    ],
)
def test_an_onset_that_is_not_exact_gives_every_stage_possible(
    onset: Onset, on: date, possible: tuple[str, ...], code: str
) -> None:
    stage = assess_day(chart(onset=onset), on, guidelines()).stage
    assert stage.possible == possible
    assert stage.code == code
    assert stage.day is None
    assert (stage.because[0].missing == ()) == (len(possible) == 1)


def test_days_count_from_both_ends_of_a_range() -> None:
    march = assess_day(chart(onset=OnsetMonth(date(2026, 1, 1))), date(2026, 3, 1), guidelines())
    assert (march.stage.day_earliest, march.stage.day_latest) == (59, 29)
    unknown = on_day(chart(onset=OnsetUnknown(ONSET)), 40).stage
    assert (unknown.day_earliest, unknown.day_latest) == (None, 40)


def test_a_month_that_is_not_over_ends_today() -> None:
    stage = assess_day(chart(onset=OnsetMonth(date(2026, 1, 1))), date(2026, 1, 20), guidelines())
    assert stage.stage.onset_latest == date(2026, 1, 20)
    assert (stage.stage.day_earliest, stage.stage.day_latest) == (19, 0)
    assert stage.stage.next_change_on == date(2026, 1, 29)


@pytest.mark.parametrize(
    ("on", "change"),
    [
        (date(2026, 1, 28), date(2026, 1, 29)),
        (date(2026, 1, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 3, 27)),
        (date(2026, 3, 27), date(2026, 4, 26)),
        (date(2026, 4, 26), None),
    ],
)
def test_a_range_changes_at_either_end(on: date, change: date | None) -> None:
    stage = assess_day(chart(onset=OnsetMonth(date(2026, 1, 1))), on, guidelines()).stage
    assert stage.next_change_on == change


def test_a_leap_day_counts_as_a_day() -> None:
    leap = assess_day(chart(onset=OnsetDay(date(2028, 2, 1))), date(2028, 2, 29), guidelines())
    assert (leap.stage.day, leap.stage.code) == (28, "subacute")
    plain = assess_day(chart(onset=OnsetDay(date(2026, 2, 1))), date(2026, 2, 28), guidelines())
    assert (plain.stage.day, plain.stage.code) == (27, "acute")


def test_changes_of_the_clock_do_not_count() -> None:
    """28 days across the European change to summer time on 29 March 2026 are 28 days."""
    found = assess_day(chart(onset=OnsetDay(date(2026, 3, 15))), date(2026, 4, 12), guidelines())
    assert found.stage.day == 28


def test_a_closed_problem_has_no_stage_ahead() -> None:
    closed = chart(seen(0, 5), closed=Closed(day(10), "recovered"))
    assert on_day(closed, 9).stage.code == "acute"
    stage = on_day(closed, 10).stage
    assert (stage.code, stage.next_change_on) == ("closed", None)
    assert stage.because[0].rule == "EP-CLOSED"


@pytest.mark.parametrize(
    ("onset", "path"),
    [
        (OnsetDay(day(1)), "problem.onset"),
        (OnsetMonth(date(2026, 2, 1)), "problem.onset"),
        (OnsetUnknown(day(1)), "problem.onset"),
        (OnsetAbout(10, day(40)), "problem.onset"),
        (OnsetDay(date(1979, 1, 1)), "problem.onset"),
    ],
)
def test_an_onset_that_cannot_be_is_refused(onset: Onset, path: str) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        on_day(chart(onset=onset), 0)
    assert refused.value.path == path


def test_a_birth_that_cannot_be_is_refused() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        on_day(chart(patient=Patient(day(1))), 0)
    assert refused.value.path == "patient.birth_date"


def test_under_eighteen_the_pathway_is_off_and_the_record_goes_on() -> None:
    child = chart(seen(0, 6), patient=Patient(date(2008, 2, 1)))
    before = on_day(child, 26)
    assert (before.in_scope.value, before.in_scope.because[0].rule) == (False, "RF-P5")
    assert before.surgical_evaluation.status == "out_of_scope"
    assert before.stage.code == "acute"
    assert before.imaging.advice == "not_routine"
    after = on_day(child, 27)
    assert after.in_scope.value
    assert after.surgical_evaluation.status == "not_yet"


def test_what_the_pathway_was_not_made_for_is_said() -> None:
    found = on_day(chart(seen(0), region="thoracic", pregnancy=Pregnancy("yes")), 0).in_scope
    assert found.value
    assert {"SCOPE-THORACIC", "SCOPE-PREGNANCY"} <= rules(found.because)


def test_two_visits_at_one_moment_do_not_depend_on_their_order() -> None:
    moment = datetime(2026, 2, 16, 10, tzinfo=UTC)
    first = replace(seen(42, 3), recorded_at=moment)
    second = replace(seen(42, 7), recorded_at=moment)
    assert on_day(chart(seen(0, 8), first, second), 42) == on_day(
        chart(second, first, seen(0, 8)), 42
    )
