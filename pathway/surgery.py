"""Whether surgical evaluation is due: red flags first, then judgement, then the care clock."""

from collections.abc import Callable
from datetime import date

from pathway.finding import (
    Because,
    Input,
    Level,
    OpenFlag,
    Reason,
    SurgicalEvaluation,
    SurgicalStatus,
)
from pathway.standing import Standing
from pathway.timing import is_past_months

FAMILY_RULE = {"C": "S44", "N": "S43", "M": "S43-CORD"}
NO_DATES = frozenset({"out_of_scope", "closed", "under_specialist"})


def surgical_evaluation(standing: Standing) -> SurgicalEvaluation:
    """Return the first status that applies, in order of urgency, and the dates of the window."""
    status, because = _status(standing)
    if status in NO_DATES:
        return SurgicalEvaluation(status, None, None, because)
    opens, due = window_dates(standing)
    dates = _date_reasons(standing, opens, due)
    return SurgicalEvaluation(status, opens, due, (*because, *dates))


def window_dates(standing: Standing) -> tuple[date | None, date | None]:
    """Return when the window opens and when the decision is due if the care that runs goes on."""
    limits, course = standing.guidelines.thresholds, standing.course
    days = (limits.window_care_days, limits.decision_care_days)
    opens, due = course.each_reached_on(days, limits.window_active_weeks)
    opened = _opened_by_clinician(standing)
    if opened and opened.on and (opens is None or opened.on < opens):
        opens = opened.on
    return opens, due


def _status(standing: Standing) -> tuple[SurgicalStatus, Because]:
    for status, look in ROUTES:
        because = look(standing)
        if because:
            return status, because
    return _by_clock(standing)


def _immediate(standing: Standing) -> Because:
    if not standing.flags.open:
        return ()
    families = standing.guidelines.routes.surgery_immediate_families
    family_of = standing.guidelines.flags.family_of
    return tuple(
        [
            _flag_reason(standing, FAMILY_RULE.get(family_of(flag.id), "IMMEDIATE"), flag)
            for flag in standing.flags.open
            if flag.level is Level.EMERGENCY and family_of(flag.id) in families
        ]
    )


def _out_of_scope(standing: Standing) -> Because:
    return () if standing.scope.value else standing.scope.because[:1]


def _urgent(standing: Standing) -> Because:
    if not standing.flags.open:
        return ()
    routes = standing.guidelines.routes
    return tuple(
        [
            _flag_reason(standing, "MOTOR-URGENT", flag)
            for flag in standing.flags.open
            if (flag.id in routes.surgery_urgent_items and flag.level >= Level.URGENT)
            or (flag.id in routes.surgery_same_day_items and flag.level >= Level.SAME_DAY)
        ]
    )


def _closed(standing: Standing) -> Because:
    closed = standing.chart.problem.closed
    if closed is None:
        return ()
    day = Input("closed_on", closed.on.isoformat(), closed.on)
    return (standing.guidelines.because("EP-CLOSED", day, Input("reason", closed.reason)),)


def under_specialist(standing: Standing) -> Because:
    """Return the flags confirmed in this episode: each of them closes the conservative pathway."""
    if not standing.flags.history:
        return ()
    told = [
        standing.guidelines.because(
            "FLAG-CONFIRMED", Input("flag", past.id, past.on), Input("by", past.by)
        )
        for past in standing.flags.history
        if past.state == "confirmed" and standing.episode.covers(past.on or past.raised_on)
    ]
    return tuple(dict.fromkeys(told))


def _intractable(standing: Standing) -> Because:
    """A blank at a later visit takes nothing back; a response to care since then does."""
    for visit in reversed(standing.visits):
        if visit.intractable_pain:
            told = Input("intractable_pain", visit.intractable_pain, visit.on)
            latest = max((i.on for i in standing.response.inputs if i.on), default=visit.on)
            overtaken = standing.response.outcome == "responding" and latest > visit.on
            return () if overtaken else (standing.guidelines.because("S46", told),)
    return ()


ROUTES: tuple[tuple[SurgicalStatus, Callable[[Standing], Because]], ...] = (
    ("immediate", _immediate),
    ("out_of_scope", _out_of_scope),
    ("closed", _closed),
    ("under_specialist", under_specialist),
    ("urgent", _urgent),
    ("clinician_judgement", _intractable),
)


def _by_clock(standing: Standing) -> tuple[SurgicalStatus, Because]:
    limits, course = standing.guidelines.thresholds, standing.course
    care_day = course.care_day or 0
    weeks = course.active_weeks >= limits.window_active_weeks
    outcome = standing.response.outcome
    if weeks and care_day >= limits.decision_care_days and outcome == "persistent":
        return "decision_due", _clock_reasons(standing, "S45-DUE")
    if opened := _opened_by_clinician(standing):
        return "window_open", (standing.guidelines.because("WINDOW-OVERRIDE", opened),)
    if not weeks or care_day < limits.window_care_days:
        return "not_yet", (standing.guidelines.because("S45-WAIT", *_clocks(standing)),)
    if outcome == "persistent":
        return "window_open", _clock_reasons(standing, "S45")
    if outcome == "unknown":
        return "cannot_judge", _clock_reasons(standing, "RESPONSE-MISSING")
    return "responding", _clock_reasons(standing, "RESPONSE")


def _clock_reasons(standing: Standing, rule: str) -> Because:
    response = standing.response
    why = standing.guidelines.because
    reasons = [why(rule, *_clocks(standing), missing=response.missing)]
    if response.inputs:
        reasons.append(why("SCORES", *response.inputs))
    months = standing.guidelines.thresholds.surgery_note_months
    if response.outcome == "persistent" and is_past_months(standing.episode, standing.on, months):
        reasons.append(why("NASS-6M"))
    return tuple(reasons)


def _date_reasons(standing: Standing, opens: date | None, due: date | None) -> Because:
    """Say what the dates take for granted, or why there are none."""
    course = standing.course
    if course.start is None or (opens and opens <= standing.on and due and due <= standing.on):
        return ()
    why = standing.guidelines.because
    if opens and due:
        return (why("CARE-GOES-ON"),)
    if course.paused_since:
        since = course.paused_since
        return (why("CARE-PAUSED-NOW", Input("paused_since", since.isoformat(), since)),)
    return (why("CARE-TOO-LITTLE" if course.is_running else "CARE-STOPPED"),)


def _opened_by_clinician(standing: Standing) -> Input | None:
    for override in standing.chart.overrides:
        opens = override.what == "surgical_window" and override.value == "open"
        if opens and standing.episode.covers(override.on):
            return Input("override", f"{override.by}: {override.reason}", override.on)
    return None


def _clocks(standing: Standing) -> tuple[Input, Input]:
    care_day = standing.course.care_day
    return (
        Input("care_day", str(care_day or 0)),
        Input("active_weeks", str(standing.course.active_weeks)),
    )


def _flag_reason(standing: Standing, rule: str, flag: OpenFlag) -> Reason:
    level = Input("level", flag.level.code)
    return standing.guidelines.because(rule, Input("flag", flag.id, flag.raised_on), level)
