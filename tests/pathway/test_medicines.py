"""Medicines are recognised by any of their names, and nothing is taken for harmless."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway import medicines as module
from pathway.medicines import Medicines, read_medicines
from pathway.packtable import PackTrouble
from tests.pathway.charts import guidelines

TABLE: Any = resources.pack_tables()["medicines"]
ROWS: list[dict[str, Any]] = TABLE["medicine"]
COMBINATIONS: list[dict[str, Any]] = TABLE["combination"]
GENERICS = [row["name"] for row in ROWS]
THINNER = {"anticoagulant"}


def catalogue() -> Medicines:
    return guidelines().medicines


def names(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row.get("also", []), *row.get("brands", [])]


def test_every_name_leads_to_its_generic_name_however_it_is_written() -> None:
    for row in ROWS:
        for name in names(row):
            for written in (name, name.upper(), f"  {name} 5 mg tablets "):
                assert catalogue().look_up(written).generics == (row["name"],), written
                assert catalogue().knows(written), written


def test_every_combination_gives_every_part() -> None:
    for row in COMBINATIONS:
        for name in row["names"]:
            assert set(catalogue().look_up(name).generics) == set(row["parts"]), name
            assert catalogue().knows(f"{name} 10 mg/5 mg")


def test_every_class_has_members_and_a_meaning() -> None:
    members = Counter(one for row in ROWS for one in row["classes"])
    assert set(members) == set(TABLE["classes"])
    assert all(text.strip() for text in TABLE["classes"].values())


def test_every_class_or_name_that_a_rule_asks_for_has_members() -> None:
    tags = guidelines().prescribing.tags
    assert tags <= {*TABLE["classes"], *GENERICS}
    assert set(TABLE["classes"]) - tags == set()


def test_every_row_says_where_its_names_come_from() -> None:
    assert all("WHO ATC" in row["source"] for row in ROWS)
    assert all(row["source"].strip() for row in COMBINATIONS)


def test_no_name_stands_twice() -> None:
    every = [name for row in ROWS for name in names(row)]
    every += [name for row in COMBINATIONS for name in row["names"]]
    assert [name for name, count in Counter(map(str.casefold, every)).items() if count > 1] == []


def test_every_name_of_the_list_is_a_blood_thinner() -> None:
    thinners = [row for row in ROWS if "anticoagulant" in row["classes"]]
    assert len(thinners) > 20
    for row in thinners:
        assert "ATC B01A" in row["source"]
        for name in names(row):
            assert catalogue().classes_of(name) == THINNER, name


@pytest.mark.parametrize(
    "name",
    ["warfarin", "acenocoumarol", "phenprocoumon", "apixaban", "rivaroxaban", "dabigatran",
     "edoxaban", "heparin", "enoxaparin", "dalteparin", "tinzaparin", "fondaparinux",
     "Coumadin", "Marevan", "Sintrom", "Acitrom", "Marcumar", "Eliquis", "Xarelto", "Pradaxa",
     "Lixiana", "Savaysa", "Clexane", "Lovenox", "Fragmin", "Innohep", "Arixtra"],
)  # fmt: skip
def test_blood_thinners_are_there(name: str) -> None:
    assert catalogue().classes_of(name) == THINNER


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Voltarol", "diclofenac"),
        ("Brufen", "ibuprofen"),
        ("Aleve", "naproxen"),
        ("Cymbalta", "duloxetine"),
        ("Ultram", "tramadol"),
        ("Tramal", "tramadol"),
        ("Flexeril", "cyclobenzaprine"),
        ("Panado", "paracetamol"),
        ("Crocin", "paracetamol"),
        ("acetaminophen", "paracetamol"),
        ("frusemide", "furosemide"),
        ("Lyrica", "pregabalin"),
        ("Zestril", "lisinopril"),
        ("methylthioninium chloride", "methylene blue"),
        ("St. John’s Wort", "St John's wort"),
        ("Losec", "omeprazole"),
        ("NSAIDs", "non-steroidal anti-inflammatory"),
        ("Béthamethasone", None),
        ("Paracétamol", "paracetamol"),
    ],
)
def test_common_names(name: str, generic: str | None) -> None:
    assert catalogue().generic_of(name) == generic


@pytest.mark.parametrize(
    ("name", "generics"),
    [
        ("co-codamol 30/500", {"codeine", "paracetamol"}),
        ("Vimovo", {"naproxen", "esomeprazole"}),
        ("ibuprofen/paracetamol", {"ibuprofen", "paracetamol"}),
        ("tramadol/paracetamol 37.5/325", {"tramadol", "paracetamol"}),
        ("Tylenol with codeine #3", {"codeine", "paracetamol"}),
        ("lisinopril-hydrochlorothiazide", {"lisinopril", "hydrochlorothiazide"}),
        ("ibuprofen 400 mg and naproxen", {"ibuprofen", "naproxen"}),
        ("Azor", {"alprazolam", "olmesartan", "amlodipine"}),
    ],
)
def test_several_in_one_name(name: str, generics: set[str]) -> None:
    assert set(catalogue().look_up(name).generics) == generics


@pytest.mark.parametrize(
    "written",
    ["Warfarin Sodium 3mg tablets", "tab. apixaban 5 mg 1-0-1", "Inj. Clexane 40mg/0.4ml",
     "HEPARIN-SODIUM", "low-molecular-weight heparin", "metformin + rivaroxaban"],
)  # fmt: skip
def test_a_name_is_found_among_strengths_and_forms(written: str) -> None:
    assert "anticoagulant" in catalogue().classes_of(written)
    assert catalogue().knows(written)


@pytest.mark.parametrize(
    "name",
    ["", " ", "5 mg", "+", "heparinoid cream", "Warfarinol", "xarel", "aspirinol", "nonaspirin",
     "naproxenum-like", "asaprin", "tablet", "herbal mixture"],
)  # fmt: skip
def test_other_names_are_unknown(name: str) -> None:
    assert catalogue().classes_of(name) == frozenset()
    assert not catalogue().knows(name)
    assert catalogue().generic_of(name) is None


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("sertraline + foozol", False),
        ("foozol/sertraline", False),
        ("sertraline & foozol", False),
        ("ibuprofen 400 mg / tablet", True),
        ("amoxicillin/clavulanate 625 mg", True),
        ("levodopa/carbidopa", True),
        ("ibuprofen + herb", False),
        ("ibuprofen + abc", True),
        ("ibuprofen 400mg/day", True),
        ("ibuprofen + ", True),
        ("codeine 8 mg + 500 mg paracetamol", True),
    ],
)
def test_a_part_that_nobody_knows_makes_the_name_unknown(name: str, is_known: bool) -> None:
    assert catalogue().generic_of(name) is not None or not is_known
    assert catalogue().knows(name) is is_known


@pytest.mark.parametrize(
    ("name", "generic", "is_steroid"),
    [
        ("prednisolone 5 mg", "prednisolone", True),
        ("hydrocortisone 1% cream", "hydrocortisone", False),
        ("Dexamethasone eye drops", "dexamethasone", False),
        ("budesonide", "budesonide", True),
        ("budesonide nasal spray", "budesonide inhaler", False),
    ],
)
def test_a_steroid_on_one_place_is_no_steroid_of_the_body(
    name: str, generic: str, is_steroid: bool
) -> None:
    assert catalogue().look_up(name).generics == (generic,)
    assert ("corticosteroid" in catalogue().tags_in(name, generic)) is is_steroid


def test_an_nsaid_on_the_skin_stays_one() -> None:
    assert "nsaid" in catalogue().tags_in("Voltarol gel", "diclofenac")


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    looked = catalogue().look_up(name)
    assert looked.is_known <= bool(looked.generics)
    assert set(looked.generics) <= set(GENERICS)


def test_what_was_looked_up_is_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    small = read_medicines({"classes": {"anticoagulant": "x"}, "medicine": [row()]})
    for name in ("warfarin", "foo", "bar", "warfarin"):
        assert small.knows(name) is (name == "warfarin")
    assert small.look_up("warfarin") is small.look_up("warfarin")


def test_two_names_are_kept_side_by_side_and_a_third_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    small = read_medicines({"classes": {"anticoagulant": "x"}, "medicine": [row()]})
    looked, _ = small.look_up("warfarin"), small.look_up("foo")
    assert small.look_up("warfarin") is looked
    small.look_up("bar")
    assert small.look_up("warfarin") is not looked


def test_what_was_looked_up_is_no_part_of_a_catalogue() -> None:
    table = {"classes": {"anticoagulant": "x"}, "medicine": [row()]}
    used, fresh = read_medicines(table), read_medicines(table)
    assert used.knows("warfarin")
    assert used == fresh
    assert repr(used) == repr(fresh)


def row(**more: object) -> dict[str, object]:
    return {"name": "warfarin", "classes": ["anticoagulant"], "source": "WHO", **more}


def both(**more: object) -> dict[str, object]:
    return {"names": ["Both"], "parts": ["warfarin"], "source": "WHO", **more}


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


@pytest.mark.parametrize(
    ("combination", "path"),
    [
        (both(parts=[]), "medicines.combination[0].parts"),
        (both(parts=["foo"]), "medicines.combination[0].parts"),
        (both(names=["warfarin"]), "medicines.combination[0].name"),
        (both(source=""), "medicines.combination[0].source"),
        (both(brands=[]), "medicines.combination[0].brands"),
    ],
)
def test_a_bad_combination_is_named(combination: object, path: str) -> None:
    table = {"classes": {"anticoagulant": "x"}, "medicine": [row()], "combination": [combination]}
    with pytest.raises(PackTrouble) as caught:
        read_medicines(table)
    assert caught.value.path == path


def test_an_empty_list_knows_nothing() -> None:
    assert not read_medicines({"classes": {}, "medicine": []}).knows("warfarin")
