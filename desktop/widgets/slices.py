"""Has a long form made in slices: the window answers keys between two of them.

What else falls due in the same turn of the event loop has its own turn: a slice gives way to a key,
an answer of a lane or the slice of another page that the turn has spent itself on already.
"""

from collections.abc import Callable
from time import thread_time
from typing import Final, Protocol

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QElapsedTimer,
    QObject,
    QTimer,
    Signal,
    Slot,
)

SLICE_MILLISECONDS: Final = 6
"""With a key, and laying out and painting what it brought, a turn stays well under 50 ms."""
PAUSE_MILLISECONDS: Final = 2
"""Between two slices: keys, painting and the lanes come first."""
SPENT_SECONDS: Final = 0.004
"""A turn in which the thread worked so long already has no room for a slice."""
MOST_TIMES_PUT_OFF: Final = 8
"""In a row: whoever types without a rest gets the form all the same."""


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
        self._put_off = 0
        self._worked = thread_time()
        dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        self._loop = dispatcher

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be made."""
        return self._timer.isActive()

    @Slot()
    def start(self) -> None:
        """Go on at the next turn of the event loop."""
        if not self.is_busy and self._loop is not None:
            self._loop.awake.connect(self._on_awake)
            self._on_awake()
        self._timer.start(PAUSE_MILLISECONDS)

    def stop(self) -> None:
        """Leave the rest unmade."""
        if self.is_busy and self._loop is not None:
            self._loop.awake.disconnect(self._on_awake)
        self._timer.stop()

    def finish(self) -> None:
        """Make at once whatever is left: somebody wants to go there."""
        if not self.is_busy:
            return
        while self._make_next():
            pass
        self._end()

    @Slot()
    def _on_awake(self) -> None:
        self._worked = thread_time()

    @Slot()
    def _on_turn(self) -> None:
        if self._gives_way():
            return
        since = QElapsedTimer()
        since.start()
        made = 0
        while self._make_next():
            made += 1
            spent = since.elapsed()
            if spent + spent / made > SLICE_MILLISECONDS:  # another one would be too much
                return
        self._end()

    def _gives_way(self) -> bool:
        """Say whether this turn of the event loop has been long enough without a slice."""
        is_spent = thread_time() - self._worked >= SPENT_SECONDS
        self._put_off = self._put_off + 1 if is_spent and self._put_off < MOST_TIMES_PUT_OFF else 0
        return self._put_off > 0

    def _make_next(self) -> bool:
        """Make one piece; False when there is none left."""
        part = next((part for part in self._parts if part.has_more), None)
        if part is not None:
            part.make_next()
        return part is not None

    def _end(self) -> None:
        self.stop()
        self.done.emit()


class Later:
    """One thing that is done in a turn of its own, as often as it is asked for."""

    def __init__(self, do: Callable[[], object], owner: QObject) -> None:
        self._do = do
        self.has_more = False
        self._turns = Slices((self,), owner)

    def ask(self) -> None:
        """Have it done in a turn to come, unless its owner is gone by then."""
        self.has_more = True
        self._turns.start()

    def forget(self) -> None:
        """Do not do it, if it is not done yet."""
        self.has_more = False
        self._turns.stop()

    def make_next(self) -> None:
        """Do it."""
        self.has_more = False
        self._do()
