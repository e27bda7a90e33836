"""The axis of a course: dates and, from the onset on, weeks and days."""

from datetime import date
from typing import Final, NamedTuple

from pathway.courseplaces import Room

TICK_EMS: Final = 7.4
"""A mark of the axis has so much room, in heights of a line of text."""
YEAR_DAYS: Final = 366
_DAY_STEPS: Final = (7, 14, 28, 56, 91, 182)
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50)


class Tick(NamedTuple):
    """A mark of the axis: its day, the days since the onset, and whether it begins a year."""

    day: date
    elapsed: int | None
    is_year: bool = False


def ticks(room: Room, onset: date | None) -> list[Tick]:
    """Return the marks in sight: whole weeks since the onset, over many years the years."""
    wanted = room.em * TICK_EMS
    step = next((days for days in _DAY_STEPS if days * room.per_day >= wanted), None)
    if step is None:
        return _years(room, onset, wanted)
    origin = onset.toordinal() if onset else 1
    first = origin + step * -int(-(room.first - origin) // step)
    days = range(max(first, 1), min(int(room.last), date.max.toordinal()) + 1, step)
    return [_tick(day, onset) for day in days]


def _years(room: Room, onset: date | None, wanted: float) -> list[Tick]:
    step = next((n for n in _YEAR_STEPS if n * YEAR_DAYS * room.per_day >= wanted), _YEAR_STEPS[-1])
    first = date.fromordinal(max(int(room.first), 1)).year + 1
    last = date.fromordinal(min(int(room.last), date.max.toordinal())).year
    begun = (date(year, 1, 1) for year in range(first, last + 1) if year % step == 0)
    return [_tick(day.toordinal(), onset)._replace(is_year=True) for day in begun]


def _tick(number: int, onset: date | None) -> Tick:
    day = date.fromordinal(number)
    return Tick(day, (day - onset).days if onset and day >= onset else None)
