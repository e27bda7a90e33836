"""What came of a call: which days fit, and until when nobody needs to call again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.recalls import (
    AWAY,
    KINDS,
    LATER,
    RecallKind,
    RecallOutcome,
    is_possible,
    is_quiet,
    is_to_do,
)
from tests.pathway.charts import day

TODAY = 10


def outcome(kind: RecallKind, named: int | None = None, on: int = TODAY) -> RecallOutcome:
    return RecallOutcome(kind, day(on), None if named is None else day(named))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_out_tomorrow(kind: RecallKind) -> None:
    named = 20 if kind in LATER else None
    assert is_possible(outcome(kind, named), day(TODAY))
    assert not is_possible(outcome(kind, named, TODAY + 1), day(TODAY))


@pytest.mark.parametrize("kind", sorted(LATER))
def test_a_promise_names_a_day_that_is_not_past(kind: RecallKind) -> None:
    assert is_possible(outcome(kind, TODAY), day(TODAY))
    assert not is_possible(outcome(kind, TODAY - 1), day(TODAY))
    assert not is_possible(outcome(kind), day(TODAY))


def test_nobody_dies_after_it_was_found_out() -> None:
    assert is_possible(outcome("died", TODAY), day(TODAY))
    assert not is_possible(outcome("died", TODAY + 1), day(TODAY))


@pytest.mark.parametrize("kind", ["reached", "declined", "moved"])
def test_what_names_no_day_has_none(kind: RecallKind) -> None:
    assert not is_possible(outcome(kind, TODAY), day(TODAY))


@pytest.mark.parametrize("kind", KINDS)
def test_who_was_only_reached_may_be_called_again_at_once(kind: RecallKind) -> None:
    assert is_quiet(outcome(kind), day(TODAY)) == (kind in AWAY)


def test_a_promise_holds_until_the_day_it_names() -> None:
    assert is_quiet(outcome("will_come", 12), day(11))
    assert not is_quiet(outcome("will_come", 12), day(12))


def test_a_reminder_falls_due_on_its_day_and_a_broken_promise_the_day_after() -> None:
    assert is_to_do(outcome("remind_on", 12), day(12))
    assert not is_to_do(outcome("remind_on", 12), day(11))
    assert is_to_do(outcome("will_come", 12), day(13))
    assert not is_to_do(outcome("will_come", 12), day(12))


@pytest.mark.parametrize("kind", ["reached", "declined", "moved", "died"])
def test_what_promises_nothing_is_never_to_do(kind: RecallKind) -> None:
    assert not is_to_do(outcome(kind, TODAY), day(300))
    assert not is_to_do(outcome(kind), day(300))


OUTCOMES = st.builds(outcome, st.sampled_from(KINDS), st.none() | st.integers(0, 30))


@given(OUTCOMES, st.integers(0, 40))
def test_nobody_is_to_be_called_and_left_in_peace_at_once(found: RecallOutcome, on: int) -> None:
    assert not (is_quiet(found, day(on)) and is_to_do(found, day(on)))
