"""The figures of the body chart: no point without a place, sides as the patient has them."""

from typing import get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop.models.bodymarks import silent_words
from desktop.widgets.bodyfigure import PictureName, picture, silent_places
from desktop.widgets.bodyplace import NARROW_BELOW, needed_height, placing
from desktop.widgets.bodysheet import NAMES, NARROW, WIDE, Area, Direction, Sheet, Spread, sheet
from pathway.facts import BodySide, Spot
from tests.desktop.books import books

SPREADS = [WIDE, NARROW]
FINGER = 24
"""The least width and height of what can be touched, in pixels."""
EM, FORM_WIDTH = 19, 950
SHARES = st.floats(0, 1)
ZONES = {zone.place for zone in books().catalogue.zones()}


def surface(path: QPainterPath) -> float:
    """Return the area of a shape."""
    whole = 0.0
    for polygon in path.toSubpathPolygons():
        points = polygon.toList()
        ends = zip(points, [*points[1:], points[0]], strict=True)
        whole += abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in ends)) / 2
    return whole


def sheet_of(spread: Spread) -> Sheet:
    return sheet("wide" if spread is WIDE else "narrow")


@given(st.sampled_from(NAMES), SHARES, SHARES)
@example("front", 0.5, 0.99)
def test_every_point_inside_an_outline_has_a_place(
    name: PictureName, across: float, down: float
) -> None:
    seen = picture(name)
    box = seen.outline.boundingRect()
    point = QPointF(box.left() + across * box.width(), box.top() + down * box.height())
    found = seen.at(point)
    if not seen.outline.contains(point):
        assert found is None
        return
    assert found is not None
    place, sign = found
    assert place in ZONES | silent_places()
    near = QRectF(point.x() - 0.4, point.y() - 0.4, 0.8, 0.8)
    painted = [one for one in seen.patches if (one.place, one.sign) == found]
    assert any(patch.path.intersects(near) for patch in painted), "painted where it is hit"
    assert not seen.is_half or sign == (1 if point.x() >= 0 else -1)


@pytest.mark.parametrize("name", NAMES)
def test_the_places_fill_the_outline_exactly(name: PictureName) -> None:
    seen = picture(name)
    parts = sum(surface(patch.path) for patch in seen.patches)
    assert parts == pytest.approx(surface(seen.outline), rel=0.002)


@pytest.mark.parametrize("spread", SPREADS)
def test_each_zone_of_the_catalogue_is_drawn_on_both_sides(spread: Spread) -> None:
    drawn = {area.spot for area in sheet_of(spread).areas}
    assert drawn == {Spot(side, place) for side in ("left", "right") for place in ZONES}


@pytest.mark.parametrize("spot", sorted(sheet("wide").spots))
def test_each_zone_can_be_touched_at_least_in_the_larger_chart(spot: Spot) -> None:
    lies = placing(FORM_WIDTH, EM, is_large=True)
    grown = lies.transform.m11()

    def is_large(place: int, area: Area) -> bool:
        box = lies.box(place)
        room = surface(area.path) * grown**2
        return min(box.width(), box.height()) >= FINGER and room >= FINGER**2

    mine = [(place, area) for place, area in enumerate(lies.sheet.areas) if area.spot == spot]
    assert any(is_large(*one) for one in mine)


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize(("panel", "right_is_left"), [
    ("front", True), ("back", False), ("palms", True), ("hand_backs", False), ("feet", True),
    ("soles", True), ("between", True),
])  # fmt: skip
def test_left_and_right_are_the_patients(
    spread: Spread, panel: str, *, right_is_left: bool
) -> None:
    mine = [area for area in sheet_of(spread).areas if area.panel == panel]
    for place in {area.spot.place for area in mine}:
        (right,) = [area.middle.x() for area in mine if area.spot == Spot("right", place)]
        (left,) = [area.middle.x() for area in mine if area.spot == Spot("left", place)]
        assert (right < left) == right_is_left, place


