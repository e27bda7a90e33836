"""What a visit form does, without the form: answers so far, what is wrong with them, what to ask.

A form holds ``Answers`` and changes them with each key or click; nothing is ticked in advance and a
blank stays a blank. Every function here is pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import COUNTED, Code, Coded, coded, visit_of
from pathway.facts import Answer, Chart, Onset, OnsetDay, OnsetMonth, Visit

IssueCode: TypeAlias = Literal[
    "not_a_number",
    "not_whole",
    "out_of_range",
    "not_a_choice",
    "too_long",
    "since_after_visit",
    "since_before_birth",
    "visit_before_birth",
    "visit_before_onset",
]
GIVEN: Final = frozenset(get_args(Answer)) - {"not_asked"}
NOT_COUNTED: Final = frozenset({"unable", "declined"})
VISIT_DATE: Final = Code("date")
_FLAG: Final = "flag."


class Answers(Mapping[Code, Coded]):
    """What has been entered so far; never changed, ``change`` gives new ones."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Coded] = ()) -> None:
        self._rows: Mapping[Code, Coded] = MappingProxyType({row.code: row for row in rows})

    def __getitem__(self, code: Code) -> Coded:
        """Return what was entered under a code."""
        return self._rows[code]

    def __iter__(self) -> Iterator[Code]:
        """Go through the codes in the order in which they were entered."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many things were entered."""
        return len(self._rows)

    def __repr__(self) -> str:
        """Name the codes only: values are the patient's."""
        return f"Answers({', '.join('/'.join(filter(None, code)) for code in self._rows)})"

    def flag(self, flag_id: str) -> Coded | None:
        """Return the answer to a red-flag item, None while it has not been asked."""
        return self.get(Code(f"{_FLAG}{flag_id}"))


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with one entry: words for ``says`` stand in the catalogue."""

    code: Code
    says: IssueCode
    places: Mapping[str, str]


def change(answers: Answers, code: Code, given: Coded | None) -> Answers:
    """Return the answers with one of them given, changed or (None) taken back."""
    kept = (row for row in answers.values() if row.code != code)
    if given is None:
        return Answers(kept)
    if given.code != code:
        raise ValueError("the answer belongs to another code")
    return Answers((*kept, given))


def answers_of(visit: Visit) -> Answers:
    """Return the answers that a recorded visit holds, to be amended."""
    return Answers(coded(visit))


def visit_from(
    answers: Answers, on: date, recorded_at: datetime | None, signed: bool = False
) -> Visit:
    """Return the visit that the answers make; they have no problems."""
    return visit_of(answers.values(), on, recorded_at, signed)


def problems(answers: Answers, catalogue: Catalogue, chart: Chart, on: date) -> tuple[Issue, ...]:
    """Return what is wrong with the answers of a visit on a day; none means it can be saved."""
    found = list(_visit_issues(chart, on))
    for row in answers.values():
        found += _value_issues(row, catalogue)
        found += _since_issues(row, chart, on)
    return tuple(found)


def _visit_issues(chart: Chart, on: date) -> Iterator[Issue]:
    if on < chart.patient.birth_date:
        yield Issue(VISIT_DATE, "visit_before_birth", {"day": str(chart.patient.birth_date)})
    onset = _first_day(chart.problem.onset)
    if onset and on < onset:
        yield Issue(VISIT_DATE, "visit_before_onset", {"day": str(onset)})


def _value_issues(row: Coded, catalogue: Catalogue) -> Iterator[Issue]:
    item = catalogue.items.get(row.code.item)
    if row.code.item.startswith(_FLAG):
        yield from _flag_issues(row, item)
    elif item is not None:
        yield from _item_issues(row, item)


def _flag_issues(row: Coded, item: CatalogueItem | None) -> Iterator[Issue]:
    is_counted = row.code.item.removeprefix(_FLAG) in COUNTED
    if is_counted and item is not None and row.value not in NOT_COUNTED:
        yield from _number_issues(row, item)
    elif row.value not in (NOT_COUNTED if is_counted else GIVEN):
        yield Issue(row.code, "not_a_choice", {})


def _item_issues(row: Coded, item: CatalogueItem) -> Iterator[Issue]:
    if item.kind in {"whole", "decimal"}:
        yield from _number_issues(row, item)
    elif item.kind == "choice" and row.value not in item.values:
        yield Issue(row.code, "not_a_choice", {})
    elif item.most is not None and len(row.value) > item.most:
        yield Issue(row.code, "too_long", {"most": str(item.most)})


def _number_issues(row: Coded, item: CatalogueItem) -> Iterator[Issue]:
    number = _number(row.value)
    if number is None:
        yield Issue(row.code, "not_a_number", {})
    elif item.kind == "whole" and not row.value.isdecimal():
        yield Issue(row.code, "not_whole", {})
    elif not item.is_in_range(number):
        limits = {"low": f"{item.low:g}", "high": f"{item.high:g} {item.unit}".strip()}
        yield Issue(row.code, "out_of_range", limits)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _since_issues(row: Coded, chart: Chart, on: date) -> Iterator[Issue]:
    if row.since is None:
        return
    if row.since > on:
        yield Issue(row.code, "since_after_visit", {"day": str(on)})
    if row.since < chart.patient.birth_date:
        yield Issue(row.code, "since_before_birth", {"day": str(chart.patient.birth_date)})


def _first_day(onset: Onset) -> date | None:
    """Return the first day on which the problem can have begun; None when nobody can say."""
    match onset:
        case OnsetDay(day=day):
            return day
        case OnsetMonth(month=month):
            return month
        case _:
            return None
