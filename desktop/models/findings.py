"""What the plan says: the conclusions of the rules in the order in which a clinician reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from desktop import show
from desktop.models.decisionwords import basis_words
from desktop.packwords import PackWords
from desktop.widgets.form import ChipKind
from desktop.wording import (
    destination_words,
    forecast_words,
    imaging_words,
    level_words,
    stage_words,
    status_words,
)
from desktop.words import any_of, ntr, tr
from pathway.assessment import Assessment
from pathway.finding import (
    Because,
    CareClock,
    Level,
    OpenFlag,
    Reason,
    RedFlags,
    Stage,
    SurgicalEvaluation,
)

Weight: TypeAlias = Literal["plain", "danger", "warn", "quiet"]


@dataclass(frozen=True, slots=True)
class Told:
    """One reason in words: the sentence, what was read, where it comes from, what was missing."""

    rule: str
    sentence: str
    inputs: tuple[str, ...] = ()
    source: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One card of the plan; a ``quiet`` one is greyed because its ground is incomplete."""

    title: str
    headline: str
    lines: tuple[str, ...] = ()
    chip: str = ""
    chip_kind: ChipKind = "info"
    weight: Weight = "plain"
    because: tuple[Told, ...] = ()


def told(because: Because, words: PackWords) -> tuple[Told, ...]:
    """Return reasons in words."""
    return tuple(_told(reason, words) for reason in because)


def dangers(assessment: Assessment, words: PackWords) -> tuple[Conclusion, ...]:
    """Return open red flags, the most urgent first, and what the screen still lacks."""
    flags = assessment.red_flags
    ordered = sorted(flags.open, key=_urgency, reverse=True)
    found = [_open_flag(flag, words) for flag in ordered]
    if not flags.screen_complete:
        found.append(_incomplete(flags, words))
    return tuple(found)


def escalations(assessment: Assessment, words: PackWords) -> tuple[Conclusion, ...]:
    """Return where to call, the most urgent first."""
    ordered = sorted(assessment.red_flags.escalation, key=_level, reverse=True)
    return tuple(
        Conclusion(
            tr("Call"),
            destination_words(one.destination),
            chip=level_words(one.level),
            chip_kind=_tint(one.level),
            weight="danger" if one.level >= Level.SAME_DAY else "warn",
            because=told(one.because, words),
        )
        for one in ordered
    )


def all_clear(flags: RedFlags) -> Conclusion | None:
    """Return that no red flag is open, only for a complete screen."""
    if flags.open or not flags.screen_complete:
        return None
    lines = [tr("A clear screen does not rule disease out.")]
    if flags.rescreen_by:
        lines.append(tr("Ask again by {day}.").format(day=show.day(flags.rescreen_by)))
    headline = tr("No open red flag, screened {day}").format(day=show.day(flags.screened_on))
    return Conclusion(tr("Red flags"), headline, tuple(lines), tr("Screen complete"), "ok")


def history(flags: RedFlags, words: PackWords) -> tuple[str, ...]:
    """Return the flags that were cleared or confirmed, one line each."""
    states = {"cleared": tr("cleared"), "confirmed": tr("confirmed")}
    return tuple(
        tr("{flag}: raised {raised}, {state} {day} {by} {basis}")
        .format(
            flag=words.thing(past.id),
            raised=show.day(past.raised_on),
            state=states.get(past.state, past.state),
            day=show.day(past.on),
            by=past.by,
            basis=basis_words().get(past.basis, past.basis).lower(),
        )
        .strip()
        for past in flags.history
    )


def stage(assessment: Assessment, words: PackWords) -> Conclusion:
    """Return the stage with its day and week; greyed while the red-flag screen is incomplete."""
    found = assessment.stage
    complete = assessment.red_flags.screen_complete
    lines = []
    if found.onset_latest:
        lines.append(_onset(found))
    if found.next_change_on:
        lines.append(tr("Next change on {day}").format(day=show.day(found.next_change_on)))
    if not assessment.in_scope.value:
        lines.insert(0, tr("Outside what this pathway was made for."))
    return Conclusion(
        tr("Stage"),
        stage_headline(found),
        tuple(lines),
        "" if complete else tr("Screen not complete"),
        "warn",
        "plain" if complete else "quiet",
        told((*assessment.in_scope.because, *found.because), words),
    )


def care(clock: CareClock, weeks_needed: int, words: PackWords) -> Conclusion:
    """Return both numbers of the care clock: its day, and the active weeks of those needed."""
    if clock.start is None:
        headline, lines = tr("No care recorded yet"), [tr("The care clock has not begun.")]
    else:
        headline = tr("Care day {day}; active weeks {weeks} of {needed}").format(
            day=clock.care_day, weeks=clock.active_weeks, needed=weeks_needed
        )
        lines = [tr("Care began {day}").format(day=show.day(clock.start))]
    if clock.paused_days:
        paused = show.duration(clock.paused_days)
        lines.append(tr("Paused for {time}: not counted").format(time=paused))
    return Conclusion(tr("Care clock"), headline, tuple(lines), because=told(clock.because, words))


