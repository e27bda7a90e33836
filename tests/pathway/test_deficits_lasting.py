"""Weakness that is mild and stable, lasting, not recovering, or in more places than one root."""

import pytest

from pathway.facts import Course
from tests.pathway.flagcharts import (
    ON,
    About,
    ago,
    check,
    exam,
    given,
    graded,
    left,
    level,
    levels,
    record,
    right,
    seen,
    weak_since,
)

# ---------------------------------------------------------------- RF-N4: mild and stable


@pytest.mark.parametrize(
    ("exams", "expected"),
    [
        (((0, 4),), "urgent"),
        (((6, 4), (0, 4)), "urgent"),
        (((7, 4), (0, 4)), "routine"),
        (((8, 4), (0, 4)), "routine"),
        (((8, 4), (3, 4), (0, 4)), "routine"),
        (((8, 4), (0, 5)), "routine"),
        (((6, 4), (0, 5)), "urgent"),
        (((20, 4), (10, 4), (0, 3)), "urgent"),
        (((20, 3), (10, 4), (0, 4)), "routine"),
        (((20, 3), (6, 4), (0, 4)), "urgent"),
        (((20, 5), (10, 4), (8, 4), (0, 4)), "routine"),
        (((20, 5), (0, 4)), "none"),
    ],
)
def test_mild_weakness(exams: tuple[tuple[int, int], ...], expected: str) -> None:
    assert level(graded(*exams), "RF-N4") == expected


def test_mild_weakness_becomes_routine_only_when_all_muscles_are_steady() -> None:
    first = seen(ago(20), power=left(ankle_dorsiflexion=4), exam_unlisted="not_done")
    both = seen(power=left(ankle_dorsiflexion=4, great_toe_extension=4), exam_unlisted="not_done")
    assert level(check(first, both), "RF-N4") == "urgent"


def test_mild_weakness_that_was_cleared_comes_back_only_when_it_changes() -> None:
    cleared = About(records=(record("RF-N4", ago(20), "cleared", ago(15)),))
    assert level(graded((20, 4), (0, 4), about=cleared), "RF-N4") == "none"
    assert level(graded((20, 4), (10, 5), (5, 4), (0, 4), about=cleared), "RF-N4") == "urgent"


# ---------------------------------------------------------------- RF-N5, N7: lasting


def test_lasting_weakness_that_was_cleared_is_not_raised_again_unchanged() -> None:
    told = weak_since(100, "stable", on=ago(20))
    first = exam(20, 3, weakness=told)
    cleared = About(records=(record("RF-N5", ago(20), "cleared", ago(15)),))
    assert level(check(first, exam(0, 3), about=cleared), "RF-N5") == "none"


def test_new_weakness_that_was_cleared_and_is_unchanged_is_lasting() -> None:
    first = exam(8, 3, weakness=weak_since(10, "stable", on=ago(8)))
    cleared = About(records=(record("RF-N1", ago(8), "cleared", ago(6)),))
    found = check(first, exam(0, 3, weakness=weak_since(10, "stable")), about=cleared)
    assert levels(found) == {"RF-N5": "urgent"}
    worse = check(first, exam(0, 2, weakness=weak_since(10, "stable")), about=cleared)
    assert level(worse, "RF-N1") == "emergency"


@pytest.mark.parametrize(
    ("apart", "before", "after", "care", "is_raised"),
    [
        (14, 3, 3, 28, True),
        (13, 3, 3, 28, False),
        (15, 3, 2, 28, True),
        (14, 2, 3, 28, False),
        (14, 3, 3, 27, False),
        (14, 3, 3, None, False),
        (14, 4, 3, 28, False),
        (14, 4, 4, 28, False),
    ],
)
def test_weakness_without_gain(
    apart: int, before: int, after: int, care: int | None, is_raised: bool
) -> None:
    about = About(care_start=None if care is None else ago(care))
    found = graded((apart, before), (0, after), about=about)
    assert level(found, "RF-N7") == ("urgent" if is_raised else "none")


def test_weakness_without_gain_is_judged_on_the_day_of_the_exam() -> None:
    visits = exam(30, 3), exam(16, 3)
    about = About(care_start=ago(40))
    assert level(check(*visits, on=ON, about=about), "RF-N7") == "none"


# ---------------------------------------------------------------- RF-N6: beyond one root


@pytest.mark.parametrize(
    ("grades", "is_spread"),
    [
        ({"knee_extension": 4}, False),
        ({"ankle_dorsiflexion": 4, "great_toe_extension": 4}, False),
        ({"knee_extension": 4, "ankle_dorsiflexion": 4}, False),
        ({"knee_extension": 4, "great_toe_extension": 4}, True),
        ({"knee_extension": 4, "ankle_dorsiflexion": 4, "great_toe_extension": 4}, True),
        ({"knee_extension": 4, "great_toe_extension": 5}, False),
        ({"elbow_extension": 4, "wrist_flexion": 3}, False),
        ({"elbow_extension": 4, "finger_spread": 4}, True),
        ({"ankle_plantarflexion": 4, "knee_flexion": 4}, True),  # S1 and S2
        ({"knee_extension": 4, "ankle_inversion": 4}, True),  # L3, L4 and L5
        ({"elbow_extension": 4, "great_toe_extension": 4}, True),
    ],
)
def test_weak_muscles_on_one_side_that_share_no_root(
    grades: dict[str, int], is_spread: bool
) -> None:
    assert level(check(seen(power=left(**grades))), "RF-N6") == (
        "emergency" if is_spread else "none"
    )


def test_weakness_on_both_sides_is_in_more_than_one_limb() -> None:
    both = left(ankle_dorsiflexion=4) | right(ankle_dorsiflexion=4)
    assert level(check(seen(power=both)), "RF-N6") == "emergency"


@pytest.mark.parametrize(
    ("course", "urgency"),
    [("stable", "urgent"), ("longstanding", "urgent"), ("progressing", "emergency"),
     (None, "emergency")],
)  # fmt: skip
def test_spread_weakness_said_to_be_stable_is_urgent(course: Course | None, urgency: str) -> None:
    both = left(ankle_dorsiflexion=4) | right(ankle_dorsiflexion=4)
    found = check(seen(power=both, weakness=weak_since(200, course)))
    assert level(found, "RF-N6") == urgency


def test_said_to_be_stable_does_not_count_against_a_drop_or_a_report() -> None:
    both = left(ankle_dorsiflexion=4) | right(ankle_dorsiflexion=4)
    stable = weak_since(200, "stable")
    told = seen(power=both, weakness=stable, flags=given(N3="yes"))
    assert level(check(told), "RF-N6") == "emergency"
    fell = check(seen(ago(9)), seen(power=both, weakness=stable))
    assert level(fell, "RF-N6") == "emergency"


def test_muscles_found_weak_at_different_visits_count_together() -> None:
    found = check(
        seen(ago(9), power=left(knee_extension=4), exam_unlisted="not_done"),
        seen(power=left(great_toe_extension=4), exam_unlisted="not_done"),
    )
    assert level(found, "RF-N6") == "emergency"


def test_spread_weakness_that_was_cleared_comes_back_only_when_it_changes() -> None:
    both = left(ankle_dorsiflexion=4) | right(ankle_dorsiflexion=4)
    cleared = About(records=(record("RF-N6", ago(20), "cleared", ago(15)),))
    first = seen(ago(20), power=both)
    assert level(check(first, seen(power=both), about=cleared), "RF-N6") == "none"
    more = both | left(knee_extension=4)
    assert level(check(first, seen(power=more), about=cleared), "RF-N6") == "emergency"
