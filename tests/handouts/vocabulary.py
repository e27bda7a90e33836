"""Which names of the catalogues a letter about a case may have, and how they are found in text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final, TypeAlias

from handouts.emergency import called
from handouts.materials import LetterKind
from handouts.words import HandoutWords
from tests.handouts.everycase import LANGUAGES, LETTER_KINDS, books, words
from tests.handouts.made import GUIDELINES
from tests.handouts.tellable import Told

WORD: Final = re.compile(r"[^\W_]+|…")
GAP: Final = "…"
"""Stands for what was taken out of a text: no name goes across it."""
PLACE: Final = re.compile(r"\{[^{}]*\}")
ROOT: Final = re.compile(r"\b[CLST]\d{1,2}\b")
Term: TypeAlias = tuple[str, ...]

Codes: TypeAlias = Callable[[Told], Iterable[str]]
OF_PRINTS: Final[Mapping[str, Codes]] = {
    "emergency.muscles": lambda t: (spot.place for v in t.chart.visits for spot in v.power),
    "emergency.reflexes": lambda t: (spot.place for v in t.chart.visits for spot in v.reflexes),
    "emergency.regions": lambda t: (t.chart.problem.region,),
    "emergency.to": lambda t: called(t.concluded)[0],
    "emergency.calls.places": lambda t: (call.place for call in t.chart.escalations),
    "emergency.flags": lambda t: (
        *(flag.id for flag in t.concluded.red_flags.open),
        *(flag.id for flag in t.chart.flags),
    ),
    "common.zones": lambda t: (
        spot.place for v in t.chart.visits for spot in (*v.pain_map, *v.sensation)
    ),
    "letters.referrals.kinds": lambda t: (one.kind for one in t.chart.referrals),
}
"""The tables of the prints that name things, and the codes that a case has of each."""
OF_FORM: Final = frozenset({"heading", "phone", "choose"})
"""What stands in these tables and names nothing."""


def without(phrases: frozenset[str], text: str) -> str:
    """Return a text without these phrases, the longest first, each as a whole."""
    return _any_of(phrases).sub(f" {GAP} ", text) if phrases else text


@cache
def _any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?<!\d[.,:/-])(?:{either})(?!\w)(?![.,:/-]\d)")


@cache
def plain(text: str) -> Term:
    """Return the words of a text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return tuple(WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


@cache
def known() -> frozenset[Term]:
    """Return every name of a thing that the program knows, in every language."""
    return frozenset(term for term in map(plain, _names()) if term)


@cache
def longest() -> int:
    """Return how many words the longest name has."""
    return max(map(len, known()))


def _names() -> Iterator[str]:
    yield from GUIDELINES.medicines.generic_names
    for language in LANGUAGES:
        yield from (name for _, name in _of_prints(words(language)))
        catalogue = books(language).catalogue
        yield from (item.label for item in (*catalogue.conditions, *catalogue.tests()))
        yield from (choice.label for choice in catalogue.item("care.kind").choices)


def _of_prints(spoken: HandoutWords) -> Iterator[tuple[str, str]]:
    """Yield each key of a table that names things, with the name."""
    for key, lines in spoken.sentences.items():
        table, _, name = key.rpartition(".")
        if table in OF_PRINTS and name not in OF_FORM and not PLACE.search(lines[0]):
            yield key, lines[0]


def names_in(text: str) -> Iterator[Term]:
    """Yield the known names in a text, of several in one place the longest."""
    said, at = plain(text), 0
    while at < len(said):
        lengths = range(min(longest(), len(said) - at), 0, -1)
        found = next((said[at : at + n] for n in lengths if said[at : at + n] in known()), ())
        if found:
            yield found
        at += max(1, len(found))


def own_names(t: Told, kind: LetterKind) -> frozenset[str]:
    """Return the names of what a case has; a note for work names nothing of it."""
    return frozenset() if kind == "work_note" else frozenset(_own(t, kind))


def _own(t: Told, kind: LetterKind) -> Iterator[str]:
    for table, codes in OF_PRINTS.items():
        yield from (t.say(f"{table}.{code}") for code in codes(t))
    if kind == "surgical_evaluation":
        yield from (t.say(f"emergency.flags.{code}") for code in t.concluded.red_flags.missing)
    if kind == "emergency" and not called(t.concluded)[0]:
        yield from (name for key, name in _of_prints(t.words) if key.startswith("emergency.to."))
    names = t.made_with.names
    yield from (names.condition(code) for code in t.chart.patient.conditions)
    yield from (names.test(spot.place) for v in t.chart.visits for spot in v.tests)
    yield from (names.care(care.kind) for care in t.chart.care)
    if kind == "surgical_evaluation":
        yield from (title for visit in t.chart.visits for title, _ in names.scores(visit))


def own_roots(t: Told) -> frozenset[str]:
    """Return the nerve roots that were concluded."""
    found = t.concluded.roots
    return frozenset(chain.from_iterable(map(ROOT.findall, found.named)) if found else ())


@cache
def fixed_words(kind: LetterKind, language: str) -> frozenset[str]:
    """Return the words that every letter of a kind can have."""
    return frozenset(chain.from_iterable(map(plain, _fixed(kind, language))))


@cache
def fixed_with_names(kind: LetterKind, language: str) -> frozenset[str]:
    """Return the pieces of sentences of every letter of a kind that name a thing by themselves."""
    return frozenset(piece for piece in _fixed(kind, language) if any(names_in(piece)))


@cache
def _fixed(kind: LetterKind, language: str) -> tuple[str, ...]:
    spoken = words(language)
    naming = {key for key, _ in _of_prints(spoken)}
    others = tuple(f"letters.{other}." for other in LETTER_KINDS if other != kind)
    lines = (
        line
        for key, lines in spoken.sentences.items()
        for line in lines
        if key.startswith(("letters.", "emergency.", "common.", "timeline.title"))
        and key not in naming
        and not key.startswith(others)
    )
    pieces = {piece.strip(" ") for line in lines for piece in PLACE.split(line)}
    return tuple(sorted(piece for piece in pieces if plain(piece)))
