"""Drawings and pages look as they did when somebody last looked at them, in grey as printed.

``FORAMEN_RENEW_PICTURES=1`` takes the references anew; what differs lies beside as NAME.actual.png.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageDraw

from handouts.build import build
from handouts.drawings.people import people
from handouts.styles import Size
from tests.desktop.likeness import WIDTH, Difference, difference
from tests.handouts.drawnsheets import GROUPS, grey, named, sheet
from tests.handouts.made import STAMP, WORDS, assessment, chart, materials

PICTURES: Final = Path(__file__).parent / "pictures"
RENEWING: Final = "FORAMEN_RENEW_PICTURES"
PAGES: Final = ("lumbar-a4-standard", "cervical-letter-standard", "cervical-a4-extra")
SHADES: Final = 40
MOST_IN_A_DRAWING: Final = 7.0
"""Lines on a pale ground: a hand that is gone changes its place less than a word would."""


def test_the_drawings_look_as_they_did() -> None:
    pictures = {name: drawings(name) for name in GROUPS}
    pictures["people"] = grey(sheet([people(count) for count in (4, 40, 63, 95)]))[0]
    compare({f"drawings-{name}": picture for name, picture in pictures.items()})


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_exercises_look_as_they_did(name: str) -> None:
    region, paper, size = name.split("-")
    made_with = materials("letter" if paper == "letter" else "a4", _size(size))
    whole = chart("cervical" if region == "cervical" else "lumbar")
    pages = grey(build("exercises", whole, assessment("subacute"), made_with, STAMP))
    compare({f"exercises-{name}-{number}": page for number, page in enumerate(pages[:3], 1)})


def _size(name: str) -> Size:
    return "extra" if name == "extra" else "standard"


def drawings(group: str) -> Image.Image:
    return grey(sheet([WORDS.poses.picture(name) for name in named(group)]))[0]


def small(picture: Image.Image) -> Image.Image:
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


def is_seen(name: str, apart: Difference) -> bool:
    is_other = name.startswith("drawings") and apart.most > MOST_IN_A_DRAWING
    return is_other or apart.is_seen()


def compare(pictures: dict[str, Image.Image]) -> None:
    found = []
    for name, picture in pictures.items():
        reference, beside = PICTURES / f"{name}.png", PICTURES / f"{name}.actual.png"
        beside.unlink(missing_ok=True)
        if os.environ.get(RENEWING):
            small(picture).quantize(SHADES, dither=Image.Dither.NONE).save(reference, optimize=True)
            continue
        with Image.open(reference) as kept:
            apart = difference(kept.convert("L"), small(picture))
        if is_seen(name, apart):
            small(picture).save(beside)
            found.append(f"{name}: {apart}: see {beside}")
    assert not found, "\n".join(found)


def test_the_references_are_small_and_each_is_used() -> None:
    kept = {path.stem for path in PICTURES.glob("*.png") if ".actual" not in path.name}
    drawn = {f"drawings-{name}" for name in (*GROUPS, "people")}
    pages = {f"exercises-{name}-{number}" for name in PAGES for number in (1, 2, 3)}
    assert kept == drawn | pages
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 800_000


def test_a_limb_that_is_gone_is_seen() -> None:
    with Image.open(PICTURES / "drawings-EX-L.png") as kept:
        whole = kept.convert("L")
    changed = whole.copy()
    ImageDraw.Draw(changed).rectangle((500, 330, 540, 360), fill=246)
    assert not is_seen("drawings-EX-L", difference(whole, whole.copy()))
    assert is_seen("drawings-EX-L", difference(whole, changed))
