"""The same figure seen from the front or from behind; left and right are those of the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handouts.drawings.bodyparts import (
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
from handouts.drawings.geometry import Path, Point, ahead, ellipse, placed, smooth
from handouts.drawings.ink import Shape, outlined, stroke
from handouts.drawings.skeleton import LENGTHS, Bone

TRUNK: Final = (
    (-7.0, 13.4),
    (-2.0, 16.4),
    (4.0, 16.6),
    (11.0, 15.2),
    (19.0, 13.4),
    (27.0, 13.8),
    (35.0, 15.4),
    (42.0, 16.6),
    (47.0, 17.0),
    (51.0, 14.4),
    (54.0, 8.8),
    (57.0, 5.6),
)
"""Along the trunk from the hips, how wide its half is."""
HEAD_FRONT: Final = (
    (0.0, 15.6),
    (5.2, 14.0),
    (7.6, 10.2),
    (8.0, 7.0),
    (8.0, 5.0),
    (7.9, 2.6),
    (7.5, 0.6),
    (7.0, -1.6),
    (6.1, -3.6),
    (4.0, -6.0),
    (0.0, -7.4),
    (-4.0, -6.0),
    (-6.1, -3.6),
    (-7.5, 0.6),
    (-8.0, 4.6),
    (-7.7, 9.6),
    (-5.2, 14.0),
)
HAIR_FRONT: Final = (
    (0.0, 15.6),
    (5.2, 14.0),
    (7.7, 9.4),
    (5.6, 10.6),
    (2.2, 11.6),
    (-2.0, 11.8),
    (-5.2, 10.8),
    (-6.8, 8.8),
    (-7.8, 7.2),
    (-8.0, 8.0),
    (-7.7, 9.8),
    (-5.2, 14.0),
)
"""The head from the front, point by point as in profile: a turn goes from one to the other."""
FOOT: Final = (
    (-3.2, 3.0),
    (-3.6, -2.0),
    (-3.4, -6.2),
    (-1.0, -7.0),
    (3.0, -7.0),
    (5.8, -6.2),
    (5.4, -3.0),
    (3.2, 3.0),
)
SHOULDER_WIDE: Final = 16.0
SHOULDER_HIGH: Final = 46.5
HIPS_WIDE: Final = 8.6
SIDES: Final = ("left", "right")
EYES: Final = 24.0
"""Half the angle between the eyes, as seen from the middle of the head."""
VISIBLE: Final = 0.12


@dataclass(frozen=True, slots=True)
class SideLimb:
    """An arm or a leg: how far it is led away from the body, its bend, and that of its end."""

    away: float = 9.0
    bend: float = 0.0
    end: float = 0.0
    over: bool = True
    """It lies in front of the body; otherwise behind it."""


@dataclass(frozen=True, slots=True)
class FrontPose:
    """A posture from the front; the head turns and tilts to the right of the picture."""

    hips: Point
    behind: bool = False
    turn: float = 0.0
    tilt: float = 0.0
    shrug: float = 0.0
    narrow: float = 0.0
    """How far the shoulders are lifted and drawn together, in centimetres."""
    arms: tuple[SideLimb, SideLimb] = (SideLimb(), SideLimb())
    legs: tuple[SideLimb, SideLimb] = (SideLimb(3.0), SideLimb(3.0))


@dataclass(frozen=True, slots=True)
class FrontFigure:
    """The shapes of a figure from the front, and where its joints are."""

    shapes: tuple[Shape, ...]
    joints: dict[str, Point]
    outlines: dict[str, tuple[Path, ...]]


def front_figure(pose: FrontPose) -> FrontFigure:
    """Return the figure of a pose."""
    arms = [_bones(pose, number, "arm") for number in (0, 1)]
    legs = [_bones(pose, number, "leg") for number in (0, 1)]
    joints = _joints(pose, arms, legs)
    paths = {
        "trunk": (_trunk(pose),),
        "left_arm": _arm(arms[0], -1),
        "right_arm": _arm(arms[1], 1),
        "left_leg": _leg(legs[0], -1),
        "right_leg": _leg(legs[1], 1),
        "head": (_neck(pose), *_head(pose)[:1]),
    }
    sides = [side for side, arm in zip(SIDES, pose.arms, strict=True) if arm.over]
    whole = ("left_leg", "right_leg", "trunk", *(f"{side}_arm" for side in sides))
    body = outlined((_neck(pose), *(path for name in whole for path in paths[name])), "skin")
    behind = [f"{side}_arm" for side in SIDES if side not in sides]
    shapes = (
        *(shape for name in behind for shape in outlined(paths[name], "skin")),
        *(*body, _waist(pose), *_back(pose), *_head_shapes(pose)),
        *(shape for side in sides for shape in _over(paths[f"{side}_arm"])),
    )
    return FrontFigure(shapes, joints, paths)


def _bones(pose: FrontPose, number: int, kind: str) -> tuple[Bone, Bone, Bone]:
    """Return the bones of a limb: the left one is the mirror of the right one."""
    limb = (pose.arms if kind == "arm" else pose.legs)[number]
    side = 1 if number else -1
    if kind == "arm":
        wide = side * (SHOULDER_WIDE - pose.narrow)
        at = pose.hips[0] + wide, pose.hips[1] + SHOULDER_HIGH + pose.shrug
        lengths = LENGTHS["upper_arm"], LENGTHS["forearm"], LENGTHS["hand"]
    else:
        at = pose.hips[0] + side * HIPS_WIDE, pose.hips[1]
        lengths = LENGTHS["thigh"], LENGTHS["shin"], LENGTHS["hand"]
    turns = (limb.away, limb.away + limb.bend, limb.away + limb.bend + limb.end)
    bones, start = [], at
    for length, turn in zip(lengths, turns, strict=True):
        direction = -90 + side * turn
        end = ahead(start, direction, length)
        bones.append(Bone(start, direction, end))
        start = end
    return bones[0], bones[1], bones[2]


def _joints(
    pose: FrontPose, arms: Sequence[tuple[Bone, ...]], legs: Sequence[tuple[Bone, ...]]
) -> dict[str, Point]:
    found = {"hips": pose.hips, "head": _atlas(pose)}
    found["base_of_neck"] = pose.hips[0], pose.hips[1] + LENGTHS["trunk"]
    for side, arm, leg in zip(SIDES, arms, legs, strict=True):
        for name, bone in zip(("elbow", "wrist", "hand"), arm, strict=True):
            found[f"{side}_{name}"] = bone.end
        for name, bone in zip(("knee", "ankle"), leg, strict=False):
            found[f"{side}_{name}"] = bone.end
        found[f"{side}_shoulder"], found[f"{side}_hip"] = arm[0].start, leg[0].start
    return found


def _arm(bones: tuple[Bone, Bone, Bone], side: int) -> tuple[Path, ...]:
    hand = tuple((x, y * side) for x, y in HAND)
    return along(bones[0], UPPER_ARM), along(bones[1], FOREARM), at_end(bones[2], hand)


def _leg(bones: tuple[Bone, Bone, Bone], side: int) -> tuple[Path, ...]:
    ankle = bones[1].end
    foot = smooth([(ankle[0] + x * side, ankle[1] + y) for x, y in FOOT])
    thigh = tuple((share, (f + b) / 2, (f + b) / 2) for share, f, b in THIGH)
    shin = tuple((share, (f + b) / 2, (f + b) / 2) for share, f, b in SHIN)
    return along(bones[0], thigh), along(bones[1], shin), foot


def _trunk(pose: FrontPose) -> Path:
    x, y = pose.hips
    half = []
    for up, wide in TRUNK:
        high = up + (pose.shrug if up in (47.0, 51.0) else 0.0)
        half.append((wide - (pose.narrow if up > 40.0 and up < 53.0 else 0.0), high))
    right = [(x + wide, y + up) for wide, up in half]
    return smooth([*right, *((2 * x - there, up) for there, up in reversed(right))])


def _neck(pose: FrontPose) -> Path:
    base = pose.hips[0], pose.hips[1] + LENGTHS["trunk"] - 5
    top = _atlas(pose)
    return smooth(
        [
            (base[0] + 6.4, base[1]),
            placed(top, 90 - pose.tilt, -1, -5.2),
            placed(top, 90 - pose.tilt, 4, -4.6),
            placed(top, 90 - pose.tilt, 4, 4.6),
            placed(top, 90 - pose.tilt, -1, 5.2),
            (base[0] - 6.4, base[1]),
        ]
    )


def _atlas(pose: FrontPose) -> Point:
    """Return where the head sits: the neck takes half of a tilt."""
    base = pose.hips[0], pose.hips[1] + LENGTHS["trunk"] - 1
    return ahead(base, 90 - pose.tilt / 2, LENGTHS["neck"])


def _head(pose: FrontPose) -> tuple[Path, Path]:
    return _mixed(pose, HEAD_FRONT, HEAD), _mixed(pose, HAIR_FRONT, HAIR)


def _mixed(pose: FrontPose, front: Sequence[Point], profile: Sequence[Point]) -> Path:
    """Return an outline between front and profile, as far as the head is turned."""
    share = abs(math.sin(math.radians(pose.turn)))
    points = (
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        for a, b in zip(front, profile, strict=True)
    )
    return smooth([_on_head(pose, *point) for point in points])


def _on_head(pose: FrontPose, across: float, up: float) -> Point:
    """Return a point of the head that is turned to the right, or mirrored to the left."""
    side = -1 if pose.turn < 0 else 1
    return placed(_atlas(pose), 90 - pose.tilt, up, -across * side)


def _head_shapes(pose: FrontPose) -> tuple[Shape, ...]:
    head, hair = _head(pose)
    turn = math.radians(abs(pose.turn))
    ears = [-8.3] if turn > 0.3 else [-8.3, 8.3]
    lobes = [ellipse(_on_head(pose, x, 3.4), 1.3, 2.4, -pose.tilt) for x in ears if turn < 0.5]
    found = [*outlined((*lobes, head), "skin")]
    if pose.behind:
        return (*found, Shape(_grown(pose), "hair"))
    found.append(Shape(hair, "hair"))
    if turn >= 0.5:
        x = -8.4 * math.cos(turn)
        points = ((x + 1.4, 4.4), (x - 0.4, 4.8), (x - 0.8, 2.4), (x + 0.6, 0.8))
        found.append(stroke(smooth([_on_head(pose, *point) for point in points], closed=False)))
    return (*found, *_face(pose, turn))


def _grown(pose: FrontPose) -> Path:
    """Return the hair from behind: all of the head down to the neck."""
    low = [(6.4, -0.6), (3.4, -3.0), (-3.4, -3.0), (-6.4, -0.6)]
    points = [*HEAD_FRONT[:7], *low, *HEAD_FRONT[13:]]
    return smooth([_on_head(pose, *point) for point in points])


def _face(pose: FrontPose, turn: float) -> tuple[Shape, ...]:
    found = []
    for eye in (-EYES, EYES):
        angle = turn + math.radians(eye)
        if math.cos(angle) > VISIBLE:
            at = _on_head(pose, 8.0 * math.sin(angle), 5.2)
            found.append(
                Shape(ellipse(at, 0.75 * max(math.cos(angle), 0.6), 0.95, -pose.tilt), "ink")
            )
    middle, wide = 8.0 * math.sin(turn), math.cos(turn)
    nose = (
        (middle - 0.2 + turn, 4.2),
        (middle + 0.9 + turn * 0.6, 1.6),
        (middle - 0.6 + turn, 1.0),
    )
    mouth = ((middle - 2.6 * wide, -2.2), (middle - 0.2 * wide, -3.0), (middle + 2.2 * wide, -2.2))
    lines = (nose, mouth) if turn < 0.9 else (mouth,)
    for points in lines:
        path = smooth([_on_head(pose, *point) for point in points], closed=False)
        found.append(stroke(path))
    return tuple(found)


def _over(arm: tuple[Path, ...]) -> tuple[Shape, ...]:
    """Return the lower part of an arm in front of the head; its upper part has no line there."""
    upper, *lower = arm
    return (*outlined(lower, "skin"), Shape(upper, "skin"))


def _waist(pose: FrontPose) -> Shape:
    x, y = pose.hips
    points = [(x - 15.2, y + 9.4), (x, y + 8.2), (x + 15.2, y + 9.4)]
    return stroke(smooth(points, closed=False), "soft")


def _back(pose: FrontPose) -> tuple[Shape, ...]:
    """Return the line of the spine and the shoulder blades, from behind."""
    if not pose.behind:
        return ()
    x, y = pose.hips
    spine = stroke(smooth([(x, y + 14), (x + 0.3, y + 30), (x, y + 50)], closed=False), "soft")
    blades = []
    for side in (-1, 1):
        inner = 7.4 - pose.narrow
        high = y + 46 + pose.shrug
        points = [
            (inner + 0.6, high),
            (inner, high - 7),
            (inner + 2.6, high - 14.5),
            (inner + 6.4, high - 8.4),
        ]
        blades.append(stroke(smooth([(x + side * a, b) for a, b in points], closed=False)))
    return (spine, *blades)