def test_thumbs_point_outwards_and_great_toes_inwards() -> None:
    assert all(_is_between("little_finger", "thumb", panel) for panel in ("palms", "hand_backs"))
    assert all(_is_between("great_toe", "little_toe", panel) for panel in ("feet", "soles"))


def _is_between(inner: str, outer: str, panel: str) -> bool:
    mine = [area for area in sheet("wide").areas if area.panel == panel]
    within = [area.middle.x() for area in mine if area.spot.place == inner]
    around = [area.middle.x() for area in mine if area.spot.place == outer]
    return min(around) < min(within) < max(within) < max(around)


@pytest.mark.parametrize("spread", SPREADS)
def test_pictures_keep_apart_and_within_the_sheet(spread: Spread) -> None:
    room = QRectF(0, 0, spread.width, spread.height)
    boxes = [outline.boundingRect() for outline in sheet_of(spread).outlines]
    for place, box in enumerate(boxes):
        assert room.contains(box)
        others = sheet_of(spread).outlines[place + 1 :]
        assert not any(sheet_of(spread).outlines[place].intersects(other) for other in others)


@pytest.mark.parametrize("spread", SPREADS)
def test_arrow_keys_reach_every_zone_from_everywhere(spread: Spread) -> None:
    shown = sheet_of(spread)
    steps = [
        {shown.beside(place, way) for way in get_args(Direction)}
        for place in range(len(shown.areas))
    ]
    for start in range(len(shown.areas)):
        reached = {shown.areas[place].spot for place in _reached(steps, start)}
        assert reached == set(shown.spots)


def _reached(steps: list[set[int]], start: int) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        fresh = steps[waiting.pop()] - seen
        seen |= fresh
        waiting += fresh
    return seen


@given(st.sampled_from(get_args(Direction)), st.integers(0, len(sheet("wide").areas) - 1))
def test_an_arrow_goes_where_it_points_or_nowhere(way: Direction, place: int) -> None:
    shown = sheet("wide")
    other = shown.beside(place, way)
    assume(other != place)
    here, box = shown.areas[place].middle, shown.areas[other].box
    ahead = {
        "left": here.x() - box.left(),
        "right": box.right() - here.x(),
        "up": here.y() - box.top(),
        "down": box.bottom() - here.y(),
    }
    assert ahead[way] > 0


@pytest.mark.parametrize("side", ["left", "right"])
def test_down_the_leg_an_arrow_does_not_come_by_the_saddle(side: BodySide) -> None:
    shown = sheet("wide")
    here = shown.first_of(Spot(side, "low_back"))
    seen = []
    for _ in range(4):
        here = shown.beside(here, "down")
        seen.append(shown.areas[here].spot)
    assert seen == [Spot(side, place) for place in ("buttock", "back_of_thigh", "calf", "sole")]


@given(st.integers(320, 2600), st.integers(12, 60), st.booleans())
def test_the_chart_fits_its_width_and_needs_the_height_that_it_says(
    width: int, em: int, is_large: bool
) -> None:
    lies = placing(width, em, is_large=is_large)
    room = QRectF(-1, -1, width + 2, needed_height(width, em, is_large=is_large) + 2)
    for outline in lies.sheet.outlines:
        assert room.contains(lies.transform.map(outline).boundingRect())
    assert (lies.sheet.spread is WIDE) == (width >= NARROW_BELOW and not is_large)


def test_a_place_without_a_zone_says_what_to_do() -> None:
    shown = sheet("wide")
    chest = QPointF(112, 34 + 100 * 1.16)
    found = shown.at(chest)
    assert found is not None
    assert found[1].place == "chest"
    assert shown.index_at(chest) == -1
    for place in silent_places():
        assert "write it in the note" in silent_words(place)
        assert place not in silent_words(place) or place in {"head", "chest", "belly"}
