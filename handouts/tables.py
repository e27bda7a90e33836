"""Sets letterheads and tables, and turns the paper for what is wider than it is high."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from handouts import blocks as b
from handouts.flow import Text, text_of
from handouts.setting import LARGEST_PAIRED, Setting, parts
from handouts.styles import ACCENT, QUIET, RULE, TINT, Looks
from handouts.tags import Scope, artifact

FIRST_SHARE: Final = 0.36
CELL: Final = 0.86
"""The letters of a table in sizes of the text."""
PAD: Final = 0.28
DAY_SHARE: Final = 0.26
ACROSS: Final = "across"
UPRIGHT: Final = "upright"


class TableLine(Flowable):
    """Cells side by side under a thin rule; a shaded one is a heading."""

    def __init__(
        self, cells: Sequence[Text], shares: Sequence[float], looks: Looks, *, is_head: bool
    ) -> None:
        super().__init__()
        self.cells = cells
        self.shares = shares
        self.looks = looks
        self.is_head = is_head

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of the tallest cell."""
        self.width = aW
        gap = self.looks.body * PAD
        rooms = [aW * share - 2 * gap for share in self.shares]
        heights = [
            cell.wrapOn(self.canv, room, aH)[1]
            for cell, room in zip(self.cells, rooms, strict=True)
        ]
        self.height = max(heights) + 2 * gap
        return aW, self.height

    def draw(self) -> None:
        """Draw ground and rule, then the cells from the left."""
        gap = self.looks.body * PAD
        with artifact(self.canv):
            if self.is_head:
                self.canv.setFillColor(TINT)
                self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, 0, self.width, 0)
        x = 0.0
        for cell, share in zip(self.cells, self.shares, strict=True):
            cell.drawOn(self.canv, x + gap, self.height - gap - cell.height)
            x += self.width * share


class Head(Flowable):
    """The name of the clinic with its lines at the left, the day at the right, over a rule."""

    def __init__(self, lines: Sequence[Text], day: Text, gap: float) -> None:
        super().__init__()
        self.lines = lines
        self.day = day
        self.gap = gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of all lines."""
        self.width = aW
        room = aW * (1 - DAY_SHARE)
        self.heights = [line.wrapOn(self.canv, room, aH)[1] for line in self.lines]
        self.day.wrapOn(self.canv, aW * DAY_SHARE, aH)
        self.height = max(sum(self.heights), self.day.height) + self.gap
        return aW, self.height

    def draw(self) -> None:
        """Draw the lines, the day and the rule."""
        y = self.height
        for line, height in zip(self.lines, self.heights, strict=True):
            y -= height
            line.drawOn(self.canv, 0, y)
        left = self.width * (1 - DAY_SHARE)
        self.day.drawOn(self.canv, left, self.height - self.day.height)
        with artifact(self.canv):
            self.canv.setStrokeColor(ACCENT)
            self.canv.setLineWidth(1.6)
            self.canv.line(0, self.gap * 0.4, self.width, self.gap * 0.4)


@parts.register
def _letterhead(block: b.Letterhead, at: Setting) -> list[Flowable]:
    looks = at.looks
    small = looks.style(CELL, colour=QUIET)
    lines = [at.text(block.name, looks.style(1.28, bold=True, colour=ACCENT))]
    lines += [at.text(line, small) for line in block.lines]
    right = looks.style(1.0 if looks.body <= LARGEST_PAIRED else CELL)
    right.alignment = TA_RIGHT
    return [at.spaced(Head(lines, at.text(block.day, right), looks.body * 0.7), after=0.35)]


@parts.register
def _table(block: b.Table, at: Setting) -> list[Flowable]:
    table = at.within(at.parent.add("Table"))
    count = len(block.columns)
    rest = (1 - FIRST_SHARE) / count
    shares = block.shares or (FIRST_SHARE, *(rest,) * count)
    found: list[Flowable] = [_heads(block, table, shares)]
    found += [_line(row, table, shares) for row in block.rows]
    for place, part in enumerate(found[:-1]):
        is_group = place and not block.rows[place - 1].cells
        part.keepWithNext = int(not place or bool(is_group))
    return [*found[:-1], at.spaced(found[-1], after=0.9)]


def _heads(block: b.Table, table: Setting, shares: Sequence[float]) -> TableLine:
    row = table.within(table.parent.add("TR"))
    cells = [_heading(said, row, "Column") for said in (block.first, *block.columns)]
    return TableLine(cells, shares, row.looks, is_head=True)


def _line(told: b.TableRow, table: Setting, shares: Sequence[float]) -> TableLine:
    row = table.within(table.parent.add("TR"))
    head = _heading(told.head, row, "Row", is_bold=not told.cells)
    if not told.cells:
        for _ in shares[1:]:
            row.parent.add("TD")  # each row has as many cells as the first
        return TableLine([head], (1.0,), row.looks, is_head=True)
    style = row.looks.style(CELL)
    cells = [text_of(row.looks.markup(said), style, row.parent.add("TD")) for said in told.cells]
    return TableLine([head, *cells], shares, row.looks, is_head=False)


def _heading(said: str, row: Setting, scope: Scope, *, is_bold: bool = True) -> Text:
    element = row.parent.add("TH")
    element.scope = scope
    style = row.looks.style(CELL, bold=is_bold or scope == "Column")
    return text_of(row.looks.markup(said), style, element)


@parts.register
def _new_page(block: b.NewPage, _at: Setting) -> list[Flowable]:
    return [NextPageTemplate(ACROSS if block.across else UPRIGHT), PageBreak()]
