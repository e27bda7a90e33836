"""Checks the whole store: the file, the ties between rows, the log of changes, the derived days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session

from db import audit, engine, guards, pages, places, revisions, snapshots
from db.chain import ChainVerdict
from db.clinic import Clinic
from db.tables import RECORDS
from db.vault import Key
from db.watch import UNWATCHED, Watch
from pathway.guidelines import Guidelines
from pathway.records import Stamp

_CIPHER: Final = "PRAGMA cipher_integrity_check"
_KEPT_KIBIBYTES: Final = 8192
"""A check goes through the file page after page: few are asked for again."""
_STEPS_BETWEEN_LOOKS: Final = 100_000
_PAGES_SHARE: Final = 0.3
COUNTED: Final = (
    "patient",
    "problem",
    "visit",
    "finding",
    "care",
    "revision",
    "snapshot",
    "access_log",
)


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check of the store found.

    ``file_faults`` and ``page_faults`` count what the cipher and the file structure complain of,
    ``orphans`` rows without their owner. ``access`` is what was found of the log of who looked,
    ``guards`` the triggers that somebody took away or altered. ``renewed`` problems were not up to
    date and are now.
    """

    file_faults: int
    page_faults: int
    orphans: int
    log: revisions.Verdict | None = None
    access: ChainVerdict | None = None
    guards: tuple[str, ...] = ()
    renewed: int = 0
    without_advice: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Return whether the records can be relied on."""
        faults = self.file_faults + self.page_faults + self.orphans
        return faults == 0 and self._are_logs_whole

    @property
    def _are_logs_whole(self) -> bool:
        is_whole = self.log is not None and self.log.is_whole
        return is_whole and self.access is not None and self.access.is_whole and not self.guards


def check(folder: Path, key: Key, guidelines: Guidelines, stamp: Stamp) -> Soundness:
    """Check a clinic's records; a damaged file is only looked at, never written to."""
    file_faults, page_faults, orphans = faults(places.records(folder), key)
    if file_faults or page_faults:
        return Soundness(file_faults, page_faults, orphans)
    clinic = Clinic.open(folder, key, guidelines)
    try:
        log = clinic.read(revisions.verify)
        return Soundness(
            file_faults,
            page_faults,
            orphans,
            log,
            clinic.read(audit.verify),
            clinic.read(guards.missing),
            clinic.renew(stamp) if log.is_whole else 0,
            clinic.read(snapshots.count_without_advice),
            clinic.read(_counts),
        )
    finally:
        clinic.close()


def faults(path: Path, key: Key, watch: Watch = UNWATCHED) -> tuple[int, int, int]:
    """Return how many faults cipher, structure and ties have; the clinic may be open meanwhile."""
    connection = engine.connect(path, key, "read")
    cipher = 0
    try:
        engine.keep_at_most(connection, _KEPT_KIBIBYTES)
        watch.at("checking", 0.0)
        if not pages.are_all_whole(path, key, watch, _PAGES_SHARE):
            # A page may have been written while it was read: it is whole the next time.
            cipher = min(len(connection.execute(_CIPHER).fetchall()) for _ in range(2))
        watch.at("checking", _PAGES_SHARE)
        connection.set_progress_handler(lambda: int(watch.is_cancelled()), _STEPS_BETWEEN_LOOKS)
        found = connection.execute("PRAGMA quick_check").fetchall()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return cipher, 0 if found == [("ok",)] else len(found), len(orphans)
    except driver.Error:
        watch.at("checking")  # stopped because nobody waits for it
        return cipher, 1, 0  # so damaged that not even the check comes to its end
    finally:
        connection.close()


def _counts(session: Session) -> dict[str, int]:
    tables = {name: RECORDS.tables[name] for name in COUNTED}
    return {
        name: session.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.items()
    }
