"""What mutation tests found that no other test of weakness noticed."""

from tests.pathway.flagcharts import (
    About,
    ago,
    check,
    exam,
    flag,
    given,
    graded,
    level,
    record,
    yes,
)


def test_full_power_after_clearing_is_no_new_weakness() -> None:
    cleared = About(records=(record("RF-N4", ago(20), "cleared", ago(15)),))
    assert level(graded((20, 4), (0, 5), about=cleared), "RF-N4") == "none"


def test_the_start_told_with_a_worsening_is_remembered() -> None:
    first = exam(20, 3, flags=given(N3=yes(10, on=ago(20))))
    (reason,) = flag(check(first, exam(0, 3)), "RF-N5").because
    assert ("since", ago(30).isoformat()) in [(read.what, read.value) for read in reason.inputs]
