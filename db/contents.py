"""What a file of records holds, told in numbers: its schema, its rows, the end of its log."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db import engine, pages
from db.trouble import StoreCode, StoreTrouble, code_of
from db.vault import Key
from db.watch import UNWATCHED, Watch

_TABLES: Final = "PRAGMA table_list"
_TABLE: Final = "SELECT 1 FROM sqlite_schema WHERE name = ?"
_HEAD: Final = "SELECT seq, chain FROM {log} ORDER BY seq DESC LIMIT 1"
_NEWEST_VISIT: Final = "SELECT max(day) FROM visit"
_ACCESS: Final = "access_log"
_STEPS_BETWEEN_LOOKS: Final = 100_000
_PAGES_SHARE: Final = 0.3
PEOPLE: Final = ("patient", "problem", "visit")
"""What is counted in a moment, and tells somebody which backup it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: rows of each table that was counted, the newest entries of both logs.

    ``seq`` and ``chain`` are of the log of changes, the others of the log of access: (0, "") where
    there is none yet. ``newest_visit`` is a day as it is stored, empty before the first visit.
    """

    schema: int
    counts: Mapping[str, int]
    seq: int
    chain: str
    access_seq: int = 0
    access_chain: str = ""
    newest_visit: str = ""


def contents_of(connection: driver.Connection, counted: tuple[str, ...] = ()) -> Contents:
    """Return what the records hold, as one moment of them; all tables, unless some are named."""
    names = sorted(
        str(name)
        for _, name, kind, *_ in connection.execute(_TABLES).fetchall()
        if kind == "table" and not name.startswith("sqlite_")  # an index for search is no record
    )
    counts = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if not counted or name in counted
    }
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    access = _head(connection, _ACCESS) if _ACCESS in names else (0, "")
    visit = connection.execute(_NEWEST_VISIT).fetchone()[0] or ""
    return Contents(schema, counts, *_head(connection, "revision"), *access, str(visit))


def _head(connection: driver.Connection, log: str) -> tuple[int, str]:
    seq, chain = connection.execute(_HEAD.format(log=log)).fetchone() or (0, "")
    return int(seq), str(chain)


def examined(
    path: Path, key: Key, fault: StoreCode = "damaged", watch: Watch = UNWATCHED
) -> Contents:
    """Return what a file at rest holds, after every check there is; ``fault`` names a failure."""
    connection = _opened(path, key, fault)
    try:
        # Faults of single pages are found by the cipher, those between pages by the structure.
        watch.at("checking", 0.0)
        has_pages = pages.are_all_whole(path, key, watch, _PAGES_SHARE) or not (
            connection.execute("PRAGMA cipher_integrity_check").fetchall()
        )
        watch.at("checking", _PAGES_SHARE)
        connection.set_progress_handler(lambda: int(watch.is_cancelled()), _STEPS_BETWEEN_LOOKS)
        is_sound = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        watch.at("checking", 0.6)
        is_tied = connection.execute("PRAGMA foreign_key_check").fetchone() is None
        watch.at("checking", 0.8)
        found = contents_of(connection)
        watch.at("checking", 1.0)
    except driver.Error as error:
        watch.at("checking")
        raise StoreTrouble(fault if code_of(error) == "damaged" else code_of(error), path) from None
    finally:
        connection.close()
    if not (has_pages and is_sound and is_tied):
        raise StoreTrouble(fault, path)
    return found


def has_ends(path: Path, key: Key, held: Contents, fault: StoreCode = "damaged") -> bool:
    """Answer whether a file at rest opens with the key and ends as what it was copied from.

    Rows are not counted: of a copy that is the same to the last bit that would tell nothing new.
    """
    connection = _opened(path, key, fault)
    try:
        has_access = connection.execute(_TABLE, (_ACCESS,)).fetchone()
        access = _head(connection, _ACCESS) if has_access else (0, "")
        ends = (*_head(connection, "revision"), *access)
        return ends == (held.seq, held.chain, held.access_seq, held.access_chain)
    except driver.Error as error:
        raise StoreTrouble(fault if code_of(error) == "damaged" else code_of(error), path) from None
    finally:
        connection.close()


def _opened(path: Path, key: Key, fault: StoreCode) -> driver.Connection:
    try:
        return engine.connect(path, key, "view")
    except StoreTrouble as trouble:
        if trouble.code in {"damaged", "empty", "foreign", "plain", "missing"}:
            raise StoreTrouble(fault, path) from None
        raise
