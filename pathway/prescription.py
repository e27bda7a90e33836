"""What one patient takes and is about to take on a day, as the medicine rules read it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pathway.birth import youngest_age
from pathway.days import age_on
from pathway.facts import Care
from pathway.fixed import fixed
from pathway.medication import medication_of
from pathway.prescribingbook import Circumstance, Drug, Medication, Named, Seen
from pathway.standing import Standing
from pathway.tried import Tried


class Stopped(NamedTuple):
    """A medicine that is no longer taken, and the day given for its end."""

    drug: Drug
    on: date


@fixed
class Prescription:
    """All medicines that run or are planned on a day, for the patient of a standing.

    ``ended`` are those that were taken before, with the day of their end, and ``tried`` is all care
    of the episode. ``seen`` remembers what was found out about the patient: it does not depend on
    the medicines. ``age`` is the highest that the patient can have, ``youngest`` the lowest.
    """

    standing: Standing
    age: int
    youngest: int
    medication: Medication
    ended: tuple[Stopped, ...]
    tried: Tried
    seen: dict[Circumstance, Seen]

    def with_plan(self, medication: Medication) -> "Prescription":
        """Return the same patient with other medicines."""
        return replace(self, medication=medication)

    def stopped(self) -> list[Stopped]:
        """Return each medicine that was taken and is not taken now, with the day of its end."""
        drugs = self.medication.drugs
        return [ended for ended in self.ended if ended.drug.generic not in drugs]


def prescription_of(standing: Standing) -> Prescription:
    """Return what runs and what is planned on the day of a standing."""
    medication = medication_of(tuple(_running(standing)), standing.guidelines)
    patient, on = standing.chart.patient, standing.on
    age = age_on(patient.birth_date, on)
    youngest = age if patient.birth_known == "day" else youngest_age(patient, on)
    ended = tuple(_ended(standing))
    return Prescription(standing, age, youngest, medication, ended, Tried(standing), {})


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


def _ended(standing: Standing) -> Iterator[Stopped]:
    medicines = standing.guidelines.medicines
    for name, on in _ended_names(standing):
        for generic in medicines.look_up(name).generics:
            yield Stopped(Drug(generic, medicines.tags[generic], (name.strip(),)), on)


def _ended_names(standing: Standing) -> Iterator[tuple[str, date]]:
    for taken in standing.chart.patient.medicines:
        if taken.stopped is not None:
            yield taken.name, taken.stopped
    for care in standing.chart.care:
        last = care_days(care)[1] if care.kind == "medicine" else None
        if last is not None and last < standing.on:
            yield care.name, last
