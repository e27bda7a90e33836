"""The parts that flow down a page: tagged text, list items, boxes, lines to write on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from handouts.styles import INK, RULE
from handouts.tags import Element, artifact

MOST: Final = 1e6
"""More than any page holds: asks a flowable for its natural height."""

LITTLE_ROOM: Final = 0.55
"""The part of a page below which a box that is to be whole waits for the next one."""

CAPITAL_MIDDLE: Final = 0.65
"""How far below the top of a line its capitals have their middle height."""

Drawing = Callable[[Canvas, float, float], None]
"""Draws a sign at x and the middle height y."""


class Text(Paragraph):
    """A paragraph that is the content of a structure element, on each page it reaches."""

    def __init__(  # ReportLab makes the parts of a split paragraph itself, with these names
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803
        frags: list[ParaFrag] | None = None,
    ) -> None:
        super().__init__(text or "", style, bulletText, frags)
        self.element: Element | None = None

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts that fit, which stay parts of the same element."""
        parts = super().split(aW, aH)
        for part in parts:
            if isinstance(part, Text):
                part.element = self.element
        return parts

    def draw(self) -> None:
        """Draw the text as marked content."""
        mark = (
            self.element.content(self.canv) if self.element else artifact(self.canv, running=True)
        )
        with mark:
            super().draw()


def text_of(markup: str, style: ParagraphStyle, element: Element | None = None) -> Text:
    """Return a paragraph for an element; without one it is an artifact that no reader speaks."""
    text = Text(markup, style)
    text.element = element
    return text


