"""Gives the courses of made-up patients to others: the same visits, with people of their own.

The file itself copies the rows, with other identities: the first eight letters of an identity tell
which copy it is. Only people and the log of changes are made row by row, since each person has a
name and each row of the log a seal.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final, NamedTuple, cast

from sqlalchemy import Connection, Table, insert, select
from sqlmodel import Session, SQLModel

from db import demo_names, norm, revisions, tables
from db.chain import canonical, seal
from db.demo_people import Person
from db.sessions import check_row
from db.tables import RECORDS
from pathway.birth import Birth
from pathway.clinicnumbers import clinic_number
from pathway.records import Changes, Stamp

START: Final = 8
"""So many letters of an identity tell which copy it is."""
_MARK: Final = "\x01" * START
"""Stands in a body for the beginning of an identity: no text of a patient holds such letters."""
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
_PATIENT: Final = RECORDS.tables["patient"]
_LOG: Final = RECORDS.tables["revision"]
_NAMED: Final = ("sequence", "number", "family_name", "given_name", "language")
_THEIRS: Final = "p.sequence > ? AND p.sequence <= ?"
_OF_PROBLEM: Final = "JOIN problem b ON b.id = {0}.problem_id JOIN patient p ON p.id = b.patient_id"
_OWNERS: Final = {
    "patient_id": "JOIN patient p ON p.id = t.patient_id",
    "problem_id": _OF_PROBLEM.format("t"),
    "visit_id": f"JOIN visit o ON o.id = t.visit_id {_OF_PROBLEM.format('o')}",
    "care_id": f"JOIN care o ON o.id = t.care_id {_OF_PROBLEM.format('o')}",
    "escalation_id": f"JOIN escalation o ON o.id = t.escalation_id {_OF_PROBLEM.format('o')}",
    "flag_record_id": f"JOIN flag_record o ON o.id = t.flag_record_id {_OF_PROBLEM.format('o')}",
    "referral_id": f"JOIN referral o ON o.id = t.referral_id {_OF_PROBLEM.format('o')}",
}
_IDS: Final = frozenset({"id", *_OWNERS})
_ENTITIES: Final = (
    "visit",
    "care",
    "flag_record",
    "referral",
    "override",
    "escalation",
    "escalation_step",
)
_SIGN: Final = "UPDATE visit SET signed_by = ?, signed_at = ? WHERE id = ?"


class _Logged(NamedTuple):
    """A row of the log, with marks in its body where the beginnings of identities stand."""

    at: str
    who: str
    what: str
    op: str
    entity: str
    end: str
    body: str


@dataclass(frozen=True, slots=True)
class Courses:
    """Made-up people whose courses are told again, with what the file cannot copy by itself.

    ``first`` is the number of the first one's story; ``after`` patients were there before them.
    ``signatures`` hold who signed, when, and the end of the visit's identity.
    """

    seed: int
    first: int
    after: int
    people: tuple[Mapping[str, object], ...]
    signatures: tuple[tuple[str, str, str], ...]
    log: tuple[_Logged, ...]

    @property
    def limits(self) -> tuple[int, int]:
        """Return between which running numbers the people are."""
        return self.after, self.after + len(self.people)


@dataclass(frozen=True, slots=True)
class Turn:
    """One more telling of all courses; turns count from 1."""

    courses: Courses
    turn: int


def courses(session: Session, seed: int, first: int, after: int) -> Courses:
    """Read the courses of all patients but the first few of a clinic."""
    wanted = select(_PATIENT).where(_PATIENT.c.sequence > after).order_by(_PATIENT.c.sequence)
    people = tuple(dict(row) for row in session.execute(wanted).mappings())
    told = Courses(seed, first, after, people, (), ())
    connection = session.connection()
    signed = connection.exec_driver_sql(
        f"SELECT t.signed_by, t.signed_at, substr(t.id, {START + 1}) FROM visit t "
        f"{_OWNERS['problem_id']} WHERE {_THEIRS} AND t.signed_at IS NOT NULL",
        told.limits,
    )
    signatures = tuple((str(who), str(at), str(end)) for who, at, end in signed)
    return replace(told, signatures=signatures, log=tuple(_log(connection, told)))


def retell(session: Session, turn: Turn, _stamp: Stamp) -> Changes:
    """Store one more person for each course, and seal what happened to them into the log."""
    told, start = turn.courses, f"{turn.turn:0{START}x}"
    connection = session.connection()
    people = {str(row["id"])[START:]: row for row in _people(turn, start)}
    connection.execute(insert(_PATIENT), list(people.values()))
    for table, owner in COPIED.items():
        connection.exec_driver_sql(_copy(table, owner), (start, *told.limits))
    _add_log(session, told.log, start, people)
    if told.signatures:
        signed = [(who, at, start + end) for who, at, end in told.signatures]
        connection.exec_driver_sql(_SIGN, signed)
    return Changes(frozenset({"patients", "visits", "care"}))


def _owned() -> dict[Table, str]:
    """Return the tables whose rows are copied, and by which column they belong to somebody."""
    found: dict[Table, str] = {}
    for table in RECORDS.sorted_tables:
        owner = next((name for name in _OWNERS if name in table.c), None)
        if owner is not None and table.name not in NOT_COPIED:
            found[table] = owner
    return found


NOT_COPIED: Final = frozenset(
    {
        "access_log",
        "draft",
        "move",
        "move_seen",
        "patient_merged",
        "print",
        "recall",
        "recall_stands",
    }
)
COPIED: Final = _owned()


def _copy(table: Table, owner: str) -> str:
    """Return the statement that copies the rows of a table; visits are signed afterwards."""
    columns = [column.name for column in table.c if column.name != "seq"]
    given = [_copied(table, name) for name in columns]
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {', '.join(given)} "
        f"FROM {table.name} t {_OWNERS[owner]} WHERE p.sequence > ?2 AND p.sequence <= ?3"
    )


def _copied(table: Table, column: str) -> str:
    if column in _IDS:
        return f"?1 || substr(t.{column}, {START + 1})"
    if table.name == "visit" and column in {"signed_by", "signed_at"}:
        return "''" if column == "signed_by" else "NULL"
    return f"t.{column}"


def _log(connection: Connection, told: Courses) -> Iterator[_Logged]:
    ids = {str(row["id"]) for row in told.people}
    ids |= _ids(connection, f"SELECT t.id FROM problem t {_OWNERS['patient_id']}", told)
    for name in _ENTITIES:
        ids |= _ids(connection, f"SELECT t.id FROM {name} t {_OWNERS['problem_id']}", told)
    rows = connection.exec_driver_sql(
        "SELECT at, who, what, op, entity, entity_id, body FROM revision ORDER BY seq"
    )
    for row in rows:
        if row.entity_id in ids:
            body = _ID.sub(rf"{_MARK}\1", row.body)
            ends = row.op[START:], row.entity, row.entity_id[START:]
            yield _Logged(row.at, row.who, row.what, *ends, body)


def _ids(connection: Connection, statement: str, told: Courses) -> set[str]:
    return set(connection.exec_driver_sql(f"{statement} WHERE {_THEIRS}", told.limits).scalars())


def _people(turn: Turn, start: str) -> Iterator[dict[str, object]]:
    """Yield the patients of a copy, each with an own name and checked as each patient is."""
    told, count = turn.courses, turn.turn * len(turn.courses.people)
    checked: type[SQLModel] = tables.Patient
    for place, row in enumerate(told.people):
        person = _person(told.seed, told.first + count + place, row["sex"])
        sequence = cast(int, row["sequence"]) + count
        number, birth = clinic_number(sequence), Birth(cast(date, row["birth_date"]))
        own = {
            **row,
            "id": f"{start}{str(row['id'])[START:]}",
            "sequence": sequence,
            "number": number,
            "family_name": person.family,
            "given_name": person.given,
            "language": person.language,
            "sort_norm": norm.sort_words(person.family, person.given),
            "search_norm": norm.patient_words(person.family, person.given, number, birth),
        }
        check_row(checked(**own))
        yield own


def _person(seed: int, number: int, sex: object) -> Person:
    chance = Random(f"{seed} {number}")
    if sex == "female":
        return demo_names.person(chance, "female")
    return demo_names.person(chance, "male" if sex == "male" else None)


def _add_log(
    session: Session,
    log: tuple[_Logged, ...],
    start: str,
    people: Mapping[str, Mapping[str, object]],
) -> None:
    newest, rows = revisions.head(session), []
    seq, chain = newest.seq, newest.chain
    for logged in log:
        seq += 1
        body = logged.body.replace(_MARK, start)
        if logged.entity == "patient":
            body = _renamed(body, people[logged.end])
        row = {
            "seq": seq,
            "at": logged.at,
            "who": logged.who,
            "what": logged.what,
            "op": start + logged.op,
            "reverts": "",
            "entity": logged.entity,
            "entity_id": start + logged.end,
            "body": body,
        }
        chain = seal(chain, row)
        rows.append((*row.values(), chain))
    places = ", ".join("?" * len(_LOG.c))
    session.connection().exec_driver_sql(f"INSERT INTO revision VALUES ({places})", rows)


def _renamed(body: str, person: Mapping[str, object]) -> str:
    content = json.loads(body)
    content["patient"][0] |= {name: person[name] for name in _NAMED}
    return canonical(content)
