"""A file of every schema there was is brought up to date: as if new, with every row it had."""

import re
from pathlib import Path
from typing import Final

import pytest
from sqlcipher3 import dbapi2 as driver

from db import check, contents, engine, migrate, patients, places, revisions, search
from db.clinic import Clinic
from db.persontables import record_tables
from db.trouble import StoreTrouble
from db.vault import unlock
from pathway.guidelines import Guidelines
from tests.db.given import PASSPHRASE, STAMP, USER
from tests.db.schemas.stored import KEY, first_clinic, numbers, put

Rows = dict[str, list[dict[str, object]]]
OLD: Final = [number for number in numbers() if number < engine.SCHEMA]
DERIVED: Final = {name for row in record_tables() for name in row.derived} | {"version"}
PATIENTS: Final = 6


@pytest.fixture
def records(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The records of one schema, encrypted anew."""
    (tmp_path / "clinic").mkdir()
    path = places.records(tmp_path / "clinic")
    put(request.param, path)
    return path


def test_every_schema_step_has_its_fixture() -> None:
    missing = sorted({step.number for step in migrate.STEPS} - set(numbers()))
    assert not missing, "make it with: python -m tests.db.schemas.make"


@pytest.mark.parametrize("records", OLD, indirect=True)
def test_an_old_file_becomes_what_a_new_one_is(records: Path, tmp_path: Path) -> None:
    migrate.upgrade(records, KEY)
    connection = engine.create(tmp_path / "new.db", KEY)
    migrate.run(connection)
    fresh = fingerprint(connection)
    connection.close()
    connection = engine.connect(records, KEY, "read")
    assert fingerprint(connection) == fresh
    assert migrate.schema_of(connection) == engine.SCHEMA
    connection.close()


@pytest.mark.parametrize("records", OLD, indirect=True)
def test_every_row_is_still_there(records: Path) -> None:
    before = rows_of(records)
    assert sum(map(len, before.values())) > 200
    migrate.upgrade(records, KEY)
    after = rows_of(records)
    assert set(before) <= set(after)
    for table, rows in before.items():
        told = [name for name in (rows[0] if rows else {}) if name not in DERIVED]
        assert told_by(after[table], told) == told_by(rows, told), table


@pytest.mark.parametrize("records", OLD, indirect=True)
def test_the_log_is_whole_and_every_chart_opens(records: Path, guidelines: Guidelines) -> None:
    connection = driver.connect(str(records))
    connection.set_key(KEY.as_pragma())
    head = connection.execute("SELECT seq, chain FROM revision ORDER BY seq DESC").fetchone()
    connection.close()
    clinic = Clinic.open(records.parent, KEY, guidelines)
    assert clinic.read(revisions.head) == head
    assert clinic.read(revisions.verify).is_whole
    rows = clinic.read(search.find, "", PATIENTS + 1)
    assert len(rows) == PATIENTS
    for row in rows:
        assert clinic.read(patients.chart_view, row.problem_id).visits
        (found, *_) = clinic.read(search.find, row.family_name or row.given_name, 2)
        assert found.patient_id == row.patient_id
    clinic.close()
    assert contents.examined(records, KEY).seq == head[0]


@pytest.mark.parametrize("records", OLD[-1:], indirect=True)
def test_an_older_program_refuses_a_newer_file_and_leaves_it_alone(
    records: Path, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.upgrade(records, KEY)
    before = {path.name: path.read_bytes() for path in records.parent.iterdir()}
    monkeypatch.setattr(engine, "SCHEMA", engine.SCHEMA - 1)
    for access in ("write", "read", "view", "migrate"):
        with pytest.raises(StoreTrouble) as trouble:
            engine.connect(records, KEY, access)
        assert trouble.value.code == "newer"
    with pytest.raises(StoreTrouble) as trouble:
        Clinic.open(records.parent, KEY, guidelines)
    assert trouble.value.code == "newer"
    assert {path.name: path.read_bytes() for path in records.parent.iterdir()} == before


def test_a_clinic_of_the_first_schema_opens_with_its_own_passphrase(
    tmp_path: Path, guidelines: Guidelines
) -> None:
    folder = first_clinic(tmp_path / "clinic")
    key = unlock(folder, USER, PASSPHRASE)
    clinic = Clinic.open(folder, key, guidelines)
    clinic.close()
    assert check.check(folder, key, guidelines, STAMP).is_sound
    assert (folder / f"foramen.db.before-{engine.SCHEMA}").exists()


def fingerprint(connection: driver.Connection) -> dict[tuple[str, str], str]:
    """Return every table, index, trigger and view with its text, white space apart."""
    found = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return {(kind, name): re.sub(r"\s+", " ", sql).strip() for kind, name, sql in found}


def rows_of(path: Path) -> Rows:
    """Return the rows of every table that is a record, as an older program would read them."""
    connection = driver.connect(str(path))
    connection.set_key(KEY.as_pragma())
    connection.row_factory = driver.Row
    listed = connection.execute("PRAGMA table_list").fetchall()
    names = [row["name"] for row in listed if row["type"] == "table"]
    records = [name for name in names if not name.startswith("sqlite_")]
    found = {
        name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
        for name in records
    }
    connection.close()
    return found


def told_by(rows: list[dict[str, object]], columns: list[str]) -> list[list[str]]:
    """Return what rows say in these columns, in an order that no step changes."""
    return sorted([repr(row[name]) for name in columns] for row in rows)
