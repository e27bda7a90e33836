"""Sizes, colours and spaces of prints: clear print on white, safe on a black-and-white printer."""

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from handouts.fonts import Faces
from handouts.pagestyle import PageStyle, Paper, Size

__all__ = [
    "ACCENT",
    "ALARM",
    "BODY_POINTS",
    "INK",
    "LARGEST_RUNNING",
    "LINE",
    "MARGIN",
    "MARK",
    "PAPER",
    "QUIET",
    "RULE",
    "TINT",
    "Looks",
    "PageStyle",
    "Paper",
    "Size",
]

INK: Final = HexColor("#111827")
ACCENT: Final = HexColor("#0B3A53")
ALARM: Final = HexColor("#7A0C0C")
QUIET: Final = HexColor("#374151")
RULE: Final = HexColor("#9CA3AF")
TINT: Final = HexColor("#EEF4F7")
MARK: Final = HexColor("#ECEEF2")
PAPER: Final = HexColor("#FFFFFF")

BODY_POINTS: Final = {"standard": 12.0, "large": 18.0, "extra": 22.0}
MARGIN: Final = 18 * mm
LINE: Final = 1.3
LARGEST_RUNNING: Final = 14.0


@dataclass(frozen=True, slots=True)
class Looks:
    """Every measure and style that follows from the size of the body text.

    ``space`` is the part that is left of the space between the parts of a page.
    """

    faces: Faces
    body: float
    line: float = LINE
    space: float = 1.0

    @property
    def gap(self) -> float:
        """Return the space between two lines of thought."""
        return self.body * 0.5

    @property
    def text(self) -> ParagraphStyle:
        """Return the style of running text."""
        return self.style(1.0)

    @property
    def running(self) -> float:
        """Return the size of what stands on every page."""
        return min(self.body, LARGEST_RUNNING) * 0.86

    def style(self, factor: float, *, bold: bool = False, colour: Color = INK) -> ParagraphStyle:
        """Return a style whose letters are ``factor`` times the body text."""
        size = self.body * factor
        return ParagraphStyle(
            f"x{factor}",
            fontName=self.faces.bold if bold else self.faces.regular,
            fontSize=size,
            leading=size * (self.line if factor <= 1.1 else 1.2),
            textColor=colour,
            allowWidows=0,
            allowOrphans=0,
            splitLongWords=1,
        )

    def markup(self, text: str) -> str:
        """Return plain text as paragraph markup: nothing typed by anyone is read as markup."""
        return escape(self.faces.printable(text))

    def labelled(self, label: str, text: str) -> str:
        """Return markup of a bold label followed by its text."""
        return f"<b>{self.markup(label)}</b> {self.markup(text)}"
