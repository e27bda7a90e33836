"""So many of a hundred people: rows of ten, the ones that are meant are filled."""

from functools import cache
from typing import Final

from handouts.drawings.geometry import Path, ellipse, smooth
from handouts.drawings.ink import Frame, Pen, Picture, Shape

ROW: Final = 10
OF: Final = 100
WIDE, HIGH = 10.0, 13.0
"""The room of one person, in units of the picture."""
BODY: Final = (
    (0.0, 7.2),
    (2.2, 6.8),
    (3.3, 5.2),
    (3.2, 2.6),
    (2.2, 1.1),
    (-2.2, 1.1),
    (-3.2, 2.6),
    (-3.3, 5.2),
    (-2.2, 6.8),
)
GAP: Final = 1.0
"""The room between two blocks of five, across and down."""
HALF: Final = 5


@cache
def people(count: int, of: int = OF) -> Picture:
    """Return ``of`` people in rows of ten, the first ``count`` of them filled.

    The rest is an outline: the difference is one of shape and tone, never of colour alone.
    Raises ``ValueError`` unless 0 <= count <= of, and of is a number of whole rows.
    """
    if not 0 <= count <= of or of < ROW or of % ROW:
        raise ValueError(f"{count} of {of} people cannot be drawn in rows of {ROW}")
    rows = of // ROW
    width = ROW * WIDE + GAP + 2 * GAP
    height = rows * HIGH + (rows - 1) // HALF * GAP + 2 * GAP
    shapes: list[Shape] = []
    for number in range(of):
        row, place = divmod(number, ROW)
        x = GAP + (place + 0.5) * WIDE + place // HALF * GAP
        y = height - GAP - (row + 1) * HIGH - row // HALF * GAP
        shapes += _person(x, y, is_meant=number < count)
    return Picture(Frame(0, 0, width, width / height), tuple(shapes))


def _person(x: float, y: float, *, is_meant: bool) -> tuple[Shape, ...]:
    paths: tuple[Path, ...] = (
        ellipse((x, y + 9.6), 1.9, 1.9),
        smooth([(x + dx, y + dy) for dx, dy in BODY]),
    )
    if is_meant:
        return tuple(Shape(path, "move", Pen("move", 0.7)) for path in paths)
    return tuple(Shape(path, "paper", Pen("soft", 0.7)) for path in paths)
