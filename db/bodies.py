"""Revisions read back: the rows that an entity had after a change, as objects beside the tables."""

import json
from collections.abc import Iterator
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Dialect, TypeDecorator
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from db.persontables import record_tables
from db.tables import RECORDS, Row
from db.trouble import RecordRefused

R = TypeVar("R", bound=Row)
_DIALECT: Final[Dialect] = SQLiteDialect()


def rows(body: str, row_class: type[R]) -> tuple[R, ...]:
    """Return the rows of one table in a body; columns that are worked out are not set."""
    return tuple(_rows(body, row_class))


def main_row(body: str, row_class: type[R]) -> R:
    """Return the one row that carries the entity's own id."""
    found = rows(body, row_class)
    if len(found) != 1:
        raise RecordRefused("invalid", str(row_class.__tablename__))
    return found[0]


def classes_of(entity: str) -> tuple[type[Row], ...]:
    """Return the tables that an entity's rows lie in, the one with its own row first."""
    found = [row_class for row_class in record_tables() if row_class.part_of[0] == entity]
    return tuple(sorted(found, key=lambda row_class: row_class.part_of[1] != "id"))


def _rows(body: str, row_class: type[R]) -> Iterator[R]:
    table = RECORDS.tables[str(row_class.__tablename__)]
    for found in json.loads(body).get(table.name, ()):
        yield row_class(
            **{name: _value(table.c[name], kept) for name, kept in found.items() if name in table.c}
        )


def _value(column: ColumnElement[object], kept: object) -> object:
    if isinstance(column.type, TypeDecorator):
        return column.type.process_result_value(kept, _DIALECT)
    return kept
