"""The red-flag book that ships, its words, and what is said when a book is wrong."""

import copy
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import resources
from pathway.facts import Region
from pathway.flagbook import REGIONS, read_flagbook
from pathway.packtable import PackTrouble
from tests.pathway.charts import guidelines

PACK = Path(resources.__file__).parent / "packs" / "foramen-2026"
TABLE = tomllib.loads((PACK / "red_flags.toml").read_text("utf-8"))
WORDS = tomllib.loads((PACK / "red_flags.en.toml").read_text("utf-8"))
BOOK = guidelines().flags
CATALOGUE = resources.catalogue_tables()["catalogue"]

ALL_IDS = (
    [f"RF-C{n}" for n in range(1, 10)]
    + [f"RF-N{n}" for n in range(1, 8)]
    + [f"RF-M{n}" for n in range(1, 11)]
    + [f"RF-T{n}" for n in range(1, 7)]
    + [f"RF-I{n}" for n in range(1, 6)]
    + [f"RF-F{n}" for n in range(1, 5)]
    + [f"RF-V{n}" for n in range(1, 7)]
    + ["RF-A1"]
    + [f"RF-P{n}" for n in range(1, 7)]
)


def test_every_item_is_in_the_book_in_the_order_of_its_id() -> None:
    assert list(BOOK.items) == ALL_IDS


def test_what_kind_each_item_is() -> None:
    kinds = {item.id: item.kind for item in BOOK.items.values()}
    computed = {f"RF-N{n}" for n in (1, 2, 4, 5, 6, 7)} | {"RF-T4", "RF-T5", "RF-P4", "RF-P5"}
    signs = {"RF-C8", "RF-M6", "RF-M7", "RF-M8", "RF-M9", "RF-F4"}
    numbers = {"RF-C9", "RF-M10"}
    for flag_id, kind in kinds.items():
        expected = (
            "computed" if flag_id in computed
            else "sign" if flag_id in signs
            else "number" if flag_id in numbers
            else "answer"
        )  # fmt: skip
        assert kind == expected, flag_id


def test_optional_items_are_offered_and_may_stay_blank() -> None:
    offered = {i.id for group in BOOK.interview("lumbar") for i in group.items}
    optional = {"A1", "F4", "P2", "P3", "P6", "V5", "C8", "C9", "M6", "M7", "M8", "M9", "M10"}
    assert {f"RF-{item}" for item in optional} <= offered
    assert all(BOOK.is_optional(f"RF-{item}", "lumbar") for item in optional)
    assert not BOOK.is_optional("RF-V6", "lumbar")
    assert not BOOK.is_optional("RF-C1", "cervical")
    assert BOOK.is_optional("RF-M1", "lumbar")


@pytest.mark.parametrize("region", REGIONS)
def test_the_interview_asks_each_item_of_a_region_once(region: Region) -> None:
    asked = [item.id for group in BOOK.interview(region) for item in group.items]
    assert len(asked) == len(set(asked))
    wanted = {
        i.id
        for i in BOOK.items.values()
        if region in i.mandatory or region in i.mandatory_if or region in i.optional
    }
    assert set(asked) == wanted


def test_the_interview_begins_with_what_is_most_urgent_in_the_region() -> None:
    assert BOOK.interview("lumbar")[0].id == "bladder_bowel"
    assert BOOK.interview("cervical")[0].id == "vessels"


def test_the_interview_holds_no_computed_item() -> None:
    asked = [i for r in REGIONS for g in BOOK.interview(r) for i in g.items]
    assert all(item.is_asked for item in asked)


def test_a_family_is_known_even_of_an_item_that_is_not() -> None:
    assert BOOK.family_of("RF-M10") == "M"
    assert BOOK.family_of("RF-C77") == "C"


def test_the_places_of_the_book_are_those_of_the_catalogue() -> None:
    zones = {zone for places in CATALOGUE["zones"].values() for zone in places}  # type: ignore[attr-defined]
    muscles = CATALOGUE["sided"]["power"]["by_region"]  # type: ignore[index]
    reflexes = CATALOGUE["sided"]["reflex"]["by_region"]  # type: ignore[index]
    book = BOOK.zones
    assert book.arm | book.leg | book.near_leg | book.saddle <= zones
    assert set(BOOK.muscles) == {name for names in muscles.values() for name in names}
    assert BOOK.leg_reflexes == set(reflexes["lumbar"])
    legs = {name for name, muscle in BOOK.muscles.items() if muscle.limb == "leg"}
    assert legs == set(muscles["lumbar"])


def test_the_illnesses_of_the_book_are_those_of_the_catalogue() -> None:
    known = set(CATALOGUE["conditions"]["codes"])  # type: ignore[index]
    own = BOOK.conditions
    assert own.cancer | own.weak_immunity | own.weak_bone | own.steroid | own.bleeding <= known


def test_every_source_is_in_the_pack() -> None:
    for item in BOOK.items.values():
        assert set(item.sources) <= set(guidelines().sources), item.id


def test_the_stages_of_the_screen_are_those_of_the_clock() -> None:
    limits = guidelines().thresholds
    assert BOOK.rescreen.acute_last_day == limits.subacute_from_days - 1
    assert BOOK.rescreen.subacute_last_day == limits.chronic_from_days - 1
    assert BOOK.limits.adult_age_years == limits.adult_years
    assert BOOK.limits.better_percent == limits.response_percent
    assert BOOK.limits.better_points == limits.response_drop_points
    assert BOOK.limits.better_from_points == limits.response_drop_from_points


