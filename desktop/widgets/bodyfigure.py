"""The shapes of the body chart: outlines and places, read from the drawings in ``resources``.

A picture is divided by cutting: each area takes what is left of the outline, and the last one the
rest. So every point inside has exactly one place, whatever the areas look like.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from resources import body_table

PictureName: TypeAlias = Literal["front", "back", "hand", "foot", "sole", "between"]
Sign: TypeAlias = Literal[1, -1]
STEPS: Final = 6
"""So many straight pieces make the curve between two points."""
_MIRROR: Final = QTransform.fromScale(-1, 1)
_EVEN: Final = Qt.FillRule.OddEvenFill


class Cut(NamedTuple):
    """What is cut off the rest of a picture, and the place that it is."""

    place: str
    area: QPolygonF


@dataclass(frozen=True, slots=True)
class Patch:
    """One place in one picture; ``sign`` is the half it lies in, by the sign of x."""

    place: str
    sign: Sign
    path: QPainterPath


class Picture:
    """One drawing in its own units: an outline, a few lines inside, and places that fill it."""

    def __init__(self, table: dict[str, object]) -> None:
        self.is_half = bool(table.get("is_half"))
        self.cuts = tuple(_cuts(table))
        half = _outline(table)
        self.patches = tuple(self._patches(half))
        self.outline = half.united(_MIRROR.map(half)).simplified() if self.is_half else half
        self.lines = self._lines(table)

    def at(self, point: QPointF) -> tuple[str, Sign] | None:
        """Return the place at a point and its half; None outside the outline."""
        if not self.outline.contains(point):
            return None
        sign: Sign = -1 if self.is_half and point.x() < 0 else 1
        seen = QPointF(sign * point.x(), point.y())
        for cut in self.cuts:
            if cut.area.containsPoint(seen, _EVEN):
                return cut.place, sign
        return self.cuts[-1].place, sign

    def _patches(self, half: QPainterPath) -> Iterator[Patch]:
        left = half
        for cut in self.cuts:
            area = QPainterPath()
            area.addPolygon(cut.area)
            area.closeSubpath()
            found = left.intersected(area)
            left = left.subtracted(area)
            if found.isEmpty():
                continue
            yield Patch(cut.place, 1, found)
            if self.is_half:
                yield Patch(cut.place, -1, _MIRROR.map(found))

    def _lines(self, table: dict[str, object]) -> QPainterPath:
        path = QPainterPath()
        for points in _curves(table.get("lines")):
            path.addPolygon(QPolygonF(list(_smooth(points))))
        if self.is_half:
            path.addPath(_MIRROR.map(path))
        return path


@cache
def picture(name: PictureName) -> Picture:
    """Return a picture by its name; it is cut once and kept."""
    pictures = cast("dict[str, dict[str, object]]", body_table()["pictures"])
    return Picture(pictures[name])


@cache
def silent_places() -> frozenset[str]:
    """Return the places that have no zone of their own."""
    return frozenset(cast("list[str]", body_table()["silent"]))


def _cuts(table: dict[str, object]) -> Iterator[Cut]:
    for row in cast("list[dict[str, object]]", table["cuts"]):
        (area,) = _curves([row["area"]])
        yield Cut(str(row["place"]), QPolygonF(area))


def _outline(table: dict[str, object]) -> QPainterPath:
    path = QPainterPath()
    points = [point for curve in _curves(table["outline"]) for point in _smooth(curve)]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill)  # where two toes meet, curves may cross
    return path.simplified()


def _curves(told: object) -> list[list[QPointF]]:
    curves = cast("list[list[list[float]]]", told or [])
    return [[QPointF(x, y) for x, y in points] for points in curves]


def _smooth(points: list[QPointF]) -> Iterator[QPointF]:
    """Go through the points on a Catmull-Rom curve, in short straight pieces."""
    across, down = [point.x() for point in points], [point.y() for point in points]
    return (QPointF(x, y) for x, y in zip(_curved(across), _curved(down), strict=True))


def _curved(told: list[float]) -> Iterator[float]:
    """Go along the curve in one of its two directions: plain numbers are quicker than points."""
    ends = [told[0], *told, told[-1]]
    for place, (start, stop) in enumerate(pairwise(told)):
        before, after = ends[place], ends[place + 3]
        pull = stop - before
        bend = before * 2 - start * 5 + stop * 4 - after
        turn = start * 3 - before - stop * 3 + after
        for step in range(STEPS):
            share = step / STEPS
            yield start + (pull * share + bend * share**2 + turn * share**3) * 0.5
    yield told[-1]
