"""Red flags of cancer, alone and together."""

import pytest

from pathway.facts import Answer, Course, FlagAnswer, Patient
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import (
    BORN,
    About,
    ago,
    ask,
    at_age,
    check,
    given,
    left,
    levels,
    seen,
    weak_since,
    yes,
)


@pytest.mark.parametrize(
    "sign", ["C1", "C4", "C5", "C7", "C8", "M1", "M2", "M4", "M5", "M8", "M9", "N3"]
)
def test_cancer_with_a_new_sign_of_cord_or_cauda_is_an_emergency(sign: str) -> None:
    assert ask(given(T1="yes", **{sign: "yes"}))["RF-T1"] == "emergency"


def test_cancer_with_weakness_is_an_emergency_unless_the_weakness_is_old() -> None:
    grades = left(ankle_dorsiflexion=4)
    old, fresh = weak_since(85, "stable"), weak_since(84, "stable")
    assert ask(given(T1="yes"), power=grades)["RF-T1"] == "emergency"
    assert ask(given(T1="yes"), power=grades, weakness=fresh)["RF-T1"] == "emergency"
    assert ask(given(T1="yes"), power=grades, weakness=old)["RF-T1"] == "urgent"


def test_cancer_with_a_question_that_could_not_be_asked_stays_urgent() -> None:
    assert ask(given(T1="yes", C1="unable"))["RF-T1"] == "urgent"


def test_cancer_with_a_longstanding_leak_stays_urgent() -> None:
    assert ask(given(T1="yes", C3=yes(2000, "longstanding")))["RF-T1"] == "urgent"


def test_a_sign_found_at_a_later_visit_lifts_the_cancer_flag() -> None:
    found = check(seen(ago(20), given(T1="yes")), seen(flags=given(M2="yes")))
    assert levels(found)["RF-T1"] == "emergency"


@pytest.mark.parametrize("answer", ["no", "not_asked", "unable"])
def test_cancer_on_the_list_of_illnesses_counts_as_a_yes(answer: Answer) -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"cancer"}))
    found = check(seen(flags=given(T1=answer)), about=About(patient=patient))
    assert levels(found) == {"RF-T1": "urgent"}


@pytest.mark.parametrize("other", ["T1", "T2", "T6", "I1", "I2", "I3", "I4", "I5"])
def test_night_pain_is_routine_alone_and_urgent_with_another_sign(other: str) -> None:
    assert ask(given(T3="yes")) == {"RF-T3": "routine"}
    assert ask(given(T3="yes", **{other: "yes"}))["RF-T3"] == "urgent"


def test_night_pain_is_lifted_by_a_sign_at_a_later_visit() -> None:
    found = check(seen(ago(30), given(T3="yes")), seen(flags=given(T2="yes")))
    assert levels(found) == {"RF-T3": "urgent", "RF-T2": "urgent"}


@pytest.mark.parametrize(("age", "is_raised"), [(49, False), (50, True), (51, True)])
@pytest.mark.parametrize("other", ["T1", "T2", "T6"])
def test_first_pain_at_fifty_with_another_tumour_item(
    age: int, is_raised: bool, other: str
) -> None:
    found = levels(check(seen(flags=given(**{other: "yes"})), about=at_age(age)))
    assert ("RF-T4" in found) is is_raised
    assert found.get("RF-T4", "urgent") == "urgent"


@pytest.mark.parametrize(("days", "is_raised"), [(83, True), (84, True), (85, False)])
def test_first_pain_at_fifty_must_be_new(days: int, is_raised: bool) -> None:
    found = levels(check(seen(flags=given(T2="yes")), about=at_age(60, days)))
    assert ("RF-T4" in found) is is_raised


def test_night_pain_at_fifty_is_urgent_unless_the_record_says_that_all_else_is_normal() -> None:
    asked = {item: FlagAnswer("no") for item in guidelines().flags.always_asked["lumbar"]}
    live = seen(flags={**asked, **given(T3="yes")}, red_flags_unlisted="not_asked")
    assert levels(check(live, about=at_age(60))) == {"RF-T3": "urgent", "RF-T4": "urgent"}
    assert levels(check(seen(flags=given(T3="yes")), about=at_age(60))) == {"RF-T3": "routine"}


def test_fifty_alone_is_no_flag() -> None:
    assert levels(check(seen(), about=at_age(70))) == {}


def with_care(days: int) -> About:
    return About(care_start=ago(days))


@pytest.mark.parametrize(
    ("days", "before", "now", "is_raised"),
    [
        (29, 7, 7, False),
        (30, 7, 7, True),
        (31, 7, 8, True),
        (60, 7, 6, True),
        (60, 7, 5, False),
        (60, 10, 7, False),
        (60, 3, 1, False),
    ],
)
def test_no_better_after_a_month_of_care(days: int, before: int, now: int, is_raised: bool) -> None:
    first = seen(ago(days), pain_limb=before)
    last = seen(flags=given(T3="yes"), pain_limb=now, pain_spine=0)
    found = levels(check(first, last, about=with_care(days)))
    assert found == ({"RF-T3": "urgent", "RF-T5": "urgent"} if is_raised else {"RF-T3": "routine"})


def test_no_better_needs_another_tumour_item_and_care() -> None:
    first, last = seen(ago(60)), seen()
    assert levels(check(first, last, about=with_care(60))) == {}
    night = seen(flags=given(T3="yes"))
    assert levels(check(first, night)) == {"RF-T3": "routine"}


def test_without_a_score_nobody_says_no_better_except_the_patient() -> None:
    first = seen(ago(60), pain_limb=None, pain_spine=None)
    silent = seen(flags=given(T3="yes"), pain_limb=None, pain_spine=None)
    unhappy = seen(flags=given(T3="yes"), pain_limb=None, pain_spine=None, state_acceptable="no")
    assert levels(check(first, silent, about=with_care(60))) == {"RF-T3": "routine"}
    assert levels(check(first, unhappy, about=with_care(60)))["RF-T5"] == "urgent"


@pytest.mark.parametrize(
    ("days", "course", "level"),
    [(None, None, "urgent"), (14, None, "emergency"), (15, None, "urgent"),
     (90, "progressing", "emergency")],
)  # fmt: skip
def test_lung_apex_signs(days: int | None, course: Course | None, level: str) -> None:
    assert ask(given(T6=yes(days, course))) == {"RF-T6": level}


@pytest.mark.parametrize(("course", "level"), [("stable", "emergency"), ("longstanding", "urgent")])
def test_weakness_that_was_always_there_does_not_make_cancer_an_emergency(
    course: Course, level: str
) -> None:
    weakness = weak_since(None, course)
    before = seen(ago(20), power=left(ankle_dorsiflexion=3), weakness=weakness)
    now = seen(flags=given(T1="yes"), power=left(ankle_dorsiflexion=3), weakness=weakness)
    assert levels(check(before, now))["RF-T1"] == level
