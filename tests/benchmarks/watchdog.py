"""Watches how long the window's thread is away from its event loop, and what was done then."""

from operator import attrgetter
from time import perf_counter, thread_time
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT_MILLISECONDS: Final = 1
LEAST_MILLISECONDS: Final = 4.0
"""Shorter absences are a quarter of a frame: nobody can notice one."""


class Stall(NamedTuple):
    """One absence from the event loop: how long, how much of it was work, and during what."""

    milliseconds: float
    working_milliseconds: float
    doing: str


class Watchdog(QObject):
    """Beats as fast as the event loop lets it; where a beat is late, the loop was held up.

    Time on the clock counts the waiting for a busy machine as well; ``working_milliseconds`` is
    what the thread itself computed meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.doing = ""
        self.stalls: list[Stall] = []
        self._seen = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to watch."""
        self._seen, self._worked = perf_counter(), thread_time()
        self._timer.start(BEAT_MILLISECONDS)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    @Slot()
    def _on_beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        away = 1000 * (now - self._seen) - BEAT_MILLISECONDS
        if away >= LEAST_MILLISECONDS:
            self.stalls.append(Stall(away, 1000 * (worked - self._worked), self.doing))
        self._seen, self._worked = now, worked


def percentile(stalls: list[Stall], share: float) -> float:
    """Return how long the thread worked at most in all but a share of the stalls."""
    ordered = sorted(stall.working_milliseconds for stall in stalls)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def longest(stalls: list[Stall], count: int = 6) -> list[Stall]:
    """Return the longest stalls, those with the most work first."""
    return sorted(stalls, key=attrgetter("working_milliseconds"), reverse=True)[:count]
