"""How findings are looked for: every one has its words and a source, and no key stands for two."""

import copy
from collections.abc import Mapping
from typing import Any, cast

import pytest

from pathway.catalogue import read_catalogue
from pathway.examhelp import read_exam_help
from pathway.packtable import PackTrouble
from pathway.sidedexam import EXAMINED
from resources import catalogue_tables, exam_tables

CATALOGUE = read_catalogue(catalogue_tables())
TABLES = exam_tables()
HELP = read_exam_help(TABLES["examination"], TABLES["words"], CATALOGUE)
SIDED = [item for item in CATALOGUE.items.values() if item.sided and item.group in EXAMINED]


def test_every_finding_has_steps_what_counts_and_a_source() -> None:
    for item in SIDED:
        steps = HELP.of(item.code)
        assert steps.how, item.code
        assert steps.counts, item.code
        assert steps.sources, item.code


def test_what_was_not_read_again_says_so() -> None:
    assert HELP.of("power.hip_extension").sources[0].endswith("1976*")
    assert not HELP.of("test.slump").sources[0].endswith("*")


def test_a_zone_is_looked_for_as_all_zones_are() -> None:
    assert HELP.of("sensation.calf") is HELP.groups["sensation"]


def test_what_a_finding_leaves_open_is_as_in_its_group() -> None:
    own = HELP.of("power.hip_extension")
    assert own.how != HELP.groups["power"].how
    assert own.counts == HELP.groups["power"].counts


def test_a_key_records_one_value_and_every_value_has_one() -> None:
    for group in ("reflex", "sensation", "test"):
        values = CATALOGUE.group(group)[0].values
        letters = [letter for keys in HELP.keys[group].values() for letter in keys]
        assert len(set(letters)) == len(letters)
        assert set(HELP.keys[group]) == set(values) - {"not_done"}
        assert not set(letters) & set("=?")


@pytest.mark.parametrize(
    ("table", "place", "value", "expected"),
    [
        ("words", ("codes", "power.hip_flexion"), None, "power.hip_flexion"),
        ("words", ("codes", "power.tail_wagging"), {"how": "Wag."}, "tail_wagging"),
        ("words", ("codes", "power.hip_flexion", "how"), " ", "how"),
        ("words", ("codes", "power.hip_flexion", "why"), "Why not", "why"),
        ("words", ("groups", "sensation"), None, "sensation"),
        ("words", ("keys", "reflex", "brisk"), "n", "brisk"),
        ("words", ("keys", "reflex", "brisk"), "", "brisk"),
        ("words", ("keys", "reflex", "brisk"), "B", "brisk"),
        ("words", ("keys", "reflex", "loud"), "l", "loud"),
        ("words", ("short", "increased"), 7, "increased"),
        ("words", ("more",), {}, "more"),
        ("examination", ("codes", "test.slr"), ["NOBODY"], "test.slr"),
        ("examination", ("codes", "test.dance"), ["MRC76"], "test.dance"),
        ("examination", ("sources", "MRC76", "verified"), "maybe", "verified"),
        ("examination", ("sources", "MRC76", "year"), 1976, "year"),
        ("examination", ("sources", "MRC76"), None, "groups.power"),
        ("examination", ("more",), {}, "more"),
    ],
)
def test_a_wrong_key_is_named(
    table: str, place: tuple[str, ...], value: object, expected: str
) -> None:
    tables = copy.deepcopy(cast(dict[str, dict[str, Any]], TABLES))
    *above, last = place
    row = tables[table]
    for key in above:
        row = row[key]
    if value is None:
        del row[last]
    else:
        row[last] = value
    with pytest.raises(PackTrouble) as trouble:
        _read(tables)
    assert expected in str(trouble.value)


def _read(tables: Mapping[str, Mapping[str, object]]) -> None:
    read_exam_help(tables["examination"], tables["words"], CATALOGUE)
