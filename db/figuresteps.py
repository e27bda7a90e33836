"""The steps in which figures are read: slices of a table, and lists of problems cut to length."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Integer, Table, func, literal_column, select
from sqlmodel import Session

from pathway.figures import Period
from pathway.guidelines import Guidelines

T = TypeVar("T")
Step: TypeAlias = Callable[[Session], Sequence[T]]
AT_ONCE: Final = 4_000
"""So many rows of a table are looked at in one step."""
CHUNK: Final = 400
"""So many problems are asked about in one question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days are counted, by which guidelines, and which day it is."""

    period: Period
    today: date
    guidelines: Guidelines


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a table from one place of the file up to another, both included."""

    table: Table
    low: int
    high: int

    @property
    def rows(self) -> ColumnElement[bool]:
        """Return the condition that a row lies in it."""
        return place_of(self.table).between(self.low, self.high)


def place_of(table: Table) -> ColumnElement[int]:
    """Return the place of a row in the file: rows are read along it without any index."""
    return literal_column(f'"{table.name}".rowid', Integer)


def sliced(
    session: Session,
    table: Table,
    read: Callable[[Session, Slice, Asked], Sequence[T]],
    asked: Asked,
    at_once: int = AT_ONCE,
) -> tuple[Step[T], ...]:
    """Return steps that read a whole table, so many rows in each."""
    last = session.execute(select(func.max(place_of(table))).select_from(table)).scalar_one() or 0
    return tuple(
        _step(read, Slice(table, low, low + at_once - 1), asked)
        for low in range(1, int(last) + 1, at_once)
    )


def _step(
    read: Callable[[Session, Slice, Asked], Sequence[T]], part: Slice, asked: Asked
) -> Step[T]:
    def step(session: Session) -> Sequence[T]:
        return read(session, part, asked)

    return step


def chunks(found: Iterable[T], length: int = CHUNK) -> Iterable[tuple[T, ...]]:
    """Return a list in pieces of a length."""
    rest = iter(found)
    while piece := tuple(islice(rest, length)):
        yield piece
