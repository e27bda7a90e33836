"""Undo and redo: entities go back to what they were, by new revisions; nothing is taken away."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import dropwhile, takewhile
from typing import Final, Literal, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session

from db import bodies, parts, persons, problems, revisions, tables, visits
from db.errors import put_in_error
from db.flowtables import EscalationRow, StepRow
from db.logs import Revision
from db.movetables import MoveSeen
from db.recalltables import RecallRow
from db.responsetables import ResponseRow
from db.sessions import Entity, note_reverted
from db.tables import RECORDS, Retractable, Row
from db.trouble import RecordRefused
from pathway.records import (
    UNDONE,
    Area,
    Changes,
    Done,
    OperationId,
    PatientId,
    ProblemId,
    Reversible,
    Stamp,
    VisitId,
)

UNDOABLE: Final = frozenset(
    {
        "visits.save",
        "visits.amend",
        "visits.enter_in_error",
        "care.enter_in_error",
        "decisions.record",
        "decisions.refer",
        "episodes.record",
        "escalations.begin",
        "escalations.enter_in_error",
        "escalations.go_on",
        "persons.save",
        "stories.save",
        "merging.merge",
        "moves.acknowledge",
        "recalls.record",
        "recalls.record_all",
        "responses.record",
    }
)
"""Operations that can be undone; any other, such as a signature, ends what can be."""
PASSED_BY: Final = frozenset(
    {
        "prints.record",
        "prints.record_again",
        "acknowledgements.record",
        "recallsheets.record",
        "addressees.keep",
    }
)
"""Operations that undo does not look at."""
_LOG: Final = RECORDS.tables["revision"].c
_OWNED: Final = (
    tables.Visit,
    tables.Care,
    tables.FlagRecord,
    tables.Referral,
    tables.Override,
    EscalationRow,
    StepRow,
    MoveSeen,
    RecallRow,
    ResponseRow,
)
_AREAS: Final[dict[str, Area]] = {
    "care": "care",
    "move_seen": "moves",
    "visit": "visits",
    "patient": "patients",
    "problem": "patients",
    "recall": "recalls",
    "response": "plan",
}


class _Write(NamedTuple):
    """One write in the log: ``named`` is the operation that it did, undid or did again."""

    op: str
    reverts: str
    named: str
    at: datetime


class _Touched(NamedTuple):
    """One row of the log without what it says: which entity a write touched."""

    who: str
    what: str
    reverts: str
    entity: Entity


class _Stacks:
    """What of a row of writes stands, and what of it was undone and can be redone."""

    def __init__(self) -> None:
        self.done: list[_Write] = []
        self.undone: list[_Write] = []

    def take(self, write: _Write) -> None:
        """Take the next write."""
        if not write.reverts:
            self.done.append(write)
            self.undone.clear()
        elif self.done and self.done[-1].op == write.reverts:
            self.undone.append(write._replace(named=self.done.pop().named))
        elif self.undone and self.undone[-1].op == write.reverts:
            self.done.append(write._replace(named=self.undone.pop().named))
        else:
            self.clear()

    def clear(self) -> None:
        """Forget everything: what follows cannot be undone past this point."""
        self.done.clear()
        self.undone.clear()


def reversible(session: Session, who: str, after: int) -> Reversible:
    """Return what undo and redo of a user would do, of all writes after a revision."""
    wanted = (
        select(_LOG.op, _LOG.reverts, _LOG.what, func.min(_LOG.at))
        .where(_LOG.seq > after, _LOG.who == who)
        .group_by(_LOG.op)
        .order_by(func.min(_LOG.seq))
    )
    stacks = _Stacks()
    for found in session.execute(wanted):
        write = _Write(*found)
        if write.reverts or write.named in UNDOABLE:
            stacks.take(write)
        elif write.named not in PASSED_BY:
            stacks.clear()
    undo, redo = stacks.done[-1:], stacks.undone[-1:]
    return Reversible(
        _done(session, undo[0]) if undo else None, _done(session, redo[0]) if redo else None
    )


def undo(session: Session, op: OperationId, stamp: Stamp) -> Changes:
    """Put everything that an operation of the user's own touched back to what it was before."""
    return _put_back(session, op, stamp, "done")


def redo(session: Session, op: OperationId, stamp: Stamp) -> Changes:
    """Put everything that an undo of the user's own put back to what it was before that."""
    return _put_back(session, op, stamp, "undone")


def _put_back(
    session: Session, op: OperationId, stamp: Stamp, stack: Literal["done", "undone"]
) -> Changes:
    touched = _entities(session, op, stamp.who)
    for entity in touched:
        log = revisions.of_entity(session, entity)
        newest = getattr(_stacks_of(log), stack)[-1:]
        if not newest or newest[0].op != op:
            raise RecordRefused("changed_elsewhere", entity[0])
        place = next(place for place, row in enumerate(log) if row.op == op)
        if place == 0:
            _take_out(session, entity, stamp)
        else:
            _restore(session, entity, log[place - 1].body, stamp)
    _index_again(session, touched)
    note_reverted(session, op)
    return _changes(session, touched)


