"""The album of a tour: screens as PNG and prints as PDF, numbered in their order."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop import theme
from desktop.commands.hands import TourStopped


class Album:
    """Writes pictures and prints into one folder and tells where they are."""

    def __init__(self, app: QApplication, window: QWidget, folder: Path) -> None:
        self._app = app
        self._window = window
        self._folder = folder
        self._pictures = 0
        self.told: list[str] = []

    def picture(self, name: str, dark: bool = False) -> None:
        """Write the window as it is now, on light and, if wanted, on dark."""
        self._pictures += 1
        for scheme in ("dark", "light") if dark else ("light",):
            theme.apply(self._app, scheme, 1.0)
            path = self._folder / f"{self._pictures:02}-{name}-{scheme}.png"
            if not self._window.grab().save(str(path)):
                raise TourStopped(f"{path} cannot be written")
            self.told.append(str(path))

    def keep(self, name: str, content: bytes) -> None:
        """Write a print."""
        path = self._folder / name
        path.write_bytes(content)
        self.told.append(str(path))
