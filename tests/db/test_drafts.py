"""A draft comes back as typed, is its user's own, is read by no rule and ends with the save."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from db import drafts, patients, revisions, snapshots, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.coding import Code, Coded
from pathway.drafts import Draft, DraftKey
from pathway.evaluate import evaluate
from pathway.facts import Care, Span, Visit
from pathway.guidelines import Guidelines
from pathway.records import (
    CareEntry,
    CareId,
    Changes,
    DraftForm,
    ProblemId,
    Registration,
    Stamp,
    VisitEntry,
    VisitId,
)
from tests.db.given import STAMP, TODAY, Place, problem_of, register, registration

OTHER = replace(STAMP, who="Dr Ode")
LITTLE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
days = st.dates(date(2020, 1, 1), TODAY)
answers = st.builds(
    Coded,
    st.builds(Code, st.sampled_from(["pain.limb", "note"]), st.none() | st.just("left")),
    texts,
    st.none() | days,
    st.sampled_from([None, "progressing"]),
)
told = st.builds(
    CareEntry,
    st.builds(
        Care,
        st.just("medicine"),
        texts,
        st.lists(days, max_size=2).map(tuple),
        st.none() | st.builds(Span, days, st.none()),
    ),
    st.none() | st.just(CareId("x")),
)
contents = st.fixed_dictionaries(
    {
        "on": st.none() | days,
        "answers": st.lists(answers, max_size=4).map(tuple),
        "care": st.lists(told, max_size=2).map(tuple),
        "typed": st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    }
)
EMERGENCY = Coded(Code("flag.RF-C1"), "yes")


def typed(problem: ProblemId | None, text: str = "pain since") -> Draft:
    return Draft(problem, on=TODAY, answers=(EMERGENCY,), typed=(("note", text),))


@settings(max_examples=25, suppress_health_check=LITTLE)
@given(content=contents)
def test_a_draft_comes_back_as_it_was_typed(clinic: Clinic, content: dict[str, object]) -> None:
    problem = register(clinic)
    draft = replace(Draft(problem), **content)  # type: ignore[arg-type]
    clinic.keep(drafts.keep, draft, STAMP)
    (kept,) = clinic.read(drafts.of_problem, problem, STAMP.who)
    assert (kept.draft, kept.who, kept.kept_at) == (draft, STAMP.who, STAMP.at)


def test_the_newest_draft_of_a_form_and_user_counts(clinic: Clinic) -> None:
    problem = register(clinic)
    later = replace(STAMP, at=STAMP.at + timedelta(seconds=1))
    clinic.keep(drafts.keep, typed(problem, "a"), STAMP)
    clinic.keep(drafts.keep, replace(typed(problem, "x"), form="decision"), STAMP)
    clinic.keep(drafts.keep, typed(problem, "b"), OTHER)
    clinic.keep(drafts.keep, typed(problem, "c"), later)
    mine = clinic.read(drafts.of_problem, problem, STAMP.who)
    assert [(kept.draft.form, kept.draft.typed[0][1]) for kept in mine] == [
        ("decision", "x"),
        ("visit", "c"),
    ]
    (others,) = clinic.read(drafts.of_problem, problem, OTHER.who)
    assert others.draft.typed == (("note", "b"),)


def test_unfinished_forms_are_listed_with_their_patient(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), STAMP).visit
    later = replace(STAMP, at=STAMP.at + timedelta(minutes=3))
    clinic.keep(drafts.keep, Draft(None, "registration", typed=(("family", "Ng"),)), STAMP)
    clinic.keep(drafts.keep, replace(typed(problem), visit=visit), later)
    first, second = clinic.read(drafts.unfinished)
    assert (first.key, first.visit) == (DraftKey(problem, "visit"), visit)
    assert (first.family_name, first.given_name) == ("Okafor", "Ruth")
    assert (first.who, first.kept_at) == (STAMP.who, later.at)
    assert (second.key, second.patient) == (DraftKey(None, "registration"), None)


def test_forms_kept_at_one_moment_stand_in_the_same_order_each_time(clinic: Clinic) -> None:
    problem = register(clinic)
    forms: tuple[DraftForm, ...] = ("visit", "letter", "problem")
    for form in forms:
        clinic.keep(drafts.keep, replace(typed(problem), form=form), STAMP)
    assert [one.key.form for one in clinic.read(drafts.unfinished)] == [
        "letter",
        "problem",
        "visit",
    ]


def test_no_rule_and_no_chart_sees_a_draft(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    before = clinic.read(patients.chart_view, problem)
    concluded = clinic.read(snapshots.latest, problem)
    head = clinic.read(revisions.head)
    clinic.keep(drafts.keep, typed(problem), STAMP)
    after = clinic.read(patients.chart_view, problem)
    assert after == before
    assert evaluate(after.chart, TODAY, guidelines).red_flags.open == ()
    assert clinic.read(snapshots.latest, problem) == concluded
    assert clinic.read(revisions.head) == head
    saved = VisitEntry(problem, Visit(TODAY, pain_limb=2))
    clinic.write(visits.save, saved, STAMP)
    concluded = clinic.read(snapshots.latest, problem)
    assert concluded
    assert concluded.flag_level == "none"
    assert clinic.read(revisions.verify).is_whole


def test_saving_a_visit_ends_its_draft_and_no_other(clinic: Clinic) -> None:
    problem = register(clinic)
    for stamp in (STAMP, OTHER):
        clinic.keep(drafts.keep, typed(problem), stamp)
    clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), STAMP)
    assert len(clinic.read(drafts.unfinished)) == 2
    entry = VisitEntry(problem, Visit(TODAY), draft="visit")
    changes = clinic.write(visits.save, entry, STAMP)
    assert changes.areas == {"visits", "drafts"}
    assert [line.who for line in clinic.read(drafts.unfinished)] == [OTHER.who]


def test_a_visit_that_is_refused_leaves_its_draft(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.keep(drafts.keep, typed(problem), STAMP)
    bad = Visit(TODAY, note="x" * 20_001)
    for visit in (bad, Visit(TODAY + timedelta(1))):
        with pytest.raises(RecordRefused):
            clinic.write(visits.save, VisitEntry(problem, visit, draft="visit"), STAMP)
    assert len(clinic.read(drafts.of_problem, problem, STAMP.who)) == 1


def test_registering_a_patient_ends_the_draft_of_the_form(clinic: Clinic) -> None:
    clinic.keep(drafts.keep, Draft(None, "registration"), STAMP)
    done = registration()
    entry = Registration(done.patient, done.problem, draft="registration")
    problem_of(clinic.write(patients.register, entry, STAMP))
    assert clinic.read(drafts.unfinished) == ()


def test_a_draft_is_discarded_by_its_user_only(clinic: Clinic) -> None:
    problem = register(clinic)
    key = DraftKey(problem, "visit")
    clinic.keep(drafts.keep, typed(problem), STAMP)
    clinic.keep(drafts.discard, key, OTHER)
    assert len(clinic.read(drafts.unfinished)) == 1
    clinic.keep(drafts.discard, key, STAMP)
    assert clinic.read(drafts.unfinished) == ()
    clinic.keep(drafts.discard, key, STAMP)


def test_a_draft_of_nothing_is_refused(clinic: Clinic) -> None:
    problem = register(clinic)
    for draft, code in (
        (Draft(ProblemId("x")), "unknown_problem"),
        (Draft(problem, visit=VisitId("x")), "unknown_visit"),
        (Draft(problem, typed=(("note", "x" * 600_000),)), "invalid"),
        (Draft(problem, typed=(("note", "\ud800"),)), "invalid"),
    ):
        with pytest.raises(RecordRefused) as refusal:
            clinic.keep(drafts.keep, draft, STAMP)
        assert refusal.value.code == code


def test_a_draft_that_cannot_be_read_is_named_without_its_words(clinic: Clinic) -> None:
    problem = register(clinic)

    def spoil(session: Session, entry: ProblemId, stamp: Stamp) -> Changes:
        row = drafts.DraftRow(
            id="0" * 36,
            problem_id=entry,
            form="visit",
            who=STAMP.who,
            kept_at=STAMP.at,
            body='{"Canary":',
        )
        session.add(row)
        return Changes(frozenset())

    clinic.keep(spoil, problem, STAMP)
    with pytest.raises(RecordRefused) as refusal:
        clinic.read(drafts.of_problem, problem, STAMP.who)
    assert "Canary" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_the_door_for_drafts_lets_no_record_through(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    with pytest.raises(RuntimeError, match="revision"):
        clinic.keep(visits.save, VisitEntry(problem, Visit(TODAY)), STAMP)
    assert clinic.read(patients.chart_view, problem).visits == ()
    clinic.close()
