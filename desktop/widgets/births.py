"""The field for a birth: the day, or only the month, the year or an age, in one line of text."""

import re
from datetime import date
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.daytext import WRONG, Reading, read_day
from desktop.words import tr
from pathway.birth import Birth, age_told, of_age
from pathway.facts import BirthKnown

OLDEST_YEARS: Final = 120
_AGE: Final = re.compile(
    r"^(?:about|a?prox\.?|approx\.?|ca\.?|~)?\s*(\d{1,3})\s*(?:y|yr|yrs|years?|a|años?)"
    r"(?:\s*old)?(?:\s+(?:on|el)\s+(.+))?$"
)


class BirthField(DateField):
    """A birth as well as somebody knows it: ``14-Mar-1968``, ``03/1968``, ``1968`` or ``58y``."""

    def __init__(self, today: date, parent: QWidget) -> None:
        oldest = today.replace(year=today.year - OLDEST_YEARS, day=min(today.day, 28))
        super().__init__(today, parent, DayLimits(oldest, today, partial=True))
        self.line.setPlaceholderText(tr("e.g. 14-Mar-1968, 3/1968, 1968, 58y"))

    def birth(self) -> Birth | None:
        """Return the birth, None when the text is blank or not accepted."""
        reading = self.reading()
        if self.problem() or not reading.days:
            return None
        if reading.kind == "age":
            return _of_age(self.text(), self._today)
        return Birth(reading.days[0], cast(BirthKnown, reading.kind))

    def set_birth(self, birth: Birth) -> None:
        """Show a birth as somebody could have typed it."""
        self.set_text(birth_text(birth))

    def kept_text(self) -> str:
        """Return the text for a draft: an age goes with the day on which it was told."""
        birth = self.birth()
        return birth_text(birth) if birth else self.text()

    def _understand(self, text: str) -> Reading:
        if _age_and_day(text) is None:
            return read_day(text, self._today)
        birth = _of_age(text, self._today)
        return Reading("age", (birth.day,)) if birth else WRONG

    def _said(self, text: str) -> str:
        birth = self.birth()
        if birth is None:
            return ""
        age = show.birth_age(birth, self._today)
        if birth.known != "age":
            return f"{super()._said(text)} · {age}" if birth.known != "day" else age
        said = tr("Born between {first} and {last}")
        return said.format(first=show.day(birth.day), last=show.day(birth.last))


def birth_text(birth: Birth) -> str:
    """Return a birth as a text that is read as just this birth."""
    if birth.known != "age":
        return show.birth_day(birth)
    told_on, age = birth.told_on or birth.last, age_told(birth) or 0
    return f"{age}y on {show.day(told_on)}"


def _age_and_day(text: str) -> tuple[int, str] | None:
    found = _AGE.match(" ".join(text.lower().split()))
    return (int(found[1]), found[2] or "") if found else None


def _of_age(text: str, today: date) -> Birth | None:
    """Return a birth from an age; None where the day on which it was told makes no sense."""
    told = _age_and_day(text)
    if told is None:
        return None
    age, day = told
    told_on = read_day(day, today).day if day else today
    if told_on is None or told_on > today or age > OLDEST_YEARS:
        return None
    return of_age(age, told_on)
