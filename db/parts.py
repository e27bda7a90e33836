"""Puts the rows that belong to an entity in place: what is missing is added, what is over goes."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from db.tables import RECORDS, Row


def put(session: Session, row_class: type[Row], owner_id: str, wanted: Iterable[Row]) -> None:
    """Have exactly these rows of one table belong to an entity; rows that stay are changed."""
    missing = {_key(row): row for row in wanted}
    table = RECORDS.tables[str(row_class.__tablename__)]
    known = select(row_class).where(table.c[row_class.part_of[1]] == owner_id)
    for row in session.execute(known).scalars().all():
        new = missing.pop(_key(row), None)
        if new is None:
            session.delete(row)
        else:
            assign(row, new)
    session.add_all(missing.values())


def assign(row: Row, wanted: Row) -> None:
    """Give a row what another one holds, but for its identity and what is worked out."""
    left_out = {"id", "version", *row.derived}
    for column in RECORDS.tables[str(row.__tablename__)].c:
        if column.name not in left_out:
            setattr(row, column.name, getattr(wanted, column.name))


def _key(row: Row) -> tuple[object, ...]:
    table = RECORDS.tables[str(row.__tablename__)]
    return tuple(getattr(row, column.name) for column in table.primary_key)
