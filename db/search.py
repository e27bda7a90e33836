"""Finds patients by part of a name, a number or a birth date, while it is being typed."""

from collections.abc import Sequence
from datetime import date
from typing import Final, cast

from sqlalchemy import Integer, Row, Text, bindparam, select
from sqlmodel import Session

from db import fulltext, searchwords
from db.persontables import Birth
from db.searchwords import Typed
from db.tables import RECORDS
from pathway.facts import Region, Sex, Side
from pathway.records import PatientId, PatientRow, ProblemId

_LAST: Final = "\U0010ffff"

_PATIENT: Final = RECORDS.tables["patient"].c
_PROBLEM: Final = RECORDS.tables["problem"].c
_BIRTH: Final = RECORDS.tables[str(Birth.__tablename__)].c
_VISIT: Final = RECORDS.tables["visit"].c
_LAST_VISIT: Final = (
    select(_VISIT.day)
    .where(_VISIT.problem_id == _PROBLEM.id, _VISIT.error_at.is_(None))
    .order_by(_VISIT.day.desc())
    .limit(1)
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
_IDS: Final = select(_PROBLEM.id).select_from(
    RECORDS.tables["patient"].join(RECORDS.tables["problem"])
)
_FROM_NAME: Final = (
    _IDS.where(
        _PATIENT.sort_norm >= bindparam("start", type_=Text),
        _PATIENT.sort_norm < bindparam("end", type_=Text),
    )
    .order_by(*_IN_ORDER)
    .limit(bindparam("most"))
)
_SEQUENCES: Final = bindparam("sequences", expanding=True, type_=Integer)
_NUMBERED: Final = _ROWS.where(_PATIENT.sequence.in_(_SEQUENCES))
_OF_IDS: Final = _ROWS.where(_PROBLEM.id.in_(bindparam("ids", expanding=True)))


def find(session: Session, text: str, limit: int) -> tuple[PatientRow, ...]:
    """Return patients who fit every word that was typed, as ``found`` orders them."""
    return rows(session, found(session, text, limit))


def found(session: Session, text: str, limit: int) -> tuple[ProblemId, ...]:
    """Return the problems of patients who fit every word that was typed.

    A number typed whole comes first, then names that begin so, then words that begin so in any
    order, then pieces of names; no text lists everybody by name.
    """
    typed = searchwords.read(text)
    ids: dict[str, None] = {}
    for ask in (_by_number, _by_name, _by_words, _by_pieces):
        if len(ids) < limit:
            ids.update(dict.fromkeys(ask(session, typed, limit)))
    return cast("tuple[ProblemId, ...]", tuple(ids))[:limit]


def has_patients(session: Session) -> bool:
    """Answer whether anybody is registered."""
    return session.execute(select(_PATIENT.id).limit(1)).first() is not None


def rows(session: Session, ids: Sequence[ProblemId]) -> tuple[PatientRow, ...]:
    """Return the rows of problems, in the order in which they were asked for."""
    read = {row.problem_id: row for row in session.execute(_OF_IDS, {"ids": list(ids)}).all()}
    return tuple(_row(read[each]) for each in ids if each in read)


def _by_number(session: Session, typed: Typed, limit: int) -> Sequence[str]:
    return fulltext.problems(session, fulltext.whole(typed.numbers), limit)


def _by_name(session: Session, typed: Typed, limit: int) -> Sequence[str]:
    wanted = {"start": typed.begins, "end": typed.begins + _LAST, "most": limit}
    return session.execute(_FROM_NAME, wanted).scalars().all()


def _by_words(session: Session, typed: Typed, limit: int) -> Sequence[str]:
    return fulltext.problems(session, fulltext.beginning(typed.wanted), limit)


def _by_pieces(session: Session, typed: Typed, limit: int) -> Sequence[str]:
    pieces, others = fulltext.inside(typed.pieces), typed.others
    if not others:
        return fulltext.problems(session, pieces, limit)
    found = fulltext.problems_with_words(session, pieces, limit)
    return [problem for problem, words in found if fulltext.fits(words, others)]


def numbered(session: Session, sequences: Sequence[int]) -> tuple[PatientRow, ...]:
    """Return the problems of the patients with these running numbers, in order of names."""
    rows = session.execute(_NUMBERED, {"sequences": list(sequences)}).all()
    return tuple(_row(row) for row in sorted(rows, key=_order))


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
