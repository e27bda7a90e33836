"""Lines of a sheet that is filled by hand: what is asked, and numbered boxes at the right."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from handouts.flow import Text
from handouts.signs import draw_tick_box
from handouts.styles import QUIET, RULE, Looks
from handouts.tags import Element, artifact
from pathway.sheets import Cell

NUMBER_EMS: Final = 2.3
SIDE_EMS: Final = 0.9
LETTER_EMS: Final = 2.0
ALONE_EMS: Final = 6.4
"""A box without a partner takes this much at least: the numbers stand in one column."""
BOX_EMS: Final = 2.2
LINE_EMS: Final = 5.2
LONG_EMS: Final = 16.0
SINCE_EMS: Final = 6.4
GAP_EMS: Final = 0.9
TICK: Final = 0.82
SMALL: Final = 0.8


class BoxCell:
    """One numbered box on its way to a page."""

    def __init__(self, cell: Cell, looks: Looks, since: str, sides: tuple[str, str]) -> None:
        self.cell = cell
        self.looks = looks
        self.since = since if cell.is_dated else ""
        self.side = "" if cell.side is None else sides[cell.side == "right"]

    @property
    def width(self) -> float:
        """Return the width that the box takes."""
        cell = self.cell
        ems = NUMBER_EMS + (SIDE_EMS if self.side else 0.0)
        ems += {
            "letters": LETTER_EMS * len(cell.letters),
            "box": BOX_EMS,
            "line": 0.0 if self.since else LINE_EMS,
            "long_line": LONG_EMS,
        }[cell.kind]
        ems += SINCE_EMS if self.since else 0.0
        least = 0.0 if self.side else NUMBER_EMS + ALONE_EMS
        return max(ems, least) * self.looks.body

    def draw(self, canvas: Canvas, x: float, y: float, element: Element) -> None:
        """Draw the box with its foot at y."""
        body = self.looks.body
        with element.content(canvas):
            canvas.setFillColor(QUIET)
            canvas.setFont(self.looks.faces.bold, body * SMALL)
            canvas.drawString(x, y, f"{self.cell.number}{self.side and ' ' + self.side}")
        x += (NUMBER_EMS + (SIDE_EMS if self.side else 0.0)) * body
        if self.cell.kind == "letters":
            for letter in self.cell.letters:
                self._draw_letter(canvas, x, y, (letter, element))
                x += LETTER_EMS * body
        elif self.cell.kind == "box":
            with artifact(canvas):
                canvas.setStrokeColor(QUIET)
                canvas.setLineWidth(0.9)
                canvas.rect(x, y - body * 0.32, body * (BOX_EMS - 0.4), body * 1.3, fill=0)
        elif not self.since:
            length = LINE_EMS if self.cell.kind == "line" else LONG_EMS
            self._draw_line(canvas, x, y, length * body)
        if self.since:
            self._draw_since(canvas, x, y, element)

    def _draw_letter(self, canvas: Canvas, x: float, y: float, said: tuple[str, Element]) -> None:
        body, (letter, element) = self.looks.body, said
        if letter:
            with element.content(canvas):
                canvas.setFillColor(QUIET)
                canvas.setFont(self.looks.faces.regular, body * SMALL)
                canvas.drawString(x, y, letter)
        with artifact(canvas):
            draw_tick_box(canvas, x + body * 0.65, y - body * 0.12, body * TICK)

    def _draw_since(self, canvas: Canvas, x: float, y: float, element: Element) -> None:
        body = self.looks.body
        with element.content(canvas):
            canvas.setFillColor(QUIET)
            canvas.setFont(self.looks.faces.regular, body * SMALL)
            canvas.drawString(x, y, self.since)
        said = canvas.stringWidth(self.since, self.looks.faces.regular, body * SMALL) + body * 0.3
        self._draw_line(canvas, x + said, y, SINCE_EMS * body - said)

    def _draw_line(self, canvas: Canvas, x: float, y: float, length: float) -> None:
        with artifact(canvas):
            canvas.setStrokeColor(QUIET)
            canvas.setLineWidth(0.8)
            canvas.line(x, y - self.looks.body * 0.2, x + length, y - self.looks.body * 0.2)


class BoxLine(Flowable):
    """What is asked, with its boxes at the right; a hair line beneath keeps the eye on the row."""

    def __init__(self, asked: Text, cells: Sequence[BoxCell], element: Element) -> None:
        super().__init__()
        self.asked = asked
        self.cells = cells
        self.element = element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of the text, or of a box where that is taller."""
        self.width = aW
        gap = GAP_EMS * self.cells[0].looks.body
        self.boxes = sum(cell.width for cell in self.cells) + gap * len(self.cells)
        self.room = aW - self.boxes
        self.asked_height = self.asked.wrapOn(self.canv, self.room, aH)[1]
        self.height = max(self.asked_height, self.cells[0].looks.body * 1.5) + gap * 0.5
        return aW, self.height

    def draw(self) -> None:
        """Draw the words, the boxes beside their first line, and the hair line."""
        looks = self.cells[0].looks
        self.asked.drawOn(self.canv, 0, self.height - self.asked_height)
        x = self.room + GAP_EMS * looks.body
        y = self.height - looks.body * 1.02
        for cell in self.cells:
            cell.draw(self.canv, x, y, self.element)
            x += cell.width + GAP_EMS * looks.body
        with artifact(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.3)
            self.canv.line(0, 0.5, self.width, 0.5)
