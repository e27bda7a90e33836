"""The clinic's own figures on one page: numbers with what they are of, and no names."""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.flow import Text, text_of
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT, Running, pages_needed, print_document, running
from handouts.setting import Setting, parts
from handouts.styles import RULE
from handouts.tags import artifact
from pathway.facts import Patient

SAID_PART: Final = 0.74
"""The part of the width that words take; the number has the rest."""
SMALL: Final = 0.8


@dataclass(frozen=True, slots=True)
class FigureLines:
    """A figure in words: its title, of how many it is, and a line for each number."""

    title: str
    whole: str
    lines: tuple[b.Field, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures of some days, in words; the last may be cut to fit."""

    days: str
    figures: tuple[FigureLines, ...]


def figures_sheet(told: FiguresPage, materials: Materials, stamp: PrintStamp) -> bytes:
    """Return the figures as one page; lines of the last figure for which is no room are counted."""
    clean = replace(stamp, draft=False)
    on_each_page = _on_each_page(told, materials, clean)
    low, high = 0, len(told.figures[-1].lines) if told.figures else 0
    if pages_needed(_document(told, high, materials), on_each_page, materials) > 1:
        while high - low > 1:
            middle = (low + high) // 2
            fits = pages_needed(_document(told, middle, materials), on_each_page, materials) == 1
            low, high = (middle, high) if fits else (low, middle)
    else:
        low = high
    return print_document(_document(told, low, materials), on_each_page, materials, clean)


def _document(told: FiguresPage, last: int, materials: Materials) -> b.Document:
    """Return the page with so many lines of the last figure."""
    words = materials.words
    title = words.say("figures.title")
    blocks: list[b.Block] = [b.Title(title), b.Paragraph(told.days, strong=True)]
    for place, figure in enumerate(told.figures, 1):
        lines = figure.lines[:last] if place == len(told.figures) else figure.lines
        blocks.append(b.Labelled(figure.title, figure.whole))
        blocks.append(b.Counts(lines))
        if len(lines) < len(figure.lines):
            more = str(len(figure.lines) - len(lines))
            blocks.append(b.Paragraph(words.say("figures.more", number=more), muted=True))
    blocks.append(b.Paragraph(words.say("figures.how"), muted=True))
    return b.Document(title, tuple(blocks))


def _on_each_page(told: FiguresPage, materials: Materials, stamp: PrintStamp) -> Running:
    words, on = materials.words, stamp.printed_at.date()
    nobody = running(Patient(on), materials, stamp, on, clinical=True)
    clinic = materials.clinic.name or words.say("common.clinic.no_name")
    name = DOT.join((words.say("figures.title"), clinic))
    return Running(name, told.days, nobody.marks, "", nobody.foot)


class CountLine(Flowable):
    """What is counted at the left, its number at the right, on dots."""

    def __init__(self, said: Text, number: Text) -> None:
        super().__init__()
        self.said = said
        self.number = number

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of the longer of the two texts."""
        self.width = aW
        self.height = max(
            self.said.wrapOn(self.canv, aW * SAID_PART, aH)[1],
            self.number.wrapOn(self.canv, aW * (1 - SAID_PART), aH)[1],
        )
        return aW, self.height

    def draw(self) -> None:
        """Draw both, and a hair line beneath."""
        self.said.drawOn(self.canv, 0, self.height - self.said.height)
        self.number.drawOn(self.canv, self.width * SAID_PART, self.height - self.number.height)
        with artifact(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.3)
            self.canv.line(0, 0, self.width, 0)


@parts.register
def _counts(block: b.Counts, at: Setting) -> list[Flowable]:
    listed = at.parent.add("L")
    found = []
    for line in block.lines:
        body = listed.add("LI").add("LBody")
        style = at.looks.style(SMALL)
        said = text_of(at.looks.markup(line.label), style, body)
        number = text_of(f"<b>{at.looks.markup(line.value)}</b>", style, body)
        found.append(at.spaced(CountLine(said, number), after=0.05))
    return found
