"""Seals of the logs: each row's is a hash over the row and the seal of the row before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import Select, Table, Text, select, type_coerce
from sqlmodel import Session

from db.columns import Moment, moment_text

START: Final = "0" * 64


class Head(NamedTuple):
    """The newest row of a log."""

    seq: int
    chain: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """What a check of a log found; ``broken_at`` is the first row whose seal does not fit."""

    count: int
    broken_at: int | None
    head: Head

    @property
    def is_whole(self) -> bool:
        """Return whether no row was altered, lost or slipped in."""
        return self.broken_at is None


def seal(previous: str, row: Mapping[str, object]) -> str:
    """Return the seal of a row that follows the row sealed by ``previous``."""
    text = canonical([previous, {name: row[name] for name in row if name != "chain"}])
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(session: Session, log: Table) -> Head:
    """Return the newest row's number and seal."""
    newest = session.execute(_newest(log)).one_or_none()
    return Head(newest.seq, newest.chain) if newest else Head(0, START)


def chain_at(session: Session, log: Table, seq: int) -> str | None:
    """Return the seal of one row, None when there is no such row."""
    return session.execute(select(log.c.chain).where(log.c.seq == seq)).scalar_one_or_none()


@cache
def _newest(log: Table) -> Select[int, str]:
    return select(log.c.seq, log.c.chain).order_by(log.c.seq.desc()).limit(1)


def verify(rows: Iterable[Mapping[str, object]]) -> ChainVerdict:
    """Answer whether the rows of a log, in order, are as they were written, none missing."""
    newest, count = Head(0, START), 0
    broken_at: int | None = None
    for row in rows:
        count += 1
        chain = seal(newest.chain, row)
        if broken_at is None and (row["seq"] != count or row["chain"] != chain):
            broken_at = int(str(row["seq"]))
        newest = Head(int(str(row["seq"])), chain)
    return ChainVerdict(count, broken_at, newest)


def rows_of(session: Session, log: Table) -> Iterable[Mapping[str, object]]:
    """Return the rows of a log in order, letter for letter as they are stored."""
    stored = [
        type_coerce(part, Text).label(part.name) if isinstance(part.type, Moment) else part
        for part in log.c
    ]
    for row in session.execute(select(*stored).order_by(log.c.seq)):
        yield row._asdict()


def canonical(content: object) -> str:
    """Return content as JSON in the one form that seals and comparisons rest on."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text
    )


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
