"""Restores a backup: into an empty folder, or over the present clinic, of which a copy is kept."""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db import backup, disk, engine, keyslots, manifest, pending, places, seal, vault
from db.backup import BackupOrder
from db.contents import Contents, contents_of, examined
from db.manifest import Manifest
from db.seal import Seal
from db.trouble import StoreCode, StoreTrouble, code_of_os
from db.vault import Key
from db.watch import UNWATCHED, Watch

_OURS: Final = frozenset(
    {
        places.LOCK,
        places.OWNER,
        places.UNFINISHED,
        places.RESERVE,
        places.BEFORE_RESTORE,
        places.BEFORE_REKEY,
        places.ATTEMPTS,
        places.PORTABLE,
        places.ALLOWED_HERE,
        places.REHEARSAL,
        places.PROVED,
        places.RENEWED,
        *places.OWN_FILES,
    }
)
_OF_THE_CLINIC: Final = (
    places.RECORDS,
    f"{places.RECORDS}-wal",
    *places.VAULTS,
    *places.OWN_FILES,
    places.SEAL,
)


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """What is restored and over what; ``app`` is the version of the program."""

    backup: Path
    folder: Path
    at: datetime
    app: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows of one table: now, in the backup, and afterwards (None: not known or not yet)."""

    table: str
    now: int | None
    backup: int
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``safety`` is where the clinic as it was before was kept, if any was."""

    manifest: Manifest
    safety: Path | None
    rows: tuple[Compared, ...]

    @property
    def is_alike(self) -> bool:
        """Return whether everything that was in the backup is there now."""
        return all(row.after == row.backup for row in self.rows)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The clinic now and in a backup, side by side.

    The newest visits are days as they are stored; empty before the first, None when not known.
    """

    rows: tuple[Compared, ...]
    newest_now: str | None
    newest_in_backup: str


def compare(
    order: RestoreOrder, key: Key, watch: Watch = UNWATCHED, present: Key | None = None
) -> Comparison:
    """Return the clinic now and in a backup, side by side; refuses a backup that is of no use.

    ``key`` opens the backup; ``present`` opens the clinic, where that has another key by now.
    """
    _, found = _checked(order, key, watch)
    now = _present(order.folder, present or key)
    newest = now.newest_visit if now else None
    return Comparison(_rows(now, found), newest, found.newest_visit)


def restore(
    order: RestoreOrder, key: Key, watch: Watch = UNWATCHED, present: Key | None = None
) -> Restored:
    """Restore a backup that ``key`` opens; the caller holds the folder and has closed the clinic.

    Nothing is touched before the backup was checked, the clinic as it is was kept, and the new
    files lie there whole. After that the clinic is the restored one, even if we die that moment:
    its records and its key slots are the backup's, and ``present``, which opens the clinic where
    that has another key by now, opens nothing but what was kept of it.
    """
    told, found = _checked(order, key, watch)
    try:
        safety = _keep_present(order, present or key, watch)
        now = _present(order.folder, present or key)
        _lay_ready(order, told, watch)
        ready = examined(pending.waiting(order.folder, places.RECORDS), key, watch=watch)
        if ready != found:
            raise StoreTrouble("backup_damaged", order.backup)
        watch.at("replacing")
        pending.commit(order.folder)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), order.folder) from None
    finally:
        with contextlib.suppress(OSError):
            pending.finish(order.folder)
    after = _opened_again(order, key, told)
    return Restored(told, safety, _rows(now, found, after))


def _checked(order: RestoreOrder, key: Key, watch: Watch) -> tuple[Manifest, Contents]:
    """Check a backup in every way, without writing anything anywhere."""
    told = manifest.read(order.backup)
    if told is None:
        raise StoreTrouble("backup_damaged", order.backup)
    if told.schema > engine.SCHEMA:
        raise StoreTrouble("backup_newer", order.backup)
    _check_target(order, told)
    try:
        is_same = all(
            told.digest_of(name, order.backup / name, watch) == digest
            for name, digest in told.files.items()
        )
    except OSError:
        is_same = False
    needed, known = {places.RECORDS, *places.VAULTS}, {*places.OWN_FILES, *told.files}
    _check_key(order.backup, key)
    if not is_same or not needed <= set(told.files) or known != needed | {*places.OWN_FILES}:
        raise StoreTrouble("backup_damaged", order.backup)
    _check_opens(order.backup, key)
    found = examined(order.backup / places.RECORDS, key, "backup_damaged", watch)
    if not told.fits(found):
        raise StoreTrouble("backup_damaged", order.backup)
    return told, found


def _check_key(backup: Path, key: Key) -> None:
    """Refuse a key that the records had only before or after this backup was made."""
    known = vault.read_vault(backup)
    telling = [slot for slot in known.slots if slot.has_own_keys]
    if telling and not any(keyslots.is_genuine(slot, key, known.id) for slot in telling):
        raise StoreTrouble("backup_key", backup)


def _check_opens(backup: Path, key: Key) -> None:
    """Refuse a key that does not open records which are to the last bit what was once verified.

    The slots of the first format do not tell which key they hold, and to the cipher another key and
    a spoilt page are one thing. What the manifest vouches for is not spoilt: so it is the key.
    """
    try:
        engine.connect(backup / places.RECORDS, key, "view").close()
    except StoreTrouble as trouble:
        code: StoreCode = "backup_key" if trouble.code == "damaged" else trouble.code
        raise StoreTrouble(code, backup) from None


def _check_target(order: RestoreOrder, told: Manifest) -> None:
    if places.has_clinic(order.folder):
        if _known_id(order.folder) not in {"", told.clinic_id}:
            raise StoreTrouble("backup_other", order.backup)
    elif order.folder.exists() and not places.is_unfinished(order.folder):
        strangers = [path for path in order.folder.iterdir() if path.name not in _OURS]
        if strangers:
            raise StoreTrouble("not_empty", order.folder)


def _known_id(folder: Path) -> str:
    """Return whose clinic is in a folder, nothing when that cannot be read any more."""
    try:
        return vault.read_vault(folder).id
    except StoreTrouble:
        return ""


def _present(folder: Path, key: Key) -> Contents | None:
    """Return what the clinic as it is holds, None when that cannot be counted."""
    if not places.has_clinic(folder):
        return None
    try:
        connection = engine.connect(places.records(folder), key, "read")
        try:
            return contents_of(connection)
        finally:
            connection.close()
    except (StoreTrouble, driver.Error):
        return None


def _keep_present(order: RestoreOrder, key: Key, watch: Watch) -> Path | None:
    """Keep the clinic as it is: as a backup that counts or, when it is damaged, file by file."""
    if not places.has_clinic(order.folder):
        return None
    to = order.folder / places.BEFORE_RESTORE
    to.mkdir(mode=0o700, exist_ok=True)
    # Opening the records may already take a log away that others could still make sense of.
    files = _keep_files(order, to, watch) if _has_log(order.folder) else None
    wanted = BackupOrder(order.folder, to, order.at, order.app)
    try:
        made = backup.make_in(wanted, key, watch)
    except StoreTrouble as trouble:
        if trouble.code in {"disk_full", "backup_full"}:
            raise StoreTrouble("disk_full", order.folder) from None
        return files or _keep_files(order, to, watch)
    if files:
        shutil.rmtree(files, ignore_errors=True)
    backup.drop_old(to, made)
    return made.path


def _has_log(folder: Path) -> bool:
    log = folder / f"{places.RECORDS}-wal"
    return log.exists() and log.stat().st_size > 0


def _keep_files(order: RestoreOrder, to: Path, watch: Watch) -> Path:
    kept = to / f"as-it-was-{order.at.astimezone(UTC):%Y%m%d-%H%M%S-%f}"
    try:
        kept.mkdir(mode=0o700)
        for name in _OF_THE_CLINIC:
            if (order.folder / name).exists():
                disk.copy_file(order.folder / name, kept / name, watch)
        disk.sync_folder(kept)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    return kept


def _lay_ready(order: RestoreOrder, told: Manifest, watch: Watch) -> None:
    """Copy the backup's files to where they wait, and make sure of every byte."""
    order.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, digest in told.files.items():
        target = pending.waiting(order.folder, name)
        disk.copy_file(order.backup / name, target, watch)
        if told.digest_of(name, target) != digest:
            raise StoreTrouble("damaged", target)


def _opened_again(order: RestoreOrder, key: Key, told: Manifest) -> Contents:
    """Open the restored records for the first time; return what they hold."""
    connection = engine.connect(places.records(order.folder), key, "migrate")
    try:
        found = contents_of(connection)
    finally:
        connection.close()
    heads = told.seq, told.chain, told.made_at, told.access_seq, told.access_chain
    seal.write(order.folder, Seal(*heads))
    return found


def _rows(
    now: Contents | None, found: Contents, after: Contents | None = None
) -> tuple[Compared, ...]:
    return tuple(
        Compared(
            table,
            now.counts.get(table, 0) if now is not None else None,
            count,
            after.counts.get(table, 0) if after is not None else None,
        )
        for table, count in found.counts.items()
    )
