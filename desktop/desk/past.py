"""What the desk can say of the past: what changed since the last visit, a chart of a past day."""

from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.background import Background, Taker
from desktop.desk.shelf import Shelf
from pathway.recalling import PastChart, PastDay, Seen
from pathway.records import ChartView, ProblemId
from pathway.sincevisit import SinceVisit

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Past(QObject):
    """Looks back beside the window: the log of changes of one chart may be long."""

    def __init__(self, desk: "Desk", background: Background, shelf: Shelf) -> None:
        super().__init__(desk)
        self._desk = desk
        self._background = background
        self._shelf = shelf

    def since_last_visit(self, view: ChartView, then: Taker[SinceVisit]) -> None:
        """Find out what changed since the last visit before today; the newest question counts."""
        work = partial(self._shelf.since_last_visit, view, self._desk.today)
        self._background.run("search", work, then, self._on_failed, "since the last visit")

    def on_day(self, problem: ProblemId, day: date, seen: Seen, then: Taker[PastChart]) -> None:
        """Find out how a chart was on a past day; the newest question counts."""
        asked = PastDay(problem, day, end_of(day), seen)
        work = partial(self._shelf.on_day, asked)
        self._background.run("search", work, then, self._on_failed, "a past day")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._desk.troubled.emit(self._desk.told(error))


def end_of(day: date) -> datetime:
    """Return the last moment of a day on this computer's clock, aware."""
    return datetime.combine(day, time.max).astimezone()
