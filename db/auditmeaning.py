"""What a write of the log of changes was: made or altered, of what, and for which reason."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from db.sessions import Entity
from db.tables import RECORDS
from pathway.audited import Action, Kind

PRINTED: Final = frozenset({"print", "recall_sheet"})
OVERRODE: Final = frozenset({"override", "acknowledgement"})
DOORS: Final = frozenset({"clinic_user", "paper_code"})
_LOG: Final = RECORDS.tables["revision"].c
_WEIGHT: Final = (
    "override",
    "acknowledgement",
    "response",
    "print",
    "visit",
    "flag_record",
    "escalation",
    "escalation_step",
    "referral",
    "care",
    "problem",
    "patient",
    "clinic",
)
"""Which of the entities of one write the line is about: the first of these that it touched."""
_REASON: Final = {
    "visits.amend": ("visit", "amended_reason"),
    "visits.enter_in_error": ("visit", "error_reason"),
    "care.enter_in_error": ("care", "error_reason"),
    "acknowledgements.record": ("acknowledgement", "words"),
    "decisions.record": ("override", "reason"),
    "escalations.enter_in_error": ("escalation_step", "error_reason"),
    "stories.save": ("problem_story", "corrected_reason"),
    "episodes.record": ("problem_story", "corrected_reason"),
    "recalls.record": ("recall", "note"),
    "responses.record": ("override", "reason"),
}
_DETAIL: Final = {
    "visit": "day",
    "print": "kind",
    "override": "what",
    "acknowledgement": "rule",
    "flag_record": "flag",
    "escalation": "destination",
    "escalation_step": "kind",
    "referral": "kind",
    "care": "kind",
    "recall": "kind",
    "response": "kind",
    "recall_sheet": "number",
    "addressee": "name",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one write was, as an event has it."""

    kind: Kind
    action: Action
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Main:
    """The entity that a write was about, and the number of its row in the log."""

    seq: int
    entity: Entity
    what: str


def main_of(rows: Iterable[Any]) -> Main:
    """Return which of the rows of one write carries its meaning."""
    chosen = min(rows, key=_weight)
    return Main(chosen.seq, (chosen.entity, chosen.entity_id), chosen.what)


def meanings(session: Session, mains: Iterable[Main]) -> Mapping[int, Meaning]:
    """Return what writes meant, by the number of their main row."""
    asked = tuple(mains)
    begun = _begun(session, asked)
    wanted = select(_LOG.seq, _LOG.body).where(_LOG.seq.in_([one.seq for one in asked]))
    bodies = {row.seq: row.body for row in session.execute(wanted)}
    return {
        one.seq: _meaning(one, bodies[one.seq], is_new=begun[one.entity] == one.seq)
        for one in asked
    }


def _meaning(main: Main, body: str, *, is_new: bool) -> Meaning:
    parts = json.loads(body)
    table, column = _REASON.get(main.what, ("", ""))
    name = main.entity[0]
    kind = _kind(main, is_new=is_new)
    return Meaning(
        kind,
        "R" if kind == "print" else "C" if is_new else "U",
        _first(parts, table, column) or _first(parts, "response", "words"),
        _first(parts, name, _DETAIL.get(name, "")),
    )


def _kind(main: Main, *, is_new: bool) -> Kind:
    name = main.entity[0]
    if name in PRINTED:
        return "print"
    if name in OVERRODE:
        return "override"
    return "create" if is_new else "amend"


def _first(parts: Mapping[str, list[dict[str, object]]], table: str, column: str) -> str:
    rows = parts.get(table) or [{}]
    return str(rows[0].get(column) or "")


def _weight(row: Any) -> tuple[int, int]:  # noqa: ANN401
    is_known = row.entity in _WEIGHT
    return (_WEIGHT.index(row.entity) if is_known else len(_WEIGHT)), row.seq


def _begun(session: Session, mains: tuple[Main, ...]) -> Mapping[Entity, int]:
    """Return the number of each entity's very first row."""
    by_name: dict[str, set[str]] = {}
    for one in mains:
        by_name.setdefault(one.entity[0], set()).add(one.entity[1])
    found: dict[Entity, int] = {}
    for name, ids in by_name.items():
        rows = session.execute(
            select(_LOG.entity_id, func.min(_LOG.seq))
            .where(_LOG.entity == name, _LOG.entity_id.in_(ids))
            .group_by(_LOG.entity_id)
        )
        found.update({(name, row[0]): row[1] for row in rows})
    return found