def _entities(session: Session, op: OperationId, who: str) -> tuple[Entity, ...]:
    rows = _touched(session, op)
    if not rows or rows[0].who != who or not (rows[0].what in UNDOABLE or rows[0].reverts):
        raise RecordRefused("nothing_to_undo", "record")
    return tuple(row.entity for row in rows)


def _touched(session: Session, op: str) -> list[_Touched]:
    """Return what a write touched, in order.

    The rows of a write stand next to each other, and what is undone is near the end of the log.
    """
    wanted = select(_LOG.op, _LOG.who, _LOG.what, _LOG.reverts, _LOG.entity, _LOG.entity_id)
    with session.execute(wanted.order_by(_LOG.seq.desc())) as newest:
        until = dropwhile(lambda row: row.op != op, newest)
        own = takewhile(lambda row: row.op == op, until)
        return [
            _Touched(row.who, row.what, row.reverts, (row.entity, row.entity_id)) for row in own
        ][::-1]


def _stacks_of(log: Iterable[Revision]) -> _Stacks:
    stacks = _Stacks()
    for row in log:
        stacks.take(_Write(row.op, row.reverts, row.what, row.at))
    return stacks


def _take_out(session: Session, entity: Entity, stamp: Stamp) -> None:
    """Mark what an operation made: it is never deleted."""
    row = _own_row(session, entity)
    if not isinstance(row, Retractable):
        raise RecordRefused("nothing_to_undo", entity[0])
    put_in_error(row, UNDONE, stamp)


def _restore(session: Session, entity: Entity, body: str, stamp: Stamp) -> None:
    name, entity_id = entity
    own_class, *part_classes = bodies.classes_of(name)
    row = _own_row(session, entity)
    wanted = bodies.main_row(body, own_class)
    if isinstance(row, tables.Visit) and isinstance(wanted, tables.Visit) and row.signed_by:
        _amend_back(row, wanted, stamp)
    else:
        parts.assign(row, wanted)
    session.flush()
    for row_class in part_classes:
        parts.put(session, row_class, entity_id, bodies.rows(body, row_class))


def _index_again(session: Session, touched: Iterable[Entity]) -> None:
    """Have patients found as they are now: by the numbers of records merged, or no longer."""
    session.flush()
    for name, entity_id in touched:
        if name == "patient":
            persons.index(session, PatientId(entity_id))


def _amend_back(row: tables.Visit, wanted: tables.Visit, stamp: Stamp) -> None:
    """Put a signed visit back as an amendment, since the file allows no other change."""
    row.error_by, row.error_at = wanted.error_by, wanted.error_at
    row.error_reason = wanted.error_reason
    if wanted.error_at is None:
        row.day = wanted.day
        visits.note_amendment(row, UNDONE, stamp)


def _own_row(session: Session, entity: Entity) -> Row:
    return session.get_one(bodies.classes_of(entity[0])[0], entity[1])


def _done(session: Session, write: _Write) -> Done:
    changes = _changes(session, [row.entity for row in _touched(session, write.op)])
    visit = session.get(tables.Visit, changes.visit) if changes.visit else None
    patient = session.get_one(tables.Patient, _whose(session, changes))
    return Done(
        op=OperationId(write.op),
        what=write.named,
        at=write.at,
        patient=PatientId(patient.id),
        problem=changes.problem or ProblemId(""),
        family_name=patient.family_name,
        given_name=patient.given_name,
        day=visit.day if visit else None,
    )


def _whose(session: Session, changes: Changes) -> str:
    """Return the patient of what was done; of two that were merged the one that was kept."""
    if changes.problem is None:
        return next(iter(changes.patients))
    return problems.row_of(session, changes.problem).patient_id


def _changes(session: Session, touched: Sequence[Entity]) -> Changes:
    """Return what putting these entities back changes."""
    rows = [_own_row(session, entity) for entity in touched]
    patients = {PatientId(row.id) for row in rows if isinstance(row, tables.Patient)}
    owners = [_problem_of(session, row) for row in rows if not isinstance(row, tables.Patient)]
    if not owners:
        return Changes(frozenset({"patients"}), frozenset(patients))
    visit = next((VisitId(entity_id) for name, entity_id in touched if name == "visit"), None)
    areas: frozenset[Area] = frozenset(_AREAS.get(name, "visits") for name, _ in touched)
    patients |= {PatientId(owner.patient_id) for owner in owners}
    return Changes(areas, frozenset(patients), problem=ProblemId(owners[0].id), visit=visit)


def _problem_of(session: Session, row: Row) -> tables.Problem:
    if isinstance(row, tables.Problem):
        return row
    if not isinstance(row, _OWNED):
        raise RecordRefused("nothing_to_undo", str(row.__tablename__))
    return problems.row_of(session, ProblemId(row.problem_id))
