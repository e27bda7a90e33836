"""Column types for STRICT tables, which know INTEGER, REAL, TEXT and BLOB only."""

import zlib
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, get_args

from sqlalchemy import CheckConstraint, Dialect, Integer, LargeBinary, Text, TypeDecorator


class Day(TypeDecorator[date]):
    """A calendar day without time or zone, kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """Return the text to keep."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """Return the day that was kept."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept as ISO text in UTC: text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text to keep; a moment without a zone is refused."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Return the moment that was kept."""
        return None if value is None else datetime.fromisoformat(value)


class Truth(TypeDecorator[bool]):
    """Yes or no, kept as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, _dialect: Dialect) -> int | None:
        """Return the number to keep."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> bool | None:
        """Return the answer that was kept."""
        return None if value is None else bool(value)


class Packed(TypeDecorator[str]):
    """A long text that is seldom read, kept compressed; an empty one takes no bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        """Return the bytes to keep."""
        return zlib.compress(value.encode()) if value else b"" if value == "" else None

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        """Return the text that was kept."""
        return zlib.decompress(value).decode() if value else "" if value == b"" else None


Words: TypeAlias = Any
"""A closed set of words: a ``Literal`` alias."""


def moment_text(value: datetime) -> str:
    """Return a moment as the store writes it."""
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def one_of(column: str, words: Words) -> CheckConstraint:
    """Return the constraint that a column holds one of a closed set of words."""
    listed = ", ".join(f"'{word}'" for word in get_args(words))
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def within(column: str, low: float, high: float) -> CheckConstraint:
    """Return the constraint that a number, where there is one, lies in its range."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)
