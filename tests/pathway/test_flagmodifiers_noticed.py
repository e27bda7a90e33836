"""What mutation tests found that no other test of combined flags noticed."""

from datetime import date

import pytest

from pathway.facts import Patient, Pregnancy, Span
from pathway.finding import Input, RedFlags
from tests.pathway.flagcharts import (
    BORN,
    ON,
    About,
    ago,
    at_age,
    check,
    flag,
    given,
    left,
    levels,
    rules,
    seen,
    weak_since,
)


@pytest.mark.parametrize(("pain", "is_raised"), [(None, False), (0, False), (1, True)])
def test_pain_of_the_leg_in_pregnancy_counts_from_one_and_only_when_told(
    pain: int | None, is_raised: bool
) -> None:
    pregnant = Patient(birth_date=BORN, sex="female", pregnancy=Pregnancy("yes", 20, ON))
    found = check(seen(pain_limb=pain), about=About(patient=pregnant))
    assert ("RF-P4" in levels(found)) == is_raised


def read(found: RedFlags, rule: str) -> tuple[Input, ...]:
    """What a rule read."""
    because = flag(found, rule.partition(".")[0]).because
    return next(reason.inputs for reason in because if reason.rule == rule)


def test_no_better_under_care_is_one_reason_however_often_it_is_found() -> None:
    night = given(T1="yes")
    visits = seen(ago(60)), seen(ago(20), night), seen(ago(5), night), seen()
    found = check(*visits, about=About(care_start=ago(60)))
    assert rules(found, "RF-T5") == ["RF-T5"]


def test_first_pain_at_fifty_is_one_reason_also_after_a_birthday() -> None:
    told = given(T2="yes")
    found = check(seen(ago(5), told), seen(ON, told), about=at_age(60))
    assert rules(found, "RF-T4") == ["RF-T4"]


@pytest.mark.parametrize(("free_from", "is_raised"), [(ago(300), False), (ON, True)])
def test_pain_at_fifty_is_not_the_first_when_a_time_without_it_is_known(
    free_from: date, is_raised: bool
) -> None:
    patient = at_age(60).patient
    about = About(patient=patient, onset=ago(30), pain_free=(Span(free_from, free_from),))
    assert ("RF-T4" in levels(check(seen(told=given(T2="yes")), about=about))) == is_raised


def test_weak_defences_that_were_told_once_are_not_forgotten_for_other_illnesses() -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"osteoporosis"}))
    first, then = seen(ago(20), given(I3="yes")), seen(told=given(I2="yes"))
    assert levels(check(first, then, about=About(patient=patient))) == {"RF-I2": "same_day"}


def test_what_lifts_night_pain_is_named_with_it() -> None:
    found = check(seen(told=given(T3="yes", T2="yes")))
    assert Input("RF-T2", "yes", ON) in read(found, "RF-T3.with_other")
    immune = check(seen(told=given(T3="yes", I3="yes")))
    assert Input("RF-I3", "yes", ON) in read(immune, "RF-T3.with_other")


def test_a_drop_that_was_reported_names_the_report() -> None:
    before = seen(ago(9), power=left(ankle_dorsiflexion=5), exam_unlisted="not_done")
    weak = left(ankle_dorsiflexion=4)
    worse = weak_since(None, "progressing")
    told = check(before, seen(power=weak, weakness=worse, exam_unlisted="not_done"))
    assert Input("weakness", "progressing", ON) in read(told, "RF-N2.reported")
    earlier = seen(ago(5), given(N3="yes"), exam_unlisted="not_done")
    later = check(before, earlier, seen(power=weak, exam_unlisted="not_done"))
    assert Input("RF-N3", "yes") in read(later, "RF-N2.reported")


def test_in_pregnancy_the_obstetric_team_is_called_the_same_day_with_a_same_day_flag() -> None:
    pregnant = Patient(birth_date=BORN, sex="female", pregnancy=Pregnancy("yes", 20, ON))
    unexamined = seen(told=given(N3="yes"), exam_unlisted="not_done")
    found = levels(check(unexamined, about=About(patient=pregnant)))
    assert found == {"RF-N3": "same_day", "RF-P4": "same_day"}
