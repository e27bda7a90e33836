"""The book of scores: what is shipped is whole, and one wrong key refuses it by name."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import resources
from pathway.catalogue import read_catalogue
from pathway.coding import BESIDE_NUMBERS, is_beside
from pathway.packtable import PackTrouble
from pathway.scorebook import read_scorebook

CATALOGUE = read_catalogue(resources.catalogue_tables())
LICENCES = Path(__file__).parents[2] / "docs" / "licences.md"


def tables() -> dict[str, Any]:
    return deepcopy(dict(resources.score_tables()))


def test_every_item_that_can_be_entered_belongs_to_a_score_or_stands_alone() -> None:
    book = read_scorebook(tables(), CATALOGUE)
    counted = {code for one in book.measures.values() for code in (*one.items, *one.named_by)}
    alone = {"score.change", "score.work", "score.pain_spine_worst", "score.pain_limb_worst"}
    items = {code for code in CATALOGUE.items if code.startswith("score.") and is_beside(code)}
    assert items == {code for code in counted if is_beside(code)} | alone


def test_the_numbers_beside_are_those_of_the_catalogue() -> None:
    whole = {c for c, item in CATALOGUE.items.items() if is_beside(c) and item.kind == "whole"}
    assert whole == BESIDE_NUMBERS


def test_every_score_has_a_source_and_its_licence_is_on_record() -> None:
    book = read_scorebook(tables(), CATALOGUE)
    licences = LICENCES.read_text("utf-8")
    for one in book.measures.values():
        assert one.sources
        assert one.licence
        assert f"`{one.id}`" in licences, one.id
    assert {name for one in book.measures.values() for name in one.sources} == set(book.sources)


def test_the_back_is_asked_in_twenty_four_statements_of_the_low_back_only() -> None:
    book = read_scorebook(tables(), CATALOGUE)
    assert len(book.measures["rmdq"].items) == 24
    assert CATALOGUE.item("score.rmdq_1").regions == ("lumbar", "thoracic", "unsure")


@pytest.mark.parametrize(
    ("name", "key", "value", "path"),
    [
        ("phq9", "items", ["score.phq_10"], "items"),
        ("phq9", "items", [], "items"),
        ("phq9", "items", ["score.work"], "items"),
        ("phq9", "points", {"not_at_all": 0}, "items"),
        ("phq9", "bands", {"mild": 5, "minimal": 0}, "bands"),
        ("phq9", "bands", {"minimal": 1}, "bands"),
        ("phq9", "bands", {"minimal": 0, "severe": 28}, "bands"),
        ("phq9", "bands", {"awful": 0}, "words.bands"),
        ("phq9", "most_blank", 9, "most_blank"),
        ("phq9", "blank", "guessed", "blank"),
        ("phq9", "way", "product", "way"),
        ("phq9", "needs", {"measure": "phq8", "total": 3}, "needs"),
        ("phq9", "needs", {"measure": "phq2"}, "needs.total"),
        ("phq9", "sources", [], "sources"),
        ("phq9", "sources", ["HEARSAY"], "sources"),
        ("phq9", "licence", "borrowed", "licence"),
        ("phq9", "colour", "red", "colour"),
        ("rmdq", "items", ["score.phq_1"], "items"),
        ("psfs", "items", ["note"], "items"),
    ],
)
def test_one_wrong_key_is_named(name: str, key: str, value: object, path: str) -> None:
    wrong = tables()
    wrong["scores"]["measures"][name][key] = value
    with pytest.raises(PackTrouble) as trouble:
        read_scorebook(wrong, CATALOGUE)
    assert path in trouble.value.path


def test_a_source_that_says_nothing_of_its_state_is_named() -> None:
    wrong = tables()
    wrong["scores"]["sources"]["OSTELO08"]["verified"] = "yes"
    with pytest.raises(PackTrouble, match=r"OSTELO08\.verified"):
        read_scorebook(wrong, CATALOGUE)
