"""The figure keeps its bones and its joints, stands on the ground and stays in its frame."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import resources
from handouts.drawings.frontview import FrontPose
from handouts.drawings.geometry import Bounds, bounds_of, distance
from handouts.drawings.ink import SIDES
from handouts.drawings.people import people
from handouts.drawings.poses import read_poses
from handouts.drawings.props import KINDS, MAT_HIGH
from handouts.drawings.scene import Scene, SideFigure, place, stood
from handouts.drawings.skeleton import (
    ANKLE_HIGH,
    LENGTHS,
    LIMBS,
    RANGES,
    LimbPose,
    OutOfReach,
    SidePose,
    Skeleton,
    stand,
)
from handouts.trouble import WordsTrouble
from tests.handouts.made import WORDS

BOOK = WORDS.poses
NAMES = tuple(BOOK.scenes)
EXERCISES = tuple(WORDS.exercises.rules)
SUNK_CM = 0.5
"""A smooth outline may dip so far into a mat: less than its own line is wide."""
CLOSE_UP = {"EX-C01", "EX-C02", "EX-C03", "EX-C04", "EX-C05", "EX-C06", "EX-C07", "heat", "danger"}
"""What is seen from near: the frame cuts the figure on purpose."""
FREE = LimbPose()


def side_scenes() -> Iterator[tuple[str, Scene, SideFigure]]:
    for name, scene in BOOK.scenes.items():
        if isinstance(scene.figure, SideFigure):
            yield name, scene, scene.figure


def parts_of(scene: Scene) -> dict[str, Bounds]:
    return {part: bounds_of(paths) for part, paths in place(scene).outlines.items()}


def pose(**limbs: LimbPose) -> SidePose:
    return SidePose(90, 0, 0, 0, {limb: limbs.get(limb, FREE) for limb in LIMBS})


def check_bones(skeleton: Skeleton) -> None:
    for limb, (upper, lower, _) in skeleton.limbs.items():
        names = ("thigh", "shin") if limb.endswith("leg") else ("upper_arm", "forearm")
        for bone, name in zip((upper, lower), names, strict=True):
            assert distance(bone.start, bone.end) == pytest.approx(LENGTHS[name])
        assert upper.end == lower.start
    steps = [distance(one, other) for (one, _), (other, _) in pairwise(skeleton.spine)]
    assert sum(steps) == pytest.approx(LENGTHS["trunk"])
    assert distance(skeleton.neck.start, skeleton.neck.end) == pytest.approx(LENGTHS["neck"])


def test_every_pose_keeps_bones_and_joints() -> None:
    count = 0
    for name, _, figure in side_scenes():
        skeleton = stood(figure)
        check_bones(skeleton)
        for joint, angle in skeleton.angles.items():
            low, high = RANGES[joint.rpartition("_")[2]]
            assert low - 0.5 <= angle <= high + 0.5, f"{name}: {joint} {angle:.0f}"
        count += 1
    assert count >= 30


ANGLES = {joint: st.floats(*limits) for joint, limits in RANGES.items()}
LEG = st.tuples(ANGLES["hip"], ANGLES["knee"], ANGLES["ankle"])
ARM = st.tuples(ANGLES["shoulder"], ANGLES["elbow"], ANGLES["wrist"])


@given(st.floats(-180, 180), ANGLES["trunk"], ANGLES["neck"], LEG, ARM)
def test_any_posture_keeps_its_bones(
    lean: float,
    trunk: float,
    neck: float,
    leg: tuple[float, float, float],
    arm: tuple[float, float, float],
) -> None:
    limbs = {limb: LimbPose(leg if limb.endswith("leg") else arm) for limb in LIMBS}
    skeleton = stand(SidePose(lean, trunk, neck, 0, limbs), (0, 0))
    check_bones(skeleton)
    assert skeleton.angles["near_knee"] == pytest.approx(leg[1], abs=1e-6)
    assert skeleton.angles["far_elbow"] == pytest.approx(arm[1], abs=1e-6)


@given(st.floats(-80, 80), st.floats(-81, 40))
def test_a_foot_is_where_it_was_put_and_the_knee_bends_back(x: float, y: float) -> None:
    far = math.hypot(x, y)
    assume(5 < far < LENGTHS["thigh"] + LENGTHS["shin"] - 0.1)
    skeleton = stand(pose(near_leg=LimbPose(reach=(x, y))), (0, 0))
    assert skeleton.joint("near_ankle") == pytest.approx((x, y), abs=1e-6)
    assert -1e-6 <= skeleton.angles["near_knee"] <= 180


def test_what_is_too_far_away_is_not_reached() -> None:
    with pytest.raises(OutOfReach, match="90"):
        stand(pose(near_leg=LimbPose(reach=(0, -90))), (0, 0))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_under_the_ground(name: str) -> None:
    scene = BOOK.scenes[name]
    if scene.ground:
        for part, bounds in parts_of(scene).items():
            assert bounds.low >= -SUNK_CM, part


def has_mat(scene: Scene) -> bool:
    return any(prop.kind == "mat" for prop in scene.props)


@pytest.mark.parametrize("name", [name for name, scene in BOOK.scenes.items() if has_mat(scene)])
def test_nobody_sinks_into_a_mat_and_nobody_floats(name: str) -> None:
    lows = [bounds.low for bounds in parts_of(BOOK.scenes[name]).values()]
    assert min(lows) == pytest.approx(MAT_HIGH, abs=SUNK_CM)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_stays_within_its_frame(name: str) -> None:
    scene = BOOK.scenes[name]
    frame = scene.frame
    assert frame.width / frame.height == pytest.approx(SIDES)
    parts = parts_of(scene)
    if not parts:
        return
    high = max(bounds.high for part, bounds in parts.items() if part == "head" or "arm" in part)
    if name.partition(".")[0] not in CLOSE_UP:
        assert min(bounds.left for bounds in parts.values()) > frame.left, name
        assert max(bounds.right for bounds in parts.values()) < frame.left + frame.width, name
        assert min(bounds.low for bounds in parts.values()) > frame.low, name
    if not name.startswith(("heat.numb", "danger")):
        assert high < frame.low + frame.height, name


def test_feet_that_stand_are_flat_on_the_ground() -> None:
    for name in ("EX-L04.start", "EX-L05.start", "sit.tall", "heat.back"):
        figure = BOOK.scenes[name].figure
        assert isinstance(figure, SideFigure)
        skeleton = stood(figure)
        ground = MAT_HIGH if name.startswith("EX-L04") else 0.0
        assert skeleton.joint("near_ankle")[1] == pytest.approx(ground + ANKLE_HIGH)
        assert skeleton.limbs["near_leg"][2].direction == 0


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_a_start_an_end_and_an_arrow(exercise: str) -> None:
    steps = BOOK.steps(exercise)
    assert steps[:2] == (f"{exercise}.start", f"{exercise}.end")
    first, last = (BOOK.scenes[step] for step in steps[:2])
    assert first.figure != last.figure or exercise == "EX-L01"  # where only the tummy moves
    assert any(BOOK.scenes[step].arrows for step in steps)


def test_every_drawing_is_said_in_words_and_no_two_alike() -> None:
    said = [WORDS.say(f"drawings.{name}") for name in NAMES]
    assert len(set(said)) == len(said)
    assert all(5 <= len(one.split()) <= 40 for one in said)
    keys = {key.removeprefix("drawings.") for key in WORDS.sentences if key.startswith("drawings.")}
    assert {key for key in keys if not key.startswith("labels.")} == set(NAMES)
    labels = {label.key for scene in BOOK.scenes.values() for label in scene.labels}
    assert labels == {key.removeprefix("labels.") for key in keys if key.startswith("labels.")}


def test_what_the_issue_asks_for_is_drawn() -> None:
    groups = {name.partition(".")[0] for name in NAMES}
    assert groups - set(EXERCISES) == {"sleep", "sit", "lift", "heat", "danger", "nerve"}
    danger = {name.partition(".")[2] for name in NAMES if name.startswith("danger.")}
    assert danger == {"saddle", "legs", "foot", "bladder", "hands", "gait", "arm"}


@pytest.mark.parametrize("count", [0, 1, 63, 100])
def test_so_many_people_are_filled(count: int) -> None:
    shapes = people(count).shapes
    assert len(shapes) == 200
    assert sum(shape.fill == "move" for shape in shapes) == 2 * count
    bounds = bounds_of(shape.path for shape in shapes)
    assert bounds.left > 0
    assert bounds.low > 0
    assert bounds.right < people(count).frame.width
    assert bounds.high < people(count).frame.height


@pytest.mark.parametrize(("count", "of"), [(-1, 100), (101, 100), (1, 5), (3, 15)])
def test_people_that_cannot_be_drawn_are_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        people(count, of)


def test_a_picture_is_drawn_once_and_every_kind_of_thing_is_used() -> None:
    assert BOOK.picture("EX-L08.end") is BOOK.picture("EX-L08.end")
    used = {prop.kind for scene in BOOK.scenes.values() for prop in scene.props}
    assert used == set(KINDS)
    turned = [scene for scene in BOOK.scenes.values() if isinstance(scene.figure, FrontPose)]
    assert len(turned) >= 10


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"lean": "up"}, "poses.a.b.lean"),
        ({"frame": [0, 0]}, "poses.a.b.frame"),
        ({"view": "below"}, "poses.a.b.view"),
        ({"knee": 3}, "poses.a.b.knee"),
        ({"near_leg": {"joints": [0, 170, 0]}}, "poses.a.b.near_knee"),
        ({"near_leg": {"joints": [0, True, 0]}}, "poses.a.b.near_leg.joints"),
        ({"near_arm": {"reach": [300, 0]}}, "poses.a.b.reach"),
        ({"near_arm": {"reach": [0, 0], "from": "tail"}}, "poses.a.b.from"),
        ({"arrows": [{"from": "tail", "by": [[0, 0], [1, 1]]}]}, "poses.a.b.from"),
        ({"arrows": [{"by": [[0, 0]]}]}, "poses.a.b.arrows.0.by"),
        ({"props": [{"kind": "sofa", "at": [0, 0]}]}, "poses.a.b.props.0.kind"),
        ({"rests": ["tail"]}, "poses.a.b.rests"),
        ({"like": "a.c"}, "poses.a.b.like"),
        ({"ground": 1}, "poses.a.b.ground"),
        ({"areas": [{"part": "tail"}]}, "poses.a.b.areas.0.part"),
        ({"shapes": [{"by": [[0, 0], [1, 1]], "fill": "red"}]}, "poses.a.b.shapes.0.fill"),
    ],
)
def test_a_wrong_pose_is_named(change: dict[str, object], path: str) -> None:
    row: dict[str, object] = {"frame": [0, 0, 100], **change}
    with pytest.raises(WordsTrouble) as trouble:
        read_poses({"a": {"b": row}})
    assert trouble.value.path == path


def test_an_exercise_without_an_end_is_named() -> None:
    table = resources.handout_tables("en")["poses"]
    book = read_poses({"EX-L02": {"start": {"frame": [0, 0, 100]}}})
    with pytest.raises(WordsTrouble, match=r"EX-L02\.end"):
        book.check_steps("EX-L02")
    still = read_poses({"X": {step: {"frame": [0, 0, 9]} for step in ("start", "end")}})
    with pytest.raises(WordsTrouble, match="arrows"):
        still.check_steps("X")
    with pytest.raises(WordsTrouble, match="no-such"):
        read_poses(table).picture("no-such.pose")
