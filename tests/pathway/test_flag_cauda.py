"""Cauda equina: new, changed, longstanding or not assessed; both legs; the bladder."""

import pytest

from pathway.facts import Answer, Course, FlagAnswer, Region, Sensation, Spot
from tests.pathway.flagcharts import (
    About,
    ask,
    check,
    flag,
    given,
    levels,
    rules,
    seen,
    spots,
    yes,
)

CAUDA = ("C1", "C2", "C3", "C4", "C5", "C6")


@pytest.mark.parametrize("item", CAUDA)
@pytest.mark.parametrize(
    ("days", "course", "level"),
    [
        (None, None, "emergency"),
        (None, "stable", "emergency"),
        (None, "progressing", "emergency"),
        (None, "longstanding", "routine"),
        (0, None, "emergency"),
        (83, "stable", "emergency"),
        (84, "stable", "emergency"),
        (84, "longstanding", "emergency"),
        (85, "stable", "routine"),
        (85, "longstanding", "routine"),
        (85, None, "emergency"),
        (3000, None, "emergency"),
        (85, "progressing", "emergency"),
        (3000, "progressing", "emergency"),
        (3000, "longstanding", "routine"),
    ],
)
def test_cauda_equina_new_changed_or_longstanding(
    item: str, days: int | None, course: Course | None, level: str
) -> None:
    assert ask(given(**{item: yes(days, course)})) == {f"RF-{item}": level}


def test_a_course_that_nobody_told_is_named_as_missing() -> None:
    found = check(seen(flags=given(C1=yes(85))))
    assert flag(found, "RF-C1").because[0].missing == ("course",)


@pytest.mark.parametrize("answer", ["unable", "declined"])
@pytest.mark.parametrize("item", ["C1", "C2", "C3", "C4", "C5"])
def test_cauda_equina_that_could_not_be_assessed_is_urgent(item: str, answer: Answer) -> None:
    found = check(seen(flags=given(**{item: answer})))
    assert levels(found) == {f"RF-{item}": "urgent"}
    assert rules(found, f"RF-{item}") == [f"RF-{item}.unassessed"]


@pytest.mark.parametrize("answer", ["unable", "declined"])
def test_a_private_question_declined_is_an_answer_but_no_flag(answer: Answer) -> None:
    found = check(seen(flags=given(C6=answer)))
    assert levels(found) == {}
    assert found.screen_complete


@pytest.mark.parametrize(
    ("days", "course", "level"),
    [
        (None, None, "emergency"),
        (None, "stable", "emergency"),
        (None, "longstanding", "routine"),
        (3, None, "emergency"),
        (13, "stable", "emergency"),
        (14, "stable", "emergency"),
        (15, "stable", "urgent"),
        (15, "longstanding", "urgent"),
        (15, None, "emergency"),
        (83, "stable", "urgent"),
        (84, "stable", "routine"),
        (84, "longstanding", "routine"),
        (85, "longstanding", "routine"),
        (84, None, "urgent"),
        (84, "progressing", "emergency"),
    ],
)
def test_both_legs_three_ways(days: int | None, course: Course | None, level: str) -> None:
    assert ask(given(C7=yes(days, course)))["RF-C7"] == level


@pytest.mark.parametrize("other", CAUDA)
@pytest.mark.parametrize("answer", ["yes", "unable", "declined", "not_asked"])
@pytest.mark.parametrize("course", ["stable", "longstanding"])
def test_both_legs_are_an_emergency_unless_all_else_is_answered_no(
    other: str, answer: Answer, course: Course
) -> None:
    found = ask(given(C7=yes(200, course), **{other: answer}))
    assert found["RF-C7"] == "emergency"


@pytest.mark.parametrize(
    ("volume", "expected"), [(0, {}), (199, {}), (200, "emergency"), (650, "emergency")]
)
def test_bladder_volume(volume: float, expected: str | dict[str, str]) -> None:
    found = ask(given(C9=volume))
    assert found == ({"RF-C9": expected} if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("spine", "limb", "level"),
    [(0, 0, "urgent"), (None, None, "emergency"), (0, None, "emergency"), (1, 0, "emergency")],
)
def test_a_full_bladder_is_an_emergency_unless_there_is_surely_no_pain(
    spine: int | None, limb: int | None, level: str
) -> None:
    assert ask(given(C9=200), pain_spine=spine, pain_limb=limb) == {"RF-C9": level}


def test_a_low_bladder_volume_lowers_nothing() -> None:
    assert ask(given(C1="yes", C9=20)) == {"RF-C1": "emergency"}


@pytest.mark.parametrize("felt", ["reduced", "absent", "increased"])
def test_a_changed_saddle_found_is_an_emergency_even_if_answered_no(felt: Sensation) -> None:
    found = ask(given(C5="no"), sensation={Spot("left", "saddle"): felt})
    assert found == {"RF-C5": "emergency"}


def test_a_normal_saddle_raises_nothing() -> None:
    assert ask({}, sensation={Spot("left", "saddle"): "normal"}) == {}


@pytest.mark.parametrize(
    ("region", "place", "item"),
    [
        ("lumbar", "calf", "RF-C7"),
        ("thoracic", "calf", "RF-C7"),
        ("unsure", "calf", "RF-C7"),
        ("cervical", "calf", "RF-M4"),
        ("cervical", "thumb", "RF-M4"),
        ("lumbar", "thumb", "RF-M4"),
    ],
)
@pytest.mark.parametrize("answer", ["no", "not_asked"])
def test_limbs_marked_on_both_sides_are_at_least_urgent(
    region: Region, place: str, item: str, answer: Answer
) -> None:
    visit = seen(
        flags={item: FlagAnswer(answer)}, pain_map=spots("left", place) | spots("right", place)
    )
    found = check(visit, about=About(region=region))
    assert levels(found) == {item: "urgent"}
    assert flag(found, item).because[0].missing == ((item,) if answer == "not_asked" else ())


def test_numbness_on_one_side_and_pain_on_the_other_is_both_sides() -> None:
    found = ask({}, pain_map=spots("left", "calf"), sensation={Spot("right", "sole"): "reduced"})
    assert found == {"RF-C7": "urgent"}


@pytest.mark.parametrize("place", ["low_back", "buttock", "neck", "scapula", "shoulder_top"])
def test_the_trunk_on_both_sides_is_no_limb(place: str) -> None:
    assert ask({}, pain_map=spots("left", place) | spots("right", place)) == {}


def test_an_answered_question_about_both_legs_goes_before_the_body_chart() -> None:
    legs = spots("left", "calf") | spots("right", "calf")
    assert ask(given(C7=yes(200, "longstanding")), pain_map=legs) == {"RF-C7": "routine"}


@pytest.mark.parametrize(("region", "item"), [("lumbar", "RF-C7"), ("cervical", "RF-M4")])
def test_a_problem_on_both_sides_with_limb_pain_is_both_limbs(region: Region, item: str) -> None:
    about = About(region=region, side="both")
    assert levels(check(seen(), about=about)) == {item: "urgent"}
    assert levels(check(seen(pain_limb=0), about=about)) == {}
    assert levels(check(seen(pain_limb=None), about=about)) == {}
    far = seen(pain_limb=None, radiation="hand_or_foot")
    assert levels(check(far, about=about)) == {item: "urgent"}
