"""How facts read on screen: dates, durations, ages, names and numbers (docs/conventions.md).

Pure text in, pure text out. Regional settings never change these forms: a date that reads
``12-Mar-2026`` here reads so on every machine.
"""

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from desktop.lettering import reads_from_right
from desktop.words import ENGLISH, language, tr
from pathway.birth import Birth
from pathway.days import age_on
from pathway.facts import (
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Patient,
    Problem,
    Region,
    Sex,
    Side,
)

MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPOKEN: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {}
DAYS_OF_WEEK: Final = 7
_ISOLATE, _POP, _LEFT_TO_RIGHT = "\u2068", "\u2069", "\u200e"


def day(value: date | None) -> str:
    """Return a date as ``12-Mar-2026``; a missing one in words."""
    if value is None:
        return tr("Not recorded")
    return f"{value.day:02}-{month(value)}"


def weekday_day(value: date | None) -> str:
    """Return a date with its weekday, ``Mon 12-Mar-2026``; never used for births."""
    return f"{_calendar()[1][value.weekday()]} {day(value)}" if value else day(value)


def month(value: date) -> str:
    """Return the month of a date as ``Mar-2026``."""
    return f"{_calendar()[0][value.month - 1]}-{value.year:04}"


def clock(moment: datetime) -> str:
    """Return the time of day on the 24-hour clock, ``09:05``."""
    return f"{moment.hour:02}:{moment.minute:02}"


def moment(value: datetime | None) -> str:
    """Return date and 24-hour time of a moment, in the zone it is given in."""
    return f"{day(value.date())} {clock(value)}" if value else day(None)


def duration(days: int) -> str:
    """Return a number of days as ``6w 2d``: whole numbers, largest unit first, no zero units."""
    weeks, rest = divmod(abs(days), DAYS_OF_WEEK)
    parts = [tr("{count}w").format(count=weeks)] if weeks else []
    if rest or not weeks:
        parts.append(tr("{count}d").format(count=rest))
    return " ".join(parts)


def elapsed(start: date, end: date) -> str:
    """Return the time between two days, ``6w 2d`` below a year and ``2y 3m`` from a year on."""
    months = _whole_months(start, end)
    if months < 12:
        return duration((end - start).days)
    years, rest = divmod(months, 12)
    return f"{_years(years)} {_months(rest)}" if rest else _years(years)


def week_of(day_number: int) -> int:
    """Return the treatment week that a day falls in: day 0 is in week 1."""
    return day_number // DAYS_OF_WEEK + 1


def week_and_day(day_number: int) -> str:
    """Return ``week 5, day 30``: a week number alone is ambiguous."""
    return tr("week {week}, day {day}").format(week=week_of(day_number), day=day_number)


def age(birth: date | None, on: date) -> str:
    """Return an age as ``61y``, below two years in months, below two months in weeks and days."""
    if birth is None or birth > on:
        return tr("Not Known")
    years, months = age_on(birth, on), _whole_months(birth, on)
    if years >= 2:
        return _years(years)
    return _months(months) if months >= 2 else duration((on - birth).days)


def birth_day(birth: Birth) -> str:
    """Return a birth as well as it is known: ``14-Jul-1945``, ``Jul-1945``, ``1945``."""
    if birth.known == "day":
        return day(birth.day)
    if birth.known == "month":
        return month(birth.day)
    return str(birth.day.year) if birth.known == "year" else approx(str(birth.middle.year))


def birth_age(birth: Birth, on: date) -> str:
    """Return an age; ``Approx 61y`` where the birthday may or may not have been this year."""
    last_day = min(birth.last, on)
    first, last = age(birth.day, on), age(last_day, on)
    middle = birth.day + (last_day - birth.day) / 2
    return first if first == last else approx(age(middle, on))


def born(birth: Birth | None, on: date) -> str:
    """Return birth and age as the banner shows them, ``14-Jul-1945 (61y)``."""
    if birth is None:
        return tr("Not Known")
    return f"{birth_day(birth)} ({birth_age(birth, on)})"


def approx(value: str) -> str:
    """Return an estimate as such."""
    return tr("Approx {value}").format(value=value)


