"""What was answered to suggestions: who accepted, declined or overrode what, and on which facts."""

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import decisions, problems
from db.ids import new_id
from db.responsetables import ResponseRow
from db.trouble import RecordRefused
from pathway.facts import Override
from pathway.records import Area, Changes, PatientId, ProblemId, ResponseEntry, Stamp
from pathway.responses import Fact, Response, override_value, overrides

_OF_PROBLEM: Final = (
    select(ResponseRow)
    .where(col(ResponseRow.problem_id) == bindparam("problem_id"))
    .order_by(col(ResponseRow.said_at), col(ResponseRow.id))
)


def record(session: Session, entry: ResponseEntry, stamp: Stamp) -> Changes:
    """Keep an answer; overriding a rule is the decision that the rules read from then on as well.

    Both are taken back together. Declining and overriding need a reason.
    """
    problem = problems.row_of(session, entry.problem)
    made = entry.made
    if made.answer != "accepted" and not made.reason:
        raise RecordRefused("no_reason", "response", ("reason",))
    session.add(_row(entry, stamp))
    areas: frozenset[Area] = frozenset({"plan"})
    if made.answer == "overridden":
        decisions.add_override(session, entry.problem, _override(entry, stamp), stamp)
        areas |= {"visits"}
    return Changes(areas, frozenset({PatientId(problem.patient_id)}), problem=entry.problem)


def load(session: Session, problem_id: ProblemId) -> tuple[Response, ...]:
    """Return what was answered for a problem and not taken back, oldest first."""
    return responses_of(session.exec(_OF_PROBLEM, params={"problem_id": problem_id}))


def responses_of(rows: Iterable[ResponseRow]) -> tuple[Response, ...]:
    """Return answers as facts, without those that were taken back."""
    return tuple(_fact(row) for row in rows if row.error_at is None)


def _override(entry: ResponseEntry, stamp: Stamp) -> Override:
    made = entry.made
    what = overrides(made.kind)
    if what is None:
        raise RecordRefused("invalid", "response", ("answer",))
    reason = entry.reason_words or made.reason
    told = f"{reason}: {made.words}" if made.words else reason
    return Override(what, stamp.today, stamp.who, told, override_value(made))


def _row(entry: ResponseEntry, stamp: Stamp) -> ResponseRow:
    made = entry.made
    return ResponseRow(
        id=new_id(),
        problem_id=entry.problem,
        kind=made.kind,
        subject=made.subject,
        state=made.state,
        facts=json.dumps(made.facts, ensure_ascii=False),
        answer=made.answer,
        reason=made.reason,
        words=made.words.strip(),
        pack_id=entry.pack_id,
        pack_version=entry.pack_version,
        said_by=stamp.who,
        said_at=stamp.at,
    )


def _fact(row: ResponseRow) -> Response:
    return Response(
        kind=row.kind,
        subject=row.subject,
        state=row.state,
        facts=tuple(Fact(*told) for told in json.loads(row.facts)),
        answer=row.answer,
        reason=row.reason,
        words=row.words,
        by=row.said_by,
        at=row.said_at,
    )
