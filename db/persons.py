"""Everything about a patient that outlasts a visit: read and saved as one page shows it."""

from dataclasses import asdict, replace
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from db import beside, drafts, medical, norm, particulars, patients, stories, tables
from db.persontables import Birth
from db.searchwords import LONGEST_TRUNK
from db.trouble import RecordRefused
from pathway.drafts import DraftKey
from pathway.medical import with_medical
from pathway.particulars import digits_of, nhs_shown
from pathway.person import Enrolment, Person, PersonEntry, identity_of
from pathway.records import Area, Changes, PatientId, Stamp

_FORMER: Final = text(
    "WITH RECURSIVE gone (id) AS (SELECT patient_id FROM patient_merged WHERE into_id = :kept "
    "UNION SELECT patient_id FROM patient_merged JOIN gone ON into_id = gone.id) "
    "SELECT number, family_name, given_name FROM patient JOIN gone USING (id) ORDER BY sequence"
)


class Former(NamedTuple):
    """A record that was merged into another: its number and its names."""

    number: str
    family_name: str
    given_name: str


def load(session: Session, patient_id: PatientId) -> Person:
    """Return what is known of a patient, and why the rest is blank."""
    patient = patients.load(session, patient_id)
    return Person(
        medical.load(session, patient_id),
        particulars.load(session, patient_id),
        patient.language,
        identity_of(patient),
    )


def save(session: Session, entry: PersonEntry, stamp: Stamp) -> Changes:
    """Store what a page says of a patient; refused when somebody changed it meanwhile."""
    patient_id, told = entry.patient, entry.told
    if load(session, patient_id) != entry.was:
        raise RecordRefused("changed_elsewhere", "patient")
    medical.check(told.medical, stamp)
    patient = with_medical(patients.load(session, patient_id), told.medical)
    if told.who is not None:
        patient = replace(patient, **asdict(told.who))
        patients.check(patient, stamp.today)
    patients.put_facts(session, patient_id, replace(patient, language=told.language))
    medical.put_blanks(session, patient_id, told.medical)
    particulars.put(session, patient_id, told.particulars)
    index(session, patient_id)
    areas: frozenset[Area] = frozenset({"patients"})
    if entry.draft:
        drafts.end(session, DraftKey(entry.problem, entry.draft), stamp.who)
        areas |= {"drafts"}
    return Changes(areas, frozenset({patient_id}), problem=entry.problem)


def enrol(session: Session, enrolment: Enrolment, stamp: Stamp) -> Changes:
    """Store a new patient, the problem they came with, and everything else that was told."""
    medical.check(enrolment.told.medical, stamp)
    changes = patients.register(session, enrolment.registration, stamp)
    for patient_id in changes.patients:
        medical.put_blanks(session, patient_id, enrolment.told.medical)
        particulars.put(session, patient_id, enrolment.told.particulars)
        index(session, patient_id)
    if changes.problem is not None:
        stories.put(session, changes.problem, enrolment.story, stamp)
    return changes


def former(session: Session, patient_id: PatientId) -> tuple[Former, ...]:
    """Return all records that were merged into one, the oldest first."""
    found = session.execute(_FORMER, {"kept": patient_id})
    return tuple(Former(*row) for row in found)


def index(session: Session, patient_id: PatientId) -> None:
    """Have a patient found by all names and numbers, and stand in the list by the family name."""
    row = session.get_one(tables.Patient, patient_id)
    row.search_norm = words_of(session, row)
    row.sort_norm = norm.sort_words(row.family_name, row.given_name)


def words_of(session: Session, row: tables.Patient) -> str:
    """Return every word that a patient is found by."""
    patient_id = PatientId(row.id)
    told = particulars.load(session, patient_id)
    born = beside.birth_of(row.birth_date, session.get(Birth, patient_id))
    found = norm.patient_words(row.family_name, row.given_name, row.number, born)
    known_as: list[str] = []
    for one in former(session, patient_id):
        known_as += norm.number_words(one.number)
        known_as += norm.words(f"{one.family_name} {one.given_name}")
    # A number is typed in its groups or as one.
    grouped = norm.words(f"{told.preferred_name} {nhs_shown(told.nhs_number)} {told.phone}")
    more = (*known_as, *grouped, told.nhs_number, *phone_words(told.phone))
    return " ".join(dict.fromkeys((*found.split(), *(word for word in more if word))))


def phone_words(phone: str) -> tuple[str, ...]:
    """Return what a telephone number is found by when it is typed as one; nothing without one."""
    digits = digits_of(phone)
    # From within the country a number begins otherwise than from without: the end is the same.
    return (digits, digits[-LONGEST_TRUNK:]) if digits else ()
