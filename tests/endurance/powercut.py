"""Cuts of power, replayed: a clinic writes visits, and is opened as each of many cuts leaves it."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, Literal, TypeAlias

from sqlcipher3 import dbapi2 as driver

from db import contents, engine, revisions
from db.clinic import Clinic
from db.places import RECORDS
from db.trouble import RecordRefused, StoreTrouble
from db.vault import Key
from pathway.guidelines import Guidelines
from tests.db.given import Place, register
from tests.endurance import disklog

End: TypeAlias = Literal["whole", "lost", "corrupt"]
Sync: TypeAlias = Literal["FULL", "OFF"]
SAVES: Final = 40
WHOLE_READ_EACH: Final = 10
"""Of so many cuts one has the whole log of changes read: that takes longer than all else."""
PATIENCE_SECONDS: Final = 120
SHARED: Final = Path("/dev/shm")
# Small logs between checkpoints: cuts meet every phase.
WRITER: Final = """
import os, pathlib, sys
import resources
from db import engine
folder, problem, sync, saves = pathlib.Path(sys.argv[1]), *sys.argv[2:4], int(sys.argv[4])
kept = tuple(p for p in engine._PRAGMAS if not p.startswith("synchronous"))
engine._PRAGMAS = (*kept, f"synchronous = {sync}", "wal_autocheckpoint = 60")
from db import visits
from db.clinic import Clinic
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import VisitEntry
from tests.db.given import PASSPHRASE, STAMP, TODAY, USER
from db.vault import unlock
visit = Visit(TODAY, pain_limb=5, note="x" * 300)
key = unlock(folder, USER, PASSPHRASE)
clinic = Clinic.open(folder, key, read_guidelines(resources.pack_tables()))
for number in range(saves):
    saved = clinic.write(visits.save, VisitEntry(problem, visit), STAMP).visit
    os.write(1, f"{saved} ".encode())
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a clinic did to its disk while visits were saved, and what was there before."""

    before: dict[str, bytes]
    entries: list[disklog.Entry]
    key: Key
    guidelines: Guidelines


def record(place: Place, library: Path, sync: Sync, saves: int = SAVES) -> Recording:
    """Save visits in a program of its own and write down what it does to the disk."""
    clinic = place.open()
    problem = register(clinic)
    clinic.close()
    before = {p.name: p.read_bytes() for p in place.folder.iterdir() if p.is_file()}
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        wanted = {"LD_PRELOAD": str(library), "DISKLOG_TO": str(log)}
        words = [sys.executable, "-c", WRITER, str(place.folder), problem, sync, str(saves)]
        subprocess.run(
            words,
            env=os.environ | wanted | {"DISKLOG_FOLDER": str(place.folder)},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        return Recording(before, disklog.read(log), place.key(), place.guidelines)


def replay(recording: Recording, cuts: int, seed: int) -> Counter[End]:
    """Cut the power at so many moments; return how the clinic was found each time."""
    chance = Random(seed)
    first = next(n for n, entry in enumerate(recording.entries) if entry.kind == "A")
    moments = sorted(chance.choices(range(first + 1, len(recording.entries) + 1), k=cuts))
    disk, done = disklog.Disk(recording.before), 0
    found: Counter[End] = Counter()
    for number, moment in enumerate(moments):
        for entry in recording.entries[done:moment]:
            disk.follow(entry)
        done = moment
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        said = disklog.told(recording.entries[:moment])
        with TemporaryDirectory(dir=_memory()) as folder:
            disklog.lay_down(disk.after_cut(chance, share), Path(folder))
            found[_end(recording, Path(folder), said, number % WHOLE_READ_EACH == 0)] += 1
    return found


def _end(recording: Recording, folder: Path, said: frozenset[str], is_read_whole: bool) -> End:
    """Open a clinic after a cut; return whether what was acknowledged is there, and sound."""
    try:
        clinic = Clinic.open(folder, recording.key, recording.guidelines)
        try:
            # A seal that is ahead of the records would cry wolf.
            is_sound = not clinic.notices
            if is_read_whole:
                is_sound = is_sound and clinic.read(revisions.verify).is_whole
        finally:
            clinic.close()
        there = _visits(folder / RECORDS, recording.key)
        contents.examined(folder / RECORDS, recording.key)
    except (StoreTrouble, RecordRefused, driver.Error):
        return "corrupt"
    if not said <= there:
        return "lost"
    return "whole" if is_sound else "corrupt"


def _visits(records: Path, key: Key) -> frozenset[str]:
    """Return the visits that are there, none of them by half."""
    connection = engine.connect(records, key, "read")
    try:
        rows = connection.execute("SELECT entity_id FROM revision WHERE entity = 'visit'")
        logged = {row[0] for row in rows}
        rows = connection.execute("SELECT id FROM visit")
        return frozenset(row[0] for row in rows if row[0] in logged)
    finally:
        connection.close()


def _memory() -> Path | None:
    """Where files of a moment lie in memory, if there is such a place."""
    return SHARED if SHARED.is_dir() else None
