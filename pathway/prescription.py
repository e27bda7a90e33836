"""What one patient takes and is about to take on a day, as the medicine rules read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pathway.days import age_on
from pathway.facts import Care
from pathway.finding import Input
from pathway.medication import medication_of
from pathway.prescribingbook import Circumstance, Drug, Medication, Named
from pathway.standing import Standing


class Stopped(NamedTuple):
    """A medicine that is no longer taken, and the day given for its end."""

    drug: Drug
    on: date


class Seen(NamedTuple):
    """What is known of a circumstance: it holds when there are inputs, else maybe if missing."""

    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prescription:
    """All medicines that run or are planned on a day, for the patient of a standing.

    ``seen`` remembers what was found out about the patient: it does not depend on the medicines.
    """

    standing: Standing
    age: int
    medication: Medication
    seen: dict[Circumstance, Seen] = field(default_factory=dict, compare=False, repr=False)

    def stopped(self) -> Iterator[Stopped]:
        """Yield each medicine that was taken and is not taken now, with the day of its end."""
        medicines = self.standing.guidelines.medicines
        for name, on in _ended(self.standing):
            for generic in medicines.look_up(name).generics:
                if generic not in self.medication.drugs:
                    yield Stopped(Drug(generic, medicines.tags[generic], (name.strip(),)), on)


def prescription_of(standing: Standing) -> Prescription:
    """Return what runs and what is planned on the day of a standing."""
    medication = medication_of(tuple(_running(standing)), standing.guidelines)
    return Prescription(
        standing, age_on(standing.chart.patient.birth_date, standing.on), medication
    )


def care_days(care: Care) -> tuple[date, date | None]:
    """Return the first and the last day of care; None while it runs."""
    if care.span is not None:
        return care.span.start, care.span.end
    return min(care.dates, default=date.max), max(care.dates, default=None)


def _running(standing: Standing) -> Iterator[Named]:
    chart, on = standing.chart, standing.on
    for taken in chart.patient.medicines:
        if taken.stopped is None:
            yield Named(taken.name, False)
    for care in chart.care:
        if care.kind == "medicine" and (care_days(care)[1] or on) >= on:
            yield Named(care.name, True)
    for name in chart.plan.medicines:
        yield Named(name, True)


def _ended(standing: Standing) -> Iterator[tuple[str, date]]:
    for taken in standing.chart.patient.medicines:
        if taken.stopped is not None:
            yield taken.name, taken.stopped
    for care in standing.chart.care:
        last = care_days(care)[1] if care.kind == "medicine" else None
        if last is not None and last < standing.on:
            yield care.name, last
