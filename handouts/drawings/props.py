"""What people exercise, sleep and sit with: drawn by few lines, paler than the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handouts.drawings.geometry import (
    Path,
    Point,
    ahead,
    arc,
    box,
    direction_of,
    distance,
    ellipse,
    placed,
    rounded,
    smooth,
    straight,
)
from handouts.drawings.ink import Pen, Shape, Tone, outlined, stroke

EDGE: Final = Pen("soft", 0.8)
SEAT_HIGH: Final = 42.0
MAT_HIGH: Final = 3.0
"""Where somebody sits on a chair, and lies on a mat, above the ground."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in its place: lower left corner, width, height and turn, as its kind reads them."""

    kind: str
    at: Point
    width: float = 0.0
    height: float = 0.0
    turn: float = 0.0
    layer: str = "behind"


def draw(prop: Prop) -> tuple[Shape, ...]:
    """Return the shapes of a thing."""
    return KINDS[prop.kind](prop)


def _plain(path: Path, tone: Tone = "prop") -> tuple[Shape, ...]:
    return (Shape(path, tone, EDGE),)


def _mat(prop: Prop) -> tuple[Shape, ...]:
    return _plain(box(prop.at[0], prop.at[1], prop.width, MAT_HIGH, 1.2), "cloth")


def _bed(prop: Prop) -> tuple[Shape, ...]:
    x, y = prop.at
    legs = tuple(Shape(box(x + dx, y - 12, 4, 12), "prop", EDGE) for dx in (6, prop.width - 10))
    return (*legs, *_plain(box(x, y - prop.height, prop.width, prop.height, 4)))


def _sheet(prop: Prop) -> tuple[Shape, ...]:
    """A mat or a bed seen from above."""
    return _plain(box(*prop.at, prop.width, prop.height, 6))


def _chair(prop: Prop) -> tuple[Shape, ...]:
    """A chair that faces right; a negative width turns it round."""
    (x, y), way = prop.at, -1 if prop.width < 0 else 1
    deep = abs(prop.width) or 42.0

    def part(left: float, low: float, wide: float, high: float) -> Path:
        corner = x + left if way > 0 else x - left - wide
        return box(corner, y + low, wide, high, 1.6)

    parts = [part(0.5, 0, 3.6, SEAT_HIGH), part(deep - 4, 0, 3.6, SEAT_HIGH - 2)]
    if not prop.height:
        parts.append(part(-3.6, SEAT_HIGH - 4, 4.2, 50))
    parts.append(part(-1.0, SEAT_HIGH - 4.5, deep + 1.5, 4.5))
    return outlined(parts, "prop", EDGE)


def _stool(prop: Prop) -> tuple[Shape, ...]:
    x, y = prop.at
    legs = [
        straight(
            [(x + a, y + 40), (x + a + 3.4, y + 40), (x + b + 3.2, y), (x + b, y)], closed=True
        )
        for a, b in ((3, 0), (prop.width - 6.4, prop.width - 3.2))
    ]
    return outlined((*legs, box(x, y + SEAT_HIGH - 5, prop.width, 5, 2)), "prop", EDGE)


def _pillow(prop: Prop) -> tuple[Shape, ...]:
    """A pillow around its middle, which is ``at``."""
    wide, high = prop.width / 2, prop.height / 2
    points = (
        (-1, -0.82),
        (0, -1),
        (1, -0.82),
        (0.96, 0),
        (1, 0.82),
        (0, 1),
        (-1, 0.82),
        (-0.96, 0),
    )
    path = smooth([placed(prop.at, prop.turn, x * wide, y * high) for x, y in points])
    return _plain(path, "cloth")


def _towel(prop: Prop) -> tuple[Shape, ...]:
    radius = prop.width / 2
    spiral = arc(prop.at, radius * 0.5, 40, 330)
    return (*_plain(ellipse(prop.at, radius, radius), "cloth"), stroke(spiral, "soft"))


def _block(prop: Prop) -> tuple[Shape, ...]:
    """A box to lift, a step, a table top."""
    x, y = prop.at
    lid = straight([(x, y + prop.height * 0.74), (x + prop.width, y + prop.height * 0.74)])
    return (*_plain(box(x, y, prop.width, prop.height, 1.6), "cloth"), stroke(lid, "soft"))


def _pack(prop: Prop) -> tuple[Shape, ...]:
    """A warm or cold pack with the cloth beneath it; the cloth is on its left side."""
    cloth = _turned_box(prop, -prop.width * 0.45, prop.width * 0.4, prop.height * 1.14)
    pack = _turned_box(prop, prop.width * 0.2, prop.width, prop.height)
    return (Shape(cloth, "paper", EDGE), Shape(pack, "soft", Pen("ink", 0.9)))


def _turned_box(prop: Prop, off: float, wide: float, high: float) -> Path:
    corners = ((off, -high / 2), (off + wide, -high / 2), (off + wide, high / 2), (off, high / 2))
    return rounded([placed(prop.at, prop.turn, x, y) for x, y in corners], wide * 0.35)


