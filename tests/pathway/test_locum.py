"""The handover to a locum: danger stands first, and nobody in danger is left off."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.facts import Patient
from pathway.finding import Level
from pathway.locum import KINDS, HandedOver, Handover, Waiting, WaitKind, in_order, urgency
from pathway.records import PatientId
from tests.pathway.charts import day

WHO = Patient(date(1980, 6, 15))


def person(name: str, *things: Waiting) -> HandedOver:
    return HandedOver(PatientId(name), WHO, "", things)


def names(people: tuple[HandedOver, ...]) -> str:
    return "".join(one.patient for one in people)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", Level)
def test_danger_is_an_escalation_or_a_flag_that_cannot_wait(kind: WaitKind, level: Level) -> None:
    is_urgent_flag = kind == "red_flag" and level > Level.ROUTINE
    expected = kind == "escalated" or is_urgent_flag
    assert person("a", Waiting("unsigned"), Waiting(kind, level=level)).is_dangerous == expected


def test_the_page_counts_people_in_danger_and_not_things() -> None:
    twice = person("a", Waiting("escalated"), Waiting("escalated"))
    page = Handover(day(0), (twice, person("b", Waiting("referral"))), (("escalated", 2),))
    assert page.dangerous == 1
    assert page.unread == 0


def test_people_stand_by_their_most_dangerous_thing() -> None:
    people = (
        person("c", Waiting("referral"), Waiting("no_advice")),
        person("b", Waiting("red_flag", level=Level.URGENT)),
        person("a", Waiting("escalated")),
    )
    ordered = in_order(people)
    assert names(ordered) == "abc"
    assert [thing.kind for thing in ordered[2].things] == ["no_advice", "referral"]


def test_the_more_urgent_flag_comes_first_and_then_the_earlier_day() -> None:
    people = (
        person("c", Waiting("red_flag", day(5), Level.URGENT)),
        person("b", Waiting("red_flag", day(1), Level.URGENT)),
        person("a", Waiting("red_flag", day(9), Level.EMERGENCY)),
    )
    assert names(in_order(people)) == "abc"


def test_a_flag_that_can_wait_stands_after_what_falls_due() -> None:
    routine = Waiting("red_flag", day(0), Level.ROUTINE)
    assert urgency(Waiting("window_closing", day(5))) < urgency(routine)
    assert urgency(routine) < urgency(Waiting("referral", day(0)))


def test_people_in_the_same_danger_stand_in_a_fixed_order() -> None:
    one, other = person("b", Waiting("unsigned")), person("a", Waiting("unsigned"))
    assert names(in_order((one, other))) == names(in_order((other, one))) == "ab"


THINGS = st.builds(
    Waiting,
    st.sampled_from(KINDS),
    st.none() | st.integers(0, 30).map(day),
    st.sampled_from(Level),
)
PEOPLE = st.lists(st.lists(THINGS, min_size=1, max_size=3), max_size=5)


@given(PEOPLE)
def test_nobody_and_nothing_is_lost_by_putting_in_order(drawn: list[list[Waiting]]) -> None:
    people = [person(str(place), *things) for place, things in enumerate(drawn)]
    ordered = in_order(people)
    assert {one.patient for one in ordered} == {one.patient for one in people}
    assert len(ordered) == len(people)
    for one in people:
        (same,) = [each for each in ordered if each.patient == one.patient]
        assert sorted(map(repr, same.things)) == sorted(map(repr, one.things))
