"""Rows about several people: who, how to reach them, why; and boxes to tick and fill by hand."""

from collections.abc import Iterable
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.flow import CAPITAL_MIDDLE, Text, text_of
from handouts.setting import Setting, parts
from handouts.signs import draw_tick_box, draw_warning
from handouts.styles import ALARM, INK, QUIET, RULE, Looks
from handouts.tags import Element, artifact

NUMBER_EMS: Final = 3.0
BOXES_PART: Final = 0.45
"""The part of the width that boxes take at the right."""
GAP_EMS: Final = 0.9
SMALL: Final = 0.86
TICK: Final = 0.95
IN_A_LINE: Final = 3
"""Boxes to tick side by side; in large print one fewer."""
LARGEST_SIDE_BY_SIDE: Final = 14.0
LINE_EMS: Final = 1.6
"""The height of a line that is filled by hand."""


class CallRow(Flowable):
    """One person: texts at the left, boxes at the right, a hair line beneath."""

    def __init__(self, row: b.CallRow, looks: Looks, element: Element) -> None:
        super().__init__()
        self.row = row
        self.looks = looks
        label, body = element.add("Lbl"), element.add("LBody")
        self.number = text_of(looks.markup(row.number), looks.style(1.0, bold=True), label)
        self.texts = self._texts(body)
        self.boxes = body
        self.columns = IN_A_LINE - (looks.body > LARGEST_SIDE_BY_SIDE)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of the texts, or of the boxes where those are taller."""
        body = self.looks.body
        self.width = aW
        self.left = NUMBER_EMS * body
        self.boxes_width = aW * BOXES_PART if self.row.ticks else 0.0
        room = aW - self.left - self.boxes_width - (GAP_EMS * body if self.row.ticks else 0.0)
        self.number.wrapOn(self.canv, self.left, aH)
        self.heights = [text.wrapOn(self.canv, room, aH)[1] for text in self.texts]
        lines = -(-len(self.row.ticks) // self.columns) + len(self._blank_lines())
        self.height = max(sum(self.heights), lines * LINE_EMS * body) + 0.75 * body
        return aW, self.height

    def draw(self) -> None:
        """Draw the number, the texts, the boxes, and the line that keeps the eye on the row."""
        body = self.looks.body
        y = self.height - 0.2 * body
        self.number.drawOn(self.canv, 0, y - self.number.height)
        if self.row.is_danger:
            with artifact(self.canv):
                middle = y - body * CAPITAL_MIDDLE
                draw_warning(self.canv, 1.55 * body, middle - body * 0.6, body * 1.2, ALARM)
        for text, height in zip(self.texts, self.heights, strict=True):
            y -= height
            text.drawOn(self.canv, self.left, y)
        if self.row.ticks:
            self._draw_boxes(self.width - self.boxes_width)
        with artifact(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.4)
            self.canv.line(0, 0.15 * body, self.width, 0.15 * body)

    def _texts(self, element: Element) -> list[Text]:
        looks, row = self.looks, self.row
        small = looks.style(SMALL, colour=INK)
        told = [
            (looks.markup(row.name), looks.style(1.0, bold=True)),
            (looks.markup(row.identity), looks.style(SMALL, colour=QUIET)),
            *((looks.labelled(*line), small) for line in row.labelled),
            *((looks.markup(line), small) for line in row.lines),
        ]
        return [text_of(markup, style, element) for markup, style in told if markup]

    def _draw_boxes(self, x: float) -> None:
        body = self.looks.body
        step = self.boxes_width / self.columns
        y = self.height - 1.05 * body
        for place, said in enumerate(self.row.ticks):
            if place and place % self.columns == 0:
                y -= LINE_EMS * body
            self._draw_tick(x + place % self.columns * step, y, said)
        for blanks in self._blank_lines():
            y -= LINE_EMS * body
            self._draw_blanks(x, y, blanks)

    def _draw_tick(self, x: float, y: float, said: str) -> None:
        size = self.looks.body * TICK
        with artifact(self.canv):
            draw_tick_box(self.canv, x, y - size * 0.15, size)
        self._write(x + size * 1.35, y, said)

    def _blank_lines(self) -> list[tuple[str, ...]]:
        """Return what is written by hand: short things in pairs, the last over the whole width.

        In large print each has a line of its own.
        """
        *short, last = self.row.blanks or ("",)
        step = self.columns - 1
        pairs = [tuple(short[at : at + step]) for at in range(0, len(short), step)]
        return [*pairs, (last,)] if last else pairs

    def _draw_blanks(self, x: float, y: float, blanks: tuple[str, ...]) -> None:
        step = self.boxes_width / len(blanks)
        starts = [x + place * step for place in range(len(blanks))]
        for start, said in zip(starts, blanks, strict=True):
            end = start + step
            width = self._write(start, y, said)
            with artifact(self.canv):
                self.canv.setStrokeColor(QUIET)
                self.canv.setLineWidth(0.8)
                foot = y - self.looks.body * 0.2
                line = start + width + self.looks.body * 0.3
                self.canv.line(line, foot, end - self.looks.body * 0.4, foot)

    def _write(self, x: float, y: float, said: str) -> float:
        """Write a word beside a box; return how wide it is."""
        canvas: Canvas = self.canv
        face, size = self.looks.faces.regular, self.looks.body * SMALL
        printable = self.looks.faces.printable(said)
        with self.boxes.content(canvas):
            canvas.setFillColor(QUIET)
            canvas.setFont(face, size)
            canvas.drawString(x, y, printable)
        return float(canvas.stringWidth(printable, face, size))


def call_list(rows: Iterable[b.CallRow]) -> b.CallList:
    """Return people one beneath the other, as a block that this module can set."""
    return b.CallList(tuple(rows))


@parts.register
def _call_list(block: b.CallList, at: Setting) -> list[Flowable]:
    listed = at.parent.add("L")
    return [CallRow(row, at.looks, listed.add("LI")) for row in block.rows]
