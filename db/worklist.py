"""What waits for somebody on a day: counts, lines and people, from indexes alone.

How problems stand is kept for today and each day to come (``db.states``), so that any of these days
can be asked for; for a day before the latest change the answer is how it stands since that change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import Session, col

from db.drafts import DraftRow
from db.escalations import is_awaited
from db.flowtables import EscalationRow, StepRow
from db.movetables import MoveRow, UnseenMove
from db.recalltables import RecallStands
from db.states import TABLE as STATES
from db.tables import RECORDS
from pathway.finding import Level
from pathway.recalls import GONE, RecallKind, RecallOutcome, is_quiet
from pathway.records import ProblemId
from pathway.worklist import (
    CALLED,
    CLOSING_DAYS,
    KINDS,
    TIMED,
    WORSENING,
    Board,
    WorkKind,
    WorkLine,
    bit,
)

Rows: TypeAlias = Select[*tuple[object, ...]]
"""Rows of problem, day, level and code, the most urgent first."""

_STATE: Final = STATES.c
_PROBLEM: Final = RECORDS.tables["problem"].c
_VISIT: Final = RECORDS.tables["visit"].c
_REFERRAL: Final = RECORDS.tables["referral"].c
_DRAFT: Final = RECORDS.tables[str(DraftRow.__tablename__)].c
_MOVE: Final = RECORDS.tables[str(MoveRow.__tablename__)].c
_UNSEEN: Final = RECORDS.tables[str(UnseenMove.__tablename__)].c
_STEP: Final = RECORDS.tables[str(StepRow.__tablename__)].c
_HELD: Final = RECORDS.tables[str(RecallStands.__tablename__)].c
_LEVEL: Final = literal(Level.NONE.value)
"""What no red flag stands behind."""
_WAITING: Final = ("sent", "arrived")
SEVERAL: Final = 8
"""So many times as many lines are read as people are wanted: one may stand in a kind repeatedly."""
_NOBODY: Final = frozenset[ProblemId]()
_Asides: TypeAlias = Mapping[WorkKind, frozenset[ProblemId]]
"""Whose problems an outcome takes off the list, by kind of work."""


def counts(session: Session, on: date) -> Mapping[WorkKind, int]:
    """Return how much of each kind waits on a day, whatever came of calls."""
    return {kind: count(session, kind, on) for kind in KINDS}


def count(session: Session, kind: WorkKind, on: date) -> int:
    """Return how much of a kind waits on a day."""
    wanted = WAYS[kind](on).order_by(None).with_only_columns(func.count())
    return int(session.execute(wanted).scalar_one())


def lines(session: Session, kind: WorkKind, on: date, most: int) -> tuple[WorkLine, ...]:
    """Return what of a kind waits on a day: the most urgent first, then what waits longest."""
    found = session.execute(WAYS[kind](on).limit(most))
    return tuple(line(kind, row) for row in found)


def board(session: Session, on: date) -> Board:
    """Return everybody who waits on a day, each person once, the most dangerous reason first."""
    asides = _asides(session, on)
    gathered = _Gathered(_same_person(session))
    aside: dict[ProblemId, None] = {}
    for kind, way in _TURNS:
        problems = session.execute(_only_problems(way(on))).scalars()
        gathered.take(kind, problems, asides.get(kind, _NOBODY), aside)
    return gathered.board(on, aside)


def opening(session: Session, on: date, most: int) -> tuple[ProblemId, ...]:
    """Return the first people of the board of a day, without gathering the others."""
    asides = _asides(session, on)
    people: dict[str, ProblemId] = {}
    for kind, way in _TURNS:
        left = asides.get(kind, _NOBODY)
        wanted = _only_problems(way(on)).limit(SEVERAL * most + len(left))
        found = [one for one in session.execute(wanted).scalars() if one and one not in left]
        whose = _patients(session, found)
        for problem in found:
            people.setdefault(whose[problem], problem)
        if len(people) >= most:
            break
    return tuple(people.values())[:most]


def line(kind: WorkKind, row: Row[*tuple[object, ...]]) -> WorkLine:
    """Return one thing that waits, from its row."""
    problem, day, level, what = row
    return WorkLine(
        kind=kind,
        problem=ProblemId(str(problem)),
        day=day if isinstance(day, date) else None,
        level=Level(int(str(level))),
        what=str(what),
    )


class _Gathered:
    """People as they are found, kind by kind: the first kind that finds somebody is the worst."""

    def __init__(self, same: Mapping[ProblemId, ProblemId]) -> None:
        self.masks: dict[ProblemId, int] = {}
        self.mains: list[ProblemId] = []
        self._same = same

    def take(
        self,
        kind: WorkKind,
        problems: Iterable[str],
        left: frozenset[ProblemId],
        aside: dict[ProblemId, None],
    ) -> None:
        """Take those who wait for one kind of work, the most urgent first."""
        one, same, masks, mains = bit(kind), self._same, self.masks, self.mains
        for found in problems:
            problem = ProblemId(found)
            person = same.get(problem, problem)
            if problem in left:
                aside[person] = None
            elif person in masks:
                masks[person] |= one
            elif problem:  # a form of a new patient belongs to nobody yet
                masks[person] = one
                mains.append(problem)

    def board(self, on: date, aside: Iterable[ProblemId]) -> Board:
        """Return everybody who was found."""
        away = tuple(person for person in aside if person not in self.masks)
        return Board(on, tuple(self.mains), tuple(self.masks.values()), away)


def _only_problems(wanted: Rows) -> Select[*tuple[object, ...]]:
    return wanted.with_only_columns(wanted.selected_columns[0])


def _same_person(session: Session) -> Mapping[ProblemId, ProblemId]:
    """Return one problem for all of those who have several, by each of their problems."""
    several = select(_PROBLEM.patient_id).group_by(_PROBLEM.patient_id).having(func.count() > 1)
    rows = session.execute(
        select(_PROBLEM.patient_id, _PROBLEM.id)
        .where(_PROBLEM.patient_id.in_(several))
        .order_by(_PROBLEM.patient_id, _PROBLEM.id)
    )
    first: dict[str, ProblemId] = {}
    return {ProblemId(row.id): first.setdefault(row.patient_id, row.id) for row in rows}


def _patients(session: Session, problems: Sequence[ProblemId]) -> Mapping[ProblemId, str]:
    """Return whose these problems are: of a few that is quicker than to know it of all."""
    wanted = select(_PROBLEM.id, _PROBLEM.patient_id).where(_PROBLEM.id.in_(problems))
    return {ProblemId(row.id): row.patient_id for row in session.execute(wanted)}


def _asides(session: Session, on: date) -> _Asides:
    """Return the problems of all whom an outcome takes off a list on a day."""
    told = _PROBLEM.patient_id
    other = RECORDS.tables["problem"].alias("other")
    rows = session.execute(
        select(other.c.id, _HELD.kind, _HELD.day)
        .select_from(RECORDS.tables["recall_stands"])
        .join(RECORDS.tables["problem"], _PROBLEM.id == _HELD.problem_id)
        .join(other, other.c.patient_id == told)
    ).all()
    quiet = frozenset(ProblemId(row.id) for row in rows if _is_quiet(row.kind, row.day, on))
    gone = frozenset(ProblemId(row.id) for row in rows if row.kind in GONE)
    return {**dict.fromkeys(CALLED, quiet), **dict.fromkeys(TIMED, gone)}


def _is_quiet(kind: RecallKind, day: date | None, on: date) -> bool:
    return is_quiet(RecallOutcome(kind, on, day), on)


def _states(on: date, which: ColumnElement[bool], day: ColumnElement[date]) -> Rows:
    stands = and_(_STATE.from_on <= on, _STATE.until_on > on)
    wanted = select(_STATE.problem_id, day, _STATE.flag_level, _STATE.open_flags)
    return wanted.where(which, stands).order_by(day, _STATE.problem_id)


def _by_level(on: date, which: ColumnElement[bool]) -> Rows:
    flagged = _states(on, which, _STATE.contact_by)
    order = (_STATE.flag_level.desc(), _STATE.contact_by, _STATE.problem_id)
    return flagged.order_by(None).order_by(*order)


def _escalated(on: date) -> Rows:
    own = col(EscalationRow.id)
    steps = and_(_STEP.escalation_id == own, _STEP.error_at.is_(None), _STEP.day <= on)
    begun = select(func.min(_STEP.day, type_=_STEP.day.type)).where(steps).scalar_subquery()
    latest = select(_STEP.kind).where(steps, _STEP.kind != "pain_relief")
    order = (_STEP.day.desc(), _STEP.clock.desc(), _STEP.position.desc())
    reached = latest.order_by(*order).limit(1).scalar_subquery()
    wanted: Rows = select(
        col(EscalationRow.problem_id),
        begun.label("begun"),
        _LEVEL,
        func.coalesce(reached, ""),
    )
    return wanted.where(is_awaited(on)).order_by(begun, own)


def _missed(on: date) -> Rows:
    urgent = _STATE.flag_level >= Level.URGENT.value
    return _by_level(on, and_(urgent, _STATE.contact_by < on))


def _red_flag(on: date) -> Rows:
    return _by_level(on, _STATE.flag_level > Level.NONE.value)


def _urgent_flag(on: date) -> Rows:
    return _by_level(on, _STATE.flag_level >= Level.URGENT.value)


def _routine_flag(on: date) -> Rows:
    return _by_level(on, _STATE.flag_level == Level.ROUTINE.value)


def _worsening(on: date) -> Rows:
    weak = or_(*(_STATE.open_flags.contains(flag, autoescape=True) for flag in WORSENING))
    return _by_level(on, and_(_STATE.flag_level >= Level.URGENT.value, weak))


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


def _recall(on: date) -> Rows:
    """Return reminders that fall due, and people who did not come as they had promised."""
    reminds = and_(_HELD.kind == "remind_on", _HELD.day <= on)
    stayed_away = and_(_HELD.kind == "will_come", _HELD.day < on)
    wanted = select(_HELD.problem_id, _HELD.day, _LEVEL, _HELD.kind)
    return wanted.where(or_(reminds, stayed_away)).order_by(_HELD.day, _HELD.problem_id)


def _moved(on: date) -> Rows:
    # Looked up one by one: as a join the store would walk through all moves there were.
    is_unseen = _MOVE.seq.in_(select(_UNSEEN.move_seq))
    wanted = select(_MOVE.problem_id, _MOVE.day, _LEVEL, _MOVE.seq)
    return wanted.where(is_unseen, _MOVE.day <= on).order_by(_MOVE.day, _MOVE.seq)


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


WAYS: Final[Mapping[WorkKind, Callable[[date], Rows]]] = {
    "escalated": _escalated,
    "missed": _missed,
    "red_flag": _red_flag,
    "worsening": _worsening,
    "no_advice": _no_advice,
    "decision_due": _decision_due,
    "window_closing": _window_closing,
    "moved": _moved,
    "overdue": _overdue,
    "recall": _recall,
    "due": _due,
    "referral": _referral,
    "unsigned": _unsigned,
    "draft": _draft,
}
"""How each kind of work is found."""


def _turns() -> tuple[tuple[WorkKind, Callable[[date], Rows]], ...]:
    """Return in which order people are gathered: as ``pathway.worklist.danger`` has it."""
    found = [(kind, _urgent_flag if kind == "red_flag" else WAYS[kind]) for kind in KINDS]
    found.insert(KINDS.index("recall") + 1, ("red_flag", _routine_flag))
    return tuple(found)


_TURNS: Final = _turns()