# ---------------------------------------------------------------- words


def emitted() -> set[str]:
    variants = {
        item.id if variant == "yes" else f"{item.id}.{variant}"
        for item in BOOK.items.values()
        for variant in item.levels
    }
    return variants | {"FLAG-ON-FILE", "RF-I3", "RF-P4.with_emergency"}


def test_every_reason_has_its_sentence_and_every_sentence_its_reason() -> None:
    timing = resources.words_tables("en")["timing"]["says"]
    assert isinstance(timing, dict)
    said = set(WORDS["says"])
    assert emitted() - said <= set(timing)
    assert said <= emitted()


def test_every_item_that_is_asked_has_a_question() -> None:
    assert set(WORDS["questions"]) == {i.id for i in BOOK.items.values() if i.is_asked}
    assert set(WORDS["help"]) <= set(BOOK.items)


def test_every_item_has_a_name_of_at_most_six_words() -> None:
    assert set(WORDS["short"]) == set(BOOK.items)
    assert not [text for text in WORDS["short"].values() if len(text.split()) > 6]
    assert len(set(WORDS["short"].values())) == len(BOOK.items)


def test_levels_destinations_families_and_groups_have_names() -> None:
    assert set(WORDS["levels"]) == {"emergency", "same_day", "urgent", "routine", "none"}
    assert set(WORDS["destination"]) == set(BOOK.destinations)
    assert set(WORDS["families"]) == {item.family for item in BOOK.items.values()}
    assert set(WORDS["groups"]) == set(TABLE["groups"])


def test_questions_to_the_patient_are_short() -> None:
    told = (t for i, t in WORDS["questions"].items() if BOOK.items[i].kind == "answer")
    assert max(len(text.split()) for text in told) <= 30


def test_questions_never_promise_a_diagnosis() -> None:
    text = " ".join(WORDS["questions"].values()).lower()
    assert not re.search(r"percent|%|probab", text)


# ---------------------------------------------------------------- a wrong book


def changed(path: str, value: object) -> dict[str, Any]:
    table = copy.deepcopy(TABLE)
    *way, last = path.split("/")
    place = table
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return table


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("limits/cauda_new_days", "84", "limits.cauda_new_days"),
        ("limits/cauda_new_days", -1, "limits.cauda_new_days"),
        ("limits/cauda_new_days", True, "limits.cauda_new_days"),
        ("limits/cauda_new_days", 84.5, "limits.cauda_new_days"),
        ("limits/cauda_new_days", None, "limits.cauda_new_days"),
        ("limits/fever_celsius", "38", "limits.fever_celsius"),
        ("limits/colour", 3, "limits.colour"),
        ("rescreen/subacute_last_day", 20, "rescreen.subacute_last_day"),
        ("items/RF-C1/kind", "guess", "items.RF-C1.kind"),
        ("items/RF-C1/level", "red", "items.RF-C1.level"),
        ("items/RF-C1/levels", {"yes": "red"}, "items.RF-C1.levels.yes"),
        ("items/RF-C1/destination", "home", "items.RF-C1.destination"),
        ("items/RF-C1/mandatory", ["knee"], "items.RF-C1.mandatory"),
        ("items/RF-C1/mandatory", ["lumbar", "lumbar"], "items.RF-C1.mandatory"),
        ("items/RF-C1/mandatory_if", {"cervical": "x"}, "items.RF-C1.mandatory_if.cervical"),
        ("items/RF-C1/mandatory_if", {"knee": "x"}, "items.RF-C1.mandatory_if.knee"),
        ("items/RF-C1/sources", [], "items.RF-C1.sources"),
        ("items/RF-C1/sources", "GIRFT23", "items.RF-C1.sources"),
        ("items/RF-C1/private", "yes", "items.RF-C1.private"),
        ("items/RF-C1/colour", "red", "items.RF-C1.colour"),
        ("items/RF-C1/accuracy", [{"study": 3}], "items.RF-C1.accuracy[0].study"),
        ("items/RF-Z1", {}, "items.RF-Z1.id"),
        ("items/RF-C1", "red", "items.RF-C1"),
        ("muscles/hip_flexion", {"limb": "tail", "roots": ["L1"]}, "muscles.hip_flexion.limb"),
        ("muscles/hip_flexion", {"limb": "leg"}, "muscles.hip_flexion.roots"),
        ("destinations/order", ["obstetrics"], "destinations.order"),
        ("groups/weakness", [], "groups.RF-N3"),
        ("groups/weakness", ["RF-X1"], "groups.weakness"),
        ("interview/lumbar", ["weakness"], "interview.lumbar"),
        ("interview/lumbar", ["nonsense"], "interview.lumbar"),
        ("zones/leg", 3, "zones.leg"),
        ("conditions/thinner_class", 3, "conditions.thinner_class"),
        ("colour", {}, "colour"),
        ("items", None, "items"),
    ],
)  # fmt: skip
def test_a_wrong_book_is_refused_by_its_key(path: str, value: object, said: str) -> None:
    with pytest.raises(PackTrouble) as caught:
        read_flagbook(changed(path, value))
    assert caught.value.path == f"red_flags.{said}"
    assert caught.value.expected


def test_the_document_tells_every_item_with_its_sources() -> None:
    page = (Path(resources.__file__).parent.parent / "docs" / "red-flags.md").read_text("utf-8")
    for item in BOOK.items.values():
        row = next(line for line in page.splitlines() if line.startswith(f"| {item.id} |"))
        assert WORDS["short"][item.id] in row
        assert all(source in row for source in item.sources)
