"""A past day for the pages: which days there are, and the course up to one of them."""

from collections.abc import Iterable
from datetime import date

from desktop.models.timeline import Known
from pathway.prints import PrintRow
from pathway.recalling import PastChart
from pathway.records import ChartView


def first_day(view: ChartView, today: date) -> date:
    """Return the first day of which there can be something to see: the earliest that is known."""
    return min((*_days(view), today))


def past_days(view: ChartView, today: date) -> tuple[date, ...]:
    """Return the days on which something happened, in their order."""
    return tuple(sorted({day for day in (*_days(view), today) if day <= today}))


def past_course(past: PastChart, view: ChartView, prints: Iterable[PrintRow]) -> Known:
    """Return what the course of a past day is drawn from: nothing that came later."""
    day = past.asked.day
    told = tuple(one for one in prints if one.day <= day)
    return Known(view, past.advice, day, told, ())


def _days(view: ChartView) -> Iterable[date]:
    for visit in view.visits:
        yield visit.visit.on
    for entry in view.care:
        yield from entry.care.dates
        if entry.care.span:
            yield entry.care.span.start
    for referral in view.chart.referrals:
        yield referral.on
    for flag in view.chart.flags:
        yield flag.raised_on
