"""The two clocks as conclusions: the stage by days since onset, and the care clock."""

from datetime import date

from pathway.care import CareCourse
from pathway.days import add_months, days_after
from pathway.episodes import Episode
from pathway.facts import Chart
from pathway.finding import CareClock, Input, Reason, Stage, StageCode
from pathway.guidelines import Guidelines
from pathway.thresholds import Thresholds

STAGES: tuple[StageCode, ...] = ("acute", "subacute", "chronic")
STAGE_RULE = {"acute": "S29", "subacute": "S56", "chronic": "S35"}
TWELVE_WEEKS = "twelve_weeks"


def stage_on(
    chart: Chart,
    on: date,
    episode: Episode,
    possible: tuple[StageCode, ...],
    guidelines: Guidelines,
) -> Stage:
    """Return the stage on a day; several stages ``possible`` give the code "unknown"."""
    limits = guidelines.thresholds
    earliest, latest = episode.onset.earliest, min(episode.onset.latest, on)
    days = None if earliest is None else (on - earliest).days
    days_latest = (on - latest).days
    day = days if days == days_latest else None
    closed = chart.problem.closed
    code: StageCode = possible[0] if len(possible) == 1 else "unknown"
    return Stage(
        code="closed" if closed else code,
        possible=("closed",) if closed else possible,
        day=day,
        day_earliest=days,
        day_latest=days_latest,
        next_change_on=None if closed else _next_change(episode, on, limits),
        note=TWELVE_WEEKS if day == limits.twelve_weeks_note_days and not closed else "",
        onset_earliest=earliest,
        onset_latest=latest,
        because=tuple(_reasons(chart, on, episode, possible, guidelines)),
    )


def possible_stages(
    earliest: date | None, latest: date, on: date, limits: Thresholds
) -> tuple[StageCode, ...]:
    """Return each stage possible, in order; without an earliest onset it may be chronic."""
    least = _stage_index((on - latest).days, limits)
    most = len(STAGES) - 1 if earliest is None else _stage_index((on - earliest).days, limits)
    return STAGES[least : most + 1]


def is_past_months(episode: Episode, on: date, months: int) -> bool:
    """Tell whether the pain can have lasted so many calendar months: by the earliest onset."""
    earliest = episode.onset.earliest
    return earliest is None or on >= add_months(earliest, months)


def care_clock_of(course: CareCourse, guidelines: Guidelines) -> CareClock:
    """Return the care clock on the day of the course, with its reasons."""
    return CareClock(
        start=course.start,
        care_day=course.care_day,
        active_weeks=course.active_weeks,
        paused_days=course.paused_days,
        blocks=course.ended_blocks,
        because=tuple(_care_reasons(course, guidelines)),
    )


def _stage_index(day: int, limits: Thresholds) -> int:
    return (day >= limits.subacute_from_days) + (day >= limits.chronic_from_days)


def _next_change(episode: Episode, on: date, limits: Thresholds) -> date | None:
    ahead = [
        day
        for onset in set(episode.onset)
        if onset
        for days in (limits.subacute_from_days, limits.chronic_from_days)
        if (day := days_after(onset, days)) > on
    ]
    if episode.renews_on:
        ahead.append(episode.renews_on)
    return min(ahead, default=None)


def _reasons(
    chart: Chart,
    on: date,
    episode: Episode,
    possible: tuple[StageCode, ...],
    guidelines: Guidelines,
) -> list[Reason]:
    why = guidelines.because
    reasons = [_onset_reason(on, episode, possible, guidelines)]
    day = reasons[0].inputs[0]
    weeks_12 = str(guidelines.thresholds.twelve_weeks_note_days)
    if day.what == "day" and day.value == weeks_12:
        reasons.append(why("TWELVE-WEEKS", day))
    if gap := episode.gap:
        reasons.append(why("EP-30", _day("free_from", gap.first), _day("free_to", gap.last)))
    if (free := episode.pain_free) and (free[-1].end or on) >= on:
        reasons.append(why("EP-FREE-NOW", _day("free_from", free[-1].start)))
    if closed := chart.problem.closed:
        reasons.insert(
            0, why("EP-CLOSED", _day("closed_on", closed.on), Input("reason", closed.reason))
        )
    return reasons


def _onset_reason(
    on: date, episode: Episode, possible: tuple[StageCode, ...], guidelines: Guidelines
) -> Reason:
    earliest, latest = episode.onset.earliest, min(episode.onset.latest, on)
    least = str((on - latest).days)
    if earliest == latest:
        day = Input("day", least)
        return guidelines.because(STAGE_RULE[possible[0]], day, _day("onset", latest))
    least_days = Input("day_latest", least)
    stages = Input("stages", ", ".join(possible))
    precise = () if len(possible) == 1 else ("onset",)
    if earliest is None:
        told = _day("documented", latest)
        return guidelines.because("ONSET-UNKNOWN", least_days, told, stages, missing=precise)
    most = Input("day_earliest", str((on - earliest).days))
    ends = (_day("onset_earliest", earliest), _day("onset_latest", latest))
    return guidelines.because("ONSET-RANGE", most, least_days, *ends, stages, missing=precise)


def _care_reasons(course: CareCourse, guidelines: Guidelines) -> list[Reason]:
    why = guidelines.because
    floor = course.not_before
    older = [] if floor is None else [why("CARE-OLDER", _day("not_before", floor))]
    if course.start is None:
        return [why("CARE-NONE", missing=("care",)), *older]
    blocks = course.ended_blocks
    day, start = Input("care_day", str(course.care_day)), _day("care_start", course.start)
    counts = [Input(kind, str(blocks.count(kind))) for kind in ("active", "passive", "empty")]
    reasons = [why("CARE-START", start, day), why("CARE-BLOCK", *counts), *older]
    if paused_days := course.paused_days:
        reasons.append(why("CARE-PAUSE", Input("paused_days", str(paused_days))))
    if gap := course.restarted:
        ends = (_day("gap_from", gap.first), _day("gap_to", gap.last))
        reasons.append(why("CARE-RESTART", *ends))
    reasons += [
        why("CARE-OVERRIDE", Input("block", str(k))) for k in course.overridden if k < len(blocks)
    ]
    return reasons


def _day(what: str, day: date) -> Input:
    return Input(what, day.isoformat(), day)
