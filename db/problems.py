"""Problems as rows and as facts."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import parts, tables
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


class OnsetColumns(NamedTuple):
    """An onset as the tables keep it."""

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
    check(problem, today)
    problem_id = ProblemId(new_id())
    session.add(_row(problem_id, patient_id, problem))
    session.flush()
    session.add_all(_pain_free(problem_id, problem))
    return problem_id


def put(session: Session, problem_id: ProblemId, problem: Problem, today: date) -> None:
    """Have a problem's rows say what these facts say."""
    check(problem, today)
    row = row_of(session, problem_id)
    parts.assign(row, _row(problem_id, PatientId(row.patient_id), problem))
    parts.put(session, tables.PainFree, problem_id, _pain_free(problem_id, problem))


def check(problem: Problem, today: date) -> None:
    """Refuse what is said to be on a day to come."""
    days = {
        "onset": onset_columns(problem.onset).on,
        "closed": problem.closed.on if problem.closed else today,
        "pain_free": max((span.end or span.start for span in problem.pain_free), default=today),
    }
    late = tuple(name for name, day in days.items() if day > today)
    if late:
        raise RecordRefused("future", "problem", late)


def of_patient(session: Session, patient_id: PatientId) -> tuple[tuple[ProblemId, Problem], ...]:
    """Return all problems of a patient, the newest onset first."""
    known = select(tables.Problem.id).where(col(tables.Problem.patient_id) == patient_id)
    ids = session.exec(known.order_by(col(tables.Problem.onset_on).desc(), col(tables.Problem.id)))
    return tuple((ProblemId(each), load(session, ProblemId(each))[1]) for each in ids)


def _row(problem_id: ProblemId, patient_id: PatientId, problem: Problem) -> tables.Problem:
    onset = onset_columns(problem.onset)
    return tables.Problem(
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


def _pain_free(problem_id: ProblemId, problem: Problem) -> list[tables.PainFree]:
    return [
        tables.PainFree(problem_id=problem_id, started_on=span.start, ended_on=span.end)
        for span in problem.pain_free
    ]


def load(session: Session, problem_id: ProblemId) -> tuple[PatientId, Problem]:
    """Return whose a problem is, and the problem as facts."""
    row = row_of(session, problem_id)
    spans = session.exec(_PAIN_FREE, params={"problem_id": problem_id})
    return PatientId(row.patient_id), fact(row, spans)


def fact(row: tables.Problem, pain_free: Iterable[tables.PainFree]) -> Problem:
    """Return a problem as facts, from its row and its days without pain."""
    return Problem(
        region=row.region,
        onset=onset_of(OnsetColumns(row.onset_kind, row.onset_on, row.onset_days, row.onset_words)),
        side=row.side,
        cause=row.cause,
        pain_free=tuple(Span(span.started_on, span.ended_on) for span in pain_free),
        closed=Closed(row.closed_on, row.closed_reason or "") if row.closed_on else None,
    )


def onset_columns(onset: Onset) -> OnsetColumns:
    """Return an onset as the tables keep it."""
    match onset:
        case OnsetDay(day):
            return OnsetColumns("day", day)
        case OnsetMonth(month):
            return OnsetColumns("month", month)
        case OnsetAbout(days, said_on, words):
            return OnsetColumns("about", said_on, days, words)
        case OnsetUnknown(first_documented):
            return OnsetColumns("unknown", first_documented)


def onset_of(columns: OnsetColumns) -> Onset:
    """Return an onset from what the tables keep of it."""
    match columns.kind:
        case "day":
            return OnsetDay(columns.on)
        case "month":
            return OnsetMonth(columns.on)
        case "about":
            return OnsetAbout(columns.days or 0, columns.on, columns.words)
        case _:
            return OnsetUnknown(columns.on)
