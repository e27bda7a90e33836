"""Finds names while they are being typed: those first that begin so, then those with such a word.

Of both, names that mean themselves come before those that stand for another, such as brands.

Case, accents and signs between words do not count. A list is made once and asked with each key.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from pathway.catalogue import Catalogue
from pathway.medicines import Medicines

MOST_FOUND: Final = 7
_LAST: Final = "\U0010ffff"
_SIGNS: Final = re.compile(r"[\W_]+")
"""What is neither a letter nor a digit of any script."""


class Named(NamedTuple):
    """A name that can be chosen: how it is written, what it stands for, and its code if any."""

    name: str
    meaning: str = ""
    code: str = ""


class NameList:
    """Names by the beginnings of their words."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = tuple(names)
        starts: list[tuple[str, int, int]] = []
        self._whole: dict[str, Named] = {}
        for number, one in enumerate(self._names):
            plain = plain_words(one.name)
            words = plain.split()
            self._whole.setdefault(plain, one)
            at = 0
            for place, word in enumerate(words):
                starts.append((plain[at:], place, number))
                at += len(word) + 1
        starts.sort()
        self._starts = starts
        self._keys = [start for start, _, _ in starts]

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)

    def find(self, text: str, most: int = MOST_FOUND) -> tuple[Named, ...]:
        """Return the names that have a word beginning so, those that begin so first."""
        wanted = plain_words(text)
        if not wanted:
            return self._names[:most]
        first, end = bisect_left(self._keys, wanted), bisect_left(self._keys, wanted + _LAST)
        found = sorted(
            (place > 0, bool(self._names[number].meaning), start, number)
            for start, place, number in self._starts[first:end]
        )
        numbers = dict.fromkeys(rank[-1] for rank in found)
        return tuple(self._names[number] for number in tuple(numbers)[:most])

    def exactly(self, text: str) -> Named | None:
        """Return the name that was typed whole, None when there is none."""
        return self._whole.get(plain_words(text))


def plain_words(text: str) -> str:
    """Return a text without case, accents and signs, its words parted by single blanks."""
    plain = text.casefold()
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in split if not _is_mark(letter))
    return _SIGNS.sub(" ", plain).strip()


def medicine_names(medicines: Medicines, language: str = "en") -> NameList:
    """Return every name of a medicine, generic or brand, with the generic names it stands for.

    Those are told as a language calls them; such a name means itself, with its accents.
    """
    return NameList(
        _medicine(name, " + ".join(medicines.label(part, language) for part in parts))
        for name, parts in sorted(medicines.generic_names.items())
    )


def _medicine(name: str, meaning: str) -> Named:
    return Named(meaning) if plain_words(meaning) == name else Named(name, meaning)


def condition_names(catalogue: Catalogue) -> NameList:
    """Return the illnesses that rules know, by how they are called."""
    found = (Named(item.label, code=item.place) for item in catalogue.conditions)
    return NameList(sorted(found))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"
