"""Key slots: the random key of the records, locked once for each person and each code on paper.

A secret opens the private half of a slot's own pair of keys, and that opens the key of the records.
So whoever holds the key of the records can lock a new one for everybody, without their secrets; and
who left, with the old key and an old copy of the slots, cannot open what was locked for the others.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Final, Literal, Self, TypeAlias

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.kdf import KdfCost

SlotKind: TypeAlias = Literal["user", "recovery", "envelope"]
KEY_BYTES: Final = 48
_RECORDS_BYTES: Final = 32
"""The key proper, before the salt."""
_OF_SEALS: Final = 0x3A
_ROUNDS_OF_SEALS: Final = 2
_PUBLIC_BYTES: Final = 32
_ONCE: Final = bytes(12)
"""The nonce of a box: each is locked by a key that is used once and then forgotten."""
_BOX_LABEL: Final = b"foramen key slot, box"
_MARK_LABEL: Final = b"foramen key slot, mark"


class Key:
    """The key of the records, in memory only: 32 bytes and 16 of salt; ``user`` opened it.

    ``kind`` tells whether that was by a passphrase or by a code on paper.
    """

    __slots__ = ("_bytes", "kind", "user")

    def __init__(self, content: bytes | bytearray, user: str, kind: SlotKind = "user") -> None:
        self._bytes = bytearray(content)
        self.user = user
        self.kind: SlotKind = kind

    def as_pragma(self) -> bytearray:
        """Return the key as the driver wants it; the caller wipes what it got."""
        self._refuse_wiped()
        # Digit by digit: no immutable copy of the whole key is left behind in memory.
        pragma = bytearray(b"x'")
        for byte in self._bytes:
            pragma += b"%02x" % byte
        return pragma + b"'"

    def sealed_by(self, lock: AESGCM, nonce: bytes, header: bytes) -> bytes:
        """Return the key encrypted for one slot."""
        return lock.encrypt(nonce, self._bytes, header)

    def mark_of(self, content: bytes) -> bytes:
        """Return what only somebody with this key can say of some content."""
        return hmac.digest(self._bytes, _MARK_LABEL + content, "sha256")

    def for_pages(self) -> bytes:
        """Return the key of the seals on the pages, as SQLCipher derives it from this one."""
        self._refuse_wiped()
        salt = bytes(byte ^ _OF_SEALS for byte in self._bytes[_RECORDS_BYTES:])
        content = self._bytes[:_RECORDS_BYTES]
        try:
            return hashlib.pbkdf2_hmac("sha512", content, salt, _ROUNDS_OF_SEALS, _RECORDS_BYTES)
        finally:
            content[:] = bytes(len(content))

    def copy(self) -> "Key":
        """Return the same key for work that may outlast this one; who asks for it wipes it."""
        return Key(self._bytes, self.user, self.kind)

    def wipe(self) -> None:
        """Overwrite the key; it opens nothing afterwards."""
        self._bytes[:] = bytes(len(self._bytes))

    def _refuse_wiped(self) -> None:
        if not any(self._bytes):
            raise ValueError("the key was wiped")

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
    """The key of the records, locked under one secret.

    ``sealed`` is the private half of the slot's own keys under the secret, ``public`` the other
    half, ``box`` the key of the records locked for it, ``mark`` the word of that key for them.
    A slot of the first format has no keys of its own: there ``sealed`` is the key of the records.
    """

    kind: SlotKind
    name: str
    cost: KdfCost
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    public: bytes = field(default=b"", repr=False)
    box: bytes = field(default=b"", repr=False)
    mark: bytes = field(default=b"", repr=False)

    @property
    def has_own_keys(self) -> bool:
        """Return whether a new key can be locked for this slot without its secret."""
        return bool(self.public)

    def header(self, vault_id: str) -> bytes:
        """Bind the slot to its vault, its name and its cost: none of them can be swapped."""
        parts = body_of(self)
        for part in ("sealed", "box", "mark"):
            parts.pop(part, None)
        return canonical([vault_id, parts])


class SlotBroken(Exception):
    """A slot is not as it was made."""


def make_slot(
    key: Key, whose: tuple[SlotKind, str], secret: str, bound_to: tuple[str, KdfCost]
) -> Slot:
    """Return a slot that a secret opens, bound to the id of its vault and to a cost."""
    vault_id, cost = bound_to
    pair = X25519PrivateKey.generate()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    public = pair.public_key().public_bytes_raw()
    empty = Slot(*whose, cost, salt, nonce, b"", public)
    lock = _lock(secret, salt, cost)
    sealed = lock.encrypt(nonce, pair.private_bytes_raw(), empty.header(vault_id))
    return relocked(replace(empty, sealed=sealed), key, vault_id)


def open_slot(slot: Slot, vault_id: str, secret: str) -> Key | None:
    """Return the key that a secret opens, None when it is another secret."""
    header = slot.header(vault_id)
    try:
        content = _lock(secret, slot.salt, slot.cost).decrypt(slot.nonce, slot.sealed, header)
    except InvalidTag:
        return None
    if slot.has_own_keys:
        content = _unboxed(slot, content, header)
    if len(content) != KEY_BYTES:
        raise SlotBroken
    return Key(content, slot.name, slot.kind)


def relocked(slot: Slot, key: Key, vault_id: str) -> Slot:
    """Return the slot with another key of the records in it, opened by the same secret."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(slot.public))
    header = slot.header(vault_id)
    box = sender + key.sealed_by(_box_lock(shared, sender, slot.public), _ONCE, header)
    return replace(slot, box=box, mark=key.mark_of(header))


