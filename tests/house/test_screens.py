"""Every scene of the tour has its picture in docs/screens and its row in the page beside them."""

import tomllib
from pathlib import Path

from desktop.commands.programme import short_plan

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "docs" / "screens"
TOLD = tomllib.loads((ROOT / "packaging" / "pictures.toml").read_text("utf-8"))
MOST_BYTES = 6_000_000


def pictured() -> list[str]:
    """Return the names of all pictures that the tour takes."""
    taken = [(look.name, scene.name) for look, act in short_plan(30) for scene in act.scenes]
    return [name if look == "light" else f"{name}-{look}" for look, name in taken]


def test_every_scene_has_its_picture_and_no_picture_is_left_over() -> None:
    there = [path.stem for path in (SCREENS / "tour").iterdir()]
    assert sorted(there) == sorted(pictured())


def test_every_scene_has_its_row() -> None:
    index = (SCREENS / "README.md").read_text("utf-8")
    for name in pictured():
        assert f"| ![{name}](tour/{name}.webp) | {name} | " in index


def test_every_scene_is_told_once_and_in_one_sentence() -> None:
    told = [scene for page in TOLD.values() for scene in page]
    light = [
        scene.name for look, act in short_plan(30) if look.name == "light" for scene in act.scenes
    ]
    assert sorted(told) == sorted(light)
    assert all(sentence.endswith(".") for page in TOLD.values() for sentence in page.values())


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in SCREENS.rglob("*.*")) < MOST_BYTES
