"""What changes on later days if nothing else changes.

No rule stands here: the same assessment is run on the days on which something can change, and the
answers are compared. "Nothing else changes" means the chart as it stands today, in which care that
runs goes on; care that has ended does not come back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pathway.assessment import Assessment
from pathway.birth import birth_of
from pathway.days import add_months, birthday, days_after
from pathway.facts import Chart
from pathway.finding import Because, ForecastEntry, ForecastWhat, Input
from pathway.guidelines import Guidelines
from pathway.standing import Standing
from pathway.surgery import window_dates
from pathway.timing import is_past_months


@dataclass(frozen=True, slots=True)
class Outlook:
    """The conclusions of one day and what they rest on."""

    standing: Standing
    assessment: Assessment


Look: TypeAlias = Callable[[Chart, date, Guidelines], Outlook]


def forecast(today: Outlook, look: Look) -> tuple[ForecastEntry, ...]:
    """Return the changes of the coming days in order; ``look`` assesses a chart on a later day."""
    standing = today.standing
    end = days_after(standing.on, standing.guidelines.thresholds.forecast_days)
    entries: list[ForecastEntry] = []
    before, seen = today, standing.on
    waiting = {day for day in _turning_days(today) if seen < day <= end}
    while waiting:
        seen = min(waiting)
        now = look(standing.chart, seen, standing.guidelines)
        entries += _changes(before, now)
        waiting.discard(seen)
        waiting |= {day for day in _turning_days(now) if seen < day <= end}
        before = now
    return tuple(entries)


def _turning_days(outlook: Outlook) -> Iterator[date]:
    """Days on which some threshold falls, as far as today's facts foresee them."""
    standing, assessment = outlook.standing, outlook.assessment
    limits, course = standing.guidelines.thresholds, standing.course
    flagged = standing.guidelines.flags.limits
    yield birthday(birth_of(standing.chart.patient).last, limits.adult_years)
    found = [
        assessment.stage.next_change_on,
        standing.episode.renews_on,
        assessment.red_flags.rescreen_by,
        assessment.next_contact.by,
        *window_dates(standing),
        course.reached_on(limits.imaging_care_days, 0),
        course.reached_on(flagged.no_gain_care_days, 0),
        course.reached_on(flagged.care_month_days, 0),
        course.pauses_on,
    ]
    if onset := standing.episode.onset.earliest:
        found += [
            days_after(onset, limits.imaging_caution_days),
            add_months(onset, limits.epidural_months),
        ]
    yield from (day for day in found if day)


def _changes(before: Outlook, now: Outlook) -> Iterator[ForecastEntry]:
    on = now.standing.on
    for what, look in CHANGES:
        because = look(now)
        if because is not None and look(before) is None:
            yield ForecastEntry(on, what, because)


def _subacute(outlook: Outlook) -> Because | None:
    stage = outlook.assessment.stage
    return stage.because if stage.code == "subacute" else None


def _chronic(outlook: Outlook) -> Because | None:
    stage = outlook.assessment.stage
    return stage.because if stage.code == "chronic" else None


def _imaging(outlook: Outlook) -> Because | None:
    imaging = outlook.assessment.imaging
    return imaging.because if imaging.advice == "consider_if_candidate" else None


def _window(outlook: Outlook) -> Because | None:
    surgical = outlook.assessment.surgical_evaluation
    return surgical.because if surgical.status == "window_open" else None


def _decision(outlook: Outlook) -> Because | None:
    surgical = outlook.assessment.surgical_evaluation
    return surgical.because if surgical.status == "decision_due" else None


def _epidural(outlook: Outlook) -> Because | None:
    standing = outlook.standing
    months = standing.guidelines.thresholds.epidural_months
    if standing.stage.code == "closed" or not is_past_months(standing.episode, standing.on, months):
        return None
    return (standing.guidelines.because("EPIDURAL-3M"),)


def _rescreen(outlook: Outlook) -> Because | None:
    by = outlook.assessment.red_flags.rescreen_by
    if by is None or by > outlook.standing.on:
        return None
    return (
        outlook.standing.guidelines.because("RESCREEN", Input("rescreen_by", by.isoformat(), by)),
    )


def _review(outlook: Outlook) -> Because | None:
    contact = outlook.assessment.next_contact
    return contact.because if contact.by and contact.by <= outlook.standing.on else None


CHANGES: tuple[tuple[ForecastWhat, Callable[[Outlook], Because | None]], ...] = (
    ("stage:subacute", _subacute),
    ("stage:chronic", _chronic),
    ("imaging_caution_ends", _imaging),
    ("surgical_window_opens", _window),
    ("surgical_decision_due", _decision),
    ("epidural_text_changes", _epidural),
    ("red_flag_rescreen_due", _rescreen),
    ("review_due", _review),
)
