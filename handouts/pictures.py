"""Drawings on a page: tagged figures with their words, side by side, and the week to tick."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from handouts.blocks import Drawn
from handouts.drawings.paint import paint, paint_labels
from handouts.flow import Text, text_of
from handouts.signs import draw_tick_box
from handouts.styles import ACCENT, INK, QUIET, RULE, Looks
from handouts.tags import Element, artifact

SMALL: Final = 0.86
BETWEEN: Final = 1.1
"""The room between two drawings, in sizes of the text; a sign of the direction stands in it."""
FIRST: Final = 0.3
"""The part of a grid that its first column takes."""


class Drawings(Flowable):
    """Drawings of the same size side by side, each with its words beneath, in one piece."""

    def __init__(
        self, drawn: Sequence[Drawn], looks: Looks, element: Element, widest: float
    ) -> None:
        super().__init__()
        self.drawn = drawn
        self.looks = looks
        self.widest = widest
        self.is_motion = True  # from the first drawing to the second
        self.figures: list[Element] = []
        self.captions: list[Text | None] = []
        style = looks.style(SMALL, bold=True, colour=QUIET)
        for one in drawn:
            figure = element.add("Figure")
            figure.alt = one.alt
            self.figures.append(figure)
            words = looks.markup(one.caption)
            self.captions.append(text_of(words, style, element.add("P")) if words else None)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size: as wide as the drawings need, at most as wide as there is room."""
        count, self.gap = len(self.drawn), self.looks.body * BETWEEN
        self.tile = min(self.widest, (aW - self.gap * (count - 1)) / count)
        heights = [
            caption.wrapOn(self.canv, self.tile, aH)[1] for caption in self.captions if caption
        ]
        self.foot = max(heights, default=0.0) + (self.looks.body * 0.25 if heights else 0.0)
        self.tall = max(
            self.tile * one.picture.frame.height / one.picture.frame.width for one in self.drawn
        )
        self.width = count * self.tile + (count - 1) * self.gap
        self.height = self.tall + self.foot
        return self.width, self.height

    def draw(self) -> None:
        """Draw each figure, the sign between two, and the words beneath."""
        faces = self.looks.faces
        for number, one in enumerate(self.drawn):
            x, caption = number * (self.tile + self.gap), self.captions[number]
            with self.figures[number].content(self.canv):
                paint(self.canv, one.picture, (x, self.foot), self.tile)
                if one.labels:
                    place = (x, self.foot), self.tile
                    paint_labels(self.canv, one.picture, one.labels, faces.bold, place)
            if number == 1 and self.is_motion:
                with artifact(self.canv):
                    self._draw_sign(x - self.gap / 2)
            if caption:
                caption.drawOn(self.canv, x, self.foot - caption.height - self.looks.body * 0.15)

    def _draw_sign(self, x: float) -> None:
        """Draw an angle that points from one drawing to the next."""
        size, y = self.gap * 0.26, self.foot + self.tall / 2
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(self.gap * 0.16)
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        path = self.canv.beginPath()
        path.moveTo(x - size * 0.5, y + size)
        path.lineTo(x + size * 0.5, y)
        path.lineTo(x - size * 0.5, y - size)
        self.canv.drawPath(path, stroke=1, fill=0)


class Beside(Flowable):
    """Drawings at the left and words at their right, top to top, in one piece."""

    def __init__(self, left: Flowable, right: Flowable, gap: float) -> None:
        super().__init__()
        self.left, self.right, self.gap = left, right, gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of the taller one."""
        self.width = aW
        wide, self.left_height = self.left.wrapOn(self.canv, aW, aH)
        self.right_at = wide + self.gap
        self.right_height = self.right.wrapOn(self.canv, aW - self.right_at, aH)[1]
        self.height = max(self.left_height, self.right_height)
        return aW, self.height

    def draw(self) -> None:
        """Draw the left, then the right."""
        self.left.drawOn(self.canv, 0, self.height - self.left_height)
        self.right.drawOn(self.canv, self.right_at, self.height - self.right_height)


class GridRow(Flowable):
    """A row of a table: its heading, then a cell for each day: words, or a box."""

    def __init__(
        self, head: Text, cells: Sequence[Text | None], looks: Looks, is_open: bool
    ) -> None:
        super().__init__()
        self.head = head
        self.cells = cells
        self.looks = looks
        self.is_open = is_open

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the height of the heading or of a box, whichever is taller."""
        self.width, self.first = aW, aW * FIRST
        self.cell = (aW - self.first) / len(self.cells)
        pad = self.looks.body * 0.35
        self.head_height = self.head.wrapOn(self.canv, self.first - pad, aH)[1]
        heights = [cell.wrapOn(self.canv, self.cell, aH)[1] for cell in self.cells if cell]
        box = 0.0 if heights else min(self.cell * 0.7, self.looks.body * 1.7)
        self.height = max(self.head_height, box, *heights, 0.0) + 2 * pad
        return aW, self.height

    def draw(self) -> None:
        """Draw the line above, the heading and the cells."""
        with artifact(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, self.height, self.width, self.height)
        self.head.drawOn(self.canv, 0, (self.height - self.head_height) / 2)
        for number, cell in enumerate(self.cells):
            x = self.first + number * self.cell
            if cell:
                cell.drawOn(self.canv, x, (self.height - cell.height) / 2)
            else:
                with artifact(self.canv):
                    self._draw_box(x)

    def _draw_box(self, x: float) -> None:
        """Draw a box to tick, or an open one to write a number into."""
        size = min(self.cell * 0.5, self.looks.body * 1.15)
        if not self.is_open:
            draw_tick_box(self.canv, x + (self.cell - size) / 2, (self.height - size) / 2, size)
            return
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.9)
        foot = self.height * 0.24
        self.canv.line(x + self.cell * 0.18, foot, x + self.cell * 0.82, foot)


def fitting(words: Sequence[str], looks: Looks, room: float) -> float:
    """Return the size at which the widest of these words fits, in sizes of the text."""
    widest = max(stringWidth(looks.faces.printable(word), looks.faces.bold, 1.0) for word in words)
    return min(1.0, room / (widest * looks.body))
