"""Writes an assessment down: as JSON for programs, as text for people.

A part that is not built yet is null, never an empty list.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Final, Protocol, TypeAlias

from pathway.assessment import Assessment
from pathway.finding import Because, Reason

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

FORMAT: Final = "foramen-assessment/1"


class Wording(Protocol):
    """How dates, days and reasons read; the caller knows the language."""

    def day(self, value: date | None, /) -> str:
        """Return a date as people read it."""

    def week_and_day(self, day_number: int, /) -> str:
        """Return the treatment week and the day of a day number."""

    def sentence(self, reason: Reason, /) -> str:
        """Return why something was concluded, as a sentence."""

    def short(self, flag: str, /) -> str:
        """Return a red-flag item in a few words."""

    def gap(self, missing: str, /) -> str:
        """Return something that is not known, in words."""

    def conclusion(self, code: str, /) -> str:
        """Return a conclusion that something could change, in words."""


def assessment_json(assessment: Assessment) -> str:
    """Return an assessment as JSON in the format "foramen-assessment/1"."""
    return json.dumps(_assessment(assessment), ensure_ascii=False, indent=1) + "\n"


def _assessment(it: Assessment) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "assessed_on": it.assessed_on.isoformat(),
        "pack": {
            "id": it.pack.id,
            "version": it.pack.version,
            "overrides": list(it.pack.overrides),
        },
        "in_scope": {"value": it.in_scope.value, "because": _because(it.in_scope.because)},
        "stage": _stage(it),
        "care_clock": _care_clock(it),
        "red_flags": _red_flags(it),
        "surgical_evaluation": {
            "status": it.surgical_evaluation.status,
            "window_opens_on": _day(it.surgical_evaluation.window_opens_on),
            "decision_due_on": _day(it.surgical_evaluation.decision_due_on),
            "because": _because(it.surgical_evaluation.because),
        },
        "imaging": {"advice": it.imaging.advice, "because": _because(it.imaging.because)},
        "roots": None,
        "options": None,
        "medicine_warnings": None,
        "medicine_check": None,
        "care_warnings": None,
        "next_contact": {
            "by": _day(it.next_contact.by),
            "because": _because(it.next_contact.because),
        },
        "gaps": [
            {"missing": gap.missing, "could_change": list(gap.could_change)} for gap in it.gaps
        ],
        "forecast": _forecast(it),
    }


def _stage(it: Assessment) -> Json:
    stage = it.stage
    return {
        "code": stage.code,
        "possible": list(stage.possible),
        "day": stage.day,
        "day_earliest": stage.day_earliest,
        "day_latest": stage.day_latest,
        "next_change_on": _day(stage.next_change_on),
        "note": stage.note,
    }


def _care_clock(it: Assessment) -> Json:
    clock = it.care_clock
    return {
        "start": _day(clock.start),
        "care_day": clock.care_day,
        "active_weeks": clock.active_weeks,
        "paused_days": clock.paused_days,
        "blocks": list(clock.blocks),
    }


def _red_flags(it: Assessment) -> Json:
    flags = it.red_flags
    return {
        "level": flags.level.code,
        "escalation": [
            {"destination": to.destination, "level": to.level.code, "because": _because(to.because)}
            for to in flags.escalation
        ],
        "screen_complete": flags.screen_complete,
        "missing": list(flags.missing),
        "open": [
            {"id": flag.id, "level": flag.level.code, "because": _because(flag.because)}
            for flag in flags.open
        ],
        "history": [
            {
                "id": flag.id,
                "raised_on": _day(flag.raised_on),
                "state": flag.state,
                "on": _day(flag.on),
                "by": flag.by,
                "basis": flag.basis,
            }
            for flag in flags.history
        ],
        "rescreen_by": _day(flags.rescreen_by),
    }


def _forecast(it: Assessment) -> Json:
    if it.forecast is None:
        return None
    return [
        {"on": _day(entry.on), "what": entry.what, "because": _because(entry.because)}
        for entry in it.forecast
    ]


def _because(because: Because) -> list[Json]:
    return [
        {
            "rule": reason.rule,
            "inputs": [
                {"what": read.what, "value": read.value, "on": _day(read.on)}
                for read in reason.inputs
            ],
            "source": reason.source,
            "missing": list(reason.missing),
        }
        for reason in because
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def assessment_text(assessment: Assessment, wording: Wording) -> str:
    """Return an assessment as text for people, the red flags first."""
    return "\n".join(_lines(assessment, wording)) + "\n"


def _lines(it: Assessment, wording: Wording) -> Iterator[str]:
    pack = it.pack
    yield f"Assessed on {wording.day(it.assessed_on)} by {pack.id}, version {pack.version}"
    yield "Supports, never replaces, your judgement. Not yet signed off by clinicians."
    yield from _flag_lines(it, wording)
    if not it.in_scope.value:
        yield from ("", "Outside this pathway", *_reasons(it.in_scope.because, wording))
    yield from _clock_lines(it, wording)
    yield from _advice_lines(it, wording)
    if it.gaps:
        yield from ("", "Not known, and what it could change")
        for gap in it.gaps:
            changes = ", ".join(wording.conclusion(code) for code in gap.could_change)
            yield f"  {wording.gap(gap.missing)}: {changes}"
    if it.forecast:
        yield from ("", "If nothing else changes")
        yield from (f"  {wording.day(entry.on)}  {_said(entry.what)}" for entry in it.forecast)


def _flag_lines(it: Assessment, wording: Wording) -> Iterator[str]:
    flags = it.red_flags
    yield from ("", f"Red flags: {_said(flags.level.code)}")
    for to in flags.escalation:
        yield f"  {_said(to.level.code).upper()}: {_said(to.destination)}"
    for flag in flags.open:
        raised = f"{_said(flag.level.code)}, raised {wording.day(flag.raised_on)}"
        yield f"  {wording.short(flag.id)} ({flag.id}; {raised})"
        yield from _reasons(flag.because, wording)
    if not flags.screen_complete:
        yield f"  Screen not complete, {len(flags.missing)} not asked:"
        yield from (f"    {wording.short(flag)} ({flag})" for flag in flags.missing)
    if flags.rescreen_by:
        yield f"  Ask again by {wording.day(flags.rescreen_by)}"


def _clock_lines(it: Assessment, wording: Wording) -> Iterator[str]:
    stage, clock = it.stage, it.care_clock
    possible = " or ".join(stage.possible) if stage.code == "unknown" else stage.code
    yield from ("", f"Stage: {possible}{_days(it, wording)}")
    if stage.next_change_on:
        yield f"  Next stage on {wording.day(stage.next_change_on)}"
    yield from _reasons(stage.because, wording)
    if clock.start is None or clock.care_day is None:
        yield "Care clock: no care recorded yet"
        return
    yield f"Care clock: {wording.week_and_day(clock.care_day)}, from {wording.day(clock.start)}"
    yield f"  active weeks {clock.active_weeks}, paused days {clock.paused_days}"


def _days(it: Assessment, wording: Wording) -> str:
    stage = it.stage
    if stage.day is not None:
        return f", {wording.week_and_day(stage.day)}"
    if stage.day_latest is None:
        return ""
    if stage.day_earliest is None:
        return f", at least day {stage.day_latest}"
    return f", day {stage.day_latest} to {stage.day_earliest}"


def _advice_lines(it: Assessment, wording: Wording) -> Iterator[str]:
    surgical = it.surgical_evaluation
    yield from ("", f"Surgical evaluation: {_said(surgical.status)}")
    if surgical.window_opens_on:
        yield f"  Window opens {wording.day(surgical.window_opens_on)}"
    if surgical.decision_due_on:
        yield f"  Decision due {wording.day(surgical.decision_due_on)}"
    yield from _reasons(surgical.because, wording)
    yield f"Imaging: {_said(it.imaging.advice)}"
    yield from _reasons(it.imaging.because, wording)
    yield f"Next contact: by {wording.day(it.next_contact.by)}"
    yield from _reasons(it.next_contact.because, wording)


def _reasons(because: Because, wording: Wording) -> Iterator[str]:
    for reason in because:
        source = f"; {reason.source}" if reason.source else ""
        yield f"    - {wording.sentence(reason)} [{reason.rule}{source}]"


def _said(code: str) -> str:
    return code.replace("_", " ").replace("stage:", "stage ")
