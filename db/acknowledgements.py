"""What was planned in spite of a warning: who said so, when, why, and on which facts."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import problems
from db.ids import new_id
from db.logs import Acknowledgement
from db.trouble import RecordRefused
from pathway.acknowledged import Acknowledged
from pathway.finding import Input
from pathway.records import AcknowledgedEntry, Area, Changes, PatientId, ProblemId, Stamp

_AREAS: Final[frozenset[Area]] = frozenset({"plan"})
_OF_PROBLEM: Final = (
    select(Acknowledgement)
    .where(col(Acknowledgement.problem_id) == bindparam("problem_id"))
    .order_by(col(Acknowledgement.said_at), col(Acknowledgement.id))
)


def record(session: Session, entry: AcknowledgedEntry, stamp: Stamp) -> Changes:
    """Keep that a warning was seen and something planned all the same; it stays for good."""
    problem = problems.row_of(session, entry.problem)
    made = entry.made
    if not made.words.strip():
        raise RecordRefused("no_reason", "acknowledgement", ("words",))
    session.add(
        Acknowledgement(
            id=new_id(),
            problem_id=entry.problem,
            rule=made.rule,
            things=json.dumps(made.things, ensure_ascii=False),
            facts=json.dumps([_text(fact) for fact in made.facts], ensure_ascii=False),
            reason=made.reason,
            words=made.words.strip(),
            pack_id=entry.pack_id,
            pack_version=entry.pack_version,
            said_by=stamp.who,
            said_at=stamp.at,
        )
    )
    patient = PatientId(problem.patient_id)
    return Changes(_AREAS, frozenset({patient}), problem=entry.problem)


def load(session: Session, problem_id: ProblemId) -> tuple[Acknowledged, ...]:
    """Return what was acknowledged for a problem, oldest first."""
    return facts_of(session.exec(_OF_PROBLEM, params={"problem_id": problem_id}))


def facts_of(rows: Iterable[Acknowledgement]) -> tuple[Acknowledged, ...]:
    """Return acknowledgements as facts."""
    return tuple(_fact(row) for row in rows)


def _fact(row: Acknowledgement) -> Acknowledged:
    return Acknowledged(
        rule=row.rule,
        things=tuple(json.loads(row.things)),
        facts=tuple(
            Input(what, value, date.fromisoformat(on) if on else None)
            for what, value, on in json.loads(row.facts)
        ),
        reason=row.reason,
        words=row.words,
        by=row.said_by,
        at=row.said_at,
    )


def _text(fact: Input) -> tuple[str, str, str]:
    return fact.what, fact.value, fact.on.isoformat() if fact.on else ""
