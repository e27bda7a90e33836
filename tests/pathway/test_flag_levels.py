"""Each red-flag item that has one level, and what depends on age, pregnancy and injury."""

import pytest

from pathway.facts import Answer, Patient, Pregnancy, Region
from tests.pathway.flagcharts import (
    BORN,
    ON,
    About,
    ago,
    ask,
    at_age,
    check,
    given,
    levels,
    seen,
)


def test_nothing_said_and_nothing_found_raises_nothing() -> None:
    found = check(seen())
    assert found.level.code == "none"
    assert found.open == ()
    assert found.escalation == ()


PLAIN = {
    "C8": "emergency", "M3": "urgent", "M5": "emergency", "M6": "urgent", "M7": "urgent",
    "M9": "urgent", "T1": "urgent", "T2": "urgent", "T3": "routine", "T6": "urgent",
    "I2": "urgent", "I4": "urgent", "I5": "urgent", "F1": "emergency", "F4": "urgent",
    "V1": "emergency", "V2": "emergency", "V3": "emergency", "V4": "emergency", "V5": "routine",
    "V6": "emergency", "A1": "routine", "P1": "urgent", "P2": "same_day", "P3": "routine",
    "P6": "emergency",
}  # fmt: skip


@pytest.mark.parametrize(("item", "level"), PLAIN.items())
@pytest.mark.parametrize("region", ["lumbar", "cervical", "thoracic", "unsure"])
def test_a_plain_yes_has_its_level_in_every_region(item: str, level: str, region: Region) -> None:
    found = check(seen(flags=given(**{item: "yes"})), about=About(region=region))
    assert levels(found) == {f"RF-{item}": level}


@pytest.mark.parametrize("item", PLAIN)
@pytest.mark.parametrize("answer", ["no", "unable", "declined"])
def test_no_unable_and_declined_raise_none_of_these(item: str, answer: Answer) -> None:
    found = ask(given(**{item: answer}))
    expected = {"RF-M5": "urgent"} if item == "M5" and answer != "no" else {}
    assert found == expected


@pytest.mark.parametrize(("age", "level"), [(64, "routine"), (65, "urgent"), (66, "urgent")])
def test_a_minor_fall_counts_by_age(age: int, level: str) -> None:
    patient = Patient(birth_date=ON.replace(year=ON.year - age))
    assert levels(check(seen(flags=given(F2="yes")), about=About(patient=patient))) == {
        "RF-F2": level
    }


def test_age_is_that_of_the_day_of_the_answer() -> None:
    patient = Patient(birth_date=ON.replace(year=ON.year - 65))
    fell = seen(ago(1), given(F2="yes"))
    assert levels(check(fell, seen(), about=About(patient=patient))) == {"RF-F2": "routine"}


@pytest.mark.parametrize("illness", ["osteoporosis", "steroid_long_term"])
def test_a_minor_fall_counts_with_weak_bones(illness: str) -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({illness}))
    found = check(seen(flags=given(F2="yes")), about=About(patient=patient))
    assert levels(found)["RF-F2"] == "urgent"


@pytest.mark.parametrize(
    ("steroids", "level"),
    [("no", "routine"), ("yes", "urgent"), ("unable", "urgent"), ("not_asked", "urgent")],
)
def test_a_minor_fall_with_unknown_steroids_is_urgent(steroids: Answer, level: str) -> None:
    assert ask(given(F2="yes", F3=steroids))["RF-F2"] == level


@pytest.mark.parametrize(("days", "is_raised"), [(10, True), (84, True), (85, False)])
def test_steroids_are_a_flag_with_new_pain_only(days: int, is_raised: bool) -> None:
    found = check(seen(flags=given(F3="yes")), about=About(onset=ago(days)))
    assert levels(found) == ({"RF-F3": "urgent"} if is_raised else {})


@pytest.mark.parametrize(("days", "is_raised"), [(84, True), (85, False)])
def test_steroids_on_the_list_are_a_flag_with_new_pain_only(days: int, is_raised: bool) -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"steroid_long_term"}))
    found = check(seen(), about=About(patient=patient, onset=ago(days)))
    assert ("RF-F3" in levels(found)) is is_raised


def test_pregnancy_with_leg_symptoms_is_listed_and_calls_obstetrics_in_an_emergency() -> None:
    patient = Patient(birth_date=BORN, pregnancy=Pregnancy("yes", 30))
    about = About(patient=patient)
    assert levels(check(seen(), about=about)) == {"RF-P4": "routine"}
    assert levels(check(seen(pain_limb=0), about=about)) == {}
    found = check(seen(flags=given(C1="yes")), about=about)
    assert levels(found) == {"RF-C1": "emergency", "RF-P4": "emergency"}
    assert [(e.destination, e.level.code) for e in found.escalation] == [
        ("spine_emergency", "emergency"),
        ("obstetrics", "emergency"),
    ]


def test_pregnancy_with_arm_pain_is_not_listed() -> None:
    patient = Patient(birth_date=BORN, pregnancy=Pregnancy("yes", 30))
    assert levels(check(seen(), about=About(region="cervical", patient=patient))) == {}


@pytest.mark.parametrize(("age", "is_raised"), [(17, True), (18, False)])
def test_under_eighteen_is_listed(age: int, is_raised: bool) -> None:
    found = check(seen(), about=at_age(age))
    assert levels(found) == ({"RF-P5": "routine"} if is_raised else {})
