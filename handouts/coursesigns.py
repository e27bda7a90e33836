"""The signs of a printed timeline: shapes and patterns only, so that no meaning rests on colour."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from handouts.styles import ACCENT, INK, PAPER, RULE

Pattern: TypeAlias = Literal["", "full", "pale", "grey", "lines", "cross", "slanted"]
PALE: Final = HexColor("#E5E9EC")
GREY: Final = HexColor("#C9D0D5")
FILLS: Final[dict[Pattern, Color]] = {"full": ACCENT, "pale": PALE, "grey": GREY}
STEP: Final = 3.2
"""The distance of the lines of a pattern, in points."""
_POINTS: Final = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((-1, 0.85), (1, 0.85), (0, -0.95)),
    "arrow": ((-0.9, -0.9), (1, 0), (-0.9, 0.9), (-0.35, 0)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "hexagon": ((-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0)),
    "page": ((-0.7, -1), (0.3, -1), (0.75, -0.5), (0.75, 1), (-0.7, 1)),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A box on the page, from its top left corner; heights count downward."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Return its middle height."""
        return self.top + self.height / 2


class Pen:
    """Draws on a canvas whose heights are counted downward from ``height``."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self.height = height

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: Color, wide: float = 0.6
    ) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(wide)
        self.canvas.line(start[0], self.height - start[1], end[0], self.height - end[1])

    def polyline(self, points: list[tuple[float, float]], dashed: bool) -> None:
        """Draw straight lines from point to point."""
        path = self.canvas.beginPath()
        for number, (x, y) in enumerate(points):
            step = path.lineTo if number else path.moveTo
            step(x, self.height - y)
        self.canvas.saveState()
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(1)
        self.canvas.setDash([3, 2] if dashed else [])
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.restoreState()

    def box(self, place: Place, pattern: Pattern, *, dashed: bool = False) -> None:
        """Draw a box with a fill or a pattern; dashed is what has not happened."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(0.6)
        self.canvas.setDash([2, 2] if dashed else [])
        fill = FILLS.get(pattern, PAPER)
        self.canvas.setFillColor(fill)
        low = self.height - place.top - place.height
        radius = min(2.0, place.height / 3, place.width / 3)
        is_filled = int(bool(pattern) and not dashed)
        self.canvas.roundRect(
            place.left, low, place.width, place.height, radius, stroke=1, fill=is_filled
        )
        self.canvas.restoreState()
        if pattern in {"lines", "cross", "slanted"}:
            self._hatch(place, pattern)

    def fill(self, place: Place, colour: Color) -> None:
        """Fill an area."""
        self.canvas.setFillColor(colour)
        low = self.height - place.top - place.height
        self.canvas.rect(place.left, low, place.width, place.height, stroke=0, fill=1)

    def sign(self, name: str, at: tuple[float, float], size: float, *, hollow: bool) -> None:
        """Draw a sign around a point."""
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(0.9)
        self.canvas.setFillColor(PAPER if hollow else INK)
        x, y = at[0], self.height - at[1]
        if name == "circle":
            self.canvas.circle(x, y, size * 0.9, stroke=1, fill=1)
            return
        path = self.canvas.beginPath()
        for number, (dx, dy) in enumerate(_POINTS[name]):
            step = path.lineTo if number else path.moveTo
            step(x + size * dx, y - size * dy)
        path.close()
        self.canvas.drawPath(path, stroke=1, fill=1)

    def text(self, at: tuple[float, float], said: str, font: tuple[str, float]) -> None:
        """Write words from a place on, around a height."""
        name, size = font
        self.canvas.setFillColor(INK)
        self.canvas.setFont(name, size)
        self.canvas.drawString(at[0], self.height - at[1] - size * 0.35, said)

    @contextmanager
    def within(self, place: Place) -> Iterator[None]:
        """Draw nothing outside an area meanwhile."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        low = self.height - place.top - place.height
        path.rect(place.left, low, place.width, place.height)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

    def _hatch(self, place: Place, pattern: Pattern) -> None:
        """Fill a box with lines: level, slanted, or crossed."""
        with self.within(place):
            slants = {"lines": (0.0,), "slanted": (1.0,), "cross": (1.0, -1.0)}[pattern]
            for slant in slants:
                reach = place.height if slant else 0.0
                length = place.width + reach if slant else place.height
                count = int(length // STEP) + 1
                for number in range(1, count):
                    self._stripe(place, number * STEP, slant)

    def _stripe(self, place: Place, at: float, slant: float) -> None:
        right, foot = place.left + place.width, place.top + place.height
        if not slant:
            self.line((place.left, place.top + at), (right, place.top + at), INK, 0.5)
            return
        x = place.left + at if slant > 0 else right - at
        self.line((x, place.top), (x - slant * place.height, foot), RULE, 0.6)
