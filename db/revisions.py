"""The log of changes: append-only, each row sealed by a hash over itself and all rows before it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Select, bindparam, insert, select
from sqlmodel import Session

from db import chain
from db.chain import Head, canonical, seal
from db.ids import new_id
from db.logs import Revision
from db.persontables import record_tables
from db.sessions import Entity, RecordSession
from db.tables import RECORDS
from pathway.records import Stamp

__all__ = ["Head", "Verdict", "append", "canonical", "head", "of_entity", "seal", "verify"]

_LOG: Final = RECORDS.tables["revision"]
_BODIES: Final = select(_LOG.c.entity, _LOG.c.entity_id, _LOG.c.body).order_by(_LOG.c.seq)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the log found.

    ``broken_at`` is the first row whose seal does not fit, ``unlike`` the entities that are not
    what their newest revision says.
    """

    count: int
    broken_at: int | None
    unlike: tuple[Entity, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was changed behind the log's back."""
        return self.broken_at is None and not self.unlike


def append(session: RecordSession, stamp: Stamp, what: str) -> tuple[Entity, ...]:
    """Log every entity that the session touched, as it is now; return those entities."""
    session.flush()
    touched, op = session.touched(), new_id()
    newest = head(session)
    for entity, entity_id in touched:
        row = {
            "seq": newest.seq + 1,
            "at": stamp.at,
            "who": stamp.who,
            "what": what,
            "op": op,
            "reverts": session.reverted(),
            "entity": entity,
            "entity_id": entity_id,
            "body": body_of(session, (entity, entity_id)),
        }
        newest = Head(newest.seq + 1, seal(newest.chain, row))
        session.execute(insert(_LOG), {**row, "chain": newest.chain})
    return touched


def head(session: Session) -> Head:
    """Return the newest row's number and seal."""
    return chain.head_of(session, _LOG)


def chain_at(session: Session, seq: int) -> str | None:
    """Return the seal of one row, None when there is no such row."""
    return chain.chain_at(session, _LOG, seq)


def body_of(session: Session, entity: Entity) -> str:
    """Return an entity as it stands in the tables, as canonical JSON."""
    name, entity_id = entity
    parts = {}
    for part in _PARTS[name]:
        found = session.execute(part.rows, {"entity_id": entity_id})
        parts[part.table] = [row._asdict() for row in found]
    return canonical(parts)


def verify(session: Session) -> Verdict:
    """Answer whether every row of the log and every entity is as it was written."""
    found = verify_chain(session)
    newest = {(entity, entity_id): body for entity, entity_id, body in session.execute(_BODIES)}
    return Verdict(found.count, found.broken_at, tuple(_unlike(session, newest)))


def verify_chain(session: Session, newest: int | None = None) -> chain.ChainVerdict:
    """Answer whether every row of the log is as it was written, none missing.

    With ``newest`` only that many of the newest rows are looked at.
    """
    return chain.verify_log(session, _LOG, newest)


def of_entity(session: Session, entity: Entity) -> tuple[Revision, ...]:
    """Return the revisions of one entity, oldest first."""
    name, entity_id = entity
    found = session.execute(
        select(_LOG)
        .where(_LOG.c.entity == name, _LOG.c.entity_id == entity_id)
        .order_by(_LOG.c.seq)
    )
    return tuple(Revision(**row) for row in found.mappings())


def _unlike(session: Session, newest: Mapping[Entity, str]) -> Iterator[Entity]:
    for entity in sorted(set(newest) | set(_all_entities(session))):
        logged, found = newest.get(entity), body_of(session, entity)
        if logged != found and _told(logged) != _told(found):
            yield entity


def _told(body: str | None) -> object:
    """Return what a body tells: tables that came with a later version are empty, not missing."""
    if body is None:
        return None
    return {table: rows for table, rows in json.loads(body).items() if rows}


def _all_entities(session: Session) -> Iterable[Entity]:
    for name, parts in _PARTS.items():
        for part in parts:
            for entity_id in session.execute(part.ids).scalars():
                yield name, entity_id


class _Part(NamedTuple):
    """One of the tables that an entity's rows lie in."""

    table: str
    rows: Select[*tuple[object, ...]]
    ids: Select[str]


def _parts_of_entities() -> dict[str, list[_Part]]:
    found: dict[str, list[_Part]] = {}
    for row_class in record_tables():
        entity, column = row_class.part_of
        table = RECORDS.tables[str(row_class.__tablename__)]
        owner = table.c[column]
        kept = [part for part in table.c if part.name not in {"version", *row_class.derived}]
        rows = select(*kept).where(owner == bindparam("entity_id")).order_by(*table.primary_key)
        found.setdefault(entity, []).append(_Part(table.name, rows, select(owner).distinct()))
    return found


_PARTS: Final = _parts_of_entities()
