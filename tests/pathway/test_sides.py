"""Sides that do not fit are asked about, once; what is on both sides or unknown is no question."""

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.catalogue import read_catalogue
from pathway.coding import Code, Coded
from pathway.facts import BodySide, Side, Visit
from pathway.intake import Answers, answers_of, change
from pathway.sides import outdated, side_contradictions, side_questions
from tests.exchange.charts import visits

CATALOGUE = read_catalogue(resources.catalogue_tables())


Row: TypeAlias = tuple[str, BodySide, str]


def answers(*rows: Row) -> Answers:
    return Answers(Coded(Code(item, side), value) for item, side, value in rows)


def pairs(given: Answers, side: Side = "unknown") -> list[tuple[str, str, str]]:
    return [(one.one, one.other, one.side) for one in side_questions(given, side, CATALOGUE)]


PAIN_LEFT: Row = ("pain_map.calf", "left", "yes")
WEAK_RIGHT: Row = ("power.ankle_dorsiflexion", "right", "4")
NUMB_RIGHT: Row = ("sensation.sole", "right", "reduced")


def test_pain_left_and_weakness_right_is_asked() -> None:
    given = answers(PAIN_LEFT, WEAK_RIGHT)
    assert pairs(given) == [("pain", "power", "left")]
    (question,) = side_questions(given, "unknown", CATALOGUE)
    assert question.confirmed == Coded(Code("situation.sides_pain_power"), "left_right")


def test_each_pair_is_asked_for_itself() -> None:
    found = pairs(answers(PAIN_LEFT, WEAK_RIGHT, NUMB_RIGHT), "right")
    assert found == [
        ("problem", "pain", "right"),
        ("pain", "power", "left"),
        ("pain", "sensation", "left"),
    ]


def test_without_pain_on_the_chart_the_problem_has_the_side() -> None:
    assert pairs(answers(WEAK_RIGHT), "left") == [("problem", "power", "left")]
    assert pairs(answers(NUMB_RIGHT), "left") == [("problem", "sensation", "left")]
    assert pairs(answers(WEAK_RIGHT)) == []


@pytest.mark.parametrize("side", ["both", "midline", "unknown"])
def test_a_problem_without_one_side_contradicts_nothing(side: Side) -> None:
    assert pairs(answers(PAIN_LEFT), side) == []


@pytest.mark.parametrize(
    "row",
    [
        ("power.ankle_dorsiflexion", "right", "5"),
        ("sensation.sole", "right", "normal"),
        ("reflex.ankle", "right", "absent"),
        ("power.ankle_dorsiflexion", "left", "3"),
    ],
)
def test_what_is_normal_or_on_the_same_side_is_no_question(row: Row) -> None:
    assert pairs(answers(PAIN_LEFT, row)) == []


def test_what_is_on_both_sides_is_no_question() -> None:
    assert pairs(answers(PAIN_LEFT, WEAK_RIGHT, ("power.knee_extension", "left", "4"))) == []
    assert pairs(answers(PAIN_LEFT, ("pain_map.calf", "right", "yes"), WEAK_RIGHT)) == []


def test_the_middle_counts_only_where_nothing_else_is_marked() -> None:
    back: Row = ("pain_map.low_back", "right", "yes")
    assert pairs(answers(back, PAIN_LEFT, WEAK_RIGHT)) == [("pain", "power", "left")]
    assert pairs(answers(back), "left") == [("problem", "pain", "left")]


def test_confirmed_is_not_asked_again_until_the_sides_change() -> None:
    given = answers(PAIN_LEFT, WEAK_RIGHT)
    (question,) = side_questions(given, "unknown", CATALOGUE)
    told = change(given, question.code, question.confirmed)
    assert pairs(told) == []
    assert outdated(told, "unknown", CATALOGUE) == ()
    turned = answers(("pain_map.calf", "right", "yes"), ("power.hip_flexion", "left", "3"))
    turned = change(turned, question.code, question.confirmed)
    assert pairs(turned) == [("pain", "power", "right")]
    assert outdated(turned, "unknown", CATALOGUE) == (question.code,)
    gone = change(told, Code("pain_map.calf", "left"), None)
    assert outdated(gone, "unknown", CATALOGUE) == (question.code,)


SIDES = st.sampled_from(["left", "right", "both", "midline", "unknown"])


@given(visits, SIDES)
def test_confirming_all_leaves_no_question_and_nothing_outdated(visit: Visit, side: Side) -> None:
    said = answers_of(visit)
    for code in outdated(said, side, CATALOGUE):
        said = change(said, code, None)
    for one in side_questions(said, side, CATALOGUE):
        assert CATALOGUE.item(one.code.item).choice_label(one.confirmed.value)
        assert one.confirmed.value in CATALOGUE.item(one.code.item).values
        said = change(said, one.code, one.confirmed)
    assert side_questions(said, side, CATALOGUE) == ()
    assert outdated(said, side, CATALOGUE) == ()
    assert len(side_contradictions(said, side, CATALOGUE)) <= 3
