"""Whom a line of the logs is about: from an entity to its patient, and from a patient to all."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Select, Table, select
from sqlmodel import Session

from db.persontables import record_tables
from db.sessions import Entity
from db.tables import RECORDS
from pathway.audited import Subject
from pathway.records import PatientId

_PATIENT: Final = RECORDS.tables["patient"].c
_PROBLEM: Final = RECORDS.tables["problem"].c


def entities_of(session: Session, patient: PatientId) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of everything that is recorded on a patient, by the name of the entity."""
    problems = _ids(session, select(_PROBLEM.id).where(_PROBLEM.patient_id == patient))
    found = {"patient": (str(patient),), "problem": problems}
    for entity, table in _of_problems().items():
        owned = select(table.c.id).where(table.c.problem_id.in_(problems))
        found[entity] = _ids(session, owned)
    return {entity: ids for entity, ids in found.items() if ids}


def patients_of(session: Session, entities: Iterable[Entity]) -> Mapping[Entity, str]:
    """Return the patient of each entity that has one."""
    by_name: dict[str, set[str]] = {}
    for entity, entity_id in entities:
        by_name.setdefault(entity, set()).add(entity_id)
    found: dict[Entity, str] = {}
    for entity, ids in by_name.items():
        if entity == "patient":
            found.update({(entity, one): one for one in ids})
        elif entity in _WITH_PATIENT:
            asked = _WITH_PATIENT[entity]
            rows = session.execute(asked.where(asked.selected_columns[0].in_(ids)))
            found.update({(entity, row[0]): row[1] for row in rows})
    return found


def named(session: Session, ids: Collection[str]) -> Mapping[str, Subject]:
    """Return patients by their id, as they are called today."""
    wanted = select(_PATIENT.id, _PATIENT.family_name, _PATIENT.given_name, _PATIENT.number).where(
        _PATIENT.id.in_({one for one in ids if one})
    )
    rows = session.execute(wanted)
    return {row[0]: Subject(PatientId(row[0]), row[1], row[2], row[3]) for row in rows}


def numbered(session: Session, number: str) -> PatientId | None:
    """Return the patient with a number, None when nobody has it."""
    found = session.execute(select(_PATIENT.id).where(_PATIENT.number == number)).scalars().all()
    return PatientId(found[0]) if len(found) == 1 else None


def _ids(session: Session, wanted: Select[Any]) -> tuple[str, ...]:
    return tuple(session.execute(wanted).scalars())


def _of_problems() -> dict[str, Table]:
    found = {}
    for row_class in record_tables():
        entity, column = row_class.part_of
        table = RECORDS.tables[str(row_class.__tablename__)]
        if column == "id" and entity != "problem" and "problem_id" in table.c:
            found[entity] = table
    return found


_WITH_PATIENT: Final = {
    "problem": select(_PROBLEM.id, _PROBLEM.patient_id),
    **{
        entity: select(table.c.id, _PROBLEM.patient_id).join(
            RECORDS.tables["problem"], _PROBLEM.id == table.c.problem_id
        )
        for entity, table in _of_problems().items()
    },
}
