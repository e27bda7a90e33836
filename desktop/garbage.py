"""Collects Python's cyclic garbage on the window's thread, and on no other.

By itself Python collects on whichever thread happens to ask for memory. On a lane that would
destroy a page that nobody needs any more while Qt on the window's thread is at work with its parts:
the program would end at once, without a word.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desktop.widgets.slices import Later

PERIOD_MILLISECONDS: Final = 250
"""Long enough to wake an idle computer seldom, short enough for little to pile up."""


class GarbageRound(QObject):
    """Looks now and then whether as much has piled up as Python itself would collect."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(PERIOD_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._collecting = Later(_collect, self)

    def start(self) -> None:
        """Take the collecting over from Python, for as long as the program runs."""
        gc.disable()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Have garbage collected in a turn of its own, if as much has piled up."""
        if _due():
            self._collecting.ask()


def _due() -> list[int]:
    """Return the generations of which as much has piled up as Python itself would collect."""
    piled, most = gc.get_count(), gc.get_threshold()
    return [age for age, count in enumerate(piled) if count > most[age] > 0]


def _collect() -> None:
    """Collect the oldest generation that is due."""
    due = _due()
    if due:
        gc.collect(due[-1])
