"""Problems as rows and as facts."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import tables
from db.ids import new_id
from db.trouble import RecordRefused
from pathway.facts import (
    Closed,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Problem,
    Span,
)
from pathway.records import PatientId, ProblemId

_PAIN_FREE: Final = (
    select(tables.PainFree)
    .where(col(tables.PainFree.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.PainFree.started_on))
)


class _OnsetColumns(NamedTuple):
    kind: str
    on: date
    days: int | None = None
    words: str = ""


def row_of(session: Session, problem_id: ProblemId) -> tables.Problem:
    """Return the row of a problem, refusing an unknown one."""
    row = session.get(tables.Problem, problem_id)
    if row is None:
        raise RecordRefused("unknown_problem", "problem")
    return row


def add(session: Session, patient_id: PatientId, problem: Problem, today: date) -> ProblemId:
    """Store a patient's new problem; nothing of it may lie in the future."""
    onset = _columns(problem.onset)
    if onset.on > today or (problem.closed and problem.closed.on > today):
        raise RecordRefused("future", "problem", ("onset" if onset.on > today else "closed",))
    problem_id = ProblemId(new_id())
    row = tables.Problem(
        id=problem_id,
        patient_id=patient_id,
        region=problem.region,
        side=problem.side,
        cause=problem.cause,
        onset_kind=onset.kind,
        onset_on=onset.on,
        onset_days=onset.days,
        onset_words=onset.words,
        closed_on=problem.closed.on if problem.closed else None,
        closed_reason=problem.closed.reason if problem.closed else None,
    )
    session.add(row)
    session.flush()
    for span in problem.pain_free:
        session.add(
            tables.PainFree(problem_id=problem_id, started_on=span.start, ended_on=span.end)
        )
    return problem_id


def load(session: Session, problem_id: ProblemId) -> tuple[PatientId, Problem]:
    """Return whose a problem is, and the problem as facts."""
    row = row_of(session, problem_id)
    spans = session.exec(_PAIN_FREE, params={"problem_id": problem_id})
    return PatientId(row.patient_id), fact(row, spans)


def fact(row: tables.Problem, pain_free: Iterable[tables.PainFree]) -> Problem:
    """Return a problem as facts, from its row and its days without pain."""
    return Problem(
        region=row.region,
        onset=_onset(row),
        side=row.side,
        cause=row.cause,
        pain_free=tuple(Span(span.started_on, span.ended_on) for span in pain_free),
        closed=Closed(row.closed_on, row.closed_reason or "") if row.closed_on else None,
    )


def _columns(onset: Onset) -> _OnsetColumns:
    match onset:
        case OnsetDay(day):
            return _OnsetColumns("day", day)
        case OnsetMonth(month):
            return _OnsetColumns("month", month)
        case OnsetAbout(days, said_on, words):
            return _OnsetColumns("about", said_on, days, words)
        case OnsetUnknown(first_documented):
            return _OnsetColumns("unknown", first_documented)


def _onset(row: tables.Problem) -> Onset:
    match row.onset_kind:
        case "day":
            return OnsetDay(row.onset_on)
        case "month":
            return OnsetMonth(row.onset_on)
        case "about":
            return OnsetAbout(row.onset_days or 0, row.onset_on, row.onset_words)
        case _:
            return OnsetUnknown(row.onset_on)
