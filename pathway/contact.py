"""The day by which the patient is seen or called again."""

from datetime import date
from typing import TypeAlias

from pathway.days import days_after
from pathway.finding import Input, Level, NextContact, OpenFlag, Reason, SurgicalStatus
from pathway.standing import Standing
from pathway.timing import possible_stages

_Wanted: TypeAlias = tuple[date, Reason]


def next_contact(standing: Standing, status: SurgicalStatus) -> NextContact:
    """Return the earliest day that any rule asks for, counted from the latest visit."""
    why = standing.guidelines.because
    wanted = _for_flags(standing)
    if not standing.scope.value:
        reasons = standing.scope.because[:1]
    elif standing.stage.code == "closed":
        reasons = standing.stage.because[:1]
    elif not standing.chart.visits:
        reasons = (why("CONTACT-NO-VISIT", missing=("visit",)),)
    else:
        reasons = ()
        wanted += [*_for_course(standing, status), *_for_clearing(standing)]
    if not wanted:
        return NextContact(None, reasons)
    by, reason = min(wanted, key=lambda found: (found[0], found[1].rule))
    return NextContact(by, (reason,))


def _for_flags(standing: Standing) -> list[_Wanted]:
    wanted: list[_Wanted] = []
    for flag in standing.flags.open:
        days = _flag_days(standing, flag)
        if days is not None:
            start = flag.raised_on
            if standing.chart.visits:
                start = max(start, standing.chart.visits[-1].on)
            told = (Input("flag", flag.id, flag.raised_on), Input("level", flag.level.code))
            why = standing.guidelines.because("CONTACT-FLAG", *told)
            wanted.append((days_after(start, days), why))
    return wanted


def _flag_days(standing: Standing, flag: OpenFlag) -> int | None:
    limits, routes = standing.guidelines.thresholds, standing.guidelines.routes
    if flag.level is Level.EMERGENCY:
        return limits.contact_emergency_days
    if flag.level is Level.SAME_DAY:
        again = flag.id in routes.contact_confirm_drop_items
        return limits.contact_confirm_drop_days if again else limits.contact_same_day_days
    return limits.contact_urgent_days if flag.level is Level.URGENT else None


def _for_course(standing: Standing, status: SurgicalStatus) -> list[_Wanted]:
    """By the stage at the latest visit: what is overdue stays so when the stage changes."""
    limits, why = standing.guidelines.thresholds, standing.guidelines.because
    visit = standing.chart.visits[-1].on
    seen = Input("visit", visit.isoformat(), visit)
    stages = _stages_at(standing, visit)
    asked: list[tuple[int, str]] = []
    if status == "window_open":
        asked.append((limits.contact_window_days, "CONTACT-WINDOW"))
    if status == "decision_due":
        asked.append((limits.contact_decision_days, "CONTACT-DECISION"))
    if "acute" in stages:
        asked.append((limits.contact_acute_days, "CONTACT-ACUTE"))
    if "subacute" in stages:
        asked.append((limits.contact_subacute_days, "CONTACT-SUBACUTE"))
    if "chronic" in stages:
        asked.append((limits.contact_chronic_days, "CONTACT-CHRONIC"))
    days, rule = min(asked)
    wanted = [(days_after(visit, days), why(rule, seen))]
    return wanted + _end_of_acute(standing, visit) if "acute" in stages else wanted


def _stages_at(standing: Standing, visit: date) -> tuple[str, ...]:
    """Stages possible at the latest visit; today's if that visit was for an older episode."""
    episode = standing.episode
    day = visit if episode.covers(visit) else standing.on
    latest = min(episode.onset.latest, day)
    return possible_stages(episode.onset.earliest, latest, day, standing.guidelines.thresholds)


def _end_of_acute(standing: Standing, visit: date) -> list[_Wanted]:
    onset, limits = standing.episode.onset, standing.guidelines.thresholds
    wanted: list[_Wanted] = []
    for begun in {onset.earliest or onset.latest, onset.latest}:
        day = days_after(begun, limits.contact_acute_until_days)
        if day > visit:
            began = Input("onset", begun.isoformat(), begun)
            wanted.append((day, standing.guidelines.because("CONTACT-ACUTE-END", began)))
    return wanted


def _for_clearing(standing: Standing) -> list[_Wanted]:
    """A flag cleared after the latest visit asks for one more look."""
    visit = standing.chart.visits[-1].on
    limits = standing.guidelines.thresholds
    wanted: list[_Wanted] = []
    for past in standing.flags.history:
        if past.state == "cleared" and past.on and past.on >= visit:
            told = Input("flag", past.id, past.on)
            day = days_after(past.on, limits.contact_cleared_days)
            wanted.append((day, standing.guidelines.because("CONTACT-CLEARED", told)))
    return wanted
