"""The only clock of the program: everything else is told the day and the moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

Clock = Callable[[], datetime]
LONGEST_NAP_SECONDS = 600


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
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
        self._day = self._look()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look_again)
        self._nap()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.look_again)

    @property
    def day(self) -> date:
        """The day on which everything shown rests."""
        return self._day

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self._clock().astimezone(UTC)

    @Slot()
    def look_again(self) -> None:
        """Look at the calendar now, and say so if the day is another."""
        day = self._look()
        self._nap()
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    def _look(self) -> date:
        return self._here().date()

    def _here(self) -> datetime:
        return self._clock().astimezone()

    def _nap(self) -> None:
        here = self._here()
        midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        seconds = (midnight - here).total_seconds() + 1
        self._timer.start(round(1000 * min(seconds, LONGEST_NAP_SECONDS)))
