"""The only clock of the program: everything else is told the day and the moment.

Python's calendar is imported with the first question about the day: the first page does without it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from datetime import date, datetime

Clock: TypeAlias = "Callable[[], datetime]"
LONGEST_NAP_SECONDS = 600


def now() -> "datetime":
    """Return this moment, aware, in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def today() -> "date":
    """Return the day it is here."""
    return now().astimezone().date()


class Today(QObject):
    """The day it is, and a signal when it becomes another.

    A timer alone is late after the computer slept, so it never naps longer than ten minutes, and
    each time the window becomes active the day is looked at again.
    """

    day_changed = Signal(object)

    def __init__(self, parent: QObject | None = None, clock: Clock = now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day: date | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look_again)

    @property
    def day(self) -> "date":
        """The day on which everything shown rests; it is watched from the first question on."""
        return self._day or self._begin()

    def now(self) -> "datetime":
        """Return this moment, aware, in UTC."""
        from datetime import UTC

        return self._clock().astimezone(UTC)

    @Slot()
    def look_again(self) -> None:
        """Look at the calendar now, and say so if the day is another."""
        if self._day is None:
            self._begin()
            return
        day = self._look()
        self._nap()
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    def _begin(self) -> "date":
        self._day = self._look()
        self._nap()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.look_again)
        return self._day

    def _look(self) -> "date":
        return self._here().date()

    def _here(self) -> "datetime":
        return self._clock().astimezone()

    def _nap(self) -> None:
        from datetime import timedelta

        here = self._here()
        midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        seconds = (midnight - here).total_seconds() + 1
        self._timer.start(round(1000 * min(seconds, LONGEST_NAP_SECONDS)))