def _warmth(prop: Prop) -> tuple[Shape, ...]:
    """Three waves that rise from ``at``."""
    found = []
    for number in (-1, 0, 1):
        points = [
            placed(
                prop.at,
                prop.turn,
                number * prop.width / 3 + side * prop.width * 0.07,
                share * prop.height,
            )
            for share, side in ((0, 0), (0.25, 1), (0.5, 0), (0.75, -1), (1, 0))
        ]
        found.append(Shape(smooth(points, closed=False), None, Pen("move", 1.2)))
    return tuple(found)


def _water(prop: Prop) -> tuple[Shape, ...]:
    """Water up to the height of ``at``: waves on top."""
    (x, y), count = prop.at, 8
    step = prop.width / count / 2
    tops = [
        (x + number * step, y + (1.6 if number % 2 else -1.6)) for number in range(2 * count + 1)
    ]
    return (Shape(smooth(tops, closed=False), None, Pen("soft", 1.2)),)


def _depth(prop: Prop) -> tuple[Shape, ...]:
    return (Shape(box(*prop.at, prop.width, prop.height), "prop"),)


def _bike(prop: Prop) -> tuple[Shape, ...]:
    """An exercise bike; ``turn`` is the direction of the near pedal from the crank."""
    x, y = prop.at

    def tube(start: Point, end: Point, wide: float = 5.0) -> Path:
        one, other = (x + start[0], y + start[1]), (x + end[0], y + end[1])
        turn = direction_of(one, other)
        return _turned_box(Prop("bar", one, turn=turn), 0, distance(one, other), wide)

    crank = (14.0, 36.0)
    near, far = (ahead(crank, prop.turn + half, 16) for half in (0.0, 180.0))
    frame = [tube((-40, 3), (52, 3)), tube((-6, 4), (-18, 84)), tube((-12, 44), (40, 34))]
    frame += [tube((36, 4), (40, 112)), tube((24, 114), (42, 114)), tube((-32, 86), (-4, 86), 5.5)]
    pedals = [tube(one, other, 3.6) for one, other in ((crank, near), (crank, far))]
    pedals += [tube((at[0] - 6, at[1]), (at[0] + 6, at[1]), 3.2) for at in (near, far)]
    wheel = ellipse((x + 36, y + 32), 23, 23)
    return (*outlined(frame, "cloth", EDGE), *_plain(wheel), *outlined(pedals, "cloth", EDGE))


def _clock(prop: Prop) -> tuple[Shape, ...]:
    radius = prop.width / 2
    x, y = prop.at
    hands = straight([(x, y + radius * 0.66), (x, y), (x + radius * 0.5, y)])
    return (
        Shape(ellipse(prop.at, radius, radius), "paper", Pen("ink", 1.0)),
        Shape(hands, None, Pen("ink", 1.0)),
    )


def _cross(prop: Prop) -> tuple[Shape, ...]:
    """Not like this: a cross from corner to corner."""
    (x, y), wide, high = prop.at, prop.width, prop.height
    lines = straight([(x, y), (x + wide, y + high)]), straight([(x, y + high), (x + wide, y)])
    edges = tuple(Shape(line, None, Pen("paper", 5.2)) for line in lines)
    return edges + tuple(Shape(line, None, Pen("ink", 3.2)) for line in lines)


def _drop(prop: Prop) -> tuple[Shape, ...]:
    (x, y), radius = prop.at, prop.width / 2
    points = ((0, 2.2), (0.75, 0.55), (0.8, -0.45), (0, -1), (-0.8, -0.45), (-0.75, 0.55))
    path = smooth([(x + a * radius, y + b * radius) for a, b in points])
    return (Shape(path, "move", Pen("paper", 1.0)),)


def _cup(prop: Prop) -> tuple[Shape, ...]:
    wide, high = prop.width / 2, prop.height / 2
    corners = [
        placed(prop.at, prop.turn, x, y)
        for x, y in ((-wide * 0.8, -high), (wide * 0.8, -high), (wide, high), (-wide, high))
    ]
    grip = ellipse(placed(prop.at, prop.turn, wide * 1.1, 0), wide * 0.5, high * 0.5, prop.turn)
    return (
        Shape(grip, None, Pen("ink", 0.9)),
        Shape(rounded(corners, wide * 0.3), "cloth", Pen("ink", 0.9)),
    )


def _shake(prop: Prop) -> tuple[Shape, ...]:
    """Two short curved lines: what trembles or sways."""
    found = []
    for number in (0, 1):
        points = [
            placed(prop.at, prop.turn, number * prop.width * 0.5, side * prop.height / 2)
            for side in (-1, 0, 1)
        ]
        bent = [points[0], placed(points[1], prop.turn, prop.width * 0.3, 0), points[2]]
        found.append(Shape(smooth(bent, closed=False), None, Pen("move", 1.1)))
    return tuple(found)


KINDS: Final[Mapping[str, Callable[[Prop], tuple[Shape, ...]]]] = MappingProxyType(
    {
        "bed": _bed,
        "bike": _bike,
        "block": _block,
        "chair": _chair,
        "clock": _clock,
        "cross": _cross,
        "cup": _cup,
        "depth": _depth,
        "drop": _drop,
        "mat": _mat,
        "pack": _pack,
        "pillow": _pillow,
        "shake": _shake,
        "sheet": _sheet,
        "stool": _stool,
        "towel": _towel,
        "warmth": _warmth,
        "water": _water,
    }
)
