"""A problem is put right, closed, opened again and told as a story; a birth need not be a day."""

from dataclasses import replace
from datetime import date

import pytest

from db import (
    episodes,
    history,
    patients,
    persons,
    problems,
    revisions,
    search,
    stories,
    undoing,
    visits,
)
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.facts import (
    BirthKnown,
    Closed,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Patient,
    Problem,
    Span,
    Visit,
)
from pathway.medical import Medical
from pathway.person import Enrolment, Person, PersonEntry
from pathway.records import Changes, ProblemId, Registration, VisitEntry
from pathway.story import SURGERY, ProblemEntry, Story, ToldProblem
from tests.db.given import STAMP, problem_of, register

FULL = Story(
    onset_words="since the harvest",
    spine_earlier="yes",
    spine_onset=OnsetAbout(90, date(2026, 3, 1), "three months"),
    earlier_episodes="yes",
    earlier_words="twice, 2019 and 2022",
    surgery="no",
    surgery_words="",
)


def entry_of(
    clinic: Clinic, problem: ProblemId, told: ToldProblem, reason: str = ""
) -> ProblemEntry:
    patient = clinic.read(patients.chart_view, problem).patient_id
    return ProblemEntry(patient, told, problem, clinic.read(stories.load, problem), reason)


def save(clinic: Clinic, problem: ProblemId, told: ToldProblem, reason: str = "") -> Changes:
    entry = entry_of(clinic, problem, told, reason)
    assert entry.was is not None
    is_kept = entry.was.problem.closed == told.problem.closed
    return clinic.write(stories.save if is_kept else episodes.record, entry, STAMP)


@pytest.mark.parametrize(
    "onset",
    [
        OnsetDay(date(2026, 1, 5)),
        OnsetMonth(date(2026, 1, 1)),
        OnsetAbout(42, date(2026, 3, 1), "six weeks"),
        OnsetUnknown(date(2026, 3, 1)),
    ],
)
def test_a_problem_is_put_right_and_undone(clinic: Clinic, onset: OnsetDay) -> None:
    problem = register(clinic)
    before = clinic.read(stories.load, problem)
    spans = (Span(date(2025, 11, 20), date(2026, 1, 2)), Span(date(2026, 3, 20), None))
    now = Problem("cervical", onset, "right", "disc", spans, Closed(date(2026, 3, 29), "recovered"))
    told = ToldProblem(now, replace(FULL, spine_onset=onset))
    with pytest.raises(RecordRefused, match="not_allowed"):  # closing is for clinicians
        clinic.write(stories.save, entry_of(clinic, problem, told), STAMP)
    assert save(clinic, problem, told).undo_text == "episodes.record"
    assert clinic.read(stories.load, problem) == told
    assert clinic.read(patients.chart_view, problem).chart.problem == now
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    assert done.problem == problem
    clinic.write(undoing.undo, done.op, STAMP)
    assert clinic.read(stories.load, problem) == before
    assert clinic.read(revisions.verify).is_whole


def test_a_signed_visit_asks_for_a_reason(clinic: Clinic) -> None:
    problem = register(clinic)
    saved = clinic.write(visits.save, VisitEntry(problem, Visit(on=date(2026, 3, 29))), STAMP)
    assert saved.visit is not None
    clinic.write(visits.sign, saved.visit, STAMP)
    was = clinic.read(stories.load, problem)
    moved = replace(was.problem, onset=OnsetDay(date(2026, 3, 1)))
    with pytest.raises(RecordRefused):
        save(clinic, problem, ToldProblem(moved, was.story), "  ")
    assert clinic.read(stories.load, problem) == was
    closed = replace(was.problem, closed=Closed(date(2026, 3, 30), "recovered"))
    save(clinic, problem, ToldProblem(closed, was.story))  # closing changes nothing that was told
    save(clinic, problem, ToldProblem(moved, was.story), "the patient remembers now")
    corrected = clinic.read(stories.load, problem).story.corrected
    assert corrected is not None
    assert (corrected.by, corrected.reason) == (STAMP.who, "the patient remembers now")


