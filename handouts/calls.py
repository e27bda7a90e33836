"""The calls of an escalation as lines of a print: who was called when, and what came of it."""

from collections.abc import Iterator
from typing import Final

from handouts.page import DOT
from handouts.words import HandoutWords
from pathway.escalation import Escalation, EscalationStep

MOST_LINES: Final = 8
"""What fits beside everything else on the one page of an emergency sheet."""
_DUE: Final = {"no_answer": "again", "advice": "back", "transport": "expected"}


def call_lines(escalations: tuple[Escalation, ...], words: HandoutWords) -> tuple[str, ...]:
    """Return the steps of every escalation in order of time, each with its day and time.

    Of more than fit the newest are told, and how many came before them.
    """
    steps = [(step, one) for one in escalations for step in one.steps]
    steps.sort(key=lambda told: (told[0].on, told[0].at))
    lines = tuple(_line(step, one, words) for step, one in steps[-MOST_LINES:])
    earlier = len(steps) - len(lines)
    if not earlier:
        return lines
    return (words.say("emergency.calls.earlier", number=str(earlier)), *lines)


def place_name(one: Escalation, words: HandoutWords) -> str:
    """Return who was called, with the name that was told."""
    named = words.say(f"emergency.calls.places.{one.place}")
    return f"{named}, {one.place_words}" if one.place_words else named


def _line(step: EscalationStep, one: Escalation, words: HandoutWords) -> str:
    told = DOT.join((place_name(one, words), *_parts(step, words)))
    clock = f"{step.at:%H:%M}"
    return words.say("emergency.calls.line", date=words.short_day(step.on), time=clock, value=told)


def _parts(step: EscalationStep, words: HandoutWords) -> Iterator[str]:
    yield words.say(f"emergency.calls.{step.kind}")
    if step.outcome:
        yield words.say(f"emergency.calls.outcomes.{step.outcome}")
    if step.transport:
        yield words.say(f"emergency.calls.means.{step.transport}")
    yield from (part for part in (step.whom, step.words) if part)
    due = step.due_at
    if due is not None and step.kind in _DUE:
        clock = f"{due:%H:%M}"
        late = clock if due.date() == step.on else f"{words.short_day(due.date())} {clock}"
        yield words.say(f"emergency.calls.{_DUE[step.kind]}", time=late)
    yield words.say("emergency.calls.by", name=step.by)
