"""The recovery code on paper: 160 random bits and a checksum, made to be copied by hand."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 6
GROUP_LENGTH: Final = 6
_RANDOM_BYTES: Final = 20
_CHECK_BITS: Final = 20
# Crockford's alphabet has no I, L, O: who reads them meant these.
_READ_AS: Final = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """Six groups of six characters that open the clinic without any passphrase."""

    groups: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Return the code as it is printed."""
        return "-".join(self.groups)


def new_code() -> RecoveryCode:
    """Return a fresh recovery code."""
    number = int.from_bytes(secrets.token_bytes(_RANDOM_BYTES), "big")
    return _code_of(number << _CHECK_BITS | _check(number))


def read_code(text: str) -> RecoveryCode | None:
    """Return the code that was typed, None when it is mistyped; case and spacing do not matter."""
    plain = "".join(
        c for c in text.upper().translate(_READ_AS) if not c.isspace() and c not in "-–—_."
    )
    if len(plain) != GROUPS * GROUP_LENGTH or any(c not in ALPHABET for c in plain):
        return None
    number = 0
    for character in plain:
        number = number << 5 | ALPHABET.index(character)
    if _check(number >> _CHECK_BITS) != number & (1 << _CHECK_BITS) - 1:
        return None
    return _code_of(number)


def is_same_group(shown: str, typed: str) -> bool:
    """Return whether a group was typed back as it was shown, reading it as tolerantly as a code."""
    return typed.strip().upper().translate(_READ_AS) == shown


def _check(number: int) -> int:
    digest = hashlib.sha256(number.to_bytes(_RANDOM_BYTES, "big")).digest()
    return int.from_bytes(digest[:3], "big") >> 4


def _code_of(number: int) -> RecoveryCode:
    count = GROUPS * GROUP_LENGTH
    plain = "".join(ALPHABET[number >> 5 * (count - 1 - i) & 31] for i in range(count))
    starts = range(0, count, GROUP_LENGTH)
    return RecoveryCode(tuple(plain[start : start + GROUP_LENGTH] for start in starts))
