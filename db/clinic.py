"""The one door to the records: ``Clinic.write`` stores an entry and returns what changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Concatenate, Final, ParamSpec, Self, TypeVar

from sqlalchemy import Engine, Select, Text, bindparam, event, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session

from db import audit, migrate, places, reserve, revisions, roles, snapshots, tables, undoing, users
from db.engine import Access, keep_at_most, let_pages_go
from db.heads import Heads, compare, heads, seal_of
from db.sessions import Entity, RecordSession, record_engine, session_on
from db.standing import Notice, Standing
from db.trouble import RecordRefused, StoreCode, StoreTrouble, code_of, is_mistake
from db.vault import Key
from pathway.audited import Event
from pathway.guidelines import Guidelines
from pathway.records import Changes, ClinicCard, ProblemId, Stamp
from pathway.users import Role

P = ParamSpec("P")
T = TypeVar("T")


class Reader:
    """Reads the records on a connection of its own, which cannot write."""

    def __init__(self, path: Path, engine: Engine, most_kibibytes: int | None = None) -> None:
        self.path = path
        self._engine = engine
        self._most_kibibytes = most_kibibytes
        self._connections: list[driver.Connection] = []
        event.listen(engine, "connect", self._on_connected)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a query finds; rows stay behind, facts come out."""
        with _trouble_named(self.path), session_on(self._engine) as session:
            return query(session, *args, **kwargs)

    def interrupt(self) -> None:
        """Break off what another thread reads here; it gets trouble "in_use" for an answer."""
        for connection in self._connections:
            connection.interrupt()

    def rest(self) -> None:
        """Let go the pages kept in memory, on the thread that reads here."""
        for connection in self._connections:
            let_pages_go(connection)

    def close(self) -> None:
        """Close the connections."""
        self._connections.clear()
        self._engine.dispose()

    def _on_connected(self, connection: driver.Connection, _record: object) -> None:
        if self._most_kibibytes is not None:
            keep_at_most(connection, self._most_kibibytes)
        self._connections.append(connection)


class Clinic:
    """An open clinic."""

    def __init__(
        self, path: Path, key: Key, guidelines: Guidelines, view_only: StoreCode | None = None
    ) -> None:
        self.path = path
        self._key = key
        self._guidelines = guidelines
        self._access: Access = "view" if view_only else "write"
        self._engine = record_engine(path, key, self._access)
        self._standing = Standing(path, view_only)
        self._turn = RLock()
        self.role: Role = "staff"

    @classmethod
    def open(cls, folder: Path, key: Key, guidelines: Guidelines) -> Self:
        """Open a clinic, first bringing an older file up to date; the caller holds the folder."""
        path = places.records(folder)
        if places.is_unfinished(folder):
            raise StoreTrouble("missing", path)
        try:
            return cls._read_first(cls(_up_to_date(path, key), key, guidelines))
        except StoreTrouble as trouble:
            if trouble.code != "disk_full" or not reserve.drop(folder):
                raise
        return cls._read_first(cls(_up_to_date(path, key), key, guidelines), reserve_used=True)

    @classmethod
    def open_read_only(
        cls, folder: Path, key: Key, guidelines: Guidelines, cause: StoreCode
    ) -> Self:
        """Open what can still be read of a clinic that ``open`` refused because of ``cause``."""
        path = places.records(folder)
        if migrate.is_old(path, key, "view"):
            raise StoreTrouble(cause, path)
        return cls._read_first(cls(path, key, guidelines, cause))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what people must be told about the records."""
        return self._standing.notices

    @property
    def view_only(self) -> StoreCode | None:
        """Return why nothing can be written, None when it can."""
        return self._standing.view_only

    def stop_writing(self, cause: StoreCode) -> None:
        """Write nothing from now on: a check found damage."""
        self._standing.stop(cause)

    def hold_room(self, size: int = reserve.BYTES) -> bool:
        """Hold disk space back for one more save; return whether there was any to hold."""
        return self._standing.hold_room(size)

    def write(
        self, operation: Callable[[Session, T, Stamp], Changes], entry: T, stamp: Stamp
    ) -> Changes:
        """Store an entry with its revisions, then work out the advice; return what changed."""
        roles.refuse_unless_allowed(self.role, name_of(operation))
        changes, touched, problems = self._attempt(partial(self._store, operation, entry, stamp))
        self._advise(problems, stamp)
        can_undo = touched and name_of(operation) in undoing.UNDOABLE
        return replace(changes, undo_text=name_of(operation)) if can_undo else changes

    def keep(
        self, operation: Callable[[Session, T, Stamp], Changes], entry: T, stamp: Stamp
    ) -> Changes:
        """Store what is no record, such as a draft: no revision, no advice."""

        def attempt() -> Changes:
            with self._session() as session:
                changes = operation(session, entry, stamp)
                session.commit()
            return changes

        roles.refuse_unless_allowed(self.role, name_of(operation))
        return self._attempt(attempt)

    def note(self, event: Event, stamp: Stamp) -> None:
        """Add to the log of access what somebody did without changing a record."""

        def attempt() -> Heads:
            with self._session() as session:
                audit.append(session, event, stamp)
                newest = heads(session)
                session.commit()
            return newest

        self._standing.seal(seal_of(self._attempt(attempt), stamp.at))

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a query finds; rows stay behind, facts come out."""
        with self._session() as session:
            return query(session, *args, **kwargs)

    def reader(self, most_kibibytes: int | None = None) -> Reader:
        """Return a reader of its own for another thread; the caller closes it.

        Each of its two connections keeps so many KiB of pages at most; None: as many as a search
        through all names needs.
        """
        access: Access = "view" if self._access == "view" else "read"
        return Reader(self.path, record_engine(self.path, self._key, access), most_kibibytes)

    def renew(self, stamp: Stamp) -> int:
        """Work out again when advice changes; return for how many problems that was out of date."""
        self._standing.check()
        with self._session() as session:
            problems = session.execute(_ALL_PROBLEMS).scalars().all()
            found = [
                snapshots.renew(session, ProblemId(problem), self._guidelines, stamp)
                for problem in problems
            ]
            session.commit()
        return sum(found)

    def close(self) -> None:
        """Close the connections; what was acknowledged is on disk already."""
        self._engine.dispose()

    @classmethod
    def _read_first(cls, clinic: Self, reserve_used: bool = False) -> Self:
        """Read a first row, to see that it can be done, and compare with the seal."""
        try:
            clinic.read(clinic_card)
            # Of a damaged file the logs may be unreadable, and the patients not.
            lenient = suppress(StoreTrouble) if clinic.view_only else nullcontext()
            with lenient:
                clinic.read(compare, clinic._standing)
                clinic.role = clinic.read(users.role_of, clinic._key)
        except BaseException:
            clinic.close()
            raise
        if reserve_used:
            clinic._standing.tell_reserve_used()
        return clinic

    def _attempt(self, work: Callable[[], T]) -> T:
        """Write, and once more with the reserve given up when the disk is full."""
        self._standing.check()
        try:
            return work()
        except StoreTrouble as trouble:
            if trouble.code != "disk_full" or not self._standing.make_room():
                raise
        return work()

    def _store(
        self, operation: Callable[[Session, T, Stamp], Changes], entry: T, stamp: Stamp
    ) -> tuple[Changes, tuple[Entity, ...], tuple[ProblemId, ...]]:
        with self._session() as session:
            changes = operation(session, entry, stamp)
            touched = revisions.append(session, stamp, name_of(operation))
            problems = _problems_of(session, touched)
            newest = heads(session)
            session.commit()
        self._standing.seal(seal_of(newest, stamp.at))
        return changes, touched, problems

    def _advise(self, problems: tuple[ProblemId, ...], stamp: Stamp) -> None:
        try:
            self._attempt(partial(self._take, problems, stamp))
        except (StoreTrouble, RecordRefused) as error:
            # The facts are safe; the next write or check of the store makes the advice good.
            snapshots.LOG.error("no snapshot for problems %s: %s", ", ".join(problems), error.code)

    def _take(self, problems: tuple[ProblemId, ...], stamp: Stamp) -> None:
        with self._session() as session:
            for problem in problems:
                snapshots.take(session, problem, self._guidelines, stamp)
            session.commit()

    @contextmanager
    def _session(self) -> Iterator[RecordSession]:
        """One session at a time: who waits for the file itself may starve on a busy machine."""
        try:
            with self._turn, _trouble_named(self.path), session_on(self._engine) as session:
                yield session
        except StoreTrouble as trouble:
            self._standing.note(trouble)
            raise


