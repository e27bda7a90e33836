"""Fills a made-up clinic with very many patients, in several processes.

Each course goes through the very operations of a real clinic, with the same checks of each row and
the same revisions and advice, on a private store in the memory of a worker. Only finished rows
travel: the clinic's own process adds them, seals their revisions into its own log and commits. In a
very large clinic others share these courses: ``demo_copies``.
"""

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from multiprocessing import get_context
from typing import Final, TypeAlias

from sqlalchemy import Engine, Table, bindparam, event, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session, create_engine

from db import demo_copies, migrate, revisions, snapshots
from db.clinic import Clinic
from db.demo import demo_charts, store, with_contacts
from db.demo_copies import Turn
from db.sessions import session_on
from db.tables import RECORDS
from db.watch import UNWATCHED, Watch
from pathway.clinicnumbers import clinic_number
from pathway.guidelines import Guidelines
from pathway.records import Changes, ProblemId, Stamp

Cell: TypeAlias = str | int | float | bytes | bool | date | datetime | None
Rows: TypeAlias = Sequence[Mapping[str, Cell]]
BATCH: Final = 100
SHARED_FROM: Final = 1_000
"""So many patients have a course each; in a clinic that is n times as large n people share one."""
_BEFORE: Final = "the patients before these"
_NOT_MADE: Final = frozenset(
    (
        "access_log",
        "addressee",
        "clinic",
        "clinic_user",
        "draft",
        "move_unseen",
        "paper_code",
        "print",
        "recall_sheet",
        "recall_sheet_line",
        "recall_stands",
    )
) | {"print_pages"}
_MADE: Final = tuple(table for table in RECORDS.sorted_tables if table.name not in _NOT_MADE)
_PATIENT, _PROBLEM = RECORDS.tables["patient"], RECORDS.tables["problem"]
_REVISION, _VISIT = RECORDS.tables["revision"], RECORDS.tables["visit"]
_SIGNATURE: Final = {"signed_by": "", "signed_at": None}


@dataclass(frozen=True, slots=True)
class Batch:
    """Which made-up patients a worker makes, and the count of patients before them.

    Each has ``contacts`` visits or more: short ones, with nothing but the pain, make up for those
    that the course has not.
    """

    today: date
    seed: int
    first: int
    count: int
    before: int
    stamp: Stamp
    guidelines: Guidelines
    contacts: int = 0


