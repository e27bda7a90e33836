"""Where each picture of the body chart lies, which side is the patient's, what is next to what.

Sides are the patient's: from the front the patient's right is on the viewer's left, from the back
on the viewer's right. Screens that read from right to left do not change that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from desktop.widgets.bodyfigure import PictureName, picture, silent_places
from pathway.facts import BodySide, Spot

PanelName: TypeAlias = Literal["front", "back", "palms", "hand_backs", "feet", "soles", "between"]
Direction: TypeAlias = Literal["left", "right", "up", "down"]

NAMES: Final[tuple[PictureName, ...]] = ("front", "back", "hand", "foot", "sole", "between")
_NOWHERE: Final = -1
_STRIDE: Final = 3.0
_FAR: Final = 400
_STEPS_AT_ONCE: Final = 32
_WIDEST: Final = 1.5
_ASIDE: Final = 1.6
"""How much farther away something seems that lies aside of where an arrow points."""
_STEPS: Final[dict[Direction, QPointF]] = {
    "left": QPointF(-1, 0),
    "right": QPointF(1, 0),
    "up": QPointF(0, -1),
    "down": QPointF(0, 1),
}


class Panel(NamedTuple):
    """A picture on the sheet: where its origin lies, how large, and whose side lies right."""

    name: PanelName
    picture: PictureName
    x: float
    y: float
    scale: float
    side: BodySide
    """The patient's side that is drawn (of a whole picture: the one on the viewer's right)."""
    is_mirrored: bool = False

    def transform(self) -> QTransform:
        """Return what brings a point of the picture onto the sheet."""
        across = -self.scale if self.is_mirrored else self.scale
        return QTransform(across, 0, 0, self.scale, self.x, self.y)


@dataclass(frozen=True)
class Spread:
    """Panels on a sheet of a width and a height, in units that a widget scales as it needs."""

    width: float
    height: float
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Area:
    """One place of the patient in one picture."""

    spot: Spot
    panel: PanelName
    path: QPainterPath

    @cached_property
    def box(self) -> QRectF:
        """The box around it."""
        return self.path.boundingRect()

    @cached_property
    def middle(self) -> QPointF:
        """A point within it, as near to its middle as can be."""
        return _inside(self.path, self.box)


def _body(x: float, y: float) -> tuple[Panel, ...]:
    return (
        Panel("front", "front", x, y, 1.16, "left"),
        Panel("back", "back", x + 222, y, 1.16, "right"),
    )


def _pair(name: PanelName, shape: PictureName, xs: tuple[float, float], y: float) -> list[Panel]:
    """Return both hands or feet; only the backs of the hands are seen from behind."""
    sides: tuple[BodySide, BodySide] = ("right", "left")
    left, right = sides[::-1] if name == "hand_backs" else sides
    return [
        Panel(name, shape, xs[0], y, 0.95, left, is_mirrored=True),
        Panel(name, shape, xs[1], y, 0.95, right),
    ]


WIDE: Final = Spread(
    960,
    514,
    (
        *_body(112, 34),
        *_pair("palms", "hand", (530, 646), 34),
        *_pair("hand_backs", "hand", (530, 646), 228),
        *_pair("feet", "foot", (800, 902), 34),
        *_pair("soles", "sole", (800, 902), 248),
        Panel("between", "between", 588, 420, 0.84, "left"),
    ),
)
NARROW: Final = Spread(
    520,
    1074,
    (
        *_body(149, 34),
        *_pair("palms", "hand", (100, 216), 544),
        *_pair("hand_backs", "hand", (100, 216), 746),
        *_pair("feet", "foot", (366, 468), 544),
        *_pair("soles", "sole", (366, 468), 764),
        Panel("between", "between", 158, 950, 1, "left"),
    ),
)


class Sheet:
    """Everything that can be pointed at on a spread."""

    def __init__(self, spread: Spread) -> None:
        self.spread = spread
        self.areas = tuple(area for panel in spread.panels for area in _areas(panel))
        self.spots = tuple(dict.fromkeys(area.spot for area in self.areas))
        self.outlines = _placed(spread, "outline")
        self.strokes = tuple(stroke for one in self.outlines for stroke in _strokes(one))
        """The outlines in short pieces: Qt takes twice as long to draw one line of all of them."""
        self.lines = _placed(spread, "lines")
        self._steps: dict[tuple[int, Direction], int] = {}
        self._places = {(area.panel, area.spot): place for place, area in enumerate(self.areas)}

    def at(self, point: QPointF) -> tuple[PanelName, Spot] | None:
        """Return the patient's place at a point of the sheet, silent ones as well."""
        for panel in self.spread.panels:
            back, _ = panel.transform().inverted()
            found = picture(panel.picture).at(back.map(point))
            if found:
                return panel.name, Spot(_side(panel, found[1]), found[0])
        return None

    def index_at(self, point: QPointF) -> int:
        """Return the area at a point; -1 where there is none that has a zone."""
        found = self.at(point)
        return self._places.get(found, _NOWHERE) if found else _NOWHERE

    def first_of(self, spot: Spot) -> int:
        """Return the largest area of a place, -1 when it is not drawn."""
        sizes = [
            (area.box.width() * area.box.height(), place)
            for place, area in enumerate(self.areas)
            if area.spot == spot
        ]
        return max(sizes, default=(0, _NOWHERE))[1]

    def beside(self, index: int, way: Direction) -> int:
        """Return the nearest area in a direction; the same one where there is none."""
        if (index, way) not in self._steps:
            self._steps[index, way] = self._beside(index, way)
        return self._steps[index, way]

    def end(self, index: int, *, last: bool) -> int:
        """Return the highest or the lowest area of the same picture."""
        panel = self.areas[index].panel
        heights = [
            (area.middle.y(), place) for place, area in enumerate(self.areas) if area.panel == panel
        ]
        return (max if last else min)(heights)[1]

    def other_picture(self, index: int, step: int) -> int:
        """Return the highest area of the picture so many steps on."""
        panels = list(dict.fromkeys(area.panel for area in self.areas))
        wanted = panels[(panels.index(self.areas[index].panel) + step) % len(panels)]
        first = next(one for one, area in enumerate(self.areas) if area.panel == wanted)
        return self.end(first, last=False)

    def _beside(self, index: int, way: Direction) -> int:
        """Return what lies straight on, in the same picture if it can be; else what is nearest."""
        panel = self.areas[index].panel
        straight = self._straight_on(index, way)
        if straight != _NOWHERE and self.areas[straight].panel == panel:
            return straight
        near = self._nearest(index, way)
        if near != _NOWHERE and self.areas[near].panel == panel:
            return near
        return next((one for one in (straight, near) if one != _NOWHERE), index)

    def _straight_on(self, index: int, way: Direction) -> int:
        here, step = self.areas[index].middle, _STEPS[way] * _STRIDE
        line = QRectF(here, here + step * _FAR).normalized().adjusted(0, 0, 0.1, 0.1)
        ahead = [one for one, area in enumerate(self.areas) if area.box.intersects(line)]
        point = QPointF(here)
        for _ in range(_FAR):
            point += step
            for other in ahead:
                if other != index and self.areas[other].path.contains(point):
                    return other
        return _NOWHERE

    def _nearest(self, index: int, way: Direction) -> int:
        """Return the nearest area that lies more in a direction than aside of it."""
        here, step = self.areas[index].middle, _STEPS[way]
        near: list[tuple[float, int]] = []
        for other, area in enumerate(self.areas):
            off = area.middle - here
            along = QPointF.dotProduct(off, step)
            aside = abs(off.x() * step.y()) + abs(off.y() * step.x())
            if along > 1 and aside <= _WIDEST * along:
                near.append((along + _ASIDE * aside, other))
        return min(near, default=(0, _NOWHERE))[1]


