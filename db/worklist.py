"""What waits for somebody on a day: counts and lines, from indexes alone, however many patients.

How problems stand is kept for today and each day to come (``db.states``), so that any of these days
can be asked for; for a day before the latest change the answer is how it stands since that change.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, TypeAlias, get_args

from sqlalchemy import ColumnElement, Row, Select, Table, and_, exists, func, literal, select
from sqlmodel import Session

from db.drafts import DraftRow
from db.movetables import MoveRow, UnseenMove
from db.states import TABLE as STATES
from db.tables import RECORDS
from pathway.finding import Level
from pathway.records import ProblemId
from pathway.worklist import CLOSING_DAYS, WorkKind, WorkLine

Rows: TypeAlias = Select[*tuple[object, ...]]
"""Rows of problem, day, level and code, the most urgent first."""

_STATE: Final = STATES.c
_VISIT: Final = RECORDS.tables["visit"].c
_REFERRAL: Final = RECORDS.tables["referral"].c
_DRAFT: Final = RECORDS.tables[str(DraftRow.__tablename__)].c
_MOVE: Final = RECORDS.tables[str(MoveRow.__tablename__)].c
_UNSEEN: Final = RECORDS.tables[str(UnseenMove.__tablename__)].c
_LEVEL: Final = literal(Level.NONE.value)
"""What no red flag stands behind."""
_WAITING: Final = ("sent", "arrived")


def counts(session: Session, on: date) -> Mapping[WorkKind, int]:
    """Return how much of each kind waits on a day."""
    return {kind: count(session, kind, on) for kind in get_args(WorkKind)}


def count(session: Session, kind: WorkKind, on: date) -> int:
    """Return how much of a kind waits on a day."""
    wanted = _WAYS[kind](on).order_by(None).with_only_columns(func.count())
    return int(session.execute(wanted).scalar_one())


def lines(session: Session, kind: WorkKind, on: date, most: int) -> tuple[WorkLine, ...]:
    """Return what of a kind waits on a day: the most urgent first, then what waits longest."""
    found = session.execute(_WAYS[kind](on).limit(most))
    return tuple(_line(kind, row) for row in found)


def _line(kind: WorkKind, row: Row[*tuple[object, ...]]) -> WorkLine:
    problem, day, level, what = row
    return WorkLine(
        kind=kind,
        problem=ProblemId(str(problem)),
        day=day if isinstance(day, date) else None,
        level=Level(int(str(level))),
        what=str(what),
    )


def _states(on: date, which: ColumnElement[bool], day: ColumnElement[date]) -> Rows:
    stands = and_(_STATE.from_on <= on, _STATE.until_on > on)
    wanted = select(_STATE.problem_id, day, _STATE.flag_level, _STATE.open_flags)
    return wanted.where(which, stands).order_by(day, _STATE.problem_id)


def _red_flag(on: date) -> Rows:
    flagged = _states(on, _STATE.flag_level > Level.NONE.value, _STATE.contact_by)
    order = (_STATE.flag_level.desc(), _STATE.contact_by, _STATE.problem_id)
    return flagged.order_by(None).order_by(*order)


def _no_advice(on: date) -> Rows:
    return _states(on, _STATE.surgical_status == "", _STATE.contact_by)


def _decision_due(on: date) -> Rows:
    return _states(on, _STATE.surgical_status == "decision_due", _STATE.decision_due_on)


def _window_closing(on: date) -> Rows:
    soon = _STATE.decision_due_on.between(on, on + timedelta(CLOSING_DAYS))
    is_open = _STATE.surgical_status == "window_open"
    return _states(on, and_(is_open, soon), _STATE.decision_due_on)


def _overdue(on: date) -> Rows:
    return _states(on, _STATE.contact_by < on, _STATE.contact_by)


def _due(on: date) -> Rows:
    return _states(on, _STATE.contact_by == on, _STATE.contact_by)


def _moved(on: date) -> Rows:
    joined = RECORDS.tables["move_unseen"].join(
        RECORDS.tables["move"], _MOVE.seq == _UNSEEN.move_seq
    )
    wanted = select(_MOVE.problem_id, _MOVE.day, _LEVEL, _MOVE.seq).select_from(joined)
    return wanted.where(_MOVE.day <= on).order_by(_MOVE.day, _MOVE.seq)


def _unsigned(on: date) -> Rows:
    is_open = and_(_VISIT.signed_at.is_(None), _VISIT.error_at.is_(None))
    wanted = select(_VISIT.problem_id, _VISIT.day, _LEVEL, _VISIT.id)
    return wanted.where(is_open, _VISIT.day <= on).order_by(_VISIT.day, _VISIT.id)


def _draft(on: date) -> Rows:
    kept = func.substr(_DRAFT.kept_at, 1, 10, type_=_VISIT.day.type)
    wanted = select(_DRAFT.problem_id, kept, _LEVEL, _DRAFT.form)
    return wanted.where(kept <= on).order_by(_DRAFT.kept_at, _DRAFT.id)


def _referral(on: date) -> Rows:
    """Return referrals that nobody has answered: what was recorded later of one kind counts."""
    table: Table = RECORDS.tables["referral"]
    later = table.alias("later")
    overtaken = exists().where(
        later.c.problem_id == _REFERRAL.problem_id,
        later.c.kind == _REFERRAL.kind,
        later.c.position > _REFERRAL.position,
        later.c.error_at.is_(None),
        later.c.day <= on,
    )
    waits = and_(_REFERRAL.state.in_(_WAITING), _REFERRAL.day <= on, _REFERRAL.error_at.is_(None))
    wanted = select(_REFERRAL.problem_id, _REFERRAL.day, _LEVEL, _REFERRAL.kind)
    return wanted.where(waits, ~overtaken).order_by(_REFERRAL.day, _REFERRAL.id)


_WAYS: Final[Mapping[WorkKind, Callable[[date], Rows]]] = {
    "red_flag": _red_flag,
    "no_advice": _no_advice,
    "decision_due": _decision_due,
    "window_closing": _window_closing,
    "moved": _moved,
    "overdue": _overdue,
    "due": _due,
    "unsigned": _unsigned,
    "draft": _draft,
    "referral": _referral,
}
