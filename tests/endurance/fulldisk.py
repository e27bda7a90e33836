"""A disk that is full in the middle of something: it is said, nothing is lost, later it goes.

Run as ``python -m tests.endurance.fulldisk ROUNDS CLINIC DISK PHASE...``, with DISK a small disk
of its own (``tests.db.test_backup.on_small_disk``). Prints for each phase how often it was
refused, how often it went well, and every fault that was seen.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import resources
from db import backup, contents, migrate, places, rekey, restore, revisions, search, visits
from db.backup import BackupOrder
from db.clinic import Clinic
from db.lock import hold
from db.rekey import RekeyOrder
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from db.vault import Key
from pathway.facts import Visit
from pathway.guidelines import Guidelines, read_guidelines
from pathway.records import VisitEntry
from tests.db.given import STAMP, TODAY, Place
from tests.db.schemas.stored import KEY, put

FULL: Final = frozenset({"disk_full", "backup_full", "restore_full"})
ENOUGH: Final = {
    "save": 300_000,
    "migrate": 1_600_000,
    "back_up": 2_500_000,
    "restore": 2_000_000,
    "new_key": 2_000_000,
}
"""Bytes that each phase needs for so small a clinic, and a little."""


class Trial:
    """One clinic on a small disk, and a film of zeros that fills the rest of it."""

    def __init__(self, source: Path, disk: Path, guidelines: Guidelines) -> None:
        self.place = Place(disk / "clinic", guidelines)
        self.kept = disk / "backups"
        self._source = source
        self._film = disk / "film"
        self._old = disk / "old.db"
        self._copy = source.parent / "old.db"
        put(1, self._copy)
        self._guidelines = guidelines

    def begin(self) -> None:
        """Lay the clinic down anew, with a backup of it."""
        self._film.unlink(missing_ok=True)
        for folder in (self.place.folder, self.kept):
            shutil.rmtree(folder, ignore_errors=True)
        for left in self._old.parent.glob("old.db*"):
            left.unlink()
        shutil.copy(self._copy, self._old)
        shutil.copytree(self._source, self.place.folder)
        self.kept.mkdir()
        with self.place.key() as key:
            backup.make(BackupOrder(self.place.folder, self.kept, STAMP.at, "1"), key)

    def fill(self, left: int) -> None:
        """Fill the disk but for so many bytes."""
        size = max(shutil.disk_usage(self._film.parent).free - left, 0)
        with self._film.open("wb", buffering=0) as film:
            for _ in range(size // 4096):
                film.write(bytes(4096))

    def make_room(self) -> None:
        """Have room again."""
        self._film.unlink()

    def save(self) -> None:
        """Save a visit with a long note."""
        clinic = self.place.open()
        try:
            problem = clinic.read(search.find, "", 1)[0].problem_id
            visit = Visit(TODAY, pain_limb=3, note="x" * 15_000)
            clinic.write(visits.save, VisitEntry(problem, visit), STAMP)
        finally:
            clinic.close()

    def migrate(self) -> None:
        """Bring records of the first schema up to date."""
        migrate.upgrade(self._old, KEY)

    def back_up(self) -> None:
        """Make a backup beside the clinic."""
        with self.place.key() as key:
            backup.make(BackupOrder(self.place.folder, self.kept, STAMP.at, "1"), key)

    def restore(self) -> None:
        """Restore the newest backup over the clinic."""
        newest = backup.listed(self.kept)[0].path
        with self.place.key() as key:
            restore.restore(RestoreOrder(newest, self.place.folder, STAMP.at, "1"), key)

    def new_key(self) -> None:
        """Give the records a new key."""
        with hold(self.place.folder), self.place.key() as key:
            rekey.rekey(RekeyOrder(self.place.folder, STAMP.at, "1"), key).wipe()

    def faults(self) -> list[str]:
        """Return what is wrong with the clinic, the disk still being full or not any more."""
        try:
            with hold(self.place.folder), self.place.key() as key:
                return list(self._faults(key))
        except StoreTrouble as trouble:
            return [f"not opened: {trouble.code}"]

    def _faults(self, key: Key) -> list[str]:
        clinic = Clinic.open(self.place.folder, key, self._guidelines)
        try:
            found = [] if clinic.read(revisions.verify).is_whole else ["log"]
            found += [notice.code for notice in clinic.notices]
        finally:
            clinic.close()
        contents.examined(places.records(self.place.folder), key)
        contents.examined(self._old, KEY)
        return found


def run(trial: Trial, phase: str, rounds: int) -> str:
    """Try one phase with less and with more room; return the counts and the faults."""
    work: Callable[[], None] = getattr(trial, phase)
    refused, done, faults = 0, 0, list[str]()
    for number in range(rounds):
        trial.begin()
        trial.fill(ENOUGH[phase] * number // rounds)
        try:
            work()
            done += 1
        except StoreTrouble as trouble:
            refused += 1
            faults += [] if trouble.code in FULL else [f"said {trouble.code}"]
        trial.make_room()
        faults += trial.faults()
        work()
        faults += trial.faults()
    return f"{phase}: {refused} refused, {done} done, faults {faults or 'none'}"


def main(rounds: str, source: str, disk: str, *phases: str) -> int:
    """Try every phase and tell."""
    guidelines = read_guidelines(resources.pack_tables())
    trial = Trial(Path(source), Path(disk), guidelines)
    for phase in phases:
        sys.stdout.write(f"{run(trial, phase, int(rounds))}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
