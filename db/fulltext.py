"""The index of words: the one place that knows how the file finds text.

Another store would answer the same three questions in its own way.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

from sqlalchemy import text
from sqlmodel import Session

Words: TypeAlias = tuple[str, ...]
Wanted: TypeAlias = tuple[Words, ...]
"""What is wanted in one place: any of these ways to write it, each of words that all occur."""
SHORTEST_INSIDE: Final = 3
"""Letters that a piece of a word must have to be found inside: the index knows it by threes."""

_BEGINNING: Final = text(
    "SELECT rowid FROM patient_search WHERE patient_search MATCH :wanted LIMIT :most"
)
_INSIDE: Final = text(
    "SELECT rowid FROM patient_search_inside WHERE patient_search_inside MATCH :wanted LIMIT :most"
)


def whole(session: Session, words: Sequence[str], most: int) -> tuple[int, ...]:
    """Return the running numbers of patients with one of these words, whole."""
    return _found(session, " OR ".join(map(_quoted, words)), most) if words else ()


def beginning(session: Session, wanted: Sequence[Wanted], most: int) -> tuple[int, ...]:
    """Return the running numbers of patients who have a word that begins so for all of these."""
    return _found(session, _beginnings(wanted), most) if wanted else ()


def inside(session: Session, pieces: Sequence[str], most: int) -> tuple[int, ...]:
    """Return the running numbers of patients with all these pieces inside names or numbers.

    A piece has ``SHORTEST_INSIDE`` letters or more.
    """
    wanted = {"wanted": " AND ".join(map(_quoted, pieces)), "most": most}
    return tuple(session.execute(_INSIDE, wanted).scalars()) if pieces else ()


def fits(indexed: str, wanted: Sequence[Wanted]) -> bool:
    """Answer for one patient's words what ``beginning`` answers for all."""
    words = indexed.split()
    return all(
        any(all(any(known.startswith(word) for known in words) for word in way) for way in ways)
        for ways in wanted
    )


def _found(session: Session, expression: str, most: int) -> tuple[int, ...]:
    return tuple(session.execute(_BEGINNING, {"wanted": expression, "most": most}).scalars())


def _beginnings(wanted: Sequence[Wanted]) -> str:
    return " AND ".join(
        "(" + " OR ".join(" AND ".join(f"{_quoted(word)}*" for word in way) for way in ways) + ")"
        for ways in wanted
    )


def _quoted(word: str) -> str:
    """Return a word as the index takes it: quoted, it is only a word, whatever it looks like."""
    doubled = word.replace('"', '""')
    return f'"{doubled}"'
