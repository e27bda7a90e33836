"""Signs of pressure on the spinal cord."""

import pytest

from pathway.facts import Course, Region, Spot
from tests.pathway.flagcharts import (
    About,
    ago,
    ask,
    check,
    given,
    levels,
    seen,
    yes,
)


@pytest.mark.parametrize("item", ["M1", "M2", "M3", "M4", "M6", "M7", "M9"])
@pytest.mark.parametrize(
    ("course", "level"),
    [(None, "urgent"), ("stable", "urgent"), ("longstanding", "urgent"),
     ("progressing", "emergency")],
)  # fmt: skip
def test_cord_signs_that_get_worse_are_an_emergency(
    item: str, course: Course | None, level: str
) -> None:
    assert ask(given(**{item: yes(30, course)})) == {f"RF-{item}": level}


@pytest.mark.parametrize(
    ("days", "course", "onset_days", "level"),
    [
        (None, None, 200, "urgent"),
        (None, None, 28, "urgent"),
        (None, None, 27, "emergency"),
        (None, "stable", 5, "urgent"),
        (13, None, 200, "emergency"),
        (14, None, 200, "emergency"),
        (15, None, 200, "urgent"),
        (100, "progressing", 200, "emergency"),
        (100, None, 5, "urgent"),
    ],
)
def test_babinski_is_an_emergency_when_acute(
    days: int | None, course: Course | None, onset_days: int, level: str
) -> None:
    about = About(onset=ago(onset_days))
    assert levels(check(seen(flags=given(M8=yes(days, course))), about=about))["RF-M8"] == level


@pytest.mark.parametrize(("grips", "expected"), [(0, True), (19, True), (20, False), (30, False)])
def test_grip_and_release(grips: int, expected: bool) -> None:
    assert ask(given(M10=grips)) == ({"RF-M10": "urgent"} if expected else {})


@pytest.mark.parametrize("place", ["knee", "ankle", "medial_hamstring"])
@pytest.mark.parametrize("region", ["lumbar", "cervical"])
def test_a_brisk_leg_reflex_is_a_cord_sign_in_every_region(place: str, region: Region) -> None:
    visit = seen(reflexes={Spot("left", place): "brisk"})
    assert levels(check(visit, about=About(region=region))) == {"RF-M9": "urgent"}


def test_a_brisk_arm_reflex_alone_is_none() -> None:
    assert ask({}, reflexes={Spot("left", "triceps"): "brisk"}) == {}
