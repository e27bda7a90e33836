"""When somebody was born whose day of birth nobody knows: the days it can be, and the ages then.

The first of these days stands in the facts as the birth date, so that whatever counts an age from
there counts the oldest one. The youngest, where that is the safe one, comes from here (decision
0017).
"""

from datetime import date, timedelta
from typing import Final, NamedTuple

from pathway.days import add_months, age_on, birthday
from pathway.facts import BirthKnown, Patient

ONE_DAY: Final = timedelta(1)
_MONTHS: Final[dict[BirthKnown, int]] = {"month": 1, "year": 12}


class Birth(NamedTuple):
    """A birth as it is known; ``day`` is the first that it can be, ``told_on`` that of an age."""

    day: date
    known: BirthKnown = "day"
    told_on: date | None = None

    @property
    def last(self) -> date:
        """Return the last day that it can be; around 29 February perhaps a day later."""
        if self.known == "day":
            return self.day
        if self.known == "age":
            return birthday(self.day, 1) - ONE_DAY
        return add_months(self.day, _MONTHS[self.known]) - ONE_DAY

    @property
    def middle(self) -> date:
        """Return the day in the middle: for words about an age, never for a rule."""
        return self.day + (self.last - self.day) / 2

    def may_be(self, other: "Birth") -> bool:
        """Tell whether both can be one day."""
        return self.day <= other.last and other.day <= self.last


def birth_of(patient: Patient) -> Birth:
    """Return the birth of a patient as it is known."""
    return Birth(patient.birth_date, patient.birth_known, patient.birth_told_on)


def whole(day: date, known: BirthKnown) -> date:
    """Return the first day of the month or year that a day lies in, where only that is known."""
    if known == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if known == "year" else day


def of_age(years: int, told_on: date) -> Birth:
    """Return the birth of somebody who was ``years`` old on a day, counted in completed years."""
    first = add_months(told_on, -12 * (years + 1)) + ONE_DAY
    return Birth(first, "age", told_on)


def age_told(birth: Birth) -> int | None:
    """Return the age that was told, None where none was."""
    if birth.known != "age" or birth.told_on is None:
        return None
    return age_on(birth.day, birth.told_on)


def ages_text(patient: Patient, on: date) -> str:
    """Return the completed years of life as a rule names what it read: ``64``, or ``64-65``."""
    return ages_told(youngest_age(patient, on), age_on(patient.birth_date, on))


def ages_told(youngest: int, oldest: int) -> str:
    """Return the completed years of life from the fewest to the most possible, as one text."""
    return str(oldest) if youngest == oldest else f"{youngest}-{oldest}"


def youngest_age(patient: Patient, on: date) -> int:
    """Return the fewest completed years of life that are possible; the most: ``days.age_on``."""
    if patient.birth_known == "day":
        return age_on(patient.birth_date, on)
    return age_on(birth_of(patient).last, on)
