"""Escalations as people told them: who called whom, when, and what came of it.

Days and times are those of the clinic's own clock on the wall, as they are told and as paper has
them; nothing here is concluded.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeAlias

CalledPlace: TypeAlias = Literal[
    "spine_emergency",
    "emergency_department",
    "stroke_vascular",
    "mental_health_crisis",
    "obstetrics",
    "surgeon_on_call",
    "urgent_imaging",
    "other",
]
"""Who is called: the destinations that rules name, and three that only people choose."""
StepKind: TypeAlias = Literal[
    "called",
    "no_answer",
    "advice",
    "transport",
    "pain_relief",
    "arrived",
    "not_arrived",
    "outcome",
]
Transport: TypeAlias = Literal[
    "ambulance", "air_ambulance", "own_car", "taxi", "public_transport", "on_foot", "other"
]
EscalationOutcome: TypeAlias = Literal[
    "admitted", "treated", "nothing_serious", "stays_here", "declined", "died", "other"
]
EscalationState: TypeAlias = Literal[
    "no_answer", "called", "on_the_way", "not_arrived", "arrived", "ended"
]
ONE_DAY = timedelta(days=1)


class RaisedFlag(NamedTuple):
    """The red flag that an escalation is about, and the day on which it was raised."""

    id: str
    raised_on: date


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One thing that was done or told, by whom of the clinic.

    ``whom`` is who was spoken to, ``words`` what was said or given. ``due`` is when to call again
    (no answer), when to be called back (advice) or when the patient is expected there (transport):
    a time before ``at`` is of the next day.
    """

    kind: StepKind
    on: date
    at: time
    by: str = ""
    whom: str = ""
    words: str = ""
    due: time | None = None
    transport: Transport | None = None
    outcome: EscalationOutcome | None = None

    @property
    def due_at(self) -> datetime | None:
        """Return the day and time on which something is due."""
        if self.due is None:
            return None
        due = datetime.combine(self.on, self.due)
        return due if self.due >= self.at else due + ONE_DAY


@dataclass(frozen=True, slots=True)
class Escalation:
    """One escalation to one place with its steps in order of time; ``place_words`` says which."""

    place: CalledPlace
    steps: tuple[EscalationStep, ...]
    flags: tuple[RaisedFlag, ...] = ()
    place_words: str = ""

    @property
    def begun_on(self) -> date:
        """Return the day of the first step."""
        return self.steps[0].on

    @property
    def state(self) -> EscalationState:
        """Return how far it got."""
        told = {step.kind for step in self.steps}
        if "outcome" in told:
            return "ended"
        arrivals = [step.kind for step in self.steps if step.kind in ("arrived", "not_arrived")]
        if arrivals:
            return "arrived" if arrivals[-1] == "arrived" else "not_arrived"
        if "transport" in told:
            return "on_the_way"
        return "called" if told != {"no_answer"} else "no_answer"

    @property
    def is_waiting(self) -> bool:
        """Whether neither an arrival nor an outcome is known: it stays on top of the worklist."""
        return self.state not in {"arrived", "ended"}

    @property
    def due(self) -> EscalationStep | None:
        """Return the newest step that something is due by, unless a later one settled it."""
        if not self.is_waiting:
            return None
        newest = self.steps[-1]
        return newest if newest.due is not None else None


def up_to(escalations: tuple[Escalation, ...], on: date) -> tuple[Escalation, ...]:
    """Return escalations as they stood at the end of a day."""
    cut = (
        Escalation(
            one.place,
            tuple(step for step in one.steps if step.on <= on),
            tuple(flag for flag in one.flags if flag.raised_on <= on),
            one.place_words,
        )
        for one in escalations
        if one.begun_on <= on
    )
    return tuple(cut)
