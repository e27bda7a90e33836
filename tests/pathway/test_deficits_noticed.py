"""What mutation tests found that no other test of weakness noticed."""

from tests.pathway.flagcharts import (
    ago,
    check,
    exam,
    flag,
    given,
    graded,
    left,
    level,
    seen,
    yes,
)


def test_full_power_again_is_no_mild_weakness() -> None:
    assert level(graded((20, 3), (0, 5)), "RF-N4") == "none"


def test_marked_weakness_that_gets_worse_names_who_said_so() -> None:
    (reason,) = flag(check(exam(0, 3, flags=given(N3="yes"))), "RF-N1").because
    assert reason.rule == "RF-N1.worsening"
    assert ("RF-N3", "yes") in [(read.what, read.value) for read in reason.inputs]


def test_the_start_told_with_a_worsening_is_remembered() -> None:
    first = exam(20, 3, flags=given(N3=yes(10, on=ago(20))))
    (reason,) = flag(check(first, exam(0, 3)), "RF-N5").because
    assert ("since", ago(30).isoformat()) in [(read.what, read.value) for read in reason.inputs]


def test_power_is_examined_where_the_problem_is() -> None:
    told = given(N3="yes")
    arm = seen(flags=told, power=left(elbow_flexion=5), exam_unlisted="not_done")
    leg = seen(flags=told, power=left(ankle_dorsiflexion=5), exam_unlisted="not_done")
    assert (level(check(arm), "RF-N3"), level(check(leg), "RF-N3")) == ("same_day", "urgent")
