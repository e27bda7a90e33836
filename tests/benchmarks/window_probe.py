"""Started as a process of its own: how long a large clinic lets somebody wait, and its floors.

``python -m tests.benchmarks.window_probe HOME`` prints JSON, all in seconds: from
Enter on the unlock page to the painted list, from Ctrl+S to the repainted chart, the stalls while
a name is typed into the search; and beside each what Qt and the store need by themselves.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desktop.pages.chart import ChartPage
from desktop.places import Places
from tests.benchmarks.floors import (
    bare_form_seconds,
    bare_opening_seconds,
    bare_repaint_seconds,
    bare_saving_seconds,
    bare_table_seconds,
)
from tests.benchmarks.names import PASSPHRASE
from tests.benchmarks.script import Condition, Script, at_once, play, tell

CTRL: Final = Qt.KeyboardModifier.ControlModifier
SAVES: Final = 5
SOUGHT: Final = ("ng", "ba mw", "mary")


class Painted(QObject):
    """Notes the moment at which the window has painted what a signal told of."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.at = 0.0

    @Slot()
    def on_told(self) -> None:
        """Painting is queued already, and comes before a timer does."""
        QTimer.singleShot(0, self, self._note)

    @Slot()
    def _note(self) -> None:
        self.at = perf_counter()


class LargeClinic(Script):
    """Unlocks, looks for some names, opens a chart and saves a visit some times."""

    def work(self) -> Iterator[Condition]:
        """Go through it, after a first look at what is measured again."""
        self.entrance.entered.connect(self.on_entered)
        self._listed = Painted(self)
        self._saved = Painted(self)
        yield from self._open()
        yield from self._search()
        yield from self._save()

    @Slot()
    def on_entered(self) -> None:
        """Watch the list from its first row on."""
        self.rooms.finder.model.modelReset.connect(self._listed.on_told)

    def _open(self) -> Iterator[Condition]:
        yield from self.type("passphrase", PASSPHRASE)
        begun = perf_counter()
        self.press("unlock", Qt.Key.Key_Return)
        yield lambda: self.has_list() and self._listed.at > 0
        self.found["opening"] = self._listed.at - begun
        self.press("patients", Qt.Key.Key_F2)  # the worklist greets
        yield from self.moment()

    def _search(self) -> Iterator[Condition]:
        self.watchdog.start()
        for name in SOUGHT:
            yield from self.type("search", name)
            yield lambda: not self.rooms.finder.is_looking and self.is_quiet()
            yield from self.moment()
            self.press("search: everybody", Qt.Key.Key_Escape)
            yield lambda: not self.rooms.finder.is_looking and self.is_quiet()
        self.watchdog.stop()

    def _save(self) -> Iterator[Condition]:
        self.press("open a chart", Qt.Key.Key_Return)
        yield from self.moment()
        self._chart.keeping.kept.connect(self._saved.on_told)
        took = []
        for _ in range(SAVES):
            self._saved.at = 0.0
            self.hands.type("n")
            yield at_once
            begun = perf_counter()
            self.press("save", Qt.Key.Key_S, CTRL)
            yield lambda: self._saved.at > 0
            took.append(self._saved.at - begun)
            yield from self.moment()
        self.found["saving"] = min(took)

    @property
    def _chart(self) -> ChartPage:
        assert self.rooms.chart is not None
        return self.rooms.chart


def floors(home: str) -> dict[str, object]:
    """Return what Qt and the store need by themselves for the same, in seconds."""
    folder = Places(Path(home)).clinic
    return {
        "form": bare_form_seconds(),
        "opening_floor": bare_opening_seconds(folder, PASSPHRASE) + bare_table_seconds(),
        "saving_floor": bare_saving_seconds(folder, PASSPHRASE) + bare_repaint_seconds(),
    }


if __name__ == "__main__":
    tell(play(LargeClinic, *sys.argv[1:]) | floors(sys.argv[1]))
