"""Patients: registering one with a problem, and reading one problem's whole chart."""

from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from db import (
    acknowledgements,
    beside,
    care,
    decisions,
    drafts,
    escalations,
    norm,
    parts,
    problems,
    responses,
    tables,
    visits,
)
from db.ids import new_id
from db.persontables import Birth as BirthRow
from db.tables import Row
from db.trouble import RecordRefused
from pathway.birth import Birth, whole
from pathway.clinicnumbers import clinic_number
from pathway.drafts import DraftKey
from pathway.escalating import flag_records
from pathway.facts import Chart, Egfr, MedicineTaken, Patient, Pregnancy
from pathway.medical import list_state
from pathway.plans import plan_of
from pathway.readable import is_blank
from pathway.records import (
    Area,
    CareEntry,
    Changes,
    ChartView,
    PatientId,
    ProblemId,
    RecordedEscalation,
    RecordedVisit,
    Registration,
    Stamp,
)

_CONDITIONS: Final = select(tables.Condition.code).where(
    col(tables.Condition.patient_id) == bindparam("patient_id")
)
_MEDICINES: Final = (
    select(col(tables.Medicine.name), col(tables.Medicine.stopped))
    .where(col(tables.Medicine.patient_id) == bindparam("patient_id"))
    .order_by(col(tables.Medicine.position))
)
_ALLERGIES: Final = (
    select(tables.Allergy.name)
    .where(col(tables.Allergy.patient_id) == bindparam("patient_id"))
    .order_by(col(tables.Allergy.position))
)


class Lists(NamedTuple):
    """What is listed with a patient."""

    conditions: frozenset[str]
    medicines: tuple[MedicineTaken, ...]
    allergies: tuple[str, ...]
    told: beside.Beside = beside.Beside()


def register(session: Session, registration: Registration, stamp: Stamp) -> Changes:
    """Store a new patient and the problem they came with; an empty number is given out."""
    patient = registration.patient
    check(patient, stamp.today)
    sequence = _last_sequence(session) + 1
    number = patient.number.strip() or _free_number(session, sequence)
    if _is_taken(session, number):
        raise RecordRefused("number_taken", "patient", ("number",))
    patient_id = PatientId(new_id())
    session.add(_row(patient_id, patient, sequence, number))
    session.flush()
    session.add_all(row for _, rows in _listed(patient_id, patient) for row in rows)
    session.add_all(beside.none_known_rows(patient_id, patient))
    problem_id = problems.add(session, patient_id, registration.problem, stamp.today)
    areas: frozenset[Area] = frozenset({"patients"})
    if registration.draft:
        drafts.end(session, DraftKey(None, registration.draft), stamp.who)
        areas |= {"drafts"}
    return Changes(areas, frozenset({patient_id}), problem=problem_id)


def check(patient: Patient, today: date) -> None:
    """Refuse a patient without a name, or not yet born."""
    if is_blank(f"{patient.family_name}{patient.given_name}"):
        raise RecordRefused("invalid", "patient", ("family_name",))
    if patient.birth_date > today:
        raise RecordRefused("future", "patient", ("birth_date",))


def put_facts(session: Session, patient_id: PatientId, patient: Patient) -> None:
    """Have a patient's row and lists say what these facts say; the number stays."""
    row = session.get(tables.Patient, patient_id)
    if row is None:
        raise RecordRefused("unknown_patient", "patient")
    wanted = _row(patient_id, patient, row.sequence, row.number)
    parts.assign(row, wanted)
    row.sort_norm, row.search_norm = wanted.sort_norm, wanted.search_norm
    for row_class, rows in _listed(patient_id, patient):
        parts.put(session, row_class, patient_id, rows)


def next_number(session: Session) -> str:
    """Return the clinic number that the next patient without one would be given."""
    return _free_number(session, _last_sequence(session) + 1)


def chart_view(session: Session, problem_id: ProblemId) -> ChartView:
    """Return one problem's chart with the identities that forms need."""
    patient_id, problem = problems.load(session, problem_id)
    chart = Chart(
        patient=load(session, patient_id),
        problem=problem,
        flags=decisions.load_flags(session, problem_id),
        overrides=decisions.load_overrides(session, problem_id),
        referrals=decisions.load_referrals(session, problem_id),
    )
    recorded, given = visits.load(session, problem_id), care.load(session, problem_id)
    said = acknowledgements.load(session, problem_id)
    answered = responses.load(session, problem_id)
    view = ChartView(patient_id, problem_id, chart, acknowledged=said, responses=answered)
    view = with_escalations(view, escalations.load(session, problem_id))
    return with_records(view, recorded, given)


def with_escalations(view: ChartView, told: tuple[RecordedEscalation, ...]) -> ChartView:
    """Return the view with its escalations: the flags that they are about count as escalated."""
    if not told:
        return view
    known = tuple(one.escalation for one in told)
    flags = (*view.chart.flags, *flag_records(known))
    chart = replace(view.chart, flags=flags, escalations=known)
    return replace(view, chart=chart, escalations=told)


