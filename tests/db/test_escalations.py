"""Escalations in the store: steps in order of time, who is awaited, the flags that follow."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import escalations, history, patients, undoing
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.escalation import Escalation, EscalationStep, RaisedFlag, StepKind, up_to
from pathway.evaluate import assess_day
from pathway.facts import FlagAnswer, Visit
from pathway.records import (
    EnteredInError,
    EscalationBegun,
    EscalationGoesOn,
    ProblemId,
    RecordedEscalation,
    Stamp,
)
from tests.db.given import STAMP, TODAY, Place, register

CAUDA = RaisedFlag("RF-C1", TODAY)
Begin = Callable[..., RecordedEscalation]


def step(kind: StepKind, at: time = time(9, 40), on: date = TODAY) -> EscalationStep:
    return EscalationStep(kind, on, at, "Dr Lee", outcome="admitted" if kind == "outcome" else None)


def later(minutes: int) -> Stamp:
    return replace(STAMP, at=STAMP.at + timedelta(minutes=minutes))


def begun(clinic: Clinic, problem: ProblemId, first: EscalationStep) -> RecordedEscalation:
    entry = EscalationBegun(problem, "spine_emergency", first, (CAUDA,), "District hospital")
    clinic.write(escalations.begin, entry, STAMP)
    return clinic.read(escalations.load, problem)[-1]


def test_steps_are_read_in_order_of_time_however_late_they_were_told(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    one = begun(clinic, problem, step("called", time(10, 5)))
    clinic.write(escalations.go_on, EscalationGoesOn(one.id, step("no_answer")), STAMP)
    left = replace(step("transport", time(10, 20)), transport="ambulance", due=time(11, 30))
    clinic.write(escalations.go_on, EscalationGoesOn(one.id, left), STAMP)
    (found,) = clinic.read(patients.chart_view, problem).escalations
    assert [each.step.kind for each in found.steps] == ["no_answer", "called", "transport"]
    assert found.escalation.place_words == "District hospital"
    assert found.escalation.state == "on_the_way"
    assert found.escalation.steps[-1] == left
    assert found.escalation.steps[-1].due_at == datetime.combine(TODAY, time(11, 30))
    clinic.close()


def test_the_flag_is_escalated_from_the_first_call_and_stays_after_arrival(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    one = begun(clinic, problem, step("no_answer"))
    view = clinic.read(patients.chart_view, problem)
    flagged = Visit(TODAY, red_flags={"RF-C1": FlagAnswer("yes", since=TODAY)})
    chart = replace(view.chart, visits=(flagged,))
    (flag,) = assess_day(chart, TODAY, place.guidelines).red_flags.open
    assert (flag.id, flag.state) == ("RF-C1", "escalated")
    assert [(r.called, r.arrived) for r in view.chart.flags] == [("no", "unknown")]
    clinic.write(escalations.go_on, EscalationGoesOn(one.id, step("called", time(9, 50))), STAMP)
    clinic.write(escalations.go_on, EscalationGoesOn(one.id, step("arrived", time(12))), STAMP)
    flags = clinic.read(patients.chart_view, problem).chart.flags
    assert [(r.called, r.arrived) for r in flags][-1] == ("yes", "yes")
    assert clinic.read(escalations.awaited, TODAY) == ()
    clinic.close()


def test_an_undone_beginning_is_gone_and_a_step_in_error_is_beside(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    one = begun(clinic, problem, step("called"))
    clinic.write(escalations.go_on, EscalationGoesOn(one.id, step("arrived", time(12))), later(1))
    wrong = clinic.read(escalations.load, problem)[0].steps[-1]
    clinic.write(escalations.enter_in_error, EnteredInError(wrong.id, "somebody else"), later(2))
    (found,) = clinic.read(escalations.load, problem)
    assert found.escalation.is_waiting
    assert [s.id for s in found.in_error] == [wrong.id]
    assert clinic.read(history.chart_as_known, problem, later(1).at).escalations[0].steps[-1:] == (
        wrong,
    )
    for _ in range(3):
        done = clinic.read(undoing.reversible, STAMP.who, 0).undo
        assert done is not None
        clinic.write(undoing.undo, done.op, later(3))
    assert clinic.read(escalations.load, problem) == ()
    assert clinic.read(patients.chart_view, problem).chart.flags == ()
    clinic.close()


def test_what_cannot_be_is_refused(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    with pytest.raises(RecordRefused, match="future"):
        begun(clinic, problem, step("called", on=TODAY + timedelta(1)))
    one = begun(clinic, problem, step("called"))
    unclear = EscalationGoesOn(one.id, replace(step("outcome"), outcome=None))
    with pytest.raises(RecordRefused, match="invalid"):
        clinic.write(escalations.go_on, unclear, STAMP)
    assert len(clinic.read(escalations.load, problem)[0].steps) == 1
    clinic.close()


def test_who_is_awaited_is_what_the_facts_say_on_each_day(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    days = [TODAY + timedelta(n) for n in range(-4, 1)]
    kinds: tuple[StepKind, ...] = ("called", "arrived", "not_arrived", "transport", "outcome")
    one = begun(clinic, problem, step(kinds[0], on=days[0]))
    for on, kind in zip(days[1:], kinds[1:], strict=True):
        clinic.write(escalations.go_on, EscalationGoesOn(one.id, step(kind, on=on)), STAMP)
    (found,) = clinic.read(escalations.load, problem)
    for on in days:
        (facts,) = up_to((found.escalation,), on)
        named = clinic.read(escalations.awaited, on)
        assert [each.family_name for each in named] == ["Okafor"] * facts.is_waiting, on
    assert clinic.read(escalations.awaited, days[0] - timedelta(1)) == ()
    clinic.close()


STEPS = st.lists(
    st.builds(
        step,
        st.sampled_from(["called", "no_answer", "transport", "arrived", "not_arrived"]),
        st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.dates(TODAY - timedelta(9), TODAY),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(STEPS)
def test_every_cut_is_an_escalation_that_could_have_been(steps: list[EscalationStep]) -> None:
    ordered = tuple(sorted(steps, key=lambda one: (one.on, one.at)))
    whole = Escalation("emergency_department", ordered, (CAUDA,))
    days = [whole.begun_on + timedelta(n) for n in range(11)]
    cuts = [up_to((whole,), on) for on in days]
    assert up_to((whole,), whole.begun_on - timedelta(1)) == ()
    assert cuts[-1] == (whole,)
    assert all(len(a[0].steps) <= len(b[0].steps) for a, b in pairwise(cuts))
