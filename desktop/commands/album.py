"""The album of a tour: screens as PNG and prints as PDF, numbered in their order."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.commands.dressing import Look
from desktop.commands.hands import TourStopped

ELSEWHERE: Final = "E:"
"""In pictures it stands for the folder in which a tour is played, wherever that was."""


class Camera(Protocol):
    """Looks at each scene of a tour."""

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Look at the window as it is now."""

    def keep(self, name: str, content: bytes) -> None:
        """Take a print."""


class Album:
    """Writes pictures and prints into one folder and tells where they are.

    By look, the pictures of each look lie in a folder of their own. The tour is played in ``home``,
    of which no picture tells.
    """

    def __init__(self, folder: Path, home: Path, *, by_look: bool = False) -> None:
        self._folder = folder
        self._home = re.compile(rf"{re.escape(str(home))}(?:[/\\]\d{{3}}(?!\d))?")
        self._by_look = by_look
        self._taken: dict[str, int] = {}
        self.told: list[str] = []

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Write the window as it is now."""
        self._taken[look.name] = number = self._taken.get(look.name, 0) + 1
        path = self._folder / f"{number:02}-{name}-{look.name}.png"
        if self._by_look:
            path = self._folder / look.name / f"{number:02}-{name}.png"
        path.parent.mkdir(exist_ok=True)
        with self._elsewhere(window):
            if not window.grab().save(str(path)):
                raise TourStopped(f"{path} cannot be written")
        self._tell(path)

    def keep(self, name: str, content: bytes) -> None:
        """Write a print."""
        path = self._folder / name
        path.write_bytes(content)
        self._tell(path)

    @contextmanager
    def _elsewhere(self, window: QWidget) -> Iterator[None]:
        """Have every path on the screen begin at a made-up place for as long as this lasts."""
        labels = (label for label in window.findChildren(QLabel) if label.isVisible())
        real = [(label, label.text()) for label in labels if self._home.search(label.text())]
        for label, text in real:
            label.setText(self._home.sub(ELSEWHERE, text))
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        try:
            yield
        finally:
            for label, text in real:
                label.setText(text)

    def _tell(self, path: Path) -> None:
        if str(path) not in self.told:
            self.told.append(str(path))
