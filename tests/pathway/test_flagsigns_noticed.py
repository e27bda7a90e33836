"""What mutation tests found that no other test of observed flags noticed."""

import pytest

from pathway.facts import Patient, Pregnancy
from tests.pathway.flagcharts import (
    BORN,
    ON,
    About,
    ago,
    check,
    given,
    left,
    levels,
    record,
    seen,
    weak_since,
)


def test_an_illness_that_is_no_steroid_raises_no_flag_with_new_pain() -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"diabetes"}))
    assert levels(check(seen(), about=About(patient=patient, onset=ago(10)))) == {}


@pytest.mark.parametrize(("closed", "is_raised"), [(False, True), (True, False)])
def test_steroids_on_the_list_raise_a_flag_until_it_was_dealt_with(
    closed: bool, is_raised: bool
) -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"steroid_long_term"}))
    records = (record("RF-F3", ago(9), on=ago(5)),) if closed else ()
    about = About(patient=patient, onset=ago(10), records=records)
    assert ("RF-F3" in levels(check(seen(), about=about))) == is_raised


def test_an_old_weakness_that_got_worse_is_not_old_any_more() -> None:
    """The report of worsening itself was cleared, so that only the weakness speaks."""
    weak = left(ankle_dorsiflexion=4)
    about = About(records=(record("RF-N3", ago(9), on=ago(5)),))
    asked = seen(told=given(T1="yes"), power=weak)
    worse = seen(ago(9), power=weak, weakness=weak_since(400, "progressing"))
    same = seen(ago(9), power=weak, weakness=weak_since(400, "stable"))
    assert levels(check(worse, asked, about=about))["RF-T1"] == "emergency"
    assert levels(check(same, asked, about=about))["RF-T1"] == "urgent"


@pytest.mark.parametrize(("grade", "is_raised"), [(5, False), (4, True)])
def test_full_power_of_a_leg_is_no_sign_in_pregnancy(grade: int, is_raised: bool) -> None:
    pregnant = Patient(birth_date=BORN, sex="female", pregnancy=Pregnancy("yes", 20, ON))
    examined = seen(power=left(ankle_dorsiflexion=grade), pain_limb=0)
    assert ("RF-P4" in levels(check(examined, about=About(patient=pregnant)))) == is_raised


@pytest.mark.parametrize(("pain", "is_raised"), [(None, False), (0, False), (1, True)])
def test_a_problem_on_both_sides_counts_from_one_and_only_when_the_limb_is_said_to_hurt(
    pain: int | None, is_raised: bool
) -> None:
    found = check(seen(pain_limb=pain), about=About(side="both"))
    assert ("RF-C7" in levels(found)) == is_raised
