"""The encrypted file: what is wrong with it has a code of its own, and what is set is set."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from db import engine
from db.trouble import StoreCode, StoreTrouble, code_of, code_of_os
from db.vault import new_key, user_names
from tests.db.given import PASSPHRASE, Place

NO_RIGHTS = pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
EXPECTED_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "secure_delete": 1,
    "journal_size_limit": 16777216,
    "application_id": engine.APPLICATION_ID,
    "user_version": engine.SCHEMA,
}


def flip_first_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)


def zero_first_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 3 * 4096)


def cut_short(path: Path) -> None:
    os.truncate(path, 1000)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def put_plain(path: Path) -> None:
    path.unlink()
    plain = driver.connect(str(path))
    plain.execute("CREATE TABLE patient (id TEXT)")
    plain.commit()
    plain.close()


def put_zip(path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", os.urandom(9000))
    path.write_bytes(packed.getvalue())


def put_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 small")


def put_noise(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


BAD_FILES: list[tuple[Callable[[Path], None], StoreCode]] = [
    (Path.unlink, "missing"),
    (empty, "empty"),
    (cut_short, "damaged"),
    (flip_first_page, "damaged"),
    (zero_first_page, "damaged"),
    (truncate, "damaged"),
    (put_noise, "damaged"),
    (put_plain, "plain"),
    (put_zip, "foreign"),
    (put_pdf, "foreign"),
]


@pytest.mark.parametrize(("spoil", "code"), BAD_FILES)
def test_a_bad_file_is_named_and_left_alone(
    place: Place, spoil: Callable[[Path], None], code: StoreCode
) -> None:
    spoil(place.records)
    before = place.records.read_bytes() if place.records.exists() else None
    with pytest.raises(StoreTrouble) as trouble:
        place.open()
    assert trouble.value.code == code
    assert trouble.value.path == place.records
    assert (place.records.read_bytes() if place.records.exists() else None) == before


@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("user_version = 99", "newer"),
        ("application_id = 7", "foreign"),
        ("application_id = 0", "foreign"),
    ],
)
def test_a_file_of_another_program_or_version_is_refused(
    place: Place, pragma: str, code: StoreCode
) -> None:
    connection = engine.connect(place.records, place.key(), "migrate")
    connection.execute(f"PRAGMA {pragma}")
    connection.close()
    with pytest.raises(StoreTrouble) as trouble:
        place.open()
    assert trouble.value.code == code


def test_a_right_passphrase_for_an_unreadable_file_means_damage(place: Place) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        engine.connect(place.records, new_key("other"), "write")
    assert trouble.value.code == "damaged"


def test_every_connection_is_set_up(place: Place) -> None:
    for access in ("write", "read"):
        connection = engine.connect(place.records, place.key(), access)
        found = {name: value_of(connection, name) for name in EXPECTED_PRAGMAS}
        assert found == EXPECTED_PRAGMAS
        connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'other.db' AS other",
        "DROP TABLE finding",
        "DROP TRIGGER revision_no_update",
        "DROP INDEX ix_visit_problem_id",
        "ALTER TABLE patient RENAME TO people",
        "ALTER TABLE patient ADD COLUMN x TEXT",
        "CREATE TABLE x (a)",
        "CREATE TEMP TABLE x (a)",
        "CREATE TRIGGER x AFTER INSERT ON visit BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "PRAGMA writable_schema = ON",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version = 5",
        "PRAGMA rekey = 'x'",
    ],
)
def test_the_shape_of_the_records_cannot_be_changed(place: Place, statement: str) -> None:
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        connection.execute(statement)
    connection.close()
    changer = engine.connect(place.records, place.key(), "migrate")
    changer.execute("ALTER TABLE patient ADD COLUMN added TEXT")
    changer.close()


def test_a_reader_cannot_write(place: Place) -> None:
    connection = engine.connect(place.records, place.key(), "read")
    with pytest.raises(driver.OperationalError, match="readonly"):
        connection.execute("UPDATE clinic SET name = 'x'")
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        connection.execute("PRAGMA user_version = 3")
    connection.close()


def test_nothing_on_disk_can_be_read(place: Place) -> None:
    clinic = place.open()
    for file in place.folder.iterdir():
        content = file.read_bytes()
        assert b"SQLite format 3" not in content
        assert PASSPHRASE.encode() not in content
        assert b"CREATE TABLE" not in content
    clinic.close()


def test_the_files_are_the_owners_only(place: Place) -> None:
    clinic = place.open()
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in place.folder.iterdir()}
    assert {"foramen.db", "foramen.db-wal", "foramen.db-shm"} <= set(modes)
    assert set(modes.values()) == {"0o600"}
    assert place.folder.stat().st_mode & 0o777 == 0o700
    clinic.close()


def test_an_old_driver_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(StoreTrouble) as trouble:
        engine.connect(place.records, place.key(), "write")
    assert trouble.value.code == "old_driver"


@NO_RIGHTS
def test_a_folder_without_permission_to_write_is_read_only(place: Place) -> None:
    key = place.key()
    with as_ordinary_user(place.folder) as folder:
        folder.chmod(0o500)
        with pytest.raises(StoreTrouble) as trouble:
            engine.connect(folder / "foramen.db", key, "write")
        folder.chmod(0o700)
    assert trouble.value.code == "read_only"


@NO_RIGHTS
def test_a_folder_that_cannot_be_looked_into_is_named(place: Place) -> None:
    key = place.key()
    with as_ordinary_user(place.folder) as folder:
        folder.chmod(0o000)
        for attempt in (
            lambda: user_names(folder),
            lambda: engine.connect(folder / "foramen.db", key, "write"),
        ):
            with pytest.raises(StoreTrouble) as trouble:
                attempt()
            assert trouble.value.code == "no_permission"
        folder.chmod(0o700)


@NO_RIGHTS
def test_a_file_without_permission_to_read_is_named(place: Place) -> None:
    key = place.key()
    with as_ordinary_user(place.folder) as folder:
        (folder / "foramen.db").chmod(0o000)
        with pytest.raises(StoreTrouble) as trouble:
            engine.connect(folder / "foramen.db", key, "write")
    assert trouble.value.code == "no_permission"


MOUNTED = """
import pathlib, sys
from db.lock import hold
from db.trouble import StoreTrouble
from db import engine, vault
folder, words = pathlib.Path(sys.argv[1]), sys.argv[2]
for attempt in (
    lambda: hold(folder),
    lambda: engine.connect(folder / "foramen.db", vault.unlock(folder, "Lee", words), "write"),
):
    try:
        attempt()
    except StoreTrouble as trouble:
        print(trouble.code)
