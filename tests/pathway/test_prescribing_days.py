"""Days, weeks and birthdays at which a medicine rule begins or ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pathway.facts import Care, Pregnancy, Span
from tests.pathway.charts import day
from tests.pathway.prescribed import TODAY, born, healthy, medicine, told


@pytest.mark.parametrize(
    ("weeks", "days", "says"),
    [(19, 6, "M14 WARN"), (19, 7, "M13 STOP"), (5, 104, "M14 WARN"), (5, 105, "M13 STOP")],
)
def test_weeks_of_pregnancy_go_on(weeks: int, days: int, says: str) -> None:
    told_on = TODAY - timedelta(days=days)
    made = healthy("ibuprofen", sex="female", pregnancy=Pregnancy("yes", weeks, told_on))
    assert {"M13 STOP", "M14 WARN"} & told(made) == {says}


def test_weeks_without_a_day_count_from_the_latest_visit() -> None:
    made = healthy("ibuprofen", sex="female", pregnancy=Pregnancy("yes", 17))
    assert made.visits[-1].on == day(0)
    assert "M14 WARN" in told(made, day(20))
    assert "M13 STOP" in told(made, day(21))
    unseen = replace(made, visits=())
    assert "M14 WARN" in told(unseen)


@pytest.mark.parametrize(("days", "fires"), [(14, True), (15, False)])
def test_a_course_of_care_that_ended_has_its_washout(days: int, fires: bool) -> None:
    last = 21 - days
    made = healthy("duloxetine", care=(medicine("selegiline", -30, last),))
    assert ("M21 STOP" in told(made)) is fires


def test_medicine_given_on_single_days_runs_on_the_last_of_them() -> None:
    given = medicine("warfarin", 0, dates=(day(19), TODAY))
    assert "M01 STOP" in told(healthy("ibuprofen", care=(given,)))
    given = medicine("warfarin", 0, dates=(day(19), day(20)))
    assert "M01 STOP" not in told(healthy("ibuprofen", care=(given,)))


def test_aspirin_given_as_care_is_for_the_pain() -> None:
    assert "M12 STOP" in told(healthy("ibuprofen", care=(medicine("aspirin", 0),)))


def test_only_care_with_the_relaxant_itself_counts_its_days() -> None:
    other = medicine("methocarbamol", -30), Care("exercise", span=Span(day(-30), None))
    assert "M36 WARN" not in told(healthy("cyclobenzaprine", care=other))
    assert "M36 WARN" in told(healthy(care=(*other, medicine("cyclobenzaprine", -30))))


def test_care_that_ends_today_still_runs() -> None:
    assert "M01 STOP" in told(healthy("ibuprofen", care=(medicine("warfarin", 0, 21),)))
    assert "M01 STOP" not in told(healthy("ibuprofen", care=(medicine("warfarin", 0, 20),)))


def test_an_age_is_reached_on_the_birthday() -> None:
    assert "M09 WARN" in told(healthy("ibuprofen", age=65))
    eve = healthy("ibuprofen", birth_date=born(65) + timedelta(days=1))
    assert "M09 WARN" not in told(eve)
