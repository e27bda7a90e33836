"""No row of either log can be altered behind its back; and what would happen without the guards."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlcipher3 import dbapi2 as driver

from db import audit, chain, engine, revisions, visits
from db.clinic import Clinic
from db.tables import RECORDS
from pathway.audited import Event
from pathway.facts import Visit
from pathway.records import PatientId, VisitEntry
from tests.db.given import STAMP, TODAY, Place, register

LOGS: Final = {name: tuple(RECORDS.tables[name].c.keys()) for name in ("revision", "access_log")}
GUARDS: Final = tuple(
    f"DROP TRIGGER {log}_{what}" for log in LOGS for what in ("no_update", "no_delete", "in_turn")
)
MANY: Final = 23_000
SECOND: Final = 1.0


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, untouched: Place) -> Place:
    """A clinic with some rows in both logs, whose guards somebody took away."""
    folder = Path(shutil.copytree(untouched.folder, tmp_path_factory.mktemp("full") / "clinic"))
    place = Place(folder, untouched.guidelines)
    clinic = place.open()
    problem = register(clinic)
    for number in range(4):
        stamp = type(STAMP)(STAMP.who, STAMP.at + timedelta(seconds=number), TODAY)
        clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=number)), stamp)
        clinic.note(Event("view", "R", PatientId("p"), f"chart {number}", "why"), stamp)
    clinic.close()
    with raw(place) as connection:
        for statement in GUARDS:
            connection.execute(statement)
    return place


@contextmanager
def raw(place: Place) -> Iterator[driver.Connection]:
    """A connection that nothing watches: no authorizer, no guard of the program."""
    connection = driver.connect(str(place.records), isolation_level=None)
    connection.set_key(place.key().as_pragma())
    try:
        yield connection
    finally:
        connection.close()


ALTERED = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=70),
    st.integers(-5, 90),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(LOGS)), st.data())
def test_any_column_of_any_row_that_is_altered_is_found(
    full: Place, log: str, data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(LOGS[log]), "column")
    with raw(full) as connection:
        rows = connection.execute(f"SELECT seq, {column} FROM {log} ORDER BY seq").fetchall()
        seq, was = data.draw(st.sampled_from(rows), "row")
        connection.execute("BEGIN")
        try:
            value = data.draw(ALTERED, "value")
            connection.execute(f"UPDATE {log} SET {column} = ? WHERE seq = ?", (value, seq))
        except (driver.IntegrityError, driver.DataError):
            connection.execute("ROLLBACK")  # the type or a check of the table refuses it
            return
        seqs = [row[0] for row in connection.execute(f"SELECT seq FROM {log} ORDER BY seq")]
        found = connection.execute(
            f"SELECT {column} FROM {log} ORDER BY seq LIMIT 1 OFFSET ?",
            (seqs.index(value if column == "seq" else seq),),
        ).fetchone()[0]
        is_same = found == was and type(found) is type(was)
        verdict = verdict_of(connection, log)
        connection.execute("ROLLBACK")
    assert verdict.is_whole == is_same
    if not is_same and column not in {"seq"}:
        assert verdict.broken_at == seq


@pytest.mark.parametrize("log", sorted(LOGS))
@pytest.mark.parametrize("how", ["gone", "twice", "swapped", "before the first"])
def test_rows_that_are_lost_or_moved_are_found(full: Place, log: str, how: str) -> None:
    statements = {
        "gone": f"DELETE FROM {log} WHERE seq = 2",
        "twice": f"INSERT INTO {log} SELECT 99, {', '.join(LOGS[log][1:])} FROM {log} LIMIT 1",
        "swapped": f"UPDATE {log} SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2,3)",
        "before the first": f"UPDATE {log} SET seq = 0 WHERE seq = 1",
    }
    with raw(full) as connection:
        connection.execute("BEGIN")
        connection.execute(statements[how])
        verdict = verdict_of(connection, log)
        connection.execute("ROLLBACK")
    assert not verdict.is_whole


def verdict_of(connection: driver.Connection, log: str) -> chain.ChainVerdict:
    """Check a log on the very connection on which it was meddled with."""
    names = LOGS[log]
    rows = connection.execute(f"SELECT {', '.join(names)} FROM {log} ORDER BY seq").fetchall()
    return chain.verify(dict(zip(names, row, strict=True)) for row in rows)


def test_the_check_of_the_program_reads_the_same_letters(full: Place) -> None:
    clinic = full.open()
    for log, verify in (("revision", revisions.verify_chain), ("access_log", audit.verify)):
        with raw(full) as connection:
            assert clinic.read(verify) == verdict_of(connection, log)
    clinic.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER access_log_no_update",
        "DROP TABLE access_log",
        "ALTER TABLE access_log RENAME TO x",
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "CREATE TEMP TRIGGER t AFTER INSERT ON access_log BEGIN SELECT 1; END",
    ],
)
def test_the_program_lets_nobody_take_a_guard_away(place: Place, statement: str) -> None:
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        connection.execute(statement)
    connection.close()
    # the negative control: without the program's own authorizer each of these works
    with raw(place) as connection:
        connection.execute(statement)


def test_without_recursive_triggers_a_row_could_be_replaced(place: Place) -> None:
    clinic = place.open()
    clinic.note(Event("view", "R"), STAMP)
    clinic.close()
    replacing = "REPLACE INTO access_log SELECT * FROM access_log WHERE seq = 1"
    with raw(place) as connection:
        connection.execute("PRAGMA recursive_triggers = OFF")
        connection.execute(replacing)
    guarded = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match="append-only"):
        guarded.execute(replacing)
    guarded.close()


def test_many_rows_are_checked_in_well_under_a_second(clinic: Clinic) -> None:
    with clinic._session() as session:
        row: dict[str, object] = {
            "revision": 1,
            "at": STAMP.at,
            "who": STAMP.who,
            "kind": "view",
            "action": "R",
            "outcome": 0,
            "patient_id": "8c9f2f5e-6c42-4a7c-9f0d-2a4b1c3d5e6f",
            "what": "chart",
            "reason": "",
        }
        sealed, rows = chain.START, []
        for number in range(1, MANY + 1):
            whole = {"seq": number, **row}
            sealed = chain.seal(sealed, whole)
            rows.append({**whole, "chain": sealed})
        session.execute(insert(RECORDS.tables["access_log"]), rows)
        session.commit()
    spent, found = [], clinic.read(audit.verify)
    for _ in range(3):
        begun = time.process_time()
        found = clinic.read(audit.verify)
        spent.append(time.process_time() - begun)
        assert (found.count, found.is_whole) == (MANY, True)
    assert min(spent) < SECOND
    tail = clinic.read(audit.verify, 100)
    assert (tail.count, tail.is_whole, tail.head) == (100, True, found.head)
