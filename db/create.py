"""Makes a new clinic: its key, its key slots, its records."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from db import disk, engine, migrate, places, reserve, revisions, tables, users, vault
from db.codes import RecoveryCode, new_code
from db.kdf import KdfCost, calibrated
from db.sessions import record_engine, session_on
from db.trouble import StoreTrouble, code_of_os
from pathway.records import Stamp


class PackName(NamedTuple):
    """A guideline pack by its id and version."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class NewClinic:
    """What a clinic is made from.

    ``code`` is the one that was shown and typed back, None for a fresh one; ``kdf`` None means as
    costly as this machine can bear. ``reserve`` bytes of disk space are held back, where there are.
    ``pack`` is the guideline pack that it begins with.
    """

    name: str
    user: str
    passphrase: str = field(repr=False)
    demo: bool = False
    kdf: KdfCost | None = None
    code: RecoveryCode | None = None
    reserve: int = reserve.BYTES
    pack: PackName | None = None


def create_clinic(folder: Path, clinic: NewClinic, stamp: Stamp) -> RecoveryCode:
    """Make a clinic in a folder that has none and return its recovery code.

    The caller holds the folder. What was cut off before is cleared away: nobody was given its code.
    """
    if places.has_clinic(folder):
        raise StoreTrouble("exists", folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / places.UNFINISHED).touch(mode=0o600)
        _clear(folder)
        code = clinic.code or new_code()
        with vault.new_key(clinic.user) as key:
            _make(folder, clinic, key, (code, stamp))
        reserve.ensure(folder, 0 if clinic.demo else clinic.reserve)
        (folder / places.UNFINISHED).unlink()
        disk.sync_folder(folder)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), folder) from None
    return code


def _make(
    folder: Path, clinic: NewClinic, key: vault.Key, made: tuple[RecoveryCode, Stamp]
) -> None:
    code, stamp = made
    cost = clinic.kdf or calibrated()
    locked = vault.new_vault(clinic.name, clinic.demo)
    locked = vault.with_user(locked, key, clinic.passphrase, cost)
    locked = vault.with_code(locked, key, code, cost)
    connection = engine.create(places.records(folder), key)
    migrate.run(connection)
    connection.close()
    _write_clinic(folder, key, (clinic, locked.id), stamp)
    vault.write_vault(folder, locked)


def _write_clinic(folder: Path, key: vault.Key, made: tuple[NewClinic, str], stamp: Stamp) -> None:
    clinic, vault_id = made
    records = record_engine(places.records(folder), key, "write")
    row = tables.Clinic(name=clinic.name, demo=clinic.demo, vault_id=vault_id, created_at=stamp.at)
    if clinic.pack:
        row.pack_id, row.pack_version = clinic.pack
        row.adopted_at, row.adopted_by = stamp.at, stamp.who
    try:
        with session_on(records) as session:
            session.add_all((row, *users.founder(clinic.user, stamp)))
            revisions.append(session, stamp, "create.create_clinic")
            session.commit()
    finally:
        records.dispose()


def _clear(folder: Path) -> None:
    for name in (places.RECORDS, *places.VAULTS, places.SEAL):
        for ending in ("", "-wal", "-shm", ".part"):
            (folder / f"{name}{ending}").unlink(missing_ok=True)
