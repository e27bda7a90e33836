"""Calendar arithmetic: leap years, ends of months, ages, and onsets that are not exact."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathway.days import ImpossibleDate, OnsetRange, add_months, age_on, birthday, onset_range
from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown

DATES = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 1, 5), 3, date(2026, 4, 5)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_months_are_calendar_months(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 3, 30), date(2026, 3, 29), 17),
        (date(2008, 3, 30), date(2026, 3, 30), 18),
        (date(2026, 3, 30), date(2026, 3, 30), 0),
    ],
)
def test_age_is_in_completed_years(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


@example(date(2008, 2, 29), 18)
@given(DATES, st.integers(1, 100))
def test_a_birthday_is_the_first_day_of_an_age(birth: date, age: int) -> None:
    found = birthday(birth, age)
    assert age_on(birth, found) == age
    assert age_on(birth, found - timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("onset", "earliest", "latest"),
    [
        (OnsetDay(date(2026, 1, 5)), date(2026, 1, 5), date(2026, 1, 5)),
        (OnsetMonth(date(2028, 2, 1)), date(2028, 2, 1), date(2028, 2, 29)),
        (OnsetMonth(date(2026, 12, 1)), date(2026, 12, 1), date(2026, 12, 31)),
        # 1.25 x 60 = 75 and 0.75 x 60 = 45
        (OnsetAbout(60, date(2026, 3, 1)), date(2025, 12, 16), date(2026, 1, 15)),
        # 1.25 x 10 = 12.5, up to 13; 0.75 x 10 = 7.5, down to 7
        (OnsetAbout(10, date(2026, 3, 1)), date(2026, 2, 16), date(2026, 2, 22)),
        (OnsetAbout(1, date(2026, 3, 1)), date(2026, 2, 27), date(2026, 3, 1)),
        (OnsetAbout(0, date(2026, 3, 1)), date(2026, 3, 1), date(2026, 3, 1)),
        (OnsetUnknown(date(2025, 12, 15)), None, date(2025, 12, 15)),
    ],
)
def test_an_onset_is_a_range(onset: Onset, earliest: date | None, latest: date) -> None:
    assert onset_range(onset, 75, 125) == OnsetRange(earliest, latest)


def test_an_onset_outside_the_calendar_is_named() -> None:
    with pytest.raises(ImpossibleDate, match=r"^problem\.onset: expected a number of days"):
        onset_range(OnsetAbout(10**9, date(2026, 3, 1)), 75, 125)
