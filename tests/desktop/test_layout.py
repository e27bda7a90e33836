"""Nothing is cut off or scrolls sideways, and Tab follows reading: each scene in hard looks."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.commands.dressing import LOOKS, Look
from desktop.widgets.form import Form, em
from tests.desktop import walking
from tests.desktop.touring import play

HARD = ("large", "mirrored-large", "mirrored-largest", "spanish-large")
"""Twice the size; half as large again, and twice, from right to left with long words; Spanish."""

LEAST_LINES = 4
"""Of a page, also with a fault and a notice above it."""


class Inspector:
    """A camera that notes what does not have the room it needs, and where Tab goes astray."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.scenes = 0

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Look at a scene."""
        self.scenes += 1
        told = (*walking.clipped(window), *walking.sideways(window), *_cramped(window))
        told += tuple(walking.out_of_order(walking.chain(window), look.is_mirrored))
        self.found += [f"{name}: {one}" for one in told]

    def keep(self, name: str, content: bytes) -> None:
        """Take a print."""


def _cramped(window: QWidget) -> list[str]:
    """Return the pages of which what stands above and beneath leaves too little to work on."""
    pages = [page for page in window.findChildren(Form) if page.isVisible()]
    return [
        f"{type(page).__name__}: {page.viewport().height()} dots high"
        for page in pages
        if page.viewport().height() < LEAST_LINES * em(page)
    ]


@pytest.mark.long(40)
@pytest.mark.timeout(1300)
@pytest.mark.parametrize("look", [look for look in LOOKS if look.name in HARD], ids=HARD)
def test_every_scene_has_the_room_it_needs_and_is_walked_in_order(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, look: Look
) -> None:
    inspector = Inspector()
    play(qtbot, qapp, home, today, (look, inspector))
    assert inspector.scenes > 50
    assert not inspector.found, "\n".join(inspector.found)
