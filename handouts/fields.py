"""Named values side by side, with lines to write on where a value is missing."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from handouts.blocks import Field
from handouts.flow import text_of
from handouts.styles import QUIET, Looks
from handouts.tags import Element, artifact

NO_BREAK: Final = "\u00a0"
"""A telephone number or a date is read in one piece."""
SHORTEST_LINE: Final = 0.38
"""A line to write on is at least this part of its cell, or it goes below its label."""


class FieldCell(Flowable):
    """One label with its value, or with a line to write on."""

    def __init__(self, field: Field, looks: Looks, element: Element) -> None:
        super().__init__()
        self.looks = looks
        self.is_blank = not field.value
        unbroken = looks.markup(field.value).replace(" ", NO_BREAK)
        value = f" <b>{unbroken}</b>" if field.value else ""
        markup = (
            f'<font color="{QUIET.hexval().replace("0x", "#")}">{looks.markup(field.label)}</font>'
        )
        self.text = text_of(markup + value, looks.text, element.add("P")) if field.label else None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of the label with its value or line."""
        self.width = aW
        if self.text is None:
            self.line_from, self.height = 0.0, self.looks.text.leading
            return aW, self.height
        self.text_height = self.text.wrapOn(self.canv, aW, aH)[1]
        used = self.text.getActualLineWidths0()[-1] + self.looks.body * 0.5
        self.line_from = used if used <= aW * (1 - SHORTEST_LINE) else 0.0
        below = self.looks.text.leading if self.is_blank and not self.line_from else 0.0
        self.height = self.text_height + below
        return aW, self.height

    def draw(self) -> None:
        """Draw the text, then the line."""
        if self.text:
            self.text.drawOn(self.canv, 0, self.height - self.text_height)
        if self.is_blank:
            with artifact(self.canv):
                self.canv.setStrokeColor(QUIET)
                self.canv.setLineWidth(0.8)
                foot = self.looks.text.leading * 0.18
                self.canv.line(self.line_from, foot, self.width, foot)


class FieldLine(Flowable):
    """Cells of the same width, side by side."""

    def __init__(
        self, fields: Sequence[Field], columns: int, looks: Looks, element: Element
    ) -> None:
        super().__init__()
        self.columns = columns
        self.space = looks.body
        self.cells = [FieldCell(field, looks, element) for field in fields]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of the tallest cell."""
        self.width = aW
        self.cell_width = (aW - self.space * (self.columns - 1)) / self.columns
        sizes = [cell.wrapOn(self.canv, self.cell_width, aH) for cell in self.cells]
        self.height = max((height for _, height in sizes), default=0.0)
        return aW, self.height

    def draw(self) -> None:
        """Draw the cells from the left."""
        for number, cell in enumerate(self.cells):
            x = number * (self.cell_width + self.space)
            cell.drawOn(self.canv, x, self.height - cell.height)
