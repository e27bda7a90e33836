"""What is read for the figure of rules: which fired, and which were overridden with what reason."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, func, select
from sqlmodel import Session

from db.figuresteps import Asked, Slice, Step, sliced
from db.responsetables import ResponseRow
from db.tables import RECORDS
from pathway import figures
from pathway.figures import Figure, Fired, Overrode
from pathway.records import ProblemId
from pathway.responses import overrides

AT_ONCE: Final = 200
"""Kept advice is unpacked and read: so many in one step."""
OWN_WORDS: Final = "own_words"
"""The reason is told in words of one's own, which stay with the patient."""
_SNAPSHOT: Final = RECORDS.tables["snapshot"]
_ACKNOWLEDGED: Final = RECORDS.tables["acknowledgement"].c
_OVERRIDE: Final = RECORDS.tables["override"].c
_FLAG: Final = RECORDS.tables["flag_record"].c
_RESPONSE: Final = RECORDS.tables[str(ResponseRow.__tablename__)].c
_WARNINGS: Final = ("medicine_warnings", "care_warnings")
_CODED: Final = frozenset({"imaging", "specialist", "other"})
"""Bases of clearing a red flag that have a code."""
Told = Fired | Overrode


def rule_steps(session: Session, asked: Asked) -> tuple[Step[Told], ...]:
    """Return steps that read the advice kept in the period, and what was decided against it."""
    return (
        partial(_acknowledged, asked=asked),
        partial(_set_aside, asked=asked),
        partial(_cleared, asked=asked),
        *sliced(session, _SNAPSHOT, _fired, asked, AT_ONCE),
    )


def rules_counted(found: Sequence[Told]) -> Figure:
    """Count what fired and what was overridden."""
    fired = (one for one in found if isinstance(one, Fired))
    return figures.by_rule(fired, (one for one in found if isinstance(one, Overrode)))


def _fired(session: Session, part: Slice, asked: Asked) -> tuple[Fired, ...]:
    """Return the warnings and red flags of the advice kept after each change."""
    snapshot, period = _SNAPSHOT.c, asked.period
    wanted = select(snapshot.problem_id, snapshot.body).where(
        part.rows, snapshot.available, snapshot.day.between(period.first, period.last)
    )
    found: dict[Fired, None] = {}
    for problem, body in session.execute(wanted):
        for rule in _rules_in(json.loads(body)):
            found[Fired(ProblemId(problem), rule)] = None
    return tuple(found)


def _rules_in(body: dict[str, list[dict[str, str]]]) -> Iterable[str]:
    for name in _WARNINGS:
        yield from (str(warned["id"]) for warned in body.get(name) or ())
    flags: dict[str, list[dict[str, str]]] = dict(body["red_flags"])  # type: ignore[arg-type]
    yield from (str(flag["id"]) for flag in flags["open"])


def _acknowledged(session: Session, asked: Asked) -> tuple[Overrode, ...]:
    """Return warnings in spite of which something was planned."""
    wanted = select(_ACKNOWLEDGED.problem_id, _ACKNOWLEDGED.rule, _ACKNOWLEDGED.reason).where(
        *_said(_ACKNOWLEDGED.said_at, asked)
    )
    return _overrode(session.execute(wanted))


def _set_aside(session: Session, asked: Asked) -> tuple[Overrode, ...]:
    """Return what clinicians decided in place of the rules.

    Answering a suggestion so gives a coded reason; other decisions have one in own words.
    """
    answers = select(_RESPONSE.problem_id, _RESPONSE.kind, _RESPONSE.reason).where(
        _RESPONSE.error_at.is_(None),
        _RESPONSE.answer == "overridden",
        *_said(_RESPONSE.said_at, asked),
    )
    answered = _overrode(
        (problem, overrides(kind) or kind, reason)
        for problem, kind, reason in session.execute(answers)
    )
    wanted = select(_OVERRIDE.problem_id, _OVERRIDE.what).where(
        _OVERRIDE.error_at.is_(None), _OVERRIDE.day.between(asked.period.first, asked.period.last)
    )
    known = {(one.problem, one.rule) for one in answered}
    decided = _overrode(
        (problem, what, OWN_WORDS)
        for problem, what in session.execute(wanted)
        if (problem, what) not in known
    )
    return (*answered, *decided)


def _said(moment: ColumnElement[Any], asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that something was said on a day of the period."""
    day = func.substr(moment, 1, 10, type_=Text)
    return (day.between(asked.period.first.isoformat(), asked.period.last.isoformat()),)


def _cleared(session: Session, asked: Asked) -> tuple[Overrode, ...]:
    """Return red flags that were cleared."""
    wanted = select(_FLAG.problem_id, _FLAG.flag, _FLAG.basis).where(
        _FLAG.error_at.is_(None),
        _FLAG.state == "cleared",
        _FLAG.decided_on.between(asked.period.first, asked.period.last),
    )
    return _overrode(
        (problem, flag, basis if basis in _CODED else OWN_WORDS)
        for problem, flag, basis in session.execute(wanted)
    )


def _overrode(rows: Iterable[tuple[str, str, str]]) -> tuple[Overrode, ...]:
    return tuple(Overrode(ProblemId(problem), rule, reason) for problem, rule, reason in rows)
