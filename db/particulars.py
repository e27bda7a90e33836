"""Who a person is and how to reach them: read and saved as one page shows it."""

from dataclasses import asdict, fields

from sqlmodel import Session

from db.persontables import Particulars as Row
from db.trouble import RecordRefused
from pathway.particulars import Particulars, is_nhs_number
from pathway.records import PatientId


def load(session: Session, patient_id: PatientId) -> Particulars:
    """Return the particulars of a patient, all blank when nobody told any."""
    row = session.get(Row, patient_id)
    if row is None:
        return Particulars()
    return Particulars(**{one.name: getattr(row, one.name) for one in fields(Particulars)})


def put(session: Session, patient_id: PatientId, told: Particulars) -> None:
    """Store the particulars of a patient; a number whose check digit is wrong is refused."""
    if told.nhs_number and not is_nhs_number(told.nhs_number):
        raise RecordRefused("invalid", "patient", ("nhs_number",))
    row = session.get(Row, patient_id)
    if row is None:
        if told != Particulars():
            session.add(Row(patient_id=patient_id, **asdict(told)))
        return
    for name, value in asdict(told).items():
        setattr(row, name, value)
