"""Thinning keeps the newest backup, never too many, never none, whatever the clock does."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.thinning import WANTED, Wanted, kept

START = datetime(2026, 3, 30, 9, tzinfo=UTC)
DECADE = 10 * 366 * 24 * 60

# Minutes from one backup to the next: a working day, a holiday, and a clock that leaps.
steps = st.lists(
    st.integers(1, 600) | st.integers(-DECADE, DECADE) | st.just(24 * 60), min_size=1, max_size=60
)


def hours_before(*hours: float) -> set[datetime]:
    return {START - timedelta(hours=count) for count in hours}


@given(steps, st.builds(Wanted, *(st.integers(0, 12) for _ in range(4))))
def test_a_series_under_a_clock_that_leaps(minutes: list[int], wanted: Wanted) -> None:
    there: set[datetime] = set()
    for passed in accumulate(minutes):
        made = START + timedelta(minutes=passed)
        there |= {made}
        left = kept(there, made, wanted)
        assert left <= there
        assert made in left
        assert len(left) <= max(1, wanted.recent) + wanted.days + wanted.weeks + wanted.months
        there = set(left)


@given(st.sets(st.integers(0, 3 * 366 * 24), min_size=1, max_size=400))
def test_what_is_recent_comes_first_and_each_day_has_one(hours: set[int]) -> None:
    there = {START - timedelta(hours=count) for count in hours}
    left = kept(there)
    newest_first = sorted(there, reverse=True)
    recent = [made for made in newest_first if made > newest_first[0] - timedelta(days=2)]
    assert set(recent[: WANTED.recent]) <= left
    days = list(dict.fromkeys(made.date() for made in newest_first))
    assert set(days[: WANTED.days]) <= {made.date() for made in left}
    assert len(left) <= WANTED.most


def test_days_then_weeks_then_months() -> None:
    there = {START - timedelta(days=count) for count in range(400)}
    left = sorted((START - made).days for made in kept(there))
    assert left[:14] == list(range(14))
    weeks = left[15:24]
    assert {later - earlier for earlier, later in pairwise(weeks)} == {7}
    assert len(left) == 2 + 12 + 10 + 9
    assert left[-1] > 300


def test_each_day_a_year_long_is_thinned_to_the_same() -> None:
    there: set[datetime] = set()
    for day in range(400):
        there = set(kept(there | {START + timedelta(days=day)}))
    oldest, newest = min(there), max(there)
    assert newest == START + timedelta(days=399)
    assert (newest - oldest).days > 240
    assert len(there) > 25


def test_of_today_and_yesterday_only_so_many() -> None:
    there = hours_before(*(hour / 2 for hour in range(40)))
    left = kept(there)
    assert hours_before(*(hour / 2 for hour in range(WANTED.recent))) <= left
    assert {made.date() for made in left} == {made.date() for made in there}
    assert len(left) == WANTED.recent + 2


def test_nothing_is_made_of_nothing() -> None:
    assert kept(()) == frozenset()
    assert kept([START], START, Wanted(0, 0, 0, 0)) == {START}