def name(family: str, given: str) -> str:
    """Return ``FAMILY, Given``; of a person with one name that name in capitals."""
    family, given = " ".join(family.split()), " ".join(given.split())
    if family and given:
        return f"{family.upper()}, {given}"
    return (family or given).upper() or tr("Not Known")


def patient_name(patient: Patient) -> str:
    """Return the name of a patient as it stands in lists and in the banner."""
    return name(patient.family_name, patient.given_name)


def number(value: float, places: int = 2) -> str:
    """Return a number without trailing zeros, with a leading zero and a comma at 1,000."""
    rounded = round(Decimal(repr(float(value))), places)
    text = f"{rounded:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, one unbreakable space between them: ``200 mL``."""
    return f"{number(value)}\u00a0{unit}" if unit else number(value)


def isolated(text: str) -> str:
    """Return text that keeps its own direction inside a sentence of the other one."""
    return f"{_ISOLATE}{text}{_POP}" if text else text


def upright(text: str, right_to_left: bool) -> str:
    """Return text that reads left to right although the screen does not: dates and numbers."""
    if not right_to_left or not text or reads_from_right(text):
        return text
    return _LEFT_TO_RIGHT + text


def sex(value: Sex) -> str:
    """Return the gender in full words, never a code."""
    words: dict[Sex, str] = {
        "female": tr("Female"),
        "male": tr("Male"),
        "other": tr("Other"),
        "unknown": tr("Not Known"),
    }
    return words[value]


def region(value: Region) -> str:
    """Return where the problem is, in words."""
    words: dict[Region, str] = {
        "cervical": tr("Neck"),
        "lumbar": tr("Low back"),
        "thoracic": tr("Mid back"),
        "unsure": tr("Neck or back, not sure"),
    }
    return words[value]


def side(value: Side) -> str:
    """Return a side of the patient in words."""
    words: dict[Side, str] = {
        "left": tr("left"),
        "right": tr("right"),
        "both": tr("both sides"),
        "midline": tr("midline"),
        "unknown": tr("side not known"),
    }
    return words[value]


def problem(value: Problem) -> str:
    """Return region and side of a problem, ``Low back, left``."""
    if value.side == "unknown":
        return region(value.region)
    return f"{region(value.region)}, {side(value.side)}"


def onset(value: Problem) -> str:
    """Return when a problem began, as exactly as anybody knows."""
    match value.onset:
        case OnsetDay(day=known):
            return day(known)
        case OnsetMonth(month=known):
            return month(known)
        case OnsetAbout() as about:
            said = tr("Approx {time} before {day}")
            if about.words:
                said = tr("Approx {time} before {day} (“{words}”)")
            return said.format(time=duration(about.days), day=day(about.said_on), words=about.words)
        case OnsetUnknown(first_documented=seen):
            return tr("Not known; first documented {day}").format(day=day(seen))


def days_from(start: date, count: int) -> date:
    """Return the day that lies ``count`` days after ``start``, kept inside the calendar."""
    return date.fromordinal(
        min(max(start.toordinal() + count, date.min.toordinal()), date.max.toordinal())
    )


def ago(value: date, today: date) -> str:
    """Return how far a day lies from today, in words: ``today``, ``3w 2d ago``, ``in 5d``."""
    days = (value - today).days
    if days == 0:
        return tr("today")
    if days > 0:
        return tr("in {time}").format(time=elapsed(today, value))
    return tr("{time} ago").format(time=elapsed(value, today))


def _years(count: int) -> str:
    # Translators: years, as short as may be and without a space: 61y
    return tr("{count}y").format(count=count)


def _months(count: int) -> str:
    # Translators: months, as short as may be and without a space: 3m
    return tr("{count}m").format(count=count)


def _calendar() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fixed short months and weekdays of the language of the screen."""
    spoken = language()
    if spoken == ENGLISH:
        return MONTHS, WEEKDAYS
    if spoken not in _SPOKEN:
        # English needs no table, and the first page waits for none then.
        from resources import calendar_table

        known = calendar_table(spoken)
        _SPOKEN[spoken] = (known.months, known.weekdays)
    return _SPOKEN[spoken]


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    last_of_month = end.day == monthrange(end.year, end.month)[1]
    return months if end.day >= start.day or last_of_month else months - 1