class Item(Flowable):
    """Text with a sign before it; the sign is drawn where the text begins."""

    def __init__(self, body: Text, indent: float, sign: Drawing | None) -> None:
        super().__init__()
        self.body = body
        self.indent = indent
        self.sign = sign

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size that the item takes."""
        _, self.height = self.body.wrapOn(self.canv, aW - self.indent, aH)
        self.width = aW
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Return the parts that fit; only the first has the sign."""
        parts = self.body.splitOn(self.canv, aW - self.indent, aH)
        signs = (self.sign, None, None)
        return [
            Item(part, self.indent, sign)
            for part, sign in zip(parts, signs, strict=False)
            if isinstance(part, Text)
        ]

    def draw(self) -> None:
        """Draw the sign beside the first line, then the text."""
        style = self.body.style
        if self.sign:
            middle = self.height - style.fontSize * CAPITAL_MIDDLE
            with artifact(self.canv):
                self.sign(self.canv, 0, middle)
        self.body.drawOn(self.canv, self.indent, 0)


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How a box looks: its line, its ground, its inner margin, and a bar at its left instead."""

    line: float
    colour: Color
    pad: float
    fill: Color | None = None
    radius: float = 0.0
    bar: bool = False
    is_whole: bool = False


class Box(Flowable):
    """Parts inside a border; at the foot of a page it goes on as a box on the next.

    One that is to be whole goes to the next page instead, where it fits there and little room is
    left here.
    """

    def __init__(self, parts: Sequence[Flowable], style: BoxStyle) -> None:
        super().__init__()
        self.parts = list(parts)
        self.style = style
        self.heights: list[float] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size with border and inner margin."""
        self.width = aW
        inner = aW - 2 * self.style.pad
        self.heights = [part.wrapOn(self.canv, inner, MOST)[1] for part in self.parts]
        self.height = self._stacked(self.parts, self.heights) + 2 * self.style.pad
        return aW, self.height

    def _fits_next(self, room: float) -> bool:
        """Say whether this page has little room left, and the next has enough for all of it."""
        page = getattr(self, "_frame", None)  # as ReportLab lends it while it asks for a cut
        if page is None or page._atTop:  # noqa: SLF001
            return False
        whole: float = page._height  # noqa: SLF001
        return self.height <= whole and room < whole * LITTLE_ROOM

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Return this box cut before the first part that does not fit."""
        self.wrap(aW, aH)
        if self.style.is_whole and self._fits_next(aH):
            return []
        count = len(self.parts)
        while count and self._needs(count) > aH:
            count -= 1
        while count and getattr(self.parts[count - 1], "keepWithNext", 0):
            count -= 1
        if count < 1:
            return self._split_first(aH)
        if count == len(self.parts):
            return []
        return [Box(self.parts[:count], self.style), Box(self.parts[count:], self.style)]

    def draw(self) -> None:
        """Draw ground and border, then the parts from the top down."""
        with artifact(self.canv):
            self._draw_border()
        y = self.height - self.style.pad
        for number, (part, height) in enumerate(zip(self.parts, self.heights, strict=True)):
            y -= part.getSpaceBefore() if number else 0
            y -= height
            part.drawOn(self.canv, self.style.pad, y)
            y -= part.getSpaceAfter()

    def _split_first(self, height: float) -> list[Flowable]:
        """Return this box cut within its first part, when that alone is too tall for a page."""
        pad = self.style.pad
        halves = self.parts[0].splitOn(self.canv, self.width - 2 * pad, height - 2 * pad)
        if not halves[1:]:
            return []
        return [Box(halves[:1], self.style), Box([*halves[1:], *self.parts[1:]], self.style)]

    def _needs(self, count: int) -> float:
        return self._stacked(self.parts[:count], self.heights[:count]) + 2 * self.style.pad

    def _stacked(self, parts: Sequence[Flowable], heights: Sequence[float]) -> float:
        before = sum(part.getSpaceBefore() for part in parts[1:])
        after = sum(part.getSpaceAfter() for part in parts[:-1])
        return sum(heights) + before + after

    def _draw_border(self) -> None:
        canvas, style = self.canv, self.style
        canvas.saveState()
        canvas.setStrokeColor(style.colour)
        canvas.setLineWidth(style.line)
        if style.fill is not None:
            canvas.setFillColor(style.fill)
        filled = int(style.fill is not None)
        if style.bar:
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=filled)
            canvas.setFillColor(style.colour)
            canvas.rect(0, 0, style.line, self.height, stroke=0, fill=1)
        else:
            canvas.roundRect(
                0, 0, self.width, self.height, style.radius, stroke=int(style.line > 0), fill=filled
            )
        canvas.restoreState()


class Column(Flowable):
    """Parts one below the other, kept in one piece."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self.stack = Box(parts, BoxStyle(0, INK, 0))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of the stack."""
        self.width, self.height = self.stack.wrapOn(self.canv, aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the stack."""
        self.stack.drawOn(self.canv, 0, 0)


class SideBySide(Flowable):
    """Two stacks of the same width, top to top, kept in one piece."""

    def __init__(self, left: Flowable, right: Flowable | None, gap: float) -> None:
        super().__init__()
        self.stacks = [stack for stack in (left, right) if stack]
        self.gap = gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of the taller stack."""
        self.width = aW
        self.stack_width = (aW - self.gap) / 2
        sizes = [stack.wrapOn(self.canv, self.stack_width, aH) for stack in self.stacks]
        self.heights = [height for _, height in sizes]
        self.height = max(self.heights)
        return aW, self.height

    def draw(self) -> None:
        """Draw the left stack, then the right one."""
        for number, (stack, height) in enumerate(zip(self.stacks, self.heights, strict=True)):
            stack.drawOn(self.canv, number * (self.stack_width + self.gap), self.height - height)


class MarginRow(Flowable):
    """A heading in the margin and its content beside it, under a thin rule."""

    def __init__(self, heading: Text | None, content: Box, margin: float, gap: float) -> None:
        super().__init__()
        self.heading = heading
        self.content = content
        self.margin = margin
        self.gap = gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size of the taller of the two, with the gaps."""
        self.width = aW
        self.heading_height = 0.0
        if self.heading:
            self.heading_height = self.heading.wrapOn(self.canv, self.margin - self.gap, aH)[1]
        self.content_height = self.content.wrapOn(self.canv, aW - self.margin, aH)[1]
        self.height = max(self.heading_height, self.content_height) + 2 * self.gap
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Return this row cut where its content can be cut; the heading stays on top.

        Where its heading does not fit, all of it goes to the next page.
        """
        if self.heading_height > aH - 2 * self.gap:
            return []
        parts = self.content.splitOn(self.canv, aW - self.margin, aH - 2 * self.gap)
        return [
            MarginRow(None if number else self.heading, part, self.margin, self.gap)
            for number, part in enumerate(parts)
            if isinstance(part, Box)
        ]

    def draw(self) -> None:
        """Draw rule, heading and content."""
        top = self.height - self.gap
        with artifact(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, self.height, self.width, self.height)
        if self.heading:
            self.heading.drawOn(self.canv, 0, top - self.heading_height)
        self.content.drawOn(self.canv, self.margin, top - self.content_height)
