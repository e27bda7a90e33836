"""Single bits that turn over: what is read back as if nothing had happened, what is noticed."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final, Literal, TypeAlias

from sqlcipher3 import dbapi2 as driver

from db import engine
from db.trouble import StoreTrouble
from db.vault import Key

Fate: TypeAlias = Literal["noticed", "silent", "harmless"]
Opened: TypeAlias = Callable[[Path], driver.Connection]
SALT_BYTES: Final = 16
"""The first bytes of an encrypted file are not read: what stands there is kept with the key."""


def flip(content: bytes, flips: int, seed: int, look: Callable[[bytes], Fate]) -> Counter[Fate]:
    """Turn one bit over, so many times; return what came of it."""
    chance, found = Random(seed), Counter[Fate]()
    for _ in range(flips):
        spoilt = bytearray(content)
        spoilt[chance.randrange(SALT_BYTES, len(content))] ^= 1 << chance.randrange(8)
        found[look(bytes(spoilt))] += 1
    return found


def encrypted(folder: Path, records: Path, key: Key) -> Callable[[bytes], Fate]:
    """Return how to look at spoilt copies of encrypted records."""
    whole = rows(engine.connect(records, key, "read"))

    def look(content: bytes) -> Fate:
        path = folder / "spoilt.db"
        path.write_bytes(content)
        return _fate(path, whole, lambda spoilt: engine.connect(spoilt, key, "view"))

    return look


def plain(folder: Path, content: bytes) -> Callable[[bytes], Fate]:
    """Return how to look at spoilt copies of records that are not encrypted."""
    path = folder / "plain.db"
    path.write_bytes(content)
    whole = rows(driver.connect(str(path)))

    def look(spoilt: bytes) -> Fate:
        path.write_bytes(spoilt)
        return _fate(path, whole, lambda found: driver.connect(str(found)))

    return look


def rows(connection: driver.Connection) -> list[list[object]]:
    """Return everything that stands in a file of records."""
    try:
        listed = connection.execute("PRAGMA table_list").fetchall()
        names = sorted(row[1] for row in listed if row[2] == "table")
        return [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]
    finally:
        connection.close()


def _fate(path: Path, whole: list[list[object]], opened: Opened) -> Fate:
    """Tell whether a check noticed, or else whether everything still reads the same."""
    try:
        if _is_noticed(opened(path)):
            return "noticed"
        return "harmless" if rows(opened(path)) == whole else "silent"
    except (driver.Error, StoreTrouble, UnicodeDecodeError):
        return "noticed"


def _is_noticed(connection: driver.Connection) -> bool:
    try:
        is_encrypted = connection.execute("PRAGMA cipher_status").fetchone() == ("1",)
        check = "cipher_integrity_check" if is_encrypted else "integrity_check"
        told = connection.execute(f"PRAGMA {check}").fetchall()
        return told not in ([], [("ok",)])
    finally:
        connection.close()
