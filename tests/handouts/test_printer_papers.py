"""Pages for a printer with a letterhead on its paper, and for one without colours."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from desktop.__main__ import main
from handouts.build import build, letter
from handouts.materials import HandoutKind, LetterKind, Materials
from handouts.styles import PageStyle
from pathway.prints import MOST_TOP_MM
from tests.handouts.drawnsheets import POINTS, grey
from tests.handouts.everyprint import HANDOUTS, LETTER_KINDS
from tests.handouts.made import STAMP, assessment, chart, flag, materials, said_yes
from tests.handouts.reading import pages_of

COLOURS: Final = frozenset({"rg", "RG", "k", "K", "sc", "scn", "SC", "SCN", "cs", "CS", "sh"})
MILLIMETRE: Final = POINTS / 25.4
CASE: Final = str(Path(__file__).parent.parent / "cases" / "v02-subacute-day-28.case.json")


def _with(page: PageStyle) -> Materials:
    return replace(materials(), page=page)


def _plan(page: PageStyle) -> bytes:
    return build("care_plan", chart(), assessment(), _with(page), STAMP)


def _letter(kind: LetterKind, page: PageStyle) -> bytes:
    concluded = assessment(flags=(flag("RF-C1"),))
    return letter(kind, said_yes(chart(), "RF-C1"), concluded, _with(page), STAMP)


def _operators(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        return {
            str(one.operator) for page in pages.pages for one in pikepdf.parse_content_stream(page)
        }


def _page(pdf: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()


def _free_millimetres(pdf: bytes) -> Iterator[float]:
    """Yield how much is free above the first line of each page."""
    for page in grey(pdf, POINTS):
        box = ImageOps.invert(page).getbbox()
        assert box is not None
        yield box[1] / MILLIMETRE


def test_grey_pages_have_no_colour_and_say_the_same() -> None:
    coloured, without = _plan(PageStyle()), _plan(PageStyle(is_grey=True))
    assert COLOURS & _operators(coloured)
    assert not COLOURS & _operators(without)
    assert pages_of(without) == pages_of(coloured)
    assert without == _plan(PageStyle(is_grey=True))


def test_grey_is_as_light_as_the_colour() -> None:
    coloured, without = _page(_plan(PageStyle())), _page(_plan(PageStyle(is_grey=True)))
    red, green, blue = without.convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    dark = without.convert("L").histogram()[:100]
    assert sum(dark) == pytest.approx(sum(coloured.convert("L").histogram()[:100]), rel=0.1)


@pytest.mark.parametrize("kind", ["emergency", "surgical_evaluation"])
def test_the_letterhead_moves_down_on_each_page_that_stands_upright(kind: LetterKind) -> None:
    usual, moved = _letter(kind, PageStyle()), _letter(kind, PageStyle(top_mm=40))
    first, across = next(_free_millimetres(usual)), 14.0
    free = list(_free_millimetres(moved))
    assert free[0] == pytest.approx(first + 40, abs=1.0)
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(moved)]
    for room, (width, height) in zip(free, sizes, strict=True):
        assert (room < across) == (width > height)


@pytest.mark.parametrize("kind", HANDOUTS)
def test_the_largest_letters_have_room_beneath_the_highest_letterhead(kind: HandoutKind) -> None:
    page = PageStyle("letter", "extra", top_mm=MOST_TOP_MM)
    pages = list(_free_millimetres(build(kind, chart(), assessment(), _with(page), STAMP)))
    assert min(pages) > MOST_TOP_MM


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_so_have_letters(kind: LetterKind) -> None:
    pages = list(_free_millimetres(_letter(kind, PageStyle("letter", top_mm=MOST_TOP_MM))))
    assert pages[0] > MOST_TOP_MM
    if kind in {"emergency", "urgent", "work_note"}:
        assert len(pages) == 1


def test_the_command_prints_for_such_a_printer(tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    words = ["handout", CASE, "--kind", "care_plan", "--on", "2026-02-12", "-o", str(out)]
    assert main([*words, "--grey", "--top-mm", "30"]) == 0
    assert not COLOURS & _operators(out.read_bytes())
    assert min(_free_millimetres(out.read_bytes())) > 30
    with pytest.raises(SystemExit):
        main([*words, "--top-mm", "61"])
