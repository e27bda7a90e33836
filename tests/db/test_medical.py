"""What bears on medicines is kept with its reasons for blanks, changed whole, and undone."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import (
    check,
    drafts,
    history,
    medical,
    migrate,
    patients,
    persons,
    revisions,
    search,
    undoing,
)
from db import particulars as told_of
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.drafts import Draft
from pathway.facts import Egfr, MedicineTaken, Patient, Pregnancy
from pathway.guidelines import Guidelines
from pathway.medical import Medical, with_medical
from pathway.particulars import Particulars
from pathway.person import Enrolment, Person, PersonEntry
from pathway.records import PatientId, ProblemId, Stamp
from tests.db.given import STAMP, TODAY, Place, register, registration
from tests.db.schemas.stored import first_clinic

FULL = Medical(
    conditions=frozenset({"diabetes", "falls"}),
    other_conditions=("Sjögren syndrome", "gout"),
    medicines=(MedicineTaken("apixaban"), MedicineTaken("zzyzx", date(2026, 3, 1))),
    allergies=("penicillin", "latex"),
    allergy_state="known",
    egfr=Egfr(58.5, date(2026, 2, 3)),
    weight_kg=71.5,
    pregnancy=Pregnancy("yes", 12, date(2026, 3, 2)),
    breastfeeding="no",
    blanks=frozenset({("smoker", "cannot_say")}),
)


def patient_of(clinic: Clinic, problem: ProblemId) -> PatientId:
    return clinic.read(patients.chart_view, problem).patient_id


def entry(clinic: Clinic, problem: ProblemId, wanted: Medical) -> PersonEntry:
    patient_id = patient_of(clinic, problem)
    was = clinic.read(persons.load, patient_id)
    return PersonEntry(patient_id, problem, replace(was, medical=wanted), was, "patient")


def save(clinic: Clinic, problem: ProblemId, wanted: Medical, stamp: Stamp = STAMP) -> None:
    clinic.write(persons.save, entry(clinic, problem, wanted), stamp)


def test_everything_on_the_page_is_kept_and_the_rules_read_it(clinic: Clinic) -> None:
    problem = register(clinic)
    save(clinic, problem, FULL)
    view = clinic.read(patients.chart_view, problem)
    assert clinic.read(medical.load, view.patient_id) == FULL
    assert view.chart.patient == with_medical(view.chart.patient, FULL)
    assert view.chart.patient.medicines == FULL.medicines
    assert view.chart.patient.egfr == FULL.egfr
    assert clinic.read(revisions.verify).is_whole


def test_nobody_asked_and_nothing_known_are_kept_apart(clinic: Clinic) -> None:
    problem = register(clinic)
    nothing = Medical(blanks=frozenset({("conditions", "none_known"), ("egfr", "cannot_say")}))
    save(clinic, problem, nothing)
    found = clinic.read(medical.load, patient_of(clinic, problem))
    assert found.why_blank("conditions") == "none_known"
    assert found.why_blank("egfr") == "cannot_say"
    assert found.why_blank("medicines") is None


def test_what_is_taken_off_a_list_is_off_it(clinic: Clinic) -> None:
    problem = register(clinic)
    save(clinic, problem, FULL)
    less = replace(
        FULL,
        conditions=frozenset({"falls"}),
        other_conditions=("gout",),
        medicines=FULL.medicines[1:],
        allergies=(),
        allergy_state="none_known",
        egfr=None,
        blanks=frozenset(),
    )
    save(clinic, problem, less)
    assert clinic.read(medical.load, patient_of(clinic, problem)) == less


def test_undo_and_redo_go_back_and_forth(clinic: Clinic) -> None:
    problem = register(clinic)
    save(clinic, problem, FULL)
    save(clinic, problem, Medical(weight_kg=80))
    patient_id = patient_of(clinic, problem)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    assert (done.what, done.patient, done.family_name) == ("persons.save", patient_id, "Okafor")
    clinic.write(undoing.undo, done.op, STAMP)
    assert clinic.read(medical.load, patient_id) == FULL
    again = clinic.read(undoing.reversible, STAMP.who, 0).redo
    assert again is not None
    changes = clinic.write(undoing.redo, again.op, STAMP)
    assert changes.patients == {patient_id}
    assert clinic.read(medical.load, patient_id) == Medical(weight_kg=80)
    assert clinic.read(revisions.verify).is_whole


def test_a_registration_is_not_undone_through_the_page(clinic: Clinic) -> None:
    problem = register(clinic)
    save(clinic, problem, FULL)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, STAMP)
    assert clinic.read(undoing.reversible, STAMP.who, 0).undo is None
    assert clinic.read(medical.load, patient_of(clinic, problem)) == Medical()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(clinic: Clinic) -> None:
    problem = register(clinic)
    late = entry(clinic, problem, Medical(weight_kg=80))
    save(clinic, problem, FULL)
    with pytest.raises(RecordRefused) as refusal:
        clinic.write(persons.save, late, STAMP)
    assert refusal.value.code == "changed_elsewhere"
    assert clinic.read(medical.load, late.patient) == FULL


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (replace(FULL, egfr=Egfr(58, TODAY + timedelta(1))), "egfr"),
        (replace(FULL, pregnancy=Pregnancy("yes", 3, TODAY + timedelta(1))), "pregnancy"),
        (replace(FULL, medicines=(MedicineTaken("a", TODAY + timedelta(1)),)), "medicines"),
        (replace(FULL, blanks=frozenset({("conditions", "none_known")})), "conditions"),
        (replace(FULL, weight_kg=-1), "weight_kg"),
        (replace(FULL, other_conditions=("",)), "name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_whole(clinic: Clinic, wrong: Medical, what: str) -> None:
    problem = register(clinic)
    with pytest.raises(RecordRefused) as refusal:
        save(clinic, problem, wrong)
    assert what in refusal.value.what
    assert clinic.read(medical.load, patient_of(clinic, problem)) == Medical()


def test_saving_ends_the_draft(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.keep(drafts.keep, Draft(problem, "patient", typed=(("weight", "7"),)), STAMP)
    assert clinic.read(drafts.of_problem, problem, STAMP.who)
    save(clinic, problem, FULL)
    assert not clinic.read(drafts.of_problem, problem, STAMP.who)


def test_a_person_is_enrolled_with_everything_that_was_told(clinic: Clinic) -> None:
    told = Particulars(
        preferred_name="Ruthie",
        nhs_number="9434765919",
        phone="+260 97 000",
        address="Mfuwe\nLupande",
        spoken_language="ny",
        interpreter="yes",
        contact_name="Joy Okafor",
        contact_relation="daughter",
        contact_phone="097",
    )
    newcomer = registration()
    newcomer = replace(newcomer, patient=with_medical(newcomer.patient, FULL))
    changes = clinic.write(persons.enrol, Enrolment(newcomer, Person(FULL, told)), STAMP)
    (patient_id,) = changes.patients
    assert clinic.read(medical.load, patient_id) == FULL
    assert clinic.read(told_of.load, patient_id) == told
    assert clinic.read(revisions.verify).is_whole


def test_a_person_is_found_by_nhs_number_telephone_and_preferred_name(clinic: Clinic) -> None:
    problem = register(clinic)
    patient_id = patient_of(clinic, problem)
    was = clinic.read(persons.load, patient_id)
    told = Particulars(preferred_name="Mama Joy", nhs_number="9434765919", phone="+260 97-000")
    clinic.write(
        persons.save, PersonEntry(patient_id, problem, replace(was, particulars=told), was), STAMP
    )
    for text in ("943 476 5919", "9434765919", "26097", "260 97-0", "mama", "okafor"):
        assert [row.patient_id for row in clinic.read(search.find, text, 9)] == [patient_id], text
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, STAMP)
    assert clinic.read(persons.load, patient_id) == was
    assert not clinic.read(search.find, "mama", 9)
    assert clinic.read(search.find, "okafor", 9)


def test_a_wrong_nhs_number_is_refused(clinic: Clinic) -> None:
    wrong = Enrolment(registration(), Person(particulars=Particulars(nhs_number="9434765918")))
    with pytest.raises(RecordRefused) as refusal:
        clinic.write(persons.enrol, wrong, STAMP)
    assert refusal.value.what == ("nhs_number",)


def test_a_chart_as_known_before_knows_nothing_of_it(clinic: Clinic) -> None:
    problem = register(clinic)
    before = clinic.read(revisions.head).seq
    save(clinic, problem, FULL)
    then = clinic.read(history.chart_at, problem, before).chart.patient
    known = (then.birth_date, then.number, then.family_name, then.given_name)
    assert then == Patient(*known)


def test_a_store_of_the_first_version_is_brought_up_to_date(
    tmp_path: Path, guidelines: Guidelines
) -> None:
    place = Place(first_clinic(tmp_path / "old"), guidelines)
    assert migrate.is_old(place.records, place.key())
    clinic = place.open()
    assert not migrate.is_old(place.records, place.key())
    problem = clinic.read(search.find, "", 1)[0].problem_id
    before = clinic.read(medical.load, patient_of(clinic, problem))
    assert not before.other_conditions
    save(clinic, problem, FULL)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, STAMP)
    assert clinic.read(medical.load, patient_of(clinic, problem)) == before
    clinic.close()
    assert check.check(place.folder, place.key(), place.guidelines, STAMP).is_sound
