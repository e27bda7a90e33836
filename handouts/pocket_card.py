"""The pocket card: the danger signs on a sheet to be cut out and folded twice, passport size."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from handouts import blocks as b
from handouts.danger import danger_box
from handouts.danger_card import drawn_signs
from handouts.fit import refuse_unreviewed
from handouts.flow import Box, BoxStyle
from handouts.leaflet import Leaflet
from handouts.materials import Materials, PrintStamp
from handouts.setting import Setting, parts
from handouts.styles import INK, QUIET
from handouts.tags import artifact
from pathway.assessment import Assessment
from pathway.facts import Chart

PAD_EMS = 0.9
BESIDE = 2
"""Drawings beside each other in a panel."""
TOO_TALL = 2.0
"""A card whose panels overflow asks for so many times the room: it is set in smaller letters."""


def pocket_card(
    chart: Chart, assessment: Assessment | None, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the card for a chart cut at the day; like the danger card it fits every patient.

    ``Refused`` in a translation that no person has reviewed.
    """
    refuse_unreviewed(materials.words.tongue)
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    is_screened = assessment is not None and assessment.red_flags.screen_complete
    card = Leaflet("pocket_card", chart, on, is_screened, materials, stamp)
    return b.Document(card.say("title"), tuple(_blocks(card)))


def _blocks(card: Leaflet) -> Iterator[b.Block]:
    yield b.Paragraph(card.say("how"), strong=True)
    yield from card.closing()
    box = danger_box(card.chart, card.materials)
    *phones, began = box.fields.items
    say, *others = box.closing
    yield b.FoldedCard(
        front=(
            b.Banner(card.say("banner")),
            b.Paragraph(card.words.say("leaflets.shared.made_for", **_for_whom(card))),
            b.Paragraph(card.say("open")),
            b.Headline(say),
            b.Fields(tuple(phones), columns=1),
            *(b.Paragraph(line) for line in others),
        ),
        left=(b.Headline(box.heading), b.Paragraph(box.lead, strong=True), b.Bullets(box.signs)),
        right=tuple(b.Gallery(pair, BESIDE) for pair in _pairs(drawn_signs(card))),
        back=(
            b.Headline(card.words.say("leaflets.danger_card.go.heading")),
            b.Bullets(card.words.lines("leaflets.danger_card.go.lines")),
            b.Fields((began,), columns=1),
        ),
    )


def _pairs(drawn: tuple[b.Drawn, ...]) -> Iterator[tuple[b.Drawn, ...]]:
    for first in range(0, len(drawn), BESIDE):
        yield drawn[first : first + BESIDE]


def _for_whom(card: Leaflet) -> dict[str, str]:
    return {"date": card.words.day(card.on), "name": card.name}


class FoldedCard(Flowable):
    """Four panels as high as the room there is; the inner two stand on their heads for folding."""

    def __init__(self, panels: tuple[Box, Box, Box, Box]) -> None:
        super().__init__()
        self.front, self.left, self.right, self.back = panels

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return all the room there is, or more where a panel does not fit."""
        self.width, self.height = aW, aH
        self.across, self.tall = aW / 2, aH / 2
        panels = (self.front, self.left, self.right, self.back)
        highest = max(panel.wrapOn(self.canv, self.across, aH)[1] for panel in panels)
        if highest > self.tall:
            self.height = aH * TOO_TALL
        return self.width, self.height

    def draw(self) -> None:
        """Draw front, inside and back in reading order, then where to cut and to fold."""
        canvas: Canvas = self.canv
        self._put(self.front, self.across)
        canvas.saveState()
        canvas.translate(self.width, self.height)
        canvas.rotate(180)
        self._put(self.left, 0)
        self._put(self.right, self.across)
        canvas.restoreState()
        self._put(self.back, 0)
        with artifact(canvas):
            self._draw_lines(canvas)

    def _put(self, panel: Box, x: float) -> None:
        panel.drawOn(self.canv, x, self.tall - panel.height)

    def _draw_lines(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(INK)
        canvas.setDash(5, 3)
        canvas.rect(0, 0, self.width, self.height, fill=0)
        canvas.setStrokeColor(QUIET)
        canvas.setDash(1, 4)
        canvas.line(0, self.tall, self.width, self.tall)
        canvas.line(self.across, 0, self.across, self.height)
        canvas.restoreState()


@parts.register
def _folded_card(block: b.FoldedCard, at: Setting) -> list[Flowable]:
    style = BoxStyle(0, INK, at.looks.body * PAD_EMS)
    inner = replace(at, width=at.width / 2 - 2 * style.pad)
    front, left, right, back = (
        Box([part for part in inner.story(side) if not isinstance(part, CondPageBreak)], style)
        for side in (block.front, block.left, block.right, block.back)
    )
    return [FoldedCard((front, left, right, back))]
