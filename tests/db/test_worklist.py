"""Who waits for what on a day: as the rules say when asked about each patient one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from db import (
    advance,
    decisions,
    demo_bulk,
    drafts,
    moves,
    patients,
    states,
    tables,
    visits,
    worklist,
)
from db.advance import Batch
from db.clinic import Clinic
from db.decisions import Decision
from pathway.drafts import Draft
from pathway.evaluate import assess_day
from pathway.facts import Chart, Referral, Visit
from pathway.finding import Level
from pathway.guidelines import Guidelines
from pathway.records import Changes, EnteredInError, ProblemId, Stamp, VisitEntry
from pathway.states import State, state_of
from pathway.worklist import CLOSING_DAYS, WorkKind, WorkLine
from tests.db.given import STAMP, TODAY, Place, make, register

PATIENTS = 60
MOST = 999
BY_STATE: tuple[WorkKind, ...] = (
    "missed",
    "red_flag",
    "worsening",
    "decision_due",
    "window_closing",
    "overdue",
    "due",
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """A clinic with everybody's chart beside it."""

    clinic: Clinic
    charts: Mapping[ProblemId, Chart]
    guidelines: Guidelines

    def wanted(self, kind: WorkKind, on: date) -> set[ProblemId]:
        """Return who waits, by asking the rules about each of them."""
        return {
            problem
            for problem, chart in self.charts.items()
            if waits(state_of(assess_day(chart, on, self.guidelines)), kind, on)
        }


def waits(state: State, kind: WorkKind, on: date) -> bool:
    """Answer by the plainest words there are whether somebody is on a list."""
    due = state.decision_due_on
    soon = due is not None and on <= due <= on + timedelta(CLOSING_DAYS)
    contact, is_urgent = state.contact_by, state.flag_level >= Level.URGENT
    return {
        "missed": is_urgent and contact is not None and contact < on,
        "red_flag": state.flag_level > Level.NONE,
        "worsening": is_urgent and bool({"RF-N1", "RF-N2", "RF-N3"} & {*state.open_flags}),
        "decision_due": state.surgical_status == "decision_due",
        "window_closing": state.surgical_status == "window_open" and soon,
        "overdue": contact is not None and contact < on,
        "due": contact == on,
    }[kind]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Iterator[Crowd]:
    place = make(tmp_path_factory.mktemp("crowd") / "clinic", guidelines)
    clinic = place.open()
    batch = demo_bulk.Batch(TODAY, 7, 0, PATIENTS, 0, STAMP, guidelines)
    demo_bulk.fill(clinic, batch, workers=1)
    charts = {problem: clinic.read(_chart, problem) for problem in clinic.read(_problems)}
    yield Crowd(clinic, charts, guidelines)
    clinic.close()


@pytest.mark.long(20)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.integers(0, 330), kind=st.sampled_from(BY_STATE))
def test_any_day_to_come_lists_whom_the_rules_name(crowd: Crowd, days: int, kind: WorkKind) -> None:
    on = TODAY + timedelta(days)
    found = crowd.clinic.read(worklist.lines, kind, on, MOST)
    assert {line.problem for line in found} == crowd.wanted(kind, on)
    assert crowd.clinic.read(worklist.count, kind, on) == len(found)


def test_today_has_some_of_each(crowd: Crowd) -> None:
    found = crowd.clinic.read(worklist.counts, TODAY)
    assert set(found) == set(get_args(WorkKind))
    assert all(found[kind] for kind in ("red_flag", "overdue", "unsigned", "referral"))
    assert found["no_advice"] == 0


def test_the_most_urgent_come_first_then_what_waits_longest(crowd: Crowd) -> None:
    flagged = crowd.clinic.read(worklist.lines, "red_flag", TODAY, MOST)
    levels = [line.level for line in flagged]
    assert levels == sorted(levels, reverse=True)
    assert all(line.what for line in flagged)
    late = crowd.clinic.read(worklist.lines, "overdue", TODAY, MOST)
    days = [line.day for line in late if line.day]
    assert days == sorted(days)
    assert crowd.clinic.read(worklist.lines, "overdue", TODAY, 3) == late[:3]


