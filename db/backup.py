"""Backups: a checked copy of the records with their key slots, each in a folder of its own.

A backup is made under the name ``….part`` and gets its own name only when everything in it was read
back and found to be what the records held at that moment. Nothing else counts as a backup.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, TypeAlias

from sqlcipher3 import dbapi2 as driver

from db import disk, engine, manifest, places, vault
from db.contents import Contents, contents_of, examined, is_whole
from db.manifest import Manifest
from db.trouble import StoreCode, StoreTrouble, code_of_copy, code_of_os
from db.vault import Key
from db.watch import UNWATCHED, Watch

BackupState: TypeAlias = Literal["verified", "damaged"]
KEPT: Final = 2
PART: Final = ".part"
_PREFIX: Final = "foramen-"
_MOMENT: Final = "%Y%m%d-%H%M%S-%f"
_ID: Final = 8
_STAMP: Final = len("20260330-090000-000000")
_STEP_PAGES: Final = 2_000
_SPARE_BYTES: Final = 1 << 20
_PLACE_CODES: Final[dict[StoreCode, StoreCode]] = {
    "missing": "backup_missing",
    "disk_full": "backup_full",
    "read_only": "backup_read_only",
    "no_permission": "backup_read_only",
}


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """What is backed up and where to; ``app`` is the version of the program."""

    folder: Path
    to: Path
    at: datetime
    app: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as it lies there; a damaged one may have no manifest."""

    path: Path
    state: BackupState
    manifest: Manifest | None

    @property
    def made_at(self) -> datetime | None:
        """Return when it was made and checked."""
        return self.manifest.made_at if self.manifest else None


def check_place(folder: Path, to: Path) -> None:
    """Refuse a folder that cannot take backups of the clinic in ``folder``."""
    here, there = folder.resolve(), to.resolve()
    if there == here or here in there.parents:
        raise StoreTrouble("backup_inside", to)
    if not to.is_dir():
        raise StoreTrouble("backup_missing", to)
    try:
        probe = to / f"{places.RECORDS}{PART}"
        probe.touch(mode=0o600)
        probe.unlink()
        free = shutil.disk_usage(to).free
    except OSError as error:
        raise StoreTrouble(_place_code(code_of_os(error)), to) from None
    if free < _size(folder) + _SPARE_BYTES:
        raise StoreTrouble("backup_full", to)


def make(order: BackupOrder, key: Key, watch: Watch = UNWATCHED) -> Backup:
    """Back a clinic up, while it is in use or not; what is returned was read back and checked."""
    check_place(order.folder, order.to)
    made = make_in(order, key, watch)
    drop_old(order.to, made)
    return made


def make_in(order: BackupOrder, key: Key, watch: Watch) -> Backup:
    """Back a clinic up into a folder that was looked at before; what failed leaves nothing."""
    known = vault.read_vault(order.folder)
    path = _free_name(order.to, known.id, order.at)
    part = path.with_name(f"{path.name}{PART}")
    try:
        _clear_parts(order.to, known.id)
        part.mkdir(mode=0o700)
        made = _fill(part, order, (key, known), watch)
        part.replace(path)
        disk.sync_folder(order.to)
    except OSError as error:
        _remove(part)
        raise StoreTrouble(_place_code(code_of_os(error)), order.to) from None
    except BaseException:
        _remove(part)
        raise
    watch.at("done", 1.0)
    return Backup(path, "verified", made)


