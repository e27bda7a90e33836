"""A scene: one figure in its place with things, arrows and marks. Data in, a picture out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from handouts.drawings.arrows import arrow
from handouts.drawings.frontview import FrontPose, front_figure
from handouts.drawings.geometry import Path, Point, bounds_of, shifted, smooth, straight
from handouts.drawings.ink import Frame, Label, Pen, Picture, Shape
from handouts.drawings.props import Prop, draw
from handouts.drawings.sideview import dressed, outline
from handouts.drawings.skeleton import Limb, LimbPose, SidePose, Skeleton, stand

LAYERS: Final = ("behind", "between", "under_arm", "front")
"""Where a thing lies: behind the person, behind the near side, under the near arm, before all."""
ORIGIN: Final = "origin"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the end of a limb is: at a distance from a joint, or from the origin."""

    joint: str
    offset: Point


@dataclass(frozen=True, slots=True)
class SideFigure:
    """A figure from its side: its pose, where its hip is along the ground, and what it rests on.

    ``rests`` names the parts that touch what is ``on`` centimetres high: the figure is put there.
    """

    pose: SidePose
    x: float
    rests: tuple[str, ...]
    on: float
    reaches: Mapping[Limb, Reach]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow of motion through points that are counted from a joint."""

    joint: str
    points: tuple[Point, ...]
    both: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A place that is marked: a part of the figure, or an outline counted from a joint."""

    part: str = ""
    joint: str = ORIGIN
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that one picture shows."""

    frame: Frame
    figure: SideFigure | FrontPose | None
    ground: bool
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    areas: tuple[Area, ...] = ()
    shapes: tuple[Shape, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(slots=True)
class Placed:
    """A figure in its place: its shapes from behind to front, its joints, its outlines."""

    layers: tuple[tuple[Shape, ...], ...] = ((), (), ())
    joints: dict[str, Point] = field(default_factory=dict)
    outlines: dict[str, tuple[Path, ...]] = field(default_factory=dict)


def place(scene: Scene) -> Placed:
    """Return the figure of a scene in its place; raises ``OutOfReach``."""
    figure = scene.figure
    if isinstance(figure, SideFigure):
        skeleton = stood(figure)
        layers = dressed(skeleton)
        drawn = layers.far, layers.body, layers.arm
        placed = Placed(drawn, skeleton.joints(), dict(layers.outlines))
    elif figure is not None:
        found = front_figure(figure)
        placed = Placed(((), found.shapes, ()), dict(found.joints), found.outlines)
    else:
        placed = Placed()
    placed.joints[ORIGIN] = (0.0, 0.0)
    return placed


def picture_of(scene: Scene) -> Picture:
    """Return the picture of a scene."""
    placed = place(scene)
    shapes = [*_ground(scene), *scene.shapes]
    far, body, arm = placed.layers
    marked = tuple(shape for area in scene.areas for shape in _marked(area, placed))
    for layer, figure in zip(LAYERS, (far, body, (*arm, *marked), ()), strict=True):
        for prop in scene.props:
            shapes += draw(prop) if prop.layer == layer else ()
        shapes += figure
    for one in scene.arrows:
        at = placed.joints[one.joint]
        points = [shifted(at, *point) for point in one.points]
        shapes += arrow(points, scene.frame.width, both=one.both)
    return Picture(scene.frame, tuple(shapes), scene.labels, has_ground=scene.ground)


def _ground(scene: Scene) -> tuple[Shape, ...]:
    if not scene.ground:
        return ()
    frame = scene.frame
    line = straight([(frame.left, 0.0), (frame.left + frame.width, 0.0)])
    return (Shape(line, None, Pen("soft", 0.9)),)


def _marked(area: Area, placed: Placed) -> tuple[Shape, ...]:
    """Return a marked place: dark, with its own edge, so that it is seen in grey."""
    if area.part:
        return tuple(Shape(path, "mark") for path in placed.outlines[area.part])
    at = placed.joints[area.joint]
    path = smooth([shifted(at, *point) for point in area.points])
    return (Shape(path, "mark", Pen("ink", 0.8)),)


def stood(figure: SideFigure) -> Skeleton:
    """Return the skeleton on what it rests on, its hands and feet where they reach to.

    Raises ``OutOfReach``, and ``KeyError`` for a joint that there is not.
    """
    hip = (figure.x, 0.0)
    free = stand(figure.pose, hip)
    resting = bounds_of(path for part in figure.rests for path in outline(free, part))
    hip = (figure.x, figure.on - resting.low)
    pose = figure.pose
    for limb in sorted(figure.reaches, key=lambda one: one.endswith("arm")):
        joints = {ORIGIN: (0.0, 0.0), **stand(pose, hip).joints()}
        reach = figure.reaches[limb]
        end = shifted(joints[reach.joint], *reach.offset)
        pose = _reaching(pose, limb, end)
    return stand(pose, hip)


def _reaching(pose: SidePose, limb: Limb, end: Point) -> SidePose:
    before = pose.limbs[limb]
    limbs = {**pose.limbs, limb: LimbPose(before.joints, end, before.points_to)}
    return replace(pose, limbs=limbs)
