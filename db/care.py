"""Conservative care given, as rows and as facts."""

from collections import defaultdict
from datetime import date
from typing import Final

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from db import problems, tables
from db.errors import in_error, put_in_error
from db.ids import new_id
from db.trouble import RecordRefused
from pathway.facts import Care, Span
from pathway.records import (
    CareEntry,
    CareId,
    Changes,
    EnteredInError,
    PatientId,
    ProblemId,
    Stamp,
)

_OF_PROBLEM: Final = (
    select(tables.Care)
    .where(col(tables.Care.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.Care.position))
)
_DATES: Final = (
    select(col(tables.CareDate.care_id), col(tables.CareDate.day))
    .join(tables.Care)
    .where(col(tables.Care.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.CareDate.day))
)


def put(session: Session, problem_id: ProblemId, entries: tuple[CareEntry, ...]) -> None:
    """Store care that is new, and care that was told again with other dates or another outcome."""
    position = _count(session, problem_id)
    for entry in entries:
        if entry.id is None:
            row = _new_row(problem_id, position, entry.care)
            position += 1
        else:
            row = _known_row(session, problem_id, entry.id)
        _put_span(row, entry.care)
        session.add(row)
        session.flush()
        _put_dates(session, row.id, set(entry.care.dates))


def load(session: Session, problem_id: ProblemId) -> tuple[CareEntry, ...]:
    """Return the care of a problem in the order in which it was told, with what was an error."""
    rows = session.exec(_OF_PROBLEM, params={"problem_id": problem_id}).all()
    dates = _dates(session, problem_id) if rows else {}
    return tuple(fact(row, dates.get(row.id, ())) for row in rows)


def enter_in_error(session: Session, wrong: EnteredInError, stamp: Stamp) -> Changes:
    """Take care that was never given out of the facts; it remains to be read."""
    row = session.get(tables.Care, wrong.id)
    if row is None:
        raise RecordRefused("unknown_care", "care")
    problem = problems.row_of(session, ProblemId(row.problem_id))
    known = _known_row(session, ProblemId(problem.id), CareId(wrong.id))
    put_in_error(known, wrong.reason, stamp)
    patient = PatientId(problem.patient_id)
    return Changes(frozenset({"care"}), frozenset({patient}), problem=ProblemId(problem.id))


def fact(row: tables.Care, dates: tuple[date, ...]) -> CareEntry:
    """Return care as a fact with its identity, from its row and its single dates."""
    care = Care(
        kind=row.kind,
        name=row.name,
        dates=dates,
        span=Span(row.started_on, row.ended_on) if row.started_on else None,
        days_per_week=row.days_per_week,
        outcome=row.outcome,
    )
    return CareEntry(care, CareId(row.id), in_error(row))


def _count(session: Session, problem_id: ProblemId) -> int:
    wanted = select(func.count()).where(col(tables.Care.problem_id) == problem_id)
    return session.exec(wanted).one()


def _new_row(problem_id: ProblemId, position: int, care: Care) -> tables.Care:
    return tables.Care(
        id=new_id(),
        problem_id=problem_id,
        position=position,
        kind=care.kind,
        outcome=care.outcome,
    )


def _known_row(session: Session, problem_id: ProblemId, care_id: CareId) -> tables.Care:
    row = session.get(tables.Care, care_id)
    if row is None or row.problem_id != problem_id:
        raise RecordRefused("unknown_care", "care")
    if row.error_at is not None:
        raise RecordRefused("in_error", "care")
    return row


def _put_span(row: tables.Care, care: Care) -> None:
    row.kind, row.name, row.outcome = care.kind, care.name, care.outcome
    row.days_per_week = care.days_per_week
    row.started_on = care.span.start if care.span else None
    row.ended_on = care.span.end if care.span else None


def _put_dates(session: Session, care_id: str, wanted: set[date]) -> None:
    known = select(tables.CareDate).where(col(tables.CareDate.care_id) == care_id)
    for row in session.exec(known):
        if row.day in wanted:
            wanted.remove(row.day)
        else:
            session.delete(row)
    for day in sorted(wanted):
        session.add(tables.CareDate(care_id=care_id, day=day))


def _dates(session: Session, problem_id: ProblemId) -> dict[str, tuple[date, ...]]:
    found: dict[str, list[date]] = defaultdict(list)
    for care_id, day in session.exec(_DATES, params={"problem_id": problem_id}):
        found[care_id].append(day)
    return {care_id: tuple(days) for care_id, days in found.items()}
