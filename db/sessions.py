"""Sessions on the records: one for each piece of work, with guards that no operation can forget."""

from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session, SQLModel, create_engine

from db.engine import Access, connect
from db.tables import Row
from db.trouble import RecordRefused
from db.vault import Key

Entity: TypeAlias = tuple[str, str]
"""The name of an entity and its id: ("visit", "1b4e…")."""
_TOUCHED = "touched"
_REVERTED = "reverted"


class RecordSession(Session):
    """A session that checks every row, notes what it touched and commits nothing unrecorded."""

    def touched(self) -> tuple[Entity, ...]:
        """Return the entities changed since the last call: the caller writes their revisions."""
        found: set[Entity] = self.info.pop(_TOUCHED, set())
        return tuple(sorted(found))

    def reverted(self) -> str:
        """Return the write that this session puts back, if any."""
        return str(self.info.get(_REVERTED, ""))


def record_engine(path: Path, key: Key, access: Access) -> Engine:
    """Return a pool of connections to the records."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, access),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,
    )
    # A plain BEGIN that later writes fails at once when another writer is busy; IMMEDIATE waits.
    begin = "BEGIN" if access in {"read", "view"} else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def session_on(engine: Engine) -> RecordSession:
    """Return a new session; objects stay readable after the commit."""
    return RecordSession(engine, expire_on_commit=False)


def note_reverted(session: Session, op: str) -> None:
    """Note that this session puts an earlier write back."""
    session.info[_REVERTED] = op


@event.listens_for(RecordSession, "before_flush")
def _check_rows(session: RecordSession, _context: UOWTransaction, _instances: object) -> None:
    # A table class validates nothing by itself, neither when it is made nor when it is changed.
    for row in (*session.new, *_changed(session)):
        check_row(row)


@event.listens_for(RecordSession, "after_flush")
def _note_touched(session: RecordSession, _context: UOWTransaction) -> None:
    touched: set[Entity] = session.info.setdefault(_TOUCHED, set())
    for row in (*session.new, *_changed(session), *session.deleted):
        if isinstance(row, Row):
            entity, column = row.part_of
            touched.add((entity, getattr(row, column)))


@event.listens_for(RecordSession, "before_commit")
def _refuse_unrecorded(session: RecordSession) -> None:
    session.flush()
    if session.info.get(_TOUCHED):
        raise RuntimeError("a change without a revision")


@event.listens_for(RecordSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    # Statements on whole tables pass by the checks above and by the row versions.
    if (state.is_update or state.is_delete) and not state.execution_options.get("derived"):
        raise RuntimeError("rows are changed one by one, so that each change is checked")


def _changed(session: RecordSession) -> list[SQLModel]:
    return [row for row in session.dirty if session.is_modified(row)]


def check_row(row: SQLModel) -> None:
    """Refuse a row that its own class would not accept, naming the fields but never a value."""
    values = row.model_dump()
    bad = tuple(name for name, value in values.items() if isinstance(value, str) and "\0" in value)
    if not bad:
        try:
            type(row).model_validate(values)
        except ValidationError as error:
            bad = tuple(str(part["loc"][0]) for part in error.errors(include_input=False))
    if bad:
        raise RecordRefused("invalid", str(row.__tablename__), bad)
