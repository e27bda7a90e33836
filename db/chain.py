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


BEGINNING: Final = Head(0, START)


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
    return Head(newest.seq, newest.chain) if newest else BEGINNING


def chain_at(session: Session, log: Table, seq: int) -> str | None:
    """Return the seal of one row, None when there is no such row."""
    return session.execute(select(log.c.chain).where(log.c.seq == seq)).scalar_one_or_none()


@cache
def _newest(log: Table) -> Select[int, str]:
    return select(log.c.seq, log.c.chain).order_by(log.c.seq.desc()).limit(1)


def verify_log(session: Session, log: Table, newest: int | None = None) -> ChainVerdict:
    """Answer whether the rows of a log are as they were written, none missing.

    With ``newest`` only so many of the newest rows are looked at, after the seal of the one before.
    """
    start = BEGINNING
    if newest is not None:
        before = max(0, head_of(session, log).seq - newest)
        start = Head(before, chain_at(session, log, before) or START)
    return verify(rows_of(session, log, start.seq), start)


def verify(rows: Iterable[Mapping[str, object]], start: Head = BEGINNING) -> ChainVerdict:
    """Answer whether rows, in order after ``start``, are as they were written, none missing."""
    newest, count = start, 0
    broken_at: int | None = None
    for row in rows:
        count += 1
        chain = seal(newest.chain, row)
        seq = int(str(row["seq"]))
        if broken_at is None and (seq != start.seq + count or row["chain"] != chain):
            broken_at = seq
        newest = Head(seq, chain)
    return ChainVerdict(count, broken_at, newest)


def rows_of(session: Session, log: Table, after: int = 0) -> Iterable[Mapping[str, object]]:
    """Return the rows of a log in order, letter for letter as they are stored.

    Rows numbered below 1 are returned too, when all are asked for: none may hide there.
    """
    stored = [
        type_coerce(part, Text).label(part.name) if isinstance(part.type, Moment) else part
        for part in log.c
    ]
    wanted = select(*stored).order_by(log.c.seq)
    for row in session.execute(wanted.where(log.c.seq > after) if after else wanted):
        yield row._asdict()


def canonical(content: object) -> str:
    """Return content as JSON in the one form that seals and comparisons rest on."""
    return _CANONICAL.encode(content)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


# Made once: ``json.dumps`` would make one for each row of a log.
_CANONICAL: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text
)
