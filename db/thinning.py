"""Which backups are kept: those of the last two days, then one a day, a week and a month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many backups are kept: ``recent`` of today and yesterday, then one of each span."""

    recent: int = 8
    days: int = 12
    weeks: int = 10
    months: int = 9

    @property
    def most(self) -> int:
        """Return how many can be kept in all."""
        return self.recent + self.days + self.weeks + self.months


WANTED: Final = Wanted()
"""Spans as in Anki, whose users asked for them; bounded, since a stick is small."""
RECENT: Final = timedelta(days=2)


def kept(
    made: Iterable[datetime], last: datetime | None = None, wanted: Wanted = WANTED
) -> frozenset[datetime]:
    """Return which of these moments are kept; ``last`` is the one that was made just now.

    That one always is, though a clock that went back may make it look like the oldest. Spans are
    counted back from the newest moment, never from the clock: after one that was years ahead the
    others are old, and still keep their days, weeks and months.
    """
    newest_first = sorted(set(made), reverse=True)
    if not newest_first:
        return frozenset()
    bound = newest_first[0] - RECENT
    found = {newest_first[0] if last is None else last}
    for moment in newest_first:
        if moment > bound and len(found) < wanted.recent:
            found.add(moment)
    older = [moment for moment in newest_first if moment not in found]
    for count, span in ((wanted.days, _day), (wanted.weeks, _week), (wanted.months, _month)):
        first = _first_of_each(older, span)[:count]
        found.update(first)
        if first:
            older = [moment for moment in older if span(moment) < span(first[-1])]
    return frozenset(found)


def _first_of_each(
    newest_first: list[datetime], span: Callable[[datetime], tuple[int, ...]]
) -> list[datetime]:
    """Return the newest moment of each span."""
    found: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        found.setdefault(span(moment), moment)
    return list(found.values())


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.toordinal(),)


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)
