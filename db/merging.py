"""Two records of one person become one: nothing is deleted, and one undo takes it all back."""

from dataclasses import asdict, replace

from sqlmodel import Session, col, select

from db import medical, particulars, patients, persons, tables
from db.persontables import Merged
from db.trouble import RecordRefused
from pathway.medical import with_medical
from pathway.merging import MergeEntry, NotChosen, merged
from pathway.person import Person
from pathway.records import Changes, PatientId, ProblemId, Stamp


def merge(session: Session, entry: MergeEntry, stamp: Stamp) -> Changes:
    """Take one record into another: its problems come along, with visits, prints and drafts."""
    _check(session, entry)
    try:
        told = merged(entry.was_kept, entry.was_other, entry.chosen)
    except NotChosen as refused:
        raise RecordRefused("invalid", "patient", (str(refused),)) from None
    for row in _problems(session, entry.other):
        row.patient_id = entry.kept
    session.add(Merged(patient_id=entry.other, into_id=entry.kept))
    session.flush()
    _put(session, entry.kept, told, stamp)
    stays = _problems(session, entry.kept)
    problem = ProblemId(stays[0].id) if stays else None
    return Changes(
        frozenset({"patients", "visits", "care", "prints", "drafts"}),
        frozenset({entry.kept, entry.other}),
        problem=problem,
    )


def former_numbers(session: Session, kept: PatientId) -> tuple[str, ...]:
    """Return the numbers of all records that were taken into one, the oldest first."""
    return tuple(one.number for one in persons.former(session, kept))


def _check(session: Session, entry: MergeEntry) -> None:
    """Refuse one record twice, one that is gone already, or one that was changed meanwhile."""
    if entry.kept == entry.other:
        raise RecordRefused("invalid", "patient", ("number",))
    for patient_id, was in ((entry.kept, entry.was_kept), (entry.other, entry.was_other)):
        if session.get(Merged, patient_id) is not None or persons.load(session, patient_id) != was:
            raise RecordRefused("changed_elsewhere", "patient")


def _problems(session: Session, patient_id: PatientId) -> list[tables.Problem]:
    owned = select(tables.Problem).where(col(tables.Problem.patient_id) == patient_id)
    return list(session.exec(owned.order_by(col(tables.Problem.id))))


def _put(session: Session, kept: PatientId, told: Person, stamp: Stamp) -> None:
    who = asdict(told.who) if told.who else {}
    patient = replace(patients.load(session, kept), **who, language=told.language)
    patients.check(patient, stamp.today)
    patients.put_facts(session, kept, with_medical(patient, told.medical))
    medical.put_blanks(session, kept, told.medical)
    particulars.put(session, kept, told.particulars)
    session.flush()
    persons.index(session, kept)
