"""Imports what is heavy beside the window, after its first paint: nobody waits for it.

Two threads that import libraries with circular imports at once may get half a module. So nothing
else imports what stands here: the clinic's door is asked once ``door_ready``, and opens once
``finished``.

What sets and draws pages is left out: it takes 39 MB, and who never prints does not need it. The
lane of jobs imports it with the first print. The window's thread must not: two threads would be
in the middle of ReportLab.
"""

import threading
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from resources import body_table, box_table

DOOR: Final = ("db.lock", "db.vault", "db.codes")
LIBRARIES: Final = ("sqlmodel", "pydantic", "pathway.evaluate")
OWN: Final = (
    "db.clinic",
    "db.create",
    "db.search",
    "desktop.desk",
    "desktop.upkeep",
    "desktop.staying",
    "desktop.pages.finder",
    "desktop.pages.registration",
    "desktop.pages.chart",
    "desktop.rooms",
)


class Warmup(QObject):
    """One daemon thread for the door and the libraries; then our own, one between two events."""

    door_ready = Signal()
    finished = Signal()
    _libraries_there = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(OWN)
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._take_next)
        self._libraries_there.connect(self._next.start)

    @Slot()
    def start(self) -> None:
        """Begin; call it once the first page is painted."""
        threading.Thread(target=self._import_libraries, name="warm-up", daemon=True).start()

    def _import_libraries(self) -> None:
        try:
            import_module("desktop.lockdown").refuse_dumps()  # before anybody types a passphrase
            for name in DOOR:
                import_module(name)
            self.door_ready.emit()
            for name in LIBRARIES:
                import_module(name)
            # Whoever opens the clinic asks for this verdict: by then it is there.
            import_module("desktop.selfcheck").SELF_CHECK.verdict()
            for table in (body_table, box_table):
                table()
        finally:  # what could not be imported is told where it is used
            self._libraries_there.emit()

    @Slot()
    def _take_next(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
        else:
            self._next.stop()
            _paint_once()
            self.finished.emit()


def _paint_once() -> None:
    """Fill a point: with the first one, PySide makes long lists of brushes and gradients."""
    from PySide6.QtGui import QColor, QPainter, QPixmap

    point = QPixmap(1, 1)
    painter = QPainter(point)
    painter.fillRect(point.rect(), QColor("white"))
    painter.end()
