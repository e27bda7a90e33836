"""Started as a process of its own: how much memory the program holds with a clinic open.

``python -m tests.benchmarks.memory_probe HOME`` prints JSON: megabytes at each moment, and how long
the worklist took to come after somebody unlocked. *Resident* is what a task manager shows, what is
shared with other programs included; *own* is what the system would get back if it ended.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.benchmarks.names import PASSPHRASE
from tests.benchmarks.script import Condition, Script, play, tell

if TYPE_CHECKING:
    from desktop.desk import Opened
    from desktop.entrance import Entrance

ROLLED: Final = Path("/proc/self/smaps_rollup")
STATUS: Final = Path("/proc/self/status")
PATIENCE_SECONDS: Final = 900.0
KIBIBYTES: Final = 1024
SOUGHT: Final = "mary ng"
CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHORT_PACE: Final = 1


class Remembering(Script):
    """Unlocks, looks for somebody, opens a chart and a print, and notes what is held after each."""

    def __init__(self, app: QApplication, entrance: "Entrance") -> None:
        super().__init__(app, entrance)
        self._began = (0.0, 0.0)
        self._go_on, entrance.on_unlocked = entrance.on_unlocked, self._on_unlocked  # type: ignore[method-assign]

    def work(self) -> Iterator[Condition]:
        """Go through it."""
        self.patience_seconds = PATIENCE_SECONDS
        self._note("locked")
        yield from self._unlock()
        self.press("patients", Qt.Key.Key_F2)
        yield from self.moment()
        self._note("list")
        yield from self.type("search", SOUGHT)
        yield lambda: not self.rooms.finder.is_looking and self.is_quiet()
        yield from self.moment()
        self._note("search")
        self.press("search: everybody", Qt.Key.Key_Escape)
        yield lambda: not self.rooms.finder.is_looking and self.is_quiet()
        self.press("open a chart", Qt.Key.Key_Return)
        yield from self.moment()
        self._note("chart")
        self.press("a print", Qt.Key.Key_4, CTRL)
        yield from self.moment()
        self._note("print")
        self.found["most"] = megabytes("VmHWM", STATUS)

    def _unlock(self) -> Iterator[Condition]:
        yield from self.type("passphrase", PASSPHRASE)
        self._timer.setInterval(SHORT_PACE)
        pressed = perf_counter()
        self.press("unlock", Qt.Key.Key_Return)
        yield self._has_worklist
        self.entrance.window.repaint()
        self.found["worklist seconds"] = perf_counter() - self._began[0]
        self.found["worklist seconds of work"] = thread_time() - self._began[1]
        self.found["worklist seconds from Enter"] = perf_counter() - pressed
        yield from self.moment()
        self._note("worklist")

    def _on_unlocked(self, opened: "Opened") -> None:
        self._began = (perf_counter(), thread_time())
        self._go_on(opened)

    def _has_worklist(self) -> bool:
        page = self.entrance.rooms.work.page if self.entrance.rooms is not None else None
        return page is not None and page.model.row_at(0) is not None

    def _note(self, moment: str) -> None:
        self.found.update({f"{moment}, {kind}": held for kind, held in holding().items()})


def holding() -> dict[str, float]:
    """Return what this process holds, in megabytes."""
    own = sum(megabytes(kind, ROLLED) for kind in ("Private_Clean", "Private_Dirty"))
    return {"resident": megabytes("Rss", ROLLED), "own": own}


def megabytes(which: str, told: Path) -> float:
    """Return a number of the system about this process."""
    lines = told.read_text("ascii").splitlines()
    held = next(line.split()[1] for line in lines if line.startswith(f"{which}:"))
    return int(held) / KIBIBYTES


if __name__ == "__main__":
    tell(play(Remembering, *sys.argv[1:]))