def test_surgery_is_an_illness_and_undone_with_the_problem(clinic: Clinic) -> None:
    patient = Patient(date(1968, 3, 14), family_name="Zulu")
    told = Person(Medical(blanks=frozenset({("conditions", "none_known")})))
    facts = Registration(patient, Problem("lumbar", OnsetDay(date(2026, 2, 20))))
    problem = problem_of(clinic.write(persons.enrol, Enrolment(facts, told), STAMP))
    was = clinic.read(stories.load, problem)
    save(clinic, problem, replace(was, story=replace(FULL, surgery="yes", surgery_words="L5 2019")))
    found = clinic.read(patients.chart_view, problem).chart.patient
    assert found.conditions == {SURGERY}
    assert found.conditions_state == "listed"
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, STAMP)
    found = clinic.read(patients.chart_view, problem).chart.patient
    assert (found.conditions, found.conditions_state) == (frozenset(), "none_known")


def test_another_problem_of_the_same_patient(clinic: Clinic) -> None:
    first = register(clinic)
    patient = clinic.read(patients.chart_view, first).patient_id
    neck = ToldProblem(Problem("cervical", OnsetMonth(date(2026, 3, 1)), "right"), FULL)
    second = problem_of(clinic.write(stories.begin, ProblemEntry(patient, neck), STAMP))
    assert clinic.read(stories.load, second) == neck
    assert [one[0] for one in clinic.read(problems.of_patient, patient)] == [second, first]
    assert len(clinic.read(search.find, "Okafor", 10)) == 2


def test_what_lies_ahead_or_changed_meanwhile_is_refused(clinic: Clinic) -> None:
    problem = register(clinic)
    was = clinic.read(stories.load, problem)
    ahead = date(2026, 4, 1)
    for wrong in (
        replace(was, problem=replace(was.problem, onset=OnsetDay(ahead))),
        replace(was, problem=replace(was.problem, closed=Closed(ahead, "x"))),
        replace(was, problem=replace(was.problem, pain_free=(Span(date(2026, 3, 1), ahead),))),
        replace(was, story=replace(FULL, spine_onset=OnsetDay(ahead))),
    ):
        with pytest.raises(RecordRefused):
            save(clinic, problem, wrong)
    stale = entry_of(clinic, problem, replace(was, story=FULL))
    clinic.write(stories.save, stale, STAMP)
    with pytest.raises(RecordRefused):
        clinic.write(stories.save, stale, STAMP)


@pytest.mark.parametrize(
    ("known", "first", "typed"),
    [
        ("month", date(1968, 3, 1), "1968-03"),
        ("year", date(1968, 1, 1), "1968"),
        ("age", date(1967, 3, 31), "1968"),
    ],
)
def test_a_birth_is_kept_as_well_as_it_is_known(
    clinic: Clinic, known: BirthKnown, first: date, typed: str
) -> None:
    told_on = STAMP.today if known == "age" else None
    patient = Patient(first, family_name="Zulu", birth_known=known, birth_told_on=told_on)
    facts = Registration(patient, Problem("lumbar", OnsetDay(date(2026, 2, 20))))
    problem = problem_of(clinic.write(patients.register, facts, STAMP))
    view = clinic.read(patients.chart_view, problem)
    found = view.chart.patient
    assert (found.birth_date, found.birth_known, found.birth_told_on) == (first, known, told_on)
    assert [row.birth_known for row in clinic.read(search.find, typed, 10)] == [known]
    revision = clinic.read(revisions.head).seq
    who = clinic.read(persons.load, view.patient_id)
    assert who.who is not None
    exact = replace(who.who, birth_date=date(1968, 3, 14), birth_known="day", birth_told_on=None)
    entry = PersonEntry(view.patient_id, problem, replace(who, who=exact), who)
    clinic.write(persons.save, entry, STAMP)
    now = clinic.read(patients.chart_view, problem).chart.patient
    assert (now.birth_date, now.birth_known) == (date(1968, 3, 14), "day")
    then = clinic.read(history.chart_at, problem, revision).chart.patient
    assert (then.birth_date, then.birth_known, then.birth_told_on) == (first, known, told_on)