def surgical(found: SurgicalEvaluation, today: date, words: PackWords) -> Conclusion:
    """Return where the patient stands before surgical evaluation, with the window's dates."""
    kinds: dict[str, tuple[Weight, ChipKind, str]] = {
        "immediate": ("danger", "danger", tr("Now")),
        "urgent": ("danger", "danger", tr("Urgent")),
        "decision_due": ("warn", "warn", tr("Decision due")),
        "window_open": ("warn", "warn", tr("Window open")),
    }
    weight, tint, mark = kinds.get(found.status, ("plain", "info", ""))
    lines = []
    if found.window_opens_on:
        lines.append(_dated(tr("Window opens"), tr("Window opened"), found.window_opens_on, today))
    if found.decision_due_on:
        lines.append(_dated(tr("Decision due"), tr("Decision due"), found.decision_due_on, today))
    return Conclusion(
        tr("Surgical evaluation"),
        status_words(found.status),
        tuple(lines),
        mark,
        tint,
        weight,
        told(found.because, words),
    )


def imaging(assessment: Assessment, words: PackWords) -> Conclusion:
    """Return what the guideline suggests on imaging."""
    advice = assessment.imaging.advice
    urgent = advice in {"urgent", "emergency"}
    return Conclusion(
        tr("Imaging"),
        imaging_words(advice),
        weight="danger" if urgent else "plain",
        because=told(assessment.imaging.because, words),
    )


def contact(assessment: Assessment, words: PackWords) -> Conclusion:
    """Return the day by which the patient is seen or called again."""
    by, today = assessment.next_contact.by, assessment.assessed_on
    reasons = told(assessment.next_contact.because, words)
    if by is None:
        return Conclusion(tr("Next contact"), tr("No date follows from the rules"), because=reasons)
    headline = tr("Any day up to {day}").format(day=show.weekday_day(by))
    if by < today:
        late = tr("Overdue by {time}").format(time=show.elapsed(by, today))
        return Conclusion(tr("Next contact"), headline, (), late, "warn", "warn", because=reasons)
    return Conclusion(tr("Next contact"), headline, (show.ago(by, today),), because=reasons)


def changes_ahead(assessment: Assessment, words: PackWords) -> tuple[Conclusion, ...]:
    """Return what changes on which day if nothing else changes."""
    return tuple(
        Conclusion(
            f"{show.weekday_day(entry.on)} · {show.ago(entry.on, assessment.assessed_on)}",
            forecast_words(entry.what),
            because=told(entry.because, words),
        )
        for entry in assessment.forecast or ()
    )


def gaps(assessment: Assessment, words: PackWords) -> tuple[str, ...]:
    """Return what is missing and which conclusions it could change, one line each."""
    return tuple(
        tr("{what}: could change {conclusions}").format(
            what=words.gap(gap.missing),
            conclusions=", ".join(words.conclusion(code) for code in gap.could_change),
        )
        for gap in assessment.gaps
    )


def _told(reason: Reason, words: PackWords) -> Told:
    return Told(
        reason.rule,
        words.sentence(reason),
        tuple(words.value(given) for given in reason.inputs),
        words.source(reason.source) if reason.source else "",
        tuple(words.thing(code) for code in reason.missing),
    )


def _open_flag(flag: OpenFlag, words: PackWords) -> Conclusion:
    raised = tr("{id} · raised {day}").format(id=flag.id, day=show.day(flag.raised_on))
    lines = [raised]
    if flag.state == "escalated":
        lines.append(tr("Escalated: the outcome is not recorded yet"))
    if flag.destination and flag.level >= Level.SAME_DAY:
        where = destination_words(flag.destination)
        lines[0] = tr("{raised} · call: {where}").format(raised=raised, where=where)
    return Conclusion(
        "",
        words.short(flag.id),
        tuple(lines),
        level_words(flag.level),
        _tint(flag.level),
        "danger" if flag.level >= Level.SAME_DAY else "plain",
        told(flag.because, words),
    )


def _incomplete(flags: RedFlags, words: PackWords) -> Conclusion:
    count = len(flags.missing)
    headline = ntr(
        "{count} red-flag question has no answer",
        "{count} red-flag questions have no answer",
        count,
    )
    named = "; ".join(words.short(flag) for flag in flags.missing)
    lines = (tr("Not asked is not “no”. Missing: {names}").format(names=named),)
    mark = tr("Screen not complete")
    return Conclusion("", headline, lines, mark, "warn", "warn")


def stage_headline(found: Stage) -> str:
    """Return the stage with its week and day, of an imprecise onset all that is possible."""
    names = any_of(stage_words(code) for code in found.possible)
    name = names or stage_words(found.code)
    if found.day is not None:
        return f"{name} · {show.week_and_day(found.day)}"
    if found.day_latest is None:
        return name
    if found.day_earliest is None:
        least = show.week_and_day(found.day_latest)
        return tr("{stage} · at least {day}").format(stage=name, day=least)
    return tr("{stage} · day {least} to {most}").format(
        stage=name, least=found.day_latest, most=found.day_earliest
    )


def _onset(found: Stage) -> str:
    if found.onset_earliest == found.onset_latest:
        return tr("Onset {day} is day 0").format(day=show.day(found.onset_latest))
    if found.onset_earliest is None:
        return tr("Onset not known; documented {day}").format(day=show.day(found.onset_latest))
    return tr("Onset between {first} and {last}").format(
        first=show.day(found.onset_earliest), last=show.day(found.onset_latest)
    )


def _dated(ahead: str, past: str, day: date, today: date) -> str:
    label = ahead if day > today else past
    return f"{label} {show.weekday_day(day)} · {show.ago(day, today)}"


def _tint(level: Level) -> ChipKind:
    if level >= Level.SAME_DAY:
        return "danger"
    return "warn" if level is Level.URGENT else "info"


def _urgency(flag: OpenFlag) -> tuple[int, str]:
    return int(flag.level), flag.id


def _level(one: object) -> int:
    return int(getattr(one, "level", 0))
