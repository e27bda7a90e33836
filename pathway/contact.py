"""The day by which the patient is seen or called again."""

from collections.abc import Iterator
from datetime import date

from pathway.days import days_after
from pathway.finding import Input, Level, NextContact, OpenFlag, Reason, SurgicalStatus
from pathway.standing import Standing
from pathway.timing import possible_stages


def next_contact(standing: Standing, status: SurgicalStatus) -> NextContact:
    """Return the earliest day that any rule asks for, counted from the latest visit."""
    why = standing.guidelines.because
    wanted = list(_for_flags(standing))
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


def _for_flags(standing: Standing) -> Iterator[tuple[date, Reason]]:
    for flag in standing.flags.open:
        days = _flag_days(standing, flag)
        if days is not None:
            start = flag.raised_on
            if standing.chart.visits:
                start = max(start, standing.chart.visits[-1].on)
            told = (Input("flag", flag.id, flag.raised_on), Input("level", flag.level.code))
            yield days_after(start, days), standing.guidelines.because("CONTACT-FLAG", *told)


def _flag_days(standing: Standing, flag: OpenFlag) -> int | None:
    limits, routes = standing.guidelines.thresholds, standing.guidelines.routes
    if flag.level is Level.EMERGENCY:
        return limits.contact_emergency_days
    if flag.level is Level.SAME_DAY:
        again = flag.id in routes.contact_confirm_drop_items
        return limits.contact_confirm_drop_days if again else limits.contact_same_day_days
    return limits.contact_urgent_days if flag.level is Level.URGENT else None


def _for_course(standing: Standing, status: SurgicalStatus) -> Iterator[tuple[date, Reason]]:
    """By the stage at the latest visit: what is overdue stays so when the stage changes."""
    limits, why = standing.guidelines.thresholds, standing.guidelines.because
    visit = standing.chart.visits[-1].on
    seen = Input("visit", visit.isoformat(), visit)
    if status == "window_open":
        yield days_after(visit, limits.contact_window_days), why("CONTACT-WINDOW", seen)
    if status == "decision_due":
        yield days_after(visit, limits.contact_decision_days), why("CONTACT-DECISION", seen)
    for stage in _stages_at(standing, visit):
        if stage == "acute":
            yield days_after(visit, limits.contact_acute_days), why("CONTACT-ACUTE", seen)
            yield from _end_of_acute(standing, visit)
        elif stage == "subacute":
            yield days_after(visit, limits.contact_subacute_days), why("CONTACT-SUBACUTE", seen)
        else:
            yield days_after(visit, limits.contact_chronic_days), why("CONTACT-CHRONIC", seen)


def _stages_at(standing: Standing, visit: date) -> tuple[str, ...]:
    """Stages possible at the latest visit; today's if that visit was for an older episode."""
    episode = standing.episode
    day = visit if episode.covers(visit) else standing.on
    latest = min(episode.onset.latest, day)
    return possible_stages(episode.onset.earliest, latest, day, standing.guidelines.thresholds)


def _end_of_acute(standing: Standing, visit: date) -> Iterator[tuple[date, Reason]]:
    onset, limits = standing.episode.onset, standing.guidelines.thresholds
    for begun in {onset.earliest or onset.latest, onset.latest}:
        day = days_after(begun, limits.contact_acute_until_days)
        if day > visit:
            began = Input("onset", begun.isoformat(), begun)
            yield day, standing.guidelines.because("CONTACT-ACUTE-END", began)


def _for_clearing(standing: Standing) -> Iterator[tuple[date, Reason]]:
    """A flag cleared after the latest visit asks for one more look."""
    visit = standing.chart.visits[-1].on
    limits = standing.guidelines.thresholds
    for past in standing.flags.history:
        if past.state == "cleared" and past.on and past.on >= visit:
            told = Input("flag", past.id, past.on)
            day = days_after(past.on, limits.contact_cleared_days)
            yield day, standing.guidelines.because("CONTACT-CLEARED", told)
