"""Clothes a skeleton in an outline, seen from its side: far limbs behind, near ones in front."""

from dataclasses import dataclass
from typing import Final

from handouts.drawings.bodyparts import (
    FOOT,
    FOREARM,
    HAIR,
    HAND,
    HEAD,
    SHIN,
    THIGH,
    UPPER_ARM,
    along,
    at_end,
)
from handouts.drawings.geometry import (
    Path,
    Point,
    ellipse,
    placed,
    smooth,
)
from handouts.drawings.ink import Pen, Shape, outlined, stroke
from handouts.drawings.skeleton import LENGTHS, LIMBS, Skeleton

TRUNK: Final = (
    (-9.5, 1.5, 6.0),
    (-6.5, 5.0, 9.8),
    (-1.5, 8.2, 11.8),
    (4.0, 9.6, 12.0),
    (10.0, 10.2, 10.4),
    (17.0, 10.0, 8.6),
    (24.0, 9.8, 8.4),
    (32.0, 10.8, 9.8),
    (40.0, 11.6, 10.8),
    (47.0, 10.0, 10.6),
    (53.0, 6.6, 8.2),
    (57.0, 4.4, 5.4),
)
"""Along the trunk from the hip, how far its front and its back are from the line of the joints."""
NECK: Final = ((-0.35, 5.0, 6.0), (0.3, 4.8, 5.2), (1.2, 4.6, 5.2))
PARTS: Final = ("trunk", "head", *LIMBS)
WAIST: Final = 9.0
SEAM: Final = Pen("skin", 3.0)
"""Covers the line around a joint, so that an arm passes into the trunk without one."""


@dataclass(frozen=True, slots=True)
class Layers:
    """A figure from behind to front, so that props can lie between its parts."""

    far: tuple[Shape, ...]
    body: tuple[Shape, ...]
    arm: tuple[Shape, ...]
    outlines: dict[str, tuple[Path, ...]]
    """The paths of ``trunk``, ``head`` and each limb, by which a figure is measured."""


def dressed(skeleton: Skeleton) -> Layers:
    """Return a skeleton as shapes."""
    paths = {part: outline(skeleton, part) for part in PARTS}
    far_pen = Pen("soft", 0.8)
    far = outlined(paths["far_arm"], "far", far_pen) + outlined(paths["far_leg"], "far", far_pen)
    body = outlined((*paths["trunk"], *paths["head"], *paths["near_leg"]), "skin")
    hair = smooth([_on_head(skeleton, x, y) for x, y in HAIR])
    body += (Shape(hair, "hair"), *_face(skeleton), _waist(skeleton))
    arm = outlined(paths["near_arm"], "skin") + _opening(skeleton)
    return Layers(far, body, arm, paths)


def outline(skeleton: Skeleton, part: str) -> tuple[Path, ...]:
    """Return the paths around a part: ``trunk``, ``head`` with the neck, or a limb."""
    if part == "trunk":
        return (_trunk(skeleton),)
    if part == "head":
        return _neck(skeleton), smooth([_on_head(skeleton, x, y) for x, y in HEAD])
    limb = next(limb for limb in LIMBS if limb == part)
    upper, lower, last = skeleton.limbs[limb]
    if limb.endswith("leg"):
        return along(upper, THIGH), along(lower, SHIN), at_end(last, FOOT)
    return along(upper, UPPER_ARM), along(lower, FOREARM), at_end(last, HAND)


def _trunk(skeleton: Skeleton) -> Path:
    front, back = [], []
    for up, before, behind in TRUNK:
        at, direction = _on_spine(skeleton, up)
        front.append(placed(at, direction, 0, -before))
        back.append(placed(at, direction, 0, behind))
    return smooth([*front, *reversed(back)])


def _on_spine(skeleton: Skeleton, up: float) -> tuple[Point, float]:
    number = min(max(round(up), 0), len(skeleton.spine) - 1)
    at, direction = skeleton.spine[number]
    return placed(at, direction, up - number, 0), direction


def _neck(skeleton: Skeleton) -> Path:
    neck, length = skeleton.neck, LENGTHS["neck"]
    front = [placed(neck.start, neck.direction, share * length, -f) for share, f, _ in NECK]
    back = [placed(neck.start, neck.direction, share * length, b) for share, _, b in NECK]
    return smooth([*front, *reversed(back)])


def _on_head(skeleton: Skeleton, forward: float, up: float) -> Point:
    at, direction = skeleton.head
    return placed(at, direction, up, -forward)


def _face(skeleton: Skeleton) -> tuple[Shape, ...]:
    """Return eye, ear and mouth."""
    turn = skeleton.head[1] - 90
    eye = ellipse(_on_head(skeleton, 6.6, 5.4), 0.62, 0.85, turn)
    ear = smooth(
        [_on_head(skeleton, x, y) for x, y in ((0.9, 4.4), (-0.9, 4.6), (-1.3, 2.4), (0.1, 0.8))],
        closed=False,
    )
    mouth = smooth(
        [_on_head(skeleton, x, y) for x, y in ((9.2, -1.9), (8.0, -2.3), (7.2, -1.9))], closed=False
    )
    return Shape(eye, "ink"), stroke(ear), stroke(mouth)


def _waist(skeleton: Skeleton) -> Shape:
    """Return the one line of clothes: a waistband."""
    at, direction = _on_spine(skeleton, WAIST)
    points = [
        placed(at, direction, up, aside) for up, aside in ((0.6, -9.9), (-0.6, 0.0), (0.4, 10.5))
    ]
    return stroke(smooth(points, closed=False), "soft")


def _opening(skeleton: Skeleton) -> tuple[Shape, ...]:
    radius = UPPER_ARM[0][1]
    return (Shape(ellipse(skeleton.joint("near_shoulder"), radius, radius), "skin", SEAM),)
