"""The recall sheet: who is to be called or visited in a week, in the order in which it is printed.

People come in the order of the worklist, the most dangerous first, then by date. Grouping keeps
that order: the group of whoever comes first stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NewType, TypeAlias

from pathway.facts import Patient
from pathway.finding import Level
from pathway.particulars import digits_of
from pathway.recalls import Recorded
from pathway.records import PatientId, ProblemId
from pathway.worklist import WorkKind

Grouping: TypeAlias = Literal["village", "phone"]
SheetId = NewType("SheetId", str)
WEEK_DAYS: Final = 7
WITH_PHONE: Final = "with_phone"
LEAST_DIGITS: Final = 3
"""With fewer digits what was told is no number to call."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody to be called or visited, and why; ``day`` is the earliest that something is due.

    ``kinds`` come with the most dangerous first, ``level`` is that of an open red flag. Of ``who``
    only what names somebody is filled in.
    """

    patient: PatientId
    problem: ProblemId
    who: Patient
    phone: str
    address: str
    kinds: tuple[WorkKind, ...]
    day: date | None
    level: Level = Level.NONE


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet; numbers run through all its groups and pages."""

    number: int
    caller: Caller


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Rows of one village, or of those with and those without a telephone.

    ``place`` is the name of the village, ``WITH_PHONE``, or empty where nothing is recorded.
    """

    place: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class RecallSheet:
    """A whole sheet: its number, the days it is for, and its groups."""

    number: int
    first: date
    last: date
    grouping: Grouping
    groups: tuple[SheetGroup, ...]

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Return all rows, in order of their numbers."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet that is to be printed, with the pages as they go to the printer."""

    sheet: RecallSheet
    paper: str
    letters: str
    content_version: str
    pages: bytes


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet that was printed: how many rows it has, and of how many an outcome is recorded."""

    id: SheetId
    number: int
    first: date
    last: date
    printed_at: datetime
    printed_by: str
    rows: int
    entered: int


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Who stands in a row of a printed sheet, and the newest outcome since it was printed."""

    number: int
    patient: PatientId
    problem: ProblemId
    who: Patient
    outcome: Recorded | None = None


def grouped(callers: Iterable[Caller], grouping: Grouping) -> tuple[SheetGroup, ...]:
    """Return people in groups with their row numbers; nobody is left out or stands there twice.

    By telephone a household is one number: its people follow each other.
    """
    groups: dict[str, list[Caller]] = {}
    if grouping == "village":
        for one in callers:
            groups.setdefault(village_of(one.address), []).append(one)
    else:
        for household in _households(callers):
            place = WITH_PHONE if _number(household[0]) else ""
            groups.setdefault(place, []).extend(household)
    found: list[SheetGroup] = []
    count = 0
    for place, people in groups.items():
        rows = (SheetRow(number, one) for number, one in enumerate(people, count + 1))
        found.append(SheetGroup(place, tuple(rows)))
        count += len(people)
    return tuple(found)


def village_of(address: str) -> str:
    """Return the village of an address: its last line or part between commas that has a word.

    A part with digits only, such as a postcode, is none; an address without any gives nothing.
    """
    parts = [part.strip() for line in address.splitlines() for part in line.split(",")]
    for part in reversed(parts):
        words = [word for word in part.split() if not any(map(str.isdigit, word))]
        if words:
            return " ".join(words)
    return ""


def _households(callers: Iterable[Caller]) -> Iterable[list[Caller]]:
    found: dict[str, list[Caller]] = {}
    for place, one in enumerate(callers):
        found.setdefault(_number(one) or f"none {place}", []).append(one)
    return found.values()


def _number(one: Caller) -> str:
    digits = digits_of(one.phone)
    return digits if len(digits) >= LEAST_DIGITS else ""
