"""Numbers of boxes: three digits, each for one code; what a sheet holds, and what it leaves out."""

from collections.abc import Mapping

import pytest

from pathway.boxes import Boxes, SheetKind, read_boxes, sheet_of
from pathway.catalogue import CatalogueTrouble
from pathway.coding import Code
from pathway.facts import Region
from tests.pathway.charts import guidelines
from tests.pathway.paperbooks import boxes, catalogue

FLAGS = guidelines().flags
EMPTY: dict[str, object] = {"flags": {}, "plain": {}, "sided": {}}
TABLE: dict[str, object] = {
    "flags": {"RF-C1": 101},
    "plain": {"pain.limb": 202},
    "sided": {"power": {"ankle_dorsiflexion": [427, 428]}},
}


def refused(table: Mapping[str, object]) -> str:
    with pytest.raises(CatalogueTrouble) as trouble:
        read_boxes(table, catalogue(), FLAGS)
    return trouble.value.place


def test_a_number_is_found_by_its_code_and_a_code_by_its_number() -> None:
    made = read_boxes(TABLE, catalogue(), FLAGS)
    assert made.codes[101] == Code("flag.RF-C1")
    assert made.number("pain.limb") == 202
    assert made.number("power.ankle_dorsiflexion", "right") == 428
    assert made.number("power.ankle_dorsiflexion") is None
    assert made.number("note") is None


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"flags": {"RF-XX": 101}}, "boxes.flag.RF-XX"),
        ({"flags": {"RF-C1": 7}}, "boxes.flag.RF-C1"),
        ({"flags": {"RF-C1": 1001}}, "boxes.flag.RF-C1"),
        ({"flags": {"RF-C1": True}}, "boxes.RF-C1"),
        ({"flags": None}, "boxes.flags"),
        ({"plain": {"nonsense": 101}}, "boxes.nonsense"),
        ({"plain": {"note": 101, "pain.limb": 101}}, "boxes.pain.limb"),
        ({"plain": {"note": "101"}}, "boxes.note"),
        ({"plain": []}, "boxes.plain"),
        ({"sided": {"power": {"calf": [101]}}}, "boxes.power.calf"),
        ({"sided": {"power": {"calf": 101}}}, "boxes.power.calf"),
        ({"sided": {"power": [101]}}, "boxes.power"),
    ],
)
def test_a_table_with_a_slip_is_refused_by_its_place(
    changed: dict[str, object], place: str
) -> None:
    assert refused({**EMPTY, **changed}) == place


@pytest.mark.parametrize("kind", ["intake", "examination"])
def test_without_numbers_a_sheet_has_no_headings(kind: SheetKind) -> None:
    assert sheet_of(kind, "lumbar", Boxes({}, {}), catalogue(), FLAGS) == ()


def test_a_sheet_has_lines_only_for_what_has_a_number() -> None:
    made = read_boxes(TABLE, catalogue(), FLAGS)
    intake = sheet_of("intake", "lumbar", made, catalogue(), FLAGS)
    told = [(part.heading, row.item, row.numbers) for part in intake for row in part.rows]
    assert told == [("flags:bladder_bowel", "flag.RF-C1", (101,)), ("pain", "pain.limb", (202,))]
    examined = sheet_of("examination", "lumbar", made, catalogue(), FLAGS)
    assert [row.numbers for part in examined for row in part.rows] == [(427, 428)]


def test_flags_are_asked_on_the_intake_only() -> None:
    examined = sheet_of("examination", "cervical", boxes(), catalogue(), FLAGS)
    assert examined
    assert not [part for part in examined if part.heading.startswith("flags:")]


@pytest.mark.parametrize("region", ["cervical", "lumbar"])
def test_a_sheet_asks_what_is_asked_in_its_region_and_nothing_twice(region: Region) -> None:
    parts = sheet_of("examination", region, boxes(), catalogue(), FLAGS)
    items = [row.item for part in parts for row in part.rows]
    assert len(items) == len(set(items))
    for item in items:
        assert region in catalogue().item(item).regions
