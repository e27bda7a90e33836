"""What mutation tests found that no other test of the life of flags noticed."""

from datetime import date

import pytest

from pathway.facts import Spot
from pathway.flaglife import FlagLife
from tests.pathway.charts import guidelines
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
    rules,
    seen,
    yes,
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


def test_a_new_flag_is_open_though_the_one_before_it_was_escalated_and_cleared() -> None:
    records = record("RF-C1", ago(9), "escalated", ago(9)), record("RF-C1", ago(9), on=ago(8))
    found = check(
        seen(ago(9), given(C1="yes")), seen(told=given(C1="yes")), about=About(records=records)
    )
    assert flag(found, "RF-C1").raised_on == ON
    assert flag(found, "RF-C1").state == "open"


def test_a_new_flag_is_open_though_one_was_escalated_and_cleared_on_its_first_day() -> None:
    records = record("RF-C1", ago(9), "escalated", ago(9)), record("RF-C1", ago(9), on=ago(9))
    found = check(seen(told=given(C1="yes")), about=About(records=records))
    assert flag(found, "RF-C1").state == "open"


def test_a_step_told_of_another_day_belongs_to_the_closing_that_came_after_it() -> None:
    records = record("RF-C1", ago(20), "escalated", ago(20)), record("RF-C1", ago(9), on=ago(5))
    found = check(seen(told=given(C1="yes")), about=About(records=records))
    assert flag(found, "RF-C1").state == "open"


def test_what_began_and_was_escalated_on_the_day_of_a_closing_is_escalated() -> None:
    records = record("RF-C1", ago(9), on=ON), record("RF-C1", ON, "escalated", ON)
    found = check(
        seen(ago(9), given(C1="yes")), seen(told=given(C1=yes(0))), about=About(records=records)
    )
    assert flag(found, "RF-C1").raised_on == ON
    assert flag(found, "RF-C1").state == "escalated"


def test_one_flag_that_was_escalated_leaves_the_others_open() -> None:
    known = About(records=(record("RF-C1", ON, "escalated", ON),))
    found = check(seen(told=given(C1="yes", T2="yes")), about=known)
    assert flag(found, "RF-C1").state == "escalated"
    assert flag(found, "RF-T2").state == "open"


def test_a_flag_known_from_the_file_lifts_nothing_after_it_was_cleared() -> None:
    records = record("RF-M2", ago(10), "open"), record("RF-M2", ago(10), on=ago(5))
    found = check(seen(told=given(T1="yes")), about=About(records=records))
    assert levels(found) == {"RF-T1": "urgent"}


def test_a_flag_still_lifts_others_at_a_visit_on_the_day_on_which_it_is_cleared() -> None:
    known = About(records=(record("RF-M2", ago(10), on=ON),))
    found = check(seen(ago(10), given(M2="yes")), seen(told=given(T1="yes")), about=known)
    assert levels(found) == {"RF-T1": "emergency"}


def test_a_flag_put_on_file_between_two_visits_stands() -> None:
    known = About(records=(record("RF-C1", ago(5), "open"),))
    found = check(seen(ago(10)), seen(), about=known)
    assert levels(found) == {"RF-C1": "emergency"}
    assert flag(found, "RF-C1").raised_on == ago(5)


def test_a_flag_that_others_lifted_keeps_that_reason_when_it_is_told_again() -> None:
    first = seen(ago(5), given(T1="yes", M2="yes"))
    found = check(first, seen(told=given(T1=yes(400))))
    assert rules(found, "RF-T1") == ["RF-T1.neurological"]


def test_flags_of_one_level_stand_in_the_order_of_the_interview_and_unknown_ones_last() -> None:
    known = About(records=(record("RF-C77", ON, "open"),))
    found = check(seen(told=given(P1="yes", F3="yes", I5="yes", T2="yes", M2="yes")), about=known)
    urgent = [each.id for each in found.open if each.level.code == "urgent"]
    assert urgent == ["RF-M2", "RF-T2", "RF-I5", "RF-P1", "RF-C77"]


def test_a_flag_on_file_names_the_first_source_of_its_item() -> None:
    found = check(seen(), about=About(records=(record("RF-C1", ago(5), "open"),)))
    assert flag(found, "RF-C1").because[0].source == "GIRFT23"


def test_flags_raised_on_one_day_stand_in_the_history_in_the_order_of_their_closing() -> None:
    records = (
        record("RF-C1", ago(20), on=ago(3)),
        record("RF-T2", ago(20), on=ago(9)),
        record("RF-I5", ago(20)),
    )
    past = check(seen(), about=About(records=records)).history
    assert [each.id for each in past] == ["RF-I5", "RF-T2", "RF-C1"]


@pytest.mark.parametrize(
    ("by", "closed_on"), [(ago(10), None), (ago(9), ago(9)), (ago(4), ago(9)), (ago(3), ago(3))]
)
def test_a_flag_counts_as_closed_from_the_day_of_its_closing(
    by: date, closed_on: date | None
) -> None:
    records = record("RF-C1", ago(9), on=ago(9)), record("RF-C1", ago(5), "confirmed", ago(3))
    assert FlagLife(guidelines().flags, records).closed_on("RF-C1", by) == closed_on
