"""Text as it is taken: without what nobody can see and no printer can set."""

import unicodedata
from typing import Final

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of what follows, and would turn a whole banner around."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
"""They part and join letters of many scripts: between two of these they can be seen."""
_LAST_UNJOINED: Final = 0x05FF
"""The scripts before Arabic, among them Latin, Greek and Cyrillic, join nothing."""
_LATIN: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u03b1\u03bd\u03bf\u03c1\u03c5\u03c7\u0131",
    "aeopcyxijshdqwavopuxi",
)
"""Letters of Cyrillic and Greek by the Latin ones that they are drawn like, small letters only:
after Unicode Technical Standard 39, of which this is the part that a name meets."""


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


def name_of(text: str) -> str:
    """Return a name as it is kept: composed letters, nothing unseen, one blank between words.

    However a keyboard or another program made it, one name is then one row of letters.
    """
    plain = unicodedata.normalize("NFC", readable(text))
    seen = (letter for place, letter in enumerate(plain) if not _is_hidden(plain, place))
    return words_of("".join(seen))


def look_of(name: str) -> str:
    """Return what a name looks like: names that nobody can tell apart on a screen look the same."""
    plain = "".join(one for one in name if unicodedata.category(one) != "Cf")
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return words_of(unicodedata.normalize("NFC", folded).translate(_LATIN))


def _is_hidden(text: str, place: int) -> bool:
    """Whether a letter is one of those that only steer others, where it steers none."""
    if unicodedata.category(text[place]) != "Cf":
        return False
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return text[place] not in _JOINERS or sum(map(_can_be_joined, beside)) < 2


def _can_be_joined(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM" and ord(letter) > _LAST_UNJOINED


def _is_noise(letter: str) -> bool:
    return letter in _TURNING or unicodedata.category(letter) in {"Cc", "Cs"}
