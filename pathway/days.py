"""Calendar arithmetic: whole days only, no clock times and no time zones."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth

SHORTEST_MONTH = 28
"""Days that every month has."""
WHOLE = 100
"""A percentage that changes nothing."""


class ImpossibleDate(ValueError):
    """A date that cannot be true: where it stands, and what was expected there."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: expected {expected}")
        self.path = path
        self.expected = expected


class OnsetRange(NamedTuple):
    """The first and the last day on which the problem can have begun; None if no first is known."""

    earliest: date | None
    latest: date


class Run(NamedTuple):
    """Consecutive days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1


def days_after(day: date, count: int) -> date:
    """Return the day ``count`` days after ``day``."""
    return day + timedelta(count)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where there is none."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(birth: date, on: date) -> int:
    """Return the completed years of life; a birthday on 29 February falls on 1 March elsewhere."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def birthday(birth: date, age: int) -> date:
    """Return the first day on which ``age_on`` gives ``age``."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:  # born on 29 February
        return date(birth.year + age, 3, 1)


def onset_range(onset: Onset, low_percent: int, high_percent: int) -> OnsetRange:
    """Return the days between which the problem began; the percentages widen "about n days ago"."""
    match onset:
        case OnsetDay(day):
            return OnsetRange(day, day)
        case OnsetMonth(month):
            first = month.replace(day=1)
            return OnsetRange(first, days_after(add_months(first, 1), -1))
        case OnsetAbout():
            return _about(onset, low_percent, high_percent)
        case _:
            return OnsetRange(None, onset.first_documented)


def _about(onset: OnsetAbout, low_percent: int, high_percent: int) -> OnsetRange:
    most = -(-onset.days * high_percent // WHOLE)
    least = onset.days * low_percent // WHOLE
    try:
        return OnsetRange(days_after(onset.said_on, -most), days_after(onset.said_on, -least))
    except OverflowError:
        raise ImpossibleDate("problem.onset", "a number of days within the calendar") from None
