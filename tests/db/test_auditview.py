"""Both logs read as one: in the order of things, with whom, what and why, and nothing twice."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from db import auditview, prints, visits
from db.clinic import Clinic
from pathway.audited import NEWEST, Event, Sort, Trace, Traces, Wanted
from pathway.facts import Visit
from pathway.prints import PrintEntry
from pathway.records import (
    Amendment,
    ChartView,
    EnteredInError,
    PatientId,
    ProblemId,
    Stamp,
    VisitEntry,
)
from tests.db.given import STAMP, TODAY, register

OTHER = replace(STAMP, who="Nurse Kaur")


def filled(clinic: Clinic) -> ProblemId:
    """A patient who is looked at, seen, corrected and given paper."""
    problem = register(clinic)
    patient = of(clinic, problem).patient_id
    clinic.note(Event("view", "R", patient, "chart"), OTHER)
    saved = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=7)), STAMP)
    assert saved.visit
    clinic.write(visits.sign, saved.visit, STAMP)
    entry = VisitEntry(problem, Visit(TODAY, pain_limb=5), id=saved.visit)
    clinic.write(visits.amend, Amendment(entry, "It was five."), STAMP)
    pages = PrintEntry(
        problem, "care_plan", "a4", "standard", b"%PDF", False, "1", "p", "1", revision=3
    )
    clinic.write(prints.record, pages, OTHER)
    clinic.write(visits.enter_in_error, EnteredInError(saved.visit, "Wrong patient."), STAMP)
    clinic.note(Event("export", "R", None, "access log"), STAMP)
    return problem


def of(clinic: Clinic, problem: ProblemId) -> ChartView:
    from db.patients import chart_view

    return clinic.read(chart_view, problem)


def all_of(session: Session) -> tuple[Trace, ...]:
    found: list[Trace] = []
    assert auditview.tell(session, Wanted(), found.append) == len(found)
    return tuple(found)


def told(found: Traces) -> list[tuple[str, str, str, str]]:
    return [(line.who, line.event.kind, line.detail, line.event.reason) for line in found.lines]


def test_everything_that_was_done_stands_in_its_order(clinic: Clinic) -> None:
    filled(clinic)
    assert told(clinic.read(auditview.traces, Wanted())) == [
        (STAMP.who, "export", "", ""),
        (STAMP.who, "amend", TODAY.isoformat(), "Wrong patient."),
        (OTHER.who, "print", "care_plan", ""),
        (STAMP.who, "amend", TODAY.isoformat(), "It was five."),
        (STAMP.who, "amend", TODAY.isoformat(), ""),
        (STAMP.who, "create", TODAY.isoformat(), ""),
        (OTHER.who, "view", "", ""),
        (STAMP.who, "create", "", ""),
        (STAMP.who, "create", "", ""),
    ]


def test_each_line_names_its_patient(clinic: Clinic) -> None:
    filled(clinic)
    lines = clinic.read(auditview.traces, Wanted()).lines
    named = [line.subject.family_name if line.subject else "" for line in lines]
    assert named == ["", *["Okafor"] * 7, ""]


def test_one_patient_has_only_their_own(clinic: Clinic) -> None:
    filled(clinic)
    other = of(clinic, register(clinic, "Gurung")).patient_id
    clinic.note(Event("view", "R", other, "chart"), STAMP)
    lines = clinic.read(auditview.traces, Wanted(patient=other)).lines
    assert [line.event.kind for line in lines] == ["view", "create"]
    assert not clinic.read(auditview.traces, Wanted(patient=PatientId("nobody"))).lines


def test_filters_leave_out_what_is_not_asked_for(clinic: Clinic) -> None:
    filled(clinic)
    counts: dict[Sort, int] = {
        "looked": 1,
        "changed": 6,
        "printed": 1,
        "overrode": 0,
        "carried": 1,
        "doors": 0,
        "clinic": 0,
    }
    for sort, count in counts.items():
        assert len(clinic.read(auditview.traces, Wanted(sort=sort)).lines) == count, sort
    assert len(clinic.read(auditview.traces, Wanted(who=OTHER.who)).lines) == 2
    later = STAMP.at + timedelta(days=1)
    assert not clinic.read(auditview.traces, Wanted(since=later)).lines
    assert len(clinic.read(auditview.traces, Wanted(until=later)).lines) == 9
    assert clinic.read(auditview.users) == (STAMP.who, OTHER.who)


def test_pages_follow_each_other_without_gap_or_repetition(clinic: Clinic) -> None:
    filled(clinic)
    whole = clinic.read(auditview.traces, Wanted()).lines
    for limit in (1, 2, 3, 5, 9):
        found: list[Trace] = []
        before = NEWEST
        while True:
            page = clinic.read(auditview.traces, Wanted(), before, limit)
            found += page.lines
            if page.older is None:
                break
            before = page.older
        assert tuple(found) == whole, limit
    assert clinic.read(all_of) == whole


def test_the_order_is_that_of_the_numbers_whatever_the_clock_says(clinic: Clinic) -> None:
    """Row 25: a clock a day back, ten years ahead, in 1970."""
    problem = register(clinic)
    patient = of(clinic, problem).patient_id
    moments = [
        STAMP.at,
        STAMP.at - timedelta(days=1),
        STAMP.at + timedelta(days=3652),
        STAMP.at.replace(year=1970),
        STAMP.at,
    ]
    for number, at in enumerate(moments):
        stamp = Stamp(STAMP.who, at, TODAY)
        clinic.note(Event("view", "R", patient, str(number)), stamp)
        clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=number)), stamp)
    lines = clinic.read(auditview.traces, Wanted(patient=patient)).lines[::-1]
    assert [line.at for line in lines[1:]] == [at for at in moments for _ in range(2)]
    assert [line.event.what for line in lines[1::2]] == ["0", "1", "2", "3", "4"]
    # the negative control: by the clock, the order is another
    assert sorted(lines, key=lambda line: line.at) != list(lines)
