"""What bears on a patient's medicines: read and saved as one page shows it."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from db import parts, patients
from db.persontables import Blank, OtherCondition
from db.tables import Row
from db.trouble import RecordRefused
from pathway.medical import Medical, contradictions, medical_of
from pathway.records import PatientId, Stamp


def load(session: Session, patient_id: PatientId) -> Medical:
    """Return what is known of a patient and why the rest is blank."""
    others = (
        select(OtherCondition.name)
        .where(col(OtherCondition.patient_id) == patient_id)
        .order_by(col(OtherCondition.position))
    )
    blanks = session.exec(select(Blank).where(col(Blank.patient_id) == patient_id))
    return medical_of(
        patients.load(session, patient_id),
        tuple(session.exec(others)),
        frozenset((row.question, row.why) for row in blanks),
    )


def put_blanks(session: Session, patient_id: PatientId, medical: Medical) -> None:
    """Store what no rule reads: illnesses without a code, and why questions have no answer."""
    if contradictions(medical):
        raise RecordRefused("invalid", "patient", tuple(sorted(contradictions(medical))))
    for row_class in (OtherCondition, Blank):
        wanted = (row for row in _rows(patient_id, medical) if isinstance(row, row_class))
        parts.put(session, row_class, patient_id, wanted)


def check(medical: Medical, stamp: Stamp) -> None:
    """Refuse what is said to have been on a day to come."""
    days = {
        "egfr": medical.egfr.on if medical.egfr else None,
        "pregnancy": medical.pregnancy.on,
        "medicines": max((m.stopped for m in medical.medicines if m.stopped), default=None),
    }
    late = tuple(name for name, day in days.items() if day and day > stamp.today)
    if late:
        raise RecordRefused("future", "patient", late)


def _rows(patient_id: PatientId, medical: Medical) -> Iterator[Row]:
    for position, name in enumerate(medical.other_conditions):
        yield OtherCondition(patient_id=patient_id, position=position, name=name)
    for question, why in sorted(medical.blanks):
        yield Blank(patient_id=patient_id, question=question, why=why)
