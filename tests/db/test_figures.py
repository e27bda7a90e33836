"""The clinic's own figures from real records: what is counted, what is left to nobody's guess."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import (
    acknowledgements,
    advance,
    decisions,
    demo_bulk,
    figures,
    locum,
    patients,
    recalls,
    recallsheets,
    visits,
)
from db.clinic import Clinic
from db.decisions import Decision
from db.figuresteps import Asked
from pathway.acknowledged import Acknowledged
from pathway.facts import (
    Care,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    OnsetDay,
    Override,
    Patient,
    Problem,
    Referral,
    Span,
    Visit,
)
from pathway.figures import FIGURES, Figure, FigureName, Period, period_of
from pathway.finding import Input
from pathway.guidelines import Guidelines
from pathway.recalls import RecallEntry, RecallOutcome
from pathway.recallsheet import Caller, RecallSheet, SheetEntry, grouped
from pathway.records import (
    AcknowledgedEntry,
    CareEntry,
    ProblemId,
    Registration,
    Stamp,
    VisitEntry,
)
from tests.db.given import STAMP, TODAY, Place, make, problem_of, register

EXERCISE = Care("supervised_exercise", dates=(TODAY - timedelta(60), TODAY - timedelta(50)))


def counted(clinic: Clinic, guidelines: Guidelines, on: date = TODAY) -> dict[FigureName, Figure]:
    asked = Asked(period_of("months_3", on), on, guidelines)
    return {figure.name: figure for figure in clinic.read(figures.counted, asked)}


def told(figure: Figure) -> dict[str, int]:
    parts = (*figure.parts, *figure.unknown)
    return {part.code: part.count for part in parts if part.count}


def cases(figure: Figure, code: str) -> tuple[ProblemId, ...]:
    return next(part.cases for part in (*figure.parts, *figure.unknown) if part.code == code)


def given(clinic: Clinic, problem: ProblemId, *care: Care, **more: object) -> None:
    visit = Visit(TODAY, **more)  # type: ignore[arg-type]
    entries = tuple(CareEntry(one) for one in care)
    clinic.write(visits.save, VisitEntry(problem, visit, entries), STAMP)


def decide(clinic: Clinic, problem: ProblemId, made: FlagRecord | Override | Referral) -> None:
    clinic.write(decisions.record, Decision(problem, made), STAMP)


def medicine(name: str, days_ago: int) -> Care:
    return Care("medicine", name, span=Span(TODAY - timedelta(days_ago), None))


def test_imaging_by_the_care_and_the_flags_of_its_day(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    early, flagged, bare = (register(clinic, name) for name in ("Early", "Flagged", "Bare"))
    recent = Care("physiotherapy", dates=(TODAY - timedelta(10),))
    given(clinic, early, recent)
    given(clinic, flagged, recent, red_flags={"RF-C1": FlagAnswer("yes")})
    for problem in (early, flagged, bare):
        decide(clinic, problem, Referral("imaging", TODAY, "sent"))
    decide(clinic, early, Referral("imaging", TODAY, "answered"))
    decide(clinic, bare, Referral("imaging", TODAY - timedelta(200), "sent"))
    figure = counted(clinic, guidelines)["imaging"]
    assert told(figure) == {"early": 1, "with_flag": 1, "no_care_recorded": 1}
    assert cases(figure, "early") == (early,)


def test_what_came_before_a_first_opioid(clinic: Clinic, guidelines: Guidelines) -> None:
    both, none, ruled_out = (register(clinic, name) for name in ("Both", "None", "Out"))
    given(clinic, both, EXERCISE, medicine("ibuprofen", 30), medicine("tramadol", 5))
    given(clinic, none, medicine("codeine", 5))
    intolerant = replace(medicine("naproxen", 3), outcome="not_tolerated")
    given(clinic, ruled_out, medicine("tramadol", 5), intolerant)
    taken = (MedicineTaken("morphine"),)
    taker = Patient(TODAY - timedelta(15_000), family_name="Taker", medicines=taken)
    problem = Problem("lumbar", OnsetDay(TODAY - timedelta(9)))
    changes = clinic.write(patients.register, Registration(taker, problem), STAMP)
    figure = counted(clinic, guidelines)["opioids"]
    assert told(figure) == {
        "after_both": 1,
        "without_both": 1,
        "without_non_drug": 1,
        "no_start": 1,
    }
    assert cases(figure, "no_start") == (problem_of(changes),)


def test_rules_that_fired_and_were_overridden_are_counted_once(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = register(clinic)
    for _ in range(2):
        given(clinic, problem, red_flags={"RF-C1": FlagAnswer("yes")})
    said = Acknowledged("M20", ("tramadol",), (Input("egfr", "38", TODAY),), "short", "two days")
    for _ in range(2):
        entry = AcknowledgedEntry(problem, said, "foramen-2026", "1")
        clinic.write(acknowledgements.record, entry, STAMP)
    decide(clinic, problem, Override("imaging", TODAY, "", "a private reason", "urgent"))
    decide(clinic, problem, FlagRecord("RF-C1", TODAY, "cleared", TODAY, basis="imaging"))
    figure = counted(clinic, guidelines)["rules"]
    found = told(figure)
    assert found["fired:RF-C1"] == found["overridden:RF-C1"] == 1
    assert found["reason:RF-C1:imaging"] == 1
    assert found["overridden:M20"] == found["reason:M20:short"] == 1
    assert found["reason:imaging:own_words"] == 1
    assert "private" not in str(figure)


def test_a_window_and_its_decision(clinic: Clinic, guidelines: Guidelines) -> None:
    waits, sent = register(clinic, "Waits"), register(clinic, "Sent")
    later = Stamp(STAMP.who, STAMP.at + timedelta(12), TODAY + timedelta(12))
    for problem in (waits, sent):
        given(clinic, problem)
        decide(clinic, problem, Override("surgical_window", TODAY, "", "far away", "open"))
    request = Referral("surgical_evaluation", later.today, "sent")
    clinic.write(decisions.record, Decision(sent, request), later)
    figure = counted(clinic, guidelines, later.today)["window"]
    assert told(figure) == {"decided": 1, "no_decision": 1}
    assert (figure.of, figure.days) == (2, 12)


def test_recalls_and_rows_without_a_result(clinic: Clinic, guidelines: Guidelines) -> None:
    reached, waits = register(clinic, "Reached"), register(clinic, "Waits")
    people = []
    for problem in (reached, waits):
        view = clinic.read(patients.chart_view, problem)
        who = view.chart.patient
        people.append(Caller(view.patient_id, problem, who, "", "", ("overdue",), TODAY))
    sheet = RecallSheet(1, TODAY, TODAY, "village", grouped(people, "village"))
    clinic.write(recallsheets.record, SheetEntry(sheet, "a4", "standard", "1", b"%PDF"), STAMP)
    after = replace(STAMP, at=STAMP.at + timedelta(hours=1))
    clinic.write(recalls.record, RecallEntry(reached, RecallOutcome("reached", TODAY)), after)
    figure = counted(clinic, guidelines)["recalls"]
    assert told(figure) == {"reached": 1, "not_recorded": 1}
    assert cases(figure, "not_recorded") == (waits,)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Iterator[Clinic]:
    place: Place = make(tmp_path_factory.mktemp("crowd") / "clinic", guidelines)
    clinic = place.open()
    demo_bulk.fill(clinic, demo_bulk.Batch(TODAY, 7, 0, 40, 0, STAMP, guidelines), workers=1)
    while clinic.keep(advance.advance, advance.Batch(guidelines), STAMP).patients:
        pass
    yield clinic
    clinic.close()


@pytest.mark.long(20)
def test_in_a_crowd_the_stages_are_everybody_and_slices_change_nothing(
    crowd: Clinic, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = counted(crowd, guidelines)
    assert tuple(whole) == FIGURES
    assert sum(part.count for part in whole["stages"].parts) == whole["stages"].of == 40
    monkeypatch.setattr("db.figuresteps.sliced.__defaults__", (7,))
    assert counted(crowd, guidelines) == whole
    none = Asked(Period(TODAY, TODAY - timedelta(1)), TODAY, guidelines)
    empty = {figure.name: figure for figure in crowd.read(figures.counted, none)}
    assert empty["stages"] == whole["stages"]
    assert not empty["rules"].of


@pytest.mark.long(20)
def test_the_handover_has_each_person_once_with_danger_first(crowd: Clinic) -> None:
    found = crowd.read(locum.handover, TODAY)
    assert len({one.patient for one in found.people}) == len(found.people) > 5
    flags = [one.is_dangerous for one in found.people]
    assert flags == sorted(flags, reverse=True)
    assert found.dangerous == sum(flags)
    counts = dict(found.counts)
    assert counts["red_flag"] >= found.dangerous > 0
    assert found.unread == 0
