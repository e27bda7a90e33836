"""Recall sheets that were printed: kept byte for byte, and read back row by row."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import patients, problems, recalls
from db.ids import new_id
from db.logs import PrintPages
from db.recalltables import RecallRow
from db.sheettables import RecallSheetLine, RecallSheetRow
from db.tables import Problem
from db.trouble import RecordRefused
from pathway.recalls import Recorded
from pathway.recallsheet import KeptRow, KeptSheet, SheetEntry, SheetId
from pathway.records import Area, Changes, PatientId, ProblemId, Stamp

_AREAS: Final[frozenset[Area]] = frozenset({"recalls"})
MOST_LISTED: Final = 20
"""So many sheets can be chosen from; older ones are found by their number."""


def next_number(session: Session) -> int:
    """Return the number that the next sheet gets."""
    newest = session.exec(select(func.max(col(RecallSheetRow.number)))).one()
    return int(newest or 0) + 1


def record(session: Session, entry: SheetEntry, stamp: Stamp) -> Changes:
    """Keep a sheet that goes to a printer; the same pages once more are no other sheet.

    Refused when another sheet got its number meanwhile: it has to be made anew.
    """
    sha256 = hashlib.sha256(entry.pages).hexdigest()
    kept = _numbered(session, entry.sheet.number)
    if kept is not None:
        if kept.sha256 == sha256:
            return Changes(_AREAS)
        raise RecordRefused("changed_elsewhere", "recall_sheet")
    if not entry.sheet.rows:
        raise RecordRefused("invalid", "recall_sheet")
    if session.get(PrintPages, sha256) is None:
        session.add(PrintPages(sha256=sha256, pages=entry.pages))
        session.flush()
    row = _row(entry, sha256, stamp)
    session.add(row)
    session.flush()
    for line in entry.sheet.rows:
        one = RecallSheetLine(sheet_id=row.id, line=line.number, problem_id=line.caller.problem)
        session.add(one)
    return Changes(_AREAS, frozenset(line.caller.patient for line in entry.sheet.rows))


def listed(session: Session) -> tuple[KeptSheet, ...]:
    """Return the newest sheets, the latest first."""
    wanted = select(RecallSheetRow).order_by(col(RecallSheetRow.number).desc()).limit(MOST_LISTED)
    return tuple(_kept(session, row) for row in session.exec(wanted).all())


def numbered(session: Session, number: int) -> KeptSheet | None:
    """Return the sheet of a number, None when there is none."""
    row = _numbered(session, number)
    return _kept(session, row) if row else None


def row_of(session: Session, sheet_id: SheetId, number: int) -> KeptRow | None:
    """Return who stands in a row of a sheet, and what was recorded since; None: no such row."""
    line = session.get(RecallSheetLine, (sheet_id, number))
    sheet = session.get_one(RecallSheetRow, sheet_id)
    if line is None:
        return None
    problem = problems.row_of(session, ProblemId(line.problem_id))
    patient = PatientId(problem.patient_id)
    return KeptRow(
        number=number,
        patient=patient,
        problem=ProblemId(line.problem_id),
        who=patients.load(session, patient),
        outcome=_outcome_since(session, patient, sheet.printed_at),
    )


def pages(session: Session, sheet_id: SheetId) -> bytes:
    """Return the bytes that were printed, refusing bytes that are no longer the same."""
    row = session.get_one(RecallSheetRow, sheet_id)
    kept = session.get(PrintPages, row.sha256)
    if kept is None or hashlib.sha256(kept.pages).hexdigest() != row.sha256:
        raise RecordRefused("damaged_print", "recall_sheet")
    return kept.pages


def _outcome_since(session: Session, patient: PatientId, since: datetime) -> Recorded | None:
    """Return the newest outcome of a patient since a sheet was printed that nobody took back."""
    told = recalls.of_patient(session, patient)
    return next((one for one in told if not one.error_by and _said_after(one, since)), None)


def _said_after(one: Recorded, since: datetime) -> bool:
    return one.outcome.at is not None and one.outcome.at >= since


def _numbered(session: Session, number: int) -> RecallSheetRow | None:
    wanted = select(RecallSheetRow).where(col(RecallSheetRow.number) == number)
    return session.exec(wanted).one_or_none()


def _row(entry: SheetEntry, sha256: str, stamp: Stamp) -> RecallSheetRow:
    sheet = entry.sheet
    return RecallSheetRow(
        id=new_id(),
        number=sheet.number,
        first_on=sheet.first,
        last_on=sheet.last,
        grouping=sheet.grouping,
        paper=entry.paper,
        letters=entry.letters,
        content_version=entry.content_version,
        day=stamp.today,
        printed_at=stamp.at,
        printed_by=stamp.who,
        sha256=sha256,
    )


def _kept(session: Session, row: RecallSheetRow) -> KeptSheet:
    lines = select(RecallSheetLine.problem_id).where(col(RecallSheetLine.sheet_id) == row.id)
    problems_there = session.exec(lines).all()
    return KeptSheet(
        id=SheetId(row.id),
        number=row.number,
        first=row.first_on,
        last=row.last_on,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        rows=len(problems_there),
        entered=_entered(session, problems_there, row.printed_at),
    )


def _entered(session: Session, there: Iterable[str], since: datetime) -> int:
    """Return of how many rows an outcome of their patient is recorded since a moment."""
    told = (
        select(Problem.patient_id)
        .join(RecallRow, col(RecallRow.problem_id) == col(Problem.id))
        .where(col(RecallRow.error_at).is_(None), col(RecallRow.said_at) >= since)
    )
    mine = select(func.count()).where(
        col(Problem.id).in_(list(there)), col(Problem.patient_id).in_(told)
    )
    return session.exec(mine).one()
