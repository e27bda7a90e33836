"""Gives the records a new key, which nobody who left has ever known.

The records are copied page by page under the new key into a file that waits beside them, together
with key slots that hold it for everybody who stays. When all of it was checked and synced, one mark
makes the waiting files the clinic's (``pending``): killed at any moment, the next one to take hold
of the folder finds the old records with the old slots or the new ones with the new, never a mixture
and never a file that nobody can open.
"""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from db import backup, engine, frozen, pending, places, seal, vault
from db.backup import BackupOrder
from db.contents import examined
from db.keyslots import SlotBroken
from db.trouble import StoreTrouble, code_of_os
from db.vault import Key, Vault
from db.watch import UNWATCHED, Watch

_TIMES_THE_SIZE: Final = 2.2
"""Room for the copy that is kept meanwhile and for the one under the new key, and a little."""


@dataclass(frozen=True, slots=True)
class RekeyOrder:
    """Which clinic gets a new key; ``app`` is the version of the program."""

    folder: Path
    at: datetime
    app: str


def rekey(order: RekeyOrder, key: Key, watch: Watch = UNWATCHED) -> Key:
    """Give the records a new key and return it; the caller holds the folder and closed the clinic.

    A checked backup under the old key lies in the folder until the records were opened anew: then
    it goes, since those who left could read it.
    """
    new = vault.new_key(key.user)
    new.kind = key.kind
    known = _relocked(order.folder, key, new)
    try:
        _refuse_without_room(order.folder)
        _keep_backup(order, key, watch)
        _lay_ready(order.folder, (key, new), known, watch)
        kept_seal = seal.read(order.folder)
        watch.at("replacing")
        pending.commit(order.folder)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), order.folder) from None
    finally:
        with contextlib.suppress(OSError):
            pending.finish(order.folder)
    engine.connect(places.records(order.folder), new, "migrate").close()
    if kept_seal is not None:
        seal.write(order.folder, kept_seal)
    tidy(order.folder)
    return new


def tidy(folder: Path) -> None:
    """Remove what was kept for the time of a new key; call it when the records could be opened."""
    shutil.rmtree(folder / places.BEFORE_REKEY, ignore_errors=True)


def _relocked(folder: Path, old: Key, new: Key) -> Vault:
    known = vault.read_vault(folder)
    try:
        changed = vault.with_new_key(known, old, new)
    except SlotBroken:
        raise StoreTrouble("slot_old", folder / places.VAULTS[0]) from None
    return vault.Vault(
        changed.id, changed.clinic, changed.demo, changed.slots, known.generation + 1
    )


def _refuse_without_room(folder: Path) -> None:
    needed = _TIMES_THE_SIZE * places.records(folder).stat().st_size
    if shutil.disk_usage(folder).free < needed:
        raise StoreTrouble("disk_full", folder)


def _keep_backup(order: RekeyOrder, key: Key, watch: Watch) -> None:
    tidy(order.folder)
    to = order.folder / places.BEFORE_REKEY
    to.mkdir(mode=0o700)
    try:
        backup.make_in(BackupOrder(order.folder, to, order.at, order.app), key, watch)
    except StoreTrouble as trouble:
        if trouble.code == "backup_full":
            raise StoreTrouble("disk_full", order.folder) from None
        raise


def _lay_ready(folder: Path, keys: tuple[Key, Key], known: Vault, watch: Watch) -> None:
    records = pending.waiting(folder, places.RECORDS)
    records.unlink(missing_ok=True)
    held = frozen.carry_over(places.records(folder), records, keys, watch)
    for name in places.VAULTS:
        vault.write_copy(pending.waiting(folder, name), known)
    if examined(records, keys[1], "damaged", watch) != held:
        raise StoreTrouble("damaged", records)
