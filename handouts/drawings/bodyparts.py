"""The outlines of head and limbs, by which every view draws the same figure. In centimetres."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from handouts.drawings.geometry import Path, Point, distance, placed, smooth
from handouts.drawings.skeleton import Bone

Profile: TypeAlias = Sequence[tuple[float, float, float]]
"""Shares of a bone, with the distance of its front and of its back from the line of the joints."""

THIGH: Final = ((0.0, 8.6, 9.2), (0.3, 8.4, 8.6), (0.65, 7.0, 7.0), (1.0, 5.8, 5.4))
SHIN: Final = (
    (0.0, 5.6, 5.2),
    (0.28, 4.7, 6.3),
    (0.55, 4.2, 5.1),
    (0.82, 3.3, 3.5),
    (1.0, 3.3, 3.5),
)
UPPER_ARM: Final = ((0.0, 5.0, 5.0), (0.4, 4.5, 4.5), (1.0, 3.7, 3.9))
FOREARM: Final = ((0.0, 3.8, 3.9), (0.3, 4.0, 3.9), (0.75, 3.0, 3.0), (1.0, 2.5, 2.5))
"""Shares of a bone, with the distance of the front and of the back."""
FOOT: Final = (
    (-3.4, 3.0),
    (-5.4, -1.5),
    (-6.0, -5.0),
    (-4.4, -6.9),
    (0.0, -7.0),
    (6.0, -7.0),
    (12.0, -7.0),
    (16.8, -7.0),
    (18.8, -5.8),
    (17.0, -3.4),
    (11.0, -1.2),
    (6.0, 1.4),
    (3.4, 4.2),
)
HAND: Final = (
    (-1.5, 2.5),
    (3.0, 3.4),
    (5.4, 5.4),
    (7.6, 6.6),
    (8.6, 5.4),
    (7.2, 3.4),
    (11.0, 2.8),
    (15.0, 2.0),
    (16.8, 0.2),
    (15.4, -2.0),
    (10.0, -3.2),
    (4.0, -3.2),
    (-1.5, -2.5),
)
HEAD: Final = (
    (0.6, 15.6),
    (5.8, 13.8),
    (8.8, 10.2),
    (9.2, 7.0),
    (9.0, 5.0),
    (11.2, 1.9),
    (9.5, 0.6),
    (9.7, -1.6),
    (9.0, -3.6),
    (8.6, -6.0),
    (6.4, -7.2),
    (2.0, -4.6),
    (-2.2, -3.0),
    (-6.6, -1.4),
    (-9.2, 3.4),
    (-9.4, 8.6),
    (-6.0, 13.6),
)
"""The head in profile: forward of the upper end of the neck, and above it."""
HAIR: Final = (
    (0.6, 15.6),
    (5.8, 13.8),
    (8.4, 10.9),
    (5.6, 10.4),
    (2.4, 9.0),
    (0.2, 6.4),
    (-2.4, 4.4),
    (-3.6, 1.0),
    (-6.4, -1.2),
    (-9.2, 3.4),
    (-9.4, 8.6),
    (-6.0, 13.6),
)


def along(bone: Bone, profile: Profile) -> Path:
    """Return the outline of a bone by its profile, with round ends."""
    length = distance(bone.start, bone.end)

    def put(forward: float, aside: float) -> Point:
        return placed(bone.start, bone.direction, forward, aside)

    first, last = ((f + b) / 2 for _, f, b in (profile[0], profile[-1]))
    front = [put(share * length, before) for share, before, _ in profile]
    back = [put(share * length, -behind) for share, _, behind in reversed(profile)]
    far_end = _cap(put, profile[-1][0] * length, last, 1)
    near_end = _cap(put, profile[0][0] * length, first, -1)
    return smooth([*front, *far_end, *back, *near_end])


def at_end(bone: Bone, outline: Sequence[Point]) -> Path:
    """Return the outline of a hand or a foot, which is given along its bone and to its left."""
    return smooth([placed(bone.start, bone.direction, x, y) for x, y in outline])


def _cap(
    put: Callable[[float, float], Point], forward: float, radius: float, way: int
) -> list[Point]:
    reach, aside = radius * 0.72, radius * 0.72 * way
    return [
        put(forward + way * reach, aside),
        put(forward + way * radius, 0),
        put(forward + way * reach, -aside),
    ]