def is_genuine(slot: Slot, key: Key, vault_id: str) -> bool:
    """Return whether the keys of a slot are those that somebody with ``key`` put there."""
    return hmac.compare_digest(slot.mark, key.mark_of(slot.header(vault_id)))


def body_of(slot: Slot) -> dict[str, object]:
    """Return a slot as it is written."""
    body: dict[str, object] = {
        "kind": slot.kind,
        "name": slot.name,
        "passes": slot.cost.passes,
        "memory_kib": slot.cost.memory_kib,
        "lanes": slot.cost.lanes,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "sealed": slot.sealed.hex(),
    }
    if slot.has_own_keys:
        body |= {"public": slot.public.hex(), "box": slot.box.hex(), "mark": slot.mark.hex()}
    return body


def slot_of(entry: dict[str, str | int]) -> Slot:
    """Return a slot from how it was written."""
    cost = KdfCost(int(entry["passes"]), int(entry["memory_kib"]), int(entry["lanes"]))
    salt, nonce, sealed = (bytes.fromhex(str(entry[part])) for part in ("salt", "nonce", "sealed"))
    kinds: dict[str, SlotKind] = {"recovery": "recovery", "envelope": "envelope"}
    own = (bytes.fromhex(str(entry.get(part, ""))) for part in ("public", "box", "mark"))
    kind = kinds.get(str(entry["kind"]), "user")
    return Slot(kind, str(entry["name"]), cost, salt, nonce, sealed, *own)


def canonical(content: object) -> bytes:
    """Return content in the one form that checksums and headers rest on."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _unboxed(slot: Slot, private: bytes, header: bytes) -> bytes:
    sender, locked = slot.box[:_PUBLIC_BYTES], slot.box[_PUBLIC_BYTES:]
    try:
        pair = X25519PrivateKey.from_private_bytes(private)
        shared = pair.exchange(X25519PublicKey.from_public_bytes(sender))
        return _box_lock(shared, sender, slot.public).decrypt(_ONCE, locked, header)
    except (InvalidTag, ValueError):
        raise SlotBroken from None


def _box_lock(shared: bytes, sender: bytes, public: bytes) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=sender + public, info=_BOX_LABEL)
    return AESGCM(made.derive(shared))


def _lock(secret: str, salt: bytes, cost: KdfCost) -> AESGCM:
    # A keyboard on macOS may give NFD where one on Windows gives NFC: both must open the slot.
    normal = unicodedata.normalize("NFKC", secret).encode()
    sizes = {"time_cost": cost.passes, "memory_cost": cost.memory_kib, "parallelism": cost.lanes}
    return AESGCM(hash_secret_raw(normal, salt, hash_len=32, type=Type.ID, **sizes))
