"""Patients who move by the calendar: moved beside the window, listed, acknowledged one by one."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from db import advance, clock, moves
from db.advance import Batch
from db.trouble import StoreTrouble
from desktop.background import Background, Taker
from desktop.desk.replies import read_or_tell
from desktop.desk.shelf import Shelf
from desktop.trouble import Trouble
from pathway.records import Changes, PatientId
from pathway.states import MovedPatient

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk

MOST_LISTED: Final = 500
"""So many moves are listed at once; those that are acknowledged make room for others."""


class Moves(QObject):
    """Has patients moved up to today in small batches, and knows who moved.

    A save waits for one batch at most. On a day that the records speak against nobody is moved
    before somebody has said that the day is right.
    """

    changed = Signal()
    """Others have moved, a move was acknowledged, or the day is doubted or no longer."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Shelf
    ) -> None:
        super().__init__(desk)
        self.count = 0
        self._shelf = shelf
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._newest = self._newest_day()
        self._said_right: date | None = None
        self._moved: set[PatientId] = set()
        self._is_under_way = self._is_held = False
        desk.day_changed.connect(self.start)
        desk.changed.connect(self.on_changed)

    @property
    def is_doubtful(self) -> bool:
        """Whether today cannot be right beside the newest entry, and nobody said that it is."""
        today = self._desk.today
        if self._said_right is not None and self._said_right <= today:
            return clock.is_doubtful(today, self._said_right)
        return clock.is_doubtful(today, self._newest)

    @property
    def newest(self) -> date | None:
        """The day of the newest entry before anybody sat down here."""
        return self._newest

    def confirm_day(self) -> None:
        """Take a person's word that today is today."""
        self._said_right = self._desk.today
        self.start()

    @Slot()
    @Slot(object)
    def start(self, _day: date | None = None) -> None:
        """Move everybody up to today, unless that is under way, doubtful or not possible."""
        self._is_held = False
        if self._is_under_way:
            return
        if self._clinic.view_only is None and not self.is_doubtful:
            self._is_under_way = True
            self._next()
        self._count()

    def hold(self) -> None:
        """Move nobody else for now: somebody waits for the lanes to end; the next start goes on."""
        self._is_held = True

    def unseen(self) -> tuple[MovedPatient, ...]:
        """Return who moved and was not acknowledged yet."""
        read = partial(self._desk.reader.read, moves.unseen, self._desk.today, MOST_LISTED)
        return read_or_tell(self._desk, read) or ()

    def acknowledge(
        self, number: int, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Note that the user has seen a move."""
        work = partial(self._clinic.write, moves.acknowledge, number, self._desk.stamp())
        self._desk.write(work, then, failed)

    @Slot(object)
    def take_batch(self, changes: Changes) -> None:
        """Go on with the next ones, or tell who moved."""
        if changes.areas:
            self._moved |= changes.patients
        if changes.patients and not self._is_held:
            self._next()
            return
        self._is_under_way = False
        if self._moved:
            everyone, self._moved = frozenset(self._moved), set()
            self._desk.take_changes(Changes(frozenset({"moves"}), everyone))

    @Slot(object)
    def take_trouble(self, error: Exception) -> None:
        """Say that nobody else could be moved; the next start goes on."""
        self._is_under_way = False
        self._desk.troubled.emit(self._desk.told(error))

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Count again what a write may have changed."""
        if "moves" in changes.areas:
            self._count()

    def _next(self) -> None:
        batch = Batch(self._desk.guidelines)
        work = partial(self._clinic.keep, advance.advance, batch, self._desk.stamp())
        self._background.run("store", work, self.take_batch, self.take_trouble)

    @Slot(object)
    def take_count(self, count: int) -> None:
        """Take how many moves nobody has acknowledged."""
        self.count = count
        self.changed.emit()

    @Slot(object)
    def take_no_count(self, error: Exception) -> None:
        """Say that they could not be counted."""
        self._desk.troubled.emit(self._desk.told(error))

    def _count(self) -> None:
        # Where thousands wait, counting them takes longer than a key may wait.
        work = partial(self._shelf.count_moves, self._desk.today)
        self._background.run("search", work, self.take_count, self.take_no_count, "moves")

    def _newest_day(self) -> date | None:
        try:
            newest: datetime | None = self._desk.reader.read(clock.newest_moment)
        except StoreTrouble:
            return None  # what cannot be read of damaged records is said elsewhere
        return newest.astimezone().date() if newest else None
