"""Which guideline pack the clinic uses, and whom another one would change."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session, select

from db import engine, patients, places, tables
from db.snapshots import LOG
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import UNWATCHED, Watch
from pathway.facts import Patient
from pathway.guidelines import Guidelines
from pathway.packdiff import PackChange, pack_changes
from pathway.records import Changes, ProblemId, Stamp

_ADOPTED: Final = "SELECT pack_id, pack_version, adopted_at, adopted_by FROM clinic"


@dataclass(frozen=True, slots=True)
class Adopted:
    """The guideline pack that a clinic uses, and who decided that when."""

    pack_id: str
    pack_version: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PatientChange:
    """What another pack would change for one problem of a patient."""

    patient: Patient
    problem: ProblemId
    changes: tuple[PackChange, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """How many problems were looked at, and those that another pack would change."""

    count: int
    changed: tuple[PatientChange, ...]


def adopt(session: Session, guidelines: Guidelines, stamp: Stamp) -> Changes:
    """Note that the clinic uses this pack from now on."""
    row = session.get_one(tables.Clinic, "clinic")
    row.pack_id, row.pack_version = guidelines.id, guidelines.version
    row.adopted_at, row.adopted_by = stamp.at, stamp.who
    session.add(row)
    return Changes(frozenset({"clinic"}), frozenset())


def adopted(session: Session) -> Adopted | None:
    """Return the pack that the clinic uses; None when nobody ever decided."""
    row = session.get_one(tables.Clinic, "clinic")
    if row.adopted_at is None:
        return None
    return Adopted(row.pack_id, row.pack_version, row.adopted_at, row.adopted_by)


def adopted_in(folder: Path, key: Key) -> Adopted | None:
    """Return the pack that the clinic in a folder uses, before it is opened with that pack.

    None when nobody decided, and when the records cannot be read: opening them says why.
    """
    try:
        connection = engine.connect(places.records(folder), key, "view")
    except StoreTrouble:
        return None
    try:
        found = connection.execute(_ADOPTED).fetchone()
    except driver.Error:
        return None
    finally:
        connection.close()
    if found is None or found[2] is None:
        return None
    return Adopted(str(found[0]), str(found[1]), datetime.fromisoformat(found[2]), str(found[3]))


def whom_it_changes(
    session: Session, packs: tuple[Guidelines, Guidelines], on: date, watch: Watch = UNWATCHED
) -> Compared:
    """Return every problem for which the second pack answers otherwise than the first on a day."""
    problems = session.exec(select(tables.Problem.id)).all()
    found = []
    for place, problem in enumerate(problems, start=1):
        changed = _compared(session, ProblemId(problem), packs, on)
        if changed.changes:
            found.append(changed)
        watch.at("checking", place / len(problems))
    watch.at("done", 1.0)
    return Compared(len(problems), tuple(sorted(found, key=_by_name)))


def _compared(
    session: Session, problem: ProblemId, packs: tuple[Guidelines, Guidelines], on: date
) -> PatientChange:
    chart = patients.chart_view(session, problem).chart
    try:
        changes = pack_changes(chart, on, *packs)
    except Exception as error:  # noqa: BLE001 - one rule that fails must not hide the others' changes
        LOG.error("packs not compared for problem %s: %s", problem, type(error).__name__)
        changes = (PackChange("advice", ("unknown",), ("none",)),)
    return PatientChange(chart.patient, problem, changes)


def _by_name(changed: PatientChange) -> tuple[str, str, str]:
    patient = changed.patient
    return patient.family_name.casefold(), patient.given_name.casefold(), patient.number
