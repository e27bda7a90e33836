"""Escalations: begun, gone on with, and read; who was escalated and has not arrived yet."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Table, and_, bindparam, exists, func, tuple_
from sqlmodel import Session, col, select

from db import drafts, problems, tables
from db.errors import in_error, put_in_error
from db.flowtables import EscalationFlag, EscalationRow, StepRow
from db.ids import new_id
from db.tables import RECORDS
from db.trouble import RecordRefused
from pathway.drafts import DraftKey
from pathway.escalation import Escalation, EscalationStep, RaisedFlag
from pathway.records import (
    Area,
    Awaited,
    Changes,
    DraftForm,
    EnteredInError,
    EscalationBegun,
    EscalationGoesOn,
    EscalationId,
    PatientId,
    ProblemId,
    RecordedEscalation,
    RecordedStep,
    Stamp,
    StepId,
)

_STEP: Final[Table] = RECORDS.tables[str(StepRow.__tablename__)]
_OF_PROBLEM: Final = (
    select(EscalationRow)
    .where(col(EscalationRow.problem_id) == bindparam("problem_id"))
    .order_by(col(EscalationRow.position))
)
_STEPS: Final = select(StepRow).where(col(StepRow.problem_id) == bindparam("problem_id"))
_FLAGS: Final = (
    select(EscalationFlag)
    .join(EscalationRow)
    .where(col(EscalationRow.problem_id) == bindparam("problem_id"))
)


class Rows(NamedTuple):
    """The rows that one escalation is made of."""

    own: EscalationRow
    flags: tuple[EscalationFlag, ...]
    steps: tuple[StepRow, ...]


def begin(session: Session, begun: EscalationBegun, stamp: Stamp) -> Changes:
    """Store the first step of an escalation and the flags that it is about."""
    problems.row_of(session, begun.problem)
    escalation_id = EscalationId(new_id())
    row = EscalationRow(
        id=escalation_id,
        problem_id=begun.problem,
        position=_count(session, EscalationRow, begun.problem),
        destination=begun.place,
        destination_words=begun.place_words,
    )
    session.add(row)
    session.flush()
    for flag in dict.fromkeys(begun.flags):
        session.add(
            EscalationFlag(escalation_id=escalation_id, flag=flag.id, raised_on=flag.raised_on)
        )
    _add_step(session, row, begun.step, stamp)
    return _changed(session, begun.problem, begun.draft, stamp)


def go_on(session: Session, more: EscalationGoesOn, stamp: Stamp) -> Changes:
    """Store a further step of an escalation."""
    row = session.get(EscalationRow, more.escalation)
    if row is None or row.error_at is not None:
        raise RecordRefused("invalid", "escalation", ("id",))
    _add_step(session, row, more.step, stamp)
    return _changed(session, ProblemId(row.problem_id), more.draft, stamp)


def enter_in_error(session: Session, wrong: EnteredInError, stamp: Stamp) -> Changes:
    """Take a step that never happened out of the facts; it remains to be read."""
    row = session.get(StepRow, wrong.id)
    if row is None:
        raise RecordRefused("invalid", "escalation_step", ("id",))
    if row.error_at is not None:
        raise RecordRefused("in_error", "escalation_step")
    put_in_error(row, wrong.reason, stamp)
    return _changed(session, ProblemId(row.problem_id), None, stamp)


def load(session: Session, problem_id: ProblemId) -> tuple[RecordedEscalation, ...]:
    """Return the escalations of a problem in the order in which they were begun."""
    of_problem = {"problem_id": problem_id}
    own = session.exec(_OF_PROBLEM, params=of_problem).all()
    if not own:
        return ()
    flags = session.exec(_FLAGS, params=of_problem).all()
    return of_rows(own, flags, session.exec(_STEPS, params=of_problem).all())


def of_rows(
    own: Iterable[EscalationRow], flags: Iterable[EscalationFlag], steps: Iterable[StepRow]
) -> tuple[RecordedEscalation, ...]:
    """Return escalations from their rows; one of which every step was an error is none."""
    flags_of: dict[str, list[EscalationFlag]] = defaultdict(list)
    steps_of: dict[str, list[StepRow]] = defaultdict(list)
    for flag in flags:
        flags_of[flag.escalation_id].append(flag)
    for step in steps:
        steps_of[step.escalation_id].append(step)
    found = (_fact(Rows(row, tuple(flags_of[row.id]), tuple(steps_of[row.id]))) for row in own)
    return tuple(one for one in found if one is not None)


def awaited(session: Session, on: date) -> tuple[Awaited, ...]:
    """Return who was escalated up to a day and has neither arrived nor an outcome, oldest first.

    Read from indexes: as many rows as there are escalations without an outcome, not patients.
    """
    waiting = (
        select(EscalationRow, tables.Patient)
        .join(tables.Problem, col(tables.Problem.id) == col(EscalationRow.problem_id))
        .join(tables.Patient, col(tables.Patient.id) == col(tables.Problem.patient_id))
        .where(is_awaited(on))
    )
    rows = session.exec(waiting).all()
    told = {
        one.id: one
        for problem in sorted({row.problem_id for row, _ in rows})
        for one in load(session, ProblemId(problem))
    }
    found = (_awaited(row, patient, told[EscalationId(row.id)]) for row, patient in rows)
    return tuple(sorted(found, key=_begun))


def is_awaited(on: date) -> ColumnElement[bool]:
    """Return the condition that an escalation stands without arrival or outcome on a day."""
    step, arrival, later = (_STEP.alias(name) for name in ("told", "arrival", "later"))
    gone_back = exists().where(
        later.c.kind == "not_arrived",
        tuple_(later.c.day, later.c.clock, later.c.position)
        > tuple_(arrival.c.day, arrival.c.clock, arrival.c.position),
        *_stands(later, on),
    )
    arrived = exists().where(arrival.c.kind == "arrived", ~gone_back, *_stands(arrival, on))
    ended = exists().where(step.c.kind == "outcome", *_stands(step, on))
    begun = exists().where(*_stands(step, on))
    return and_(col(EscalationRow.error_at).is_(None), begun, ~ended, ~arrived)


def _stands(step: FromClause, on: date) -> tuple[ColumnElement[bool], ...]:
    own = step.c.escalation_id == col(EscalationRow.id)
    return own, step.c.error_at.is_(None), step.c.day <= on


def _awaited(row: EscalationRow, patient: tables.Patient, found: RecordedEscalation) -> Awaited:
    return Awaited(
        recorded=found,
        patient=PatientId(patient.id),
        problem=ProblemId(row.problem_id),
        family_name=patient.family_name,
        given_name=patient.given_name,
        number=patient.number,
    )


def _begun(one: Awaited) -> tuple[date, time, str]:
    first = one.recorded.escalation.steps[0]
    return first.on, first.at, one.recorded.id


def _fact(rows: Rows) -> RecordedEscalation | None:
    """Return an escalation as facts; None when it was undone, or no step of it stands."""
    ordered = sorted(rows.steps, key=lambda row: (row.day, row.clock, row.position))
    steps = tuple(_step(row) for row in ordered if row.error_at is None)
    if rows.own.error_at is not None or not steps:
        return None
    told = Escalation(
        place=rows.own.destination,
        steps=tuple(one.step for one in steps),
        flags=tuple(RaisedFlag(flag.flag, flag.raised_on) for flag in rows.flags),
        place_words=rows.own.destination_words,
    )
    wrong = tuple(_step(row) for row in ordered if row.error_at is not None)
    return RecordedEscalation(EscalationId(rows.own.id), told, steps, wrong)


def _step(row: StepRow) -> RecordedStep:
    step = EscalationStep(
        kind=row.kind,
        on=row.day,
        at=time.fromisoformat(row.clock),
        by=row.done_by,
        whom=row.whom,
        words=row.words,
        due=time.fromisoformat(row.due) if row.due else None,
        transport=row.transport,
        outcome=row.outcome,
    )
    return RecordedStep(StepId(row.id), step, row.recorded_at, in_error(row))


def _add_step(session: Session, own: EscalationRow, step: EscalationStep, stamp: Stamp) -> None:
    """Store a step; nobody can have done anything on a day to come."""
    if step.on > stamp.today:
        raise RecordRefused("future", "escalation_step", ("on",))
    session.add(
        StepRow(
            id=new_id(),
            escalation_id=own.id,
            problem_id=own.problem_id,
            position=_count(session, StepRow, ProblemId(own.problem_id)),
            kind=step.kind,
            day=step.on,
            clock=f"{step.at:%H:%M}",
            done_by=step.by or stamp.who,
            whom=step.whom,
            words=step.words,
            due=f"{step.due:%H:%M}" if step.due else None,
            transport=step.transport,
            outcome=step.outcome,
            recorded_at=stamp.at,
        )
    )


def _count(
    session: Session, table: type[EscalationRow] | type[StepRow], problem_id: ProblemId
) -> int:
    wanted = select(func.count()).where(col(table.problem_id) == problem_id)
    return session.exec(wanted).one()


def _changed(
    session: Session, problem_id: ProblemId, draft: DraftForm | None, stamp: Stamp
) -> Changes:
    areas: frozenset[Area] = frozenset({"visits"})
    if draft:
        drafts.end(session, DraftKey(problem_id, draft), stamp.who)
        areas |= {"drafts"}
    patient = PatientId(problems.row_of(session, problem_id).patient_id)
    return Changes(areas, frozenset({patient}), problem=problem_id)