def clinic_card(session: Session) -> ClinicCard:
    """Return what the store knows of the clinic itself."""
    row = session.get_one(tables.Clinic, "clinic")
    return ClinicCard(row.name, row.demo)


def name_of(operation: Callable[..., object]) -> str:
    """Return the name under which the log of changes knows an operation."""
    return f"{operation.__module__.rpartition('.')[2]}.{operation.__qualname__}"


def _up_to_date(path: Path, key: Key) -> Path:
    """Return the file after the schema steps that it has not seen."""
    if migrate.is_old(path, key):
        migrate.upgrade(path, key)
    return path


def _problems_of(session: RecordSession, touched: tuple[Entity, ...]) -> tuple[ProblemId, ...]:
    """Return the problems whose advice may change with these entities."""
    found: set[str] = set()
    for entity, entity_id in touched:
        if entity in _PROBLEMS:
            found.update(session.execute(_PROBLEMS[entity], {"entity_id": entity_id}).scalars())
    return tuple(ProblemId(problem) for problem in sorted(found))


def _problems_by_entity() -> dict[str, Select[str]]:
    problem = tables.RECORDS.tables["problem"].c
    wanted = bindparam("entity_id", type_=Text)
    found = {
        "problem": select(problem.id).where(problem.id == wanted),
        "patient": select(problem.id).where(problem.patient_id == wanted),
    }
    for entity in _OF_PROBLEM:
        owned = tables.RECORDS.tables[entity].c
        found[entity] = select(owned.problem_id).where(owned.id == wanted)
    return found


_OF_PROBLEM: Final = (
    "visit",
    "care",
    "flag_record",
    "referral",
    "override",
    "escalation",
    "escalation_step",
)
_PROBLEMS: Final = _problems_by_entity()
_ALL_PROBLEMS: Final = select(tables.RECORDS.tables["problem"].c.id)


@contextmanager
def _trouble_named(path: Path) -> Iterator[None]:
    """Turn an error of the driver into trouble with a code; values never travel in its text."""
    try:
        yield
    except StaleDataError:
        raise RecordRefused("changed_elsewhere", "record") from None
    except IntegrityError as error:
        is_signed = str(error.orig) == "signed"
        raise RecordRefused("signed" if is_signed else "invalid", "record") from None
    except DBAPIError as error:
        cause = error.orig or error
        if is_mistake(cause):
            # A bug: reported as one, but without the driver's words, which may hold a name.
            raise RuntimeError(f"the store was asked wrongly: {type(cause).__name__}") from None
        raise StoreTrouble(code_of(cause), path) from None
    except UnicodeEncodeError:
        raise RecordRefused("invalid", "record") from None
