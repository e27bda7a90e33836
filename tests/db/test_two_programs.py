"""Two programs on one file: nobody's entry is overwritten unseen, and nobody is turned away."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session, col, select

from db import engine, patients, persons, revisions, tables
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.medical import Medical
from pathway.person import PersonEntry
from pathway.records import Changes, ProblemId, Stamp
from tests.db.given import STAMP, Place, register

ROUNDS = 25
OTHER = replace(STAMP, who="Dr Ode")


@pytest.fixture
def second(place: Place, clinic: Clinic) -> Iterator[Clinic]:
    """The same clinic, opened once more: as if two programs had got hold of the folder."""
    opened = place.open()
    yield opened
    opened.close()


def weigh(session: Session, problem: ProblemId, _stamp: Stamp) -> Changes:
    """Add a kilogram to what is there: a lost update would be a lost kilogram."""
    of_problem = select(tables.Problem.patient_id).where(col(tables.Problem.id) == problem)
    row = session.get_one(tables.Patient, session.exec(of_problem).one())
    row.weight_kg = (row.weight_kg or 0) + 1
    session.add(row)
    return Changes(frozenset({"patients"}))


def entry(clinic: Clinic, problem: ProblemId, weight: float) -> PersonEntry:
    """What a form holds that was opened now and is saved later."""
    patient = clinic.read(patients.chart_view, problem).patient_id
    was = clinic.read(persons.load, patient)
    told = replace(was, medical=Medical(weight_kg=weight))
    return PersonEntry(patient, problem, told, was, "patient")


def test_the_second_to_save_is_told_and_the_first_entry_stays(
    clinic: Clinic, second: Clinic
) -> None:
    problem = register(clinic)
    mine, theirs = entry(clinic, problem, 70), entry(second, problem, 90)
    clinic.write(persons.save, mine, STAMP)
    with pytest.raises(RecordRefused) as refusal:
        second.write(persons.save, theirs, OTHER)
    assert refusal.value.code == "changed_elsewhere"
    for program in (clinic, second):
        assert program.read(patients.chart_view, problem).chart.patient.weight_kg == 70
    second.write(persons.save, entry(second, problem, 71), OTHER)
    assert clinic.read(patients.chart_view, problem).chart.patient.weight_kg == 71
    assert clinic.read(revisions.verify).is_whole


def test_four_writers_lose_nothing_and_none_is_turned_away(clinic: Clinic, second: Clinic) -> None:
    problem = register(clinic)
    with ThreadPoolExecutor(4) as threads:
        writes = [
            threads.submit(program.write, weigh, problem, STAMP)
            for program in (clinic, second) * 2 * ROUNDS
        ]
    assert [write.exception() for write in writes] == [None] * 4 * ROUNDS
    assert second.read(patients.chart_view, problem).chart.patient.weight_kg == 4 * ROUNDS
    assert clinic.read(revisions.verify).is_whole


def test_a_plain_begin_would_turn_writers_away(place: Place) -> None:
    """Two who read before they write: the second must wait before it reads, not after."""
    first, second = (engine.connect(place.records, place.key(), "write") for _ in range(2))
    try:
        for connection in (first, second):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM clinic").fetchone()
        first.execute("UPDATE clinic SET version = version + 1")
        first.execute("COMMIT")
        with pytest.raises(driver.OperationalError, match="locked"):
            second.execute("UPDATE clinic SET version = version + 1")
    finally:
        first.close()
        second.close()
