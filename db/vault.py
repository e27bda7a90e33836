"""The vault beside the records: whose clinic it is, and the key slots that open it.

Two copies lie beside the records, each with a checksum, and are written one after the other, so
that one of them is whole at any moment. The clinic's name and the users' names stand in them
unencrypted: the unlock page shows them before any key is known, and they say nothing of a patient.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from argon2.exceptions import Argon2Error

from db import disk, places
from db.codes import RecoveryCode, read_code
from db.kdf import KdfCost
from db.keyslots import (
    KEY_BYTES,
    Key,
    Slot,
    SlotBroken,
    SlotKind,
    body_of,
    canonical,
    is_genuine,
    make_slot,
    open_slot,
    relocked,
    slot_of,
)
from db.trouble import StoreCode, StoreTrouble, code_of_os

__all__ = ["KEY_BYTES", "Key", "Slot", "SlotKind", "Vault"]
FORMATS: Final = (1, 2)
"""In the first one a slot held the key of the records itself."""
RECOVERY: Final = "paper"
ENVELOPE: Final = "envelope"


@dataclass(frozen=True, slots=True)
class Vault:
    """Everything that is known of a clinic before it is unlocked."""

    id: str
    clinic: str
    demo: bool
    slots: tuple[Slot, ...]
    generation: int = 1

    @property
    def users(self) -> tuple[str, ...]:
        """Return the names of those who have a passphrase."""
        return tuple(slot.name for slot in self.slots if slot.kind == "user")

    @property
    def has_envelope(self) -> bool:
        """Return whether there is an envelope for an emergency."""
        return any(slot.kind == "envelope" for slot in self.slots)

    def slot(self, kind: SlotKind, name: str) -> Slot | None:
        """Return one slot, None when there is none such."""
        found = (slot for slot in self.slots if (slot.kind, slot.name) == (kind, name))
        return next(found, None)


def user_names(folder: Path) -> tuple[str, ...]:
    """Return the names of those who can unlock this clinic with a passphrase."""
    return read_vault(folder).users


def unlock(folder: Path, user: str, passphrase: str) -> Key:
    """Return the key that a user's passphrase opens."""
    return _open(folder, ("user", user), passphrase, "wrong_passphrase")


def unlock_with_code(folder: Path, code: str) -> Key:
    """Return the key that the recovery code on paper opens."""
    return _open(folder, ("recovery", RECOVERY), _read(folder, code), "wrong_code")


def unlock_with_envelope(folder: Path, code: str) -> Key:
    """Return the key that the code in the envelope for an emergency opens."""
    return _open(folder, ("envelope", ENVELOPE), _read(folder, code), "wrong_code")


def unlock_by(folder: Path, user: str, secret: str) -> Key:
    """Return the key that a user's passphrase opens or, without a user, the recovery code."""
    return unlock(folder, user, secret) if user else unlock_with_code(folder, secret)


def new_key(user: str) -> Key:
    """Return a fresh random key."""
    return Key(secrets.token_bytes(KEY_BYTES), user)


def new_vault(clinic: str, demo: bool) -> Vault:
    """Return a vault without any slot yet."""
    return Vault(secrets.token_hex(16), clinic, demo, ())


def with_user(vault: Vault, key: Key, passphrase: str, cost: KdfCost, name: str = "") -> Vault:
    """Return the vault with a slot for a user; for the one who opened it, if nobody is named."""
    return _with_slot(vault, key, ("user", name or key.user), passphrase, cost)


def with_code(vault: Vault, key: Key, code: RecoveryCode, cost: KdfCost) -> Vault:
    """Return the vault with a slot for the code on paper, in place of the one before."""
    return _with_slot(vault, key, ("recovery", RECOVERY), code.text, cost)


def with_envelope(vault: Vault, key: Key, code: RecoveryCode, cost: KdfCost) -> Vault:
    """Return the vault with a slot for the code in the envelope, in place of the one before."""
    return _with_slot(vault, key, ("envelope", ENVELOPE), code.text, cost)


