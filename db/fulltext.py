"""The index of words: the one place that knows how the file finds text.

Another store would answer the same three questions in its own way.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import Row, TextClause, text
from sqlmodel import Session

Words: TypeAlias = tuple[str, ...]
Wanted: TypeAlias = tuple[Words, ...]
"""What is wanted in one place: any of these ways to write it, each of words that all occur."""
SHORTEST_INSIDE: Final = 3
"""Letters that a piece of a word must have to be found inside: the index knows it by threes."""

_BEGINNING: Final = (
    "SELECT rowid FROM patient_search WHERE patient_search MATCH :wanted LIMIT :most"
)
_INSIDE: Final = (
    "SELECT rowid FROM patient_search_inside WHERE patient_search_inside MATCH :wanted LIMIT :most"
)
_PROBLEMS: Final = (
    "SELECT problem.id{words}"
    " FROM patient INDEXED BY ix_patient_sequence JOIN problem ON problem.patient_id = patient.id"
    " WHERE patient.sequence IN ({found})"
    " ORDER BY patient.sort_norm, patient.sequence, problem.id"
)


class Match(NamedTuple):
    """What the index is asked for; nothing is found by an empty ``expression``."""

    expression: str
    is_inside: bool = False


def whole(words: Sequence[str]) -> Match:
    """Ask for patients with one of these words, whole."""
    return Match(" OR ".join(map(_quoted, words)))


def beginning(wanted: Sequence[Wanted]) -> Match:
    """Ask for patients who have a word that begins so for all of these."""
    return Match(_beginnings(wanted))


def inside(pieces: Sequence[str]) -> Match:
    """Ask for patients with all these pieces inside names or numbers.

    A piece has ``SHORTEST_INSIDE`` letters or more.
    """
    return Match(" AND ".join(map(_quoted, pieces)), is_inside=True)


def sequences(session: Session, match: Match, most: int) -> tuple[int, ...]:
    """Return the running numbers of so many patients who fit."""
    if not match.expression:
        return ()
    asked = {"wanted": match.expression, "most": most}
    return tuple(session.execute(_SEQUENCES[match.is_inside], asked).scalars().all())


def problems(session: Session, match: Match, most: int) -> Sequence[str]:
    """Return the problems of so many patients who fit, by name."""
    if not match.expression:
        return ()
    asked = {"wanted": match.expression, "most": most}
    return session.execute(_ORDERED[match.is_inside], asked).scalars().all()


def problems_with_words(session: Session, match: Match, most: int) -> Sequence[Row[str, str]]:
    """Return the same, each with the patient's words: indexes do not hold these."""
    if not match.expression:
        return ()
    asked = {"wanted": match.expression, "most": most}
    return session.execute(_WITH_WORDS[match.is_inside], asked).all()


def fits(indexed: str, wanted: Sequence[Wanted]) -> bool:
    """Answer for one patient's words what ``beginning`` answers for all."""
    known = f" {indexed}"
    return all(any(all(f" {word}" in known for word in way) for way in ways) for ways in wanted)


def _beginnings(wanted: Sequence[Wanted]) -> str:
    return " AND ".join(
        "(" + " OR ".join(" AND ".join(f"{_quoted(word)}*" for word in way) for way in ways) + ")"
        for ways in wanted
    )


def _quoted(word: str) -> str:
    """Return a word as the index takes it: quoted, it is only a word, whatever it looks like."""
    doubled = word.replace('"', '""')
    return f'"{doubled}"'


def _asked(pattern: str) -> dict[bool, TextClause]:
    """Return the statements on the index of words and on that of what stands inside them."""
    return {
        is_inside: text(pattern.replace("{found}", _INSIDE if is_inside else _BEGINNING))
        for is_inside in (False, True)
    }


_SEQUENCES: Final = _asked("{found}")
_ORDERED: Final = _asked(_PROBLEMS.replace("{words}", ""))
_WITH_WORDS: Final = _asked(_PROBLEMS.replace("{words}", ", patient.search_norm"))
