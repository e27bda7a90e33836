"""What is known of a day in the past: care so far, and how new the pain was then."""

from datetime import date

from pathway.facts import Care, Chart, OnsetDay, OnsetMonth, Patient, Problem, Span
from pathway.flagcase import FlagCase, TimingInputs
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import BORN, ON, About, ago, check, seen


def case(onset: date, care_day: int | None = None, start: date | None = None) -> FlagCase:
    chart = Chart(Patient(birth_date=BORN), Problem("lumbar", OnsetDay(ago(300))))
    timing = TimingInputs(onset, onset, care_day, "chronic", ("chronic",), start)
    return FlagCase(chart, ON, guidelines().flags, guidelines().medicines, timing)


def test_care_days_of_the_past_leave_out_what_came_later() -> None:
    assert case(ago(300), 40).care_day(ON) == 40
    assert case(ago(300), 40).care_day(ago(10)) == 30
    assert case(ago(300)).care_day(ON) is None


def test_care_days_of_the_past_never_fall_short_when_pauses_came_later() -> None:
    """Care began 60 days ago and was paused for 20 of them: 50 days ago it had run for 10."""
    paused = case(ago(300), 40, ago(60))
    assert paused.care_day(ON) == 40
    assert paused.care_day(ago(50)) == 10
    assert paused.care_day(ago(5)) == 40


def test_a_visit_of_an_older_episode_counts_from_the_onset_that_was_told() -> None:
    running = case(ago(20))
    assert running.may_have_begun(ago(10), 14)
    assert not running.may_have_begun(ago(5), 14)
    assert not running.may_have_begun(ago(100), 14)
    assert running.may_have_begun(ago(290), 14)
    assert not running.may_have_begun(ago(285), 14)


def test_on_its_first_day_the_pain_of_the_running_episode_is_new() -> None:
    assert case(ago(20)).may_have_begun(ago(20), 0)


def test_before_an_onset_that_nobody_knows_exactly_everything_may_be_new() -> None:
    month = Chart(Patient(birth_date=BORN), Problem("lumbar", OnsetMonth(date(2026, 1, 1))))
    timing = TimingInputs(date(2026, 1, 1), date(2026, 1, 31), None, "unknown", ())
    known = FlagCase(month, ON, guidelines().flags, guidelines().medicines, timing)
    assert known.may_have_begun(date(2026, 1, 10), 0)


def test_care_without_medicines_is_no_bleeding_risk() -> None:
    exercise = About(care=(Care("home_exercise", "Clexane", span=Span(ago(9), None)),))
    assert "RF-V6" not in check(seen(red_flags_unlisted="not_asked"), about=exercise).missing
