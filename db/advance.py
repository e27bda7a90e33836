"""Moves patients along by the calendar: only those whose state changes, each on its true day.

Who may have changed stands in an index, so that the cost grows with the moves, not with the
patients. A batch is one transaction: cut off anywhere, the next one goes on where it ended.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import moves, problems, snapshots, states, tables
from pathway.guidelines import Guidelines
from pathway.records import Area, Changes, PatientId, ProblemId, Stamp
from pathway.states import Ahead, Move, MovedPatient, State, is_move, reasons_of, state_of

BATCH: Final = 5
"""So many problems are looked at in one transaction: a save waits that long at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch is moved by, and how many problems it takes."""

    guidelines: Guidelines
    count: int = BATCH


def count_due(session: Session, today: date) -> int:
    """Return how many problems change by the calendar up to today and were not looked at."""
    due = select(func.count()).where(col(tables.Problem.next_change_on) <= today)
    return session.exec(due).one()


def advance(session: Session, batch: Batch, stamp: Stamp) -> Changes:
    """Move the next few problems up to today; no patients changed: everybody is where they belong.

    Nobody is moved by content that is not trusted.
    """
    if not batch.guidelines.is_trusted:
        return Changes(frozenset())
    due = (
        select(tables.Problem)
        .where(col(tables.Problem.next_change_on) <= stamp.today)
        .order_by(col(tables.Problem.next_change_on), col(tables.Problem.id))
        .limit(batch.count)
    )
    made: list[Move] = []
    patients: set[PatientId] = set()
    for row in session.exec(due).all():
        made += _Walk(session, ProblemId(row.id), batch.guidelines, stamp).moves()
        patients.add(PatientId(row.patient_id))
    moves.record(session, made, stamp)
    areas: frozenset[Area] = frozenset({"moves"} if made else ())
    return Changes(areas, frozenset(patients))


def foreseen(session: Session, batch: Batch, stamp: Stamp) -> tuple[MovedPatient, ...]:
    """Return who would move up to a day to come; only a session that is not committed may ask.

    Until then a visit may change what happens, so that none of it is kept.
    """
    before = moves.newest(session)
    while advance(session, batch, stamp).patients:
        session.flush()
    return moves.since(session, before)


class _Walk:
    """One problem on its way from the day of its first change up to today."""

    def __init__(
        self, session: Session, problem_id: ProblemId, guidelines: Guidelines, stamp: Stamp
    ) -> None:
        self._session = session
        self._problem = problem_id
        self._guidelines = guidelines
        self._stamp = stamp

    def moves(self) -> list[Move]:
        """Return the moves, having kept where the walk ended."""
        first = problems.row_of(self._session, self._problem).next_change_on
        was = self._stood_before(first) if first else None
        if first is None or was is None:
            self._end(snapshots.ahead(self._session, self._problem, self._guidelines, self._stamp))
            return []
        return self._from(first, was)

    def _stood_before(self, day: date) -> State | None:
        return states.on(self._session, self._problem, max(day, _SECOND) - timedelta(1))

    def _from(self, day: date, was: State) -> list[Move]:
        found: list[Move] = []
        step: date | None = day
        seen: Ahead | None = None
        while step is not None and step <= self._stamp.today:
            stamp = Stamp(self._stamp.who, self._stamp.at, step)
            seen = snapshots.ahead(self._session, self._problem, self._guidelines, stamp)
            states.put(self._session, self._problem, seen, step)
            if seen is None:
                # What cannot be worked out for one day may be for today, or tomorrow.
                today = self._stamp.today
                step = today if step < today else today + timedelta(1)
                continue
            now = state_of(seen.assessment)
            if is_move(was, now):
                found.append(self._move(step, was, seen))
            was, step = now, seen.changes_on
        snapshots.set_next_change(self._session, self._problem, step)
        return found

    def _end(self, seen: Ahead | None) -> None:
        """Have a problem that nobody has looked at stand as it does today."""
        states.put(self._session, self._problem, seen, None)
        changes_on = seen.changes_on if seen else None
        snapshots.set_next_change(self._session, self._problem, changes_on)

    def _move(self, day: date, was: State, seen: Ahead) -> Move:
        return Move(
            number=0,
            problem=self._problem,
            on=day,
            was=was,
            now=state_of(seen.assessment),
            because=reasons_of(was, seen.assessment),
            pack_id=self._guidelines.id,
            pack_version=self._guidelines.version,
        )


_SECOND: Final = date.min + timedelta(1)
