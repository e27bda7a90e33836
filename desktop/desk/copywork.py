"""One long work on copies of the records at a time: watched, called off, and told how it ended."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db.watch import Cancelled, Watch
from desktop.background import Background, Taker
from desktop.desk.calls import Call
from desktop.desk.replies import expected
from desktop.trouble import Trouble

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

Doing: TypeAlias = Literal["backup", "look", "stick", "rehearsal", "check", "export"]
T = TypeVar("T")
UNASKED: Final[frozenset[Doing]] = frozenset({"rehearsal", "check"})
"""What the program does of its own accord: it makes way for what somebody asks for, and rests
while somebody types."""


class CopyWork(QObject):
    """Does one thing after the other beside the window; nothing new begins meanwhile."""

    changed = Signal()
    progressed = Signal(str, int)
    """How far it is: stage and percent."""
    ended = Signal(str, object)
    """What was done, and None when it succeeded, else the Trouble."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.is_running = False
        self.doing: Doing = "backup"
        self.desk: Desk | None = None
        self._background = background
        self._call: Call | None = None
        self._then: Taker[object] | None = None
        self._waiting: Callable[[], bool] | None = None

    def run(self, doing: Doing, work: Callable[[Watch], T], then: Taker[T]) -> bool:
        """Begin something, unless something else is being done; return whether it will be."""
        if self.is_running:
            makes_way = self.doing in UNASKED and doing not in UNASKED
            if makes_way:
                self._waiting = partial(self.run, doing, work, then)
                self.cancel()
            return makes_way
        rest = self._background.presence.give_way if doing in UNASKED else None
        self._call = Call(self.progressed.emit, rest)
        self.doing, self.is_running, self._then = doing, True, then  # type: ignore[assignment]
        self.changed.emit()
        job = partial(work, self._call.watch())
        self._background.run("copies", job, self._take, self._take_error)
        return True

    @property
    def is_asked_for(self) -> bool:
        """Whether something is being done that somebody asked for."""
        return self.is_running and self.doing not in UNASKED

    def cancel(self) -> None:
        """Give up what is under way; it leaves nothing behind."""
        if self._call is not None:
            self._call.cancel()

    @Slot(object)
    def _take(self, value: object) -> None:
        then = self._then
        self._end()
        if then is not None:
            then(value)
        self._tell(None)

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            trouble: Trouble | None = Trouble(f"{self.doing}_cancelled")
        else:
            trouble = self._told(error)
        self._tell(trouble)

    def _tell(self, trouble: Trouble | None) -> None:
        waiting, self._waiting = self._waiting, None
        self.ended.emit(self.doing, trouble)
        if waiting is not None:
            waiting()

    def _told(self, error: Exception) -> Trouble:
        if self.desk is not None:
            return self.desk.told(error)
        return expected(error) or Trouble("bug")

    def _end(self) -> None:
        self.is_running, self._call, self._then = False, None, None
        self.changed.emit()
