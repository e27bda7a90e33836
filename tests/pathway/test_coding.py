"""A visit as findings and back: nothing is lost, and a blank gives no finding."""

from dataclasses import fields
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given

from pathway.coding import Code, Coded, coded, is_beside, visit_of
from pathway.facts import FlagAnswer, Spot, Visit, Weakness
from tests.pathway.strategies import visits

ON = date(2026, 3, 30)
NOW = datetime(2026, 3, 30, 9, tzinfo=UTC)
CALF, ANKLE = Spot("left", "calf"), Spot("right", "ankle_dorsiflexion")
WHOLE = Visit(
    on=ON,
    recorded_at=NOW,
    pain_spine=0,
    pain_limb=8,
    psfs=3.5,
    state_acceptable="no",
    red_flags={
        "RF-C1": FlagAnswer("yes", date(2026, 3, 28), "progressing"),
        "RF-C3": FlagAnswer("declined"),
        "RF-C9": FlagAnswer("yes", number=250.0),
        "RF-M10": FlagAnswer("unable"),
    },
    red_flags_unlisted="no",
    pain_map=frozenset({CALF, ANKLE}),
    sensation={CALF: "reduced"},
    power={ANKLE: 3},
    reflexes={Spot("left", "ankle"): "absent"},
    tests={Spot("left", "slr"): "positive"},
    rotation_degrees=60.0,
    exam_unlisted="normal",
    temperature=37.5,
    weakness=Weakness(date(2026, 3, 20), "stable"),
    numbness_since=date(2026, 3, 21),
    radiation="hand_or_foot",
    goal_pain=2,
    goal_function="walk",
    intractable_pain="no sleep",
    surgery_candidate="yes",
    note="tired",
    beside={"situation.place": "telephone"},
)


def again(visit: Visit) -> Visit:
    return visit_of(coded(visit), visit.on, visit.recorded_at, visit.signed)


def test_the_example_leaves_no_field_blank() -> None:
    blank = Visit(ON)
    same = {each.name for each in fields(Visit)} - {"on", "signed"}
    assert not [name for name in same if getattr(WHOLE, name) == getattr(blank, name)]


def test_a_whole_visit_comes_back_as_it_was() -> None:
    assert again(WHOLE) == WHOLE


@pytest.mark.parametrize(("value", "typed"), [(37.0, "37"), (37.5, "37.5"), (100.0, "100")])
def test_a_number_is_kept_as_it_is_typed(value: float, typed: str) -> None:
    assert coded(Visit(ON, temperature=value)) == (Coded(Code("temperature"), typed),)
    assert coded(Visit(ON, note="v2.0")) == (Coded(Code("note"), "v2.0"),)


def test_a_blank_visit_has_no_findings() -> None:
    assert coded(Visit(ON)) == ()
    assert again(Visit(ON)) == Visit(ON)


def test_a_pain_of_0_is_a_finding() -> None:
    assert Coded(Code("pain.spine"), "0") in coded(WHOLE)


def test_an_empty_word_beside_the_fields_is_none() -> None:
    beside = MappingProxyType({"situation.place": "", "score.phq_1": "not_at_all"})
    (only,) = coded(Visit(ON, beside=beside))
    assert only == Coded(Code("score.phq_1"), "not_at_all")


def test_what_has_a_field_of_its_own_does_not_stand_beside() -> None:
    assert is_beside("situation.place")
    assert not is_beside("score.psfs")
    assert not is_beside("pain.limb")


def test_a_number_of_a_flag_keeps_what_it_means() -> None:
    rows = {row.code.item: row.value for row in coded(WHOLE)}
    assert rows["flag.RF-C9"] == "250"
    assert rows["flag.RF-M10"] == "unable"


@given(visits())
def test_any_visit_comes_back_as_it_was(visit: Visit) -> None:
    assert again(visit) == visit
