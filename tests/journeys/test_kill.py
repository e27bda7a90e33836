"""Killed while somebody types: at most the last second is gone, and no acknowledged save.

``FORAMEN_KILLS=50`` makes as many kills as that; a few are made in every run.
"""

import math
import os
import random
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from db import drafts, patients, revisions, vault
from db.clinic import Clinic
from desktop import today as clock
from pathway.coding import Code
from pathway.facts import OnsetDay, Patient, Problem
from pathway.guidelines import read_guidelines
from pathway.intake import Answers
from pathway.records import ProblemId, Registration, Stamp
from resources import pack_tables
from tests.desktop.clinics import PASSPHRASE, USER, found_clinic
from tests.journeys.typist import LETTERS

KILLS = int(os.environ.get("FORAMEN_KILLS", "6"))
LAST_SECOND = 1.0
PATIENCE = 60.0
SHORTEST, LONGEST = 0.2, 2.6
LETTERS_A_LIFE = 10
"""Each life saves so many letters, however slow the machine, and is killed at some moment after."""


class Heard(NamedTuple):
    """What a typist told before the kill: lengths of the note."""

    opened: int
    safe: int
    saved: int


class Stored(NamedTuple):
    """What stands in the store: the note of the visit, and that of the draft, if there is one."""

    visit: str
    draft: str | None

    @property
    def note(self) -> str:
        """The note as it will be shown."""
        return self.visit if self.draft is None else self.draft


@pytest.mark.long(5 * KILLS)
@pytest.mark.timeout(60 + 30 * KILLS)
@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_at_most_the_last_second_is_gone(home: Path) -> None:
    moments = random.Random(20260330)
    today = clock.today()
    places = found_clinic(home, today)
    problem = registered(places.clinic, today)
    before = stored(places.clinic, problem)
    for _ in range(KILLS):
        heard = killed_after(home, moments.uniform(SHORTEST, LONGEST))
        assert heard.opened == len(before.note)
        assert heard.saved >= heard.opened + LETTERS_A_LIFE
        after = stored(places.clinic, problem)
        assert len(after.note) >= heard.safe
        assert len(after.visit) >= heard.saved
        for text in (after.visit, after.note):
            assert text == typed(len(text))
        before = after
    assert len(before.visit) >= KILLS * LETTERS_A_LIFE


@pytest.mark.long(20)
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_letter_that_was_being_written_is_there_again(home: Path) -> None:
    today = clock.today()
    places = found_clinic(home, today)
    problem = registered(places.clinic, today)
    first = killed_after(home, SHORTEST, "letter")
    assert first.opened == 0
    text = unfinished_letter(places.clinic, problem)
    assert text == typed(len(text))
    assert len(text) >= first.saved >= LETTERS_A_LIFE
    again = killed_after(home, SHORTEST, "letter")
    assert again.opened == len(text)
    longer = unfinished_letter(places.clinic, problem)
    assert longer == typed(len(longer))
    assert len(longer) >= again.saved >= len(text) + LETTERS_A_LIFE
    assert stored(places.clinic, problem).visit == ""


def typed(length: int) -> str:
    """Return what a typist has typed by this length."""
    return (LETTERS * (length // len(LETTERS) + 1))[:length]


def killed_after(home: Path, seconds: float, what: str = "visit") -> Heard:
    """Let somebody type and save in the real program and kill it so long after; return the told."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typist", str(home), PASSPHRASE, what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as typist:
        silence = threading.Timer(PATIENCE, typist.kill)
        silence.start()
        try:
            return listened(typist, seconds)
        finally:
            silence.cancel()
            typist.kill()


def listened(typist: "subprocess.Popen[str]", seconds: float) -> Heard:
    """Hear a typist from the opened chart on; kill them some time after what they have to do."""
    assert typist.stdout
    told = iter(typist.stdout.readline, "")
    what, first = next(told, "nothing 0").split()
    assert what == "opened", "the chart was never opened: see crash.log"
    opened, end = int(first), math.inf
    heard: list[tuple[float, str, int]] = []
    while time.monotonic() < end:
        what, number = next(told, "gone 0").split()
        assert what != "gone", f"the program ended by itself, or saved nothing in {PATIENCE:g} s"
        heard.append((time.monotonic(), what, int(number)))
        if end == math.inf and what == "saved" and int(number) >= opened + LETTERS_A_LIFE:
            end = time.monotonic() + seconds
    typist.kill()
    killed_at = time.monotonic()
    for line in told:
        what, number = line.split()
        heard.append((killed_at, what, int(number)))
    safe = [n for at, what, n in heard if what == "typed" and at < killed_at - LAST_SECOND]
    saved = [n for _, what, n in heard if what == "saved"]
    return Heard(opened, max(safe, default=opened), max(saved, default=0))


def registered(folder: Path, today: date) -> ProblemId:
    """Keep one patient, and return their problem."""
    patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
    onset = OnsetDay(date.fromordinal(today.toordinal() - 30))
    entry = Registration(patient, Problem("lumbar", onset, "left"))
    with vault.unlock(folder, USER, PASSPHRASE) as key:
        clinic = Clinic.open(folder, key, read_guidelines(pack_tables()))
        changes = clinic.write(patients.register, entry, Stamp(USER, clock.now(), today))
        clinic.close()
    assert changes.problem is not None
    return changes.problem


def stored(folder: Path, problem: ProblemId) -> Stored:
    """Open the store as another start of the program would, and read the notes in it."""
    with vault.unlock(folder, USER, PASSPHRASE) as key:
        clinic = Clinic.open(folder, key, read_guidelines(pack_tables()))
        try:
            view = clinic.read(patients.chart_view, problem)
            kept = clinic.read(drafts.of_problem, problem, USER)
            assert clinic.read(revisions.verify).is_whole
        finally:
            clinic.close()
    visit = view.visits[-1].visit.note if view.visits else ""
    if not kept:
        return Stored(visit, None)
    note = Answers(kept[-1].draft.answers).get(Code("note"))
    return Stored(visit, note.value if note else "")


def unfinished_letter(folder: Path, problem: ProblemId) -> str:
    """Open the store as another start of the program would, and read the letter in it."""
    with vault.unlock(folder, USER, PASSPHRASE) as key:
        clinic = Clinic.open(folder, key, read_guidelines(pack_tables()))
        try:
            (kept,) = clinic.read(drafts.of_problem, problem, USER)
            assert clinic.read(revisions.verify).is_whole
        finally:
            clinic.close()
    assert kept.draft.form == "letter"
    return dict(kept.draft.typed)["text"]
