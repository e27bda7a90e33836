"""Writes an assessment down: as JSON for programs, as text for people.

A part that is not built yet is null, never an empty list.
"""

import json
from collections.abc import Iterator
from typing import Final

from exchange.advicejson import Message, advice_json, code_of
from exchange.advicetext import advice_lines, reason_lines
from exchange.ownnumbers import override_lines, overrides_json
from exchange.reasonjson import Json, because_json, day_json
from exchange.wording import Wording
from pathway.assessment import Assessment

FORMAT: Final = "foramen-assessment/1"


def assessment_json(
    assessment: Assessment, message: Message = code_of, *, has_weights: bool = False
) -> str:
    """Return an assessment as JSON in the format "foramen-assessment/1".

    ``message`` gives the sentence of a warning; ``has_weights`` adds the weights of the roots.
    """
    advice = advice_json(assessment, message, has_weights)
    return json.dumps(_assessment(assessment, advice), ensure_ascii=False, indent=1) + "\n"


def _assessment(it: Assessment, advice: dict[str, Json]) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "assessed_on": it.assessed_on.isoformat(),
        "pack": {
            "id": it.pack.id,
            "version": it.pack.version,
            "overrides": overrides_json(it.pack),
        },
        "in_scope": {"value": it.in_scope.value, "because": because_json(it.in_scope.because)},
        "stage": _stage(it),
        "care_clock": _care_clock(it),
        "red_flags": _red_flags(it),
        "surgical_evaluation": {
            "status": it.surgical_evaluation.status,
            "window_opens_on": day_json(it.surgical_evaluation.window_opens_on),
            "decision_due_on": day_json(it.surgical_evaluation.decision_due_on),
            "because": because_json(it.surgical_evaluation.because),
        },
        "imaging": {"advice": it.imaging.advice, "because": because_json(it.imaging.because)},
        **advice,
        "next_contact": {
            "by": day_json(it.next_contact.by),
            "because": because_json(it.next_contact.because),
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
        "next_change_on": day_json(stage.next_change_on),
        "note": stage.note,
    }


def _care_clock(it: Assessment) -> Json:
    clock = it.care_clock
    return {
        "start": day_json(clock.start),
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
            {
                "destination": to.destination,
                "level": to.level.code,
                "because": because_json(to.because),
            }
            for to in flags.escalation
        ],
        "screen_complete": flags.screen_complete,
        "missing": list(flags.missing),
        "open": [
            {"id": flag.id, "level": flag.level.code, "because": because_json(flag.because)}
            for flag in flags.open
        ],
        "history": [
            {
                "id": flag.id,
                "raised_on": day_json(flag.raised_on),
                "state": flag.state,
                "on": day_json(flag.on),
                "by": flag.by,
                "basis": flag.basis,
            }
            for flag in flags.history
        ],
        "rescreen_by": day_json(flags.rescreen_by),
    }


def _forecast(it: Assessment) -> Json:
    if it.forecast is None:
        return None
    return [
        {"on": day_json(entry.on), "what": entry.what, "because": because_json(entry.because)}
        for entry in it.forecast
    ]


def assessment_text(assessment: Assessment, wording: Wording) -> str:
    """Return an assessment as text for people, the red flags first."""
    return "\n".join(_lines(assessment, wording)) + "\n"


def _lines(it: Assessment, wording: Wording) -> Iterator[str]:
    pack = it.pack
    yield f"Assessed on {wording.day(it.assessed_on)} by {pack.id}, version {pack.version}"
    yield from override_lines(pack, wording)
    yield "Supports, never replaces, your judgement. Not yet signed off by clinicians."
    yield from _flag_lines(it, wording)
    if not it.in_scope.value:
        yield from ("", "Outside this pathway", *reason_lines(it.in_scope.because, wording))
    yield from _clock_lines(it, wording)
    yield from _surgery_lines(it, wording)
    yield from advice_lines(it, wording)
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
        yield from reason_lines(flag.because, wording)
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
    yield from reason_lines(stage.because, wording)
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


def _surgery_lines(it: Assessment, wording: Wording) -> Iterator[str]:
    surgical = it.surgical_evaluation
    yield from ("", f"Surgical evaluation: {_said(surgical.status)}")
    if surgical.window_opens_on:
        yield f"  Window opens {wording.day(surgical.window_opens_on)}"
    if surgical.decision_due_on:
        yield f"  Decision due {wording.day(surgical.decision_due_on)}"
    yield from reason_lines(surgical.because, wording)
    yield f"Imaging: {_said(it.imaging.advice)}"
    yield from reason_lines(it.imaging.because, wording)
    yield f"Next contact: by {wording.day(it.next_contact.by)}"
    yield from reason_lines(it.next_contact.because, wording)


def _said(code: str) -> str:
    return code.replace("_", " ").replace("stage:", "stage ")