def listed(to: Path, clinic_id: str = "") -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first; those of one clinic, if it is named."""
    try:
        found = [_seen(path) for path in to.iterdir() if _is_backup(path)]
    except OSError as error:
        raise StoreTrouble(_place_code(code_of_os(error)), to) from None
    wanted = (backup for backup in found if not clinic_id or _is_of(backup, clinic_id))
    return tuple(sorted(wanted, key=lambda backup: backup.path.name[-_STAMP:], reverse=True))


def last_verified(to: Path, clinic_id: str) -> Backup | None:
    """Return the newest backup of a clinic that counts as one, None when there is none."""
    return next((b for b in listed(to, clinic_id) if b.state == "verified"), None)


def drop_old(to: Path, made: Backup) -> None:
    """Keep the newest and the second-newest backup that count; others of this clinic may go."""
    if made.manifest is None:
        return
    kept = [b for b in listed(to, made.manifest.clinic_id) if b.state == "verified"]
    for backup in kept[KEPT:]:
        _remove(backup.path)


def _fill(
    part: Path, order: BackupOrder, opened: tuple[Key, vault.Vault], watch: Watch
) -> Manifest:
    key, known = opened
    records = part / places.RECORDS
    source = _copy_records(places.records(order.folder), records, key, watch)
    disk.sync_file(records)
    digest = disk.sha256_of(records)
    _check_copy(places.records(order.folder), part, (key, source), watch)
    vault.write_vault(part, known)
    found = Manifest(
        clinic_id=known.id,
        clinic=known.clinic,
        is_demo=known.demo,
        made_at=order.at,
        made_by=key.user,
        app=order.app,
        schema=source.schema,
        size=records.stat().st_size,
        files={places.RECORDS: digest}
        | {name: disk.sha256_of(part / name) for name in places.VAULTS},
        counts=source.counts,
        seq=source.seq,
        chain=source.chain,
    )
    watch.at("keeping")
    manifest.write(part, found)
    disk.sync_folder(part)
    return found


def _check_copy(source: Path, part: Path, held: tuple[Key, Contents], watch: Watch) -> None:
    key, wanted = held
    try:
        if examined(part / places.RECORDS, key, "backup_unlike", watch) == wanted:
            return
    except StoreTrouble as trouble:
        if trouble.code != "backup_unlike":
            raise
    # A page that the cipher refuses is copied as an empty one: then it is the records that are bad.
    if is_whole(source, key):
        raise StoreTrouble("backup_unlike", part.parent)
    raise StoreTrouble("damaged", source)


def _copy_records(source: Path, target: Path, key: Key, watch: Watch) -> Contents:
    """Copy the records as they are at one moment, whoever writes meanwhile; return what they hold.

    The open transaction holds that moment still: without it a copy in steps begins anew at each
    write of others and may never end, and a copy in one step could be neither seen nor stopped.
    """

    def told(_status: int, left: int, total: int) -> None:
        watch.at("copying", 1 - left / max(total, 1))

    reading, writing = engine.connect(source, key, "read"), engine.create_copy(target, key)
    try:
        reading.execute("BEGIN")
        held = contents_of(reading)
        reading.backup(writing, pages=_STEP_PAGES, progress=told, sleep=0)
    except driver.Error as error:
        code = code_of_copy(error)
        if code == "disk_full":
            raise StoreTrouble("backup_full", target.parent.parent) from None
        raise StoreTrouble(code, source) from None
    finally:
        writing.close()
        reading.close()
    return held


def _seen(path: Path) -> Backup:
    """Look at a backup without reading all of it."""
    found = manifest.read(path)
    if found is None:
        return Backup(path, "damaged", None)
    try:
        is_there = (path / places.RECORDS).stat().st_size == found.size and all(
            disk.sha256_of(path / name) == found.files[name] for name in places.VAULTS
        )
    except (OSError, KeyError):
        is_there = False
    return Backup(path, "verified" if is_there else "damaged", found)


def _free_name(to: Path, clinic_id: str, at: datetime) -> Path:
    path = to / f"{_PREFIX}{clinic_id[:_ID]}-{at.astimezone(UTC).strftime(_MOMENT)}"
    return _free_name(to, clinic_id, at + timedelta(microseconds=1)) if path.exists() else path


def _is_backup(path: Path) -> bool:
    is_named = path.name.startswith(_PREFIX) and not path.name.endswith(PART)
    return is_named and path.is_dir()


def _is_of(backup: Backup, clinic_id: str) -> bool:
    return backup.path.name.startswith(f"{_PREFIX}{clinic_id[:_ID]}-")


def _clear_parts(to: Path, clinic_id: str) -> None:
    for part in to.glob(f"{_PREFIX}{clinic_id[:_ID]}-*{PART}"):
        _remove(part)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _size(folder: Path) -> int:
    try:
        wal = places.records(folder).with_name(f"{places.RECORDS}-wal")
        return places.records(folder).stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), places.records(folder)) from None


def _place_code(code: StoreCode) -> StoreCode:
    return _PLACE_CODES.get(code, code)
