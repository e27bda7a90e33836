"""Text as it is taken: without what nobody can see and no printer can set."""

import unicodedata
from typing import Final

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of what follows, and would turn a whole banner around."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def readable(text: str) -> str:
    """Return a text without control characters, halves of letters and turned directions.

    Line ends and tabs stay, and so do the marks that join and part letters of many scripts.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\n\t" or not _is_noise(letter))


def is_blank(text: str) -> bool:
    """Answer whether nothing of a text can be seen."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def words_of(text: str) -> str:
    """Return a text with one blank between its words; empty where nothing of it can be seen."""
    return "" if is_blank(text) else " ".join(text.split())


def _is_noise(letter: str) -> bool:
    return letter in _TURNING or unicodedata.category(letter) in {"Cc", "Cs"}
