"""The tour looks as it did when somebody last looked; `dev.py screens --renew` renews it."""

import os
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.commands.dressing import PLAIN, Look
from tests.desktop import walking
from tests.desktop.likeness import WIDTH, difference, small
from tests.desktop.touring import play

PICTURES: Final = Path(__file__).parent / "pictures"
RENEWING: Final = "FORAMEN_RENEW_PICTURES"
SCENES: Final = (
    "patients",
    "visit",
    "pain",
    "body-chart",
    "before-signing",
    "plan",
    "timeline",
    "handouts",
    "old-values",
    "draft-restored",
    "plan-emergency",
    "faults-over-list",
    "registration-refused",
    "unlock-refused",
)


class Comparer:
    """A camera that holds some scenes beside their references, and looks at the room of all."""

    def __init__(self, folder: Path, *, is_renewing: bool) -> None:
        self.found: list[str] = []
        self._folder = folder
        self._is_renewing = is_renewing

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Look at a scene."""
        self.found += [f"{name}: {one}" for one in walking.clipped(window)]
        if name not in SCENES:
            return
        taken = self._folder / f"{name}.png"
        assert window.grab().save(str(taken))
        if self._is_renewing:
            PICTURES.mkdir(exist_ok=True)
            small(taken).quantize(64).save(PICTURES / f"{name}.png", optimize=True)
        else:
            self._compare(name, taken, window.width() / WIDTH)

    def keep(self, name: str, content: bytes) -> None:
        """Take a print."""

    def _compare(self, name: str, taken: Path, scale: float) -> None:
        beside = PICTURES / f"{name}.actual.png"
        beside.unlink(missing_ok=True)
        actual = small(taken)
        with Image.open(PICTURES / f"{name}.png") as reference:
            found = difference(reference.convert("RGB"), actual, scale)
        if found.is_seen():
            actual.save(beside)
            self.found.append(f"{name}: {found}: see {beside}")


@pytest.mark.long(40)
@pytest.mark.timeout(1300)
def test_the_tour_looks_as_it_did(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    comparer = Comparer(tmp_path, is_renewing=bool(os.environ.get(RENEWING)))
    try:
        play(qtbot, qapp, home, today, (PLAIN, comparer))
    finally:
        qapp.setCursorFlashTime(before)
    assert not comparer.found, "\n".join(comparer.found)


def test_each_scene_has_its_reference_and_all_are_small() -> None:
    found = {path.stem for path in PICTURES.glob("*.png") if ".actual" not in path.name}
    assert found == set(SCENES)
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 1_500_000


@pytest.fixture
def plan() -> Image.Image:
    """The reference of the plan."""
    with Image.open(PICTURES / "plan.png") as picture:
        return picture.convert("RGB")


def test_the_same_is_the_same(plan: Image.Image) -> None:
    assert not difference(plan, plan.copy()).is_seen()


def test_letters_drawn_a_little_differently_are_the_same(plan: Image.Image) -> None:
    softened = plan.resize((WIDTH * 9 // 10, plan.height * 9 // 10)).resize(plan.size)
    assert not difference(plan, softened).is_seen()


def test_a_button_that_is_gone_is_seen_and_its_place_named(plan: Image.Image) -> None:
    changed = plan.copy()
    area = (500, 70, 560, 90)
    ImageDraw.Draw(changed).rectangle(area, fill="#0b6570")
    found = difference(plan, changed, 2.0)
    assert found.is_seen()
    left, top, right, bottom = found.place
    assert left < 2 * area[2]
    assert right > 2 * area[0]
    assert top < 2 * area[3]
    assert bottom > 2 * area[1]


def test_what_has_moved_is_seen(plan: Image.Image) -> None:
    moved = plan.copy()
    moved.paste(plan.crop((0, 100, WIDTH, 340)), (0, 112))
    assert difference(plan, moved).is_seen()


def test_other_colours_are_seen(plan: Image.Image) -> None:
    assert difference(plan, plan.point(lambda value: 255 - value)).is_seen()


def test_another_size_is_seen(plan: Image.Image) -> None:
    assert difference(plan, plan.crop((0, 0, WIDTH, plan.height - 1))).is_seen()
