"""What mutation tests found that no other test of the life of flags noticed."""

from pathway.facts import Spot
from tests.pathway.flagcharts import (
    ON,
    About,
    ago,
    check,
    flag,
    given,
    left,
    levels,
    record,
    seen,
)


def test_two_muscles_of_the_same_grade_are_both_named() -> None:
    both = seen(power=left(ankle_dorsiflexion=3, great_toe_extension=3), exam_unlisted="not_done")
    named = [
        read.value
        for reason in flag(check(both), "RF-N1").because
        for read in reason.inputs
        if read.what == "muscle"
    ]
    wanted = (Spot("left", "ankle_dorsiflexion"), Spot("left", "great_toe_extension"))
    assert named == [f"{spot.side} {spot.place}" for spot in wanted]


def test_the_same_answer_at_two_visits_is_one_reason() -> None:
    found = check(seen(ago(5), given(C1="yes")), seen(told=given(C1="yes")))
    assert [reason.rule for reason in flag(found, "RF-C1").because] == ["RF-C1"]


def test_a_sign_that_could_be_assessed_later_asks_about_the_bladder() -> None:
    first = seen(ago(5), given(M5="unable"))
    then = seen(told=given(M5="yes"), red_flags_unlisted="not_asked")
    missing = check(first, then, about=About(region="cervical")).missing
    assert "RF-C1" in missing


def test_a_flag_on_file_of_the_day_of_a_visit_lifts_what_is_told_there() -> None:
    known = About(records=(record("RF-T1", ON, "open"),))
    found = check(seen(told=given(T3="yes")), about=known)
    assert levels(found)["RF-T3"] == "urgent"
