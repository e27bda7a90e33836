"""Which way a text is read: Arabic and Hebrew letters go from right to left."""

from typing import Final

_RANGES: Final = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))


def reads_from_right(text: str) -> bool:
    """Say whether letters of a text are read from right to left."""
    return not text.isascii() and any(_is_from_right(letter) for letter in text)


def is_all_from_right(text: str) -> bool:
    """Say whether a text has letters, and all of them are read from right to left."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(_is_from_right(letter) for letter in letters)


def _is_from_right(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _RANGES)
