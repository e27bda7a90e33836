"""Unusual words that are typed where patients are told of, and the search for them in files."""

import base64
import secrets
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

LETTERS: Final = 6
BITS: Final = 6
"""Of what stands there, each sign of base64 holds so many."""
LARGEST_FILE: Final = 50_000_000


class Canaries(NamedTuple):
    """What one run types: each word is found nowhere else in the world."""

    family: str
    given: str
    number: str
    phone: str
    note: str
    drug: str
    allergy: str
    looked_for: str
    error: str

    @classmethod
    def fresh(cls) -> "Canaries":
        """Return words of which no file can know."""
        words = (
            _word(stem) for stem in ("Quix", "Vexa", "Zorpnote", "Xylo", "Jub", "Wempl", "Kaq")
        )
        family, given, note, drug, allergy, looked_for, error = words
        digits = "".join(secrets.choice(string.digits) for _ in range(LETTERS))
        number, phone = f"ZQ{digits}77", f"0797 {digits}31"
        return cls(family, given, number, phone, note, drug, allergy, looked_for, error)


class Found(NamedTuple):
    """A canary where it should not be."""

    path: Path
    canary: str


def look_through(roots: Iterable[Path], canaries: Iterable[str], since: float = 0.0) -> list[Found]:
    """Return every canary in a file, or in the name of one, that was written since a moment."""
    wanted = {canary: (tuple(_plain(canary)), tuple(_packed(canary))) for canary in canaries}
    found: list[Found] = []
    for root in roots:
        for path in _files(root, since):
            content = path.name.encode("utf-8", "surrogateescape") + b"\0" + _content(path)
            lowered = content.lower()
            found += [
                Found(path, canary)
                for canary, (plain, packed) in wanted.items()
                if any(way in lowered for way in plain) or any(way in content for way in packed)
            ]
    return found


def _plain(canary: str) -> set[bytes]:
    """Every way in which a word may stand in a file of which the letters A to Z were made small."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    spellings = (canary, canary.lower(), canary.upper())
    return {text.encode(encoding).lower() for text in spellings for encoding in encodings}


def _packed(canary: str) -> Iterator[bytes]:
    """A word in base64: it looks different by where it begins, and its ends by its neighbours.

    All signs that hang on the word alone: four of them would be found in any large file by chance.
    """
    word = canary.encode()
    for before in range(3):
        packed = base64.b64encode(bytes(before) + word)
        first, beyond = -(-8 * before // BITS), 8 * (before + len(word)) // BITS
        yield packed[first:beyond]


def _files(root: Path, since: float) -> Iterator[Path]:
    for path in root.rglob("*"):
        try:
            told = path.lstat()
            if path.is_file() and told.st_mtime >= since and told.st_size <= LARGEST_FILE:
                yield path
        except OSError:
            continue


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _word(stem: str) -> str:
    return stem + "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS))
