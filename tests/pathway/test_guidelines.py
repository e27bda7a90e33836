"""A guideline pack is checked when it is read, and the first wrong key is named."""

import copy
from datetime import date
from typing import Any

import pytest

import resources
from pathway.evaluate import assess_day
from pathway.guidelines import read_guidelines
from pathway.packtable import PackTrouble
from tests.pathway.charts import chart, guidelines


def test_the_pack_that_ships_is_whole() -> None:
    pack = guidelines()
    assert (pack.id, pack.version) == ("foramen-2026", "2026.1")
    assert pack.issued_on < pack.review_on
    assert not pack.signed_off
    assert pack.thresholds.chronic_from_days == 85


def test_founding_documents_show_where_they_come_from() -> None:
    sources = guidelines().sources
    assert "ceased operations" in sources["SEED-A"].review
    assert "pending" in sources["SEED-B"].review
    assert "two of five" in sources["SEED-B"].review
    assert sources["PROJECT"].verified == "D"


def test_every_source_of_a_rule_is_listed() -> None:
    pack = guidelines()
    assert set(pack.rules.values()) <= set(pack.sources)


@pytest.mark.parametrize(
    ("keys", "value", "trouble"),
    [
        (("pack",), None, "pack: expected a table"),
        (("pack", "version"), "", "pack.version: expected a text that is not empty"),
        (("pack", "review_on"), "2027", "pack.review_on: expected a date"),
        (("pack", "extra"), "x", "pack.extra: expected one of"),
        (("thresholds", "number", "new_days"), {}, "thresholds.number.new_days: expected one of"),
        (
            ("thresholds", "number", "chronic_from_days", "value"),
            0.5,
            "thresholds.number.chronic_from_days.value: expected a whole number from 0 to 1000",
        ),
        (
            ("thresholds", "number", "chronic_from_days", "value"),
            28,
            "thresholds.number.subacute_from_days.value: expected less than chronic_from_days",
        ),
        (
            ("thresholds", "number", "chronic_from_days", "unit"),
            "weeks",
            'thresholds.number.chronic_from_days.unit: expected "days"',
        ),
        (
            ("thresholds", "number", "pause_gap_days", "value"),
            6,
            "thresholds.number.pause_gap_days.value: expected a whole number from 7 to 1000",
        ),
        (
            ("thresholds", "number", "pain_free_days", "source"),
            "NOBODY",
            "thresholds.number.pain_free_days.source: expected the id of a source",
        ),
        (
            ("thresholds", "number", "pain_free_days", "note"),
            " ",
            "thresholds.number.pain_free_days.note: expected a text that is not empty",
        ),
        (
            ("thresholds", "routes", "care_exercise"),
            ["swimming"],
            "thresholds.routes.care_exercise: expected only",
        ),
        (("thresholds", "rules", "S29"), "NOBODY", "thresholds.rules.S29: expected the id"),
        (("sources", "ACP17", "verified"), "yes", "sources.ACP17.verified: expected one of"),
        (("sources", "ACP17", "year"), "2017", "sources.ACP17.year: expected a whole number"),
        (("medicines",), 3, "medicines: expected a table"),
    ],
)
def test_the_first_wrong_key_is_named(keys: tuple[str, ...], value: object, trouble: str) -> None:
    tables: Any = copy.deepcopy(resources.pack_tables())
    row = tables
    for key in keys[:-1]:
        row = row[key]
    row[keys[-1]] = value
    with pytest.raises(PackTrouble) as refused:
        read_guidelines(tables)
    assert str(refused.value).startswith(trouble)


@pytest.mark.parametrize("name", ["pain_free_days", "forecast_days"])
def test_a_missing_number_is_named(name: str) -> None:
    tables: Any = copy.deepcopy(resources.pack_tables())
    del tables["thresholds"]["number"][name]
    with pytest.raises(PackTrouble, match=rf"^thresholds\.number\.{name}: expected a table"):
        read_guidelines(tables)


def test_a_missing_route_is_named() -> None:
    tables: Any = copy.deepcopy(resources.pack_tables())
    del tables["thresholds"]["routes"]["care_exercise"]
    with pytest.raises(PackTrouble, match=r"^thresholds\.routes\.care_exercise: expected a list"):
        read_guidelines(tables)


def test_a_flag_names_a_source_that_exists() -> None:
    tables: Any = copy.deepcopy(resources.pack_tables())
    del tables["sources"]["KATZOURAKI20"]
    with pytest.raises(PackTrouble, match=r"^red_flags\.items\.RF-C9\.sources"):
        read_guidelines(tables)


def test_numbers_of_the_pack_rule() -> None:
    """The same day is acute or subacute as the pack says, not as the code says."""
    tables: Any = copy.deepcopy(resources.pack_tables())
    tables["thresholds"]["number"]["subacute_from_days"]["value"] = 30
    later = read_guidelines(tables)
    assert assess_day(chart(), date(2026, 2, 2), later).stage.code == "acute"
    assert assess_day(chart(), date(2026, 2, 2), guidelines()).stage.code == "subacute"
