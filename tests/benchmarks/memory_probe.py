"""Started as a process of its own: how much memory the program holds with a clinic open.

``python -m tests.benchmarks.memory_probe HOME`` prints JSON: megabytes that are resident, what is
shared with other programs included, at each moment, and the most of the whole run.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from tests.benchmarks.script import Condition, Script, play, tell

STATUS: Final = Path("/proc/self/status")
PATIENCE_SECONDS: Final = 900.0
KIBIBYTES: Final = 1024
SOUGHT: Final = "mary ng"


class Remembering(Script):
    """Unlocks, looks for somebody, opens a chart, and notes what is held after each."""

    def work(self) -> Iterator[Condition]:
        """Go through it."""
        self.patience_seconds = PATIENCE_SECONDS
        self._note("locked")
        yield from self.unlock()
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
        self.found["most"] = megabytes("VmHWM")

    def _note(self, moment: str) -> None:
        self.found[moment] = megabytes("VmRSS")


def megabytes(which: str) -> float:
    """Return a number of the system about this process."""
    lines = STATUS.read_text("ascii").splitlines()
    held = next(line.split()[1] for line in lines if line.startswith(f"{which}:"))
    return int(held) / KIBIBYTES


if __name__ == "__main__":
    tell(play(Remembering, *sys.argv[1:]))
