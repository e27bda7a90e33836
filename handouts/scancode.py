"""The square code of a handout: a short text that any telephone reads, without a server."""

from dataclasses import dataclass
from typing import Final

import segno
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.exercises import place_of
from handouts.flow import Column
from handouts.materials import Materials
from handouts.pictures import Beside
from handouts.setting import LARGEST_PAIRED, Setting, parts
from handouts.styles import INK
from handouts.tags import Element
from pathway.facts import Chart

LEVEL: Final = "m"
"""A seventh of the code may be soiled or folded away."""
MASK: Final = 3
"""Diagonals of every third module: weighing all eight masks takes longer than the whole print."""
QUIET: Final = 4
"""The free margin around a code, in modules: the standard asks for as much."""
LEAST_SIDE: Final = 25 * mm
LEAST_MODULE: Final = 0.5 * mm
"""Smaller squares run together on a worn printer."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a code is about: whose sheet it is, of which day, and the exercises on it."""

    chart: Chart
    name: str
    day: str
    exercises: tuple[str, ...]


def code_text(made: Making, materials: Materials) -> str:
    """Return what a code says: who, when, which exercises, when to get help."""
    words, clinic = materials.words, materials.clinic
    lines = [words.say("exercise_sheet.code.who", name=made.name, date=made.day)]
    phone = clinic.phone("clinic")
    if phone:
        named = clinic.name or words.say("common.clinic.no_name")
        lines.append(words.say("exercise_sheet.code.clinic", name=named, value=phone))
    if made.exercises:
        lines.append(words.say("exercise_sheet.code.exercises", value=", ".join(made.exercises)))
    lines.append(words.say(f"exercise_sheet.code.danger.{place_of(made.chart)}"))
    return " ".join(lines)


class CodeDrawing(Flowable):
    """The squares of a code with its free margin; screen readers hear what it says."""

    def __init__(self, text: str, element: Element) -> None:
        super().__init__()
        self.element = element
        self.element.alt = text
        code = segno.make(text, error=LEVEL, micro=False, encoding="utf-8", mask=MASK)
        self.rows = [bytes(row) for row in code.matrix]
        self.module = max(LEAST_SIDE / len(self.rows), LEAST_MODULE)
        self.width = self.height = self.module * (len(self.rows) + QUIET)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the side with the free margin at the right and below: the page has the others."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw each run of dark modules as one rectangle, all of them as one path."""
        path = self.canv.beginPath()
        for place, row in enumerate(self.rows):
            y = self.height - (place + 1) * self.module
            for first, count in _runs(row):
                x = first * self.module
                path.rect(x, y, count * self.module, self.module)
        with self.element.content(self.canv):
            self.canv.setFillColor(INK)
            self.canv.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where dark modules of a row begin, and how many follow each other."""
    found: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found


@parts.register
def _scan_code(block: b.ScanCode, at: Setting) -> list[Flowable]:
    code = CodeDrawing(block.text, at.parent.add("Figure"))
    count = len(block.beside) if at.looks.body <= LARGEST_PAIRED else 1
    row = Beside(code, Column(at.story(block.beside[:count])), at.looks.body * 0.6)
    return [at.spaced(row, before=0.2, after=0.4), *at.story(block.beside[count:])]
