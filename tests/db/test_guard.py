"""Bad rows are refused by name and never kept, whoever forgets to check them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, select

from db import care, decisions, patients, tables, visits
from db.clinic import Clinic
from db.ids import new_id
from db.sessions import RecordSession, check_row
from db.trouble import RecordRefused, RefusalCode
from pathway.facts import (
    Care,
    Egfr,
    FlagAnswer,
    FlagRecord,
    Override,
    Patient,
    Problem,
    Span,
    Visit,
)
from pathway.facts import OnsetDay as Onset
from pathway.records import CareEntry, Changes, ProblemId, Registration, Stamp, VisitEntry, VisitId
from tests.db.given import STAMP, TODAY, register, registration

CANARY = "Zzyzx Canary"
PERSON = Patient(date(1968, 3, 14), family_name=CANARY)
TROUBLE = Problem("lumbar", Onset(date(2026, 2, 20)))
NONE: Changes = Changes(frozenset())


def refused(
    clinic: Clinic, operation: Callable[[Session, object, Stamp], Changes], entry: object
) -> RecordRefused:
    with pytest.raises(RecordRefused) as refusal:
        clinic.write(operation, entry, STAMP)
    assert CANARY not in str(refusal.value) + repr(refusal.value)
    assert refusal.value.__cause__ is None
    return refusal.value


@pytest.mark.parametrize(
    ("patient", "field"),
    [
        (replace(PERSON, family_name="x" * 201), "family_name"),
        (replace(PERSON, family_name="x\0y"), "family_name"),
        (replace(PERSON, family_name=" ", given_name=""), "family_name"),
        (replace(PERSON, sex="F"), "sex"),  # type: ignore[arg-type]
        (replace(PERSON, smoker=""), "smoker"),  # type: ignore[arg-type]
        (replace(PERSON, egfr=Egfr(-3.0, TODAY)), "egfr_value"),
        (replace(PERSON, egfr=Egfr(float("nan"), TODAY)), "egfr_value"),
        (replace(PERSON, weight_kg=float("inf")), "weight_kg"),
        (replace(PERSON, birth_date=date(2030, 1, 1)), "birth_date"),
    ],
)
def test_a_bad_patient_is_refused_by_the_name_of_the_field(
    clinic: Clinic, patient: Patient, field: str
) -> None:
    refusal = refused(clinic, patients.register, Registration(patient, TROUBLE))  # type: ignore[arg-type]
    assert field in refusal.what
    assert clinic.read(count, tables.Patient) == 0


def test_a_lone_surrogate_is_refused(clinic: Clinic) -> None:
    entry = Registration(replace(PERSON, given_name="\ud800"), TROUBLE)
    assert refused(clinic, patients.register, entry).code == "invalid"  # type: ignore[arg-type]


def test_a_row_is_checked_by_its_own_class() -> None:
    row = tables.Finding(visit_id=new_id(), item="", side="middle", value=CANARY)
    with pytest.raises(RecordRefused) as refusal:
        check_row(row)
    assert (refusal.value.entity, refusal.value.what) == ("finding", ("item", "side"))


def test_what_the_classes_let_pass_the_file_refuses(clinic: Clinic) -> None:
    def add_bad_side(session: Session, problem: ProblemId, stamp: Stamp) -> Changes:
        visit = tables.Visit(id=new_id(), problem_id=problem, day=TODAY, recorded_at=STAMP.at)
        session.add(visit)
        session.add(tables.Finding(visit_id=visit.id, item="note", side="top", value=CANARY))
        return NONE

    problem = register(clinic)
    refusal = refused(clinic, add_bad_side, problem)  # type: ignore[arg-type]
    assert refusal.code == "invalid"
    assert clinic.read(count, tables.Visit) == 0


def test_rows_are_changed_one_by_one_only(clinic: Clinic) -> None:
    register(clinic)
    for statement in (update(tables.Patient).values(sex="male"), delete(tables.Patient)):
        with RecordSession(clinic._engine) as session:
            with pytest.raises(RuntimeError, match="one by one"):
                session.execute(statement)
            session.rollback()


def test_nothing_is_committed_without_its_revision(clinic: Clinic) -> None:
    problem = register(clinic)
    with RecordSession(clinic._engine) as session:
        row = session.get_one(tables.Problem, problem)
        row.side = "right"
        with pytest.raises(RuntimeError, match="revision"):
            session.commit()
    assert clinic.read(patients.chart_view, problem).chart.problem.side == "left"


def test_a_number_is_given_once(clinic: Clinic) -> None:
    clinic.write(patients.register, registration(number="F0000018"), STAMP)
    again = refused(clinic, patients.register, registration(number="F0000018"))  # type: ignore[arg-type]
    assert again.code == "number_taken"
    clinic.write(patients.register, registration(), STAMP)
    assert clinic.read(patients.next_number) == "F0000034"


def entries(problem: ProblemId) -> list[tuple[object, object, RefusalCode]]:
    visit, nowhere = Visit(TODAY), ProblemId(new_id())
    uncounted = Visit(TODAY, pain_limb=3, red_flags={"RF-C9": FlagAnswer("no")})
    told = CareEntry(Care("rest"))
    ends_first = Care("rest", span=Span(TODAY, date(2026, 1, 1)))
    unreasoned = Override("imaging", TODAY, "Lee", "")
    return [
        (visits.save, VisitEntry(nowhere, visit), "unknown_problem"),
        (visits.save, VisitEntry(problem, visit, id=VisitId("x")), "unknown_visit"),
        (visits.save, VisitEntry(problem, Visit(date(2026, 3, 31))), "future"),
        (visits.save, VisitEntry(problem, visit, (replace(told, id="x"),)), "unknown_care"),  # type: ignore[arg-type]
        (visits.save, VisitEntry(problem, visit, (CareEntry(ends_first),)), "invalid"),
        (visits.save, VisitEntry(problem, Visit(TODAY, datetime(2026, 3, 3))), "invalid"),  # noqa: DTZ001
        (visits.save, VisitEntry(problem, uncounted), "invalid"),
        (visits.sign, VisitId("x"), "unknown_visit"),
        (decisions.record, decisions.Decision(problem, unreasoned), "invalid"),
        (
            decisions.record,
            decisions.Decision(nowhere, FlagRecord("RF-C1", TODAY, "open")),
            "unknown_problem",
        ),
        (
            patients.register,
            Registration(PERSON, replace(TROUBLE, onset=Onset(date(2026, 4, 1)))),
            "future",
        ),
    ]


def test_each_impossible_entry_is_refused_and_leaves_no_trace(clinic: Clinic) -> None:
    problem = register(clinic)
    before = clinic.read(patients.chart_view, problem)
    for operation, entry, code in entries(problem):
        refusal = refused(clinic, operation, entry)  # type: ignore[arg-type]
        assert (refusal.code, entry) == (code, entry)
    assert clinic.read(patients.chart_view, problem) == before
    assert clinic.read(count, tables.Patient) == 1


def test_care_of_another_problem_is_refused(clinic: Clinic) -> None:
    first, second = register(clinic), register(clinic)
    clinic.write(visits.save, VisitEntry(first, Visit(TODAY), (CareEntry(Care("rest")),)), STAMP)
    (known,) = clinic.read(care.load, first)
    entry = VisitEntry(second, Visit(TODAY), (known,))
    assert refused(clinic, visits.save, entry).code == "unknown_care"  # type: ignore[arg-type]


def count(session: Session, table: type[SQLModel]) -> int:
    return len(session.exec(select(table)).all())
