"""Weakness worked out from dated grades: each rule and each of its boundaries."""

from datetime import UTC, date, datetime

import pytest

from pathway.deficits import Exam, Grade
from pathway.facts import Spot, Visit
from tests.pathway.flagcharts import (
    ON,
    About,
    ago,
    check,
    exam,
    flag,
    given,
    graded,
    left,
    level,
    levels,
    record,
    right,
    rules,
    seen,
    weak_since,
    yes,
)

# ---------------------------------------------------------------- RF-N1, RF-N5: new or lasting


@pytest.mark.parametrize("grade", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "RF-N1"), (13, "RF-N1"), (14, "RF-N1"), (15, "RF-N5"), (200, "RF-N5")],
)
def test_marked_weakness_is_new_up_to_fourteen_days(grade: int, days: int, expected: str) -> None:
    found = check(exam(0, grade, weakness=weak_since(days, "stable")))
    urgency = {"RF-N1": "emergency", "RF-N5": "urgent"}
    assert levels(found) == {expected: urgency[expected]}


@pytest.mark.parametrize(
    ("grade", "expected"),
    [(0, "emergency"), (2, "emergency"), (3, "same_day"), (4, "none"), (5, "none")],
)
def test_marked_weakness_of_unknown_start(grade: int, expected: str) -> None:
    assert level(graded((0, grade)), "RF-N1") == expected
    told = check(exam(0, grade, weakness=weak_since(None, "stable")))
    assert level(told, "RF-N1") == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(13, "emergency"), (14, "emergency"), (15, "same_day")]
)
def test_a_problem_that_began_lately_makes_weakness_new(days: int, expected: str) -> None:
    assert level(graded((0, 3), about=About(onset=ago(days))), "RF-N1") == expected


def test_a_new_problem_makes_weakness_new_even_if_it_is_said_to_be_old() -> None:
    found = check(exam(0, 3, weakness=weak_since(400, "longstanding")), about=About(onset=ago(5)))
    assert level(found, "RF-N1") == "emergency"


@pytest.mark.parametrize(("days", "is_new"), [(13, True), (14, True), (15, False)])
def test_a_stronger_exam_within_fourteen_days_makes_weakness_new(days: int, is_new: bool) -> None:
    found = graded((days, 4), (0, 3))
    assert rules(found, "RF-N1") == (["RF-N1"] if is_new else ["RF-N1.start_unknown"])


def test_longstanding_without_a_date_is_not_new() -> None:
    found = check(exam(0, 2, weakness=weak_since(None, "longstanding")))
    assert levels(found) == {"RF-N5": "urgent"}


@pytest.mark.parametrize(("apart", "last"), [(14, "RF-N1"), (15, "RF-N5")])
def test_an_exam_more_than_fourteen_days_ago_shows_that_weakness_is_old(
    apart: int, last: str
) -> None:
    found = graded((apart, 3), (0, 3))
    newest = [r for f in found.open for r in f.because if r.inputs[0].on == ON]
    assert ("RF-N5" in [r.rule for r in newest]) is (last == "RF-N5")


def test_a_start_told_at_an_earlier_exam_is_remembered_for_that_muscle() -> None:
    first = exam(10, 3, weakness=weak_since(30, "stable", on=ago(10)))
    assert levels(check(first, exam(0, 3))) == {"RF-N5": "urgent"}


@pytest.mark.parametrize("days", [5, 400, None])
def test_marked_weakness_that_gets_worse_is_an_emergency_whenever_it_began(
    days: int | None,
) -> None:
    progressing = check(exam(0, 3, weakness=weak_since(days, "progressing")))
    assert level(progressing, "RF-N1") == "emergency"
    reported = check(exam(0, 3, flags=given(N3=yes(days))))
    assert level(reported, "RF-N1") == "emergency"


def test_the_later_of_two_starts_counts() -> None:
    found = check(exam(0, 3, flags=given(N3=yes(5)), weakness=weak_since(100)))
    assert level(found, "RF-N1") == "emergency"


def test_all_weak_muscles_are_named() -> None:
    found = check(seen(power=left(ankle_dorsiflexion=2, great_toe_extension=1)))
    muscles = [reason.inputs[0].value for reason in flag(found, "RF-N1").because]
    assert muscles == ["left ankle_dorsiflexion", "left great_toe_extension"]


