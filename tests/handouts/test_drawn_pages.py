"""Drawings and pages look as they did when somebody last looked at them, in grey as printed.

``FORAMEN_RENEW_PICTURES=1`` takes the references anew; what differs lies beside as NAME.actual.png.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageDraw

from handouts.build import build, letter
from handouts.drawings.people import people
from handouts.materials import Materials
from handouts.styles import Size
from tests.desktop.likeness import WIDTH, Difference, difference
from tests.handouts.drawnsheets import GROUPS, grey, named, sheet
from tests.handouts.everyprint import HANDOUTS, LETTER_KINDS
from tests.handouts.made import STAMP, WORDS, assessment, chart, flag, materials, said_yes

PICTURES: Final = Path(__file__).parent / "pictures"
RENEWING: Final = "FORAMEN_RENEW_PICTURES"
PAGES: Final = ("lumbar-a4-standard", "cervical-letter-standard", "cervical-a4-extra")
OTHERS: Final = tuple(kind for kind in HANDOUTS if kind != "exercises")
KINDS_OF_PAGES: Final = (
    *(f"{kind}-{form}" for kind in OTHERS for form in ("a4-standard", "letter-extra")),
    *(f"{kind}-{paper}-standard" for kind in LETTER_KINDS for paper in ("a4", "letter")),
)
FIRST_PAGES: Final = {"surgery_choice": 2, "surgical_evaluation": 3}
"""Of what has other things to show than words on its later pages."""
SHADES: Final = 40
PAGE_SHADES: Final = 16
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


@pytest.mark.parametrize("name", KINDS_OF_PAGES)
def test_the_first_pages_of_every_handout_and_letter_look_as_they_did(name: str) -> None:
    kind, paper, size = name.split("-")
    made_with = materials("letter" if paper == "letter" else "a4", _size(size))
    pages = grey(_made(kind, made_with))[: FIRST_PAGES.get(kind, 1)]
    compare({f"{name}-{number}": page for number, page in enumerate(pages, 1)}, PAGE_SHADES)


def _made(kind: str, made_with: Materials) -> bytes:
    """Return a handout of an ordinary problem, or a letter about a danger sign."""
    for handout in HANDOUTS:
        if handout == kind:
            return build(handout, chart(), assessment(), made_with, STAMP)
    (letter_kind,) = (one for one in LETTER_KINDS if one == kind)
    concluded = assessment(flags=(flag("RF-C1"),))
    return letter(letter_kind, said_yes(chart(), "RF-C1"), concluded, made_with, STAMP)


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


def compare(pictures: dict[str, Image.Image], shades: int = SHADES) -> None:
    found = []
    for name, picture in pictures.items():
        reference, beside = PICTURES / f"{name}.png", PICTURES / f"{name}.actual.png"
        beside.unlink(missing_ok=True)
        if os.environ.get(RENEWING):
            small(picture).quantize(shades, dither=Image.Dither.NONE).save(reference, optimize=True)
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
    others = {
        f"{name}-{number}"
        for name in KINDS_OF_PAGES
        for number in range(1, FIRST_PAGES.get(name.partition("-")[0], 1) + 1)
    }
    assert kept == drawn | pages | others
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 3_000_000


def test_a_limb_that_is_gone_is_seen() -> None:
    with Image.open(PICTURES / "drawings-EX-L.png") as kept:
        whole = kept.convert("L")
    changed = whole.copy()
    ImageDraw.Draw(changed).rectangle((500, 330, 540, 360), fill=246)
    assert not is_seen("drawings-EX-L", difference(whole, whole.copy()))
    assert is_seen("drawings-EX-L", difference(whole, changed))