def with_records(
    view: ChartView, recorded: tuple[RecordedVisit, ...], given: tuple[CareEntry, ...]
) -> ChartView:
    """Return the view with its visits and care: those entered in error stay beside the facts."""
    seen = tuple(visit for visit in recorded if visit.in_error is None)
    told = tuple(entry for entry in given if entry.in_error is None)
    return replace(
        view,
        chart=replace(
            view.chart,
            visits=tuple(visit.visit for visit in seen),
            care=tuple(entry.care for entry in told),
            plan=plan_of(visit.visit for visit in seen),
        ),
        visits=seen,
        care=told,
        visits_in_error=tuple(visit for visit in recorded if visit.in_error),
        care_in_error=tuple(entry for entry in given if entry.in_error),
    )


def load(session: Session, patient_id: PatientId) -> Patient:
    """Return a patient as facts."""
    row = session.get(tables.Patient, patient_id)
    if row is None:
        raise RecordRefused("unknown_patient", "patient")
    return fact(row, _lists(session, patient_id))


def fact(row: tables.Patient, lists: Lists) -> Patient:
    """Return a patient as facts, from the row and what is listed with it."""
    egfr_on, egfr_value = row.egfr_on, row.egfr_value
    told = lists.told
    born = beside.birth_of(row.birth_date, told.birth)
    is_ill, takes = bool(lists.conditions or told.has_other), bool(lists.medicines)
    return Patient(
        birth_date=born.day,
        birth_known=born.known,
        birth_told_on=born.told_on,
        number=row.number,
        family_name=row.family_name,
        given_name=row.given_name,
        sex=row.sex,
        language=row.language,
        pregnancy=Pregnancy(row.pregnancy_status, row.pregnancy_weeks, row.pregnancy_on),
        breastfeeding=row.breastfeeding,
        egfr=Egfr(egfr_value, egfr_on) if egfr_on and egfr_value is not None else None,
        weight_kg=row.weight_kg,
        conditions=lists.conditions,
        medicines=lists.medicines,
        allergies=lists.allergies,
        allergy_state=row.allergy_state,
        smoker=row.smoker,
        conditions_state=list_state(is_ill, told.why("conditions")),
        medicines_state=list_state(takes, told.why("medicines")),
    )


def _row(patient_id: PatientId, patient: Patient, sequence: int, number: str) -> tables.Patient:
    family, given = patient.family_name, patient.given_name
    birth = Birth(whole(patient.birth_date, patient.birth_known), patient.birth_known)
    return tables.Patient(
        id=patient_id,
        sequence=sequence,
        number=number,
        family_name=family,
        given_name=given,
        birth_date=birth.day,
        sex=patient.sex,
        language=patient.language,
        pregnancy_status=patient.pregnancy.status,
        pregnancy_weeks=patient.pregnancy.weeks,
        pregnancy_on=patient.pregnancy.on,
        breastfeeding=patient.breastfeeding,
        egfr_value=patient.egfr.value if patient.egfr else None,
        egfr_on=patient.egfr.on if patient.egfr else None,
        weight_kg=patient.weight_kg,
        allergy_state=patient.allergy_state,
        smoker=patient.smoker,
        sort_norm=norm.sort_words(family, given),
        search_norm=norm.patient_words(family, given, number, birth),
    )


def _listed(patient_id: PatientId, patient: Patient) -> tuple[tuple[type[Row], list[Row]], ...]:
    codes: list[Row] = [
        tables.Condition(patient_id=patient_id, code=code) for code in sorted(patient.conditions)
    ]
    taken: list[Row] = [
        tables.Medicine(patient_id=patient_id, position=place, name=one.name, stopped=one.stopped)
        for place, one in enumerate(patient.medicines)
    ]
    allergies: list[Row] = [
        tables.Allergy(patient_id=patient_id, position=place, name=name)
        for place, name in enumerate(patient.allergies)
    ]
    return (
        (tables.Condition, codes),
        (tables.Medicine, taken),
        (tables.Allergy, allergies),
        (BirthRow, beside.birth_rows(patient_id, patient)),
    )


def _last_sequence(session: Session) -> int:
    return session.exec(select(func.max(tables.Patient.sequence))).one() or 0


def _free_number(session: Session, sequence: int) -> str:
    while _is_taken(session, clinic_number(sequence)):
        sequence += 1
    return clinic_number(sequence)


def _is_taken(session: Session, number: str) -> bool:
    wanted = select(tables.Patient.id).where(col(tables.Patient.number) == number)
    return session.exec(wanted).first() is not None


def _lists(session: Session, patient_id: PatientId) -> Lists:
    of_patient = {"patient_id": patient_id}
    taken = session.exec(_MEDICINES, params=of_patient)
    return Lists(
        frozenset(session.exec(_CONDITIONS, params=of_patient)),
        tuple(MedicineTaken(name, stopped) for name, stopped in taken),
        tuple(session.exec(_ALLERGIES, params=of_patient)),
        beside.load(session, patient_id),
    )
