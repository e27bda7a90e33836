"""What changed in a chart since the patient was last there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pathway.facts import Visit
from pathway.records import ChartView, RecordedVisit
from pathway.since import Known, Since, SinceWhat, changes_between

_TOLD: Final[tuple[SinceWhat, ...]] = ("pain_limb", "pain_spine", "psfs")
"""Fields of a visit that are told as numbers."""


@dataclass(frozen=True, slots=True)
class SinceVisit:
    """The day of the last visit before a day, None before the first, and what changed since."""

    last: date | None
    changes: tuple[Since, ...] = ()


def last_before(view: ChartView, today: date) -> RecordedVisit | None:
    """Return the newest visit before a day: what is entered today is part of what changed."""
    earlier = [one for one in view.visits if one.visit.on < today]
    return earlier[-1] if earlier else None


def since_visit(last: RecordedVisit, then: Known, now: Known) -> SinceVisit:
    """Return what changed from the last visit to now, the weightiest first.

    A visit of today is not told as such: whoever enters it knows that; what it found is.
    """
    known = changes_between(then, now)
    today = [one.visit for one in now.view.visits if one.visit.on > last.visit.on]
    told = [one for one in known if one.what != "visit_new"]
    return SinceVisit(last.visit.on, (*told, *_scores(last.visit, today)))


def _scores(before: Visit, later: list[Visit]) -> Iterator[Since]:
    for what in _TOLD:
        was = getattr(before, what)
        told = [value for visit in later if (value := getattr(visit, what)) is not None]
        if told and was is not None and told[-1] != was:
            yield Since(what, before=f"{was:g}", after=f"{told[-1]:g}")
