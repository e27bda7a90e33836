"""The log of moves: what came into another state by the calendar, and who has seen it."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from db import problems, tables
from db.ids import new_id
from db.movetables import MoveRow, MoveSeen, UnseenMove
from db.tables import RECORDS
from db.trouble import RecordRefused
from pathway.finding import Reason
from pathway.records import Changes, PatientId, ProblemId, Stamp
from pathway.states import Move, MovedPatient, State

_LOG: Final = RECORDS.tables["move"]
_STATE: Final = TypeAdapter(State)
_REASONS: Final = TypeAdapter(tuple[Reason, ...])
_MOVED: Final = (
    select(MoveRow, tables.Patient)
    .join(tables.Problem, col(tables.Problem.id) == col(MoveRow.problem_id))
    .join(tables.Patient, col(tables.Patient.id) == col(tables.Problem.patient_id))
)
# Each is looked up by its number: as a join the store would walk through all moves there were.
_IS_UNSEEN: Final = col(MoveRow.seq).in_(select(col(UnseenMove.move_seq)))
_UNSEEN: Final = _MOVED.where(_IS_UNSEEN)


def record(session: Session, made: Iterable[Move], stamp: Stamp) -> Changes:
    """Add moves to the log, the oldest first."""
    rows = [
        {
            "problem_id": move.problem,
            "day": move.on,
            "made_at": stamp.at,
            "was": _STATE.dump_json(move.was).decode(),
            "now": _STATE.dump_json(move.now).decode(),
            "because": json.dumps([_told(reason) for reason in move.because], ensure_ascii=False),
            "pack_id": move.pack_id,
            "pack_version": move.pack_version,
        }
        for move in sorted(made, key=lambda move: (move.on, move.problem))
    ]
    if rows:
        session.execute(insert(_LOG), rows)
    return Changes(frozenset({"moves"}))


def of_problem(session: Session, problem_id: ProblemId) -> tuple[Move, ...]:
    """Return every move of a problem, in order."""
    wanted = select(MoveRow).where(col(MoveRow.problem_id) == problem_id)
    return tuple(
        _move(row) for row in session.scalars(wanted.order_by(col(MoveRow.day), col(MoveRow.seq)))
    )


def newest(session: Session) -> int:
    """Return the number of the newest move, 0 before the first."""
    return session.execute(select(func.max(col(MoveRow.seq)))).scalar_one() or 0


def since(session: Session, number: int) -> tuple[MovedPatient, ...]:
    """Return every move after one, by the day on which it happened."""
    later = _MOVED.where(col(MoveRow.seq) > number)
    found = session.execute(later.order_by(col(MoveRow.day), col(MoveRow.seq)))
    return tuple(_whose(row, patient) for row, patient in found)


def unseen(session: Session, on: date, most: int) -> tuple[MovedPatient, ...]:
    """Return moves up to a day that nobody has acknowledged, the newest day first."""
    wanted = _UNSEEN.where(col(MoveRow.day) <= on)
    found = session.execute(
        wanted.order_by(col(MoveRow.day).desc(), col(MoveRow.seq).desc()).limit(most)
    )
    return tuple(_whose(row, patient) for row, patient in found)


def count_unseen(session: Session, on: date) -> int:
    """Return how many moves up to a day nobody has acknowledged."""
    wanted = select(func.count()).select_from(MoveRow).where(_IS_UNSEEN, col(MoveRow.day) <= on)
    return int(session.execute(wanted).scalar_one())


def seen_by(session: Session, number: int) -> tuple[str, ...]:
    """Return who acknowledged a move and stands by it."""
    wanted = select(col(MoveSeen.seen_by)).where(
        col(MoveSeen.move_seq) == number, col(MoveSeen.error_at).is_(None)
    )
    return tuple(session.scalars(wanted))


def acknowledge(session: Session, number: int, stamp: Stamp) -> Changes:
    """Note that somebody has seen a move; it leaves the list for everybody."""
    row = session.get(MoveRow, number)
    if row is None:
        raise RecordRefused("invalid", "move_seen", ("move_seq",))
    if session.get(UnseenMove, number) is None:
        raise RecordRefused("changed_elsewhere", "move_seen")
    session.add(
        MoveSeen(
            id=new_id(),
            move_seq=number,
            problem_id=row.problem_id,
            seen_by=stamp.who,
            seen_at=stamp.at,
        )
    )
    problem = ProblemId(row.problem_id)
    patient = PatientId(problems.row_of(session, problem).patient_id)
    return Changes(frozenset({"moves"}), frozenset({patient}), problem=problem)


def _whose(row: MoveRow, patient: tables.Patient) -> MovedPatient:
    return MovedPatient(
        move=_move(row),
        patient=PatientId(patient.id),
        family_name=patient.family_name,
        given_name=patient.given_name,
        number=patient.number,
    )


def _move(row: MoveRow) -> Move:
    return Move(
        number=row.seq or 0,
        problem=ProblemId(row.problem_id),
        on=row.day,
        was=_STATE.validate_json(row.was),
        now=_STATE.validate_json(row.now),
        because=_REASONS.validate_json(row.because),
        pack_id=row.pack_id,
        pack_version=row.pack_version,
    )


def _told(reason: Reason) -> dict[str, object]:
    inputs = [{**each._asdict(), "on": each.on and each.on.isoformat()} for each in reason.inputs]
    return {**reason._asdict(), "inputs": inputs}
