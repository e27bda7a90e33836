"""A plan is told among the findings of a visit; the newest one that was told stands."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from pathway import plans
from pathway.coding import coded, visit_of
from pathway.facts import Plan, Visit

DAY = date(2026, 3, 2)
names = st.lists(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30), unique=True
)
told = st.builds(
    Plan,
    names.map(tuple),
    st.lists(st.sampled_from(["heat", "cold", "yoga"]), unique=True).map(tuple),
)


def visit(plan: Plan | None, on: date = DAY, hour: int = 9) -> Visit:
    rows = plans.plan_coded(plan)
    return visit_of(rows, on, datetime(2026, 3, 2, hour, tzinfo=UTC), signed=True)


@given(st.none() | told)
def test_a_plan_is_read_back_as_it_was_told(plan: Plan | None) -> None:
    made = visit(plan)
    assert plans.plan_told(made.beside) == plan
    again = visit_of(coded(made), DAY, None, signed=True)
    assert plans.plan_told(again.beside) == plan


def test_that_nothing_is_planned_is_an_answer_and_silence_is_none() -> None:
    assert plans.plan_told(visit(Plan()).beside) == Plan()
    assert plans.plan_told(visit(None).beside) is None


def test_a_visit_that_says_nothing_takes_no_plan_back() -> None:
    first = visit(Plan(("naproxen",)))
    silent = visit(None, date(2026, 3, 9))
    assert plans.plan_of((first, silent)) == Plan(("naproxen",))
    nothing = visit(Plan(), date(2026, 3, 9))
    assert plans.plan_of((first, nothing)) == Plan()
    assert plans.plan_of((nothing, first)) == Plan()
    assert plans.plan_of(()) == Plan()


def test_of_two_visits_on_a_day_the_one_recorded_later_counts() -> None:
    early, late = visit(Plan(("naproxen",)), hour=9), visit(Plan(("ibuprofen",)), hour=10)
    assert plans.plan_of((late, early)) == Plan(("ibuprofen",))


@given(told, st.sampled_from(["heat", "Naproxen", "x"]), st.booleans())
def test_what_is_put_in_is_there_once_and_can_be_taken_out(
    plan: Plan, name: str, is_care: bool
) -> None:
    more = plans.with_thing(plan, name, is_care=is_care)
    assert plans.with_thing(more, name, is_care=is_care) == more
    here = more.care if is_care else more.medicines
    assert [one.casefold() for one in here].count(name.casefold()) >= 1
    left = plans.without_thing(more, here[-1], is_care=is_care)
    assert left is None or here[-1] not in (left.care if is_care else left.medicines)
    assert left != Plan()


def test_the_same_medicine_in_other_letters_is_no_second_one() -> None:
    assert plans.with_thing(Plan(("naproxen",)), "NAPROXEN", is_care=False) == Plan(("naproxen",))


def test_one_thing_more_is_put_where_it_belongs() -> None:
    plan = plans.with_thing(None, "naproxen", is_care=False)
    assert plan == Plan(("naproxen",))
    both = plans.with_thing(plan, "heat", is_care=True)
    assert both == Plan(("naproxen",), ("heat",))
    assert plans.with_thing(both, "heat", is_care=True) == both


def test_one_thing_less_is_taken_from_where_it_stands() -> None:
    both = Plan(("heat", "naproxen"), ("heat",))
    assert plans.without_thing(both, "heat", is_care=True) == Plan(("heat", "naproxen"))
    assert plans.without_thing(both, "heat", is_care=False) == Plan(("naproxen",), ("heat",))
    assert plans.without_thing(Plan(("naproxen",)), "naproxen", is_care=False) is None
