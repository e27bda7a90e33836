"""The states of the days to come are those that an assessment on each of these days would show."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pathway.evaluate import assess_day, evaluate
from pathway.facts import Chart, FlagAnswer
from pathway.finding import Level
from pathway.states import Ahead, State, assess_ahead, is_move, state_of
from tests.pathway.charts import care, chart, day, guidelines, on_day, seen

FLAGGED = replace(seen(0, 8, 3), red_flags={"RF-T3": FlagAnswer("yes"), "RF-C1": FlagAnswer("yes")})
CHARTS = {
    "pain": chart(seen(0, 8, 3)),
    "care": chart(seen(0, 8, 3), care=(care(0),)),
    "flags": chart(FLAGGED),
    "nobody seen": chart(),
}


def ahead(made: Chart, number: int) -> Ahead:
    return assess_ahead(made, day(number), guidelines())


def stands_on(found: Ahead, on: date) -> State:
    """The state that the days to come tell for a day."""
    return [state for since, state in found.states if since <= on][-1]


def test_flags_stand_with_the_most_urgent_first() -> None:
    state = state_of(on_day(CHARTS["flags"], 0))
    assert state.open_flags == ("RF-C1", "RF-T3")
    assert state.flag_level == Level.EMERGENCY


@pytest.mark.parametrize("name", CHARTS)
def test_today_is_assessed_as_ever(name: str) -> None:
    found = ahead(CHARTS[name], 10)
    assert found.assessment == evaluate(CHARTS[name], day(10), guidelines())
    assert found.states[0] == (day(10), state_of(found.assessment))


@pytest.mark.parametrize("name", CHARTS)
def test_each_later_day_stands_as_it_will_be_assessed(name: str) -> None:
    made = CHARTS[name]
    found = ahead(made, 10)
    assert len(found.states) > 1
    for on, state in found.states:
        assert state_of(assess_day(made, on, guidelines())) == state
    eve = found.states[1][0] - timedelta(1)
    assert stands_on(found, eve) == state_of(assess_day(made, eve, guidelines()))


def test_days_are_told_in_order_and_only_where_the_state_is_another() -> None:
    found = ahead(CHARTS["care"], 10).states
    assert [on for on, _ in found] == sorted({on for on, _ in found})
    assert all(one[1] != later[1] for one, later in pairwise(found))


def test_the_next_change_is_the_first_later_state_or_word_of_the_forecast() -> None:
    whole = ahead(CHARTS["care"], 10)
    forecast = whole.assessment.forecast
    assert forecast
    assert whole.changes_on == min(whole.states[1][0], forecast[0].on)
    unsaid = replace(whole, assessment=replace(whole.assessment, forecast=()))
    assert unsaid.changes_on == whole.states[1][0]
    assert replace(whole, states=whole.states[:1]).changes_on == forecast[0].on


def test_where_nothing_changes_any_more_no_day_is_named() -> None:
    whole = ahead(CHARTS["care"], 10)
    quiet = replace(whole.assessment, forecast=None)
    assert Ahead(quiet, whole.states[:1]).changes_on is None


def test_stage_status_and_level_make_a_move_and_a_date_makes_none() -> None:
    was = state_of(on_day(CHARTS["pain"], 10))
    assert is_move(was, replace(was, stage="chronic"))
    assert is_move(was, replace(was, surgical_status="urgent"))
    assert is_move(was, replace(was, flag_level=Level.URGENT))
    assert not is_move(was, replace(was, contact_by=day(300), open_flags=("RF-T3",)))
