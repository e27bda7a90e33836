"""What an escalation means to the rules: the flags that it is about count as escalated."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pathway.escalation import CalledPlace, Escalation, EscalationStep, RaisedFlag
from pathway.facts import FlagRecord, Known
from pathway.finding import Level, RedFlags

REACHED: Final = frozenset({"called", "advice", "transport", "arrived", "not_arrived", "outcome"})
_ARRIVAL: Final[dict[str, Known]] = {"arrived": "yes", "not_arrived": "no"}


def flag_records(escalations: tuple[Escalation, ...]) -> tuple[FlagRecord, ...]:
    """Return what was done about red flags by escalating them.

    One record for the first step, and one for each later one that says whether somebody was
    reached, or whether the patient arrived: so that each day knows what was known on it.
    """
    return tuple(
        record for one in escalations for flag in one.flags for record in _records(one, flag)
    )


def concerned(flags: RedFlags, place: CalledPlace) -> tuple[RaisedFlag, ...]:
    """Return the open flags that a call to this place is about.

    Those that name the place; when none does, all that are as urgent as the most urgent one.
    """
    named = [flag for flag in flags.open if flag.destination == place]
    if not named:
        named = [
            flag for flag in flags.open if flag.level is flags.level and flag.level > Level.NONE
        ]
    return tuple(RaisedFlag(flag.id, flag.raised_on) for flag in named)


def _records(one: Escalation, flag: RaisedFlag) -> Iterator[FlagRecord]:
    called: Known = "unknown"
    arrived: Known = "unknown"
    last: tuple[Known, Known] | None = None
    for step in one.steps:
        called = _called(step, called)
        arrived = _ARRIVAL.get(step.kind, arrived)
        if (called, arrived) != last:
            last = (called, arrived)
            yield FlagRecord(
                id=flag.id,
                raised_on=flag.raised_on,
                state="escalated",
                on=max(step.on, flag.raised_on),
                by=step.by,
                called=called,
                arrived=arrived,
            )


def _called(step: EscalationStep, before: Known) -> Known:
    if step.kind in REACHED:
        return "yes"
    return "no" if step.kind == "no_answer" and before == "unknown" else before


def latest_step(escalations: tuple[Escalation, ...]) -> date | None:
    """Return the day of the newest step of any of them."""
    return max((step.on for one in escalations for step in one.steps), default=None)
