"""Restoring at the desk: look into a backup beside the window, put it in place, open again."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db import restore
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import Watch
from desktop.desk.calls import program_version
from desktop.desk.opened import Opened, open_records
from desktop.models.backups import CountRow, SideBySide
from desktop.trouble import Trouble, store_trouble
from pathway.audited import DONE, FAILED, Event
from pathway.records import Stamp


@dataclass(frozen=True, slots=True)
class Reopened:
    """The clinic after a restore; with ``trouble`` it is the one before, untouched."""

    opened: Opened
    safety: Path | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Which backup somebody wants back, and into which clinic."""

    backup: Path
    folder: Path
    at: datetime

    def order(self) -> RestoreOrder:
        """Return the wish as the store takes it."""
        return RestoreOrder(self.backup, self.folder, self.at, program_version())


def compare(wish: Wish, key: Key, watch: Watch) -> SideBySide:
    """Return what there is now and in a backup, which is checked in every way."""
    with key:
        found = restore.compare(wish.order(), key, watch)
    rows = tuple(CountRow(row.table, row.now, row.backup) for row in found.rows)
    newest = _day(found.newest_now), _day(found.newest_in_backup)
    return SideBySide(rows, found.newest_now is not None, *newest)


def restore_and_open(wish: Wish, key: Key, watch: Watch) -> Reopened:
    """Restore a backup and open the clinic again, or open it as it was before."""
    safety: Path | None = None
    trouble: Trouble | None = None
    try:
        safety = restore.restore(wish.order(), key, watch).safety
    except StoreTrouble as error:
        trouble = store_trouble(error.code, error.path, error.owner)
    opened = open_records(wish.folder, key)
    event = Event(
        "restore", "U", what=wish.backup.name, outcome=DONE if trouble is None else FAILED
    )
    with contextlib.suppress(StoreTrouble):  # of records to read only there is no log to write
        opened.clinic.note(event, Stamp(key.user, wish.at, wish.at.astimezone().date()))
    return Reopened(opened, safety, trouble)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
