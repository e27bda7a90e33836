"""What came of calls: kept with who and when, newest first, ended by a visit, undone and merged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as driver

from db import engine, merging, patients, persons, recalls, revisions, undoing, visits
from db.clinic import Clinic
from db.recalltables import RecallRow
from db.trouble import RecordRefused
from pathway.facts import Visit
from pathway.guidelines import Guidelines
from pathway.merging import MergeEntry
from pathway.recalls import (
    KINDS,
    LATER,
    RecallEntry,
    RecallKind,
    RecallOutcome,
    is_possible,
    is_quiet,
    is_to_do,
)
from pathway.records import PatientId, ProblemId, Stamp, VisitEntry
from tests.db.given import STAMP, TODAY, Place, make, register

WEEK = timedelta(7)


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Iterator[Clinic]:
    opened = make(tmp_path_factory.mktemp("recalls") / "clinic", guidelines).open()
    yield opened
    opened.close()


def outcome(kind: RecallKind, day: date | None = None, note: str = "") -> RecallOutcome:
    day = day or (TODAY + WEEK if kind in LATER else None)
    return RecallOutcome(kind, TODAY, day, note)


def after(minutes: int, today: date = TODAY) -> Stamp:
    return Stamp("Nurse Ann", STAMP.at + timedelta(minutes=minutes), today)


def patient_of(clinic: Clinic, problem: ProblemId) -> PatientId:
    return clinic.read(patients.chart_view, problem).patient_id


def stands(clinic: Clinic, problem: ProblemId) -> str:
    found = clinic.read(recalls.standing, patient_of(clinic, problem))
    return found.outcome.kind if found else ""


@pytest.mark.parametrize("kind", KINDS)
def test_an_outcome_is_kept_with_who_and_when(clinic: Clinic, kind: RecallKind) -> None:
    problem = register(clinic)
    entry = RecallEntry(problem, outcome(kind, note=" by phone "))
    changes = clinic.write(recalls.record, entry, after(1))
    assert (changes.areas, changes.problem) == (frozenset({"recalls"}), problem)
    (kept,) = clinic.read(recalls.of_patient, patient_of(clinic, problem))
    said = replace(entry.outcome, note="by phone", by="Nurse Ann", at=after(1).at)
    assert kept.outcome == said
    assert clinic.read(recalls.standing, kept.patient) == kept


def test_the_newest_holds_until_a_visit_follows(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.write(recalls.record, RecallEntry(problem, outcome("declined")), after(1))
    clinic.write(recalls.record, RecallEntry(problem, outcome("will_come")), after(2))
    assert stands(clinic, problem) == "will_come"
    late = VisitEntry(problem, Visit(TODAY - WEEK))
    clinic.write(visits.save, late, after(3))
    assert stands(clinic, problem) == "will_come"  # an older visit, written down late
    saved = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), after(4))
    assert stands(clinic, problem) == ""
    done = clinic.read(undoing.reversible, "Nurse Ann", 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, after(5))
    assert saved.visit
    assert stands(clinic, problem) == "will_come"


def test_an_outcome_is_undone_and_done_again(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.write(recalls.record, RecallEntry(problem, outcome("remind_on")), after(1))
    changes = clinic.write(recalls.record, RecallEntry(problem, outcome("died")), after(2))
    assert changes.undo_text == "recalls.record"
    for wanted in ("remind_on", "died"):
        steps = clinic.read(undoing.reversible, "Nurse Ann", 0)
        step = steps.undo if wanted == "remind_on" else steps.redo
        assert step is not None
        way = undoing.undo if wanted == "remind_on" else undoing.redo
        clinic.write(way, step.op, after(3))
        assert stands(clinic, problem) == wanted
    both = clinic.read(recalls.of_patient, patient_of(clinic, problem))
    assert [one.outcome.kind for one in both] == ["died", "remind_on"]
    assert clinic.read(revisions.verify).is_whole


def test_an_outcome_is_about_the_person_also_after_two_records_became_one(clinic: Clinic) -> None:
    kept, other = register(clinic), register(clinic)
    clinic.write(recalls.record, RecallEntry(other, outcome("moved")), after(1))
    assert (stands(clinic, kept), stands(clinic, other)) == ("", "moved")
    ids = patient_of(clinic, kept), patient_of(clinic, other)
    one, two = (clinic.read(persons.load, patient) for patient in ids)
    clinic.write(merging.merge, MergeEntry(*ids, one, two, {}), after(2))
    assert stands(clinic, kept) == "moved"


def test_a_sheet_is_taken_whole_or_not_at_all(clinic: Clinic) -> None:
    first, second = register(clinic), register(clinic, "Lund")
    wrong = RecallOutcome("will_come", TODAY)
    sheet = (RecallEntry(first, outcome("reached")), RecallEntry(second, wrong))
    with pytest.raises(RecordRefused, match="invalid"):
        clinic.write(recalls.record_all, sheet, after(1))
    assert (
        clinic.read(lambda session: session.scalar(select(func.count()).select_from(RecallRow)))
        == 0
    )
    good = (sheet[0], RecallEntry(second, outcome("declined")))
    changes = clinic.write(recalls.record_all, good, after(2))
    assert len(changes.patients) == len(good)
    assert (stands(clinic, first), stands(clinic, second)) == ("reached", "declined")


def test_staff_may_record_and_nobody_deletes(
    tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines
) -> None:
    place: Place = make(tmp_path_factory.mktemp("staff") / "clinic", guidelines)
    clinic = place.open()
    problem = register(clinic)
    clinic.role = "staff"
    clinic.write(recalls.record, RecallEntry(problem, outcome("reached")), after(1))
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match="never deleted"):
        connection.execute("DELETE FROM recall")
    connection.close()


@given(
    kind=st.sampled_from(KINDS),
    on=st.integers(-400, 400),
    day=st.none() | st.integers(-400, 400),
    ask=st.integers(-500, 500),
)
def test_days_fit_their_kind(kind: RecallKind, on: int, day: int | None, ask: int) -> None:
    named = None if day is None else TODAY + timedelta(day)
    told, asked = RecallOutcome(kind, TODAY + timedelta(on), named), TODAY + timedelta(ask)
    if not is_possible(told, TODAY):
        return
    assert told.on <= TODAY
    assert (named is not None) == (kind in LATER) or kind == "died"
    assert not (is_quiet(told, asked) and is_to_do(told, asked))
    if kind == "will_come" and named == asked:
        assert not is_quiet(told, asked)  # they are awaited, and nobody calls yet
        assert not is_to_do(told, asked)


def test_a_day_in_the_past_is_refused(clinic: Clinic) -> None:
    problem = register(clinic)
    for bad in (outcome("remind_on", TODAY - WEEK), RecallOutcome("reached", TODAY + WEEK)):
        with pytest.raises(RecordRefused, match="invalid"):
            clinic.write(recalls.record, RecallEntry(problem, bad), STAMP)
