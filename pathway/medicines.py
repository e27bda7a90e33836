"""What a medicine is by any of its names, generic or brand, and the classes it belongs to.

A name that is not listed is unknown, never harmless. A combination stands for each of its parts.
Other languages call many generics otherwise: their names are known whatever the screen speaks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from pathway.packtable import PackTable

_NONE: Final[frozenset[str]] = frozenset()
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_BETWEEN_PARTS: Final = re.compile(r"[+&/]")
_PARTS: Final = re.compile(r"(\s*[+&/]\s*)")
_DIGITS: Final = re.compile(r"\d")
SHORTEST_NAME: Final = 4
"""Letters of a word that can be a name: shorter ones are units and abbreviations of forms."""
MOST_KEPT: Final = 10_000
"""Names whose meaning is kept once looked up; then the memory of them begins anew."""


class MedicineNames(Protocol):
    """Tells how a language calls a medicine."""

    def called(self, name: str, language: str, /) -> str:
        """Return the name in a language, as it was written where there is no other."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a name means: generic names with their classes, and whether a part is not known."""

    generics: tuple[str, ...]
    is_known: bool
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Medicines:
    """Names in plain small words, each with the generic names it stands for, and their classes.

    ``tags`` are the classes of a generic name and the name itself: what a rule can ask for.
    ``spoken`` says by language how it calls a generic; English calls each by its own name.
    ``own_names`` are the plain names that a language uses for a generic, English among them.
    """

    generic_names: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, frozenset[str]]
    known_classes: frozenset[str]
    forms: frozenset[str]
    local_forms: frozenset[str]
    lost_when_local: frozenset[str]
    longest: int
    tags: Mapping[str, frozenset[str]]
    spoken: Mapping[str, Mapping[str, str]]
    own_names: Mapping[str, str]
    _kept: dict[str, Looked] = field(default_factory=dict, compare=False, repr=False)

    def look_up(self, name: str) -> Looked:
        """Return what a name means; a name with a part that nobody knows is not known."""
        found = self._kept.get(name)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            generics = tuple(dict.fromkeys(self._found(name)))
            is_known = bool(generics) and not any(self._strange_parts(name))
            classes = _NONE.union(*(self.classes[generic] for generic in generics))
            found = Looked(generics, is_known, classes)
            self._kept[name] = found
        return found

    def knows(self, name: str) -> bool:
        """Tell whether every part of a name is in the catalogue."""
        return self.look_up(name).is_known

    def generic_of(self, name: str) -> str | None:
        """Return the generic name of a medicine, the first of several; None when unknown."""
        return next(iter(self.look_up(name).generics), None)

    def label(self, generic: str, language: str) -> str:
        """Return how a language calls a generic; by its own name where it has no other."""
        return self.spoken.get(language.partition("-")[0], {}).get(generic, generic)

    def called(self, name: str, language: str) -> str:
        """Return a medicine as a language calls it, with strength and form as they were written.

        A brand, a salt and what nobody knows stay as they were written.
        """
        parts = _PARTS.split(name)
        return "".join(
            part if at % 2 else self._called(part, language) for at, part in enumerate(parts)
        )

    def tags_in(self, name: str, generic: str) -> frozenset[str]:
        """Return what rules can ask for of a generic name that stands in a name as recorded.

        Used on one place of the body, some medicines no longer count: "hydrocortisone 1% cream".
        """
        tags = self.tags[generic]
        if tags.isdisjoint(self.lost_when_local) or self.local_forms.isdisjoint(
            _plain(name).split()
        ):
            return tags
        return tags - self.lost_when_local

    def classes_of(self, name: str) -> frozenset[str]:
        """Return all classes of a medicine by generic or brand name; none for an unknown name."""
        return self.look_up(name).classes

    def _called(self, part: str, language: str) -> str:
        words = part.split()
        for length in range(min(self.longest, len(words)), 0, -1):
            written, rest = _plain(" ".join(words[:length])), words[length:]
            generic = self.own_names.get(written)
            if generic is not None:
                said = self.label(generic, language)
                is_so_already = written == _plain(said)
                if is_so_already or not self._is_how(rest[:1]):
                    return part
                return " ".join((_begun_like(words[0], said), *rest))
        return part

    def _is_how(self, rest: list[str]) -> bool:
        """Tell whether what follows a name is nothing, a strength or a form."""
        plain = [_plain(word) for word in rest]
        return all(word[:1].isdigit() or word in self.forms for word in plain)

    def _found(self, name: str) -> Iterator[str]:
        """Yield the generic names among the words, the longest names first: "Warfarin 5 mg"."""
        words = _plain(name).split()
        while words:
            length = self._known_length(words)
            if length:
                yield from self.generic_names[" ".join(words[:length])]
            words = words[length or 1 :]

    def _known_length(self, words: list[str]) -> int:
        """How many of the first words are the longest known name; 0 when none is known."""
        for length in range(min(self.longest, len(words)), 0, -1):
            if " ".join(words[:length]) in self.generic_names:
                return length
        return 0

    def _strange_parts(self, name: str) -> Iterator[str]:
        """Yield each part of "this + that" that reads as a name and is none that is known."""
        if not _BETWEEN_PARTS.search(name):
            return
        for part in _BETWEEN_PARTS.split(name):
            words = [word for word in _plain(part).split() if self._can_be_a_name(word)]
            if words and not any(self._found(part)):
                yield part

    def _can_be_a_name(self, word: str) -> bool:
        return len(word) >= SHORTEST_NAME and word not in self.forms and not _DIGITS.search(word)