# ---------------------------------------------------------------- RF-N2: a drop


@pytest.mark.parametrize(
    ("before", "after", "rule", "urgency"),
    [
        (5, 4, "RF-N2.single", "same_day"),
        (5, 3, "RF-N2", "emergency"),
        (4, 3, "RF-N2", "emergency"),
        (4, 2, "RF-N2", "emergency"),
        (3, 2, "RF-N2", "emergency"),
        (1, 0, "RF-N2", "emergency"),
    ],
)
@pytest.mark.parametrize("apart", [0, 1, 200])
def test_a_drop(before: int, after: int, rule: str, urgency: str, apart: int) -> None:
    visits = exam(apart, before), exam(0, after)
    found = check(*visits) if apart else check(*_hours_apart(*visits))
    assert rules(found, "RF-N2") == [rule]
    assert level(found, "RF-N2") == urgency


def _hours_apart(first: Visit, second: Visit) -> tuple[Visit, Visit]:
    morning, evening = datetime(2026, 2, 10, 8, tzinfo=UTC), datetime(2026, 2, 10, 18, tzinfo=UTC)
    return (
        seen(power=first.power, exam_unlisted="not_done", recorded_at=morning),
        seen(power=second.power, exam_unlisted="not_done", recorded_at=evening),
    )


def test_two_grades_on_one_day_without_a_time_count_as_a_drop() -> None:
    one, other = exam(0, 5), exam(0, 4)
    assert level(check(one, other), "RF-N2") == "same_day"
    assert check(one, other) == check(other, one)


def test_a_better_grade_later_that_day_is_no_drop() -> None:
    assert level(check(*_hours_apart(exam(0, 4), exam(0, 5))), "RF-N2") == "none"


@pytest.mark.parametrize(("before", "after"), [(3, 3), (3, 4), (4, 5), (5, 5)])
def test_no_drop(before: int, after: int) -> None:
    assert level(graded((20, before), (0, after)), "RF-N2") == "none"


def test_a_drop_found_again_is_confirmed() -> None:
    found = graded((20, 5), (3, 4), (0, 4))
    assert rules(found, "RF-N2") == ["RF-N2.confirmed"]
    assert level(found, "RF-N2") == "emergency"


def test_a_drop_that_is_gone_again_stays_at_same_day_until_cleared() -> None:
    assert level(graded((20, 5), (3, 4), (0, 5)), "RF-N2") == "same_day"


def test_a_second_drop_after_recovery_is_a_confirmed_one() -> None:
    assert level(graded((20, 5), (10, 4), (5, 5), (0, 4)), "RF-N2") == "emergency"


def test_the_other_side_and_other_muscles_are_no_comparison() -> None:
    one = seen(ago(9), power=right(ankle_dorsiflexion=5), exam_unlisted="not_done")
    other = seen(ago(9), power=left(knee_extension=5), exam_unlisted="not_done")
    assert level(check(one, exam(0, 4)), "RF-N2") == "none"
    assert level(check(other, exam(0, 4)), "RF-N2") == "none"


def test_a_muscle_that_was_not_examined_is_unknown_not_normal() -> None:
    silent = exam(9, None)
    assert level(check(silent, exam(0, 4)), "RF-N2") == "none"
    normal = seen(ago(9), exam_unlisted="normal")
    assert level(check(normal, exam(0, 4)), "RF-N2") == "same_day"


def test_stated_normal_means_full_power_again() -> None:
    first, normal = exam(30, 3), seen(ago(10), exam_unlisted="normal")
    found = check(first, normal, exam(0, 3))
    assert level(found, "RF-N2") == "emergency"


@pytest.mark.parametrize("days", [0, 9])
def test_a_reported_worsening_makes_a_single_drop_an_emergency(days: int) -> None:
    """Whether it is told at the exam or was told before, and never cleared."""
    first = exam(20, 5)
    if days:
        told = exam(days, None, flags=given(N3="yes"))
        found = check(first, told, exam(0, 4))
    else:
        found = check(first, exam(0, 4, flags=given(N3="yes")))
    assert level(found, "RF-N2") == "emergency"
    assert level(found, "RF-N3") == "emergency"


