"""The way back from a lane to the page that asked, with trouble in words for people."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from db.prints import Seen
from db.trouble import RecordRefused, StoreTrouble
from desktop.background import Taker, weakly
from desktop.trouble import Expected, Trouble, store_trouble
from handouts.trouble import Refused
from pathway.records import Changes

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

T = TypeVar("T")


class Reply(Generic[T]):
    """Carries the answer of a lane back to the page that asked, if it is still there."""

    def __init__(self, desk: "Desk", then: Taker[T], failed: Taker[Trouble] | None) -> None:
        self._desk = desk
        self._then = weakly(then)
        self._failed = weakly(failed or desk.troubled.emit)

    def land(self, value: T) -> None:
        """Give the page its answer."""
        taker = self._then()
        if taker is not None:
            taker(value)

    def land_written(self, written: tuple[Changes, Seen | None]) -> None:
        """Tell every view what changed, with the chart as it is now, then the page that asked."""
        changes, seen = written
        self._desk.take_changes(changes, seen)
        self.land(cast(T, changes))

    def land_error(self, error: Exception) -> None:
        """Give the page the trouble, or the window when the page did not ask for it."""
        self.fail(self._desk.told(error))

    def fail(self, trouble: Trouble) -> None:
        """Give the page the trouble."""
        taker = self._failed()
        if taker is not None:
            taker(trouble)


def read_or_tell(desk: "Desk", read: Callable[[], T]) -> T | None:
    """Return what a reader finds; trouble goes to the window and gives None."""
    try:
        return read()
    except Exception as error:  # noqa: BLE001 - a page gets no exception; the window tells the user
        desk.troubled.emit(desk.told(error))
        return None


def expected(error: Exception) -> Trouble | None:
    """Return expected trouble in words for people; None for a fault of the program."""
    if isinstance(error, Expected):
        return error.trouble
    if isinstance(error, StoreTrouble):
        return store_trouble(error.code, error.path, error.owner)
    if isinstance(error, RecordRefused):
        return Trouble(f"refused_{error.code}", {"what": ", ".join(error.what)})
    if isinstance(error, Refused):
        places = {"instead": ", ".join(error.instead), "language": error.language}
        return Trouble(f"print_{error.code}", places)
    return None
