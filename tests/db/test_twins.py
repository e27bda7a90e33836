"""Who may be registered already is found while a name is typed, slips and all."""

from datetime import date

import pytest

from db import patients, twins
from db.clinic import Clinic
from pathway.birth import Birth
from pathway.facts import BirthKnown, OnsetDay, Patient, Problem
from pathway.person import Identity
from pathway.records import Registration
from tests.db.given import STAMP

BORN = date(1968, 3, 14)
PROBLEM = Problem("lumbar", OnsetDay(date(2026, 2, 20)), side="left")
PEOPLE = (
    ("Álvarez de la Peña", "María José", BORN),
    ("", "Sukarjo", date(1950, 1, 2)),
    ("Zulu", "Grace", BORN),
    ("Zulu", "Grace", date(1991, 12, 1)),
    ("Banda", "Ruth", date(1970, 4, 3)),
    ("Łuczak", "Zofia", date(1980, 5, 6)),
)


@pytest.fixture
def full(clinic: Clinic) -> Clinic:
    for family, given, born in PEOPLE:
        patient = Patient(born, family_name=family, given_name=given)
        clinic.write(patients.register, Registration(patient, PROBLEM), STAMP)
    return clinic


@pytest.mark.parametrize(
    ("typed", "born", "expected"),
    [
        ("Zulu Grace", BORN, [("Zulu", BORN)]),
        ("Grace Zulu", None, [("Zulu", BORN), ("Zulu", date(1991, 12, 1))]),
        ("grace zullu", BORN, [("Zulu", BORN)]),
        ("Zulu Grcae", date(1968, 3, 15), [("Zulu", BORN)]),
        ("Maria Jose Alvarez de la Pena", None, [("Álvarez de la Peña", BORN)]),
        ("Sukarno", date(1950, 2, 1), [("", date(1950, 1, 2))]),
        ("Sukarjo", None, [("", date(1950, 1, 2))]),
        ("Luczak Zofia", date(1980, 6, 5), [("Łuczak", date(1980, 5, 6))]),
        ("Mwansa Ruth", date(1970, 4, 3), [("Banda", date(1970, 4, 3))]),
        ("Zulu", None, []),
        ("Phiri Joy", date(1999, 9, 9), []),
        ('" OR 1', None, []),
        ("", BORN, []),
    ],
)
def test_who_may_be_the_same(
    full: Clinic, typed: str, born: date | None, expected: list[tuple[str, date]]
) -> None:
    found = full.read(twins.alike, typed, Birth(born) if born else None)
    assert sorted((row.family_name, row.birth_date) for row in found) == sorted(expected)


def test_the_likeliest_comes_first_and_nobody_twice(full: Clinic) -> None:
    found = full.read(twins.alike, "Zulu Grace", Birth(date(1991, 12, 1)))
    assert [row.birth_date for row in found] == [date(1991, 12, 1)]
    by_name = full.read(twins.alike, "Zulu Gra", Birth(BORN))
    assert by_name[0].family_name == "Zulu"
    assert len({row.patient_id for row in by_name}) == len(by_name)


@pytest.mark.parametrize(
    ("names", "born", "known", "expected"),
    [
        (("Zulu", "Grace"), BORN, "day", [BORN]),
        (("grace", "ZULU"), BORN, "day", [BORN]),
        (("Zulu", "Grace"), date(1968, 1, 1), "year", [BORN]),
        (("Zulu", "Grace"), date(1968, 3, 15), "day", []),
        (("Alvarez de la Pena", "Maria Jose"), BORN, "day", [BORN]),
        (("Sukarjo", ""), date(1950, 1, 2), "day", [date(1950, 1, 2)]),
        (("Zulu", ""), BORN, "day", []),
        (("", "Zulu Grace"), BORN, "day", [BORN]),
    ],
)
def test_the_very_same_names_and_birth_are_found(
    full: Clinic,
    names: tuple[str, str],
    born: date,
    known: BirthKnown,
    expected: list[date],
) -> None:
    who = Identity(*names, born, "female", known)
    assert [row.birth_date for row in full.read(twins.namesakes, who)] == expected
