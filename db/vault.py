"""Key slots: the random key of the records, locked once for each user and for the paper code.

Two copies lie beside the records, each with a checksum, and are written one after the other, so
that one of them is whole at any moment. The clinic's name and the users' names stand in them
unencrypted: the unlock page shows them before any key is known, and they say nothing of a patient.
"""

import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self, TypeAlias

from argon2.exceptions import Argon2Error
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import places
from db.codes import RecoveryCode, read_code
from db.kdf import KdfCost
from db.trouble import StoreCode, StoreTrouble, code_of_os

SlotKind: TypeAlias = Literal["user", "recovery"]
KEY_BYTES: Final = 48
FORMAT: Final = 1
RECOVERY: Final = "paper"


class Key:
    """The key of the records, in memory only: 32 bytes and 16 of salt; ``user`` opened it."""

    __slots__ = ("_bytes", "user")

    def __init__(self, content: bytes | bytearray, user: str) -> None:
        self._bytes = bytearray(content)
        self.user = user

    def as_pragma(self) -> bytearray:
        """Return the key as the driver wants it; the caller wipes what it got."""
        if not any(self._bytes):
            raise ValueError("the key was wiped")
        # Digit by digit: no immutable copy of the whole key is left behind in memory.
        pragma = bytearray(b"x'")
        for byte in self._bytes:
            pragma += b"%02x" % byte
        return pragma + b"'"

    def sealed_by(self, lock: AESGCM, nonce: bytes, header: bytes) -> bytes:
        """Return the key encrypted for one slot."""
        return lock.encrypt(nonce, self._bytes, header)

    def copy(self) -> "Key":
        """Return the same key for work that may outlast this one; who asks for it wipes it."""
        return Key(self._bytes, self.user)

    def wipe(self) -> None:
        """Overwrite the key; it opens nothing afterwards."""
        self._bytes[:] = bytes(len(self._bytes))

    def __enter__(self) -> Self:
        """Return the key itself, to be wiped at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the key."""
        self.wipe()

    def __repr__(self) -> str:
        """Return the user only: a key never stands in a log."""
        return f"Key(user={self.user!r})"


@dataclass(frozen=True, slots=True)
class Slot:
    """The key of the records, encrypted under one secret."""

    kind: SlotKind
    name: str
    cost: KdfCost
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


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


def user_names(folder: Path) -> tuple[str, ...]:
    """Return the names of those who can unlock this clinic with a passphrase."""
    return read_vault(folder).users


def unlock(folder: Path, user: str, passphrase: str) -> Key:
    """Return the key that a user's passphrase opens."""
    return _open(folder, ("user", user), passphrase, "wrong_passphrase")


def unlock_with_code(folder: Path, code: str) -> Key:
    """Return the key that the recovery code on paper opens."""
    read = read_code(code)
    if read is None:
        raise StoreTrouble("wrong_code", folder)
    return _open(folder, ("recovery", RECOVERY), read.text, "wrong_code")


def new_key(user: str) -> Key:
    """Return a fresh random key."""
    return Key(secrets.token_bytes(KEY_BYTES), user)


def new_vault(clinic: str, demo: bool) -> Vault:
    """Return a vault without any slot yet."""
    return Vault(secrets.token_hex(16), clinic, demo, ())


def with_user(vault: Vault, key: Key, passphrase: str, cost: KdfCost) -> Vault:
    """Return the vault with a slot for the key's user."""
    return _with_slot(vault, key, ("user", key.user), passphrase, cost)


def with_code(vault: Vault, key: Key, code: RecoveryCode, cost: KdfCost) -> Vault:
    """Return the vault with a slot for the code on paper."""
    return _with_slot(vault, key, ("recovery", RECOVERY), code.text, cost)


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
    body = _body(vault)
    text = json.dumps({"sha256": _checksum(body), "vault": body}, ensure_ascii=False, indent=1)
    for name in places.VAULTS:
        _replace(folder / name, text.encode())


