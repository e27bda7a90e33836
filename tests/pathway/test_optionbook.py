"""The tables of options and of physical care are checked key by key when the pack is read."""

import copy
from typing import Any

import pytest

import resources
from pathway.guidelines import read_guidelines
from pathway.packtable import PackTrouble
from tests.pathway.charts import guidelines

EDUCATION = 1
HEAT = 2
GLIDING = 6


def refused(keys: tuple[str | int, ...], value: object) -> str:
    """Why a pack with one changed key is refused; a value of None takes the key away."""
    tables: Any = copy.deepcopy(resources.pack_tables())
    row = tables
    for key in keys[:-1]:
        row = row[key]
    if value is None:
        del row[keys[-1]]
    else:
        row[keys[-1]] = value
    with pytest.raises(PackTrouble) as trouble:
        read_guidelines(tables)
    return f"{trouble.value.path}: expected {trouble.value.expected}"


@pytest.mark.parametrize(
    ("keys", "value", "trouble"),
    [
        (("more",), {}, "options.more: expected one of"),
        (("number", "new_days"), {}, "options.number.new_days: expected one of"),
        (("number", "gliding_from_days", "value"), 40, "gliding_from_days.value: expected a whole"),
        (
            ("number", "gliding_from_days", "value"),
            7.5,
            "gliding_from_days.value: expected a whole",
        ),
        (
            ("number", "gliding_from_days", "unit"),
            "weeks",
            'gliding_from_days.unit: expected "days"',
        ),
        (("number", "gliding_from_days", "note"), "", "note: expected a text that is not empty"),
        (
            ("number", "gliding_from_days", "source"),
            "NOBODY",
            "source: expected the id of a source",
        ),
        (("rules", "S28"), "NOBODY", "options.rules.S28: expected the id of a source"),
        (("rules", "S29"), "SEED-B", "options.rules.S29: expected a rule that no other table"),
        (("rules", "S30"), None, "expected rules that the pack gives a source for"),
        (("never_cited", "thoracic"), [], "options.never_cited.thoracic: expected one of"),
        (("never_cited",), None, "options.never_cited: expected a table"),
        (("conflicts", "nsaid", "row"), 4, "options.conflicts.row: expected each number from 1"),
        (("conflicts", "nsaid", "sources"), [], "conflicts.nsaid.sources: expected ids"),
        (("conflicts", "nsaid", "sources"), ["X"], "conflicts.nsaid.sources: expected ids"),
        (("conflicts", "nsaid", "why"), "x", "conflicts.nsaid.why: expected one of"),
        (("options", 0), None, "options.options: expected every option once"),
        (("options", EDUCATION, "id"), "yoga", "options.options: expected every option once"),
        (("options", EDUCATION, "id"), "prayer", "options[1].id: expected one of"),
        (("options", EDUCATION, "line"), 0, "options[1].line: expected a whole number of at least"),
        (("options", EDUCATION, "cost"), 3, "options[1].cost: expected one of"),
        (("options", HEAT, "hazards"), ["fire"], "options[2].hazards: expected only"),
        (("options", 0, "moves"), ["jump"], "options[0].moves: expected only"),
        (("options", EDUCATION, "rows", 0), None, "options[1].rows: expected a row for each stage"),
        (("options", EDUCATION, "rows", 0, "cost"), 3, "rows[0].cost: expected one of"),
        (("options", EDUCATION, "rows", 0, "regions"), ["thoracic"], "rows[0].regions: expected"),
        (("options", EDUCATION, "rows", 0, "stages"), ["closed"], "rows[0].stages: expected only"),
        (
            ("options", EDUCATION, "rows", 0, "stages"),
            ["acute", "subacute", "chronic"],
            "rows[1].stages: expected chronic, lumbar once only",
        ),
        (("options", EDUCATION, "rows", 0, "state"), "locked", "rows[0].state: expected one of"),
        (("options", EDUCATION, "rows", 0, "why"), "S30", "rows[0].why: expected no such key"),
        (("options", 0, "rows", 0, "why"), None, "rows[0].why: expected a text"),
        (("options", 0, "rows", 0, "why"), "S999", "rows[0].why: expected rules that the pack"),
        (
            ("options", EDUCATION, "rows", 0, "strength"),
            "huge",
            "rows[0].strength: expected one of",
        ),
        (("options", EDUCATION, "rows", 0, "quality"), "best", "rows[0].quality: expected one of"),
        (("options", EDUCATION, "rows", 0, "effect"), "huge", "rows[0].effect: expected one of"),
        (("options", EDUCATION, "rows", 0, "population"), None, "rows[0].population: expected one"),
        (("options", EDUCATION, "rows", 0, "sources"), [], "rows[0].sources: expected ids"),
        (("options", EDUCATION, "rows", 0, "notes"), ["S999"], "rows[0].notes: expected rules"),
        (("options", EDUCATION, "rows", 0, "conflicts"), ["x"], "rows[0].conflicts: expected only"),
        (
            ("options", GLIDING, "rows", 0, "gates"),
            ["luck:S28"],
            "rows[0].gates: expected condition",
        ),
        (("options", GLIDING, "rows", 0, "gates"), ["chronic:S9"], "rows[0].gates: expected rules"),
        (
            ("options", EDUCATION, "rows", 2, "sources"),
            ["ACP17"],
            "rows[2].sources: expected nothing that rests on ACP17: it left out cervical",
        ),
        (
            ("options", EDUCATION, "rows", 2, "conflicts"),
            ["tai_chi"],
            "rows[2].sources: expected nothing that rests on ACP17",
        ),
        (
            ("options", EDUCATION, "rows", 2, "notes"),
            ["OPT-TAI-CHI-DOSE"],
            "rows[2].sources: expected nothing that rests on ACP17",
        ),
        (
            ("options", GLIDING, "rows", 2, "gates"),
            ["chronic:OPT-OPIOID-CHRONIC"],
            "rows[2].sources: expected nothing that rests on ACP17",
        ),
    ],
)
def test_a_wrong_key_of_the_options_is_named(
    keys: tuple[str | int, ...], value: object, trouble: str
) -> None:
    assert trouble in refused(("options", *keys), value)


