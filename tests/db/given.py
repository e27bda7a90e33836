"""What the tests of the store start from: a small encrypted clinic with one patient in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db import kdf, patients
from db.clinic import Clinic
from db.create import NewClinic, create_clinic
from db.vault import Key, unlock
from pathway.facts import OnsetDay, Patient, Problem
from pathway.guidelines import Guidelines
from pathway.records import Changes, ProblemId, Registration, Stamp

TODAY = date(2026, 3, 30)
STAMP = Stamp("Dr Lee", datetime(2026, 3, 30, 9, 0, tzinfo=UTC), TODAY)
USER = "Lee"
PASSPHRASE = "four words are enough"
CHEAP = kdf.THROWAWAY


@dataclass(frozen=True, slots=True)
class Place:
    """A clinic that was made and closed again."""

    folder: Path
    guidelines: Guidelines
    user: str = USER

    @property
    def records(self) -> Path:
        return self.folder / "foramen.db"

    def key(self) -> Key:
        return unlock(self.folder, self.user, PASSPHRASE)

    def open(self) -> Clinic:
        return Clinic.open(self.folder, self.key(), self.guidelines)


def make(folder: Path, guidelines: Guidelines) -> Place:
    create_clinic(folder, NewClinic("Hill Clinic", USER, PASSPHRASE, kdf=CHEAP, reserve=0), STAMP)
    return Place(folder, guidelines)


def registration(family: str = "Okafor", given: str = "Ruth", number: str = "") -> Registration:
    patient = Patient(date(1968, 3, 14), number=number, family_name=family, given_name=given)
    return Registration(patient, Problem("lumbar", OnsetDay(date(2026, 2, 20)), side="left"))


def register(clinic: Clinic, family: str = "Okafor", given: str = "Ruth") -> ProblemId:
    changes = clinic.write(patients.register, registration(family, given), STAMP)
    return problem_of(changes)


def problem_of(changes: Changes) -> ProblemId:
    assert changes.problem is not None
    return changes.problem
