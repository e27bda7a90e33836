"""The examination of both sides: last values, order by root, and what stands out."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.catalogue import read_catalogue
from pathway.coding import Code, Coded
from pathway.facts import BodySide, Region, Spot, Visit
from pathway.guidelines import read_guidelines
from pathway.intake import Answers
from pathway.sidedexam import (
    Before,
    by_root,
    group_of,
    is_examined,
    is_normal,
    last_values,
    side_sums,
    trend,
)
from resources import catalogue_tables, pack_tables

DAY = date(2026, 3, 30)
CATALOGUE = read_catalogue(catalogue_tables())
GUIDELINES = read_guidelines(pack_tables())
ANKLE = Code("power.ankle_dorsiflexion", "left")
REGIONS: tuple[Region, ...] = ("cervical", "lumbar", "thoracic", "unsure")


def _items(region: Region) -> tuple[str, ...]:
    groups = ("power", "reflex", "test", "sensation")
    return tuple(one.code for name in groups for one in CATALOGUE.group(name, region))


def _seen(days_ago: int, grade: int) -> Visit:
    return Visit(DAY - timedelta(days=days_ago), power={Spot("left", "ankle_dorsiflexion"): grade})


def test_the_last_value_is_that_of_the_latest_visit_up_to_the_day() -> None:
    visits = [_seen(3, 3), _seen(20, 5), _seen(9, 4)]
    assert last_values(visits, DAY) == {ANKLE: Before("3", DAY - timedelta(days=3))}
    assert last_values(visits, DAY - timedelta(days=5))[ANKLE].value == "4"
    assert last_values(visits, DAY - timedelta(days=30)) == {}


def test_a_test_that_was_not_done_and_what_has_no_side_are_no_values() -> None:
    visit = Visit(DAY, pain_limb=3, tests={Spot("left", "slr"): "not_done"})
    assert last_values([visit], DAY) == {}


@given(st.permutations([_seen(days, days % 6) for days in range(8)]))
def test_the_order_in_which_visits_are_told_makes_no_difference(visits: list[Visit]) -> None:
    assert last_values(visits, DAY) == {ANKLE: Before("0", DAY)}


@pytest.mark.parametrize(
    ("item", "now", "before", "expected"),
    [
        ("power.hip_flexion", "3", "4", "worse"),
        ("power.hip_flexion", "5", "4", "better"),
        ("power.hip_flexion", "4", "4", "same"),
        ("power.hip_flexion", "4", "four", "other"),
        ("reflex.knee", "absent", "reduced", "worse"),
        ("reflex.knee", "normal", "absent", "better"),
        ("reflex.knee", "brisk", "normal", "other"),
        ("sensation.calf", "increased", "absent", "other"),
        ("sensation.calf", "reduced", "normal", "worse"),
        ("test.slr", "positive", "negative", "worse"),
        ("pain_map.calf", "yes", "no", "other"),
    ],
)
def test_a_finding_gets_worse_or_better_only_where_its_values_have_an_order(
    item: str, now: str, before: str, expected: str
) -> None:
    assert trend(item, now, before) == expected


@given(st.sampled_from("012345"), st.sampled_from("012345"))
def test_worse_one_way_is_better_the_other_way(one: str, other: str) -> None:
    opposite = {"worse": "better", "better": "worse", "same": "same"}
    there = trend("power.hip_flexion", one, other)
    assert there == opposite[trend("power.hip_flexion", other, one)]


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        ("power.hip_flexion", "5", True),
        ("power.hip_flexion", "4", False),
        ("reflex.knee", "brisk", False),
        ("sensation.calf", "normal", True),
        ("test.slr", "negative", True),
        ("test.slr", "not_done", True),
        ("test.slr", "positive", False),
        ("pain_map.calf", "yes", False),
    ],
)
def test_normal_is_what_a_healthy_person_shows(item: str, value: str, expected: bool) -> None:
    assert is_normal(item, value) is expected


def test_what_is_examined_has_a_side_and_a_group_that_is_examined() -> None:
    assert is_examined(ANKLE)
    assert not is_examined(Code("power.ankle_dorsiflexion"))
    assert not is_examined(Code("pain_map.calf", "left"))
    assert group_of("reflex.knee") == "reflex"


def test_each_side_is_told_for_itself() -> None:
    answers = Answers(
        [
            Coded(ANKLE, "3"),
            Coded(Code("reflex.ankle", "left"), "normal"),
            Coded(Code("test.slr", "right"), "not_done"),
            Coded(Code("pain.limb"), "7"),
            Coded(Code("pain_map.calf", "left"), "yes"),
        ]
    )
    right, left = side_sums(answers, {ANKLE: Before("4", DAY)})
    assert (right.examined, right.findings) == (0, ())
    assert left.examined == 2
    (found,) = left.findings
    assert (found.code, found.value, found.before, found.trend) == (
        ANKLE,
        "3",
        Before("4", DAY),
        "worse",
    )


def test_a_finding_that_was_never_looked_for_has_not_changed() -> None:
    _, left = side_sums(Answers([Coded(ANKLE, "3")]), {})
    assert left.findings[0].trend is None


@given(st.dictionaries(st.sampled_from(_items("lumbar")), st.sampled_from(["right", "left"])))
def test_no_finding_moves_to_the_other_side(sides: dict[str, BodySide]) -> None:
    answers = Answers([Coded(Code(item, side), "absent") for item, side in sides.items()])
    right, left = side_sums(answers, {})
    assert {one.code.item for one in right.findings} == {
        i for i, s in sides.items() if s == "right"
    }
    assert {one.code.item for one in left.findings} == {i for i, s in sides.items() if s == "left"}


@pytest.mark.parametrize("region", REGIONS)
def test_by_root_each_finding_of_a_region_stands_once(region: Region) -> None:
    items = _items(region)
    groups = by_root(items, region, GUIDELINES.roots, GUIDELINES.flags.muscles)
    assert sorted(one for group in groups for one in group.items) == sorted(items)
    assert groups[-1].root is None
    assert all(group.items for group in groups)


def test_roots_and_their_findings_are_those_of_the_pack() -> None:
    book, muscles = GUIDELINES.roots, GUIDELINES.flags.muscles
    groups = {group.root: group for group in by_root(_items("lumbar"), "lumbar", book, muscles)}
    assert list(groups) == ["L2", "L3", "L4", "L5", "S1", "S2", None]
    assert "power.ankle_dorsiflexion" in groups["L5"].items
    assert "power.ankle_dorsiflexion" in groups["L4"].also
    assert groups["S2"].items == ("power.knee_flexion",)
    neck = by_root(_items("cervical"), "cervical", book, muscles)
    assert [group.root for group in neck] == ["C5", "C6", "C7", "C8", "T1", None]


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_finding_that_no_pack_knows_belongs_to_no_root(change: Callable[[str], str]) -> None:
    items = (change("power.tail_wagging"), change("dance.step"))
    (group,) = by_root(items, "lumbar", GUIDELINES.roots, GUIDELINES.flags.muscles)
    assert (group.root, group.items, group.also) == (None, items, ())