@pytest.mark.parametrize(
    ("keys", "value", "trouble"),
    [
        (("more",), {}, "physical.more: expected one of"),
        (("sites", "lumbar"), [], "physical.sites.lumbar: expected the zones"),
        (("sites", "legs"), ["calf"], "physical.sites.legs: expected one of"),
        (("stands_for", "manipulation"), "magic", "stands_for.manipulation: expected one of"),
        (("rules", "H1", "severity"), "HARD", "physical.rules.H1.severity: expected one of"),
        (("rules", "H1", "source"), "NOBODY", "physical.rules.H1.source: expected the id"),
        (("rules", "H1", "kinds"), [], "physical.rules.H1.kinds: expected at least one"),
        (("rules", "H1", "feeling"), "hot", "physical.rules.H1.feeling: expected one of"),
        (("rules", "H1", "whim"), True, "physical.rules.H1.whim: expected one of"),
        (("rules", "J6", "least"), "huge", "physical.rules.J6.least: expected one of"),
        (("rules", "J9", "causes"), ["luck"], "physical.rules.J9.causes: expected only"),
        (("rules", "J10", "regions"), ["knee"], "physical.rules.J10.regions: expected only"),
        (("rules", "W3", "longer_than_days"), -1, "W3.longer_than_days: expected a whole number"),
        (
            ("rules", "H3", "pregnancy"),
            "yes",
            "physical.rules.H3.pregnancy: expected true or false",
        ),
    ],
)
def test_a_wrong_key_of_the_safety_rules_is_named(
    keys: tuple[str | int, ...], value: object, trouble: str
) -> None:
    assert trouble in refused(("physical", *keys), value)


@pytest.mark.parametrize("table", ["options", "physical"])
def test_a_pack_without_the_table_is_refused(table: str) -> None:
    assert refused((table,), 3) == f"{table}: expected a table"


def test_rules_of_both_tables_have_their_own_sources() -> None:
    pack = guidelines()
    assert pack.rules["S48"] == "SEED-B"
    assert {rule.source for rule in pack.physical.rules} <= set(pack.sources)


def test_flags_and_conditions_of_the_safety_rules_exist() -> None:
    pack = guidelines()
    for rule in pack.physical.rules:
        assert rule.flags <= set(pack.flags.items), rule.id


def test_names_that_options_stand_for_are_medicines_of_their_class() -> None:
    pack = guidelines()
    for item in pack.options.items.values():
        for name in item.tested_as:
            generics = pack.medicines.look_up(name).generics
            assert generics == (name,), name
            assert not item.taken_as or item.taken_as in pack.medicines.tags[name], name
