"""Sets the cards of exercises and the week to tick."""

from typing import Final

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.flow import Column, Text, text_of
from handouts.pictures import FIRST, Beside, Drawings, GridRow, fitting
from handouts.setting import LARGEST_PAIRED, Setting, dotted, labelled, parts
from handouts.styles import ACCENT
from handouts.tags import Scope

PAIR: Final = 2
LARGE_DRAWING: Final = 238.0
"""The widest drawing beside large letters, in points."""
LABELLED_DRAWING: Final = 200.0
SMALL_DRAWING: Final = 130.0
"""The width of a drawing that stands by itself, with words in it and without, in points."""
BESIDE: Final = 148.0
"""The width of a drawing that has words at its right, in points: 5.2 cm."""


@parts.register
def _drawn(block: b.Drawn, at: Setting) -> list[Flowable]:
    widest = LABELLED_DRAWING if block.labels else SMALL_DRAWING
    drawings = Drawings((block,), at.looks, at.parent, widest)
    return [at.spaced(drawings, before=0.3, after=0.5)]


@parts.register
def _card(block: b.ExerciseCard, at: Setting) -> list[Flowable]:
    name = at.text(block.name, at.looks.style(1.2, bold=True, colour=ACCENT), "H2")
    head: list[Flowable] = [at.spaced(name, after=0.35)]
    is_narrow = at.looks.body > LARGEST_PAIRED
    if is_narrow or len(block.drawn) > PAIR:
        head += [*_rows(block, at, is_narrow), *labelled(block.facts, at)]
    else:
        drawings = Drawings(block.drawn, at.looks, at.parent, BESIDE)
        facts = Column(labelled(block.facts, at, after=0.35))
        head.append(at.spaced(Beside(drawings, facts, at.looks.body * 1.2), after=0.2))
    rest = [*dotted(block.steps, at.looks.text, at), *labelled(block.notes, at)]
    if not is_narrow:
        return [at.spaced(Column([*head, *rest]), before=0.7, after=0.7)]
    return [at.spaced(Column(head), before=0.7, after=0.2), at.spaced(Column(rest), after=0.7)]


def _rows(block: b.ExerciseCard, at: Setting, is_narrow: bool) -> list[Flowable]:
    """Return the drawings in rows: two in large print, otherwise all in one."""
    count = PAIR if is_narrow else len(block.drawn)
    chunks = [block.drawn[first : first + count] for first in range(0, len(block.drawn), count)]
    rows = [Drawings(chunk, at.looks, at.parent, LARGE_DRAWING) for chunk in chunks]
    for row in rows[1:]:
        row.is_motion = False
    return [at.spaced(row, after=0.35) for row in rows]


@parts.register
def _week(block: b.WeekGrid, at: Setting) -> list[Flowable]:
    how = at.spaced(at.text(block.how, at.looks.text), after=0.45)
    table = at.within(at.parent.add("Table"))
    room = at.width * (1 - FIRST) / len(block.days) * 0.94
    factor = fitting(block.days, at.looks, room)
    lines = [_head(block, table, factor)]
    for words in (*block.rows, block.written):
        row = table.within(table.parent.add("TR"))
        head = _heading(words, row, 0.92)
        for _ in block.days:
            row.parent.add("TD")
        is_open = words == block.written
        lines.append(GridRow(head, [None] * len(block.days), at.looks, is_open=is_open))
    found: list[Flowable] = [how, *lines[:-1]]
    for part in found:
        part.keepWithNext = 1
    return [*found, at.spaced(lines[-1], after=0.8)]


def _head(block: b.WeekGrid, table: Setting, factor: float) -> GridRow:
    row = table.within(table.parent.add("TR"))
    head = _heading(block.head, row, 0.92, scope="Column")
    days = [_heading(day, row, factor, scope="Column", is_centred=True) for day in block.days]
    return GridRow(head, days, row.looks, is_open=False)


def _heading(
    words: str, row: Setting, factor: float, scope: Scope = "Row", *, is_centred: bool = False
) -> Text:
    element = row.parent.add("TH")
    element.scope = scope
    style = row.looks.style(factor, bold=True)
    style.alignment = TA_CENTER if is_centred else TA_LEFT
    return text_of(row.looks.markup(words), style, element)
