"""What a medicine is by any of its names, generic or brand, and the classes it belongs to.

Only classes that a rule asks for are listed; a name that is not listed is unknown, never harmless.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pathway.packtable import PackTable

_NONE: Final[frozenset[str]] = frozenset()
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Medicines:
    """Names in plain small words, each with the generic name it stands for, and their classes."""

    generic_names: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    longest: int

    def knows(self, name: str) -> bool:
        """Tell whether a name, or a name within it, is in the catalogue."""
        return any(True for _ in self._found(name))

    def generic_of(self, name: str) -> str | None:
        """Return the generic name of a medicine; None when the name is unknown."""
        return next(self._found(name), None)

    def classes_of(self, name: str) -> frozenset[str]:
        """Return all classes of a medicine by generic or brand name; none for an unknown name."""
        return _NONE.union(*(self.classes[generic] for generic in self._found(name)))

    def _found(self, name: str) -> Iterator[str]:
        """Yield the generic name of each known name among the words: "Warfarin sodium 5 mg"."""
        plain = _plain(name)
        if plain in self.generic_names:
            yield self.generic_names[plain]
            return
        words = plain.split()
        for length in range(min(self.longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                if part in self.generic_names:
                    yield self.generic_names[part]


def read_medicines(table: Mapping[str, object]) -> Medicines:
    """Return the medicines that a table describes; PackTrouble names the first wrong key."""
    root = PackTable(table, "medicines")
    root.only("classes", "medicine")
    known = tuple(root.table("classes"))
    names: dict[str, str] = {}
    classes: dict[str, frozenset[str]] = {}
    for row in root.tables("medicine"):
        row.only("name", "also", "brands", "classes", "source")
        generic = row.text("name")
        if not row.text("source"):
            row.trouble("source", "where the names come from")
        classes[generic] = frozenset(row.texts("classes", known))
        for name in (generic, *row.texts("also"), *row.texts("brands")):
            plain = _plain(name)
            if not plain or plain in names:
                row.trouble("name", f"each name once, with a letter in it, not {name!r} again")
            names[plain] = generic
    longest = max((len(name.split()) for name in names), default=0)
    return Medicines(names, classes, longest)


def _plain(name: str) -> str:
    return _BETWEEN_WORDS.sub(" ", name.casefold()).strip()
