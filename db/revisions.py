"""The log of changes: append-only, each row sealed by a hash over itself and all rows before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import Select, bindparam, insert, select
from sqlmodel import Session

from db.columns import moment_text
from db.ids import new_id
from db.logs import Revision
from db.persontables import record_tables
from db.sessions import Entity, RecordSession
from db.tables import RECORDS
from pathway.records import Stamp

START: Final = "0" * 64
_LOG: Final = RECORDS.tables["revision"]
_HEAD: Final = select(_LOG.c.seq, _LOG.c.chain).order_by(_LOG.c.seq.desc()).limit(1)


class Head(NamedTuple):
    """The newest row of the log."""

    seq: int
    chain: str


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
    seq, chain = head(session)
    for entity, entity_id in touched:
        seq += 1
        row = {
            "seq": seq,
            "at": stamp.at,
            "who": stamp.who,
            "what": what,
            "op": op,
            "reverts": session.reverted(),
            "entity": entity,
            "entity_id": entity_id,
            "body": body_of(session, (entity, entity_id)),
        }
        chain = seal(chain, row)
        session.execute(insert(_LOG), {**row, "chain": chain})
    return touched


def head(session: Session) -> Head:
    """Return the newest row's number and seal."""
    newest = session.execute(_HEAD).one_or_none()
    return Head(newest.seq, newest.chain) if newest else Head(0, START)


def chain_at(session: Session, seq: int) -> str | None:
    """Return the seal of one row, None when there is no such row."""
    return session.execute(select(_LOG.c.chain).where(_LOG.c.seq == seq)).scalar_one_or_none()


def seal(previous: str, row: Mapping[str, object]) -> str:
    """Return the seal of a row that follows the row sealed by ``previous``."""
    text = canonical([previous, {name: row[name] for name in row if name != "chain"}])
    return hashlib.sha256(text.encode()).hexdigest()


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
    count, chain = 0, START
    broken_at: int | None = None
    newest: dict[Entity, str] = {}
    for found in session.execute(select(_LOG).order_by(_LOG.c.seq)):
        row = found._asdict()
        count += 1
        chain = seal(chain, row)
        if broken_at is None and (row["seq"] != count or row["chain"] != chain):
            broken_at = int(row["seq"])
        newest[row["entity"], row["entity_id"]] = row["body"]
    return Verdict(count, broken_at, tuple(_unlike(session, newest)))


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


def canonical(content: object) -> str:
    """Return content as JSON in the one form that seals and comparisons rest on."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text
    )


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


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
