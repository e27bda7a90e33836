"""What the lines of the worklist say: people with their reasons, a screenful at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, cast

from sqlalchemy import Row, select
from sqlmodel import Session, col

from db import recalls
from db.persontables import Birth, Particulars
from db.recalltables import RecallRow, RecallStands
from db.states import TABLE as STATES
from db.tables import RECORDS
from db.worklist import WAYS, Rows, board, line
from pathway.facts import BirthKnown
from pathway.finding import Level, StageCode
from pathway.recalls import Recorded
from pathway.records import PatientId, ProblemId
from pathway.worklist import (
    CALLED,
    CLOSING_DAYS,
    DANGERS,
    WORSENING,
    WorkKind,
    WorkLine,
    WorkRow,
    danger,
    in_order,
    is_set_aside,
)

_STATE: Final = STATES.c
_PROBLEM: Final = RECORDS.tables["problem"].c
_PATIENT: Final = RECORDS.tables["patient"].c
_REACHED: Final = RECORDS.tables[str(Particulars.__tablename__)].c
_BORN: Final = RECORDS.tables[str(Birth.__tablename__)].c
_BESIDE: Final[tuple[WorkKind, ...]] = (
    "escalated",
    "moved",
    "recall",
    "referral",
    "unsigned",
    "draft",
)
"""What waits for a reason that no state tells."""
_HELD: Final = RECORDS.tables[str(RecallStands.__tablename__)].c
AT_ONCE: Final = 500
"""So many people are read with one question."""
FOR_A_WEEK: Final = DANGERS | CALLED | {"decision_due", "window_closing", "no_advice"}
_PEOPLE: Final = (
    select(
        _PROBLEM.id.label("problem"),
        _PATIENT.id,
        _PATIENT.family_name,
        _PATIENT.given_name,
        _PATIENT.birth_date,
        _BORN.known,
        _PATIENT.number,
        _REACHED.phone,
        _REACHED.address,
    )
    .join(RECORDS.tables["patient"], _PATIENT.id == _PROBLEM.patient_id)
    .outerjoin(RECORDS.tables["patient_particulars"], _REACHED.patient_id == _PATIENT.id)
    .outerjoin(RECORDS.tables["patient_birth"], _BORN.patient_id == _PATIENT.id)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose lines, on which day; contacts up to ``until`` count as due."""

    problems: Sequence[ProblemId]
    on: date
    until: date | None = None

    @property
    def last(self) -> date:
        """Return the last day whose contacts count as due."""
        return self.until or self.on


def rows(session: Session, asked: Asked) -> tuple[WorkRow, ...]:
    """Return the line of each problem's person, in the order in which they were asked for."""
    people = {
        ProblemId(row.problem): row
        for row in session.execute(_PEOPLE.where(_PROBLEM.id.in_(asked.problems)))
    }
    owners = _owners(session, {row.id for row in people.values()})
    held, stages = _held(session, owners), dict[ProblemId, str]()
    reasons: dict[PatientId, list[WorkLine]] = defaultdict(list)
    for state in _states(session, tuple(owners), asked.on):
        problem = ProblemId(state.problem_id)
        stages[problem] = state.stage
        reasons[owners[problem]] += _of_state(state, asked)
    for told in _others(session, tuple(owners), asked.on):
        reasons[owners[told.problem]].append(told)
    found = (_row(people[one], held) for one in asked.problems if one in people)
    return tuple(
        replace(
            row,
            reasons=_kept(reasons[row.patient], row.recall, asked.on),
            stage=cast("StageCode", stages.get(row.problem, "")),
        )
        for row in found
    )


def week(session: Session, first: date, last: date) -> tuple[WorkRow, ...]:
    """Return everybody who is to be called or seen between two days, in the order of the list.

    Those who are in danger, called in, or to decide something up to the last day; not those who
    only wait for a signature or an answer.
    """
    asked = dict.fromkeys((*board(session, first).problems, *_later(session, first, last)))
    people: dict[PatientId, WorkRow] = {}
    for some in batched(tuple(asked), AT_ONCE):
        for row in rows(session, Asked(some, first, last)):
            if any(one.kind in FOR_A_WEEK for one in row.reasons):
                people.setdefault(row.patient, row)
    return tuple(sorted(people.values(), key=lambda row: danger(row.reasons[0])))


def batched(all_of_them: Sequence[ProblemId], size: int) -> Iterator[Sequence[ProblemId]]:
    """Yield so many at a time."""
    for start in range(0, len(all_of_them), size):
        yield all_of_them[start : start + size]


