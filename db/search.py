"""Finds patients by part of a name, a number or a birth date, while it is being typed."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, cast

from sqlalchemy import Row, Select, Text, bindparam, func, select, text
from sqlmodel import Session

from db import norm
from db.persontables import Birth
from db.tables import RECORDS
from pathway.facts import Region, Sex, Side
from pathway.records import PatientId, PatientRow, ProblemId

FEWEST_MATCHES: Final = 200
"""So many matches are looked at before they are put in order: more than any list shows."""
_LAST: Final = "\U0010ffff"
_DATE_PARTS: Final = (
    # 1968-03-14, also while it is being typed: 1968-03
    (re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)"), ("year", "month", "day")),
    # 14/03/1968 and 14.3.1968: the day comes first
    (re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)"), ("day", "month", "year")),
)
# 14-Mar-1968, also while it is being typed: 14-M; with spaces only when it is whole
_NAMED_MONTH: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:[-/.]([a-z]{1,9})(?:[-/.](\d{0,4}))?|\s+([a-z]{3,9})\s+(\d{4}))(?![\da-z])",
    re.IGNORECASE,
)

_PATIENT: Final = RECORDS.tables["patient"].c
_PROBLEM: Final = RECORDS.tables["problem"].c
_BIRTH: Final = RECORDS.tables[str(Birth.__tablename__)].c
_VISIT: Final = RECORDS.tables["visit"].c
_LAST_VISIT: Final = (
    select(func.max(_VISIT.day))
    .where(_VISIT.problem_id == _PROBLEM.id, _VISIT.error_at.is_(None))
    .scalar_subquery()
)
_ROWS: Final = select(
    _PATIENT.id.label("patient_id"),
    _PROBLEM.id.label("problem_id"),
    _PATIENT.family_name,
    _PATIENT.given_name,
    _PATIENT.birth_date,
    _BIRTH.known.label("birth_known"),
    _PATIENT.sex,
    _PATIENT.number,
    _PROBLEM.region,
    _PROBLEM.side,
    _LAST_VISIT.label("last_visit"),
    _PATIENT.sort_norm,
).select_from(
    RECORDS.tables["patient"]
    .join(RECORDS.tables["problem"])
    .outerjoin(RECORDS.tables["patient_birth"])
)
_IN_ORDER: Final = (_PATIENT.sort_norm, _PATIENT.sequence, _PROBLEM.id)
_FROM_NAME: Final = (
    _ROWS.where(
        _PATIENT.sort_norm >= bindparam("start", type_=Text),
        _PATIENT.sort_norm < bindparam("end", type_=Text),
    )
    .order_by(*_IN_ORDER)
    .limit(bindparam("most"))
)
_MATCHES: Final = text(
    "SELECT rowid FROM patient_search WHERE patient_search MATCH :wanted LIMIT :most"
)
_NUMBERED: Final = _ROWS.where(_PATIENT.sequence.in_(bindparam("sequences", expanding=True)))


def find(session: Session, text: str, limit: int) -> tuple[PatientRow, ...]:
    """Return patients who fit every word that was typed, those whose name begins so first.

    Words may come in any order and stop anywhere; no text lists everybody by name.
    """
    wanted = query_words(text)
    begins = " ".join(wanted)
    found = _rows(session, _FROM_NAME, start=begins, end=begins + _LAST, most=limit)
    if wanted and len(found) < limit:
        known = {row.problem_id for row in found}
        others = _matching(session, wanted, max(limit, FEWEST_MATCHES))
        found = (*found, *(row for row in others if row.problem_id not in known))
    return found[:limit]


def query_words(text: str) -> tuple[str, ...]:
    """Return what was typed as the words that the index knows."""
    dates: list[str] = []
    for pattern, names in _DATE_PARTS:
        dates += [_digits(match, names) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    for match in _NAMED_MONTH.finditer(text):
        if word := _day_and_month(match):
            dates.append(word)
            text = text.replace(match[0], " ", 1)
    return (*norm.words(text), *dates)


def numbered(session: Session, sequences: Sequence[int]) -> tuple[PatientRow, ...]:
    """Return the problems of the patients with these running numbers, in order of names."""
    rows = session.execute(_NUMBERED, {"sequences": list(sequences)}).all()
    return tuple(_row(row) for row in sorted(rows, key=_order))


def _matching(session: Session, wanted: Iterable[str], most: int) -> tuple[PatientRow, ...]:
    # Quoted, each word is only a word to the index, whatever it looks like.
    expression = " AND ".join(f'"{word}"*' for word in wanted)
    sequences = session.execute(_MATCHES, {"wanted": expression, "most": most}).scalars().all()
    return numbered(session, sequences)


def _rows(
    session: Session, statement: Select[*tuple[object, ...]], **wanted: object
) -> tuple[PatientRow, ...]:
    return tuple(_row(row) for row in session.execute(statement, wanted))


def _order(row: Row[*tuple[object, ...]]) -> tuple[str, str]:
    return str(row.sort_norm), str(row.problem_id)


def _row(row: Row[*tuple[object, ...]]) -> PatientRow:
    return PatientRow(
        patient_id=PatientId(row.patient_id),
        problem_id=ProblemId(row.problem_id),
        family_name=row.family_name,
        given_name=row.given_name,
        birth_date=row.birth_date,
        birth_known=row.birth_known or "day",
        sex=cast(Sex, row.sex),
        number=row.number,
        region=cast(Region, row.region),
        side=cast(Side, row.side),
        last_visit=cast("date | None", row.last_visit),
    )


def _digits(match: re.Match[str], names: Sequence[str]) -> str:
    widths = {"year": 4, "month": 2, "day": 2}
    parts = zip(names, match.groups(), strict=True)
    return "".join(part.zfill(widths[name]) for name, part in parts if part)


def _day_and_month(match: re.Match[str]) -> str:
    day, month, year = match[1], (match[2] or match[4]).casefold(), match[3] or match[5] or ""
    if not any(name.startswith(month[:3]) for name in norm.MONTHS):
        return ""
    return f"{day.zfill(2)}{month[:3]}{year}"
