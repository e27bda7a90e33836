"""What changed in a chart between two moments, as lines that a page can show."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pathway.assessment import Assessment
from pathway.facts import Patient
from pathway.finding import OpenFlag
from pathway.records import ChartView, RecordedVisit, VisitId

SinceWhat: TypeAlias = Literal[
    "flag_new",
    "flag_raised",
    "flag_lowered",
    "flag_gone",
    "visit_new",
    "visit_changed",
    "visit_amended",
    "visit_in_error",
    "visit_back",
    "medicine_new",
    "medicine_changed",
    "medicine_gone",
    "allergy_new",
    "allergy_gone",
    "care_changed",
    "patient_changed",
    "problem_changed",
    "decisions_changed",
    "stage",
    "surgical_status",
    "pain_limb",
    "pain_spine",
    "psfs",
    "advice_missing",
    "pack",
]


@dataclass(frozen=True, slots=True)
class Known:
    """A chart, what was concluded from it (None when that failed), and by which pack."""

    view: ChartView
    advice: Assessment | None
    pack: str


@dataclass(frozen=True, slots=True)
class Since:
    """One thing that changed.

    ``subject`` is the flag's id, the medicine's or substance's name or the visit's id; ``before``
    and ``after`` are codes, empty where there was or is nothing; ``on`` is the day of the visit or
    the day on which the flag was raised.
    """

    what: SinceWhat
    subject: str = ""
    before: str = ""
    after: str = ""
    on: date | None = None


def changes_between(then: Known, now: Known) -> tuple[Since, ...]:
    """Return what changed from then to now, the weightiest first."""
    return (
        *_flags(then.advice, now.advice),
        *_visits(then.view, now.view),
        *_medicines(then.view, now.view),
        *_allergies(then.view, now.view),
        *_rest(then.view, now.view),
        *_advice(then, now),
    )


def _flags(then: Assessment | None, now: Assessment | None) -> Iterator[Since]:
    if then is None or now is None:
        return
    before = {flag.id: flag for flag in then.red_flags.open}
    after = {flag.id: flag for flag in now.red_flags.open}
    for flag in after.values():
        old = before.get(flag.id)
        if old is None:
            yield Since("flag_new", flag.id, "", flag.level.code, flag.raised_on)
        elif old.level != flag.level:
            yield _moved(old, flag)
    for flag in before.values():
        if flag.id not in after:
            yield Since("flag_gone", flag.id, flag.level.code, "", flag.raised_on)


def _moved(old: OpenFlag, new: OpenFlag) -> Since:
    what: SinceWhat = "flag_raised" if new.level > old.level else "flag_lowered"
    return Since(what, new.id, old.level.code, new.level.code, new.raised_on)


def _visits(then: ChartView, now: ChartView) -> Iterator[Since]:
    before = {visit.id: visit for visit in then.visits}
    wrong_then = {visit.id for visit in then.visits_in_error}
    for visit in now.visits:
        what = _visit_change(before.get(visit.id), visit, wrong_then)
        if what is not None:
            yield Since(what, visit.id, on=visit.visit.on)
    for visit in now.visits_in_error:
        if visit.id in before:
            yield Since("visit_in_error", visit.id, on=visit.visit.on)


def _visit_change(
    old: RecordedVisit | None, new: RecordedVisit, wrong_then: set[VisitId]
) -> SinceWhat | None:
    if old is None:
        return "visit_back" if new.id in wrong_then else "visit_new"
    if old.amended != new.amended:
        return "visit_amended"
    return "visit_changed" if old != new else None


def _medicines(then: ChartView, now: ChartView) -> Iterator[Since]:
    before = {taken.name: taken for taken in then.chart.patient.medicines}
    after = {taken.name: taken for taken in now.chart.patient.medicines}
    for taken in after.values():
        old = before.get(taken.name)
        if old is None:
            yield Since("medicine_new", taken.name, on=taken.stopped)
        elif old != taken:
            yield Since("medicine_changed", taken.name, on=taken.stopped)
    for name in sorted(before.keys() - after.keys()):
        yield Since("medicine_gone", name)


def _allergies(then: ChartView, now: ChartView) -> Iterator[Since]:
    before, after = set(then.chart.patient.allergies), set(now.chart.patient.allergies)
    for name in sorted(after - before):
        yield Since("allergy_new", name)
    for name in sorted(before - after):
        yield Since("allergy_gone", name)


def _rest(then: ChartView, now: ChartView) -> Iterator[Since]:
    """Name what changed elsewhere in the chart, so that nothing is passed over in silence."""
    if then.care != now.care:
        yield Since("care_changed")
    if _person(then) != _person(now):
        yield Since("patient_changed")
    if then.chart.problem != now.chart.problem:
        yield Since("problem_changed")
    if _decided(then) != _decided(now):
        yield Since("decisions_changed")


def _decided(view: ChartView) -> tuple[object, ...]:
    chart = view.chart
    return chart.flags, chart.overrides, chart.referrals


def _person(view: ChartView) -> Patient:
    return replace(view.chart.patient, medicines=(), allergies=())


def _advice(then: Known, now: Known) -> Iterator[Since]:
    if then.pack != now.pack:
        yield Since("pack", before=then.pack, after=now.pack)
    if now.advice is None or then.advice is None:
        yield Since("advice_missing")
        return
    before, after = then.advice, now.advice
    if before.stage.code != after.stage.code:
        yield Since("stage", before=before.stage.code, after=after.stage.code)
    old, new = before.surgical_evaluation.status, after.surgical_evaluation.status
    if old != new:
        yield Since("surgical_status", before=old, after=new)
