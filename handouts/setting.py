"""Sets blocks into flowing parts: which block looks how, and what a screen reader hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial, singledispatch
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from handouts import blocks as b
from handouts.fields import FieldLine
from handouts.flow import Box, BoxStyle, Column, Drawing, Item, MarginRow, SideBySide, Text, text_of
from handouts.pictures import Drawings
from handouts.signs import draw_light, draw_tick_box, draw_warning
from handouts.styles import ACCENT, ALARM, INK, PAPER, QUIET, TINT, Looks
from handouts.tags import Element, Role

MARGIN_PART: Final = 0.17
"""The part of the width that headings take in sheets with rows."""
ROOM_UNDER_HEADING: Final = 6
"""Lines that must fit below a heading, or it goes to the next page."""
LEAST_ROOM: Final = 0.6
"""The part of it that must be there where a page is closed up: the heading and two lines."""
SMALL: Final = 0.86
LEAST_BENEATH: Final = 7.0
"""A heading above its row needs so many sizes of letters: itself and lines of what it heads."""
LARGEST_PAIRED: Final = 14.0
"""Above this size a line of half the width holds too few words."""
WIDEST_DRAWING: Final = 170.0
"""In points: a drawing says no more when it is larger."""
MIDDLE: Final = 0.5
"""How far below its middle height a sign of size 1 begins."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where blocks are set: their looks, their width, and the element that they belong to."""

    looks: Looks
    width: float
    parent: Element

    def story(self, blocks: Sequence[b.Block]) -> list[Flowable]:
        """Return the parts of all blocks, in reading order."""
        return [part for block in blocks for part in parts(block, self)]

    def text(self, said: str, style: ParagraphStyle, role: Role = "P") -> Text:
        """Return plain text as an element of this role."""
        return text_of(self.looks.markup(said), style, self.parent.add(role))

    def spaced(self, part: Flowable, before: float = 0.0, after: float = 0.0) -> Flowable:
        """Return the part with space around it, in sizes of the body text."""
        part.spaceBefore = before * self.looks.body * self.looks.space
        part.spaceAfter = after * self.looks.body * self.looks.space
        return part

    def within(self, element: Element) -> "Setting":
        """Return the same setting inside another element."""
        return replace(self, parent=element)


@singledispatch
def parts(block: object, at: Setting) -> list[Flowable]:
    """Return the flowing parts of one block."""
    raise TypeError(f"{type(block).__name__} cannot be set on {at.width:.0f} points")


@parts.register
def _title(block: b.Title, at: Setting) -> list[Flowable]:
    style = at.looks.style(1.9, bold=True, colour=ACCENT)
    return [at.spaced(at.text(block.text, style, "H1"), after=0.6)]


@parts.register
def _heading(block: b.Heading, at: Setting) -> list[Flowable]:
    style = at.looks.style(1.28, bold=True, colour=ACCENT)
    style.keepWithNext = 1
    text = at.spaced(at.text(block.text, style, "H2"), before=0.9, after=0.35)
    room = ROOM_UNDER_HEADING * max(at.looks.space, LEAST_ROOM)
    return [CondPageBreak(at.looks.body * room), text]


@parts.register
def _paragraph(block: b.Paragraph, at: Setting) -> list[Flowable]:
    factor, colour = (SMALL, QUIET) if block.muted else (1.0, INK)
    if block.small:
        factor = at.looks.running / at.looks.body
    style = at.looks.style(factor, bold=block.strong, colour=colour)
    style.keepWithNext = int(block.leads)
    return [at.spaced(at.text(block.text, style), after=0.45)]


@parts.register
def _headline(block: b.Headline, at: Setting) -> list[Flowable]:
    return [at.spaced(at.text(block.text, at.looks.style(1.28, bold=True)), after=0.2)]


@parts.register
def _labelled(block: b.Labelled, at: Setting) -> list[Flowable]:
    markup = at.looks.labelled(block.label, block.text)
    return [at.spaced(text_of(markup, at.looks.text, at.parent.add("P")), after=0.3)]