def _open(folder: Path, wanted: tuple[SlotKind, str], secret: str, refusal: StoreCode) -> Key:
    vault = read_vault(folder)
    for slot in vault.slots:
        if (slot.kind, slot.name) == wanted:
            return Key(_unsealed(slot, vault.id, secret, folder, refusal), slot.name)
    raise StoreTrouble(refusal, folder)


def _unsealed(slot: Slot, vault_id: str, secret: str, folder: Path, refusal: StoreCode) -> bytes:
    if not slot.cost.is_sane:
        raise StoreTrouble("vault_damaged", folder / places.VAULTS[0])
    try:
        lock = _lock(secret, slot.salt, slot.cost)
        content = lock.decrypt(slot.nonce, slot.sealed, _header(slot, vault_id))
    except InvalidTag:
        raise StoreTrouble(refusal, folder) from None
    except (Argon2Error, ValueError):
        raise StoreTrouble("vault_damaged", folder / places.VAULTS[0]) from None
    if len(content) != KEY_BYTES:
        raise StoreTrouble("vault_damaged", folder / places.VAULTS[0])
    return content


def _with_slot(
    vault: Vault, key: Key, whose: tuple[SlotKind, str], secret: str, cost: KdfCost
) -> Vault:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    empty = Slot(*whose, cost, salt, nonce, b"")
    lock = _lock(secret, salt, cost)
    slot = replace(empty, sealed=key.sealed_by(lock, nonce, _header(empty, vault.id)))
    others = tuple(old for old in vault.slots if (old.kind, old.name) != whose)
    return replace(vault, slots=(*others, slot))


def _lock(secret: str, salt: bytes, cost: KdfCost) -> AESGCM:
    # A keyboard on macOS may give NFD where one on Windows gives NFC: both must open the slot.
    normal = unicodedata.normalize("NFKC", secret).encode()
    sizes = {"time_cost": cost.passes, "memory_cost": cost.memory_kib, "parallelism": cost.lanes}
    return AESGCM(hash_secret_raw(normal, salt, hash_len=32, type=Type.ID, **sizes))


def _header(slot: Slot, vault_id: str) -> bytes:
    """Bind the slot to its vault, its name and its cost: none of them can be swapped."""
    parts = _slot_body(slot)
    del parts["sealed"]
    return _canonical([vault_id, parts])


def _slot_body(slot: Slot) -> dict[str, object]:
    return {
        "kind": slot.kind,
        "name": slot.name,
        "passes": slot.cost.passes,
        "memory_kib": slot.cost.memory_kib,
        "lanes": slot.cost.lanes,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "sealed": slot.sealed.hex(),
    }


def _body(vault: Vault) -> dict[str, object]:
    return {
        "format": FORMAT,
        "id": vault.id,
        "generation": vault.generation,
        "clinic": vault.clinic,
        "demo": vault.demo,
        "slots": [_slot_body(slot) for slot in vault.slots],
    }


def _read_copy(path: Path) -> Vault | None:
    try:
        content = json.loads(path.read_bytes())
        body = content["vault"]
        if content["sha256"] != _checksum(body) or body["format"] != FORMAT:
            return None
        slots = tuple(_slot_of(entry) for entry in body["slots"])
        return Vault(body["id"], body["clinic"], body["demo"], slots, body["generation"])
    except PermissionError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _slot_of(entry: dict[str, str | int]) -> Slot:
    cost = KdfCost(int(entry["passes"]), int(entry["memory_kib"]), int(entry["lanes"]))
    salt, nonce, sealed = (bytes.fromhex(str(entry[part])) for part in ("salt", "nonce", "sealed"))
    kind: SlotKind = "recovery" if entry["kind"] == "recovery" else "user"
    return Slot(kind, str(entry["name"]), cost, salt, nonce, sealed)


def _checksum(body: object) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


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
