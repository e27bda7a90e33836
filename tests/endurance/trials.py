"""All trials of endurance, one after the other, with their figures."""

import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlcipher3 import dbapi2 as driver

import resources
from db import engine
from pathway.guidelines import Guidelines, read_guidelines
from tests.db import test_crash
from tests.db.given import Place, make, register
from tests.db.schemas.stored import KEY, numbers, put
from tests.db.test_backup import on_small_disk
from tests.endurance import bitflips, disklog, powercut

KILLS: Final = 200
CUTS: Final = 1000
FLIPS: Final = 400
ROUNDS: Final = 12
PHASES: Final = ("save", "migrate", "back_up", "restore", "new_key")
SEED: Final = 2026


def run_all() -> int:
    """Run every trial; 1 when one of them found a fault, else 0."""
    tell(f"{platform.platform()}, Python {platform.python_version()}")
    tell(f"SQLite {driver.sqlite_version}, schema {engine.SCHEMA}")
    held = [timed(trial) for trial in (kills, cuts, flips, full_disks)]
    return int(not all(held))


def timed(trial: Callable[[Path], bool]) -> bool:
    """Run one trial in a folder of its own and tell how long it took."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        is_good = trial(Path(folder))
    tell(f"  {'in order' if is_good else 'NOT IN ORDER'}, {time.monotonic() - begun:.0f} s")
    return is_good


def kills(folder: Path) -> bool:
    """Kill a program that saves visits, again and again."""
    place = clinic_in(folder)
    acknowledged = test_crash.killed(place, KILLS)
    test_crash.check(place, acknowledged)
    tell(f"kill -9 × {KILLS}: {len(acknowledged)} acknowledged saves, 0 lost, 0 corrupt files")
    return len(acknowledged) >= KILLS


def cuts(folder: Path) -> bool:
    """Replay cuts of power, with syncing and, to see that it matters, without."""
    library = disklog.build(folder)
    if library is None:
        tell("cuts of power: not tried, there is no C compiler or this is not Linux")
        return True
    place = clinic_in(folder / "synced")
    found = powercut.replay(powercut.record(place, library, "FULL"), CUTS, SEED)
    tell(f"cuts of power × {CUTS}: {dict(found)}")
    unsynced = clinic_in(folder / "unsynced")
    control = powercut.replay(powercut.record(unsynced, library, "OFF"), CUTS, SEED)
    tell(f"  the same with synchronous=OFF: {dict(control)}")
    return found == {"whole": CUTS} and control["whole"] < CUTS


def flips(folder: Path) -> bool:
    """Turn single bits over."""
    records = folder / "records.db"
    put(numbers()[-1], records)
    look = bitflips.encrypted(folder, records, KEY)
    found = bitflips.flip(records.read_bytes(), FLIPS, SEED, look)
    tell(f"bit flips × {FLIPS}: {dict(found)}, {found['silent']} silent")
    return found == {"noticed": FLIPS}


def full_disks(folder: Path) -> bool:
    """Fill the disk at every phase."""
    told = fill_disks(folder, ROUNDS)
    if told is None:
        tell("full disks: not tried, no small disk can be mounted here")
        return True
    tell(f"full disk at each phase, {ROUNDS} rounds each:")
    for line in told:
        tell(f"  {line}")
    return are_in_order(told)


def fill_disks(folder: Path, rounds: int) -> list[str] | None:
    """Fill a small disk at every phase; return what came of it, None where that cannot be done."""
    place = clinic_in(folder)
    small = folder / "small"
    small.mkdir()
    inside = on_small_disk(small, "12m")
    if inside is None:
        return None
    words = ["-m", "tests.endurance.fulldisk", str(rounds), str(place.folder), str(small), *PHASES]
    root = Path(__file__).parents[2]
    run = [*inside, sys.executable, *words]
    done = subprocess.run(run, cwd=root, capture_output=True, text=True)
    return done.stdout.splitlines() + ([done.stderr] if done.returncode else [])


def are_in_order(told: list[str]) -> bool:
    """Answer whether every phase was refused at least once, and nothing was ever lost."""
    good = [": 0 refused" not in line and line.endswith("faults none") for line in told]
    return good == [True] * len(PHASES)


def tell(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def clinic_in(folder: Path) -> Place:
    """Make a clinic with one patient."""
    place = make(folder / "clinic", _guidelines())
    clinic = place.open()
    register(clinic)
    clinic.close()
    return place


def _guidelines() -> Guidelines:
    return read_guidelines(resources.pack_tables())
