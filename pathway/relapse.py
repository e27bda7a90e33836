"""Whether pain that came back is a new episode or the same one, and why: asked beforehand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pathway.days import days_after
from pathway.episodes import cut, episode_of, has_deficit
from pathway.facts import Chart, Span
from pathway.thresholds import Thresholds

WhySame: TypeAlias = Literal["", "too_short", "pain_meanwhile", "deficit", "older"]
"""Why it is the same episode; empty where it is a new one."""


@dataclass(frozen=True, slots=True)
class Relapse:
    """What a time without pain is to the rules: ``free_days`` of ``needed_days``.

    ``starts`` is day 0 of the new episode, None where the same one goes on.
    """

    free_days: int
    needed_days: int
    starts: date | None = None
    why_same: WhySame = ""

    @property
    def is_new(self) -> bool:
        """Whether a new episode begins."""
        return self.starts is not None


def relapsed(chart: Chart, free: Span) -> Chart:
    """Return a chart as it would be: open, with this time without pain."""
    problem = replace(chart.problem, pain_free=(*chart.problem.pain_free, free), closed=None)
    return replace(chart, problem=problem)


def relapse_of(chart: Chart, free: Span, on: date, thresholds: Thresholds) -> Relapse:
    """Return what pain that came back after ``free`` is, as the rules see it on a day."""
    seen = cut(relapsed(chart, free), on)
    found = episode_of(seen, on, thresholds)
    last = free.end or on
    needed = thresholds.pain_free_days
    days = (last - free.start).days + 1
    if found.starts is not None and found.starts == days_after(last, 1):
        gap = found.gap
        whole = (gap.last - gap.first).days + 1 if gap is not None else days
        return Relapse(whole, needed, found.starts)
    return Relapse(days, needed, None, _why(seen, Span(free.start, last), needed))


def _why(chart: Chart, free: Span, needed: int) -> WhySame:
    last = free.end or free.start
    inside = [visit for visit in chart.visits if free.start <= visit.on <= last]
    if any((visit.pain_spine or 0) > 0 or (visit.pain_limb or 0) > 0 for visit in inside):
        return "pain_meanwhile"
    if (last - free.start).days + 1 < needed:
        return "too_short"
    return "deficit" if any(has_deficit(visit) for visit in inside) else "older"
