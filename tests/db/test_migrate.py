"""Schema steps run all or not at all, keep a checked copy, and lead to the tables of the code."""

import re
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2 as driver

from db import engine, migrate
from db.logs import Log
from db.migrations.step import Step
from db.tables import RECORDS
from db.trouble import StoreTrouble
from db.vault import Key, new_key
from tests.db.given import Place, register

NOW = engine.SCHEMA
NEXT = NOW + 1
GOOD = Step(NEXT, ("ALTER TABLE visit ADD COLUMN hall TEXT", "UPDATE problem SET side = 'both'"))
BAD = Step(NEXT + 1, ("CREATE TABLE half (a TEXT) STRICT", "UPDATE problem SET side = 'nowhere'"))


@pytest.fixture
def key() -> Key:
    return new_key("Lee")


def test_the_steps_lead_to_the_tables_of_the_code(tmp_path: Path, key: Key) -> None:
    connection = engine.create(tmp_path / "new.db", key)
    migrate.run(connection)
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    schema = {name: plain(sql) for name, sql in found}
    connection.close()
    wanted = {}
    for table in RECORDS.sorted_tables:
        wanted[table.name] = plain(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in table.indexes:
            text = str(CreateIndex(index).compile(dialect=sqlite.dialect()))
            wanted[str(index.name)] = plain(text)
    assert {name: schema[name] for name in wanted} == wanted
    extra = {name for name in schema if name not in wanted}
    triggers = {name for name, sql in schema.items() if sql.startswith("CREATE TRIGGER")}
    search = {name for name in extra if name.startswith("patient_search")}
    assert extra == triggers | search
    assert {f"{log.__tablename__}_no_update" for log in Log.__subclasses__()} <= triggers


def test_the_numbers_of_the_steps_are_in_order(tmp_path: Path) -> None:
    assert [step.number for step in migrate.STEPS] == list(range(1, engine.SCHEMA + 1))


def test_every_table_is_strict(tmp_path: Path, key: Key) -> None:
    connection = engine.create(tmp_path / "new.db", key)
    migrate.run(connection)
    found = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    strict = dict(found.fetchall())
    connection.close()
    assert {name: strict[name] for name in RECORDS.tables} == dict.fromkeys(RECORDS.tables, 1)


def test_an_older_file_is_brought_up_to_date_and_kept(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    assert migrate.upgrade(place.records, place.key(), (*migrate.STEPS, GOOD)) == NOW
    assert state_of(place.records, place.key()) == (NEXT, "both", True, False)
    kept = place.folder / f"foramen.db.before-{NEXT}"
    assert state_of(kept, place.key()) == (NOW, "left", False, False)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {p.name for p in place.folder.glob("*before*")} == {kept.name}


def test_the_copy_is_the_file_byte_by_byte(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    before = place.records.read_bytes()
    migrate.upgrade(place.records, place.key(), (*migrate.STEPS, GOOD))
    assert (place.folder / f"foramen.db.before-{NEXT}").read_bytes() == before


def test_rows_that_stand_in_the_log_are_in_the_copy(place: Place) -> None:
    reading = engine.connect(place.records, place.key(), "read")
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM problem").fetchone()  # the log cannot be emptied now
    clinic = place.open()
    register(clinic)
    clinic.close()
    assert place.records.with_name("foramen.db-wal").stat().st_size
    migrate.upgrade(place.records, place.key(), (*migrate.STEPS, GOOD))
    reading.close()
    kept = place.folder / f"foramen.db.before-{NEXT}"
    assert state_of(kept, place.key()) == (NOW, "left", False, False)


def test_of_a_damaged_file_no_copy_is_kept_and_no_step_is_run(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    whole = bytearray(place.records.read_bytes())
    whole[-100] ^= 1
    place.records.write_bytes(whole)
    with pytest.raises(StoreTrouble) as trouble:
        migrate.upgrade(place.records, place.key(), (*migrate.STEPS, GOOD))
    assert trouble.value.code == "damaged"
    assert not list(place.folder.glob("*before*"))
    assert place.records.read_bytes() == whole


def test_a_failing_step_undoes_the_ones_before_it(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    with pytest.raises(driver.IntegrityError):
        migrate.upgrade(place.records, place.key(), (*migrate.STEPS, GOOD, BAD))
    assert state_of(place.records, place.key()) == (NOW, "left", False, False)
    opened = place.open()
    opened.close()


def test_rows_left_without_their_owner_undo_a_step(place: Place) -> None:
    clinic = place.open()
    register(clinic)
    clinic.close()
    orphaned = Step(NEXT, ("UPDATE problem SET patient_id = 'nobody'",))
    with pytest.raises(driver.IntegrityError):
        migrate.upgrade(place.records, place.key(), (*migrate.STEPS, orphaned))
    assert state_of(place.records, place.key()) == (NOW, "left", False, False)


def test_a_file_that_is_up_to_date_is_left_alone(place: Place) -> None:
    before = place.records.read_bytes()
    assert migrate.upgrade(place.records, place.key()) == engine.SCHEMA
    assert place.records.read_bytes() == before
    assert not list(place.folder.glob("*before*"))


def state_of(path: Path, key: Key) -> tuple[int, str, bool, bool]:
    """Read the schema's number, the one problem's side, and what the steps may have added."""
    connection = driver.connect(str(path))
    connection.set_key(key.as_pragma())
    side = connection.execute("SELECT side FROM problem").fetchone()[0]
    sql = " ".join(row[0] or "" for row in connection.execute("SELECT sql FROM sqlite_schema"))
    number = migrate.schema_of(connection)
    connection.close()
    return number, side, "hall TEXT" in sql, "TABLE half" in sql


def plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
