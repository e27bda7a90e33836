"""Which medicines count for a print, those agreed and all that are taken, and what to mind."""

import re
from typing import Final

from handouts.materials import Materials
from pathway.assessment import Assessment
from pathway.facts import Chart

CAUTIONED: Final = (
    "nsaid",
    "opioid",
    "snri",
    "gabapentinoid",
    "benzodiazepine",
    "muscle_relaxant",
)


def agreed(chart: Chart, assessment: Assessment) -> tuple[str, ...]:
    """Return the medicines planned or running as care of this problem, as typed, each once."""
    on = assessment.assessed_on
    running = (
        care.name
        for care in chart.care
        if care.kind == "medicine"
        and ((care.span and (care.span.end is None or care.span.end >= on)) or on in care.dates)
    )
    return _each_once((*chart.plan.medicines, *running))


def taken(chart: Chart) -> tuple[str, ...]:
    """Return every medicine taken now, as typed, each once; the chart is cut at that day."""
    listed = (medicine.name for medicine in chart.patient.medicines if medicine.stopped is None)
    running = (
        care.name
        for care in chart.care
        if care.kind == "medicine" and care.span and care.span.end is None
    )
    return _each_once((*listed, *running))


def cautions(name: str, materials: Materials) -> tuple[str, ...]:
    """Return what to mind with a medicine, by the first class that has words for it."""
    lines = materials.words.lines
    found = (each for each in CAUTIONED if _is_of(name, each, materials))
    return next((lines(f"care_plan.medicines.cautions.{each}") for each in found), ())


def _is_of(name: str, medicine_class: str, materials: Materials) -> bool:
    known = materials.words.lines(f"care_plan.medicines.names.{medicine_class}")
    written = set(re.findall(r"\w+", name.casefold()))
    return medicine_class in materials.medicines.classes_of(name) or bool(
        written.intersection(known)
    )


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    first = {name.strip().casefold(): name.strip() for name in reversed(names) if name.strip()}
    return tuple(dict.fromkeys(first[name.strip().casefold()] for name in names if name.strip()))
