"""What was concluded after each change: kept as it was, never worked out again afterwards."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from db import states, tables
from db.logs import Snapshot
from db.patients import chart_view
from db.trouble import RecordRefused
from pathway.guidelines import Guidelines
from pathway.recalling import SHOWN_OPTIONS
from pathway.records import ProblemId, Recalled, RecordedVisit, Stamp
from pathway.states import Ahead, assess_ahead

LOG: Final = logging.getLogger("foramen.store")
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_NAMES: Final[dict[type, tuple[str, ...]]] = {}
"""The fields of each kind of record: an assessment has a thousand parts of few kinds."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded for a problem; nothing could be concluded when ``is_available`` is false.

    ``body`` is the whole assessment as JSON.
    """

    problem: ProblemId
    made_at: datetime
    on: date
    pack_id: str
    pack_version: str
    is_available: bool
    stage: str
    surgical_status: str
    flag_level: str
    body: str


def latest(session: Session, problem_id: ProblemId) -> Concluded | None:
    """Return what was concluded after the latest change, None when nothing was worked out yet."""
    wanted = select(Snapshot).where(col(Snapshot.problem_id) == problem_id)
    row = session.exec(wanted.order_by(col(Snapshot.seq).desc()).limit(1)).first()
    if row is None:
        return None
    return Concluded(
        problem=problem_id,
        made_at=row.made_at,
        on=row.day,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        is_available=row.available,
        stage=row.stage,
        surgical_status=row.surgical_status,
        flag_level=row.flag_level,
        body=row.body,
    )


def recalled(session: Session, problem_id: ProblemId, moment: datetime) -> Recalled | None:
    """Return what had been concluded by a moment, as it was kept then; None when nothing had."""
    wanted = select(Snapshot).where(
        col(Snapshot.problem_id) == problem_id, col(Snapshot.made_at) <= moment
    )
    row = session.exec(wanted.order_by(col(Snapshot.seq).desc()).limit(1)).first()
    return _recalled(row) if row else None


def shown_at_signing(session: Session, recorded: RecordedVisit) -> Recalled | None:
    """Return what had been concluded when a visit was signed, as it was kept in that moment.

    None when the visit is not signed, or when nothing could be kept then.
    """
    visit = session.get(tables.Visit, recorded.id)
    if visit is None or recorded.signed_at is None:
        return None
    wanted = select(Snapshot).where(
        col(Snapshot.problem_id) == visit.problem_id, col(Snapshot.made_at) == recorded.signed_at
    )
    row = session.exec(wanted.order_by(col(Snapshot.seq).desc()).limit(1)).first()
    return _recalled(row) if row else None


def _recalled(row: Snapshot) -> Recalled:
    kept = Recalled(
        on=row.day,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        is_available=row.available,
        stage=row.stage,
        surgical_status=row.surgical_status,
        flag_level=row.flag_level,
    )
    if not row.available:
        return kept
    body = json.loads(row.body)
    surgical = body["surgical_evaluation"]
    return replace(
        kept,
        open_flags=tuple(flag["id"] for flag in body["red_flags"]["open"]),
        contact_by=_day(body.get("next_contact", {}).get("by")),
        window_opens_on=_day(surgical.get("window_opens_on")),
        decision_due_on=_day(surgical.get("decision_due_on")),
        options=tuple(
            option["id"] for option in body.get("options") or () if option["state"] in SHOWN_OPTIONS
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def count_without_advice(session: Session) -> int:
    """Return for how many problems no advice could be worked out after their latest change."""
    problems = session.exec(select(tables.Problem.id)).all()
    kept = (latest(session, ProblemId(problem)) for problem in problems)
    return sum(1 for concluded in kept if concluded is None or not concluded.is_available)


def take(session: Session, problem_id: ProblemId, guidelines: Guidelines, stamp: Stamp) -> None:
    """Work out the advice for a problem and keep it; a rule that fails is kept as such."""
    seen = ahead(session, problem_id, guidelines, stamp)
    assessment = seen.assessment if seen else None
    row = Snapshot(
        problem_id=problem_id,
        made_at=stamp.at,
        day=stamp.today,
        pack_id=guidelines.id,
        pack_version=guidelines.version,
        available=assessment is not None,
    )
    if assessment is not None:
        row.stage = assessment.stage.code
        row.surgical_status = assessment.surgical_evaluation.status
        row.flag_level = assessment.red_flags.level.code
        row.body = json.dumps(_written(assessment), ensure_ascii=False)
    session.add(row)
    _keep_course(session, problem_id, seen)


def renew(session: Session, problem_id: ProblemId, guidelines: Guidelines, stamp: Stamp) -> bool:
    """Work out how a problem stands and when that changes again; say if that day differed.

    Advice that is missing, or by another guideline pack, is worked out anew.
    """
    kept = latest(session, problem_id)
    known = session.get_one(tables.Problem, problem_id).next_change_on
    if kept is None or not kept.is_available or not _is_by(kept, guidelines):
        take(session, problem_id, guidelines, stamp)
        return True
    if known is not None and kept.on < known <= stamp.today:
        return False  # it is due: whoever moves patients along does this, and logs the move
    seen = ahead(session, problem_id, guidelines, stamp)
    _keep_course(session, problem_id, seen)
    return (seen.changes_on if seen else None) != known


def _is_by(kept: Concluded, guidelines: Guidelines) -> bool:
    return (kept.pack_id, kept.pack_version) == (guidelines.id, guidelines.version)


def set_next_change(session: Session, problem_id: ProblemId, on: date | None) -> None:
    """Keep the day on which a problem's assessment changes by itself."""
    statement = update(tables.Problem).where(col(tables.Problem.id) == problem_id)
    session.execute(
        statement.values(next_change_on=on).execution_options(
            derived=True, synchronize_session=False
        )
    )


def ahead(
    session: Session, problem_id: ProblemId, guidelines: Guidelines, stamp: Stamp
) -> Ahead | None:
    """Return what is concluded today and how it goes on; None when that cannot be worked out."""
    if not guidelines.is_trusted:
        return None
    try:
        return assess_ahead(chart_view(session, problem_id).chart, stamp.today, guidelines)
    except (SQLAlchemyError, RecordRefused):
        raise
    except Exception as error:  # noqa: BLE001 - a rule that fails must not cost the visit
        # Ids only: what the error says may hold a patient's words.
        LOG.error("no advice for problem %s: %s", problem_id, type(error).__name__)
        return None


def _keep_course(session: Session, problem_id: ProblemId, seen: Ahead | None) -> None:
    states.put(session, problem_id, seen, None)
    set_next_change(session, problem_id, seen.changes_on if seen else None)


def _written(part: object) -> object:
    """Return a part of an assessment as JSON has it: every record with the names of its fields."""
    kind = type(part)
    if kind in _PLAIN:
        return part
    if kind not in _NAMES:
        _NAMES[kind] = _names_of(kind)
    if names := _NAMES[kind]:
        return {name: _written(getattr(part, name)) for name in names}
    if isinstance(part, Mapping):
        return {name: _written(value) for name, value in part.items()}
    if isinstance(part, tuple):
        return [_written(each) for each in part]
    return part.isoformat() if isinstance(part, date) else part


def _names_of(kind: type) -> tuple[str, ...]:
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(getattr(kind, "_fields", ()))
