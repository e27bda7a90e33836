"""A chart seen from today as it was on a day that is past, and the advice of then and of now."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from pathway.assessment import Assessment
from pathway.episodes import cut
from pathway.plans import plan_of
from pathway.records import CareEntry, ChartView, ProblemId, Recalled, RecordedVisit

SHOWN_OPTIONS = ("offered", "optional")
Seen: TypeAlias = Literal["then", "today"]
"""Seen with what was known then, or with what is known today of that day."""
THEN: Final[Seen] = "then"
TODAY: Final[Seen] = "today"


class PastDay(NamedTuple):
    """Which day of a problem is asked for, up to which moment the log is read, and seen how."""

    problem: ProblemId
    day: date
    moment: datetime
    seen: Seen = THEN


@dataclass(frozen=True, slots=True)
class PastChart:
    """A chart on a past day: ``view`` None when nothing was known, ``advice`` None when none.

    ``advice`` is what today's rules conclude of it, ``recalled`` what had been kept by then.
    """

    asked: PastDay
    view: ChartView | None
    advice: Assessment | None = None
    recalled: Recalled | None = None
    failed: str = ""
    """The kind of the error that kept the rules from concluding anything."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The advice that stood on the screen when a visit was signed, and today's for that day.

    Either is None when there is none: nothing had been kept, or nothing can be worked out.
    """

    then: Recalled | None
    today: Recalled | None

    @property
    def is_same(self) -> bool:
        """Return whether today's rules and facts lead to what was shown, whatever the pack."""
        return conclusion(self.then) == conclusion(self.today)


def conclusion(recalled: Recalled | None) -> Recalled | None:
    """Return what was concluded without when and by which pack."""
    return recalled and replace(recalled, on=date.min, pack_id="", pack_version="")


def recalled_of(assessment: Assessment) -> Recalled:
    """Return the conclusions of an assessment as the store keeps them."""
    surgical, pack = assessment.surgical_evaluation, assessment.pack
    return Recalled(
        on=assessment.assessed_on,
        pack_id=pack.id,
        pack_version=pack.version,
        is_available=True,
        stage=assessment.stage.code,
        surgical_status=surgical.status,
        flag_level=assessment.red_flags.level.code,
        open_flags=tuple(flag.id for flag in assessment.red_flags.open),
        contact_by=assessment.next_contact.by,
        window_opens_on=surgical.window_opens_on,
        decision_due_on=surgical.decision_due_on,
        options=tuple(
            option.id for option in assessment.options or () if option.state in SHOWN_OPTIONS
        ),
    )


def as_it_was(view: ChartView, day: date) -> ChartView:
    """Return what is known today of everything up to a day: corrected, and nothing later."""
    chart = cut(view.chart, day)
    return replace(
        view,
        chart=replace(chart, plan=plan_of(chart.visits)),
        visits=_visits_up_to(day, view.visits),
        visits_in_error=_visits_up_to(day, view.visits_in_error),
        care=_care_up_to(day, view.care),
        care_in_error=_care_up_to(day, view.care_in_error),
        responses=tuple(one for one in view.responses if one.at and one.at.date() <= day),
    )


def _visits_up_to(day: date, visits: tuple[RecordedVisit, ...]) -> tuple[RecordedVisit, ...]:
    return tuple(one for one in visits if one.visit.on <= day)


def _care_up_to(day: date, care: tuple[CareEntry, ...]) -> tuple[CareEntry, ...]:
    """Return the care that had begun by a day; of dates, those up to then."""
    found = []
    for entry in care:
        dates = tuple(one for one in entry.care.dates if one <= day)
        span = entry.care.span
        if dates or (span is not None and span.start <= day):
            found.append(replace(entry, care=replace(entry.care, dates=dates)))
    return tuple(found)
