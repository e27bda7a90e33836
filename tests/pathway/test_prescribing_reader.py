"""The table of medicine rules is checked when it is read, and the first wrong key is named."""

import copy
from typing import Any

import pytest

import resources
from pathway.guidelines import read_guidelines
from pathway.packtable import PackTrouble
from pathway.prescribing import medicine_report, prescription_of
from pathway.prescribingreader import NEEDED
from pathway.standing import standing_of
from tests.pathway.charts import guidelines
from tests.pathway.prescribed import TODAY, healthy

TABLES = resources.pack_tables()


@pytest.mark.parametrize(
    ("path", "value", "trouble"),
    [
        ("extra", {}, "prescribing.extra: expected one of number, rules"),
        ("number/older_years/colour", "red", "prescribing.number.older_years.colour"),
        ("number/older_years/unit", "moons", "prescribing.number.older_years.unit"),
        ("number/older_years/value", 0, "prescribing.number.older_years.value: expected a number"),
        ("number/older_years/value", 121, "prescribing.number.older_years.value"),
        ("number/older_years/source", "NOBODY", "prescribing.number.older_years.source"),
        ("number/older_years/note", " ", "prescribing.number.older_years.note: expected a text"),
        ("number/maoi_washout_days", None, "prescribing.number.maoi_washout_days"),
        ("rules/M01/colour", "red", "prescribing.rules.M01.colour: expected one of"),
        ("rules/M01/severity", "HALT", "prescribing.rules.M01.severity: expected one of"),
        ("rules/M01/grade", "A", "prescribing.rules.M01.grade: expected one of V, K, D"),
        ("rules/M01/source", "NOBODY", "prescribing.rules.M01.source"),
        ("rules/M07/further_sources", ["NOBODY"], "prescribing.rules.M07.further_sources"),
        ("rules/M01/medicines", ["nsiad"], "prescribing.rules.M01.medicines: expected only"),
        ("rules/M01/beside", ["warfarine"], "prescribing.rules.M01.beside: expected only"),
        ("rules/M12/count", "many", "prescribing.rules.M12.count: expected one of"),
        ("rules/M29/only", ["luck"], "prescribing.rules.M29.only: expected only"),
        ("rules/M21/special", "magic", "prescribing.rules.M21.special: expected one of"),
        ("rules/M09/when/moon", "full", "prescribing.rules.M09.when.moon: expected one of"),
        ("rules/M09/when/age/at", "older_years", "prescribing.rules.M09.when.age.at"),
        ("rules/M09/when/age/from", 65, "prescribing.rules.M09.when.age.from: expected one of"),
        ("rules/M11/when/allergies", ["dust"], "prescribing.rules.M11.when.allergies"),
        ("rules/M14/when/facts", ["luck"], "prescribing.rules.M14.when.facts: expected only"),
    ],
)
def test_the_first_wrong_key_is_named(path: str, value: object, trouble: str) -> None:
    tables: Any = copy.copy(TABLES)
    tables["prescribing"] = copy.deepcopy(TABLES["prescribing"])
    row = tables["prescribing"]
    *steps, last = path.split("/")
    for step in steps:
        row = row[step]
    if value is None:
        del row[last]
    else:
        row[last] = value
    with pytest.raises(PackTrouble) as refused:
        read_guidelines(tables)
    assert str(refused.value).startswith(trouble)


def test_the_conditions_of_the_rules_are_codes_of_the_catalogue() -> None:
    catalogue: Any = resources.catalogue_tables()["catalogue"]
    asked = {
        code
        for rule in guidelines().prescribing.rules
        for circumstance in rule.when
        if circumstance.kind == "conditions"
        for code in circumstance.codes
    }
    assert asked <= set(catalogue["conditions"]["codes"])


def test_every_number_is_asked_for() -> None:
    rules = repr(TABLES["prescribing"]["rules"])
    unused = [n for n in guidelines().prescribing.numbers if f"'{n}'" not in rules]
    assert set(unused) == set(NEEDED)


def test_numbers_of_the_pack_rule() -> None:
    tables: Any = copy.copy(TABLES)
    tables["prescribing"] = copy.deepcopy(TABLES["prescribing"])
    tables["prescribing"]["number"]["older_years"]["value"] = 41
    later = read_guidelines(tables)
    made = healthy("ibuprofen", age=41)
    for pack, says in ((guidelines(), set()), (later, {"M09"})):
        found = medicine_report(prescription_of(standing_of(made, TODAY, pack)), pack)[0]
        assert {it.id for it in found} == says
