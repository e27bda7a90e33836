"""Killed at any moment, the store has every visit that it acknowledged, and no half one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import engine, patients, revisions, search
from pathway.records import ProblemId
from tests.db.given import Place, register

KILLS = 50
LONGEST = 50
"""How many steps the time until a kill grows by before it begins anew."""
# One process imports everything and forks a writer for each line that it reads.
NURSERY = """
import os, pathlib, sys
import resources
from db import visits
from db.clinic import Clinic
from db.vault import unlock
from pathway.facts import Spot, Visit
from pathway.guidelines import read_guidelines
from pathway.records import VisitEntry
from tests.db.given import PASSPHRASE, STAMP, TODAY, USER

folder, problem = pathlib.Path(sys.argv[1]), sys.argv[2]
guidelines = read_guidelines(resources.pack_tables())
zones = ("knee", "thumb", "calf", "saddle", "sole")
visit = Visit(TODAY, pain_limb=5, sensation={Spot("left", zone): "reduced" for zone in zones})
for line in sys.stdin:
    if os.fork():
        os.wait()
        print("dead", flush=True)
        continue
    clinic = Clinic.open(folder, unlock(folder, USER, PASSPHRASE), guidelines)
    print(os.getpid(), flush=True)
    while True:
        print(clinic.write(visits.save, VisitEntry(problem, visit), STAMP).visit, flush=True)
"""


@pytest.mark.long(25)
@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
def test_nothing_acknowledged_is_lost_by_a_kill(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    acknowledged = killed(place, KILLS)
    assert len(acknowledged) >= KILLS
    check(place, acknowledged)


def killed(place: Place, kills: int) -> set[str]:
    """Kill a writer so many times; return the visits that were acknowledged."""
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(place.folder), problem_in(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    acknowledged: set[str] = set()
    for round_ in range(kills):
        acknowledged |= killed_after(nursery, round_ % LONGEST * 0.0017)
    assert nursery.stdin
    nursery.stdin.close()
    assert nursery.stdout
    nursery.stdout.close()
    assert nursery.wait() == 0
    return acknowledged


def killed_after(nursery: "subprocess.Popen[str]", seconds: float) -> set[str]:
    """Let a writer work for some moments after its first visit, kill it; return what it said."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write("next\n")
    nursery.stdin.flush()
    writer = int(nursery.stdout.readline())
    said = {nursery.stdout.readline().strip()}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        said.add(nursery.stdout.readline().strip())
    os.kill(writer, signal.SIGKILL)
    while (line := nursery.stdout.readline().strip()) != "dead":
        said.add(line)
    return {line for line in said if len(line) == 36}


def problem_in(place: Place) -> ProblemId:
    """Return the only problem there is."""
    clinic = place.open()
    (row,) = clinic.read(search.find, "", 2)
    clinic.close()
    return row.problem_id


def check(place: Place, acknowledged: set[str]) -> None:
    problem = problem_in(place)
    clinic = place.open()
    view = clinic.read(patients.chart_view, problem)
    verdict = clinic.read(revisions.verify)
    clinic.close()
    assert acknowledged <= {visit.id for visit in view.visits}
    assert {len(visit.visit.sensation) for visit in view.visits} == {5}
    assert verdict.is_whole
    connection = engine.connect(place.records, place.key(), "read")
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    connection.close()
