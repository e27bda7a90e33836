"""The write-ahead log stays small while the clinic is in use; a forgotten reader shows."""

from contextlib import closing

import pytest

from db import engine, patients, visits
from db.clinic import Clinic
from pathway.facts import Visit
from pathway.records import ProblemId, VisitEntry
from tests.db.given import STAMP, TODAY, Place, register

MOST_BYTES = 6 << 20
"""Half as much again as what the log may hold before it is carried over into the file."""
WRITES = 40
PATIENTS = 10
"""Advice on a chart of very many visits takes long, and is not what is looked at here."""


def everybody(clinic: Clinic) -> tuple[ProblemId, ...]:
    return tuple(register(clinic, f"Okafor {number}") for number in range(PATIENTS))


def write_much(clinic: Clinic, problems: tuple[ProblemId, ...]) -> None:
    for number in range(WRITES):
        visit = Visit(TODAY, pain_limb=3, note=f"{number}" + "x" * 19_000)
        clinic.write(visits.save, VisitEntry(problems[number % PATIENTS], visit), STAMP)


def log_bytes(place: Place) -> int:
    return place.records.with_name("foramen.db-wal").stat().st_size


@pytest.mark.long(20)
def test_reading_beside_the_writing_lets_the_log_be_emptied(place: Place) -> None:
    clinic = place.open()
    problems = everybody(clinic)
    reader = clinic.reader()
    for _ in range(2):
        write_much(clinic, problems)
        reader.read(patients.chart_view, problems[0])
    assert log_bytes(place) < MOST_BYTES
    reader.close()
    clinic.close()


@pytest.mark.long(20)
def test_a_forgotten_read_transaction_makes_the_log_grow(place: Place) -> None:
    # The negative control: what the test above would say of a reader that never lets go.
    clinic = place.open()
    problems = everybody(clinic)
    with closing(engine.connect(place.records, place.key(), "read")) as forgotten:
        forgotten.execute("BEGIN")
        forgotten.execute("SELECT count(*) FROM visit").fetchone()
        for _ in range(2):
            write_much(clinic, problems)
        assert log_bytes(place) > MOST_BYTES
    clinic.close()
