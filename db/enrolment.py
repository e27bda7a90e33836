"""Enrolling: a registration together with everything else that was told about a person."""

from sqlmodel import Session

from db import medical, particulars, patients
from pathway.medical import Enrolment
from pathway.records import Changes, Stamp


def enrol(session: Session, enrolment: Enrolment, stamp: Stamp) -> Changes:
    """Store a new patient, the problem they came with, and what no rule reads."""
    changes = patients.register(session, enrolment.registration, stamp)
    for patient_id in changes.patients:
        medical.put_blanks(session, patient_id, enrolment.medical)
        particulars.put(session, patient_id, enrolment.particulars)
    return changes
