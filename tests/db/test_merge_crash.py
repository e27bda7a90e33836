"""Killed between two statements of a merge, the store holds both records, or the one of both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import engine, merging, persons, revisions, search
from db.clinic import Clinic
from pathway.records import PatientId
from tests.db.given import STAMP, Place
from tests.db.test_merging import GRACE, GRACIA, bodies, enrol, entry_of, undo

# One process imports everything and forks a merger for each line that it reads: the number of the
# statement before which the kernel ends it. A merger that comes to its end says so.
NURSERY = """
import os, pathlib, signal, sys
import resources
from sqlalchemy import Engine, event
from db import merging
from db.clinic import Clinic
from db.vault import unlock
from pathway.guidelines import read_guidelines
from tests.db.given import PASSPHRASE, STAMP, USER
from tests.db.test_merging import entry_of

folder, kept, other = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
guidelines = read_guidelines(resources.pack_tables())
for line in sys.stdin:
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    clinic = Clinic.open(folder, unlock(folder, USER, PASSPHRASE), guidelines)
    entry = entry_of(clinic, kept, other)
    left = int(line)

    def count(*_):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    clinic.write(merging.merge, entry, STAMP)
    os._exit(0)
"""
EACH_STATEMENTS = 3
MOST_STATEMENTS = 600


@pytest.mark.long(40)
@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
def test_a_kill_leaves_two_records_or_one_of_both(place: Place) -> None:
    clinic = place.open()
    (kept, _), (other, _) = enrol(clinic, GRACE), enrol(clinic, GRACIA, "right")
    two, one = bodies(clinic), _merged_and_back(clinic, kept, other)
    clinic.close()
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(place.folder), kept, other],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"FORAMEN_UNSEALED": "1"},
    )
    assert nursery.stdin
    assert nursery.stdout
    killed = 0
    for number in range(0, MOST_STATEMENTS, EACH_STATEMENTS):
        nursery.stdin.write(f"{number}\n")
        nursery.stdin.flush()
        if int(nursery.stdout.readline()) == 0:
            break
        killed += 1
        if _is_one(place, (two, one), kept, other):
            break
    nursery.stdin.close()
    nursery.stdout.close()
    assert nursery.wait() == 0
    assert killed > 5
    assert _is_one(place, (two, one), kept, other)


def _merged_and_back(clinic: Clinic, kept: PatientId, other: PatientId) -> dict[str, str]:
    """Return how everything stands when the two are one; they are two again then."""
    clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)
    found = bodies(clinic)
    undo(clinic)
    return found


def _is_one(
    place: Place,
    known: tuple[dict[str, str], dict[str, str]],
    kept: PatientId,
    other: PatientId,
) -> bool:
    """Open the clinic, check all of it, and tell whether the two records are one."""
    two, one = known
    clinic = place.open()
    found = bodies(clinic)
    is_one = found == one
    assert is_one or found == two
    assert clinic.read(revisions.verify).is_whole
    numbers = {row.patient_id for row in clinic.read(search.find, "zulu", 10)}
    assert numbers == ({kept} if is_one else {kept, other})
    assert clinic.read(persons.load, kept) is not None
    clinic.close()
    connection = engine.connect(place.records, place.key(), "read")
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return is_one
