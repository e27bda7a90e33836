"""Locks by itself: after a time without a key or a click, after sleep, with the system's screen."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from desktop.today import now

LOOK_EVERY_SECONDS: Final = 5.0
SLEPT_SECONDS: Final = 60.0
"""A look that comes so late was held up by nothing but a computer that slept."""
_USED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that comes of a key that is a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Moment(NamedTuple):
    """One moment on two clocks: one may stand still in a sleep, the other may be set."""

    uptime: float
    wall: datetime

    def seconds_since(self, earlier: "Moment") -> float:
        """Return how long ago another moment was, by the clock that tells more."""
        return max(self.uptime - earlier.uptime, (self.wall - earlier.wall).total_seconds())


class AutoLock(QObject):
    """Watches whether anybody uses the window; ``due`` tells that it is to be locked."""

    due = Signal()
    used = Signal()
    """Somebody pressed a key or moved the mouse."""

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject,
        uptime: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = now,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._uptime = uptime
        self._wall = wall
        self._used = self._looked = self._now()
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 * LOOK_EVERY_SECONDS))
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self.note_use)

    def start(self, window: QWindow | None) -> None:
        """Begin to watch a window: only its own events, for each of the program's takes longer."""
        self._used = self._looked = self._now()
        if window is not None and window is not self._watched:
            window.installEventFilter(self)
            self._watched = window
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer: it is locked."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USED:
            self.note_use()
            self.used.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def note_use(self) -> None:
        """Note that somebody is there; whoever comes after a sleep is asked first."""
        if not self._has_slept():
            self._used = self._now()

    @Slot()
    def look(self) -> None:
        """Tell if nobody used the window for too long, or if the computer slept."""
        if not self._timer.isActive():
            return
        present = self._now()
        is_idle = present.seconds_since(self._used) >= 60 * self._minutes()
        has_slept = self._has_slept()
        self._looked = present
        if is_idle or has_slept:
            self._timer.stop()
            self.due.emit()

    @Slot()
    def lock_now(self) -> None:
        """Tell that the system locked its screen, or is about to sleep."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def _has_slept(self) -> bool:
        return self._now().seconds_since(self._looked) >= SLEPT_SECONDS

    def _now(self) -> Moment:
        return Moment(self._uptime(), self._wall())
