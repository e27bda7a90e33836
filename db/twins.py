"""Looks for people who may be registered already, while somebody types a new one.

At most one name is mistyped, so another one, the beginning of the only one, or the birth date
leads there. Of very frequent names only the first matches are looked at.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from db import fulltext, norm, search
from db.fulltext import Wanted
from db.tables import RECORDS
from pathway.birth import Birth
from pathway.person import Identity
from pathway.records import PatientRow
from pathway.twins import Known, likeness

MOST_SHOWN: Final = 4
MOST_MATCHES: Final = 300
"""So many matches of each way to look are compared."""
SHORTEST_BEGINNING: Final = 3
_PATIENT: Final = RECORDS.tables["patient"].c


def namesakes(session: Session, who: Identity) -> tuple[PatientRow, ...]:
    """Return everybody of these names, in either order, whose birth can be the same."""
    names = (who.family_name, who.given_name)
    wanted = {norm.sort_words(*names), norm.sort_words(*names[::-1])}
    found = select(_PATIENT.sequence).where(_PATIENT.sort_norm.in_(wanted))
    born = Birth(who.birth_date, who.birth_known)
    rows = search.numbered(session, session.execute(found).scalars().all())
    return _one_line_each(row for row in rows if born.may_be(_birth(row)))


def alike(session: Session, names: str, born: Birth | None) -> tuple[PatientRow, ...]:
    """Return people who may be the one with these names, the likeliest first."""
    wanted = Known(norm.words(names), born)
    sequences: dict[int, None] = {}
    for births in _births(wanted.born) if wanted.born else ():
        sequences.update(
            dict.fromkeys(fulltext.sequences(session, fulltext.whole((births,)), MOST_MATCHES))
        )
    for way in _ways(wanted):
        sequences.update(
            dict.fromkeys(fulltext.sequences(session, fulltext.beginning(way), MOST_MATCHES))
        )
    rows = search.numbered(session, tuple(sequences))
    scored = [(likeness(wanted, _known(row)), row) for row in rows]
    likely = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    return _one_line_each(row for _, row in likely)


def _ways(wanted: Known) -> Iterator[tuple[Wanted, ...]]:
    """Yield how to look for names: each with and without another, and by its beginning."""
    for word in wanted.words:
        beginnings = (other[:SHORTEST_BEGINNING] for other in wanted.words if other is not word)
        for beginning in beginnings:
            yield ((word,),), ((beginning,),)
    for word in wanted.words:
        yield (((word,),),)
        yield (((word[: max(len(word) // 2, SHORTEST_BEGINNING)],),),)


def _births(born: Birth) -> Iterator[str]:
    """Yield the words of a birth; a year is a word only of those of whom no more is known."""
    if born.known == "day":
        day = born.day
        yield f"{day:%Y%m%d}"
        if day.day <= 12:
            yield f"{day:%Y%d%m}"
    yield from dict.fromkeys(f"{day:%Y}" for day in (born.day, born.last))
    if born.known in {"day", "month"}:
        yield f"{born.day:%Y%m}"


def _known(row: PatientRow) -> Known:
    return Known(norm.words(f"{row.family_name} {row.given_name}"), _birth(row))


def _birth(row: PatientRow) -> Birth:
    return Birth(row.birth_date, row.birth_known)


def _one_line_each(rows: Iterator[PatientRow]) -> tuple[PatientRow, ...]:
    """Return the first line of each person: somebody with two problems is still one."""
    found: dict[str, PatientRow] = {}
    for row in rows:
        found.setdefault(row.patient_id, row)
    return tuple(found.values())[:MOST_SHOWN]