"""


def test_a_read_only_disk_is_read_only_even_for_root(place: Place) -> None:
    mount = f"mount --bind -o ro '{place.folder}' '{place.folder}' && exec \"$@\""
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*inside, "true"], capture_output=True).returncode
    ):
        pytest.skip("nobody may mount here: the tests of permissions and of error names remain")
    run = [*inside, sys.executable, "-c", MOUNTED, str(place.folder), PASSPHRASE]
    done = subprocess.run(run, capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["read_only", "read_only"], "")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_READONLY", "read_only"),
        ("SQLITE_READONLY_DIRECTORY", "read_only"),
        ("SQLITE_READONLY_CANTINIT", "read_only"),
        ("SQLITE_CANTOPEN", "no_permission"),
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_BUSY_SNAPSHOT", "in_use"),
        ("SQLITE_IOERR_WRITE", "disk_full"),
        ("", "damaged"),
    ],
)
def test_each_error_of_the_driver_has_its_code(name: str, code: StoreCode) -> None:
    error = driver.OperationalError("whatever it says")
    error.sqlite_errorname = name  # type: ignore[attr-defined]
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(30, "EROFS"), "read_only"),
        (OSError(28, "ENOSPC"), "disk_full"),
        (PermissionError(13, "EACCES"), "no_permission"),
        (FileNotFoundError(2, "ENOENT"), "missing"),
    ],
)
def test_each_error_of_the_system_has_its_code(error: OSError, code: StoreCode) -> None:
    assert code_of_os(error) == code


def test_a_real_read_only_error_is_mapped(place: Place) -> None:
    connection = engine.connect(place.records, place.key(), "read")
    with pytest.raises(driver.OperationalError) as caught:
        connection.execute("DELETE FROM finding")
    assert code_of(caught.value) == "read_only"
    connection.close()


def test_unlocking_imports_nothing_heavy() -> None:
    code = "import sys, db.vault, db.engine, db.lock; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert {"sqlcipher3", "argon2", "cryptography"} <= loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "sqlite3"}


def value_of(connection: driver.Connection, pragma: str) -> object:
    row: tuple[object, ...] = connection.execute(f"PRAGMA {pragma}").fetchone()
    return row[0]


@contextmanager
def as_ordinary_user(folder: Path) -> Iterator[Path]:
    """Give a copy of the folder to somebody without privileges, and be that one for a while."""
    with tempfile.TemporaryDirectory() as open_place:
        copy = Path(open_place) / "clinic"
        shutil.copytree(folder, copy)
        if os.geteuid() != 0:
            yield copy
            return
        nobody = 65534
        for path in (Path(open_place), copy, *copy.iterdir()):
            os.chown(path, nobody, nobody)
        os.seteuid(nobody)
        try:
            yield copy
        finally:
            os.seteuid(0)
