"""A language that nobody speaks: long words with marks, to see whether the screens hold them."""

import re
from gettext import NullTranslations
from typing import Final

_MARKED: Final = str.maketrans("aeiouyAEIOUYcnszCNSZ", "äéîöüÿÄÉÎÖÜŸçñšžÇÑŠŽ")
_FIELD_OR_WORD: Final = re.compile(r"\{[^}]*\}|[^\W\d_]+")
_SHORT: Final = 3
_ENDINGS: Final = ("en", "ung", "heit", "lich")


class LongWords(NullTranslations):
    """Makes every text of ours a third longer; what is filled in stays as it is."""

    def gettext(self, message: str) -> str:
        """Return a text with longer words."""
        return _FIELD_OR_WORD.sub(_longer, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that fits a number, with longer words."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def _longer(found: "re.Match[str]") -> str:
    word = found.group()
    if word.startswith("{"):
        return word
    ending = _ENDINGS[len(word) % len(_ENDINGS)] if len(word) > _SHORT else ""
    return word.translate(_MARKED) + ending
