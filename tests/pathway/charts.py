"""Small charts for the tests of the rules: say what matters, leave the rest out."""

from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache

import resources
from pathway.assessment import Assessment
from pathway.evaluate import assess_day
from pathway.facts import (
    Answer,
    Care,
    CareKind,
    Chart,
    Known,
    OnsetDay,
    Outcome,
    Patient,
    Problem,
    Span,
    Visit,
)
from pathway.guidelines import Guidelines, read_guidelines

ONSET = date(2026, 1, 5)


@cache
def guidelines() -> Guidelines:
    """The guideline pack that ships."""
    return read_guidelines(resources.pack_tables())


def day(number: int, start: date = ONSET) -> date:
    """The day ``number`` days after the onset."""
    return start + timedelta(days=number)


def seen(
    number: int,
    limb: int | None = None,
    spine: int | None = None,
    *,
    psfs: float | None = None,
    acceptable: Known = "unknown",
    candidate: Known = "unknown",
    others: Answer = "no",
) -> Visit:
    """A visit on a day of the problem; all red flags are answered no unless told otherwise."""
    return Visit(
        on=day(number),
        pain_limb=limb,
        pain_spine=spine,
        psfs=psfs,
        state_acceptable=acceptable,
        surgery_candidate=candidate,
        red_flags_unlisted=others,
        exam_unlisted="normal",
    )


def care(
    first: int,
    last: int | None = None,
    per_week: int = 7,
    kind: CareKind = "home_exercise",
    outcome: Outcome = "unknown",
) -> Care:
    """Care from one day of the problem to another, by default without an end."""
    end = None if last is None else day(last)
    return Care(kind, span=Span(day(first), end), days_per_week=per_week, outcome=outcome)


def sessions(*numbers: int, kind: CareKind = "physiotherapy") -> Care:
    """Care on single days of the problem."""
    return Care(kind, dates=tuple(day(number) for number in numbers))


def chart(*visits: Visit, care: tuple[Care, ...] = (), **more: object) -> Chart:
    """A chart of an adult with a lumbar problem that began on day 0."""
    problem = Problem("lumbar", OnsetDay(ONSET))
    made = Chart(Patient(date(1980, 6, 15)), problem, visits, care)
    return with_facts(made, **more)


def with_facts(chart: Chart, **more: object) -> Chart:
    """The same chart with other facts, looked for in the chart, its patient and its problem."""
    for name, value in more.items():
        for part in ("patient", "problem"):
            fact = getattr(chart, part)
            if name in {field.name for field in fields(fact)}:
                chart = replace(chart, **{part: replace(fact, **{name: value})})
                break
        else:
            chart = replace(chart, **{name: value})  # type: ignore[arg-type]
    return chart


def on_day(chart: Chart, number: int) -> Assessment:
    """The assessment of a chart on a day of the problem."""
    return assess_day(chart, day(number), guidelines())


def rules(because: tuple[object, ...]) -> set[str]:
    """The ids of the rules of some reasons."""
    return {reason.rule for reason in because}  # type: ignore[attr-defined]
