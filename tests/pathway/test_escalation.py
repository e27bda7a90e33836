"""An escalation as it was told: how far it got, and what it waits for."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.escalation import (
    Escalation,
    EscalationState,
    EscalationStep,
    RaisedFlag,
    StepKind,
    up_to,
)
from tests.pathway.charts import day

NINE, TEN = time(9), time(10)


def step(kind: StepKind, on: int = 0, at: time = NINE, due: time | None = None) -> EscalationStep:
    return EscalationStep(kind, day(on), at, due=due)


def told(*kinds: StepKind) -> Escalation:
    """An escalation with one step a day."""
    return Escalation("surgeon_on_call", tuple(step(kind, on) for on, kind in enumerate(kinds)))


STATES: list[tuple[tuple[StepKind, ...], EscalationState]] = [
    (("no_answer",), "no_answer"),
    (("no_answer", "no_answer"), "no_answer"),
    (("no_answer", "called"), "called"),
    (("called", "no_answer"), "called"),
    (("called", "transport"), "on_the_way"),
    (("called", "transport", "arrived"), "arrived"),
    (("called", "transport", "not_arrived"), "not_arrived"),
    (("called", "not_arrived", "arrived"), "arrived"),
    (("called", "arrived", "not_arrived"), "not_arrived"),
    (("called", "outcome", "transport"), "ended"),
]


@pytest.mark.parametrize(("kinds", "state"), STATES)
def test_how_far_it_got(kinds: tuple[StepKind, ...], state: EscalationState) -> None:
    assert told(*kinds).state == state
    assert told(*kinds).is_waiting == (state not in {"arrived", "ended"})


def test_it_began_on_the_day_of_its_first_step() -> None:
    assert told("no_answer", "called").begun_on == day(0)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, None),
        (TEN, datetime.combine(day(0), TEN)),
        (NINE, datetime.combine(day(0), NINE)),
        (time(8, 59), datetime.combine(day(1), time(8, 59))),
    ],
)
def test_a_time_before_that_of_the_step_is_of_the_next_day(
    due: time | None, expected: datetime | None
) -> None:
    assert step("transport", due=due).due_at == expected


def test_only_the_newest_step_says_what_is_due() -> None:
    first, second = step("no_answer", due=TEN), step("no_answer", 1, due=TEN)
    assert Escalation("other", (first, second)).due is second
    assert Escalation("other", (first, step("called", 1))).due is None


def test_nothing_is_due_any_more_once_somebody_arrived() -> None:
    arrived = step("arrived", 1, due=TEN)
    assert Escalation("other", (step("called"), arrived)).due is None


def test_a_past_day_knows_only_the_steps_and_flags_up_to_it() -> None:
    early, late = RaisedFlag("RF-C1", day(0)), RaisedFlag("RF-C3", day(2))
    whole = Escalation("other", (step("called"), step("arrived", 2)), (early, late), "Ward 3")
    (cut,) = up_to((whole,), day(1))
    assert (cut.place, cut.place_words) == ("other", "Ward 3")
    assert (cut.steps, cut.flags) == ((step("called"),), (early,))
    assert up_to((whole,), day(2)) == (whole,)
    assert up_to((whole,), day(-1)) == ()


KINDS = st.lists(st.sampled_from(["no_answer", "called", "arrived"]), min_size=1, max_size=5)


@given(KINDS, st.integers(-1, 6), st.integers(-1, 6))
def test_cutting_twice_is_cutting_at_the_earlier_day(
    kinds: list[StepKind], one: int, other: int
) -> None:
    whole = (told(*kinds),)
    days: list[date] = [day(one), day(other)]
    assert up_to(up_to(whole, days[0]), days[1]) == up_to(whole, min(days))
