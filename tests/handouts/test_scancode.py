"""The square code of a handout: read from the rendered page by a reader of its own."""

from dataclasses import replace
from functools import partial
from typing import Final, get_args

import pypdfium2
import pytest
import zxingcpp

from handouts.build import build
from handouts.materials import HandoutKind
from handouts.scancode import LEAST_SIDE, CodeDrawing
from handouts.styles import Paper, Size
from handouts.tags import Tree
from pathway.facts import Chart, Region
from tests.handouts.made import STAMP, assessment, chart, materials, named

CODED: Final[tuple[HandoutKind, ...]] = ("care_plan", "exercises")
LONG: Final = "Wolfeschlegelsteinhausenbergerdorff"
PRINTED: Final = 150 / 72
"""As a worn printer shows it: 150 dots per inch."""


def read(content: bytes) -> list[str]:
    """Return what the square codes on the pages of a print say, as a telephone reads them."""
    return [one.text for one in codes(content) if one.format == zxingcpp.BarcodeFormat.QRCode]


def codes(content: bytes) -> list[zxingcpp.Barcode]:
    """Return every code on the pages of a print, also what only looks like one.

    Squares that stand in a row by chance may be read as a striped code: four letters in Codabar.
    """
    document = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=PRINTED).to_pil().convert("L") for page in document]
    document.close()
    return [found for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def made(kind: HandoutKind, whole: Chart, paper: Paper = "a4", size: Size = "standard") -> bytes:
    return build(kind, whole, assessment(), materials(paper, size), STAMP)


@pytest.mark.parametrize(
    ("kind", "region", "paper", "size"),
    [
        ("care_plan", "lumbar", "a4", "standard"),
        ("exercises", "cervical", "letter", "extra"),
        ("exercises", "unsure", "letter", "large"),
    ],
)
def test_it_says_who_when_which_exercises_and_when_to_get_help(
    kind: HandoutKind, region: Region, paper: Paper, size: Size
) -> None:
    (said,) = read(made(kind, chart(region), paper, size))
    assert "For Ruth Okafor. Made on 12 March 2026." in said
    assert "Hill Valley Clinic: 555 0100." in said
    assert "Exercises: EX-" in said
    assert said.endswith("Get help now.")
    assert "://" not in said


@pytest.mark.parametrize("name", ["Đặng", LONG, "O’Neill & <b>"])
def test_any_name_is_read_back(name: str) -> None:
    (said,) = read(made("exercises", named(chart(), name, LONG)))
    assert f"For {LONG} {name}." in said


def test_without_exercises_or_telephone_the_lines_are_left_out() -> None:
    whole = chart()
    held = replace(whole, patient=replace(whole.patient, family_name="", given_name=""))
    content = build("care_plan", held, assessment(), materials(blank=True), STAMP)
    (said,) = read(content)
    assert "NAME NOT RECORDED" in said
    assert ": ." not in said


def test_other_handouts_have_none() -> None:
    make = partial(made, whole=chart())
    others = [kind for kind in get_args(HandoutKind) if kind not in CODED]
    assert [one.text for kind in others for one in codes(make(kind))] == []


def test_it_is_at_least_25_millimetres_wide() -> None:
    code = CodeDrawing("x", Tree().root)
    assert code.module * len(code.rows) >= LEAST_SIDE - 1e-6