def read_medicines(table: Mapping[str, object]) -> Medicines:
    """Return the medicines that a table describes; PackTrouble names the first wrong key."""
    root = PackTable(table, "medicines")
    root.only(
        "classes", "forms", "local_forms", "lost_when_local", "medicine", "combination", "tongues"
    )
    known = tuple(root.table("classes"))
    names: dict[str, tuple[str, ...]] = {}
    classes: dict[str, frozenset[str]] = {}
    for row in root.tables("medicine"):
        row.only("name", "also", "brands", "classes", "source")
        generic = row.text("name")
        classes[generic] = frozenset(row.texts("classes", known))
        _take(names, row, (generic, *row.texts("also"), *row.texts("brands")), (generic,))
    for row in root.tables("combination"):
        row.only("names", "parts", "source")
        parts = row.texts("parts", tuple(classes))
        if not parts:
            row.trouble("parts", "the generic names that it stands for")
        _take(names, row, row.texts("names"), parts)
    tongues = root.table("tongues") if "tongues" in root else PackTable({}, "medicines.tongues")
    spoken = {
        language: _take_tongue(names, tongues.table(language), tuple(classes))
        for language in tongues
    }
    told = (root, *(tongues.table(language) for language in tongues))
    return Medicines(
        names,
        classes,
        frozenset(known),
        frozenset(_plain(form) for table in told for form in table.texts("forms")),
        frozenset(_plain(form) for table in told for form in table.texts("local_forms")),
        frozenset(root.texts("lost_when_local", known)),
        len(max(map(str.split, names), key=len, default=())),
        {generic: frozenset({*found, generic}) for generic, found in classes.items()},
        spoken,
        _own_names(classes, spoken),
    )


def _own_names(generics: Iterable[str], spoken: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the generics by what each is called in any language."""
    return {
        _plain(name): generic
        for generic in generics
        for name in (generic, *(said[generic] for said in spoken.values() if generic in said))
    }


def _take(
    names: dict[str, tuple[str, ...]],
    row: PackTable,
    given: tuple[str, ...],
    parts: tuple[str, ...],
) -> None:
    _check_source(row)
    for name in given:
        plain = _plain(name)
        if not plain or plain in names:
            row.trouble("name", f"each name once, with a letter in it, not {name!r} again")
        names[plain] = parts


def _take_tongue(
    names: dict[str, tuple[str, ...]], table: PackTable, generics: tuple[str, ...]
) -> dict[str, str]:
    """Take the names that a language gives to generics, and return the first of each.

    Many are spelled alike in two languages; none may stand for another medicine.
    """
    table.only("source", "forms", "local_forms", "name")
    _check_source(table)
    said: dict[str, str] = {}
    for row in table.tables("name"):
        row.only("of", "said")
        generic = row.one_of("of", generics)
        for name in row.texts("said"):
            plain = _plain(name)
            if not plain or names.setdefault(plain, (generic,)) != (generic,):
                row.trouble("said", f"names of this medicine alone, not {name!r}")
            said.setdefault(generic, name)
    return said


def _check_source(row: PackTable) -> None:
    if not row.text("source"):
        row.trouble("source", "where the names come from")


def _begun_like(written: str, said: str) -> str:
    """Return a name with a capital letter where the written one had it."""
    return said[:1].upper() + said[1:] if written[:1].isupper() else said


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return _BETWEEN_WORDS.sub(" ", _ACCENTS.sub("", letters)).strip()
