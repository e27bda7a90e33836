"""Opens the encrypted file: the one place that knows the driver, its pragmas and its traps.

Needs only the driver, so that the unlock page shows before anything heavy is imported.
"""

import os
from pathlib import Path
from typing import Final, Literal, TypeAlias

from sqlcipher3 import dbapi2 as driver

from db.portable import is_portable
from db.trouble import StoreCode, StoreTrouble, code_of, code_of_os
from db.vault import Key

Access: TypeAlias = Literal["write", "read", "migrate", "view"]
"""``view`` reads a file that nobody writes to, be the disk full or pages of it missing."""

APPLICATION_ID: Final = 0x464F5241  # "FORA"
SCHEMA: Final = 15
"""The number of the newest schema step: a file with a higher one was written by a newer program."""
OLDEST_DRIVER: Final = (
    3,
    51,
    3,
)  # older ones can corrupt a write-ahead log used by two connections
SMALLEST_FILE_BYTES: Final = 4096
WAIT_SECONDS: Final = 5.0
WAIT_SECONDS_ON_A_STICK: Final = 60.0
_PLAIN_START: Final = b"SQLite format 3\0"
_OTHER_STARTS: Final = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\xff\xd8\xff", b"\x89PNG")
_PRAGMAS: Final = (
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "recursive_triggers = ON",  # else REPLACE slips past the triggers that guard the revisions
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",
    "secure_delete = ON",
    "cache_size = -32768",
    "journal_size_limit = 16777216",
)
_FORBIDDEN: Final = frozenset(
    getattr(driver, f"SQLITE_{name}")
    for name in (
        "ATTACH",
        "DETACH",
        "ALTER_TABLE",
        "REINDEX",
        *(
            f"{verb}_{kind}"
            for verb in ("CREATE", "DROP")
            for kind in ("INDEX", "TABLE", "TRIGGER", "VIEW", "VTABLE")
        ),
        *(
            f"{verb}_TEMP_{kind}"
            for verb in ("CREATE", "DROP")
            for kind in ("INDEX", "TABLE", "TRIGGER", "VIEW")
        ),
    )
)
_PRAGMAS_WITH_VALUE: Final = frozenset(
    {
        "quick_check",
        "integrity_check",
        "foreign_key_check",
        "wal_checkpoint",
        "query_only",
        "cache_size",  # what is read is the same with any
    }
)


def keep_at_most(connection: driver.Connection, kibibytes: int) -> None:
    """Have a connection keep no more pages in memory than these."""
    connection.execute(f"PRAGMA cache_size = -{kibibytes}")


def let_pages_go(connection: driver.Connection) -> None:
    """Have a connection give up the pages in memory; what is wanted again is read again."""
    connection.execute("PRAGMA shrink_memory")


def connect(path: Path, key: Key, access: Access) -> driver.Connection:
    """Return a connection to the records; whatever is wrong with the file has its code."""
    if driver.sqlite_version_info < OLDEST_DRIVER:
        raise StoreTrouble("old_driver", path)
    _check_file(path, access)
    connection = _opened(path, key, "mode=ro&immutable=1" if access == "view" else "mode=rw")
    try:
        if access == "view":
            # Without this a file that was cut off is not read at all, not even what is left of it.
            connection.execute("PRAGMA writable_schema = ON")
        _check_content(connection, path)
        _set_up(connection, path, access)
    except driver.Error as error:
        connection.close()
        raise StoreTrouble(_diagnosis(error, path), path) from None
    except StoreTrouble:
        connection.close()
        raise
    return connection


def create(path: Path, key: Key) -> driver.Connection:
    """Return a connection to a new, empty, encrypted file that must not exist yet."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = _opened(path, key)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _set_up(connection, path, "migrate")
    if path.read_bytes()[:16] == _PLAIN_START:
        connection.close()
        raise StoreTrouble("plain", path)
    return connection


def create_copy(path: Path, key: Key) -> driver.Connection:
    """Return a connection to a new file that is to be filled at one go and checked afterwards."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = _opened(path, key)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _opened(path: Path, key: Key, how: str = "mode=rw") -> driver.Connection:
    try:
        # mode=rw: a missing file must never be made here, it would be an empty clinic.
        connection = driver.connect(
            f"{path.absolute().as_uri()}?{how}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=WAIT_SECONDS_ON_A_STICK if is_portable(path.parent) else WAIT_SECONDS,
        )
    except driver.Error as error:
        raise StoreTrouble(_diagnosis(error, path), path) from None
    pragma = key.as_pragma()
    try:
        connection.set_key(pragma)
    finally:
        pragma[:] = bytes(len(pragma))
    connection.execute("PRAGMA cipher_log_level = NONE")
    if not (connection.execute("PRAGMA cipher_version").fetchone() or ("",))[0]:
        connection.close()
        raise StoreTrouble("old_driver", path)
    return connection


def _check_file(path: Path, access: Access) -> None:
    try:
        size, start = path.stat().st_size, _start(path)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), path) from None
    if size == 0:
        raise StoreTrouble("empty", path)
    if start == _PLAIN_START:
        raise StoreTrouble("plain", path)
    if size < SMALLEST_FILE_BYTES:
        raise StoreTrouble("foreign" if start.startswith(_OTHER_STARTS) else "damaged", path)
    can_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)
    if access in {"write", "migrate"} and not can_write:
        raise StoreTrouble("read_only", path)


def _check_content(connection: driver.Connection, path: Path) -> None:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if _number(connection, "application_id") != APPLICATION_ID:
        raise StoreTrouble("foreign", path)
    if _number(connection, "user_version") > SCHEMA:
        raise StoreTrouble("newer", path)


def _set_up(connection: driver.Connection, path: Path, access: Access) -> None:
    journal = "truncate" if is_portable(path.parent) else "wal"
    if access in {"write", "migrate"} and _text(connection, f"journal_mode = {journal}") != journal:
        raise StoreTrouble("no_wal", path)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    # A schema step may rebuild a table: with foreign keys on, that would empty the ones below it.
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if access == 'migrate' else 'ON'}")
    if access in {"read", "view"}:
        connection.execute("PRAGMA query_only = ON")
    if access != "migrate":
        connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _FORBIDDEN:
        return int(driver.SQLITE_DENY)
    if action == driver.SQLITE_PRAGMA and second is not None and first not in _PRAGMAS_WITH_VALUE:
        return int(driver.SQLITE_DENY)
    return int(driver.SQLITE_OK)


def _diagnosis(error: driver.Error, path: Path) -> StoreCode:
    code = code_of(error)
    if code == "no_permission":
        return "read_only"  # the file was read before this: it is writing that failed
    if code == "damaged" and _start(path).startswith(_OTHER_STARTS):
        return "foreign"
    return code


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _number(connection: driver.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _text(connection: driver.Connection, pragma: str) -> str:
    return str(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
