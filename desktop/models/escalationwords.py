"""Escalations in words: places, steps, ways to travel, outcomes, and how far one got."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from desktop import show
from desktop.words import tr
from pathway.escalation import (
    CalledPlace,
    Escalation,
    EscalationOutcome,
    EscalationState,
    EscalationStep,
    StepKind,
    Transport,
)
from pathway.records import UNDONE, RecordedEscalation


def place_words() -> Mapping[CalledPlace, str]:
    """Return who can be called."""
    return {
        "spine_emergency": tr("Spine emergency service"),
        "emergency_department": tr("Emergency department"),
        "stroke_vascular": tr("Stroke and vessel team"),
        "mental_health_crisis": tr("Mental-health crisis team"),
        "obstetrics": tr("Obstetrics"),
        "surgeon_on_call": tr("Surgeon on call"),
        "urgent_imaging": tr("Urgent imaging"),
        "other": tr("Somebody else"),
    }


def step_words() -> Mapping[StepKind, str]:
    """Return what can be done or told."""
    return {
        "called": tr("Spoke to them"),
        "no_answer": tr("No answer"),
        "advice": tr("Advice from them"),
        "transport": tr("Set out"),
        "pain_relief": tr("Pain relief given"),
        "arrived": tr("Arrived"),
        "not_arrived": tr("Not arrived"),
        "outcome": tr("Outcome"),
    }


def transport_words() -> Mapping[Transport, str]:
    """Return the ways to get there."""
    return {
        "ambulance": tr("Ambulance"),
        "air_ambulance": tr("By air"),
        "own_car": tr("Own or family car"),
        "taxi": tr("Taxi"),
        "public_transport": tr("Bus or train"),
        "on_foot": tr("On foot"),
        "other": tr("Other"),
    }


def outcome_words() -> Mapping[EscalationOutcome, str]:
    """Return what can have come of it."""
    return {
        "admitted": tr("Admitted"),
        "treated": tr("Treated there"),
        "nothing_serious": tr("Seen, nothing serious found"),
        "stays_here": tr("Stays in our care"),
        "declined": tr("Declined to go"),
        "died": tr("Died"),
        "other": tr("Other"),
    }


def state_words() -> Mapping[EscalationState, str]:
    """Return how far an escalation got."""
    return {
        "no_answer": tr("Nobody reached yet"),
        "called": tr("Called, has not set out"),
        "on_the_way": tr("On the way, not arrived yet"),
        "not_arrived": tr("Has not arrived"),
        "arrived": tr("Arrived"),
        "ended": tr("Ended"),
    }


def due_words(step: EscalationStep) -> str:
    """Return by when something is to happen; empty where nothing is."""
    due = step.due_at
    if due is None:
        return ""
    clock = clock_words(due, step)
    asked = {
        "transport": tr("expected there at {clock}"),
        "advice": tr("they call back at {clock}"),
    }
    return asked.get(step.kind, tr("call again at {clock}")).format(clock=clock)


def clock_words(due: datetime, step: EscalationStep) -> str:
    """Return a time, with its day where that is another than that of the step."""
    clock = f"{due:%H:%M}"
    return clock if due.date() == step.on else f"{clock} ({show.day(due.date())})"


def when(step: EscalationStep) -> str:
    """Return day and time of a step."""
    return f"{show.day(step.on)} {step.at:%H:%M}"


def reason(text: str) -> str:
    """Return why something was entered in error, also where undo did it."""
    return tr("undone") if text == UNDONE else text


def told(step: EscalationStep) -> str:
    """Return what was done in one line, without day, time and who did it."""
    return " · ".join(_parts(step))


def where(one: Escalation) -> str:
    """Return who was called, with the name of the place where one was told."""
    named = place_words()[one.place]
    return f"{named}, {one.place_words}" if one.place_words else named


def waiting_words(told: tuple[RecordedEscalation, ...]) -> str:
    """Return in one line who is awaited where, empty when nobody is."""
    waiting = [one.escalation for one in told if one.escalation.is_waiting]
    if not waiting:
        return ""
    newest = waiting[-1]
    since = newest.steps[0]
    said = tr("Escalated {when} to {where}: {state}")
    state = state_words()[newest.state].lower()
    return said.format(
        when=f"{show.day(since.on)} {since.at:%H:%M}", where=where(newest), state=state
    )


def _parts(step: EscalationStep) -> Iterator[str]:
    yield step_words()[step.kind]
    if step.outcome:
        yield outcome_words()[step.outcome]
    if step.transport:
        yield transport_words()[step.transport]
    yield from (part for part in (step.whom, step.words, due_words(step)) if part)
