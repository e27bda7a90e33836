"""Copies the records byte by byte, as they are at one moment, while others read and write.

A file that is written to cannot simply be copied. But once its write-ahead log was carried over
into it, and a read transaction has begun before anybody wrote again, nobody may touch the file
until that transaction ends: writers go on in the log beside it. Without a log, as on a stick,
writers have to wait. Where this cannot be had, pages are copied one by one.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from sqlcipher3 import dbapi2 as driver

from db import contents, disk, engine, pieces, provedcopy
from db.contents import Contents, contents_of
from db.pages import PageSeals
from db.pieces import KnownPieces
from db.trouble import StoreTrouble, code_of, code_of_copy
from db.vault import Key
from db.watch import Watch

_TRIES: Final = 5
_STEP_PAGES: Final = 2_000
_NO_LOG: Final = -1


class Copied(NamedTuple):
    """What was copied: what the records held at that moment, and the digest of the copy."""

    held: Contents
    digest: str


def copy(files: tuple[Path, Path], key: Key, known: KnownPieces | None, watch: Watch) -> Copied:
    """Copy the records; trouble "damaged" when a page of theirs is not what was once written.

    Of ``known`` pieces the seals are not looked at again, and only people are counted. None has
    every seal looked at and every table counted.
    """
    source, target = files
    for _ in range(_TRIES):
        with _standing_still(source, key) as reading:
            if reading is not None:
                return _copy_bytes(reading, files, (key, known), watch)
    return copy_pages(source, target, (key, key), watch)


@contextmanager
def _standing_still(source: Path, key: Key) -> Iterator[driver.Connection | None]:
    """Keep the file as it is; None when a reader of older rows kept the log from being emptied."""
    reading = engine.connect(source, key, "read")
    try:
        with ExitStack() as waiting:
            waiting.enter_context(_no_writer(source, key))
            _, written, carried = reading.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            reading.execute("BEGIN")
            # The transaction begins with the first row that is read, not before.
            reading.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if written != _NO_LOG:
                waiting.close()  # writers go on in the log; without one they would stop readers
            yield reading if written == carried else None
    except driver.Error as error:
        raise StoreTrouble(code_of(error), source) from None
    finally:
        reading.close()


@contextmanager
def _no_writer(source: Path, key: Key) -> Iterator[None]:
    """Keep writers waiting."""
    try:
        waiting = engine.connect(source, key, "write")
    except StoreTrouble as trouble:
        if trouble.code not in {"read_only", "disk_full"}:
            raise
        yield  # nobody else can write there either
        return
    try:
        waiting.execute("BEGIN IMMEDIATE")
        yield
    finally:
        waiting.close()


def _copy_bytes(
    reading: driver.Connection,
    files: tuple[Path, Path],
    how: tuple[Key, KnownPieces | None],
    watch: Watch,
) -> Copied:
    """Copy the file that stands still, with a look at the seal of each page that is copied."""
    source, target = files
    key, known = how
    with ThreadPoolExecutor(1) as beside:
        counted = beside.submit(contents_of, reading, () if known is None else contents.PEOPLE)
        try:
            made = provedcopy.copy_proved(source, target, _look(key, known), watch)
        except BaseException:
            reading.interrupt()  # who gives up does not wait until everything was counted
            raise
        held = counted.result()
    if made.are_well:
        pieces.keep(source.parent, key, made.pieces)
    else:
        _ask_the_cipher(source, target, key)
    return Copied(held, pieces.digest_of(made.pieces))


def _look(key: Key, known: KnownPieces | None) -> provedcopy.Look:
    seals, proved = PageSeals(key), known or KnownPieces()

    def is_well(start: int, content: memoryview, digest: bytes) -> bool:
        return proved.has(start, digest) or seals.are_whole(start, content)

    return is_well


def _ask_the_cipher(source: Path, target: Path, key: Key) -> None:
    """Let the cipher tell whether pages are damaged, or sealed in a way that is not known here.

    It is asked for the copy as well: what was read while copying may have been another thing.
    """
    if _faults_of_cipher(source, key):
        raise StoreTrouble("damaged", source)
    if _faults_of_cipher(target, key):
        raise StoreTrouble("backup_unlike", target.parent.parent)


def _faults_of_cipher(path: Path, key: Key) -> int:
    connection = engine.connect(path, key, "view")
    try:
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def copy_pages(source: Path, target: Path, keys: tuple[Key, Key], watch: Watch) -> Copied:
    """Copy page by page and read all of it back; the copy may have another key."""
    try:
        held = carry_over(source, target, keys, watch)
    except StoreTrouble as trouble:
        if trouble.code == "disk_full":
            raise StoreTrouble("backup_full", target.parent.parent) from None
        raise
    return Copied(held, _read_back(target, keys[1]))


def carry_over(source: Path, target: Path, keys: tuple[Key, Key], watch: Watch) -> Contents:
    """Copy page by page inside one open read transaction and sync; the copy may have another key.

    Without that transaction a copy in steps begins anew at each write of others and may never end,
    and a copy in one step could be neither seen nor stopped.
    """

    def told(_status: int, left: int, total: int) -> None:
        watch.at("copying", 1 - left / max(total, 1))

    key, key_of_copy = keys
    reading, writing = engine.connect(source, key, "read"), engine.create_copy(target, key_of_copy)
    try:
        reading.execute("BEGIN")
        held = contents_of(reading)
        reading.backup(writing, pages=_STEP_PAGES, progress=told, sleep=0)
    except driver.Error as error:
        raise StoreTrouble(code_of_copy(error), source) from None
    finally:
        writing.close()
        reading.close()
    disk.sync_file(target)
    return held


def _read_back(target: Path, key: Key) -> str:
    """Return the digest of a copy that was made page by page; each page must be whole."""
    seals, start, digests = PageSeals(key), 0, list[bytes]()
    are_whole = True
    with target.open("rb") as file:
        while content := file.read(disk.PIECE):
            digests.append(pieces.sha256(content))
            are_whole = are_whole and seals.are_whole(start, content)
            start += len(content)
    if not are_whole and _faults_of_cipher(target, key):
        raise StoreTrouble("backup_unlike", target.parent.parent)
    return pieces.digest_of(digests)
