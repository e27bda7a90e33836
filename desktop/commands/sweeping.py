"""Sweeps the folder for things of a moment at start and at lock: a crash may have left some."""

import contextlib
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from desktop.places import Places

if TYPE_CHECKING:
    from desktop.entrance import Entrance

DEMO: Final = "demo-"
"""How the folder of a made-up clinic begins."""


class Sweeper(QObject):
    """Sweeps beside the window when the program has begun and each time it is locked."""

    def __init__(self, entrance: "Entrance", places: Places) -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._places = places
        entrance.locked.connect(self.on_time)

    @Slot()
    def on_time(self) -> None:
        """Sweep now."""
        work = partial(sweep, self._places)
        self._entrance.background.run("jobs", work, self.on_swept, self.on_swept, "sweep")

    @Slot(object)
    def on_swept(self, _left: object) -> None:
        """What could not be taken away is tried again the next time."""


def sweep(places: Places) -> None:
    """Take away everything for a moment, but for a made-up clinic that is open."""
    with contextlib.suppress(OSError):
        for left in places.temporary.iterdir():
            if left.name.startswith(DEMO) and _is_open(left):
                continue
            _take_away(left)


def _is_open(home: Path) -> bool:
    from db.lock import hold
    from db.trouble import StoreTrouble

    try:
        hold(Places(home).clinic).release()
    except StoreTrouble:
        return True
    return False


def _take_away(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        left.unlink()
