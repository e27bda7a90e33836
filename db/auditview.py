"""The log of changes and the log of access read as one, in the order in which things were done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final, TypeAlias, cast

from sqlalchemy import ColumnElement, Row, Select, and_, false, or_, select
from sqlmodel import Session

from db import auditpeople
from db.auditmeaning import DOORS, OVERRODE, PRINTED, Main, Meaning, main_of, meanings
from db.sessions import Entity
from db.tables import RECORDS
from pathway.audited import (
    BY_SORT,
    NEWEST,
    Action,
    Cursor,
    Event,
    Kind,
    Outcome,
    Subject,
    Trace,
    Traces,
    Wanted,
)
from pathway.records import PatientId

PAGE: Final = 200
_ROWS_PER_LINE: Final = 8
"""A write touches a few entities; of one that touches more, the rest is read with it."""
_CHANGES: Final = RECORDS.tables["revision"].c
_ACCESS: Final = RECORDS.tables["access_log"].c
_NEEDED: Final = ("seq", "at", "who", "what", "op", "entity", "entity_id")
_ASIDE: Final = PRINTED | OVERRODE
Read: TypeAlias = "_Write | Row[Any]"


@dataclass(frozen=True, slots=True)
class _Write:
    """One write: the numbers of its first and its newest row, and what it was about."""

    first: int
    seq: int
    at: datetime
    who: str
    main: Main
    entities: tuple[Entity, ...]


def traces(session: Session, wanted: Wanted, before: Cursor = NEWEST, limit: int = PAGE) -> Traces:
    """Return the newest lines before a cursor; order is by number, since clocks may be wrong."""
    changes, is_all = _changes(session, wanted, before.changes, limit + 1)
    access = _access(session, wanted, before.access, limit + 1)
    if not is_all and changes:
        access = [row for row in access if row.revision >= changes[-1].first]
    both: list[Read] = [*changes, *access]
    merged = sorted(both, key=_place, reverse=True)
    kept = merged[:limit]
    older = _cursor(kept, before) if len(merged) > limit or not is_all else None
    return Traces(tuple(_told(session, kept)), older)


def _place(one: Read) -> tuple[int, int, int]:
    """Return where a line stands: whoever looked did so after the newest change there was."""
    if isinstance(one, _Write):
        return one.seq, 0, one.seq
    return one.revision, 1, one.seq


def users(session: Session) -> tuple[str, ...]:
    """Return the names of everybody who did anything, in order."""
    found: set[str] = set()
    for column in (_CHANGES.who, _ACCESS.who):
        found.update(session.execute(select(column).distinct()).scalars())
    return tuple(sorted(found - {""}))


def tell(session: Session, wanted: Wanted, take: Callable[[Trace], None]) -> int:
    """Tell every line that is asked for, the newest first; return how many there were."""
    before: Cursor | None = NEWEST
    count = 0
    while before is not None:
        lines, before = traces(session, wanted, before, limit=1_000)
        for line in lines:
            take(line)
        count += len(lines)
    return count


def _changes(
    session: Session, wanted: Wanted, before: int, count: int
) -> tuple[list[_Write], bool]:
    """Return the newest writes before a row, and whether there are no others."""
    most = count * _ROWS_PER_LINE
    rows = select(*(_CHANGES[name] for name in _NEEDED)).where(
        _CHANGES.seq < before, *_changes_wanted(session, wanted)
    )
    found = session.execute(rows.order_by(_CHANGES.seq.desc()).limit(most)).all()
    writes = [_write(tuple(group)) for _, group in groupby(found, key=_op)]
    is_all = len(found) < most
    if not is_all and len(writes) > 1:
        del writes[-1]  # it may go on in rows that were not read
    return writes[:count], is_all


def _op(row: Row[Any]) -> str:
    return str(row.op)


def _write(rows: tuple[Row[Any], ...]) -> _Write:
    newest, entities = rows[0], tuple((row.entity, row.entity_id) for row in rows)
    return _Write(rows[-1].seq, newest.seq, newest.at, newest.who, main_of(rows), entities)


def _changes_wanted(session: Session, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from _when_and_who(_CHANGES, wanted)
    yield _CHANGES.entity.not_in(DOORS)  # whoever changes these says so in the log of access
    match wanted.sort:
        case None:
            pass
        case "changed":
            yield _CHANGES.entity.not_in(_ASIDE)
        case "printed":
            yield _CHANGES.entity.in_(PRINTED)
        case "overrode":
            yield _CHANGES.entity.in_(OVERRODE)
        case _:
            yield false()
    if wanted.patient is not None:
        owned = auditpeople.entities_of(session, wanted.patient)
        yield or_(
            false(),
            *(
                and_(_CHANGES.entity == entity, _CHANGES.entity_id.in_(ids))
                for entity, ids in owned.items()
            ),
        )


def _access(session: Session, wanted: Wanted, before: int, count: int) -> list[Row[Any]]:
    rows: Select[Any] = select(RECORDS.tables["access_log"]).where(_ACCESS.seq < before)
    rows = rows.where(*_when_and_who(_ACCESS, wanted))
    if wanted.sort is not None:
        rows = rows.where(_ACCESS.kind.in_(BY_SORT[wanted.sort]))
    if wanted.patient is not None:
        rows = rows.where(_ACCESS.patient_id == wanted.patient)
    return list(session.execute(rows.order_by(_ACCESS.seq.desc()).limit(count)).all())


def _when_and_who(log: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401
    if wanted.who:
        yield log.who == wanted.who
    if wanted.since is not None:
        yield log.at >= wanted.since
    if wanted.until is not None:
        yield log.at < wanted.until


def _cursor(kept: Iterable[Read], before: Cursor) -> Cursor:
    changes, access = before
    for one in kept:
        if isinstance(one, _Write):
            changes = min(changes, one.first)
        else:
            access = min(access, one.seq)
    return Cursor(changes, access)


def _told(session: Session, kept: list[Read]) -> Iterator[Trace]:
    writes = [one for one in kept if isinstance(one, _Write)]
    patients = auditpeople.patients_of(session, (each for one in writes for each in one.entities))
    looked_at = {one.patient_id for one in kept if not isinstance(one, _Write)}
    named = auditpeople.named(session, {*patients.values(), *looked_at})
    meant = meanings(session, (one.main for one in writes))
    for one in kept:
        if isinstance(one, _Write):
            whose = next((patients[each] for each in one.entities if each in patients), "")
            yield _of_write(one, meant[one.main.seq], named.get(whose))
        else:
            event = _event(one)
            subject = named.get(one.patient_id)
            yield Trace("access", one.seq, one.revision, one.at, one.who, event, subject)


def _of_write(write: _Write, meant: Meaning, subject: Subject | None) -> Trace:
    whose = subject.id if subject else None
    event = Event(meant.kind, meant.action, whose, write.main.what, meant.reason)
    place = write.seq, write.seq, write.at, write.who
    return Trace("changes", *place, event, subject, meant.detail)


def _event(row: Row[Any]) -> Event:
    return Event(
        cast(Kind, row.kind),
        cast(Action, row.action),
        PatientId(row.patient_id) if row.patient_id else None,
        row.what,
        row.reason,
        cast(Outcome, row.outcome),
    )