def _later(session: Session, first: date, last: date) -> Sequence[ProblemId]:
    """Return the problems whose contact or reminder falls due after the first day."""
    contacts = select(_STATE.problem_id).where(
        _STATE.contact_by > first,
        _STATE.contact_by <= last,
        _STATE.from_on <= first,
        _STATE.until_on > first,
    )
    reminders = select(_HELD.problem_id).where(_HELD.day > first, _HELD.day <= last)
    found = (*session.execute(contacts).scalars(), *session.execute(reminders).scalars())
    return tuple(ProblemId(one) for one in found)


def _owners(session: Session, patients: set[str]) -> Mapping[ProblemId, PatientId]:
    """Return whose each problem is, of all problems of these patients."""
    wanted = select(_PROBLEM.id, _PROBLEM.patient_id).where(_PROBLEM.patient_id.in_(patients))
    return {
        ProblemId(row.id): PatientId(row.patient_id)
        for row in session.execute(wanted.order_by(_PROBLEM.id))
    }


def _states(session: Session, problems: Sequence[ProblemId], on: date) -> Sequence[Row[Any]]:
    wanted = select(STATES).where(
        _STATE.problem_id.in_(problems), _STATE.from_on <= on, _STATE.until_on > on
    )
    return session.execute(wanted).all()


def _of_state(state: Row[Any], asked: Asked) -> Iterator[WorkLine]:
    """Yield what waits because of how a problem stands: the same as ``db.worklist`` asks for."""
    problem, flags = ProblemId(state.problem_id), str(state.open_flags)
    level, contact, on = Level(state.flag_level), state.contact_by, asked.on
    is_urgent = level >= Level.URGENT
    is_late = contact is not None and contact < on
    if is_urgent and is_late:
        yield WorkLine("missed", problem, contact, level, flags)
    if level > Level.NONE:
        yield WorkLine("red_flag", problem, contact, level, flags)
    if is_urgent and any(flag in flags for flag in WORSENING):
        yield WorkLine("worsening", problem, contact, level, flags)
    if not state.surgical_status:
        yield WorkLine("no_advice", problem, contact)
    yield from _of_window(state, on)
    if is_late:
        yield WorkLine("overdue", problem, contact, level, flags)
    elif contact is not None and contact <= asked.last:
        yield WorkLine("due", problem, contact, level, flags)


def _of_window(state: Row[Any], on: date) -> Iterator[WorkLine]:
    problem, due = ProblemId(state.problem_id), state.decision_due_on
    if state.surgical_status == "decision_due":
        yield WorkLine("decision_due", problem, due)
    is_soon = due is not None and on <= due <= on + timedelta(CLOSING_DAYS)
    if state.surgical_status == "window_open" and is_soon:
        yield WorkLine("window_closing", problem, due)


def _others(session: Session, problems: Sequence[ProblemId], on: date) -> Iterator[WorkLine]:
    for kind in _BESIDE:
        wanted: Rows = WAYS[kind](on)
        owned = wanted.where(wanted.selected_columns[0].in_(problems))
        for row in session.execute(owned):
            yield line(kind, row)


def _held(session: Session, owners: Mapping[ProblemId, PatientId]) -> Mapping[PatientId, Recorded]:
    """Return what came of calling these people, while it holds."""
    wanted = (
        select(RecallRow)
        .join(RecallStands, col(RecallStands.recall_id) == col(RecallRow.id))
        .where(col(RecallStands.problem_id).in_(tuple(owners)))
    )
    found = (
        recalls.recorded(row, owners[ProblemId(row.problem_id)]) for row in session.scalars(wanted)
    )
    return {one.patient: one for one in found}


def _kept(lines: Sequence[WorkLine], held: Recorded | None, on: date) -> tuple[WorkLine, ...]:
    """Return the reasons that stand beside what came of a call, the most dangerous first."""
    if held is None:
        return in_order(lines)
    return in_order(one for one in lines if not is_set_aside(one.kind, held, on))


def _row(person: Row[Any], held: Mapping[PatientId, Recorded]) -> WorkRow:
    return WorkRow(
        problem=ProblemId(person.problem),
        patient=PatientId(person.id),
        family_name=person.family_name,
        given_name=person.given_name,
        birth_date=person.birth_date,
        birth_known=cast(BirthKnown, person.known or "day"),
        number=person.number,
        phone=person.phone or "",
        address=person.address or "",
        reasons=(),
        recall=held.get(PatientId(person.id)),
    )
