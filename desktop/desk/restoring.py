"""Restoring at the desk: look into a backup beside the window, put it in place, open again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import restore
from db.restore import Compared, RestoreOrder
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import Watch
from desktop.desk.calls import program_version
from desktop.desk.opened import Opened, open_records
from desktop.models.backups import CountRow
from desktop.trouble import Trouble, store_trouble


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


def compare(wish: Wish, key: Key, watch: Watch) -> tuple[CountRow, ...]:
    """Return what there is now and in a backup, which is checked in every way."""
    with key:
        return _counts(restore.compare(wish.order(), key, watch))


def restore_and_open(wish: Wish, key: Key, watch: Watch) -> Reopened:
    """Restore a backup and open the clinic again, or open it as it was before."""
    safety: Path | None = None
    trouble: Trouble | None = None
    try:
        safety = restore.restore(wish.order(), key, watch).safety
    except StoreTrouble as error:
        trouble = store_trouble(error.code, error.path, error.owner)
    return Reopened(open_records(wish.folder, key), safety, trouble)


def _counts(rows: tuple[Compared, ...]) -> tuple[CountRow, ...]:
    return tuple(CountRow(row.table, row.now, row.backup) for row in rows)
