"""Gives the courses of made-up patients to others: the same visits, with people of their own."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Final, TypeAlias, cast

from sqlmodel import SQLModel

from db import demo_names, norm, revisions, tables
from db.demo_people import Person
from db.ids import new_id
from db.sessions import check_row
from pathway.birth import Birth
from pathway.clinicnumbers import clinic_number

Cell: TypeAlias = str | int | float | bytes | bool | date | datetime | None
Rows: TypeAlias = Sequence[Mapping[str, Cell]]
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NAMED: Final = ("sequence", "number", "family_name", "given_name", "language")
_WITH_IDS: Final = ("patient", "problem", "visit", "care", "flag_record", "referral", "override")


@dataclass(frozen=True, slots=True)
class Retelling:
    """Who tells the courses of a batch again: the ``turn`` counts how often that was done."""

    seed: int
    first: int
    count: int
    before: int
    turn: int

    def person(self, place: int, sex: Cell) -> Person:
        """Return who tells the course that is at this place of the batch."""
        number = self.first + self.turn * self.count + place
        chance = Random(f"{self.seed} {number}")
        if sex == "female":
            return demo_names.person(chance, "female")
        return demo_names.person(chance, "male" if sex == "male" else None)


def retold(rows: Mapping[str, Rows], retelling: Retelling) -> dict[str, Rows]:
    """Return rows of the same courses with other people and identities of their own."""
    ids = {str(row["id"]): new_id() for name in _WITH_IDS for row in rows[name]}
    ids |= {str(row["op"]): new_id() for row in rows["revision"]}
    found: dict[str, Rows] = {name: _with_ids(part, ids) for name, part in rows.items()}
    people = {str(row["id"]): _person_row(row, retelling) for row in found["patient"]}
    found["patient"] = list(people.values())
    found["revision"] = [_revision(row, ids, people) for row in found["revision"]]
    return found


def _with_ids(rows: Rows, ids: Mapping[str, str]) -> list[dict[str, Cell]]:
    return [
        {
            name: ids.get(value, value) if isinstance(value, str) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def _person_row(row: Mapping[str, Cell], retelling: Retelling) -> Mapping[str, Cell]:
    """Return a patient with another name, checked as each patient is."""
    place = cast(int, row["sequence"]) - retelling.before - 1
    person = retelling.person(place, row["sex"])
    sequence = retelling.before + retelling.turn * retelling.count + place + 1
    number, birth = clinic_number(sequence), Birth(cast(date, row["birth_date"]))
    own = {
        **row,
        "sequence": sequence,
        "number": number,
        "family_name": person.family,
        "given_name": person.given,
        "language": person.language,
        "sort_norm": norm.sort_words(person.family, person.given),
        "search_norm": norm.patient_words(person.family, person.given, number, birth),
    }
    checked: type[SQLModel] = tables.Patient
    check_row(checked(**own))
    return own


def _revision(
    row: Mapping[str, Cell], ids: Mapping[str, str], people: Mapping[str, Mapping[str, Cell]]
) -> Mapping[str, Cell]:
    body = _ID.sub(lambda found: ids.get(found[0], found[0]), str(row["body"]))
    if row["entity"] == "patient":
        content = json.loads(body)
        person = people[str(row["entity_id"])]
        content["patient"][0] |= {name: person[name] for name in _NAMED}
        body = revisions.canonical(content)
    return {**row, "body": body}
