"""Arrows of motion: thick enough for an arm's length, with a pale edge where they cross a limb."""

from collections.abc import Sequence
from typing import Final

from handouts.drawings.geometry import (
    Path,
    Point,
    direction_of,
    distance,
    placed,
    smooth,
    straight,
)
from handouts.drawings.ink import Pen, Shape

WIDTH: Final = 1.9
EDGE: Final = 3.6
LONG: Final = 0.052
WIDE: Final = 0.029
"""The head of an arrow and half of its width, in widths of the picture."""


def arrow(
    points: Sequence[Point], picture_width: float, *, both: bool = False
) -> tuple[Shape, ...]:
    """Return an arrow that runs smoothly through the points; ``both``: with a head at each end."""
    long, wide = LONG * picture_width, WIDE * picture_width
    heads = [_head(points[-2:], long, wide)]
    line = [*points[:-1], _back(points[-2:], long)]
    if both:
        first = (points[1], points[0])
        heads.append(_head(first, long, wide))
        line = [_back(first, long), *line[1:]]
    stem = smooth(line, closed=False)
    edges = (Shape(stem, None, Pen("paper", EDGE)), *(_edge(head) for head in heads))
    return (*edges, Shape(stem, None, Pen("move", WIDTH)), *(Shape(h, "move") for h in heads))


def _edge(head: Path) -> Shape:
    return Shape(head, "paper", Pen("paper", EDGE - WIDTH))


def _back(ends: Sequence[Point], long: float) -> Point:
    """Return where the stem ends: within the head."""
    before, tip = ends
    return placed(tip, direction_of(tip, before), min(long * 0.75, distance(before, tip) * 0.9), 0)


def _head(ends: Sequence[Point], long: float, wide: float) -> Path:
    before, tip = ends
    back = direction_of(tip, before)
    return straight(
        (
            tip,
            placed(tip, back, long, wide),
            placed(tip, back, long * 0.8, 0),
            placed(tip, back, long, -wide),
        ),
        closed=True,
    )