def fill(clinic: Clinic, batch: Batch, workers: int | None = None, watch: Watch = UNWATCHED) -> int:
    """Store the made-up patients of ``batch`` in a clinic; return how many there are now."""
    before = clinic.read(_count)
    turns = max(1, batch.count // SHARED_FROM)
    own = replace(batch, count=batch.count // turns)
    rest = batch.count - own.count * turns
    _fill_own(clinic, own, workers, watch)
    if turns > 1:
        told = clinic.read(demo_copies.courses, batch.seed, batch.first, before)
        for turn in range(1, turns):
            clinic.write(demo_copies.retell, Turn(told, turn), batch.stamp)
            watch.at("making", (turn + 1) / turns)
    if rest:
        _fill_own(clinic, replace(batch, first=batch.first + own.count * turns, count=rest), 1)
    watch.at("done", 1.0)
    return clinic.read(_count)


def _fill_own(clinic: Clinic, batch: Batch, workers: int | None, watch: Watch = UNWATCHED) -> None:
    """Store made-up patients who have a course each."""
    before, end = clinic.read(_count), batch.first + batch.count
    batches = [
        replace(
            batch,
            first=first,
            count=min(BATCH, end - first),
            before=before + first - batch.first,
        )
        for first in range(batch.first, end, BATCH)
    ]
    found = _made_by_workers(batches, workers or os.cpu_count() or 1)
    for number, rows in enumerate(found):
        clinic.write(add, rows, batch.stamp)
        watch.at("making", (number + 1) / len(batches))


def made(batch: Batch) -> dict[str, Rows]:
    """Return the rows of a batch, made by the operations of a real clinic."""
    with _private_store() as engine, session_on(engine) as session:
        _stand_in(session.connection(), batch.before)
        charts = demo_charts(batch.today, batch.seed, batch.count, batch.first)
        charts = tuple(with_contacts(chart, batch.contacts) for chart in charts)
        store(session, charts, batch.stamp)
        revisions.append(session, batch.stamp, "demo.store")
        for problem in session.execute(select(_PROBLEM.c.id)).scalars().all():
            snapshots.take(session, ProblemId(problem), batch.guidelines, batch.stamp)
        session.commit()
        return {table.name: _rows(session, table) for table in _MADE}


def add(session: Session, made: Mapping[str, Rows], _stamp: Stamp) -> Changes:
    """Add the rows of a batch and seal its revisions into the log."""
    connection = session.connection()
    for table in _MADE:
        rows = made[table.name]
        if rows and table is _VISIT:
            _add_visits(connection, rows, made["finding"])
        elif rows and table is _REVISION:
            connection.execute(insert(table), _sealed(session, rows))
        elif rows and table.name != "finding":
            connection.execute(insert(table), list(rows))
    return Changes(frozenset({"patients", "visits", "care"}))


def _add_visits(connection: Connection, visits: Rows, findings: Rows) -> None:
    """Add visits while they are open, as the triggers want it, and put the signatures on last."""
    connection.execute(insert(_VISIT), [{**row, **_SIGNATURE} for row in visits])
    connection.execute(insert(RECORDS.tables["finding"]), list(findings))
    signed = [
        {"the_id": row["id"], "by": row["signed_by"], "at": row["signed_at"]}
        for row in visits
        if row["signed_by"]
    ]
    if signed:
        connection.execute(_SIGN, signed)


_SIGN: Final = (
    update(_VISIT)
    .where(_VISIT.c.id == bindparam("the_id"))
    .values(signed_by=bindparam("by"), signed_at=bindparam("at"))
)


def _sealed(session: Session, rows: Rows) -> list[dict[str, Cell]]:
    newest = revisions.head(session)
    seq, chain, found = newest.seq, newest.chain, []
    for row in rows:
        seq += 1
        own = {**row, "seq": seq}
        chain = revisions.seal(chain, own)
        found.append({**own, "chain": chain})
    return found


def _made_by_workers(batches: list[Batch], workers: int) -> Iterator[dict[str, Rows]]:
    """Give each batch to a process, with few of them waiting: finished rows take memory."""
    if len(batches) == 1 or workers == 1:
        yield from map(made, batches)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting: deque[Future[dict[str, Rows]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(made, batch))
            if len(waiting) > workers + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _private_store() -> Iterator[Engine]:
    # Nothing of it ever reaches a disk, so it needs no key.
    connection = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate.run(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    try:
        yield engine
    finally:
        engine.dispose()


def _stand_in(connection: Connection, before: int) -> None:
    """Have the count of patients go on where that of the clinic ends."""
    if before:
        connection.execute(
            insert(_PATIENT),
            {
                "id": _BEFORE,
                "sequence": before,
                "number": clinic_number(before),
                "family_name": "",
                "given_name": "",
                "birth_date": datetime.min.replace(tzinfo=UTC).date(),
                "sex": "unknown",
                "language": "",
                "pregnancy_status": "unknown",
                "breastfeeding": "unknown",
                "allergy_state": "not_recorded",
                "smoker": "unknown",
                "sort_norm": "",
                "search_norm": "",
                "version": 1,
            },
        )


def _rows(session: Session, table: Table) -> Rows:
    wanted = select(table)
    if table is _PATIENT:
        wanted = wanted.where(_PATIENT.c.id != _BEFORE)
    left_out = {"seq"} if table.name == "snapshot" else set()
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in session.execute(wanted).mappings()
    ]


def _count(session: Session) -> int:
    return session.execute(select(func.max(_PATIENT.c.sequence))).scalar_one() or 0
