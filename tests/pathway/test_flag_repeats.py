"""What is told and found once more as before is not judged again, and nothing is lost by it."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from pathway import flags
from pathway.deficits import Power
from pathway.facts import FlagAnswer, Patient, Visit, Weakness
from pathway.finding import RedFlags
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife
from pathway.flagmodifiers import Combined
from pathway.flagrules import Answers
from pathway.flagsigns import Signs
from tests.pathway.flagcharts import (
    ONSET,
    About,
    ago,
    check,
    given,
    left,
    level,
    levels,
    record,
    right,
    rules,
    seen,
    yes,
)

STABLE = Weakness(None, "stable")
SPREAD = {**left(ankle_dorsiflexion=4), **right(knee_extension=4)}


def exam(days: int, power: dict[str, int], **more: object) -> Visit:
    """An exam so many days ago at which nothing else was examined."""
    found = seen(ago(days), power=left(**power), exam_unlisted="not_done")
    return replace(found, **more)  # type: ignore[arg-type]


def test_a_yes_told_again_is_told_once() -> None:
    night = given(T3="yes")
    assert rules(check(seen(ago(9), night), seen(ago(5), night), seen(ago(0), night)), "RF-T3") == [
        "RF-T3"
    ]


def test_a_yes_that_has_got_worse_is_judged_again() -> None:
    weak = seen(ago(9), given(M2="yes"))
    worse = seen(ago(5), given(M2=yes(course="progressing")))
    assert rules(check(weak, worse), "RF-M2") == ["RF-M2.progressing"]


def test_a_yes_that_means_more_beside_another_finding_is_judged_again() -> None:
    told, hot = given(I1="yes"), seen(ago(5), given(I1="yes"), temperature=39.0)
    assert "RF-I1.feverish" in rules(check(seen(ago(9), told, temperature=None), hot), "RF-I1")


def test_a_yes_told_again_after_its_flag_was_cleared_raises_it_anew() -> None:
    about = About(records=(record("RF-T2", ago(9), on=ago(7)),))
    found = check(seen(ago(9), given(T2="yes")), seen(ago(5), given(T2="yes")), about=about)
    assert [flag.raised_on for flag in found.open if flag.id == "RF-T2"] == [ago(5)]


def test_weakness_that_stays_mild_is_seen_on_each_day() -> None:
    found = check(*(exam(days, {"knee_extension": 4}) for days in (20, 10, 3)))
    assert levels(found) == {"RF-N4": "routine"}
    assert found.open[0].because[0].inputs[0].on == ago(3)


def test_a_second_exam_confirms_a_drop() -> None:
    powers = ((20, 5), (10, 4), (5, 4), (0, 4))
    found = check(*(exam(days, {"knee_extension": power}) for days, power in powers))
    assert rules(found, "RF-N2") == ["RF-N2.confirmed"]
    assert "RF-N4" in levels(found)


def test_another_grade_is_judged_again() -> None:
    found = check(*(exam(days, {"knee_extension": 4}) for days in (20, 10)), exam(3, {}))
    assert levels(found) == {"RF-N4": "routine"}
    fallen = check(*(exam(days, {"knee_extension": 4}) for days in (20, 10)), exam(3, knee(3)))
    assert "RF-N2" in levels(fallen)


def knee(grade: int) -> dict[str, int]:
    return {"knee_extension": grade}


@pytest.mark.parametrize(("unlisted", "dropped"), [("normal", True), ("not_done", False)])
def test_the_rest_stated_normal_is_taken_into_the_books(unlisted: str, dropped: bool) -> None:
    hip = {"hip_flexion": 4}
    found = check(
        exam(20, {**knee(4), **hip}),
        exam(15, hip),
        exam(10, hip, exam_unlisted=unlisted),
        exam(5, {**knee(4), **hip}),
    )
    assert ("RF-N2" in levels(found)) == dropped


def test_the_same_grades_are_judged_again_when_they_are_no_longer_told_to_be_stable() -> None:
    stable = replace(exam(9, {}), power=SPREAD, weakness=STABLE)
    still = replace(stable, on=ago(5))
    assert rules(check(stable, still), "RF-N6") == ["RF-N6.steady"]
    assert rules(check(stable, replace(still, weakness=None)), "RF-N6") == ["RF-N6"]
    report = replace(still, red_flags=given(N3="yes"))
    assert rules(check(stable, report), "RF-N6") == ["RF-N6"]


def test_the_same_grade_is_mild_once_nobody_says_that_it_gets_worse() -> None:
    worse = exam(9, knee(4), red_flags=given(N3="yes"))
    assert level(check(worse), "RF-N4") == "none"
    assert level(check(worse, exam(5, knee(4)), exam(2, knee(4))), "RF-N4") != "none"


def test_a_muscle_that_recovered_stays_recovered_while_the_same_is_found_again() -> None:
    hip = {"hip_flexion": 5}
    found = (
        exam(20, {**knee(4), "hip_flexion": 4}),
        *(exam(n, {**knee(4), **hip}) for n in (9, 5, 2)),
    )
    told = check(*found)
    assert told == judged_each_time(*found, about=About())
    assert rules(told, "RF-N4") == ["RF-N4.steady"]
    assert "RF-N2" in levels(check(*found, exam(0, {**knee(4), "hip_flexion": 4})))


def test_a_weakness_that_was_dealt_with_does_not_keep_another_from_being_steady() -> None:
    """The knee was cleared and not examined for long since; the hip stayed equal for 10 days."""
    about = About(records=(record("RF-N4", ago(20), on=ago(17)),))
    knees = tuple(exam(days, knee(4)) for days in (20, 18, 16))
    hips = tuple(exam(days, {"hip_flexion": 4}) for days in (12, 2))
    assert level(check(*knees, *hips, about=about), "RF-N4") == "routine"
    assert level(check(*knees, hips[0], about=about), "RF-N4") == "urgent"


def test_marked_weakness_is_judged_on_each_day() -> None:
    """MRC 3 that was new becomes weakness that does not recover under care (RF-N7)."""
    days = (exam(40, knee(3)), exam(20, knee(3)), exam(0, knee(3)))
    assert "RF-N7" in levels(check(*days, about=About(care_start=ago(40))))
    assert "RF-N7" not in levels(check(*days[:2], about=About(care_start=ago(40))))


class AskingAll(Combined):
    """The rules about flags together when none is passed over because of the assessed day."""

    def __init__(self, case: FlagCase, life: FlagLife, signs: Signs) -> None:
        super().__init__(case, life, signs)
        self.may_be_old = self.may_last = True


def judged_each_time(*visits: Visit, about: About) -> RedFlags:
    """The red flags when nothing is taken as known from before, nor as out of the question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flags, "Combined", AskingAll)
        patch.setattr(Answers, "_is_heard", lambda *_: False)
        patch.setattr(Power, "_is_repeated", lambda *_: False)
        return check(*visits, about=about)


