"""A write-ahead log of an earlier moment that was put back: how much it took away is counted."""

import shutil
from pathlib import Path

import pytest

from db import visits
from db.standing import Notice
from tests.db.given import STAMP, Place, register
from tests.db.test_faults import opened, visit

EARLIER = 2
LATER = 3


@pytest.mark.parametrize("others", ["still in the log", "in the file already"])
def test_a_log_of_an_earlier_moment_is_missed_what_came_after(
    place: Place, tmp_path: Path, others: str
) -> None:
    """As a program that synchronises folders does it, or somebody who copies one file back."""
    clinic = place.open()
    problem = register(clinic)
    clinic.close()
    clinic = place.open()
    log = place.records.with_name("foramen.db-wal")
    for _ in range(EARLIER):
        clinic.write(visits.save, visit(problem), STAMP)
    stale = log.read_bytes()
    for _ in range(LATER):
        clinic.write(visits.save, visit(problem), STAMP)
    crashed = Path(shutil.copytree(place.folder, tmp_path / "crashed"))
    clinic.close()
    folder = crashed if others == "still in the log" else place.folder
    assert log.exists() is False
    (folder / log.name).write_bytes(stale)
    assert opened(place, folder) == (EARLIER, (Notice("entries_missing", LATER, STAMP.at),))
