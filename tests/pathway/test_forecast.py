"""The forecast: nothing but the assessment of later days, compared."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.evaluate import assess_day, evaluate
from pathway.facts import Care, Chart, Closed, OnsetDay, OnsetMonth, Patient
from tests.pathway.charts import ONSET, care, chart, day, guidelines, seen


def ahead(made: Chart, number: int) -> list[tuple[int, str]]:
    """The forecast on a day of the problem, as days of the problem."""
    forecast = evaluate(made, day(number), guidelines()).forecast
    assert forecast is not None
    return [((entry.on - ONSET).days, entry.what) for entry in forecast]


def test_a_whole_course_is_foreseen_in_order() -> None:
    made = chart(seen(0, 8), seen(20, 8), care=(care(0, per_week=4),))
    assert ahead(made, 20) == [
        (27, "red_flag_rescreen_due"),
        (28, "stage:subacute"),
        (28, "review_due"),
        (42, "imaging_caution_ends"),
        (42, "surgical_window_opens"),
        (84, "surgical_decision_due"),
        (85, "stage:chronic"),
        (90, "epidural_text_changes"),
    ]


def test_every_entry_says_why() -> None:
    made = chart(seen(0, 8), seen(20, 8), care=(care(0, per_week=4),))
    forecast = evaluate(made, day(20), guidelines()).forecast
    assert forecast
    assert all(entry.because for entry in forecast)


def test_later_facts_are_not_used_but_running_care_goes_on() -> None:
    told = chart(seen(0, 8), seen(20, 8), seen(30, 0), care=(care(0, 35, per_week=4),))
    plain = chart(seen(0, 8), seen(20, 8), care=(care(0, per_week=4),))
    assert ahead(told, 20) == ahead(plain, 20)


def test_care_that_has_ended_does_not_come_back() -> None:
    made = chart(seen(0, 8), seen(20, 8), care=(care(0, 15, per_week=4),))
    found = {what for _, what in ahead(made, 20)}
    assert not found & {"surgical_window_opens", "imaging_caution_ends"}


def test_someone_who_responds_has_no_window_ahead() -> None:
    made = chart(seen(0, 8), seen(20, 2), care=(care(0),))
    assert "surgical_window_opens" not in {what for _, what in ahead(made, 20)}


def test_what_is_past_is_not_foreseen() -> None:
    made = chart(seen(0, 8), seen(80, 8), care=(care(0),))
    assert ahead(made, 102) == []


def test_a_closed_problem_has_nothing_ahead() -> None:
    closed = chart(seen(0, 8), care=(care(0),), closed=Closed(day(3), "recovered"))
    assert {what for _, what in ahead(closed, 3)} <= {"red_flag_rescreen_due"}


def test_months_are_calendar_months() -> None:
    """From 30 November three months end on 28 February, day 90."""
    found = evaluate(chart(onset=OnsetDay(date(2025, 11, 30))), date(2026, 1, 1), guidelines())
    assert found.forecast
    assert [(e.on, e.what) for e in found.forecast if e.what == "epidural_text_changes"] == [
        (date(2026, 2, 28), "epidural_text_changes")
    ]


def test_an_onset_that_is_not_exact_is_foreseen_by_what_is_certain() -> None:
    made = chart(onset=OnsetMonth(date(2026, 1, 1)))
    forecast = evaluate(made, date(2026, 1, 31), guidelines()).forecast
    assert forecast
    stages = [(entry.on, entry.what) for entry in forecast if entry.what.startswith("stage")]
    assert stages == [(date(2026, 2, 28), "stage:subacute"), (date(2026, 4, 26), "stage:chronic")]


def test_coming_of_age_is_a_turning_day() -> None:
    made = chart(
        seen(0, 8),
        seen(60, 8, acceptable="no"),
        care=(care(0),),
        patient=Patient(date(2008, 4, 1)),
    )
    assert (86, "surgical_decision_due") in ahead(made, 60)


@pytest.mark.parametrize("number", [0, 20, 60])
def test_the_forecast_changes_nothing_else(number: int) -> None:
    made = chart(seen(0, 8), care=(care(0),))
    whole = evaluate(made, day(number), guidelines())
    assert replace(whole, forecast=None) == assess_day(made, day(number), guidelines())


def test_care_told_to_end_later_runs_today() -> None:
    ends: Care = care(0, 100, per_week=4)
    made = chart(seen(0, 8), seen(20, 8), care=(ends,))
    assert (42, "surgical_window_opens") in ahead(made, 30)
