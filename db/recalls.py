"""What came of calling people in: recorded from the list, a chart or a sheet of paper."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import drafts, problems, tables
from db.ids import new_id
from db.recalltables import RecallRow, RecallStands
from db.trouble import RecordRefused
from pathway.drafts import DraftKey
from pathway.recalls import (
    GONE,
    RecallEntry,
    RecallId,
    RecallKind,
    RecallOutcome,
    Recorded,
    is_possible,
)
from pathway.records import Area, Changes, PatientId, ProblemId, Stamp

_AREAS: Final[frozenset[Area]] = frozenset({"recalls"})


def record(session: Session, entry: RecallEntry, stamp: Stamp) -> Changes:
    """Note what came of a call; it holds until a visit follows, a newer one, or it is taken back.

    Who and when are those of the stamp.
    """
    return record_all(session, (entry,), stamp)


def record_all(session: Session, entries: tuple[RecallEntry, ...], stamp: Stamp) -> Changes:
    """Note what came of several calls at once, as from a sheet of paper: all of them or none."""
    if not entries:
        raise RecordRefused("invalid", "recall")
    patients, areas = set(), _AREAS
    for entry in entries:
        problem = problems.row_of(session, entry.problem)
        if not is_possible(entry.outcome, stamp.today):
            raise RecordRefused("invalid", "recall", ("day",))
        session.add(_row(entry, stamp))
        session.flush()  # the newest of a patient holds: their order is kept
        patients.add(PatientId(problem.patient_id))
        if entry.draft:
            drafts.end(session, DraftKey(entry.problem, entry.draft), stamp.who)
            areas |= {"drafts"}
    return Changes(areas, frozenset(patients), problem=entries[0].problem)


def of_patient(session: Session, patient_id: PatientId) -> tuple[Recorded, ...]:
    """Return every outcome of a patient, the newest first, with those that were taken back."""
    wanted = _WITH_PATIENT.where(col(tables.Problem.patient_id) == patient_id)
    newest = (col(RecallRow.said_at).desc(), col(RecallRow.id))
    return tuple(
        recorded(row, patient) for row, patient in session.execute(wanted.order_by(*newest))
    )


def standing(session: Session, patient_id: PatientId) -> Recorded | None:
    """Return the outcome of a patient that still holds, None where there is none."""
    wanted = _WITH_PATIENT.join(
        RecallStands, col(RecallStands.recall_id) == col(RecallRow.id)
    ).where(col(tables.Problem.patient_id) == patient_id)
    row = session.execute(wanted).first()
    return recorded(row[0], row[1]) if row else None


_WITH_PATIENT: Final[Select[RecallRow, str]] = select(
    RecallRow, col(tables.Problem.patient_id)
).join(tables.Problem, and_(col(tables.Problem.id) == col(RecallRow.problem_id)))


def _row(entry: RecallEntry, stamp: Stamp) -> RecallRow:
    outcome = entry.outcome
    return RecallRow(
        id=new_id(),
        problem_id=entry.problem,
        kind=outcome.kind,
        told_on=outcome.on,
        day=outcome.day,
        note=outcome.note.strip(),
        said_by=stamp.who,
        said_at=stamp.at,
    )


def gone(session: Session, problem_ids: Sequence[ProblemId]) -> Mapping[ProblemId, RecallKind]:
    """Return of which of these problems the patient died or moved away."""
    held = aliased(tables.Problem)
    wanted = (
        select(col(tables.Problem.id), col(RecallStands.kind))
        .join(held, col(held.patient_id) == col(tables.Problem.patient_id))
        .join(RecallStands, col(RecallStands.problem_id) == col(held.id))
        .where(col(tables.Problem.id).in_(problem_ids), col(RecallStands.kind).in_(GONE))
    )
    return {ProblemId(row[0]): cast(RecallKind, row[1]) for row in session.execute(wanted)}


def recorded(row: RecallRow, patient: str) -> Recorded:
    """Return an outcome as facts, from its row and whose it is."""
    outcome = RecallOutcome(row.kind, row.told_on, row.day, row.note, row.said_by, row.said_at)
    return Recorded(
        RecallId(row.id), PatientId(patient), ProblemId(row.problem_id), outcome, row.error_by
    )
