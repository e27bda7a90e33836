"""Words of another language, held against the master: what is missing, stale or unreviewed."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from handouts.tongues import MASTER, Tongue
from handouts.trouble import Refused, WordsTrouble
from handouts.words import HandoutWords, leaves, places_of

STATE: Final = "translation"
"""The part of a translated table that tells its review and which master each sentence knew."""
NAMED: Final = "language"
"""The table with the name of the language."""
COUNTED: Final = ("common.months.long", "common.months.short", "exercise_sheet.week.days")
"""Lists of a fixed number of names."""
OWN: Final = frozenset({"common.version", "common.language"})
"""What each language says of itself."""
SHORT_HASH: Final = 8

Tables = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Scripts:
    """Which scripts were seen to be right on paper, and languages known to use another."""

    verified: frozenset[str]
    refused: Mapping[str, str]

    def check(self, code: str) -> None:
        """Raise ``Refused`` for a language that is known to use a script of the others."""
        if code in self.refused:
            raise Refused("unsure_script", MASTER.instead, self.refused[code])

    def check_words(self, name: str, texts: Iterable[str]) -> None:
        """Raise ``Refused`` when a letter of these texts is of a script that was not verified."""
        letters = {letter for text in texts for letter in text if letter.isalpha()}
        if not {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters} <= (
            self.verified
        ):
            raise Refused("unsure_script", MASTER.instead, name)


@dataclass(frozen=True, slots=True)
class Review:
    """Who has reviewed a table of words, and on which day; nobody, where ``by`` is empty."""

    by: str = ""
    on: date | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether a person and a day stand for these words."""
        return bool(self.by) and self.on is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tables of a language stand beside the master; keys in the order of the master.

    ``stale`` are sentences whose master changed since, or of which nobody noted it. ``misfit``
    are those that have other places or another number of names than the master: they count as
    missing. ``unknown`` are keys that the master has not (any more).
    """

    reviews: Mapping[str, Review]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    misfit: tuple[str, ...]
    unknown: tuple[str, ...]


def read_scripts(table: Mapping[str, object]) -> Scripts:
    """Return which scripts may be printed; raises ``WordsTrouble`` naming the key."""
    verified, refused = table.get("verified"), table.get("refused")
    if not isinstance(verified, list):
        raise WordsTrouble("scripts.verified", "a list of scripts")
    if not isinstance(refused, Mapping):
        raise WordsTrouble("scripts.refused", "names of languages by their code")
    names = {str(code): str(name) for code, name in refused.items()}
    return Scripts(frozenset(map(str, verified)), MappingProxyType(names))


def translated(master: HandoutWords, code: str, tables: Tables, scripts: Scripts) -> HandoutWords:
    """Return the words of another language; ``Refused`` when its script was not verified."""
    sentences = sentences_of(tables)
    name = language_name(code, tables)
    scripts.check_words(name, (text for texts in sentences.values() for text in texts))
    found = standing(master, tables)
    usable = {key: sentences[key] for key in sentences if key in master.sentences}
    for key in found.misfit:
        del usable[key]
    changed = {table_of(key) for key in (*found.stale, *found.misfit)}
    fresh = {table for table, review in found.reviews.items() if review.is_done} - changed
    tongue = Tongue(
        code,
        name,
        missing=frozenset((*found.missing, *found.misfit)),
        unchecked=frozenset(map(table_of, master.sentences)) - fresh,
    )
    return replace(master, sentences=MappingProxyType(usable), tongue=tongue)


def language_name(code: str, tables: Tables) -> str:
    """Return the English name of a language, its code where the folder does not tell."""
    return str(tables.get(NAMED, {}).get("name", "")).strip() or code


def standing(master: HandoutWords, tables: Tables) -> Standing:
    """Return how the tables of a language stand beside the master."""
    sentences, known = sentences_of(tables), _known_masters(tables)
    there = [key for key in master.sentences if key in sentences]
    said = [key for key in there if key not in OWN]
    return Standing(
        reviews=MappingProxyType({name: _review(name, tables[name]) for name in _worded(tables)}),
        missing=tuple(key for key in master.sentences if key not in sentences),
        stale=tuple(key for key in said if known.get(key) != short_hash(master.sentences[key])),
        misfit=tuple(key for key in there if not _fits(key, sentences[key], master.sentences[key])),
        unknown=tuple(key for key in sentences if key not in master.sentences),
    )


def short_hash(texts: tuple[str, ...]) -> str:
    """Return a short hash of the sentences of a key, as it is noted beside their translation."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:SHORT_HASH]


def table_of(key: str) -> str:
    """Return the table in which a key stands."""
    return key.partition(".")[0]


def _worded(tables: Tables) -> tuple[str, ...]:
    return tuple(name for name in tables if name != NAMED)


def sentences_of(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return the sentences of a language by key, as they stand in its tables."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _worded(tables):
        words = {key: value for key, value in tables[name].items() if key != STATE}
        found.update(leaves(name, words))
    return found


def _state(table: Mapping[str, object]) -> Mapping[str, object]:
    state = table.get(STATE)
    return state if isinstance(state, Mapping) else {}


def _known_masters(tables: Tables) -> dict[str, str]:
    """Return the hash of the master that each sentence was made from, by key."""
    found: dict[str, str] = {}
    for name in _worded(tables):
        noted = _state(tables[name]).get("masters")
        if isinstance(noted, Mapping):
            found.update({f"{name}.{key}": str(value) for key, value in noted.items()})
    return found


def _review(name: str, table: Mapping[str, object]) -> Review:
    by, on = (_state(table).get(key) for key in ("reviewed_by", "reviewed_on"))
    if on in (None, ""):
        return Review(str(by or "").strip())
    if not isinstance(on, date):
        raise WordsTrouble(f"{name}.{STATE}.reviewed_on", "a day without quotes: 2026-03-12")
    return Review(str(by or "").strip(), on)


def _fits(key: str, texts: tuple[str, ...], master: tuple[str, ...]) -> bool:
    """Tell whether the program finds in a translation what it finds in the master."""
    if key in COUNTED and len(texts) != len(master):
        return False
    ours, theirs = (
        {place for text in each for place in places_of(key, text)} for each in (texts, master)
    )
    return ours == theirs
