"""A rehearsal: a backup is restored into a folder of its own, compared, and thrown away again.

A backup that was read back is a copy of the right bits. Whether the way back works is known only
to who has walked it: weekly, beside the window, with rows compared one by one with the records.
"""

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db import engine, lock, places, restore
from db.disk import put_file
from db.restore import RestoreOrder
from db.trouble import StoreTrouble, code_of_os
from db.vault import Key
from db.watch import UNWATCHED, Watch

EVERY: Final = timedelta(days=7)
SAMPLE: Final = 200
"""Rows compared of each log; a log's rows never change, whatever was entered since the backup."""
_LOGS: Final = ("revision", "access_log")


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal found: when it took place, of which backup, how many rows were compared."""

    at: datetime
    made_at: datetime
    rows: int
    is_alike: bool


def rehearse(order: RestoreOrder, key: Key, watch: Watch = UNWATCHED) -> Rehearsed:
    """Restore a backup beside the clinic in ``order.folder`` and compare both; leaves no copy.

    The clinic may be open. What cannot be restored is trouble, as a restore would meet it.
    """
    room = _cleared(order.folder)
    try:
        there = RestoreOrder(order.backup, room / "clinic", order.at, order.app)
        with lock.hold(there.folder):
            done = restore.restore(there, key, watch)
            rows, is_same = _compared(order, there.folder, key)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    found = Rehearsed(order.at, done.manifest.made_at, rows, is_same and done.is_alike)
    _note(order.folder, found)
    return found


def last(folder: Path) -> Rehearsed | None:
    """Return what the last rehearsal of a clinic found, None when there was none."""
    try:
        known = json.loads((folder / places.REHEARSAL).read_text("utf-8"))
        at, made_at = (datetime.fromisoformat(known[name]) for name in ("at", "made_at"))
        return Rehearsed(at, made_at, int(known["rows"]), known["is_alike"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_due(folder: Path, now: datetime) -> bool:
    """Answer whether it is time for the next one; a clock that went back makes it time, too."""
    known = last(folder)
    return known is None or not known.at <= now < known.at + EVERY


def clear(folder: Path) -> None:
    """Throw away what a rehearsal left that was cut off."""
    shutil.rmtree(folder / places.REHEARSED, ignore_errors=True)


def _cleared(folder: Path) -> Path:
    clear(folder)
    room = folder / places.REHEARSED
    try:
        if shutil.disk_usage(folder).free < 3 * places.records(folder).stat().st_size:
            raise StoreTrouble("disk_full", folder)
        room.mkdir(mode=0o700)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), folder) from None
    return room


def _compared(order: RestoreOrder, restored: Path, key: Key) -> tuple[int, bool]:
    """Compare rows taken at random; return how many, and whether each is the same in both."""
    rows, is_same = 0, True
    with (
        closing(engine.connect(places.records(order.folder), key, "read")) as now,
        closing(engine.connect(places.records(restored), key, "read")) as then,
    ):
        for log in _LOGS:
            wanted = _at_random(then, log, Random(order.at.timestamp()))
            for seq in wanted:
                rows += 1
                is_same = is_same and _row(now, log, seq) == _row(then, log, seq)
    return rows, is_same


def _at_random(connection: driver.Connection, log: str, chance: Random) -> list[int]:
    """Return numbers of rows in a log; none where an older program kept no such log."""
    known = connection.execute("SELECT name FROM sqlite_schema WHERE name = ?", (log,)).fetchone()
    newest = connection.execute(f"SELECT max(seq) FROM {log}").fetchone()[0] if known else 0
    return sorted(chance.sample(range(1, (newest or 0) + 1), min(SAMPLE, newest or 0)))


def _row(connection: driver.Connection, log: str, seq: int) -> object:
    return connection.execute(f"SELECT * FROM {log} WHERE seq = ?", (seq,)).fetchone()


def _note(folder: Path, found: Rehearsed) -> None:
    known = {
        "at": found.at.isoformat(),
        "made_at": found.made_at.isoformat(),
        "rows": found.rows,
        "is_alike": found.is_alike,
    }
    put_file(folder / places.REHEARSAL, json.dumps(known).encode())
