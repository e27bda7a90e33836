"""Checks the words of a guideline pack: every code has words in every language that is there.

English is the language that the others are held against: the same keys, the same places. What the
pack's own tables say in English of its sources needs no words; a language may have them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, get_args

from pathway.facts import BlockKind
from pathway.finding import (
    Destination,
    ForecastWhat,
    ImagingAdvice,
    Level,
    StageCode,
    SurgicalStatus,
)
from pathway.guidelines import Guidelines
from pathway.optionbook import EVIDENCE
from pathway.packcheck import check_text, leaves, places_of, rules_of
from pathway.packtable import PackTrouble
from pathway.thresholds import THRESHOLDS

Words: TypeAlias = Mapping[str, object]
"""The tables of words of one language, by name."""

REFERENCE: Final = "en"
PLACES: Final = frozenset(
    (
        "active active_weeks age block by care_day care_days care_start cause closed closed_on "
        "day day_earliest day_latest documented empty flag flag_on free_from free_to gap_from "
        "gap_to grade grade_before intractable_pain level muscle not_before onset onset_earliest "
        "onset_latest override passive paused_days paused_since reason reflex rescreen_by root "
        "roots second sensation since stages surgery_candidate temperature visit "
        "allergy condition days egfr failed_care failed_medicine medicines pregnancy_weeks stopped"
    ).split()
)
"""What a sentence may have a place for, beside the pack's numbers and ids of red flags."""
CONFLICT_WORDS: Final = ("topic", "founding", "others", "shown")
"""What is said of each row of disagreeing sources."""
OF_SOURCES: Final = ("source", "source_note", "source_review")
"""What a language may say of a source in place of the pack's own English."""
OF_FOUNDERS: Final = (
    *("founder_publisher", "founder_written_by", "founder_review"),
    *("founder_interest", "founder_never_shown"),
)
"""The same of a founding document."""
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "stage": get_args(StageCode),
    "block": get_args(BlockKind),
    "surgical_evaluation": get_args(SurgicalStatus),
    "imaging": get_args(ImagingAdvice),
    "forecast": get_args(ForecastWhat),
    "levels": tuple(level.code for level in Level),
    "destination": get_args(Destination),
}
"""Closed sets of codes that the program itself knows, by the table with their words."""


def check_words(
    guidelines: Guidelines, tables: Mapping[str, object], languages: Mapping[str, Words]
) -> None:
    """Refuse words that leave a code out, have a place that no rule fills, or are no plain text."""
    if REFERENCE not in languages:
        raise PackTrouble("pack", f"words in the language {REFERENCE}", REFERENCE)
    reference = dict(_said(languages[REFERENCE], REFERENCE))
    known = PLACES.union(
        THRESHOLDS, *(_rows(_rows(table).get("number")) for table in tables.values())
    )
    own = frozenset(_own(guidelines))
    for language, words in languages.items():
        said = dict(_said(words, language))
        for path, text in said.items():
            _check_sentence(path, text, language, known)
        _check_alike(said, reference, language, own)
        _check_codes(words, language, _wanted(guidelines, tables))


def _said(words: Words, language: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a language with its key path."""
    for name, table in words.items():
        yield from leaves(table, name, language)


def _own(guidelines: Guidelines) -> Iterator[str]:
    """Yield where a language may say what the pack itself says in English, without places."""
    yield "sources.pack.title"
    for kind in OF_SOURCES:
        yield from (f"sources.{kind}.{source}" for source in guidelines.sources)
    for kind in OF_FOUNDERS:
        yield from (f"sources.{kind}.{one.source}" for one in guidelines.provenance)


def _check_sentence(path: str, text: str, language: str, known: frozenset[str]) -> None:
    if not text.strip():
        raise PackTrouble(path, "a text that is not empty", language)
    check_text(path, text, language)
    for place in sorted(places_of(path, text, language)):
        name = place.removesuffix("_on")
        if name not in known and not name.startswith("RF-"):
            raise PackTrouble(path, f"no place {{{place}}}, which no rule fills", language)


def _wanted(guidelines: Guidelines, tables: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the codes that need words, by the table of words that holds them."""
    flags = guidelines.flags
    variants = (
        item.id if variant == "yes" else f"{item.id}.{variant}"
        for item in flags.items.values()
        for variant in item.levels
    )
    groups = (group.id for order in flags.orders.values() for group in order)
    options = guidelines.options
    return {
        **CODES,
        "says": (*rules_of(tables), *variants),
        "questions": tuple(item.id for item in flags.items.values() if item.is_asked),
        "short": tuple(flags.items),
        "groups": tuple(dict.fromkeys(groups)),
        "caveat": tuple(flags.caveats),
        "option": tuple(options.items),
        **{f"conflict_{part}": tuple(options.conflicts) for part in CONFLICT_WORDS},
        **{f"evidence_{kind}": tuple(filter(None, known)) for kind, known in EVIDENCE.items()},
    }


def _check_codes(words: Words, language: str, wanted: Mapping[str, tuple[str, ...]]) -> None:
    """Look for each code in the tables of its kind, in whichever files they stand."""
    homes: dict[str, dict[str, str]] = {kind: {} for kind in wanted}
    for name, kind, code in _worded(words):
        if kind == "says" and code in homes[kind]:
            raise PackTrouble(f"{name}.{kind}.{code}", "each sentence once", language)
        homes.setdefault(kind, {})[code] = name
    for kind, codes in wanted.items():
        home = next(iter(homes[kind].values()), kind)
        for code in codes:
            if code not in homes[kind]:
                raise PackTrouble(f"{home}.{kind}.{code}", "words", language)


def _worded(words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield file, table and key of everything that has words."""
    for name, tables in words.items():
        for kind, rows in _rows(tables).items():
            yield from ((name, str(kind), str(code)) for code in _rows(rows))


def _rows(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _check_alike(
    said: Mapping[str, str], reference: Mapping[str, str], language: str, own: Iterable[str]
) -> None:
    """Hold a language against the reference: nothing left out, nothing more, no other place."""
    for path in reference.keys() - said.keys():
        raise PackTrouble(path, f"words, as there are in {REFERENCE}", language)
    known = {**dict.fromkeys(own, ""), **reference}
    for path, text in said.items():
        if path not in known:
            raise PackTrouble(path, f"no words that {REFERENCE} has not", language)
        if not places_of(path, text) <= places_of(path, known[path]):
            raise PackTrouble(path, f"no place that {REFERENCE} has not", language)