@parts.register
def _message(block: b.Message, at: Setting) -> list[Flowable]:
    text = at.text(block.text, at.looks.style(1.28, bold=True, colour=ACCENT))
    style = BoxStyle(4, ACCENT, at.looks.body * 0.8, fill=TINT, bar=True)
    return [at.spaced(Box([text], style), after=0.9)]


@parts.register
def _bullets(block: b.Bullets, at: Setting) -> list[Flowable]:
    style = at.looks.style(1.0, bold=block.strong)
    return dotted(block.items, style, at)


@parts.register
def _ticks(block: b.Ticks, at: Setting) -> list[Flowable]:
    size = at.looks.body * 1.1
    sign = partial(_draw_box, size)
    column = Column(_listed(block.items, at.looks.text, (size * 1.75, sign, 0.45), at))
    return [at.spaced(column, after=0.45)]


@parts.register
def _fields(block: b.Fields, at: Setting) -> list[Flowable]:
    columns = block.columns if at.looks.body <= LARGEST_PAIRED else 1
    lines = [
        FieldLine(block.items[row : row + columns], columns, at.looks, at.parent)
        for row in range(0, len(block.items), columns)
    ]
    return [at.spaced(line, before=0.15, after=0.45) for line in lines]


@parts.register
def _danger(block: b.Danger, at: Setting) -> list[Flowable]:
    inner = at.within(at.parent.add("Sect"))
    head = inner.spaced(_with_warning(block.heading, 1.38, "H2", inner), after=0.5)
    lead = inner.spaced(inner.text(block.lead, at.looks.style(1.0, bold=True)), after=0.6)
    for part in (head, lead):
        part.keepWithNext = 1
    content = [head, lead, *dotted(block.signs, at.looks.text, inner)]
    for number, line in enumerate(block.closing):
        text = inner.text(line, at.looks.style(1.0, bold=not number))
        content.append(inner.spaced(text, before=0.3, after=0.2))
    content += _fields(block.fields, inner)
    for part in content[len(block.signs) + 2 : -1]:
        part.keepWithNext = 1
    style = BoxStyle(3.2, ALARM, at.looks.body, radius=6, is_whole=block.is_whole)
    box = Box(content, style)
    return [at.spaced(box, before=0.6, after=0.8)]


@parts.register
def _exercise(block: b.Exercise, at: Setting) -> list[Flowable]:
    name = at.text(block.name, at.looks.style(1.1, bold=True), "H3")
    content: list[Flowable] = [at.spaced(name, after=0.25)]
    if block.drawn:
        drawings = Drawings(block.drawn, at.looks, at.parent, WIDEST_DRAWING)
        content.append(at.spaced(drawings, after=0.35))
    content += [*dotted(block.steps, at.looks.text, at), *labelled(block.notes, at)]
    return [at.spaced(Column(content), before=0.2, after=0.5)]


@parts.register
def _traffic_light(block: b.TrafficLight, at: Setting) -> list[Flowable]:
    listed = at.parent.add("L")
    size = at.looks.body * 1.5
    content: list[Flowable] = []
    for light, row in block.rows:
        markup = at.looks.labelled(f"{row.label}:", row.text)
        text = text_of(markup, at.looks.text, listed.add("LI").add("LBody"))
        item = Item(text, size * 1.5, partial(_draw_light, size, light))
        content.append(at.spaced(item, after=0.6))
    return [at.spaced(Column(content), after=0.6)]


@parts.register
def _alarm(block: b.Alarm, at: Setting) -> list[Flowable]:
    content: list[Flowable] = [_with_warning(block.text, 1.1, "P", at)]
    if block.fields:
        content += _fields(block.fields, at)
    box = Box(content, BoxStyle(2.0, ALARM, at.looks.body * 0.55, radius=4))
    return [at.spaced(box, before=0.2, after=0.5)]


