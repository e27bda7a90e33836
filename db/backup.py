"""Backups: a checked copy of the records with their key slots, each in a folder of its own.

A backup is made under the name ``….part`` and gets its own name only when everything in it was read
back and found to be what the records held at that moment. Nothing else counts as a backup.
"""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, TypeAlias

from db import disk, frozen, manifest, pieces, places, thinning, vault
from db.contents import examined, has_ends
from db.frozen import Copied
from db.manifest import Manifest
from db.provedcopy import NotAsWritten
from db.trouble import StoreCode, StoreTrouble, code_of_os
from db.vault import Key
from db.watch import UNWATCHED, Watch

BackupState: TypeAlias = Literal["verified", "damaged"]
PART: Final = ".part"
PREFIX: Final = "foramen-"
_MOMENT: Final = "%Y%m%d-%H%M%S-%f"
_ID: Final = 8
_STAMP: Final = len("20260330-090000-000000")
_SPARE_BYTES: Final = 1 << 20
_PLACE_CODES: Final[dict[StoreCode, StoreCode]] = {
    "missing": "backup_missing",
    "disk_full": "backup_full",
    "read_only": "backup_read_only",
    "no_permission": "backup_read_only",
}


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """What is backed up and where to; ``app`` is the version of the program.

    The seal of every page was found to fit, now or when its piece of the file was last another, and
    all is read back in any case. What takes longest, whether rows and pages fit each other and how
    many rows there are, may be left out where the records were looked at for it not long ago.
    """

    folder: Path
    to: Path
    at: datetime
    app: str
    is_thorough: bool = True


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
        raise StoreTrouble(place_code(error), to) from None
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
        raise StoreTrouble(place_code(error), order.to) from None
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
        raise StoreTrouble(place_code(error), to) from None
    wanted = (backup for backup in found if not clinic_id or _is_of(backup, clinic_id))
    return tuple(sorted(wanted, key=lambda backup: backup.path.name[-_STAMP:], reverse=True))


def last_verified(to: Path, clinic_id: str) -> Backup | None:
    """Return the newest backup of a clinic that counts as one, None when there is none."""
    return next((b for b in listed(to, clinic_id) if b.state == "verified"), None)


def drop_old(to: Path, made: Backup) -> None:
    """Thin out the backups of this clinic that count; what was just made always stays."""
    if made.manifest is None:
        return
    there = [b for b in listed(to, made.manifest.clinic_id) if b.state == "verified"]
    kept = thinning.kept((b.made_at for b in there if b.made_at), made.made_at)
    for backup in there:
        if backup.made_at not in kept and backup.path != made.path:
            _forget(backup.path)


def _forget(path: Path) -> None:
    """Remove a backup that may go: cut off half-way, what is left counts no more and goes next."""
    part = path.with_name(f"{path.name}{PART}")
    with contextlib.suppress(OSError):
        path.replace(part)
        _remove(part)


def _fill(
    part: Path, order: BackupOrder, opened: tuple[Key, vault.Vault], watch: Watch
) -> Manifest:
    key, known = opened
    records = part / places.RECORDS
    made = _copied(order, records, key, watch)
    source = made.held
    _check_copy(records, made, key, (order.is_thorough, watch))
    vault.write_vault(part, known)
    own = copy_own_files(order.folder, part)
    found = Manifest(
        clinic_id=known.id,
        clinic=known.clinic,
        is_demo=known.demo,
        made_at=order.at,
        made_by=key.user,
        app=order.app,
        schema=source.schema,
        size=records.stat().st_size,
        files={places.RECORDS: made.digest}
        | {name: disk.sha256_of(part / name) for name in (*places.VAULTS, *own)},
        counts=source.counts,
        seq=source.seq,
        chain=source.chain,
        access_seq=source.access_seq,
        access_chain=source.access_chain,
        pieces=disk.PIECE,
    )
    watch.at("keeping")
    manifest.write(part, found)
    disk.sync_folder(part)
    return found


def _copied(order: BackupOrder, records: Path, key: Key, watch: Watch) -> Copied:
    known = None if order.is_thorough else pieces.known(order.folder, key)
    try:
        return frozen.copy((places.records(order.folder), records), key, known, watch)
    except NotAsWritten:
        raise StoreTrouble("backup_unlike", records.parent.parent) from None


def _check_copy(records: Path, made: Copied, key: Key, how: tuple[bool, Watch]) -> None:
    """Open a copy that was read back; a thorough look reads it once more, from the medium itself.

    It counts when it is, to the last bit, what the cipher accepted there.
    """
    is_thorough, watch = how
    watch.at("checking")
    is_alike = has_ends(records, key, made.held, "backup_unlike")
    if is_thorough and is_alike:
        disk.forget_cached(records)
        is_same = pieces.digest_of_file(records, watch) == made.digest
        is_alike = is_same and examined(records, key, "backup_unlike", watch) == made.held
    if not is_alike:
        raise StoreTrouble("backup_unlike", records.parent.parent)


def copy_own_files(folder: Path, part: Path) -> tuple[str, ...]:
    """Copy what the clinic wrote itself; return the names of what there is."""
    there = tuple(name for name in places.OWN_FILES if (folder / name).is_file())
    for name in there:
        disk.copy_file(folder / name, part / name)
    return there


def _seen(path: Path) -> Backup:
    """Look at a backup without reading all of it."""
    found = manifest.read(path)
    if found is None:
        return Backup(path, "damaged", None)
    try:
        is_there = (path / places.RECORDS).stat().st_size == found.size and all(
            disk.sha256_of(path / name) == found.files[name]
            for name in {*found.files, *places.VAULTS} - {places.RECORDS}
        )
    except (OSError, KeyError):
        is_there = False
    return Backup(path, "verified" if is_there else "damaged", found)


def _free_name(to: Path, clinic_id: str, at: datetime) -> Path:
    path = to / f"{PREFIX}{clinic_id[:_ID]}-{at.astimezone(UTC).strftime(_MOMENT)}"
    return _free_name(to, clinic_id, at + timedelta(microseconds=1)) if path.exists() else path


def _is_backup(path: Path) -> bool:
    is_named = path.name.startswith(PREFIX) and not path.name.endswith(PART)
    return is_named and path.is_dir()


def _is_of(backup: Backup, clinic_id: str) -> bool:
    return backup.path.name.startswith(f"{PREFIX}{clinic_id[:_ID]}-")


def _clear_parts(to: Path, clinic_id: str) -> None:
    for part in to.glob(f"{PREFIX}{clinic_id[:_ID]}-*{PART}"):
        _remove(part)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _size(folder: Path) -> int:
    try:
        wal = places.records(folder).with_name(f"{places.RECORDS}-wal")
        return places.records(folder).stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), places.records(folder)) from None


def place_code(error: OSError) -> StoreCode:
    """Return what an error of the file system means for the place of a backup."""
    code = code_of_os(error)
    return _PLACE_CODES.get(code, code)
