"""A second handout takes at most twice what plain ReportLab takes for its text and drawings."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from statistics import median
from time import thread_time
from typing import Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from handouts import blocks as b
from handouts.build import build
from handouts.care_plan import care_plan
from handouts.drawings.ink import Picture
from handouts.drawings.paint import paint
from handouts.exercise_sheet import exercise_sheet
from handouts.fonts import faces
from handouts.materials import HandoutKind
from handouts.scancode import CodeDrawing
from handouts.styles import LINE, MARGIN, Looks
from handouts.tags import Tree
from tests.handouts.made import FONTS, STAMP, assessment, chart, materials, named

MAKERS: Final = {"care_plan": care_plan, "exercises": exercise_sheet}
ROUNDS: Final = 9
MOST_TIMES: Final = 2.0
BODY: Final = 12.0
DRAWING: Final = 110.0


class PlainDrawing(Flowable):
    """The same drawing on a page, without tags and words."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        self.width = DRAWING
        self.height = DRAWING * picture.frame.height / picture.frame.width

    def draw(self) -> None:
        paint(self.canv, self.picture, (0, 0), self.width)


def parts_of(block: object) -> Iterator[str | Picture | CodeDrawing]:
    """Yield every text and every drawing of a block."""
    if isinstance(block, (str, Picture)):
        yield block
    elif isinstance(block, tuple):
        for part in block:
            yield from parts_of(part)
    elif isinstance(block, b.ScanCode):
        yield CodeDrawing(block.text, Tree().root)
        yield from parts_of(block.beside)
    elif isinstance(block, b.Drawn):
        yield from (block.picture, block.caption)
    elif is_dataclass(block):
        for one in fields(block):
            yield from parts_of(getattr(block, one.name))


def plain(document: b.Document) -> bytes:
    """Set the same text and drawings one beneath the other, untagged."""
    looks, out = Looks(faces(FONTS), BODY), BytesIO()
    style = ParagraphStyle(
        "plain", fontName=looks.faces.regular, fontSize=BODY, leading=BODY * LINE
    )
    story: list[Flowable] = []
    for part in parts_of(document.blocks):
        if isinstance(part, Picture):
            story.append(PlainDrawing(part))
        elif isinstance(part, str):
            story.append(Paragraph(looks.markup(part), style))
        else:
            story.append(part)
    SimpleDocTemplate(
        out,
        pagesize=materials().page.points,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
    ).build(story)
    return out.getvalue()


@pytest.mark.parametrize("kind", list(MAKERS))
def test_a_second_handout_takes_at_most_twice_the_plain_setting(
    kind: HandoutKind, benchmark: BenchmarkFixture
) -> None:
    document = MAKERS[kind](chart(), assessment(), materials(), STAMP)
    plain(document)
    build(kind, chart(), assessment(), materials(), STAMP)
    turns: list[tuple[float, float]] = []

    def set_both() -> None:
        another = named(chart(), f"Okafor{len(turns)}", "Ruth")
        begun = thread_time()
        plain(document)
        set_plainly = thread_time()
        build(kind, another, assessment(), materials(), STAMP)
        turns.append((thread_time() - set_plainly, set_plainly - begun))

    benchmark.pedantic(set_both, rounds=ROUNDS)
    ratio = median(ours / theirs for ours, theirs in turns)
    ours, theirs = (median(times) for times in zip(*turns, strict=True))
    benchmark.extra_info.update(
        ratio=round(ratio, 2), ours_seconds=round(ours, 3), plain_seconds=round(theirs, 3)
    )
    assert ratio <= MOST_TIMES, (ours, theirs)
