"""Killed while somebody types, the store has the last draft that it said was kept, or a newer."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import drafts, patients
from tests.db.given import STAMP, Place, register

KILLS = 10
# One process imports everything and forks a typist for each line that it reads.
NURSERY = """
import itertools, os, pathlib, sys
import resources
from db import drafts
from db.clinic import Clinic
from db.vault import unlock
from pathway.drafts import Draft
from pathway.guidelines import read_guidelines
from tests.db.given import PASSPHRASE, STAMP, TODAY, USER

folder, problem = pathlib.Path(sys.argv[1]), sys.argv[2]
guidelines = read_guidelines(resources.pack_tables())
for line in sys.stdin:
    if os.fork():
        os.wait()
        print("dead", flush=True)
        continue
    clinic = Clinic.open(folder, unlock(folder, USER, PASSPHRASE), guidelines)
    print(os.getpid(), flush=True)
    for number in itertools.count(int(line)):
        draft = Draft(problem, on=TODAY, typed=(("note", str(number)), ("more", "x" * 3000)))
        clinic.keep(drafts.keep, draft, STAMP)
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
def test_the_last_draft_survives_a_kill(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    before = clinic.read(patients.chart_view, problem)
    clinic.close()
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(place.folder), problem],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    for round_ in range(KILLS):
        said = killed_after(nursery, round_ * 1000, round_ * 0.0013)
        clinic = place.open()
        (kept,) = clinic.read(drafts.of_problem, problem, STAMP.who)
        assert clinic.read(patients.chart_view, problem) == before
        clinic.close()
        assert said <= int(dict(kept.draft.typed)["note"]) <= said + 1
    assert nursery.stdin
    nursery.stdin.close()
    assert nursery.stdout
    nursery.stdout.close()
    assert nursery.wait() == 0


def killed_after(nursery: "subprocess.Popen[str]", first: int, seconds: float) -> int:
    """Let somebody type for some moments, kill the process; return the last draft it kept."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(f"{first}\n")
    nursery.stdin.flush()
    typist = int(nursery.stdout.readline())
    said = int(nursery.stdout.readline())
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        said = int(nursery.stdout.readline())
    os.kill(typist, signal.SIGKILL)
    while (line := nursery.stdout.readline().strip()) != "dead":
        said = int(line)
    return said
