"""The chart as it was known then is what the chart showed then, read from the log alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import care, decisions, history, patients, revisions, undoing, visits
from db.clinic import Clinic
from db.demo import demo_charts, store
from db.trouble import RecordRefused
from pathway.facts import (
    Care,
    FlagAnswer,
    FlagRecord,
    Override,
    Referral,
    Span,
    Spot,
    Visit,
    Weakness,
)
from pathway.records import (
    Amendment,
    CareEntry,
    ChartView,
    EnteredInError,
    OperationId,
    ProblemId,
    Stamp,
    VisitEntry,
    VisitId,
)
from tests.db.given import STAMP, TODAY, register

LITTLE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
MADE = (
    FlagRecord("RF-C1", TODAY, "cleared", TODAY, "Dr Lee", "imaging"),
    Override("imaging", TODAY, "Dr Lee", "asked for", "urgent"),
    Referral("imaging", TODAY, "sent"),
)


@dataclass
class Scribe:
    """Somebody who works on one chart, a minute apart, with some chance in it."""

    clinic: Clinic
    problem: ProblemId
    chance: Random
    minutes: int = 0

    def stamp(self) -> Stamp:
        self.minutes += 1
        return replace(STAMP, at=STAMP.at + timedelta(minutes=self.minutes))

    def view(self) -> ChartView:
        return self.clinic.read(patients.chart_view, self.problem)

    def visit(self) -> Visit:
        spot = Spot("left", self.chance.choice(("calf", "knee")))
        return Visit(
            on=TODAY - timedelta(self.chance.randrange(30)),
            recorded_at=STAMP.at,
            pain_limb=self.chance.choice((None, 1, 7)),
            red_flags={"RF-C9": FlagAnswer("yes", None, None, 120.0)},
            power={spot: self.chance.randrange(6)},
            weakness=self.chance.choice((None, Weakness(TODAY, "stable"))),
            note=self.chance.choice(("", "naïve “✓”")),
        )

    def told(self) -> Care:
        dates = tuple(sorted({TODAY - timedelta(self.chance.randrange(9)) for _ in range(3)}))
        span = Span(date(2026, 3, 1), None)
        return self.chance.choice((Care("rest", dates=dates), Care("heat", span=span)))

    def act(self) -> None:
        """Do one thing; what the records refuse changes nothing."""
        acts = (self.save, self.save_again, self.sign, self.amend, self.wrong, self.decide)
        try:
            self.chance.choice((*acts, self.undo, self.redo))()
        except RecordRefused:
            return

    def save(self) -> None:
        entry = VisitEntry(self.problem, self.visit(), (CareEntry(self.told()),))
        self.clinic.write(visits.save, entry, self.stamp())

    def save_again(self) -> None:
        again = tuple(replace(known, care=self.told()) for known in self.view().care[:1])
        entry = VisitEntry(self.problem, self.visit(), again, self.any_visit())
        self.clinic.write(visits.save, entry, self.stamp())

    def sign(self) -> None:
        self.clinic.write(visits.sign, self.any_visit(), self.stamp())

    def amend(self) -> None:
        entry = VisitEntry(self.problem, self.visit(), id=self.any_visit())
        self.clinic.write(visits.amend, Amendment(entry, "heard again"), self.stamp())

    def wrong(self) -> None:
        if self.view().care and self.chance.random() < 0.5:
            known = self.view().care[0].id
            assert known
            self.clinic.write(care.enter_in_error, EnteredInError(known, "x"), self.stamp())
            return
        wrong = EnteredInError(self.any_visit(), "wrong patient")
        self.clinic.write(visits.enter_in_error, wrong, self.stamp())

    def decide(self) -> None:
        decision = decisions.Decision(self.problem, self.chance.choice(MADE))
        self.clinic.write(decisions.record, decision, self.stamp())

    def undo(self) -> None:
        done = self.clinic.read(undoing.reversible, STAMP.who, 0).undo
        self.clinic.write(undoing.undo, done.op if done else OperationId("x"), self.stamp())

    def redo(self) -> None:
        done = self.clinic.read(undoing.reversible, STAMP.who, 0).redo
        self.clinic.write(undoing.redo, done.op if done else OperationId("x"), self.stamp())

    def any_visit(self) -> VisitId:
        known = self.view().visits
        return self.chance.choice(known).id if known else VisitId("x")


@settings(max_examples=8, suppress_health_check=LITTLE)
@given(seed=st.integers(0, 10**6))
def test_a_chart_as_known_is_what_it_showed_at_that_moment(clinic: Clinic, seed: int) -> None:
    scribe = Scribe(clinic, register(clinic), Random(seed))
    seen = [(STAMP.at, scribe.view())]
    for _ in range(12):
        scribe.act()
        seen.append((STAMP.at + timedelta(minutes=scribe.minutes), scribe.view()))
    for moment, view in seen:
        assert clinic.read(history.chart_as_known, scribe.problem, moment) == view
    half_a_minute = seen[0][0] + timedelta(seconds=30)
    assert clinic.read(history.chart_as_known, scribe.problem, half_a_minute) == seen[0][1]
    assert clinic.read(revisions.verify).is_whole


def test_every_chart_of_the_made_up_clinic_can_be_read_from_the_log(clinic: Clinic) -> None:
    changes = clinic.write(store, demo_charts(TODAY, 7, 30), STAMP)
    assert len(changes.patients) == 30
    for problem in clinic.read(all_problems):
        now = clinic.read(patients.chart_view, problem)
        assert clinic.read(history.chart_as_known, problem, STAMP.at) == now


def test_what_nobody_knew_yet_is_refused(clinic: Clinic) -> None:
    problem = register(clinic)
    for problem_id, moment in ((problem, STAMP.at - timedelta(1)), (ProblemId("x"), STAMP.at)):
        with pytest.raises(RecordRefused) as refusal:
            clinic.read(history.chart_as_known, problem_id, moment)
        assert refusal.value.code == "unknown_problem"
    with pytest.raises(RecordRefused) as refusal:
        clinic.read(history.of_visit, VisitId("x"))
    assert refusal.value.code == "unknown_visit"


def all_problems(session: object) -> list[ProblemId]:
    from sqlmodel import Session, select

    from db.tables import Problem

    assert isinstance(session, Session)
    return [ProblemId(found) for found in session.exec(select(Problem.id))]
