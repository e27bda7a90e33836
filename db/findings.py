"""The findings of visits as rows: the same coded words as in forms and files."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, cast

from sqlalchemy import bindparam, select
from sqlmodel import Session

from db import tables
from db.tables import RECORDS
from db.trouble import RecordRefused
from pathway.coding import Code, Coded, coded, visit_of
from pathway.facts import BodySide, Visit
from pathway.records import ProblemId, VisitId

_FINDING: Final = RECORDS.tables["finding"].c
_VISIT: Final = RECORDS.tables["visit"].c
_OF_PROBLEM: Final = (
    select(
        _FINDING.visit_id,
        _FINDING.item,
        _FINDING.side,
        _FINDING.value,
        _FINDING.since,
        _FINDING.course,
    )
    .join_from(RECORDS.tables["visit"], RECORDS.tables["finding"])
    .where(_VISIT.problem_id == bindparam("problem_id"))
)


def put(session: Session, visit_id: VisitId, visit: Visit) -> None:
    """Make the rows of a visit that is open to change say what ``visit`` says."""
    wanted = {row.code: row for row in _readable(visit)}
    for old in _rows(session, visit_id):
        new = wanted.pop(_code(old.item, old.side), None)
        if new is None:
            session.delete(old)
        else:
            old.value, old.since, old.course = new.value, new.since, new.course
    for row in wanted.values():
        session.add(_row(visit_id, row))


def of_problem(session: Session, problem_id: ProblemId) -> Mapping[str, list[Coded]]:
    """Return the findings of every visit of a problem, by the visit's id."""
    found: dict[str, list[Coded]] = defaultdict(list)
    rows = session.execute(_OF_PROBLEM, {"problem_id": problem_id})
    for visit_id, item, side, value, since, course in rows:
        found[visit_id].append(Coded(_code(item, side), value, since, course))
    return found


def fact(row: tables.Finding) -> Coded:
    """Return one row as a coded finding."""
    return Coded(_code(row.item, row.side), row.value, row.since, row.course)


def _readable(visit: Visit) -> tuple[Coded, ...]:
    """Return the findings of a visit, refusing what could not be read back as facts."""
    rows = coded(visit)
    try:
        visit_of(rows, visit.on, visit.recorded_at, visit.signed)
    except ValueError:
        bad = tuple(row.code.item for row in rows if not _is_readable(row, visit))
        raise RecordRefused("invalid", "visit", bad) from None
    return rows


def _is_readable(row: Coded, visit: Visit) -> bool:
    try:
        visit_of((row,), visit.on, visit.recorded_at, visit.signed)
    except ValueError:
        return False
    return True


def _rows(session: Session, visit_id: VisitId) -> list[tables.Finding]:
    wanted = select(tables.Finding).where(_FINDING.visit_id == visit_id)
    return list(session.execute(wanted).scalars())


def _row(visit_id: VisitId, row: Coded) -> tables.Finding:
    return tables.Finding(
        visit_id=visit_id,
        item=row.code.item,
        side=row.code.side or "",
        value=row.value,
        since=row.since,
        course=row.course,
    )


def _code(item: str, side: str) -> Code:
    return Code(item, cast(BodySide, side) if side else None)
