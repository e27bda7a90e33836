"""The figure seen from its side: bones of fixed length, joints with the range that people have.

Bending forward is positive in every joint, as if the person looked to the right: the trunk and the
neck forward, a thigh or an arm lifted to the front, a shin to the back, the toes up.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from handouts.drawings.geometry import Point, ahead, direction_of, distance, turned

Limb: TypeAlias = Literal["near_leg", "far_leg", "near_arm", "far_arm"]
LIMBS: Final[tuple[Limb, ...]] = ("near_leg", "far_leg", "near_arm", "far_arm")

LENGTHS: Final = MappingProxyType(
    {
        "trunk": 56.0,
        "neck": 9.0,
        "upper_arm": 29.0,
        "forearm": 25.0,
        "hand": 17.0,
        "thigh": 42.0,
        "shin": 40.0,
    }
)
"""Bones of an adult of 170 cm, in centimetres: hip to base of the neck, and so on."""
SHOULDER_AT: Final = 46.5
"""Where the shoulder is on the trunk, counted from the hip."""
BEND_FROM, BEND_TO = 10.0, 40.0
"""The part of the trunk over which its bend is spread."""
ANKLE_HIGH: Final = 7.0
"""From the sole to the ankle."""
RANGES: Final = MappingProxyType(
    {
        "trunk": (-70.0, 75.0),
        "neck": (-45.0, 60.0),
        "head": (-45.0, 35.0),
        "hip": (-25.0, 125.0),
        "knee": (0.0, 150.0),
        "ankle": (-55.0, 30.0),
        "shoulder": (-55.0, 180.0),
        "elbow": (0.0, 150.0),
        "wrist": (-80.0, 80.0),
    }
)
"""How far joints of healthy adults go, in degrees, rounded outward."""
STEP: Final = 1.0


@dataclass(frozen=True, slots=True)
class LimbPose:
    """A limb by the angles of its joints, or by where its end is (``reach``) and points to."""

    joints: tuple[float, float, float] = (0.0, 0.0, 0.0)
    reach: Point | None = None
    points_to: float | None = None


@dataclass(frozen=True, slots=True)
class SidePose:
    """A posture: the direction of the pelvis, the bends above it, and the limbs.

    The trunk of somebody who stands has the direction 90; of one who lies on the back, head to the
    left, 180; on the front, head to the right, 0.
    """

    lean: float
    trunk: float
    neck: float
    head: float
    limbs: Mapping[Limb, LimbPose]


@dataclass(frozen=True, slots=True)
class Bone:
    """A part of a limb: where it begins and the direction in which it goes."""

    start: Point
    direction: float
    end: Point


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posture in its place: the line of the trunk, the head, and the bones of each limb."""

    spine: tuple[tuple[Point, float], ...]
    neck: Bone
    head: tuple[Point, float]
    limbs: Mapping[Limb, tuple[Bone, Bone, Bone]]
    angles: Mapping[str, float]

    def joint(self, name: str) -> Point:
        """Return where a joint is: ``hip``, ``near_knee``, ``far_wrist`` and so on."""
        return self.joints()[name]

    def joints(self) -> dict[str, Point]:
        """Return all joints by name."""
        found = {"hip": self.spine[0][0], "base_of_neck": self.neck.start, "head": self.head[0]}
        found["waist"] = self.spine[len(self.spine) * 2 // 5][0]
        for limb, bones in self.limbs.items():
            side, _, kind = limb.partition("_")
            names = ("knee", "ankle", "toes") if kind == "leg" else ("elbow", "wrist", "hand")
            found |= {f"{side}_{name}": bone.end for name, bone in zip(names, bones, strict=True)}
            found[f"{side}_{'hip' if kind == 'leg' else 'shoulder'}"] = bones[0].start
        return found


class OutOfReach(ValueError):
    """A hand or a foot cannot be where the pose wants it."""


def stand(pose: SidePose, hip: Point) -> Skeleton:
    """Return the skeleton of a pose whose hip is at a place; raises ``OutOfReach``."""
    spine = _spine(pose, hip)
    top, thorax = spine[-1]
    neck_direction = thorax - pose.neck
    atlas = ahead(top, neck_direction, LENGTHS["neck"])
    shoulder = spine[round(SHOULDER_AT / STEP)][0]
    angles = {"trunk": pose.trunk, "neck": pose.neck, "head": pose.head}
    limbs: dict[Limb, tuple[Bone, Bone, Bone]] = {}
    for limb in LIMBS:
        root = (hip, pose.lean + 180) if limb.endswith("leg") else (shoulder, thorax + 180)
        limbs[limb], found = _limb(limb, pose.limbs[limb], root)
        angles |= found
    neck = Bone(top, neck_direction, atlas)
    head = atlas, neck_direction - pose.head
    return Skeleton(spine, neck, head, MappingProxyType(limbs), MappingProxyType(angles))


def _spine(pose: SidePose, hip: Point) -> tuple[tuple[Point, float], ...]:
    """Return points along the trunk with the direction there; its length is kept."""
    at, found = hip, []
    steps = round(LENGTHS["trunk"] / STEP)
    for number in range(steps + 1):
        share = (number * STEP - BEND_FROM) / (BEND_TO - BEND_FROM)
        direction = pose.lean - pose.trunk * min(max(share, 0.0), 1.0)
        found.append((at, direction))
        at = ahead(at, direction, STEP)
    return tuple(found)


def _limb(
    limb: Limb, pose: LimbPose, root: tuple[Point, float]
) -> tuple[tuple[Bone, Bone, Bone], dict[str, float]]:
    is_leg = limb.endswith("leg")
    lengths = [
        LENGTHS[name] for name in (("thigh", "shin") if is_leg else ("upper_arm", "forearm"))
    ]
    start, hanging = root
    back = -1 if is_leg else 1
    if pose.reach is None:
        upper = hanging + pose.joints[0]
        lower = upper + back * pose.joints[1]
    else:
        upper, lower = _reached(start, pose.reach, lengths, -back)
    middle = ahead(start, upper, lengths[0])
    end = ahead(middle, lower, lengths[1])
    straight = lower + 90 if is_leg else lower
    last = straight + pose.joints[2] if pose.points_to is None else pose.points_to
    tip = ahead(end, last, LENGTHS["hand"])
    bones = Bone(start, upper, middle), Bone(middle, lower, end), Bone(end, last, tip)
    names = ("hip", "knee", "ankle") if is_leg else ("shoulder", "elbow", "wrist")
    found = turned(upper - hanging), turned(back * (lower - upper)), turned(last - straight)
    side = limb.partition("_")[0]
    return bones, {
        f"{side}_{name}": _opened(name, angle) for name, angle in zip(names, found, strict=True)
    }


def _opened(name: str, angle: float) -> float:
    """Return an arm that is lifted beyond straight up as more than 180 degrees."""
    return angle + 360 if name == "shoulder" and angle < -90 else angle


def _reached(start: Point, end: Point, lengths: list[float], side: int) -> tuple[float, float]:
    """Return the directions of two bones that join two points, bent the way of the joint."""
    far, (one, other) = distance(start, end), lengths
    if not abs(one - other) < far <= one + other:
        raise OutOfReach(f"{far:.1f} cm away, {one + other:.0f} cm long")
    first = math.degrees(math.acos((one**2 + far**2 - other**2) / (2 * one * far)))
    middle = math.degrees(math.acos((one**2 + other**2 - far**2) / (2 * one * other)))
    upper = direction_of(start, end) + side * first
    return upper, upper - side * (180 - middle)
