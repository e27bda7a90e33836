"""Two records of one person become one: nothing of either is lost, and undo restores both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import drafts, history, merging, patients, persons, revisions, search, undoing, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.drafts import Draft
from pathway.facts import Egfr, MedicineTaken, OnsetDay, Patient, Problem, Side, Visit
from pathway.medical import Medical
from pathway.merging import PARTICULARS, MergeEntry, differing, merged, value_of
from pathway.particulars import Particulars
from pathway.person import Enrolment, Identity, Person
from pathway.records import PatientId, ProblemId, Registration, VisitEntry
from tests.db.given import STAMP, Place, problem_of

BORN = date(1968, 3, 14)
NAMES = ("names", "birth", "phone", "egfr")
ILL = Medical(
    conditions=frozenset({"diabetes"}),
    medicines=(MedicineTaken("warfarin"), MedicineTaken("ibuprofen", date(2026, 1, 2))),
    allergies=("penicillin",),
    allergy_state="known",
    egfr=Egfr(38, date(2026, 1, 2)),
)
WELL = Medical(
    medicines=(MedicineTaken("Warfarin"), MedicineTaken("ibuprofen")),
    allergy_state="none_known",
    egfr=Egfr(60, date(2025, 1, 2)),
    blanks=frozenset({("conditions", "none_known"), ("weight", "cannot_say")}),
)
GRACE = Person(ILL, Particulars(phone="0977 1"), "en", Identity("Zulu", "Grace", BORN, "female"))
GRACIA = Person(
    WELL,
    Particulars(phone="0966 2", address="Mfuwe"),
    "",
    Identity("Zulu", "Gracia", date(1968, 1, 1), "female", "year"),
)


def enrol(clinic: Clinic, person: Person, side: Side = "left") -> tuple[PatientId, ProblemId]:
    assert person.who is not None
    patient = patient_of(person)
    problem = Problem(
        "lumbar", OnsetDay(date(2026, 2, 20)), side="left" if side == "left" else "right"
    )
    changes = clinic.write(persons.enrol, Enrolment(Registration(patient, problem), person), STAMP)
    return next(iter(changes.patients)), problem_of(changes)


def patient_of(person: Person) -> Patient:
    who = person.who
    assert who is not None
    medical = person.medical
    return Patient(
        who.birth_date,
        family_name=who.family_name,
        given_name=who.given_name,
        sex=who.sex,
        language=person.language,
        birth_known=who.birth_known,
        birth_told_on=who.birth_told_on,
        conditions=medical.conditions,
        medicines=medical.medicines,
        allergies=medical.allergies,
        allergy_state=medical.allergy_state,
        egfr=medical.egfr,
        weight_kg=medical.weight_kg,
    )


def entry_of(clinic: Clinic, kept: PatientId, other: PatientId, which: str = "kept") -> MergeEntry:
    one, two = clinic.read(persons.load, kept), clinic.read(persons.load, other)
    chosen = dict.fromkeys(differing(one, two), "kept" if which == "kept" else "other")
    return MergeEntry(kept, other, one, two, chosen)  # type: ignore[arg-type]


def bodies(clinic: Clinic) -> dict[str, str]:
    """Every entity as it stands, but for the clinic itself."""

    def read(session: object) -> dict[str, str]:
        return {
            f"{name} {entity_id}": revisions.body_of(session, (name, entity_id))  # type: ignore[arg-type]
            for name, entity_id in sorted(set(revisions._all_entities(session)))  # type: ignore[arg-type]
            if name != "clinic"
        }

    return clinic.read(read)


def undo(clinic: Clinic) -> None:
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    assert done.what == "merging.merge"
    clinic.write(undoing.undo, done.op, STAMP)


@pytest.fixture
def both(clinic: Clinic) -> tuple[PatientId, ProblemId, PatientId, ProblemId]:
    kept, problem = enrol(clinic, GRACE)
    other, theirs = enrol(clinic, GRACIA, "right")
    entry = VisitEntry(theirs, Visit(on=date(2026, 3, 29), note="seen", signed=False))
    clinic.write(visits.save, entry, STAMP)
    clinic.keep(drafts.keep, Draft(theirs, "visit", typed=(("note", "half"),)), STAMP)
    return kept, problem, other, theirs


def test_problems_visits_and_drafts_come_along(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, problem, other, theirs = both
    changes = clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)
    assert changes.patients == {kept, other}
    assert changes.undo_text == "merging.merge"
    view = clinic.read(patients.chart_view, theirs)
    assert view.patient_id == kept
    assert view.chart.visits[0].note == "seen"
    assert view.chart.patient.number == clinic.read(patients.load, kept).number
    drawn = clinic.read(drafts.of_problem, theirs, STAMP.who)
    assert drawn[0].draft.typed == (("note", "half"),)
    assert clinic.read(patients.chart_view, problem).patient_id == kept
    assert clinic.read(revisions.verify).is_whole


def test_both_numbers_and_both_names_find_the_one_patient(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, _, other, _ = both
    old = clinic.read(patients.load, other).number
    clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)
    for typed in (old, old[1:], "Gracia", "Grace"):
        found = clinic.read(search.find, typed, 10)
        assert {row.patient_id for row in found} == {kept}
        assert len(found) == 2
    assert clinic.read(merging.former_numbers, kept) == (old,)


def test_warnings_are_united(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, _, other, _ = both
    clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)
    told = clinic.read(persons.load, kept).medical
    assert told.conditions == {"diabetes"}
    assert told.allergies == ("penicillin",)
    assert told.allergy_state == "known"
    assert [(it.name, it.stopped) for it in told.medicines] == [
        ("warfarin", None),
        ("ibuprofen", date(2026, 1, 2)),
        ("ibuprofen", None),
    ]
    assert told.blanks == {("weight", "cannot_say")}


def test_undo_restores_both_exactly_and_redo_merges_again(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, _, other, theirs = both
    before, old = bodies(clinic), clinic.read(patients.load, other).number
    clinic.write(merging.merge, entry_of(clinic, kept, other, "other"), STAMP)
    after = bodies(clinic)
    undo(clinic)
    assert bodies(clinic) == before
    assert {row.patient_id for row in clinic.read(search.find, old, 10)} == {other}
    redone = clinic.read(undoing.reversible, STAMP.who, 0).redo
    assert redone is not None
    assert redone.patient in {kept, other}
    clinic.write(undoing.redo, redone.op, STAMP)
    assert bodies(clinic) == after
    assert {row.patient_id for row in clinic.read(search.find, old, 10)} == {kept}
    assert clinic.read(patients.chart_view, theirs).patient_id == kept


def test_the_chart_as_known_before_is_that_of_the_other_record(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, _, other, theirs = both
    revision = clinic.read(revisions.head).seq
    clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)
    known = clinic.read(history.chart_at, theirs, revision)
    assert known.patient_id == other
    assert known.chart.patient.given_name == "Gracia"
    assert known.chart.patient.birth_known == "year"
    assert known.chart.patient.conditions_state == "none_known"


def test_what_is_not_decided_gone_or_changed_is_refused(
    clinic: Clinic, both: tuple[PatientId, ProblemId, PatientId, ProblemId]
) -> None:
    kept, _, other, _ = both
    entry = entry_of(clinic, kept, other)
    before = bodies(clinic)
    for wrong in (
        replace(entry, chosen={}),
        replace(entry, other=kept, was_other=entry.was_kept),
        replace(entry, was_other=replace(entry.was_other, language="fr")),
    ):
        with pytest.raises(RecordRefused):
            clinic.write(merging.merge, wrong, STAMP)
    assert bodies(clinic) == before
    clinic.write(merging.merge, entry, STAMP)
    with pytest.raises(RecordRefused):
        clinic.write(merging.merge, entry_of(clinic, kept, other), STAMP)


def test_a_third_record_leads_to_the_last_one(clinic: Clinic) -> None:
    first, _ = enrol(clinic, GRACE)
    second, _ = enrol(clinic, GRACIA)
    third, _ = enrol(clinic, replace(GRACE, language="fr"))
    number = clinic.read(patients.load, first).number
    clinic.write(merging.merge, entry_of(clinic, second, first), STAMP)
    clinic.write(merging.merge, entry_of(clinic, third, second), STAMP)
    assert {row.patient_id for row in clinic.read(search.find, number, 10)} == {third}
    assert len(clinic.read(merging.former_numbers, third)) == 2
    undo(clinic)
    assert {row.patient_id for row in clinic.read(search.find, number, 10)} == {second}


class Stopped(Exception):
    """The process ended here."""


def test_what_stops_in_the_middle_leaves_both_as_they_were(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = place.open()
    kept, _ = enrol(clinic, GRACE)
    other, _ = enrol(clinic, GRACIA)
    before, entry = bodies(clinic), entry_of(clinic, kept, other)

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as then:
        then.setattr(revisions, "append", stop)
        with pytest.raises(Stopped):
            clinic.write(merging.merge, entry, STAMP)
    clinic.close()
    clinic = place.open()
    assert bodies(clinic) == before
    assert clinic.read(revisions.verify).is_whole
    clinic.close()


# ---------------------------------------------------------------- properties

WORDS = st.sampled_from(["", "a", "b"])
MEDICINES = st.lists(
    st.builds(
        MedicineTaken,
        st.sampled_from(["ibuprofen", "warfarin"]),
        st.sampled_from([None, date(2026, 1, 2)]),
    ),
    max_size=3,
    unique=True,
).map(tuple)
MEDICALS = st.builds(
    Medical,
    conditions=st.frozensets(st.sampled_from(["diabetes", "falls"])),
    other_conditions=st.sampled_from([(), ("sore foot",)]),
    medicines=MEDICINES,
    allergies=st.sampled_from([(), ("penicillin",), ("latex",)]),
    egfr=st.sampled_from([None, Egfr(38, date(2026, 1, 2)), Egfr(60, date(2025, 1, 2))]),
    weight_kg=st.sampled_from([None, 60.0, 70.0]),
).map(lambda it: replace(it, allergy_state="known" if it.allergies else "not_recorded"))
PEOPLE = st.builds(
    Person,
    MEDICALS,
    st.builds(Particulars, phone=WORDS, address=WORDS, contact_name=WORDS),
    st.sampled_from(["", "en", "fr"]),
    st.builds(
        Identity,
        st.sampled_from(["Zulu", "Banda"]),
        WORDS,
        st.just(BORN),
        st.sampled_from(["female", "unknown"]),
    ),
)


@given(PEOPLE, PEOPLE, st.booleans())
def test_nothing_that_either_record_tells_is_lost(one: Person, two: Person, first: bool) -> None:
    chosen = dict.fromkeys(differing(one, two), "kept" if first else "other")
    made = merged(one, two, chosen)  # type: ignore[arg-type]
    for what in PARTICULARS:
        told = [value_of(it, what) for it in (one, two) if value_of(it, what) is not None]
        assert value_of(made, what) in (told or [None])
    for part in (one.medical, two.medical):
        assert part.conditions <= made.medical.conditions
        assert set(part.other_conditions) <= set(made.medical.other_conditions)
        assert set(part.allergies) <= set(made.medical.allergies)
        assert set(part.medicines) <= set(made.medical.medicines)
    assert merged(made, made, {}) == made


@pytest.fixture(scope="module")
def shared(untouched: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    import shutil

    folder = Path(shutil.copytree(untouched.folder, tmp_path_factory.mktemp("merge") / "clinic"))
    opened = replace(untouched, folder=folder).open()
    yield opened
    opened.close()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, PEOPLE, st.sampled_from(["kept", "other"]))
def test_undo_gives_back_whatever_was_merged(
    shared: Clinic, one: Person, two: Person, which: str
) -> None:
    kept, _ = enrol(shared, one)
    other, theirs = enrol(shared, two)
    before = bodies(shared)
    shared.write(merging.merge, entry_of(shared, kept, other, which), STAMP)
    assert shared.read(patients.chart_view, theirs).patient_id == kept
    undo(shared)
    assert bodies(shared) == before
