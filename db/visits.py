"""Visits: saving what was asked and found, signing it off, correcting it, reading it back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import care, drafts, findings, problems, tables
from db.errors import corrected, in_error, put_in_error
from db.ids import new_id
from db.trouble import RecordRefused
from pathway.coding import Coded, visit_of
from pathway.drafts import DraftKey
from pathway.records import (
    Amendment,
    Area,
    Changes,
    EnteredInError,
    PatientId,
    ProblemId,
    RecordedVisit,
    Stamp,
    VisitEntry,
    VisitId,
)

_OF_PROBLEM: Final = (
    select(tables.Visit)
    .where(col(tables.Visit.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.Visit.day), col(tables.Visit.recorded_at), col(tables.Visit.id))
)


def save(session: Session, entry: VisitEntry, stamp: Stamp) -> Changes:
    """Store a new visit, or an unsigned one that changed, with the care told at it."""
    _refuse_future(entry, stamp)
    problems.row_of(session, entry.problem)
    return _keep_content(session, entry, _put_row(session, entry, stamp), stamp)


def amend(session: Session, amendment: Amendment, stamp: Stamp) -> Changes:
    """Change a signed visit for a reason; its signature stays, and so does what it said before."""
    entry, reason = amendment.entry, amendment.reason.strip()
    _refuse_future(entry, stamp)
    row = _row(session, entry.id)
    if row.problem_id != entry.problem:
        raise RecordRefused("unknown_visit", "visit")
    if not row.signed_by:
        raise RecordRefused("not_signed", "visit")
    if not reason:
        raise RecordRefused("no_reason", "visit", ("reason",))
    row.day = entry.visit.on
    note_amendment(row, reason, stamp)
    session.flush()
    return _keep_content(session, entry, VisitId(row.id), stamp)


def note_amendment(row: tables.Visit, reason: str, stamp: Stamp) -> None:
    """Note on a signed visit who changes it and why: from here to the revision it is open."""
    row.amendments += 1
    row.amended_by, row.amended_at, row.amended_reason = stamp.who, stamp.at, reason


def enter_in_error(session: Session, wrong: EnteredInError, stamp: Stamp) -> Changes:
    """Take a visit that should never have been recorded out of the facts; it remains to be read."""
    row = _row(session, VisitId(wrong.id))
    put_in_error(row, wrong.reason, stamp)
    return _changes(session, ProblemId(row.problem_id), VisitId(row.id))


def sign(session: Session, visit_id: VisitId, stamp: Stamp) -> Changes:
    """Sign a visit off: from then on it refuses change."""
    row = _open_row(session, visit_id)
    row.signed_by, row.signed_at = stamp.who, stamp.at
    return _changes(session, ProblemId(row.problem_id), visit_id)


def load(session: Session, problem_id: ProblemId) -> tuple[RecordedVisit, ...]:
    """Return the visits of a problem, in the order of their days, with those entered in error."""
    rows = session.exec(_OF_PROBLEM, params={"problem_id": problem_id}).all()
    found = findings.of_problem(session, problem_id)
    return tuple(fact(row, found.get(row.id, ())) for row in rows)


def fact(row: tables.Visit, found: Iterable[Coded]) -> RecordedVisit:
    """Return a visit as facts, from its row and its findings."""
    return RecordedVisit(
        id=VisitId(row.id),
        visit=visit_of(found, row.day, row.recorded_at, bool(row.signed_by)),
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        amended=corrected(row.amended_by, row.amended_at, row.amended_reason),
        in_error=in_error(row),
    )


def _put_row(session: Session, entry: VisitEntry, stamp: Stamp) -> VisitId:
    if entry.id is None:
        visit_id = VisitId(new_id())
        recorded_at = entry.visit.recorded_at or stamp.at
        session.add(
            tables.Visit(
                id=visit_id, problem_id=entry.problem, day=entry.visit.on, recorded_at=recorded_at
            )
        )
        session.flush()
        return visit_id
    row = _open_row(session, entry.id)
    if row.problem_id != entry.problem:
        raise RecordRefused("unknown_visit", "visit")
    row.day = entry.visit.on
    row.recorded_at = entry.visit.recorded_at or row.recorded_at
    return entry.id


def _keep_content(session: Session, entry: VisitEntry, visit_id: VisitId, stamp: Stamp) -> Changes:
    findings.put(session, visit_id, entry.visit)
    care.put(session, entry.problem, entry.care)
    changes = _changes(session, entry.problem, visit_id)
    if entry.care:
        changes = replace(changes, areas=changes.areas | {"care"})
    if entry.draft:
        drafts.end(session, DraftKey(entry.problem, entry.draft), stamp.who)
        changes = replace(changes, areas=changes.areas | {"drafts"})
    return changes


def _changes(session: Session, problem_id: ProblemId, visit_id: VisitId) -> Changes:
    patient = PatientId(problems.row_of(session, problem_id).patient_id)
    areas: frozenset[Area] = frozenset({"visits"})
    return Changes(areas, frozenset({patient}), problem=problem_id, visit=visit_id)


def _refuse_future(entry: VisitEntry, stamp: Stamp) -> None:
    if entry.visit.on > stamp.today:
        raise RecordRefused("future", "visit", ("on",))


def _open_row(session: Session, visit_id: VisitId) -> tables.Visit:
    row = _row(session, visit_id)
    if row.signed_by:
        raise RecordRefused("signed", "visit")
    return row


def _row(session: Session, visit_id: VisitId | None) -> tables.Visit:
    row = session.get(tables.Visit, visit_id) if visit_id else None
    if row is None:
        raise RecordRefused("unknown_visit", "visit")
    if row.error_at is not None:
        raise RecordRefused("in_error", "visit")
    return row
