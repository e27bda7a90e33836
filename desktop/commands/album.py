"""The album of a tour: screens as PNG and prints as PDF, numbered in their order."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.commands.dressing import Look
from desktop.commands.hands import TourStopped


class Camera(Protocol):
    """Looks at each scene of a tour."""

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Look at the window as it is now."""

    def keep(self, name: str, content: bytes) -> None:
        """Take a print."""


class Album:
    """Writes pictures and prints into one folder and tells where they are.

    By look, the pictures of each look lie in a folder of their own.
    """

    def __init__(self, folder: Path, *, by_look: bool = False) -> None:
        self._folder = folder
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
        if not window.grab().save(str(path)):
            raise TourStopped(f"{path} cannot be written")
        self._tell(path)

    def keep(self, name: str, content: bytes) -> None:
        """Write a print."""
        path = self._folder / name
        path.write_bytes(content)
        self._tell(path)

    def _tell(self, path: Path) -> None:
        if str(path) not in self.told:
            self.told.append(str(path))