def test_moving_everybody_changes_no_list_of_that_day(place: Place, guidelines: Guidelines) -> None:
    clinic = place.open()
    batch = demo_bulk.Batch(TODAY, 7, 0, 30, 0, STAMP, guidelines)
    demo_bulk.fill(clinic, batch, workers=1)
    on = TODAY + timedelta(33)
    before = [clinic.read(worklist.lines, kind, on, MOST) for kind in BY_STATE]
    stamp = replace(STAMP, today=on)
    while clinic.keep(advance.advance, Batch(guidelines), stamp).patients:
        pass
    assert [clinic.read(worklist.lines, kind, on, MOST) for kind in BY_STATE] == before
    moved = clinic.read(worklist.lines, "moved", on, MOST)
    assert len(moved) == clinic.read(moves.count_unseen, on) > 0
    assert clinic.read(worklist.count, "moved", TODAY) == 0
    clinic.close()


def test_an_unsigned_visit_waits_until_it_is_signed_or_in_error(clinic: Clinic) -> None:
    problem = register(clinic)
    first = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), STAMP).visit
    second = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), STAMP).visit
    assert first is not None
    assert second is not None
    assert {line.what for line in listed(clinic, "unsigned")} == {first, second}
    clinic.write(visits.sign, first, STAMP)
    assert listed(clinic, "unsigned") == (WorkLine("unsigned", problem, TODAY, Level.NONE, second),)
    clinic.write(visits.enter_in_error, EnteredInError(second, "another person"), STAMP)
    assert listed(clinic, "unsigned") == ()


def test_a_draft_waits_until_it_is_thrown_away(clinic: Clinic) -> None:
    problem = register(clinic)
    draft = Draft(problem, "visit")
    clinic.keep(drafts.keep, draft, STAMP)
    clinic.keep(drafts.keep, Draft(None, "registration"), STAMP)
    found = {(line.problem, line.day, line.what) for line in listed(clinic, "draft")}
    assert found == {(problem, TODAY, "visit"), ("", TODAY, "registration")}
    clinic.keep(drafts.discard, draft.key, STAMP)
    assert [line.what for line in listed(clinic, "draft")] == ["registration"]


def test_a_referral_waits_until_a_later_one_of_its_kind_is_answered(clinic: Clinic) -> None:
    problem = register(clinic)
    day = TODAY - timedelta(20)
    for made in (
        Referral("surgical_evaluation", day, "draft"),
        Referral("surgical_evaluation", day, "sent"),
        Referral("imaging", day, "sent"),
    ):
        clinic.write(decisions.record, Decision(problem, made), STAMP)
    assert {line.what for line in listed(clinic, "referral")} == {"surgical_evaluation", "imaging"}
    assert clinic.read(worklist.count, "referral", day - timedelta(1)) == 0
    for made in (
        Referral("surgical_evaluation", TODAY, "arrived"),
        Referral("surgical_evaluation", TODAY, "answered"),
    ):
        clinic.write(decisions.record, Decision(problem, made), STAMP)
    assert [line.what for line in listed(clinic, "referral")] == ["imaging"]
    before = clinic.read(worklist.lines, "referral", TODAY - timedelta(1), MOST)
    assert {line.what for line in before} == {"surgical_evaluation", "imaging"}


def test_whom_the_rules_fail_for_is_listed_as_such(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.keep(_lose_advice, problem, STAMP)
    assert listed(clinic, "no_advice") == (WorkLine("no_advice", problem),)


def listed(clinic: Clinic, kind: WorkKind) -> tuple[WorkLine, ...]:
    return clinic.read(worklist.lines, kind, TODAY, MOST)


def _lose_advice(session: Session, problem: ProblemId, _stamp: Stamp) -> Changes:
    states.put(session, problem, None, None)
    return Changes(frozenset())


def _problems(session: Session) -> list[ProblemId]:
    return [ProblemId(row.id) for row in session.exec(select(tables.Problem))]


def _chart(session: Session, problem: ProblemId) -> Chart:
    return patients.chart_view(session, problem).chart