@cache
def sheet(spread_name: Literal["wide", "narrow"]) -> Sheet:
    """Return a sheet by its name; it is laid out once and kept."""
    return Sheet(WIDE if spread_name == "wide" else NARROW)


def _areas(panel: Panel) -> Iterator[Area]:
    place = panel.transform()
    for patch in picture(panel.picture).patches:
        if patch.place not in silent_places():
            spot = Spot(_side(panel, patch.sign), patch.place)
            yield Area(spot, panel.name, place.map(patch.path))


def _side(panel: Panel, sign: int) -> BodySide:
    if sign > 0:
        return panel.side
    return "left" if panel.side == "right" else "right"


def _placed(spread: Spread, what: Literal["outline", "lines"]) -> tuple[QPainterPath, ...]:
    return tuple(
        panel.transform().map(getattr(picture(panel.picture), what)) for panel in spread.panels
    )


def _strokes(path: QPainterPath) -> Iterator[QPainterPath]:
    """Go through a line in pieces of a few steps, each from where the one before it ends."""
    for corners in path.toSubpathPolygons():
        last = corners.size() - 1
        for start in range(0, last, _STEPS_AT_ONCE):
            stroke = QPainterPath()
            stroke.addPolygon(corners.sliced(start, min(_STEPS_AT_ONCE, last - start) + 1))
            yield stroke


def _inside(path: QPainterPath, box: QRectF) -> QPointF:
    """Return the point within a path that has the most room around it, out of a coarse grid."""
    tries = [
        QPointF(box.left() + box.width() * x / 8, box.top() + box.height() * y / 8)
        for x in range(1, 8)
        for y in range(1, 8)
    ]
    within = [point for point in tries if path.contains(point)]
    centre = box.center()
    return min(within, key=lambda one: (one - centre).manhattanLength(), default=centre)
