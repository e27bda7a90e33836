"""Blood thinners are recognised by any of their names, and nothing is taken for harmless."""

import tomllib
from pathlib import Path

import pytest

import resources
from pathway.medicines import Medicines, read_medicines
from pathway.packtable import PackTrouble
from tests.pathway.charts import guidelines

TABLE = tomllib.loads((Path(resources.__file__).parent / "medicines.toml").read_text("utf-8"))
THINNER = {"anticoagulant"}


def catalogue() -> Medicines:
    return guidelines().medicines


@pytest.mark.parametrize("row", TABLE["medicine"], ids=lambda row: str(row["name"]))
def test_every_name_of_the_list_is_a_blood_thinner(row: dict[str, list[str]]) -> None:
    generic = str(row["name"])
    names = [generic, *row.get("also", []), *row.get("brands", [])]
    for name in names:
        for written in (name, name.upper(), name.lower(), f"  {name} 5 mg "):
            assert catalogue().classes_of(written) == THINNER, written
            assert catalogue().generic_of(written) == generic


@pytest.mark.parametrize(
    "name",
    ["warfarin", "acenocoumarol", "phenprocoumon", "apixaban", "rivaroxaban", "dabigatran",
     "edoxaban", "heparin", "enoxaparin", "dalteparin", "tinzaparin", "fondaparinux",
     "Coumadin", "Marevan", "Sintrom", "Acitrom", "Marcumar", "Eliquis", "Xarelto", "Pradaxa",
     "Lixiana", "Savaysa", "Clexane", "Lovenox", "Fragmin", "Innohep", "Arixtra"],
)  # fmt: skip
def test_the_common_names_are_there(name: str) -> None:
    assert catalogue().classes_of(name) == THINNER


@pytest.mark.parametrize(
    "written",
    ["Warfarin Sodium 3mg tablets", "tab. apixaban 5 mg 1-0-1", "Inj. Clexane 40mg/0.4ml",
     "HEPARIN-SODIUM", "low-molecular-weight heparin", "aspirin + rivaroxaban"],
)  # fmt: skip
def test_a_name_is_found_among_strengths_and_forms(written: str) -> None:
    assert catalogue().classes_of(written) == THINNER


@pytest.mark.parametrize(
    "name", ["", " ", "5 mg", "lisinopril", "aspirin", "heparinoid cream", "Warfarinol", "xarel"]
)
def test_other_names_are_unknown(name: str) -> None:
    assert catalogue().classes_of(name) == frozenset()
    assert not catalogue().knows(name)
    assert catalogue().generic_of(name) is None


def test_every_row_says_where_its_names_come_from() -> None:
    assert all("ATC B01A" in row["source"] for row in TABLE["medicine"])


def row(**more: object) -> dict[str, object]:
    return {"name": "warfarin", "classes": ["anticoagulant"], "source": "WHO", **more}


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ([row(colour="red")], "medicines.medicine[0].colour"),
        ([row(name=3)], "medicines.medicine[0].name"),
        ([row(classes=["blue"])], "medicines.medicine[0].classes"),
        ([row(source="")], "medicines.medicine[0].source"),
        ([row(brands=["Warfarin"])], "medicines.medicine[0].name"),
        ([row(), row(source="again")], "medicines.medicine[1].name"),
        ([row(brands=["-"])], "medicines.medicine[0].name"),
        ("none", "medicines.medicine"),
        (["none"], "medicines.medicine[0]"),
    ],
)
def test_a_bad_row_is_named(rows: object, path: str) -> None:
    with pytest.raises(PackTrouble) as caught:
        read_medicines({"classes": {"anticoagulant": "x"}, "medicine": rows})
    assert caught.value.path == path


def test_an_empty_list_knows_nothing() -> None:
    assert not read_medicines({"classes": {}, "medicine": []}).knows("warfarin")