def test_a_worsening_told_after_the_drop_lifts_it_as_well() -> None:
    found = check(exam(20, 5), exam(9, 4), exam(0, None, flags=given(N3="yes")))
    assert (level(found, "RF-N2"), level(found, "RF-N3")) == ("emergency", "emergency")


def test_after_clearing_the_next_exam_is_the_new_baseline() -> None:
    cleared = About(records=(record("RF-N2", ago(10), "cleared", ago(5)),))
    assert level(graded((20, 5), (10, 4), (4, 4), (0, 4), about=cleared), "RF-N2") == "none"
    assert level(graded((20, 5), (10, 4), (4, 4), (0, 3), about=cleared), "RF-N2") == "emergency"
    assert level(graded((20, 5), (10, 4), (5, 5), (0, 4), about=cleared), "RF-N2") == "same_day"
    assert level(graded((20, 5), (10, 4), (6, 5), (0, 4), about=cleared), "RF-N2") == "none"


# ---------------------------------------------------------------- RF-N3: worsening is told


def test_worsening_told_and_power_not_examined_is_for_today() -> None:
    found = check(exam(0, None, flags=given(N3="yes")))
    assert levels(found) == {"RF-N3": "same_day"}
    assert flag(found, "RF-N3").because[0].missing == ("power",)


def test_worsening_told_and_not_confirmed_is_urgent() -> None:
    assert levels(check(exam(0, 5, flags=given(N3="yes")))) == {"RF-N3": "urgent"}
    assert levels(check(seen(flags=given(N3="yes")))) == {"RF-N3": "urgent"}


def test_power_examined_in_the_other_limbs_is_not_examined() -> None:
    arms = seen(flags=given(N3="yes"), power=left(elbow_flexion=5), exam_unlisted="not_done")
    assert levels(check(arms)) == {"RF-N3": "same_day"}
    assert levels(check(arms, about=About(region="cervical"))) == {"RF-N3": "urgent"}
    assert levels(check(arms, about=About(region="unsure"))) == {"RF-N3": "urgent"}


def test_weakness_recorded_as_progressing_is_worsening_told() -> None:
    found = check(exam(0, None, flags=given(N3="no"), weakness=weak_since(40, "progressing")))
    assert levels(found) == {"RF-N3": "same_day"}
    assert flag(found, "RF-N3").because[0].inputs[0].what == "weakness"


def test_worsening_not_confirmed_by_an_examination_of_the_same_day() -> None:
    told, examined = exam(0, None, flags=given(N3="yes")), exam(0, 5)
    assert levels(check(told, examined)) == {"RF-N3": "urgent"}


@pytest.mark.parametrize("answer", ["unable", "declined"])
def test_neither_told_nor_examined_is_urgent(answer: str) -> None:
    assert levels(check(exam(0, None, flags=given(N3=answer)))) == {"RF-N3": "urgent"}
    assert levels(check(exam(0, 5, flags=given(N3=answer)))) == {}


@pytest.mark.parametrize("item", ["N1", "N2", "N4", "N5", "N6", "N7"])
def test_a_grid_stated_as_impossible_is_urgent(item: str) -> None:
    found = check(exam(0, None, flags=given(**{item: "unable"})))
    assert levels(found) == {f"RF-{item}": "urgent"}


def test_nothing_is_unchanged_since_a_closing_before_the_first_exam() -> None:
    weak = Grade(date(2026, 3, 2), 3)
    later = Exam(
        Spot("left", "knee_extension"),
        Grade(date(2026, 3, 9), 3),
        (weak,),
        Visit(date(2026, 3, 9)),
        None,
        case=None,  # type: ignore[arg-type]
    )
    assert later.is_unchanged(date(2026, 3, 2))
    assert not later.is_unchanged(date(2026, 3, 1))
    assert not later.is_unchanged(None)


def test_a_drop_that_was_told_before_is_not_told_again() -> None:
    found = flag(graded((20, 5), (15, 3), (10, 4), (0, 3)), "RF-N2")
    assert found.raised_on == ago(15)
    days = [given.on for reason in found.because for given in reason.inputs]
    assert ago(15) in days
    assert ON not in days
