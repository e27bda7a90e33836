"""Reads a day that somebody typed: many ways to write it, never a silent guess."""

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

ReadingKind: TypeAlias = Literal[
    "blank", "day", "month", "year", "age", "choice", "unknown", "wrong"
]

_NAMES: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SPANISH: Final = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
"""Understood beside English, whatever the screen speaks: no beginning means two months."""
_WEEKDAY: Final = re.compile(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mié|mie|jue|vie|sáb|sab|dom)[a-záé]*\.?,?\s+(?=\d)"
    r"|mar(?:tes)?\.?,?\s+(?=\d{1,2}[-/.\s]*[a-z]))"
)
_ORDINAL: Final = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
_IN: Final = re.compile(r"^(in|en) (?=\d)")
_AGO: Final = re.compile(r"^hace (.+?)(?: ago)?$")
_DE: Final = re.compile(r"\bde(l)? (?=[a-z]|\d{4})")
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("−‐‑‒–—﹣－", "-"),
        **dict.fromkeys("⁄∕／", "/"),
        **dict.fromkeys("．。٫", "."),
        **dict.fromkeys("年月", "-"),
        **dict.fromkeys("،，", ","),
        "日": "",
    }
)
"""Signs of other scripts and of word processors that mean the same."""
_NUMBERS: Final = re.compile(r"^(\d{1,4})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{1,4})$")
_DAY_MONTH: Final = re.compile(r"^(\d{1,2})\s*([/.])\s*(\d{1,2})\s*\.?$")
_WORDY: Final = re.compile(r"^(\d{1,2})[-/.\s]*([a-z]{3,9})\.?,?[-/.\s]*(\d{2}|\d{4})?$")
_MONTH_FIRST: Final = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$")
_MONTH_YEAR: Final = re.compile(r"^([a-z]{3,9})\.?[-/,.\s]*(\d{4})$")
_NUMBER_YEAR: Final = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{4})$")
_YEAR_MONTH: Final = re.compile(r"^(\d{4})\s*[-/.]\s*(\d{1,2})$")
_SHIFT: Final = re.compile(
    r"^([+-]?)\s*(\d{1,4})\s*(d|days?|d[ií]as?|w|weeks?|sem|semanas?|m|months?|mes|meses"
    r"|y|years?|a|años?)(\s+ago)?$"
)
_SOLID: Final = re.compile(r"^\d{8}$")
_UNKNOWN: Final = frozenset({"unknown", "not known", "unk", "?", "no se sabe"})
_UNITS: Final = {"s": "w", "a": "y"}
"""Units by the first letter of their Spanish word."""
_NAMED: Final = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_NAMED_IN_SPANISH: Final = {"hoy": 0, "ahora": 0, "ayer": -1, "mañana": 1}
_CENTURY: Final = 100
_DECEMBER: Final = 12
_YEARS_AHEAD: Final = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: a day, the first of a month, a year or an age, or two to choose from."""

    kind: ReadingKind
    days: tuple[date, ...] = ()

    @property
    def day(self) -> date | None:
        """Return the day when exactly one was understood."""
        return self.days[0] if self.kind == "day" else None


BLANK: Final = Reading("blank")
WRONG: Final = Reading("wrong")


def read_day(typed: str, today: date) -> Reading:
    """Return what ``typed`` means on ``today``; two readings where there are two."""
    text = _WEEKDAY.sub("", _plain(typed))
    if not text:
        return BLANK
    if text in _UNKNOWN:
        return Reading("unknown")
    named = _NAMED.get(text, _NAMED_IN_SPANISH.get(text))
    if named is not None:
        return Reading("day", (today + timedelta(days=named),))
    for pattern, reader in _READERS:
        found = pattern.match(text)
        if found:
            return reader(found, today)
    return WRONG


def shifted(start: date, count: int, unit: str) -> date | None:
    """Return ``start`` moved by days, weeks, months or years; None outside the calendar."""
    try:
        if unit in {"d", "w"}:
            return start + timedelta(days=count * (7 if unit == "w" else 1))
        months = start.year * 12 + start.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last))
    except (OverflowError, ValueError):
        return None


def _plain(typed: str) -> str:
    """Return lower case with the digits of any script as 0–9, and no marks of direction."""
    kept = (c for c in typed.translate(_SIGNS) if unicodedata.category(c) != "Cf")
    digits = (str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept)
    text = _ORDINAL.sub("", " ".join("".join(digits).lower().split()))
    text = _AGO.sub(r"\1 ago", _DE.sub("", text.removeprefix("the ").removeprefix("el ")))
    return _IN.sub("+", text.replace(" of ", " "))


def _shift(found: re.Match[str], today: date) -> Reading:
    sign, count, unit, ago = found.groups()
    back = sign == "-" or bool(ago)
    letter = _UNITS.get(unit[0], unit[0])
    moved = shifted(today, -int(count) if back else int(count), letter)
    return _one(moved)


def _numbers(found: re.Match[str], today: date) -> Reading:
    first, mark, second, third = found.groups()
    if len(first) == 4:
        return _one(_day(int(first), int(second), int(third)))
    if len(first) == 3 or len(third) == 3:
        return WRONG
    year = _full_year(third, today)
    return _day_first(int(first), int(second), year, sure=mark == ".")


def _day_month(found: re.Match[str], today: date) -> Reading:
    """Return a day without a year: of each reading the latest that is not after today."""
    first, mark, second = int(found[1]), found[2], int(found[3])
    pairs = (
        [(first, second)]
        if mark == "." or first == second
        else [
            (first, second),
            (second, first),
        ]
    )
    days = [_latest(today, month, number) for number, month in pairs if month <= _DECEMBER]
    possible = tuple(day for day in days if day)
    if len(possible) == 2:
        return Reading("choice", possible)
    return _one(possible[0] if possible else None)


def _solid(found: re.Match[str], _today: date) -> Reading:
    text = found.group()
    if 19 <= int(text[:2]) <= 21 and _day(int(text[:4]), int(text[4:6]), int(text[6:])):
        return _one(_day(int(text[:4]), int(text[4:6]), int(text[6:])))
    return _day_first(int(text[:2]), int(text[2:4]), int(text[4:]), sure=False)


def _wordy(found: re.Match[str], today: date) -> Reading:
    number, name, year = found.groups()
    month = _month(name)
    if month is None:
        return WRONG
    if year:
        return _one(_day(_full_year(year, today), month, int(number)))
    return _one(_latest(today, month, int(number)))


def _month_first(found: re.Match[str], today: date) -> Reading:
    name, number, year = found.groups()
    month = _month(name)
    if month is None:
        return WRONG
    if year:
        return _one(_day(int(year), month, int(number)))
    return _one(_latest(today, month, int(number)))


def _month_year(found: re.Match[str], _today: date) -> Reading:
    month = _month(found.group(1))
    return _partial("month", int(found.group(2)), month)


def _number_year(found: re.Match[str], _today: date) -> Reading:
    return _partial("month", int(found.group(2)), int(found.group(1)))


def _year_month(found: re.Match[str], _today: date) -> Reading:
    return _partial("month", int(found.group(1)), int(found.group(2)))


def _year(found: re.Match[str], _today: date) -> Reading:
    return _partial("year", int(found.group()), 1)


def _partial(kind: ReadingKind, year: int, month: int | None) -> Reading:
    first = _day(year, month, 1) if month else None
    return Reading(kind, (first,)) if first else WRONG


def _day_first(first: int, second: int, year: int, *, sure: bool) -> Reading:
    """Return the day-first reading, and the month-first one too unless the writing settles it."""
    readings = [_day(year, second, first)]
    if not sure and first != second:
        readings.append(_day(year, first, second))
    possible = tuple(found for found in readings if found)
    if len(possible) == 2:
        return Reading("choice", possible)
    return _one(possible[0] if possible else None)


def _latest(today: date, month: int, number: int) -> date | None:
    """Return the latest such day that is not after today: clinics write down what has happened."""
    years = range(today.year, today.year - 8, -1)
    days = (_day(year, month, number) for year in years)
    return next((found for found in days if found and found <= today), None)


def _full_year(text: str, today: date) -> int:
    if len(text) > 2:
        return int(text)
    year = today.year // _CENTURY * _CENTURY + int(text)
    return year - _CENTURY if year > today.year + _YEARS_AHEAD else year


def _month(name: str) -> int | None:
    name = "sep" if name == "sept" else name
    found = {
        number
        for names in (_NAMES, _SPANISH)
        for number, full in enumerate(names, 1)
        if full.startswith(name)
    }
    return found.pop() if len(found) == 1 else None


def _day(year: int, month: int | None, number: int) -> date | None:
    try:
        return date(year, month or 0, number)
    except ValueError:
        return None


def _one(found: date | None) -> Reading:
    return Reading("day", (found,)) if found else WRONG


_Reader: TypeAlias = Callable[[re.Match[str], date], Reading]
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (_SHIFT, _shift),
    (_SOLID, _solid),
    (_NUMBERS, _numbers),
    (_YEAR_MONTH, _year_month),
    (_NUMBER_YEAR, _number_year),
    (_DAY_MONTH, _day_month),
    (_WORDY, _wordy),
    (_MONTH_FIRST, _month_first),
    (_MONTH_YEAR, _month_year),
    (re.compile(r"^\d{4}$"), _year),
)
