"""Births that are not known to the day: the days they can be, and which age a rule goes by."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.assessment import Assessment
from pathway.birth import Birth, age_told, birth_of, of_age, whole, youngest_age
from pathway.days import age_on
from pathway.evaluate import assess_day
from pathway.facts import BirthKnown, Chart, OnsetDay, Patient, Plan, Problem
from pathway.guidelines import Guidelines, read_guidelines
from pathway.twins import birth_fit

TODAY = date(2026, 3, 30)
GUIDELINES: Guidelines = read_guidelines(resources.pack_tables())
DAYS = st.dates(date(1900, 1, 1), TODAY)


def born(year: int, known: BirthKnown = "year") -> Patient:
    return Patient(date(year, 1, 1), sex="male", birth_known=known)


def assessed(patient: Patient, medicine: str = "") -> Assessment:
    plan = Plan((medicine,) if medicine else ())
    problem = Problem("lumbar", OnsetDay(date(2026, 3, 1)), "left")
    return assess_day(Chart(patient, problem, plan=plan), TODAY, GUIDELINES)


def warned(patient: Patient, medicine: str) -> set[str]:
    return {it.id for it in assessed(patient, medicine).medicine_warnings or ()}


def test_who_knows_the_day_told_no_age() -> None:
    assert age_told(Birth(TODAY)) is None


@given(DAYS, st.integers(0, 110))
def test_an_age_is_a_year_of_births(told_on: date, years: int) -> None:
    birth = of_age(years, told_on)
    assert age_told(birth) == years
    assert age_on(birth.day, told_on) == years
    assert timedelta(364) <= birth.last - birth.day <= timedelta(366)
    assert age_on(birth.last + timedelta(1), told_on) < years
    assert birth.day <= birth.middle <= birth.last


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_the_day_lies_in_what_is_known_of_it(day: date, known: BirthKnown) -> None:
    birth = Birth(whole(day, known), known)
    assert birth.day <= day <= birth.last
    assert whole(birth.last, known) == birth.day if known != "day" else birth.last == day
    assert birth.may_be(Birth(day))
    assert birth_fit(birth, Birth(day)) in {"same", "near"}


@given(DAYS, st.sampled_from(get_args(BirthKnown)))
def test_the_ages_hold_the_true_one(day: date, known: BirthKnown) -> None:
    birth = of_age(age_on(day, TODAY), TODAY) if known == "age" else Birth(whole(day, known), known)
    patient = Patient(birth.day, birth_known=known)
    assert birth_of(patient).last == birth.last
    assert youngest_age(patient, TODAY) <= age_on(day, TODAY) <= age_on(patient.birth_date, TODAY)


@pytest.mark.parametrize(("year", "is_adult"), [(2007, True), (2008, False), (2009, False)])
def test_who_may_be_a_child_is_seen_as_one(year: int, is_adult: bool) -> None:
    found = assessed(born(year))
    assert found.in_scope.value is is_adult
    assert found.in_scope.because[0].rule == ("SCOPE-ADULT" if is_adult else "RF-P5")


def test_a_warning_for_the_old_goes_by_the_oldest_age() -> None:
    assert "M09" in warned(born(1961), "ibuprofen")  # 64 or 65
    assert "M09" not in warned(born(1962), "ibuprofen")
    assert "M09" in warned(born(1961, "age"), "ibuprofen")


def test_a_stop_for_the_young_goes_by_the_youngest_age() -> None:
    assert "M26" in warned(born(2008), "tramadol")  # 17 or 18
    assert "M26" not in warned(born(2007), "tramadol")


def test_who_may_bear_children_is_asked_about_pregnancy() -> None:
    woman = replace(born(1970), sex="female")  # 55 or 56
    assert "M16" in warned(woman, "ibuprofen")
    assert "M16" not in warned(replace(woman, birth_date=date(1969, 1, 1)), "ibuprofen")


@given(st.integers(1930, 2015), st.integers(0, 364), st.sampled_from(["ibuprofen", "tramadol"]))
def test_nothing_that_is_certain_is_lost_by_not_knowing(
    year: int, days: int, medicine: str
) -> None:
    """Every warning of the true birthday is there when only the year is known."""
    exact = Patient(date(year, 1, 1) + timedelta(days), sex="female")
    assert warned(exact, medicine) <= warned(replace(born(year), sex="female"), medicine)


def test_an_empty_list_counts_only_when_somebody_said_so() -> None:
    def missing(patient: Patient) -> tuple[str, ...]:
        check = assessed(patient, "ibuprofen").medicine_check
        assert check is not None
        return check.inputs_missing

    asked = born(1980)
    assert "conditions" in missing(asked)
    assert "conditions" not in missing(replace(asked, conditions_state="none_known"))
    assert "conditions" not in missing(replace(asked, conditions_state="listed"))
    assert "conditions" not in missing(replace(asked, conditions=frozenset({"falls"})))


def test_a_year_ends_with_its_last_day_and_has_a_middle() -> None:
    birth = Birth(date(1970, 1, 1), "year")
    assert (birth.last, birth.middle) == (date(1970, 12, 31), date(1970, 7, 2))
    assert Birth(date(1970, 2, 1), "month").last == date(1970, 2, 28)
    assert Birth(TODAY).last == Birth(TODAY).middle == TODAY


def test_two_births_may_be_one_where_their_days_meet() -> None:
    year = Birth(date(1970, 1, 1), "year")
    assert year.may_be(Birth(date(1970, 12, 31)))
    assert not year.may_be(Birth(date(1971, 1, 1)))
    assert not year.may_be(Birth(date(1969, 12, 31)))


def test_a_day_is_cut_to_what_is_known_of_it() -> None:
    day = date(1970, 5, 17)
    assert whole(day, "month") == date(1970, 5, 1)
    assert whole(day, "year") == date(1970, 1, 1)
    assert whole(day, "day") == whole(day, "age") == day


def test_an_age_is_told_of_the_day_on_which_it_was_told() -> None:
    birth = of_age(64, TODAY)
    assert (birth.day, birth.last) == (date(1961, 3, 31), date(1962, 3, 30))
    assert age_told(birth) == 64
    assert age_told(birth._replace(told_on=None)) is None
