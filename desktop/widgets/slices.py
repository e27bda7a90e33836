"""Has a long form made in slices: the window answers keys between two of them."""

from typing import Final, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

SLICE_MILLISECONDS: Final = 6
"""With a key, and laying out and painting what it brought, a turn stays well under 50 ms."""
PAUSE_MILLISECONDS: Final = 2
"""Between two slices: keys, painting and the lanes come first."""


class Piecewise(Protocol):
    """Something that is made piece by piece."""

    @property
    def has_more(self) -> bool:
        """Whether a piece is still to be made."""

    def make_next(self) -> None:
        """Make the next piece: a few milliseconds of work at most."""


class Slices(QObject):
    """Makes parts one after the other, a few milliseconds at each turn of the event loop."""

    done = Signal()
    """Nothing is left to be made."""

    def __init__(self, parts: tuple[Piecewise, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be made."""
        return self._timer.isActive()

    @Slot()
    def start(self) -> None:
        """Go on at the next turn of the event loop."""
        self._timer.start(PAUSE_MILLISECONDS)

    def stop(self) -> None:
        """Leave the rest unmade."""
        self._timer.stop()

    def finish(self) -> None:
        """Make at once whatever is left: somebody wants to go there."""
        if not self.is_busy:
            return
        while self._make_next():
            pass
        self._end()

    @Slot()
    def _on_turn(self) -> None:
        since = QElapsedTimer()
        since.start()
        made = 0
        while self._make_next():
            made += 1
            spent = since.elapsed()
            if spent + spent / made > SLICE_MILLISECONDS:  # another one would be too much
                return
        self._end()

    def _make_next(self) -> bool:
        """Make one piece; False when there is none left."""
        part = next((part for part in self._parts if part.has_more), None)
        if part is not None:
            part.make_next()
        return part is not None

    def _end(self) -> None:
        self._timer.stop()
        self.done.emit()
