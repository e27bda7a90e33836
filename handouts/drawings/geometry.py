"""Points, directions and smooth paths. Lengths are centimetres, angles degrees, y counts upward."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = tuple[Point, Point, Point]
"""A cubic curve from where the pen is: two control points and the end."""

STEPS: Final = 4
"""So many straight pieces stand for one curve when a path is measured."""
ROUND: Final = 0.5523
"""How far the control points of a quarter of a circle are from its ends, in radii."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line of cubic curves; a closed one can be filled."""

    start: Point
    curves: tuple[Curve, ...]
    closed: bool = True

    def points(self) -> tuple[Point, ...]:
        """Return points along the path, close enough to measure it."""
        found, at = [self.start], self.start
        for first, second, end in self.curves:
            curve = (at, first, second, end)
            found += [_on_curve(curve, step / STEPS) for step in range(1, STEPS + 1)]
            at = end
        return tuple(found)

    def moved(self, dx: float, dy: float) -> "Path":
        """Return the same path at another place."""
        curves = tuple(
            (shifted(one, dx, dy), shifted(two, dx, dy), shifted(end, dx, dy))
            for one, two, end in self.curves
        )
        return Path(shifted(self.start, dx, dy), curves, self.closed)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest box around something."""

    left: float
    low: float
    right: float
    high: float


def shifted(point: Point, dx: float, dy: float) -> Point:
    """Return a point moved by a distance."""
    return point[0] + dx, point[1] + dy


def ahead(point: Point, direction: float, length: float) -> Point:
    """Return the point at a distance in a direction; 0 is to the right, 90 upward."""
    turn = math.radians(direction)
    return point[0] + length * math.cos(turn), point[1] + length * math.sin(turn)


def placed(origin: Point, direction: float, along: float, aside: float) -> Point:
    """Return a point given along a direction and to the left of it."""
    return ahead(ahead(origin, direction, along), direction + 90, aside)


def between(one: Point, other: Point, share: float) -> Point:
    """Return the point at a share of the way."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def distance(one: Point, other: Point) -> float:
    """Return how far two points are apart."""
    return math.hypot(other[0] - one[0], other[1] - one[1])


def direction_of(one: Point, other: Point) -> float:
    """Return the direction from one point to another."""
    return math.degrees(math.atan2(other[1] - one[1], other[0] - one[0]))


def turned(angle: float) -> float:
    """Return the same angle between -180 and 180 degrees."""
    return (angle + 180) % 360 - 180


def smooth(points: Sequence[Point], *, closed: bool = True) -> Path:
    """Return a path that runs smoothly through all points."""
    count = len(points)

    def at(number: int) -> Point:
        return points[number % count] if closed else points[min(max(number, 0), count - 1)]

    curves = []
    for number in range(count if closed else count - 1):
        before, start, end, after = (at(number + step) for step in (-1, 0, 1, 2))
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        curves.append((first, second, end))
    return Path(points[0], tuple(curves), closed)


def straight(points: Sequence[Point], *, closed: bool = False) -> Path:
    """Return a path of straight lines from point to point."""
    ends = [*points[1:], *([points[0]] if closed else [])]
    curves = tuple(
        (between(one, other, 1 / 3), between(one, other, 2 / 3), other)
        for one, other in zip(points, ends, strict=False)
    )
    return Path(points[0], curves, closed)


def ellipse(middle: Point, across: float, high: float, turn: float = 0.0) -> Path:
    """Return an ellipse by its two half axes."""
    signs = ((1, 0), (0, 1), (-1, 0), (0, -1))

    def put(x: float, y: float) -> Point:
        return placed(middle, turn, x * across, y * high)

    curves = []
    for (x, y), (to_x, to_y) in zip(signs, (*signs[1:], signs[0]), strict=True):
        first = put(x + ROUND * to_x, y + ROUND * to_y)
        second = put(to_x + ROUND * x, to_y + ROUND * y)
        curves.append((first, second, put(to_x, to_y)))
    return Path(put(1, 0), tuple(curves))


def rounded(corners: Sequence[Point], radius: float) -> Path:
    """Return a closed path of straight lines with round corners."""
    count = len(corners)
    curves: list[Curve] = []
    start: Point | None = None
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % count]
        enter, leave = _near(corner, before, radius), _near(corner, after, radius)
        if start is None:
            start = enter
        else:
            at = curves[-1][2]
            curves.append((between(at, enter, 1 / 3), between(at, enter, 2 / 3), enter))
        curves.append((between(enter, corner, ROUND), between(leave, corner, ROUND), leave))
    first = start or corners[0]
    at = curves[-1][2]
    curves.append((between(at, first, 1 / 3), between(at, first, 2 / 3), first))
    return Path(first, tuple(curves))


def box(left: float, low: float, width: float, height: float, radius: float = 0.0) -> Path:
    """Return a box, with round corners if wanted."""
    corners = (
        (left, low),
        (left + width, low),
        (left + width, low + height),
        (left, low + height),
    )
    return rounded(corners, radius) if radius else straight(corners, closed=True)


def arc(middle: Point, radius: float, begin: float, end: float) -> Path:
    """Return a part of a circle from one direction to another, the way the numbers count."""
    pieces = max(1, math.ceil(abs(end - begin) / 45))
    step = (end - begin) / pieces
    reach = 4 / 3 * math.tan(math.radians(step) / 4) * radius
    curves = []
    for number in range(pieces):
        here, there = begin + number * step, begin + (number + 1) * step
        first = placed(middle, here, radius, reach)
        second = placed(middle, there, radius, -reach)
        curves.append((first, second, ahead(middle, there, radius)))
    return Path(ahead(middle, begin, radius), tuple(curves), closed=False)


def bounds_of(paths: Iterable[Path]) -> Bounds:
    """Return the box around paths."""
    points = [point for path in paths for point in path.points()]
    across, up = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(across), min(up), max(across), max(up))


def _near(corner: Point, other: Point, radius: float) -> Point:
    return between(corner, other, min(0.5, radius / max(distance(corner, other), 1e-9)))


def _on_curve(points: tuple[Point, Point, Point, Point], share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)),
    )
