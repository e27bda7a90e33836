"""How problems stand, day by day: worked out with each change, so that lists need no rule.

A problem has one row for each state that it has now or will come into if nothing else changes.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, cast

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from db.movetables import StateRow
from db.tables import RECORDS
from pathway.finding import Level, StageCode, SurgicalStatus
from pathway.records import ProblemId
from pathway.states import Ahead, State

TABLE: Final = RECORDS.tables[str(StateRow.__tablename__)]
_STATE: Final = TABLE.c
_DERIVED: Final = {"derived": True, "synchronize_session": False}
_UNAVAILABLE: Final = {
    "stage": "",
    "surgical_status": "",
    "flag_level": Level.NONE.value,
    "open_flags": "",
    "contact_by": None,
    "window_opens_on": None,
    "decision_due_on": None,
    "rescreen_by": None,
}


def put(session: Session, problem_id: ProblemId, ahead: Ahead | None, since: date | None) -> None:
    """Have a problem stand so from a day on, or at all; None: no advice could be worked out."""
    mine = _STATE.problem_id == problem_id
    gone = mine if since is None else mine & (_STATE.from_on >= since)
    session.execute(delete(TABLE).where(gone), execution_options=_DERIVED)
    if since is not None:
        ended = update(TABLE).where(mine, _STATE.until_on > since).values(until_on=since)
        session.execute(ended, execution_options=_DERIVED)
    rows = _rows(ahead)
    starts = [since or date.min, *(day for day, _ in (ahead.states[1:] if ahead else ()))]
    ends = [*starts[1:], date.max]
    session.execute(
        insert(TABLE),
        [
            {"problem_id": problem_id, "from_on": start, "until_on": end, **row}
            for start, end, row in zip(starts, ends, rows, strict=True)
        ],
    )


def on(session: Session, problem_id: ProblemId, day: date) -> State | None:
    """Return how a problem stands on a day; None when nothing could be worked out."""
    wanted = select(TABLE).where(
        _STATE.problem_id == problem_id, _STATE.from_on <= day, _STATE.until_on > day
    )
    row = session.execute(wanted).one_or_none()
    if row is None or not row.stage:
        return None
    return State(
        stage=cast(StageCode, row.stage),
        surgical_status=cast(SurgicalStatus, row.surgical_status),
        flag_level=Level(row.flag_level),
        open_flags=tuple(str(row.open_flags).split()),
        contact_by=row.contact_by,
        window_opens_on=row.window_opens_on,
        decision_due_on=row.decision_due_on,
        rescreen_by=row.rescreen_by,
    )


def _rows(ahead: Ahead | None) -> Sequence[dict[str, object]]:
    if ahead is None:
        return [dict(_UNAVAILABLE)]
    return [
        {
            "stage": state.stage,
            "surgical_status": state.surgical_status,
            "flag_level": state.flag_level.value,
            "open_flags": " ".join(state.open_flags),
            "contact_by": state.contact_by,
            "window_opens_on": state.window_opens_on,
            "decision_due_on": state.decision_due_on,
            "rescreen_by": state.rescreen_by,
        }
        for _, state in ahead.states
    ]
