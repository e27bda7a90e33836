"""A chart as it was on a day that is past, and what changed since the patient was last there."""

from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session

from db import history, patients, snapshots
from db.trouble import RecordRefused
from pathway.assessment import Assessment
from pathway.evaluate import assess_day, evaluate
from pathway.facts import Chart
from pathway.guidelines import Guidelines
from pathway.recalling import TODAY, PastChart, PastDay, as_it_was
from pathway.records import ChartView, ProblemId, RecordedVisit
from pathway.since import Known
from pathway.sincevisit import SinceVisit, last_before, since_visit


def on_day(session: Session, asked: PastDay, guidelines: Guidelines) -> PastChart:
    """Return a chart as it was on a past day, with what follows from it."""
    if asked.seen == TODAY:
        view: ChartView | None = as_it_was(patients.chart_view(session, asked.problem), asked.day)
    else:
        view = known_then(session, asked.problem, asked.moment)
    if view is None:
        return PastChart(asked, None)
    recalled = snapshots.recalled(session, asked.problem, asked.moment)
    if not guidelines.is_trusted:
        return PastChart(asked, view, None, recalled)
    try:
        return PastChart(asked, view, evaluate(view.chart, asked.day, guidelines), recalled)
    except Exception as error:  # noqa: BLE001 - shown as missing advice, never as no advice
        return PastChart(asked, view, None, recalled, type(error).__name__)


def known_then(session: Session, problem: ProblemId, moment: datetime) -> ChartView | None:
    """Return a chart as it was known at a moment, None before it was registered."""
    try:
        return history.chart_as_known(session, problem, moment)
    except RecordRefused as refused:
        if refused.code == "unknown_problem":
            return None  # it was registered later: an answer, no trouble
        raise


def since_last_visit(
    session: Session,
    view: ChartView,
    end_of: Callable[[date], datetime],
    today: date,
    guidelines: Guidelines,
) -> SinceVisit:
    """Return what changed since the last visit before today.

    ``end_of`` gives the end of a day by the clinic's clock. Where the visit was written down
    later, it is compared with what is known today of its day.
    """
    last = last_before(view, today)
    if last is None:
        return SinceVisit(None)
    on = last.visit.on
    then = known_then(session, view.problem_id, end_of(_told_on(last)))
    if then is None or last.id not in {one.id for one in then.visits}:
        then = as_it_was(view, on)
    return since_visit(
        last,
        Known(then, _advice(then.chart, on, guidelines), guidelines.id),
        Known(view, _advice(view.chart, today, guidelines), guidelines.id),
    )


def _told_on(last: RecordedVisit) -> date:
    """Return the day on which a visit was finished, which may be later than the visit."""
    signed = last.signed_at.astimezone().date() if last.signed_at else last.visit.on
    return max(signed, last.visit.on)


def _advice(chart: Chart, on: date, guidelines: Guidelines) -> Assessment | None:
    if not guidelines.is_trusted:
        return None
    try:
        return assess_day(chart, on, guidelines)
    except Exception:  # noqa: BLE001 - told as advice that cannot be compared; the chart logs why
        return None
