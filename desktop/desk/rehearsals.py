"""What is tried beside the window, unasked: whether the file is sound, and the way back to it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db import check, places, rehearsal
from db.rehearsal import Rehearsed
from db.restore import RestoreOrder
from db.vault import Key
from db.watch import Watch
from desktop.desk.calls import program_version
from desktop.desk.copywork import CopyWork
from desktop.desk.opened import Opened
from desktop.leanness import give_back
from desktop.models.backups import BackupRow, RehearsalStatus
from pathway.audited import DONE, FAILED, Event


class Rehearsals(QObject):
    """Checks the file once after unlocking, and restores a backup into a copy each week."""

    changed = Signal()
    damaged = Signal()
    """The check of the file found damage, and writing was stopped."""

    def __init__(self, opened: Opened, work: CopyWork) -> None:
        super().__init__(work)
        self.status = _status(rehearsal.last(opened.folder))
        self.is_file_checked = False
        self._opened = opened
        self._work = work

    def check_file(self) -> None:
        """Check whether pages and rows fit each other, on a connection of its own."""
        if self._opened.clinic.view_only is None:
            job = partial(_faults, self._opened.folder, self._opened.key.copy())
            self._work.run("check", job, self._take_faults)

    def start_if_due(self, rows: tuple[BackupRow, ...]) -> None:
        """Rehearse with the newest backup that counts, if it is time."""
        desk = self._work.desk
        if desk is not None and rehearsal.is_due(self._opened.folder, desk.now()):
            self.start(rows)

    def start(self, rows: tuple[BackupRow, ...]) -> None:
        """Rehearse with the newest backup that counts."""
        desk = self._work.desk
        newest = next((row for row in rows if row.is_whole), None)
        if desk is None or newest is None:
            return
        order = RestoreOrder(newest.path, self._opened.folder, desk.now(), program_version())
        self._work.run("rehearsal", partial(_rehearse, order, self._opened.key.copy()), self._take)

    @Slot(object)
    def _take(self, found: Rehearsed) -> None:
        self.status = _status(found)
        if self._work.desk is not None:
            outcome = DONE if found.is_alike else FAILED
            event = Event("restore", "R", what="rehearsal", outcome=outcome)
            self._work.desk.log.note(event)
        self.changed.emit()

    @Slot(object)
    def _take_faults(self, found: tuple[int, int, int]) -> None:
        if any(found):
            self._opened.clinic.stop_writing("damaged")
            self.damaged.emit()
            return
        self.is_file_checked = True


def _faults(folder: Path, key: Key, watch: Watch) -> tuple[int, int, int]:
    rehearsal.clear(folder)  # what one left that was cut off
    try:
        with key:
            return check.faults(places.records(folder), key, watch)
    finally:
        give_back()  # the pages of the whole file went through its memory


def _rehearse(order: RestoreOrder, key: Key, watch: Watch) -> Rehearsed:
    try:
        with key:
            return rehearsal.rehearse(order, key, watch)
    finally:
        give_back()


def _status(known: Rehearsed | None) -> RehearsalStatus:
    if known is None:
        return RehearsalStatus()
    return RehearsalStatus(known.at, known.rows, known.is_alike)
