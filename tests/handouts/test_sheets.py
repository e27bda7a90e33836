"""Blank sheets: every box with its number, the same numbers as in the window, on both papers."""

from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.models.sheetbooks import sheet_books
from pathway.boxes import Boxes, SheetKind, read_boxes, sheet_of
from pathway.catalogue import CatalogueTrouble, read_catalogue
from pathway.coding import Code
from pathway.facts import Region
from pathway.guidelines import read_guidelines
from pathway.sheets import FLAG_LETTERS, printed_sheet
from resources import box_table, catalogue_tables, pack_tables
from tests.handouts.reading import pages_of

GUIDELINES = read_guidelines(pack_tables())
CATALOGUE = read_catalogue(catalogue_tables())
BOOKS = sheet_books(GUIDELINES, "en")
REGIONS: tuple[Region, ...] = ("cervical", "lumbar", "thoracic", "unsure")
FIRST = {
    101: Code("flag.RF-C1"),
    144: Code("flag.RF-T6"),
    201: Code("pain.spine"),
    301: Code("pain_map.neck", "left"),
    427: Code("power.ankle_dorsiflexion", "left"),
    428: Code("power.ankle_dorsiflexion", "right"),
    511: Code("reflex.ankle", "left"),
    531: Code("test.slr", "left"),
}


def test_numbers_stay_what_they_were() -> None:
    assert {number: BOOKS.boxes.codes[number] for number in FIRST} == FIRST


@pytest.mark.parametrize("group", ["power", "reflex", "test", "sensation", "pain_map"])
def test_everything_that_is_looked_at_has_a_box_on_each_side(group: str) -> None:
    for item in CATALOGUE.group(group):
        assert BOOKS.boxes.number(item.code, "left"), item.code
        assert BOOKS.boxes.number(item.code, "right"), item.code


@pytest.mark.parametrize("kind", ["intake", "examination"])
def test_without_boxes_a_sheet_has_no_headings(kind: SheetKind) -> None:
    assert sheet_of(kind, "lumbar", Boxes({}, {}), CATALOGUE, GUIDELINES.flags) == ()


@pytest.mark.parametrize("region", REGIONS)
def test_every_red_flag_that_is_asked_in_a_region_is_on_its_sheet(region: Region) -> None:
    sheet = printed_sheet("intake", region, BOOKS)
    cells = [cell for card in sheet.cards for line in card.lines for cell in line.cells]
    codes = {BOOKS.boxes.codes[cell.number].item for cell in cells}
    asked = {
        f"flag.{item.id}"
        for group in GUIDELINES.flags.interview(region)
        for item in group.items
        if item.is_asked
    }
    assert asked <= codes
    assert all(cell.letters in {FLAG_LETTERS, ("y", "n"), ("",), ()} for cell in cells)


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"flags": {"RF-XX": 101}, "plain": {}, "sided": {}}, "boxes.flag.RF-XX"),
        ({"flags": {"RF-C1": 7}, "plain": {}, "sided": {}}, "boxes.flag.RF-C1"),
        ({"flags": {"RF-C1": 101}, "plain": {"note": 101}, "sided": {}}, "boxes.note"),
        ({"flags": {}, "plain": {}, "sided": {"power": {"x": [1]}}}, "boxes.power.x"),
        ({"flags": {}, "plain": {"note": "a"}, "sided": {}}, "boxes.note"),
        ({"flags": {}, "plain": {}}, "boxes.sided"),
    ],
)
def test_a_table_with_a_slip_is_refused_by_its_place(table: dict[str, object], place: str) -> None:
    with pytest.raises(CatalogueTrouble) as refused:
        read_boxes(table, CATALOGUE, GUIDELINES.flags)
    assert refused.value.place == place


def test_no_number_is_given_twice() -> None:
    boxes = read_boxes(box_table(), CATALOGUE, GUIDELINES.flags)
    assert len(boxes.codes) == len(boxes.numbers)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", ["intake", "examination"])
def test_a_sheet_is_written_with_all_its_numbers(paper: str, kind: str, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    asked = ["sheet", "--kind", kind, "--region", "lumbar", "--paper", paper, "-o", str(out)]
    assert main(asked) == 0
    pages = pages_of(out.read_bytes())
    words = {word for page in pages for word in page.split()}
    sheet = printed_sheet("intake" if kind == "intake" else "examination", "lumbar", BOOKS)
    numbers = {
        str(cell.number) for card in sheet.cards for line in card.lines for cell in line.cells
    }
    assert numbers <= words
    assert all("Name" in page and f"of {len(pages)}" in page for page in pages)
    assert not any("DRAFT" in page for page in pages)
    assert b"/StructTreeRoot" in out.read_bytes()


def test_an_unknown_region_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["sheet", "--kind", "intake", "--region", "knee", "-o", str(tmp_path / "x.pdf")])
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
