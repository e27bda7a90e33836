"""Restoring at the desk: look into a backup beside the window, put it in place, open again."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from db import attempts, restore, vault
from db.restore import Comparison, RestoreOrder
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import Watch
from desktop.desk.calls import program_version
from desktop.desk.opened import Opened, open_records
from desktop.models.backups import CountRow, SideBySide
from desktop.trouble import Expected, Trouble, store_trouble
from desktop.words import tr
from pathway.audited import DONE, FAILED, Event
from pathway.records import Stamp


@dataclass(frozen=True, slots=True)
class Reopened:
    """The clinic after work for which it was closed; with ``trouble`` it is as it was before.

    ``safety`` is where a copy of it was kept, if any was.
    """

    opened: Opened
    safety: Path | None = None
    trouble: Trouble | None = None


Work: TypeAlias = Callable[[Watch], Reopened]
"""What is done to the records while nobody has them open."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which backup somebody wants back, and into which clinic."""

    backup: Path
    folder: Path
    at: datetime

    def order(self) -> RestoreOrder:
        """Return the wish as the store takes it."""
        return RestoreOrder(self.backup, self.folder, self.at, program_version())


@dataclass(frozen=True, slots=True)
class Wanted:
    """The backup that is to be restored, and its own key, where the clinic has another by now."""

    backup: Path
    key: Key | None = field(default=None, repr=False)


class Keys(NamedTuple):
    """What opens the clinic as it is, and what opens the backup; None: the same key."""

    present: Key
    of_backup: Key | None = None


class OtherKey(NamedTuple):
    """A backup that today's key does not open, and who could open the clinic at that time."""

    backup: Path
    users: tuple[str, ...]


class Secret(NamedTuple):
    """What somebody says opens a backup; without a user it is a recovery code."""

    user: str
    text: str


class Looked(NamedTuple):
    """What is in a backup that was opened by a key of its own, and how many tries failed before."""

    found: SideBySide
    wanted: Wanted
    failed: int


def compare(wish: Wish, key: Key, watch: Watch) -> SideBySide:
    """Return what there is now and in a backup, which is checked in every way."""
    with key:
        return _side_by_side(restore.compare(wish.order(), key, watch))


def who_could_open(backup: Path) -> OtherKey:
    """Return who could open the clinic when a backup was made."""
    return OtherKey(backup, vault.user_names(backup))


def compare_opened(wish: Wish, secret: Secret, present: Key, watch: Watch) -> Looked:
    """Open a backup by a secret of its time and compare; after failed tries the next one waits.

    The tries are counted with those at the door: who guesses here waits there as well.
    """
    with present:
        failed = attempts.failed_count(wish.folder)
        key = _opened_by(wish, secret)
        try:
            found = restore.compare(wish.order(), key, watch, present)
        except BaseException:
            key.wipe()
            raise
    side = _side_by_side(found)._replace(has_other_key=True)
    return Looked(side, Wanted(wish.backup, key), failed)


def _opened_by(wish: Wish, secret: Secret) -> Key:
    try:
        key = attempts.attempt(wish.folder, partial(vault.unlock_by, wish.backup, *secret))
    except StoreTrouble as trouble:
        if trouble.code not in {"wrong_passphrase", "wrong_code"}:
            raise
        raise Expected(Trouble("backup_secret")) from None
    if key.kind == "recovery":
        key.user = tr("Recovery code")
    return key


def _side_by_side(found: Comparison) -> SideBySide:
    rows = tuple(CountRow(row.table, row.now, row.backup) for row in found.rows)
    newest = _day(found.newest_now), _day(found.newest_in_backup)
    return SideBySide(rows, found.newest_now is not None, *newest)


def restore_and_open(wish: Wish, keys: Keys, watch: Watch) -> Reopened:
    """Restore a backup and open the clinic again, or open it as it was before."""
    present, of_backup = keys
    safety: Path | None = None
    trouble: Trouble | None = None
    try:
        done = restore.restore(wish.order(), of_backup or present, watch, present)
        safety = done.safety
    except StoreTrouble as error:
        trouble = store_trouble(error.code, error.path, error.owner)
    likely = (of_backup, present) if trouble is None else (present, of_backup)
    opened = _opened_with(wish.folder, tuple(key for key in likely if key))
    event = Event(
        "restore", "U", what=wish.backup.name, outcome=DONE if trouble is None else FAILED
    )
    with contextlib.suppress(StoreTrouble):  # of records to read only there is no log to write
        opened.clinic.note(event, Stamp(opened.user, wish.at, wish.at.astimezone().date()))
    return Reopened(opened, safety, trouble)


def _opened_with(folder: Path, keys: tuple[Key, ...]) -> Opened:
    """Open the clinic with the first of these keys that does, and forget the others."""
    first, *others = keys
    try:
        opened = open_records(folder, first)
    except StoreTrouble:
        if not others:
            raise
        first.wipe()
        return _opened_with(folder, tuple(others))
    for other in others:
        other.wipe()
    return opened


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