def without(vault: Vault, kind: SlotKind, name: str) -> Vault:
    """Return the vault without one slot."""
    slots = tuple(slot for slot in vault.slots if (slot.kind, slot.name) != (kind, name))
    return replace(vault, slots=slots)


def with_new_key(vault: Vault, old: Key, new: Key, without_users: Container[str] = ()) -> Vault:
    """Return the vault with a new key in each slot, opened by the same secrets as before.

    A slot that somebody without the old key put there is refused, and so is one of the first
    format: its secret would have to be known.
    """
    kept = [slot for slot in vault.slots if slot.kind != "user" or slot.name not in without_users]
    if not all(slot.has_own_keys and is_genuine(slot, old, vault.id) for slot in kept):
        raise SlotBroken
    return replace(vault, slots=tuple(relocked(slot, new, vault.id) for slot in kept))


def read_vault(folder: Path) -> Vault:
    """Return the newest whole copy of a clinic's vault."""
    copies = [folder / name for name in places.VAULTS]
    try:
        is_there = any(copy.exists() for copy in copies)
        whole = [vault for copy in copies if (vault := _read_copy(copy)) is not None]
    except PermissionError:
        raise StoreTrouble("no_permission", copies[0]) from None
    if not whole:
        raise StoreTrouble("vault_damaged" if is_there else "vault_missing", copies[0])
    return max(whole, key=lambda vault: vault.generation)


def write_vault(folder: Path, vault: Vault) -> None:
    """Write both copies, one after the other: one of them is whole at any moment."""
    for name in places.VAULTS:
        write_copy(folder / name, vault)
    disk.sync_folder(folder)


def replace_vault(folder: Path, vault: Vault) -> Vault:
    """Write a changed vault in place of the one it was read from; it counts from the first copy."""
    newer = replace(vault, generation=vault.generation + 1)
    write_vault(folder, newer)
    return newer


def write_copy(path: Path, vault: Vault) -> None:
    """Write one copy of a vault, whole and synced, or not at all."""
    body = _body(vault)
    text = json.dumps({"sha256": _checksum(body), "vault": body}, ensure_ascii=False, indent=1)
    _replace(path, text.encode())


def _read(folder: Path, code: str) -> str:
    read = read_code(code)
    if read is None:
        raise StoreTrouble("wrong_code", folder)
    return read.text


def _open(folder: Path, wanted: tuple[SlotKind, str], secret: str, refusal: StoreCode) -> Key:
    vault = read_vault(folder)
    slot = vault.slot(*wanted)
    key = _opened(slot, vault, secret, folder) if slot else None
    if key is None:
        raise StoreTrouble(refusal, folder)
    return key


def _opened(slot: Slot, vault: Vault, secret: str, folder: Path) -> Key | None:
    try:
        if slot.cost.is_sane:
            return open_slot(slot, vault.id, secret)
    except (SlotBroken, Argon2Error, ValueError):
        pass
    raise StoreTrouble("vault_damaged", folder / places.VAULTS[0])


def _with_slot(
    vault: Vault, key: Key, whose: tuple[SlotKind, str], secret: str, cost: KdfCost
) -> Vault:
    slot = make_slot(key, whose, secret, (vault.id, cost))
    others = [old for old in vault.slots if (old.kind, old.name) != whose]
    at = next((i for i, old in enumerate(vault.slots) if (old.kind, old.name) == whose), None)
    others.insert(len(others) if at is None else at, slot)
    return replace(vault, slots=tuple(others))


def _body(vault: Vault) -> dict[str, object]:
    return {
        "format": FORMATS[-1],
        "id": vault.id,
        "generation": vault.generation,
        "clinic": vault.clinic,
        "demo": vault.demo,
        "slots": [body_of(slot) for slot in vault.slots],
    }


def _read_copy(path: Path) -> Vault | None:
    try:
        content = json.loads(path.read_bytes())
        body = content["vault"]
        if content["sha256"] != _checksum(body) or body["format"] not in FORMATS:
            return None
        slots = tuple(slot_of(entry) for entry in body["slots"])
        return Vault(body["id"], body["clinic"], body["demo"], slots, body["generation"])
    except PermissionError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _checksum(body: object) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StoreTrouble(code_of_os(error), path) from None
