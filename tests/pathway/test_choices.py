"""The numbers of surgery and of going on without it: each read with its source, or refused."""

from typing import Any

import pytest

import resources
from pathway.choices import ChoiceRow, Choices, read_choices
from pathway.guidelines import read_guidelines
from pathway.packtable import PackTrouble

SOURCES, CONFLICTS = ("A", "B"), ("K1",)


def row(**changed: object) -> dict[str, object]:
    """One row as a pack has it; what is None is left out."""
    whole = {"id": "pain", "unit": "weeks", "surgery": 4, "waiting": 12, "sources": ["A"]}
    return {name: value for name, value in {**whole, **changed}.items() if value is not None}


def pack(*rows: dict[str, object], **more: object) -> dict[str, object]:
    return {"lumbar": {"rows": list(rows), **more}}


def refused(table: dict[str, Any]) -> str:
    with pytest.raises(PackTrouble) as trouble:
        read_choices(table, SOURCES, CONFLICTS)
    return trouble.value.path


def test_a_pack_without_the_table_has_no_numbers() -> None:
    assert read_choices(None, SOURCES, CONFLICTS) == {}


def test_a_region_without_numbers_is_left_out() -> None:
    found = read_choices(pack(row(), conflict="K1"), SOURCES, CONFLICTS)
    assert found == {"lumbar": Choices((ChoiceRow("pain", "weeks", 4, 12, ("A",)),), "K1")}


def test_both_regions_may_be_told_without_a_conflict() -> None:
    table = {"lumbar": {"rows": [row()]}, "cervical": {"rows": []}}
    found = read_choices(table, SOURCES, CONFLICTS)
    assert list(found) == ["lumbar", "cervical"]
    assert [choices.conflict for choices in found.values()] == ["", ""]


@pytest.mark.parametrize(("way", "other"), [("surgery", "waiting"), ("waiting", "surgery")])
def test_one_way_may_not_have_been_studied(way: str, other: str) -> None:
    found = read_choices(pack(row(**{way: None})), SOURCES, CONFLICTS)["lumbar"].rows[0]
    assert getattr(found, way) is None
    assert getattr(found, other) is not None


def test_no_way_at_all_is_refused() -> None:
    assert refused(pack(row(surgery=None, waiting=None))) == "choices.lumbar.rows[0].surgery"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"sources": []}, "sources"),
        ({"sources": ["C"]}, "sources"),
        ({"unit": "days"}, "unit"),
        ({"surgery": -1}, "surgery"),
        ({"id": None}, "id"),
        ({"note": "x"}, "note"),
    ],
)
def test_a_row_with_a_slip_is_refused_by_its_place(changed: dict[str, Any], key: str) -> None:
    assert refused(pack(row(**changed))) == f"choices.lumbar.rows[0].{key}"


def test_another_region_and_an_unknown_conflict_are_refused() -> None:
    assert refused({"thoracic": {"rows": []}}) == "choices.thoracic"
    assert refused(pack(row(), conflict="K2")) == "choices.lumbar.conflict"
    assert refused(pack(row(), note="x")) == "choices.lumbar.note"


def test_the_pack_that_ships_cites_what_it_has() -> None:
    pack = read_guidelines(resources.pack_tables())
    assert pack.choices
    for choices in pack.choices.values():
        assert all(row.sources and set(row.sources) <= set(pack.sources) for row in choices.rows)
