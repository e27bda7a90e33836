"""Reads the poses: each number within its limits, each joint within the range that people have."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from handouts.drawings.frontview import FrontPose, SideLimb, front_figure
from handouts.drawings.geometry import smooth, straight
from handouts.drawings.ink import TONES, Anchor, Frame, Label, Pen, Picture, Shape, Tone, outlined
from handouts.drawings.props import KINDS, Prop
from handouts.drawings.rows import Row
from handouts.drawings.scene import (
    LAYERS,
    ORIGIN,
    Area,
    Arrow,
    Reach,
    Scene,
    SideFigure,
    picture_of,
    stood,
)
from handouts.drawings.sideview import PARTS
from handouts.drawings.skeleton import LIMBS, RANGES, Limb, LimbPose, OutOfReach, SidePose, Skeleton
from handouts.trouble import WordsTrouble

VIEWS: Final = ("side", "front", "back", "none")
FRONT_PARTS: Final = ("trunk", "head", "left_arm", "right_arm", "left_leg", "right_leg")
COMMON: Final = ("view", "frame", "ground", "props", "arrows", "areas", "shapes", "labels")
SIDE_KEYS: Final = (*COMMON, "lean", "trunk", "neck", "head", "x", "rests", "on", *LIMBS)
FRONT_KEYS: Final = (*COMMON, "hips", "turn", "tilt", "shrug", "narrow", *FRONT_PARTS[2:])
STEPS: Final = ("start", "end")
NECK: Final = 12.0
"""How far the neck leans forward in somebody who holds the head level."""
SLACK: Final = 0.5
"""Degrees by which a joint may pass its range: poses are given in whole degrees."""


class PoseBook:
    """All scenes by name: exercise and step, as in ``EX-L02.start``; each is drawn once."""

    def __init__(self, scenes: Mapping[str, Scene]) -> None:
        self.scenes = MappingProxyType(dict(scenes))
        self._drawn: dict[str, Picture] = {}

    def steps(self, group: str) -> tuple[str, ...]:
        """Return the names of a group's scenes, in order."""
        return tuple(name for name in self.scenes if name.partition(".")[0] == group)

    def check_steps(self, exercise: str) -> None:
        """Refuse an exercise without a start, an end, or an arrow that says where to."""
        for step in STEPS:
            if f"{exercise}.{step}" not in self.scenes:
                raise WordsTrouble(f"poses.{exercise}.{step}", "the pose of an exercise")
        if not any(self.scenes[name].arrows for name in self.steps(exercise)):
            raise WordsTrouble(f"poses.{exercise}.end.arrows", "an arrow that shows the motion")

    def picture(self, name: str) -> Picture:
        """Return a picture; raises ``WordsTrouble`` when there is none of this name."""
        if name not in self.scenes:
            raise WordsTrouble(f"poses.{name}", "a pose of this name")
        if name not in self._drawn:
            self._drawn[name] = picture_of(self.scenes[name])
        return self._drawn[name]


def poses_of(table: Mapping[str, object]) -> PoseBook:
    """Return the scenes of a table, read once however often it is asked for."""
    return _book(json.dumps(table, sort_keys=False))


@cache
def _book(text: str) -> PoseBook:
    return read_poses(json.loads(text))


def read_poses(table: Mapping[str, object]) -> PoseBook:
    """Return the scenes of a table; raises ``WordsTrouble`` naming what does not fit."""
    whole, scenes = Row("poses", table), {}
    for group in table:
        for step in whole.row(group).cells:
            scenes[f"{group}.{step}"] = _scene(_with_parent(whole, f"{group}.{step}"))
    return PoseBook(scenes)


def _with_parent(whole: Row, name: str) -> Row:
    """Return a scene with all that it leaves as in the one that it is ``like``."""
    group, _, step = name.partition(".")
    row = whole.row(group).row(step)
    cells = {key: value for key, value in row.cells.items() if key != "like"}
    if row.has("like"):
        names = [f"{one}.{two}" for one in whole.cells for two in whole.row(one).cells]
        parent = row.word("like", [one for one in names if one != name])
        cells = {**_with_parent(whole, parent).cells, **cells}
    return Row(row.path, cells)


def _scene(row: Row) -> Scene:
    view = row.word("view", VIEWS, "side")
    row.only(*(SIDE_KEYS if view == "side" else FRONT_KEYS))
    left, low, width = row.numbers("frame", 3)
    is_side = view == "side"
    scene = Scene(
        Frame(left, low, width),
        (_side(row) if is_side else _front(row, view)) if view != "none" else None,
        ground=row.switch("ground", default=is_side),
        props=tuple(_prop(one) for one in row.rows("props")),
        arrows=tuple(_arrow(one) for one in row.rows("arrows")),
        areas=tuple(_area(one, PARTS if is_side else FRONT_PARTS) for one in row.rows("areas")),
        shapes=tuple(shape for one in row.rows("shapes") for shape in _shapes(one)),
        labels=tuple(_label(one) for one in row.rows("labels")),
    )
    _check(row, scene)
    return scene


def _check(row: Row, scene: Scene) -> None:
    """Refuse an arrow at no joint, and a figure that cannot stand so."""
    figure = scene.figure
    if isinstance(figure, SideFigure):
        joints = _checked(row, figure).joints()
    else:
        joints = front_figure(figure).joints if figure else {}
    named = {one.joint for one in scene.arrows} | {one.joint for one in scene.areas}
    for name in sorted(named - joints.keys() - {ORIGIN}):
        raise WordsTrouble(f"{row.path}.from", f"a joint, not {name}")


