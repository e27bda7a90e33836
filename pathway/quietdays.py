"""The first days of a chart on which nothing can raise a red flag: most charts hold no others.

A day is quiet when no rule of answers, findings or power can say anything about it, and a patient
is ordinary when no rule reads the patient alone. Before the first other day nothing is open, so
that the rules about several flags together have nothing to read either.
"""

from datetime import date

from pathway.flagbook import FlagBook
from pathway.flagcase import FlagCase
from pathway.flagsigns import BRISK, FULL_POWER, has_two_sides
from pathway.sittings import Sitting

NORMAL = frozenset({"normal"})


def quiet_days(sittings: tuple[Sitting, ...], case: FlagCase) -> int:
    """Return how many days from the first one on cannot raise a flag."""
    if not sittings or not _is_ordinary(case, sittings[0].on):
        return 0
    for count, sitting in enumerate(sittings):
        if not _is_quiet(sitting, case.book):
            return count
    return len(sittings)


def _is_ordinary(case: FlagCase, first: date) -> bool:
    """Tell whether nothing about the patient raises a flag by itself, from the first day seen."""
    chart = case.chart
    return (
        chart.problem.side != "both"
        and not chart.patient.conditions
        and chart.patient.pregnancy.status != "yes"
        and case.youngest(first) >= case.book.limits.adult_age_years
    )


def _is_quiet(sitting: Sitting, book: FlagBook) -> bool:
    if sitting.raising:
        return False
    for visit in sitting.visits:
        if visit.weakness or visit.temperature is not None:
            return False
        if visit.beside and not book.scores.keys().isdisjoint(visit.beside):
            return False
        is_weak = visit.power and min(visit.power.values()) < FULL_POWER
        if is_weak or (visit.reflexes and BRISK in visit.reflexes.values()):
            return False
        if visit.sensation and not NORMAL.issuperset(visit.sensation.values()):
            return False
    return not has_two_sides(sitting)
