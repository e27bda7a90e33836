"""Dates of a case that contradict each other."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from pathway.days import add_months, days_after
from pathway.facts import (
    Care,
    Chart,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Visit,
)


class Dated(NamedTuple):
    """A date of the file and where it stands."""

    path: str
    day: date


class Contradiction(NamedTuple):
    """A date that cannot be true beside another one."""

    path: str
    expected: str


BIRTH: Final = "a day on or after patient.birth_date"


def contradictions(chart: Chart) -> Iterator[Contradiction]:
    """Yield each date that contradicts another, in the order of the file."""
    for path, day in _dates(chart):
        if day < chart.patient.birth_date:
            yield Contradiction(path, BIRTH)
    for place, visit in enumerate(chart.visits):
        yield from _told_before_it_began(f"visits[{place}]", visit)
    yield from _care_before_onset(chart)


def _dates(chart: Chart) -> Iterator[Dated]:
    yield from _patient_dates(chart)
    yield from _problem_dates(chart)
    for place, visit in enumerate(chart.visits):
        yield Dated(f"visits[{place}].date", visit.on)
        yield from _told_dates(f"visits[{place}]", visit)
    for place, care in enumerate(chart.care):
        yield from _care_dates(f"care[{place}]", care)
    for place, flag in enumerate(chart.flags):
        yield Dated(f"flags[{place}].raised_on", flag.raised_on)
    for place, override in enumerate(chart.overrides):
        yield Dated(f"overrides[{place}].on", override.on)
    for place, referral in enumerate(chart.referrals):
        yield Dated(f"referrals[{place}].on", referral.on)


def _patient_dates(chart: Chart) -> Iterator[Dated]:
    patient = chart.patient
    if patient.pregnancy.on:
        yield Dated("patient.pregnancy.on", patient.pregnancy.on)
    if patient.egfr:
        yield Dated("patient.egfr.date", patient.egfr.on)
    for place, medicine in enumerate(patient.medicines):
        if medicine.stopped:
            yield Dated(f"patient.medicines[{place}].stopped", medicine.stopped)


def _problem_dates(chart: Chart) -> Iterator[Dated]:
    problem = chart.problem
    yield _onset_date(problem.onset)
    for place, span in enumerate(problem.pain_free):
        yield Dated(f"problem.pain_free[{place}].from", span.start)
    if problem.closed:
        yield Dated("problem.closed.on", problem.closed.on)


def _onset_date(onset: Onset) -> Dated:
    """Return the day that the file gives; of a month its last, so that the month of birth holds."""
    match onset:
        case OnsetDay(day=day):
            return Dated("problem.onset.date", day)
        case OnsetMonth(month=month):
            return Dated("problem.onset.month", days_after(add_months(month, 1), -1))
        case OnsetAbout(said_on=day):
            return Dated("problem.onset.said_on", day)
        case OnsetUnknown(first_documented=day):
            return Dated("problem.onset.first_documented", day)


def _told_dates(path: str, visit: Visit) -> Iterator[Dated]:
    for item, given in visit.red_flags.items():
        if given.since:
            yield Dated(f"{path}.red_flags.{item}.since", given.since)
    if visit.weakness and visit.weakness.since:
        yield Dated(f"{path}.weakness.since", visit.weakness.since)
    if visit.numbness_since:
        yield Dated(f"{path}.numbness_since", visit.numbness_since)


def _care_dates(path: str, care: Care) -> Iterator[Dated]:
    if care.span:
        yield Dated(f"{path}.from", care.span.start)
    for place, day in enumerate(care.dates):
        yield Dated(f"{path}.dates[{place}]", day)


def _told_before_it_began(path: str, visit: Visit) -> Iterator[Contradiction]:
    for told, day in _told_dates(path, visit):
        if day > visit.on:
            yield Contradiction(told, f"a day on or before the visit's date ({path}.date)")


def _care_before_onset(chart: Chart) -> Iterator[Contradiction]:
    """Yield care that began before the problem did, unless it was for an older episode.

    Care counts from its first day: care that is too old would open the surgical window early.
    """
    earliest = _first_day(chart.problem.onset)
    if earliest is None:
        return
    older = [span for span in chart.problem.pain_free if span.end and span.end < earliest]
    for place, care in enumerate(chart.care):
        if any(_ended_before(care, span.start) for span in older):
            continue
        for path, day in _care_dates(f"care[{place}]", care):
            if day < earliest:
                yield Contradiction(
                    path,
                    "a day on or after problem.onset: correct the onset if the problem began "
                    "earlier, leave out care for an earlier one",
                )


def _ended_before(care: Care, day: date) -> bool:
    last = care.span.end if care.span else max(care.dates)
    return last is not None and last < day


def _first_day(onset: Onset) -> date | None:
    match onset:
        case OnsetDay(day=day):
            return day
        case OnsetMonth(month=month):
            return month
        case OnsetAbout() | OnsetUnknown():
            return None