days_before = st.integers(0, 90).map(ago)
courses = st.sampled_from([None, "progressing", "stable", "longstanding"])
answers = st.builds(
    FlagAnswer, st.sampled_from(["yes", "yes", "no", "unable"]), st.none() | days_before, courses
)
asked = st.sampled_from(
    [f"RF-{item}" for item in "C1 C7 M2 M8 M10 N2 N3 N4 T1 T3 T6 I1 F2 F3 F4".split()]
)
grades = st.sampled_from([3, 4, 4, 4, 4, 5])
kinds = st.builds(
    seen,
    told=st.dictionaries(asked, answers, max_size=2),
    power=st.one_of(
        st.just(SPREAD),
        st.builds(left, knee_extension=grades),
        st.builds(left, knee_extension=grades, hip_flexion=grades),
        st.just({}),
    ),
    weakness=st.sampled_from([None, None, None, STABLE, Weakness(ago(90), "progressing")]),
    temperature=st.sampled_from([None, 36.7, 38.5]),
    exam_unlisted=st.sampled_from(["not_done", "not_done", "normal"]),
)


@st.composite
def repeated_visits(draw: st.DrawFn) -> list[Visit]:
    """A few kinds of visits, each of them on several days."""
    known = draw(st.lists(kinds, min_size=1, max_size=3))
    days = draw(st.lists(st.integers(0, 60), min_size=2, max_size=8))
    return [replace(draw(st.sampled_from(known)), on=ago(number)) for number in days]


records = st.builds(
    record,
    st.sampled_from([f"RF-{item}" for item in "N1 N2 N4 N5 N6 N7 T3".split()]),
    st.integers(0, 60).map(ago),
    st.sampled_from(["cleared", "confirmed", "open"]),
    st.none() | st.integers(0, 60).map(ago),
)
abouts = st.builds(
    lambda flags, start, years, onset: About(
        onset=onset, patient=Patient(ago(366 * years)), records=tuple(flags), care_start=start
    ),
    st.just([]) | st.lists(records, max_size=2),
    st.sampled_from([None, ago(40), ago(10)]),
    st.sampled_from([40, 80]),
    st.sampled_from([ONSET, ago(95)]),
)


@for_all(repeated_visits(), abouts)
@settings(max_examples=300)
def test_judging_everything_each_time_changes_nothing(visits: list[Visit], about: About) -> None:
    assert check(*visits, about=about) == judged_each_time(*visits, about=about)