def _checked(row: Row, figure: SideFigure) -> Skeleton:
    """Return the skeleton; refuse a limb that is too short, a joint beyond its range."""
    try:
        skeleton = stood(figure)
    except OutOfReach as far:
        raise WordsTrouble(f"{row.path}.reach", f"what a limb can reach, not {far}") from far
    except KeyError as joint:
        raise WordsTrouble(f"{row.path}.from", f"a joint, not {joint}") from joint
    for name, angle in skeleton.angles.items():
        low, high = RANGES[name.rpartition("_")[2]]
        if not low - SLACK <= angle <= high + SLACK:
            expected = f"an angle from {low:g} to {high:g} degrees, not {angle:.0f}"
            raise WordsTrouble(f"{row.path}.{name}", expected)
    return skeleton


def _side(row: Row) -> SideFigure:
    limbs: dict[Limb, LimbPose] = {}
    reaches: dict[Limb, Reach] = {}
    for limb in LIMBS:
        cells = row.row(limb if row.has(limb) else limb.replace("far", "near"))
        cells.only("joints", "reach", "from", "points")
        joints = cells.numbers("joints", 3) if cells.has("joints") else (0.0, 0.0, 0.0)
        points_to = cells.number("points") if cells.has("points") else None
        limbs[limb] = LimbPose((joints[0], joints[1], joints[2]), None, points_to)
        if cells.has("reach"):
            reaches[limb] = Reach(str(cells.cells.get("from", ORIGIN)), cells.point("reach"))
    neck = row.number("neck", NECK)
    pose = SidePose(
        lean=row.number("lean", 90),
        trunk=row.number("trunk", 0),
        neck=neck,
        head=row.number("head", -neck),
        limbs=MappingProxyType(limbs),
    )
    rests = row.words("rests", PARTS) or ("trunk",)
    return SideFigure(pose, row.number("x", 0), rests, row.number("on", 0), reaches)


def _front(row: Row, view: str) -> FrontPose:
    return FrontPose(
        hips=row.point("hips"),
        behind=view == "back",
        turn=row.number("turn", 0, -90, 90),
        tilt=row.number("tilt", 0, -45, 45),
        shrug=row.number("shrug", 0, -4, 8),
        narrow=row.number("narrow", 0, -4, 5),
        arms=(_limb(row.row("left_arm"), 9), _limb(row.row("right_arm"), 9)),
        legs=(_limb(row.row("left_leg"), 3), _limb(row.row("right_leg"), 3)),
    )


def _limb(row: Row, away: float) -> SideLimb:
    row.only("away", "bend", "end", "over")
    return SideLimb(
        away=row.number("away", away, -20, 180),
        bend=row.number("bend", 0, -150, 150),
        end=row.number("end", 0, -80, 80),
        over=row.switch("over", default=True),
    )


def _prop(row: Row) -> Prop:
    row.only("kind", "at", "width", "height", "turn", "layer")
    return Prop(
        kind=row.word("kind", tuple(KINDS)),
        at=row.point("at"),
        width=row.number("width", 0),
        height=row.number("height", 0),
        turn=row.number("turn", 0),
        layer=row.word("layer", LAYERS, LAYERS[0]),
    )


def _arrow(row: Row) -> Arrow:
    row.only("from", "by", "both")
    return Arrow(str(row.cells.get("from", ORIGIN)), row.points("by"), row.switch("both"))


def _area(row: Row, parts: tuple[str, ...]) -> Area:
    row.only("part", "from", "by")
    if row.has("part"):
        return Area(part=row.word("part", parts))
    return Area(joint=str(row.cells.get("from", ORIGIN)), points=row.points("by", 3))


def _shapes(row: Row) -> tuple[Shape, ...]:
    """Return a free outline, a line, or (``tube``) a line with an outline of its own."""
    row.only("by", "fill", "line", "tube", "mirror", "sharp")
    points, tones = row.points("by"), TONES
    width = row.number("line", 1.0, 0.0, 40.0)
    drawn = [points, tuple((-x, y) for x, y in points)] if row.switch("mirror") else [points]
    is_sharp, is_filled = row.switch("sharp"), row.has("fill")
    paths = [(straight if is_sharp else smooth)(one, closed=is_filled) for one in drawn]
    if row.has("tube"):
        inner = row.word("tube", tones)
        edges = [Shape(path, None, Pen("ink", width)) for path in paths]
        return (*edges, *(Shape(path, None, Pen(_tone(inner), width - 1.6)) for path in paths))
    if not is_filled:
        return tuple(Shape(path, None, Pen("ink", width)) for path in paths)
    fill = _tone(row.word("fill", tones))
    return (
        outlined(paths, fill, Pen("ink", width)) if width else tuple(Shape(p, fill) for p in paths)
    )


def _tone(name: str) -> Tone:
    return next(tone for tone in TONES if tone == name)


def _label(row: Row) -> Label:
    row.only("key", "at", "to", "end")
    anchor: Anchor = "end" if row.switch("end") else "start"
    return Label(str(row.cells.get("key", "")), row.point("at"), row.point("to"), anchor)
