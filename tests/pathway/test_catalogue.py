"""The catalogue: what a code means where it is shown, and by which place a slip in it is named."""

from collections.abc import Mapping
from typing import Any

import pytest

import resources
from pathway.catalogue import ANYWHERE, CatalogueItem, CatalogueTrouble, Choice, read_catalogue
from tests.pathway.paperbooks import catalogue


def tables() -> dict[str, Any]:
    """The tables that ship, for a test to spoil."""
    return {name: dict(table) for name, table in resources.catalogue_tables().items()}


def refused(changed: Mapping[str, Any]) -> str:
    with pytest.raises(CatalogueTrouble) as trouble:
        read_catalogue(changed)
    return trouble.value.place


def test_a_trouble_says_where_and_what_was_expected() -> None:
    trouble = CatalogueTrouble("labels.power.calf", "a label")
    assert (trouble.place, trouble.expected) == ("labels.power.calf", "a label")
    assert str(trouble) == "labels.power.calf: expected a label"


def test_a_place_is_the_code_without_its_group() -> None:
    assert catalogue().item("power.ankle_dorsiflexion").place == "ankle_dorsiflexion"
    assert catalogue().item("note").place == "note"


@pytest.mark.parametrize(
    ("low", "high", "inside"),
    [
        (None, None, {-1, 0, 5, 10, 11}),
        (0, None, {0, 5, 10, 11}),
        (None, 10, {-1, 0, 5, 10}),
        (0, 10, {0, 5, 10}),
    ],
)
def test_a_limit_lies_within_the_range(
    low: float | None, high: float | None, inside: set[int]
) -> None:
    item = CatalogueItem("x", "g", "whole", "X", low=low, high=high)
    assert {number for number in (-1, 0, 5, 10, 11) if item.is_in_range(number)} == inside


def test_a_choice_is_called_by_its_label_and_a_stranger_as_it_is() -> None:
    item = CatalogueItem("x", "g", "choice", "X", choices=(Choice("a", "An A"), Choice("b", "B")))
    assert item.values == ("a", "b")
    assert [item.choice_label(value) for value in ("a", "b", "c")] == ["An A", "B", "c"]


def test_a_code_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue().item("nonsense")


@pytest.mark.parametrize("group", ["zones", "muscles", "reflexes", "tests"])
def test_both_sets_are_shown_where_the_region_is_not_sure(group: str) -> None:
    places = getattr(catalogue(), group)
    one, other = {item.code for item in places("cervical")}, {i.code for i in places("lumbar")}
    assert one
    assert other
    assert {item.code for item in places("unsure")} == one | other
    assert {item.code for item in places()} == one | other


def test_places_and_conditions_are_those_of_their_groups() -> None:
    assert {item.group for item in catalogue().conditions} == {"condition"}
    assert "ankle_dorsiflexion" in catalogue().places["power"]
    assert "condition" not in catalogue().places


def test_some_plain_items_are_shown_in_some_regions_only() -> None:
    shown = {item.regions for item in catalogue().items.values() if not item.sided}
    assert ANYWHERE in shown
    assert len(shown) > 1


def test_help_of_an_item_stands_before_that_of_its_group() -> None:
    spoiled = tables()
    spoiled["words"]["help"] = {"groups": {"power": "All"}, "power": {"hip_flexion": "Own"}}
    made = read_catalogue(spoiled)
    assert made.item("power.hip_flexion").help == "Own"
    assert made.item("power.ankle_dorsiflexion").help == "All"
    assert made.item("reflex.ankle").help == ""


def test_what_nobody_can_do_by_telephone_must_be_known() -> None:
    spoiled = tables()
    spoiled["catalogue"]["telephone"] = {"impossible": ["power", "temperature"]}
    assert read_catalogue(spoiled).not_by_telephone == ("power", "temperature")
    spoiled["catalogue"]["telephone"] = {"impossible": ["power", "juggling"]}
    assert refused(spoiled) == "telephone.impossible.juggling"


@pytest.mark.parametrize("label", [None, "", 7])
def test_an_item_without_a_label_is_named(label: object) -> None:
    spoiled = tables()
    labels = spoiled["words"]["labels"]
    spoiled["words"]["labels"] = {**labels, "power": {**labels["power"], "hip_flexion": label}}
    assert refused(spoiled) == "labels.power.hip_flexion"


@pytest.mark.parametrize("label", ["", 7])
def test_a_choice_without_a_label_is_named(label: object) -> None:
    spoiled = tables()
    spoiled["words"]["choices"] = {**spoiled["words"]["choices"], "problem.side.left": label}
    assert refused(spoiled) == "choices.left"


@pytest.mark.parametrize("kind", [None, "colour"])
def test_an_item_of_no_known_kind_is_named(kind: object) -> None:
    spoiled = tables()
    plain = spoiled["catalogue"]["plain"]
    spoiled["catalogue"]["plain"] = {**plain, "note": {**plain["note"], "kind": kind}}
    assert refused(spoiled) == "note.kind"


@pytest.mark.parametrize("codes", [None, "diabetes", ["diabetes", 7]])
def test_a_list_of_codes_holds_texts(codes: object) -> None:
    spoiled = tables()
    spoiled["catalogue"]["conditions"] = {"codes": codes}
    assert refused(spoiled) == "a list of codes"


@pytest.mark.parametrize("key", ["sided", "plain", "conditions", "zones", "middle", "telephone"])
def test_a_table_that_is_missing_is_named(key: str) -> None:
    spoiled = tables()
    del spoiled["catalogue"][key]
    assert refused(spoiled) == key