@parts.register
def _banner(block: b.Banner, at: Setting) -> list[Flowable]:
    style = at.looks.style(1.75, bold=True, colour=PAPER)
    size = style.fontSize * 1.25
    sign = partial(_draw_white_warning, size)
    item = Item(at.text(block.text, style, "H1"), size * 1.4, sign)
    return [at.spaced(Box([item], BoxStyle(0, INK, at.looks.body * 0.7, INK, 3)), after=0.4)]


@parts.register
def _row(block: b.Row, at: Setting) -> list[Flowable]:
    style = at.looks.style(0.92, bold=True, colour=ACCENT)
    heading = at.text(block.heading, style, "H2")
    if at.looks.body > LARGEST_PAIRED:  # a word would not fit into the margin
        above = Box([heading, *at.story(block.content)], BoxStyle(0, INK, 0))
        room = CondPageBreak(at.looks.body * LEAST_BENEATH)
        return [room, MarginRow(None, above, 0, at.looks.body * 0.45)]
    margin = at.width * MARGIN_PART
    content = replace(at, width=at.width - margin).story(block.content)
    stack = Box(content or [Spacer(1, at.looks.body)], BoxStyle(0, INK, 0))
    return [MarginRow(heading, stack, margin, at.looks.body * 0.45)]


@parts.register
def _pair(block: b.Pair, at: Setting) -> list[Flowable]:
    if at.looks.body > LARGEST_PAIRED:
        return at.story((*block.left, *block.right))
    gap = at.looks.body * 1.8
    half = replace(at, width=(at.width - gap) / 2)
    stacks = [
        Column([part for part in half.story(side) if not isinstance(part, CondPageBreak)])
        for side in (block.left, block.right)
        if side
    ]
    row = SideBySide(stacks[0], stacks[1] if block.right else None, gap)
    first = isinstance(block.left[0], b.Heading)
    return [at.spaced(row, before=0.9 if first else 0.2, after=0.4)]


def labelled(notes: Sequence[b.Labelled], at: Setting, after: float = 0.1) -> list[Flowable]:
    """Return lines with a bold label, close to each other."""
    markups = (at.looks.labelled(note.label, note.text) for note in notes)
    texts = (text_of(markup, at.looks.text, at.parent.add("P")) for markup in markups)
    return [at.spaced(text, after=after) for text in texts]


def dotted(items: Sequence[str], style: ParagraphStyle, at: Setting) -> list[Flowable]:
    """Return points with a dot before each."""
    sign = partial(_draw_dot, at.looks.body)
    return _listed(items, style, (at.looks.body * 1.15, sign, 0.26), at)


def _listed(
    items: Sequence[str], style: ParagraphStyle, look: tuple[float, Drawing, float], at: Setting
) -> list[Flowable]:
    """``look`` is the indent, the sign before each item and the space after it."""
    indent, sign, after = look
    listed = at.parent.add("L")
    points = (at.within(listed.add("LI")).text(line, style, "LBody") for line in items)
    return [at.spaced(Item(point, indent, sign), after=after) for point in points]


def _with_warning(said: str, factor: float, role: Role, at: Setting) -> Item:
    style = at.looks.style(factor, bold=True, colour=ALARM)
    size = style.fontSize * 1.25
    return Item(at.text(said, style, role), size * 1.35, partial(_draw_warning, size))


def _draw_dot(size: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(INK)
    radius = size * 0.16
    canvas.circle(x + radius * 1.6, y - size * 0.08, radius, stroke=0, fill=1)


def _draw_box(size: float, canvas: Canvas, x: float, y: float) -> None:
    draw_tick_box(canvas, x, y - size * MIDDLE, size)


def _draw_light(size: float, light: b.Light, canvas: Canvas, x: float, y: float) -> None:
    draw_light(canvas, x, y - size * MIDDLE, size, light)


def _draw_warning(size: float, canvas: Canvas, x: float, y: float) -> None:
    draw_warning(canvas, x, y - size * MIDDLE, size, ALARM)


def _draw_white_warning(size: float, canvas: Canvas, x: float, y: float) -> None:
    draw_warning(canvas, x, y - size * MIDDLE, size, PAPER)
