"""Draws pictures onto sheets, and pages as they look: for eyes, and for tests that compare.

``python -m tests.handouts.drawnsheets FOLDER`` writes every drawing, and pages in grey, as PNG.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from handouts.build import build
from handouts.drawings.ink import Picture
from handouts.drawings.paint import paint, paint_labels
from handouts.drawings.people import people
from tests.handouts.made import STAGES, STAMP, WORDS, assessment, chart, materials

COLUMNS: Final = 4
WIDE: Final = 160.0
"""The width of a drawing on a sheet, in points: as it is printed."""
GAP: Final = 8.0
POINTS: Final = 72
GROUPS: Final = (
    "EX-L",
    "EX-C",
    "EX-G",
    "sleep",
    "sit",
    "lift",
    "heat",
    "danger",
    "nerve",
)


def named(group: str) -> tuple[str, ...]:
    """Return the names of the drawings whose name begins so."""
    return tuple(name for name in WORDS.poses.scenes if name.startswith(group))


def sheet(pictures: Sequence[Picture]) -> bytes:
    """Return a page with these pictures, each as wide as it is printed."""
    rows = [pictures[first : first + COLUMNS] for first in range(0, len(pictures), COLUMNS)]
    heights = [max(WIDE * p.frame.height / p.frame.width for p in row) + GAP for row in rows]
    out = io.BytesIO()
    size = COLUMNS * (WIDE + GAP) + GAP, sum(heights) + GAP
    canvas = Canvas(out, pagesize=size, invariant=1)
    said = {key.rpartition(".")[2]: WORDS.say(key) for key in _label_keys()}
    y = size[1]
    for row, height in zip(rows, heights, strict=True):
        y -= height
        for number, picture in enumerate(row):
            corner = GAP + number * (WIDE + GAP), y
            paint(canvas, picture, corner, WIDE)
            paint_labels(canvas, picture, said, "Helvetica-Bold", (corner, WIDE))
    canvas.save()
    return out.getvalue()


def grey(pdf: bytes, dots_per_inch: float = 100) -> list[Image.Image]:
    """Return the pages of a PDF as a black-and-white printer prints them."""
    pages = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dots_per_inch / POINTS).to_pil().convert("L") for page in pages]


def _label_keys() -> tuple[str, ...]:
    return tuple(key for key in WORDS.sentences if key.startswith("drawings.labels."))


def write_all(folder: Path) -> None:
    """Write every drawing and the pages of every sheet of exercises."""
    folder.mkdir(parents=True, exist_ok=True)
    for group in GROUPS:
        pictures = [WORDS.poses.picture(name) for name in named(group)]
        grey(sheet(pictures), 150)[0].save(folder / f"{group}.png")
    grey(sheet([people(count) for count in (4, 40, 63, 95)]))[0].save(folder / "people.png")
    for region in ("lumbar", "cervical", "unsure"):
        for stage in STAGES:
            made_with = materials()
            pdf = build("exercises", chart(region), assessment(stage), made_with, STAMP)
            for number, page in enumerate(grey(pdf), start=1):
                page.save(folder / f"page-{region}-{stage}-{number}.png")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
