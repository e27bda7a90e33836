"""The clinic's own figures at the desk: counted step by step beside the window, for a period."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db import figures, search
from db.figures import Task
from db.figuresteps import Asked
from desktop.background import Background, Taker
from desktop.desk.printmaking import Readers
from desktop.desk.replies import Reply
from desktop.models.figuretable import FigureTable, write_table
from desktop.models.patients import PAGE, Found, FoundPages
from desktop.trouble import Trouble
from pathway.audited import Event
from pathway.figures import Figure, Period, PeriodName, period_of
from pathway.records import PatientRow, ProblemId

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

T = TypeVar("T")
TOPIC: Final = "figures"


class Counting(QObject):
    """Counts one figure after the other; a search that is typed meanwhile waits for one step."""

    counted = Signal(object)
    """A Figure that is ready."""
    progressed = Signal(int)
    """How much is done, in percent; 100 once everything is."""
    failed = Signal(object)
    """Trouble that ended the counting."""

    def __init__(self, desk: "Desk", background: Background, shelf: Readers) -> None:
        super().__init__(desk)
        self._desk = desk
        self._background = background
        self._shelf = shelf
        self._tasks: list[Task] = []
        self._place = 0
        self._done = 0
        self._all = 0

    def start(self, name: PeriodName) -> Period:
        """Begin to count a period that ends today, and forget what was being counted."""
        self.stop()
        period = period_of(name, self._desk.today)
        asked = Asked(period, self._desk.today, self._desk.guidelines)
        self._run(partial(_tasks, self._shelf, asked), self.take_tasks)
        return period

    def stop(self) -> None:
        """Count nothing any more."""
        self._tasks = []
        self._run(_nothing, self.take_nothing)  # answers that are under way are not wanted

    def rows(self, problems: Sequence[ProblemId], then: Taker[Found]) -> None:
        """Fetch the first rows of a list behind a number."""
        reply = Reply(self._desk, then, None)
        work = partial(_listed, self._shelf, tuple(dict.fromkeys(problems)))
        self._background.run("search", work, reply.land, reply.land_error, "figure list")

    def write_table(
        self, table: FigureTable, path: Path, then: Taker[int], failed: Taker[Trouble]
    ) -> None:
        """Write figures into a table, and note that they were taken out."""
        what = "figures with names" if table.with_names else "figures"
        self._desk.log.note(Event("export", "R", None, what))
        reply = Reply(self._desk, then, failed)
        work = partial(write_table, table, path, partial(_rows, self._shelf))
        self._background.run("jobs", work, reply.land, reply.land_error)

    @Slot(object)
    def take_tasks(self, tasks: tuple[Task, ...]) -> None:
        """Take what there is to count, and begin."""
        self._tasks, self._place, self._done = list(tasks), 0, 0
        self._all = max(sum(task.count for task in tasks), 1)
        self._next()

    @Slot(object)
    def take_step(self, figure: Figure | None) -> None:
        """Go on with the next step, or tell a figure that is ready."""
        if figure is None:
            self._place += 1
            self._done += 1
        else:
            self._tasks.pop(0)
            self._place = 0
            self.counted.emit(figure)
        self._next()

    @Slot(object)
    def take_trouble(self, error: Exception) -> None:
        """Say that the figures could not be counted."""
        self._tasks = []
        self.failed.emit(self._desk.told(error))

    @Slot(object)
    def take_nothing(self, _nothing: None) -> None:
        pass

    def _next(self) -> None:
        percent = 100 if not self._tasks else min(100 * self._done // self._all, 99)
        self.progressed.emit(percent)
        if self._tasks:
            work = partial(_step, self._shelf, self._tasks[0], self._place)
            self._run(work, self.take_step)

    def _run(self, work: Callable[[], T], then: Taker[T]) -> None:
        self._background.run("search", work, then, self.take_trouble, TOPIC)


def _tasks(shelf: Readers, asked: Asked) -> tuple[Task, ...]:
    return shelf.of(TOPIC).read(figures.tasks, asked)


def _step(shelf: Readers, task: Task, place: int) -> Figure | None:
    """Do one step of a figure; after the last one, return it."""
    if place < task.count:
        shelf.of(TOPIC).read(task.do, place)
        return None
    return task.figure()


def _listed(shelf: Readers, problems: tuple[ProblemId, ...]) -> Found:
    fetch = partial(_rows, shelf)
    return FoundPages(problems, fetch(problems[:PAGE]), fetch)


def _rows(shelf: Readers, problems: Sequence[ProblemId]) -> tuple[PatientRow, ...]:
    return shelf.of("figure list").read(search.rows, problems)


def _nothing() -> None:
    return
