"""Brings an older file up to date: numbered steps, all in one transaction, after a checked copy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db import disk, engine, pages
from db.migrations import (
    step_0001,
    step_0002,
    step_0003,
    step_0004,
    step_0005,
    step_0006,
    step_0007,
    step_0008,
    step_0009,
    step_0010,
    step_0011,
    step_0012,
    step_0013,
    step_0014,
    step_0015,
)
from db.migrations.step import Step
from db.trouble import StoreCode, StoreTrouble, code_of, code_of_copy, code_of_os, is_mistake
from db.vault import Key

STEPS: Final[tuple[Step, ...]] = (
    Step(1, step_0001.STATEMENTS),
    Step(2, step_0002.STATEMENTS),
    Step(3, step_0003.STATEMENTS),
    Step(4, step_0004.STATEMENTS),
    Step(5, step_0005.STATEMENTS),
    Step(6, step_0006.STATEMENTS),
    Step(7, step_0007.STATEMENTS),
    Step(8, step_0008.STATEMENTS),
    Step(9, step_0009.STATEMENTS),
    Step(10, step_0010.STATEMENTS),
    Step(11, step_0011.STATEMENTS),
    Step(12, step_0012.STATEMENTS),
    Step(13, step_0013.STATEMENTS),
    Step(14, step_0014.STATEMENTS),
    Step(15, step_0015.STATEMENTS),
)


def upgrade(path: Path, key: Key, steps: Sequence[Step] = STEPS) -> int:
    """Bring the file up to the last step, keeping a copy of it as it was; return its old number."""
    connection = engine.connect(path, key, "migrate")
    try:
        old = schema_of(connection)
        if old < steps[-1].number:
            kept = path.with_name(f"{path.name}.before-{steps[-1].number}")
            keep_copy(connection, (path, kept), key)
            connection.close()  # reading a file to its end and closing it may let go of its locks
            connection = engine.connect(path, key, "migrate")
            run(connection, steps)
        return old
    except driver.Error as error:
        if is_mistake(error) or isinstance(error, driver.IntegrityError):
            raise  # the step is wrong, not the file
        raise StoreTrouble(code_of(error), path) from None
    finally:
        connection.close()


def is_old(path: Path, key: Key, access: engine.Access = "write") -> bool:
    """Return whether the file was written by an older program."""
    connection = engine.connect(path, key, access)
    try:
        return schema_of(connection) < engine.SCHEMA
    finally:
        connection.close()


def run(connection: driver.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps that the file has not seen: all of them, or none when one fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps:
            if step.number > schema_of(connection):
                _apply(connection, step)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise driver.IntegrityError("a schema step left rows without their owner")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: driver.Connection) -> None:
    # On a full disk the file may have taken everything back by itself.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def schema_of(connection: driver.Connection) -> int:
    """Return the number of the last step that the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def keep_copy(connection: driver.Connection, files: tuple[Path, Path], key: Key) -> None:
    """Copy the records under the same key to a file that counts only once it was checked."""
    source, kept = files
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    try:
        if not _copied_as_it_stands(connection, source, part):
            _copy_pages(connection, part, key)
        is_good = _is_good(part, key)
    except (driver.Error, OSError, StoreTrouble) as error:
        _remove(part)
        raise StoreTrouble(_code_of(error), kept) from None
    if not is_good:
        part.unlink()
        raise StoreTrouble("damaged", kept)
    part.replace(kept)


def _copied_as_it_stands(connection: driver.Connection, source: Path, part: Path) -> bool:
    """Copy the file byte by byte; False where some of the records stand in the log beside it.

    Page by page everything would be deciphered and enciphered again: that takes minutes for a
    large clinic, while somebody waits for it to open.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("BEGIN IMMEDIATE")  # from now on nobody else writes
    try:
        log = source.with_name(f"{source.name}-wal")
        if log.exists() and log.stat().st_size:
            return False
        disk.copy_file(source, part)
        return True
    finally:
        _roll_back(connection)


def _copy_pages(connection: driver.Connection, part: Path, key: Key) -> None:
    copy = engine.create(part, key)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.close()


def _is_good(part: Path, key: Key) -> bool:
    """Return whether every page of the copy is whole, and its structure sound."""
    copy = engine.connect(part, key, "view")
    try:
        is_whole = pages.are_all_whole(part, key) or not (
            copy.execute("PRAGMA cipher_integrity_check").fetchall()
        )
        return is_whole and copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    finally:
        copy.close()


def _code_of(error: driver.Error | OSError | StoreTrouble) -> StoreCode:
    if isinstance(error, StoreTrouble):
        return error.code
    return code_of_os(error) if isinstance(error, OSError) else code_of_copy(error)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)


def _apply(connection: driver.Connection, step: Step) -> None:
    for statement in step.statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step.number:d}")
