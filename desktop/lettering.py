"""Which way a text is read: Arabic and Hebrew letters go from right to left."""

import re
from typing import Final

_FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def reads_from_right(text: str) -> bool:
    """Say whether letters of a text are read from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def is_all_from_right(text: str) -> bool:
    """Say whether a text has letters, and all of them are read from right to left."""
    others = _FROM_RIGHT.sub("", text)
    return reads_from_right(text) and not any(letter.isalpha() for letter in others)
