"""Surgical evaluation: each status, its order, and the dates of the window."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.facts import (
    Chart,
    Closed,
    FlagAnswer,
    FlagRecord,
    Known,
    Override,
    Patient,
    Pregnancy,
    Referral,
    Spot,
    Visit,
    Weakness,
)
from tests.pathway.charts import care, chart, day, on_day, rules, seen, sessions, with_facts

EXERCISE = care(0, per_week=4)
OPENED = Override("surgical_window", day(10), "Dr Lee", "no further trial needed", "open")


def persistent(*, care_from: int = 0, **more: object) -> Chart:
    """A chart of pain that stays under care that runs."""
    return chart(seen(0, 8), seen(20, 8), care=(care(care_from, per_week=4),), **more)


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (41, "not_yet"),
        (42, "window_open"),
        (43, "window_open"),
        (83, "window_open"),
        (84, "decision_due"),
        (85, "decision_due"),
    ],
)
def test_the_care_clock_opens_the_window(number: int, status: str) -> None:
    found = on_day(persistent(), number).surgical_evaluation
    assert found.status == status
    assert (found.window_opens_on, found.decision_due_on) == (day(42), day(84))


@pytest.mark.parametrize(("number", "status"), [(52, "not_yet"), (53, "window_open")])
def test_it_is_the_care_clock_not_the_onset(number: int, status: str) -> None:
    assert on_day(persistent(care_from=11), number).surgical_evaluation.status == status


def test_days_without_active_weeks_do_not_open_it() -> None:
    heat = chart(seen(0, 8), seen(60, 8), care=(care(0, kind="heat"),))
    found = on_day(heat, 90).surgical_evaluation
    assert (found.status, found.window_opens_on) == ("not_yet", None)
    assert "CARE-TOO-LITTLE" in rules(found.because)
    late = chart(seen(0, 8), seen(60, 8), care=(care(0, kind="heat"), care(60, per_week=4)))
    found = on_day(late, 90).surgical_evaluation
    # Days 56 to 62 hold three days of exercise already: six active weeks end on day 97.
    assert (found.status, found.window_opens_on, found.decision_due_on) == (
        "not_yet",
        day(98),
        day(98),
    )


def test_twelve_weeks_without_six_active_ones_are_not_yet() -> None:
    some = chart(seen(0, 8), seen(60, 8), care=(care(0, 34), care(35, kind="heat")))
    assert on_day(some, 90).care_clock.active_weeks == 5
    assert on_day(some, 90).surgical_evaluation.status == "not_yet"


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (seen(42, 8), "window_open"),
        (seen(42, 3), "responding"),
        (seen(42, 3, acceptable="no"), "window_open"),
        (seen(42), "cannot_judge"),
        (seen(42, 3, acceptable="yes"), "responding"),
    ],
)
def test_the_scores_decide_when_the_clock_allows(later: Visit, status: str) -> None:
    found = on_day(chart(seen(0, 8), later, care=(EXERCISE,)), 42)
    assert found.surgical_evaluation.status == status
    early = on_day(chart(seen(0, 8), replace(later, on=day(30)), care=(EXERCISE,)), 41)
    assert early.surgical_evaluation.status == "not_yet"


def test_a_missing_score_is_never_a_failure() -> None:
    found = on_day(chart(seen(0, 8), care=(EXERCISE,)), 90).surgical_evaluation
    assert found.status == "cannot_judge"
    assert found.because[0].missing == ("follow_up_score",)


@pytest.mark.parametrize(("number", "status"), [(9, "not_yet"), (10, "window_open")])
def test_a_clinician_may_open_the_window(number: int, status: str) -> None:
    found = on_day(persistent(overrides=(OPENED,)), number).surgical_evaluation
    assert found.status == status
    assert found.window_opens_on == day(10 if number >= 10 else 42)


@pytest.mark.parametrize(
    ("later", "number", "status"),
    [
        (seen(42, 1), 50, "window_open"),
        (seen(42), 50, "window_open"),
        (seen(42, 8), 84, "decision_due"),
        (seen(42, 1), 84, "window_open"),
    ],
)
def test_an_opened_window_stands_above_the_scores(later: Visit, number: int, status: str) -> None:
    made = chart(seen(0, 8), later, care=(EXERCISE,), overrides=(OPENED,))
    assert on_day(made, number).surgical_evaluation.status == status


def test_no_care_gives_no_dates() -> None:
    found = on_day(chart(seen(0, 8)), 60).surgical_evaluation
    assert (found.status, found.window_opens_on, found.decision_due_on) == ("not_yet", None, None)


def test_care_that_has_stopped_gives_no_dates() -> None:
    found = on_day(chart(seen(0, 8), care=(care(0, 20),)), 25).surgical_evaluation
    assert (found.window_opens_on, found.decision_due_on) == (None, None)
    assert "CARE-STOPPED" in rules(found.because)
    found = on_day(chart(seen(0, 8), care=(care(0, 20),)), 40).surgical_evaluation
    assert "CARE-PAUSED-NOW" in rules(found.because)


def test_sessions_alone_give_no_dates() -> None:
    weekly = chart(seen(0, 8), care=(sessions(0, 7, 14, 21),))
    assert on_day(weekly, 22).surgical_evaluation.window_opens_on is None


def test_dates_stand_beside_a_response() -> None:
    found = on_day(chart(seen(0, 8), seen(30, 1), care=(EXERCISE,)), 50).surgical_evaluation
    assert (found.status, found.window_opens_on, found.decision_due_on) == (
        "responding",
        day(42),
        day(84),
    )


def flagged(item: str, number: int = 10) -> Visit:
    """A visit with one red flag answered yes."""
    return replace(seen(number, 8), red_flags={item: FlagAnswer("yes")})


@pytest.mark.parametrize(
    ("visit", "status"),
    [
        (flagged("RF-C1"), "immediate"),
        (flagged("RF-F1"), "immediate"),
        (flagged("RF-V2"), "not_yet"),
        (flagged("RF-P6"), "not_yet"),
        (flagged("RF-T2"), "not_yet"),
    ],
)
def test_emergency_flags_of_the_spine_are_immediate(visit: Visit, status: str) -> None:
    assert on_day(chart(visit), 10).surgical_evaluation.status == status


def test_old_severe_weakness_is_urgent() -> None:
    weak = replace(
        seen(40, 8),
        power={Spot("left", "ankle_dorsiflexion"): 3},
        weakness=Weakness(day(5), "stable"),
    )
    found = on_day(chart(weak), 40)
    assert [flag.id for flag in found.red_flags.open] == ["RF-N5"]
    assert found.surgical_evaluation.status == "urgent"
    assert found.imaging.advice == "urgent"


def test_intractable_pain_is_the_clinicians_judgement() -> None:
    told = replace(seen(10, 9), intractable_pain="no sleep in spite of everything")
    found = on_day(chart(seen(0, 8), told), 10).surgical_evaluation
    assert (found.status, found.because[0].rule) == ("clinician_judgement", "S46")


def test_a_blank_takes_no_judgement_back_but_a_response_does() -> None:
    told = replace(seen(10, 9), intractable_pain="no sleep")
    assert on_day(chart(told, seen(20, 8)), 20).surgical_evaluation.status == "clinician_judgement"
    assert on_day(chart(told, seen(20, 2)), 20).surgical_evaluation.status == "not_yet"


def test_a_closed_problem_and_a_child_have_no_dates() -> None:
    closed = persistent(closed=Closed(day(40), "recovered"))
    found = on_day(closed, 50).surgical_evaluation
    assert (found.status, found.window_opens_on, found.decision_due_on) == ("closed", None, None)
    child = with_facts(closed, patient=Patient(date(2010, 1, 1)))
    assert on_day(child, 50).surgical_evaluation.status == "out_of_scope"


def test_a_confirmed_flag_puts_the_patient_under_a_specialist() -> None:
    confirmed = FlagRecord("RF-T2", day(20), "confirmed", day(25), "Dr Lee", "imaging")
    made = persistent(flags=(confirmed,))
    assert on_day(made, 50).surgical_evaluation.status == "under_specialist"
    assert on_day(made, 24).surgical_evaluation.status == "not_yet"
    twice = replace(made, flags=(confirmed, confirmed))
    assert on_day(twice, 50).surgical_evaluation == on_day(made, 50).surgical_evaluation
    cleared = replace(confirmed, state="cleared")
    assert on_day(persistent(flags=(cleared,)), 50).surgical_evaluation.status == "window_open"


def test_an_open_emergency_stands_above_everything() -> None:
    made = with_facts(
        chart(flagged("RF-C1", 30), care=(EXERCISE,)),
        closed=Closed(day(40), "transferred"),
        patient=Patient(date(2010, 1, 1)),
    )
    assert on_day(made, 50).surgical_evaluation.status == "immediate"


def test_a_referral_changes_no_status() -> None:
    sent = Referral("surgical_evaluation", day(45), "sent")
    assert on_day(persistent(referrals=(sent,)), 84).surgical_evaluation.status == "decision_due"


@pytest.mark.parametrize(("months_day", "note"), [(150, False), (151, True)])
def test_nass_is_quoted_from_five_months_on(months_day: int, note: bool) -> None:
    """Five calendar months from 5 January end on 5 June, day 151."""
    found = on_day(persistent(), months_day).surgical_evaluation
    assert ("NASS-6M" in rules(found.because)) is note


@pytest.mark.parametrize(
    ("number", "care_from", "candidate", "advice", "rule"),
    [
        (41, 0, "yes", "not_routine", "S47"),
        (42, 0, "yes", "consider_if_candidate", "ACR21"),
        (43, 0, "yes", "consider_if_candidate", "ACR21"),
        (42, 0, "unknown", "consider_if_candidate", "ACR21"),
        (42, 0, "no", "not_routine", "IMAGING-NO-CANDIDATE"),
        (42, 1, "yes", "not_routine", "IMAGING-CARE"),
        (43, 1, "yes", "consider_if_candidate", "ACR21"),
    ],
)
def test_imaging_waits_for_both_clocks(
    number: int, care_from: int, candidate: Known, advice: str, rule: str
) -> None:
    made = chart(seen(0, 8, candidate=candidate), care=(care(care_from),))
    found = on_day(made, number).imaging
    assert (found.advice, found.because[0].rule) == (advice, rule)


@pytest.mark.parametrize(
    ("visit", "advice"),
    [
        (flagged("RF-C1"), "emergency"),
        (flagged("RF-V2"), "emergency"),
        (flagged("RF-P6"), "not_routine"),
        (flagged("RF-T2"), "urgent"),
        (flagged("RF-P1"), "not_routine"),
    ],
)
def test_flags_decide_on_imaging_first(visit: Visit, advice: str) -> None:
    assert on_day(chart(visit), 10).imaging.advice == advice


def test_mild_stable_weakness_changes_no_imaging() -> None:
    mild = replace(seen(10, 8), power={Spot("left", "ankle_dorsiflexion"): 4})
    found = on_day(chart(mild), 10)
    assert [flag.id for flag in found.red_flags.open] == ["RF-N4"]
    assert (found.imaging.advice, found.surgical_evaluation.status) == ("not_routine", "not_yet")


def test_a_clinician_may_decide_on_imaging_but_not_below_a_flag() -> None:
    said = Override("imaging", day(10), "Dr Lee", "changes management", "urgent")
    assert on_day(chart(seen(10, 8), overrides=(said,)), 10).imaging.advice == "urgent"
    assert on_day(chart(flagged("RF-C1"), overrides=(said,)), 10).imaging.advice == "emergency"


def test_pregnancy_and_past_surgery_are_said_with_imaging() -> None:
    made = chart(seen(0), pregnancy=Pregnancy("yes"), conditions=frozenset({"spine_surgery_past"}))
    assert {"IMAGING-PREGNANCY", "IMAGING-SURGERY-PAST"} <= rules(on_day(made, 5).imaging.because)
