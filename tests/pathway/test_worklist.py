"""The worklist: danger first, everybody once, and what came of a call takes no danger off."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.finding import Level
from pathway.recalls import RecallId, RecallKind, RecallOutcome, Recorded
from pathway.records import PatientId, ProblemId
from pathway.worklist import (
    CALLED,
    DANGERS,
    KINDS,
    TIMED,
    Board,
    WorkKind,
    WorkLine,
    bit,
    danger,
    in_order,
    is_set_aside,
)
from tests.pathway.charts import day

NOBODY = ProblemId("")


def line(kind: WorkKind, on: date | None = None, level: Level = Level.NONE) -> WorkLine:
    return WorkLine(kind, NOBODY, on, level)


def held(kind: RecallKind, named: date | None = None) -> Recorded:
    outcome = RecallOutcome(kind, day(0), named)
    return Recorded(RecallId("r"), PatientId("p"), ProblemId("q"), outcome)


def board(*kinds: tuple[WorkKind, ...]) -> Board:
    """A board with one person for each group of kinds."""
    names = tuple(ProblemId(f"p{place}") for place in range(len(kinds)))
    return Board(day(0), names, tuple(sum(map(bit, each)) for each in kinds))


BOARD = board(("red_flag", "due"), ("due",), ("draft",), ("red_flag", "due"))


def test_people_are_counted_for_each_thing_that_they_wait_for() -> None:
    assert (BOARD.count("due"), BOARD.count("red_flag"), BOARD.count("moved")) == (3, 2, 0)


def test_all_counts_at_once_are_the_single_counts() -> None:
    assert BOARD.counts() == {kind: BOARD.count(kind) for kind in KINDS}
    assert list(BOARD.counts()) == list(KINDS)


def test_who_waits_for_one_thing_keeps_the_order_of_the_list() -> None:
    assert BOARD.waiting_for("red_flag") == ("p0", "p3")
    assert BOARD.waiting_for("referral") == ()


def test_each_kind_has_a_bit_of_its_own() -> None:
    assert sum(bit(kind) for kind in KINDS) == 2 ** len(KINDS) - 1


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_died_is_waited_for_only_where_it_is_dangerous_or_unfinished(
    kind: WorkKind,
) -> None:
    assert is_set_aside(kind, held("died"), day(5)) == (kind in TIMED | CALLED)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_will_not_come_is_not_called_but_still_decided_about(kind: WorkKind) -> None:
    assert is_set_aside(kind, held("declined"), day(5)) == (kind in CALLED)


def test_a_promise_takes_nobody_off_longer_than_its_day() -> None:
    promised = held("will_come", day(7))
    assert is_set_aside("overdue", promised, day(6))
    assert not is_set_aside("overdue", promised, day(7))
    assert not is_set_aside("moved", promised, day(6))


def test_no_call_takes_a_danger_off() -> None:
    for kind in DANGERS:
        assert not is_set_aside(kind, held("declined"), day(5))


def test_reasons_stand_by_danger_then_by_level_then_by_day() -> None:
    ordered = (
        line("escalated"),
        line("red_flag", day(9), Level.EMERGENCY),
        line("red_flag", day(1), Level.URGENT),
        line("red_flag", day(2), Level.URGENT),
        line("overdue", day(3)),
        line("draft", day(0)),
    )
    assert in_order(reversed(ordered)) == ordered


def test_a_flag_that_can_wait_stands_after_those_who_are_called_in() -> None:
    routine = line("red_flag", day(0), Level.ROUTINE)
    assert danger(line("recall", day(5))) < danger(routine) < danger(line("due", day(0)))


def test_the_level_counts_for_dangers_only() -> None:
    assert danger(line("due", day(1), Level.EMERGENCY)) == danger(line("due", day(1)))
    assert danger(line("missed", day(1), Level.EMERGENCY)) < danger(line("missed", day(1)))


@given(st.lists(st.frozensets(st.sampled_from(KINDS), min_size=1), max_size=6))
def test_the_counts_are_those_of_the_people_who_are_listed(
    waiting: list[frozenset[WorkKind]],
) -> None:
    made = board(*map(tuple, waiting))
    for kind in KINDS:
        assert made.counts()[kind] == made.count(kind) == len(made.waiting_for(kind))
        assert made.count(kind) == sum(kind in each for each in waiting)
