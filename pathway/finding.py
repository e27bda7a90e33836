"""What the rules conclude on one day, each conclusion with its reasons.

A reason names the rule, the inputs it read with value and date, the source it rests on and what was
missing. Codes only: the sentences that people read are words in the guideline pack.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

from pathway.facts import BlockKind, FlagState
from pathway.fixed import fixed

StageCode: TypeAlias = Literal["acute", "subacute", "chronic", "unknown", "closed"]
SurgicalStatus: TypeAlias = Literal[
    "immediate",
    "out_of_scope",
    "closed",
    "under_specialist",
    "urgent",
    "clinician_judgement",
    "decision_due",
    "window_open",
    "cannot_judge",
    "responding",
    "not_yet",
]
ImagingAdvice: TypeAlias = Literal["not_routine", "consider_if_candidate", "urgent", "emergency"]
Destination: TypeAlias = Literal[
    "spine_emergency",
    "emergency_department",
    "stroke_vascular",
    "mental_health_crisis",
    "obstetrics",
]
ForecastWhat: TypeAlias = Literal[
    "stage:subacute",
    "stage:chronic",
    "imaging_caution_ends",
    "surgical_window_opens",
    "surgical_decision_due",
    "epidural_text_changes",
    "red_flag_rescreen_due",
    "review_due",
]


class Level(IntEnum):
    """How fast a red flag must be acted on; a higher number is more urgent."""

    NONE = 0
    ROUTINE = 1
    URGENT = 2
    SAME_DAY = 3
    EMERGENCY = 4

    @property
    def code(self) -> str:
        """Return the level as written in files: "none", "routine", … "emergency"."""
        return self.name.lower()


class Input(NamedTuple):
    """One fact that a rule read: its code, its value as text, and the day it was recorded.

    Inputs and reasons are made by the hundred for each chart: as tuples they cost half as much.
    """

    what: str
    value: str
    on: date | None = None


class Reason(NamedTuple):
    """Why something was concluded; ``missing`` lists codes that could have changed it."""

    rule: str
    inputs: tuple[Input, ...] = ()
    source: str = ""
    missing: tuple[str, ...] = ()


Because: TypeAlias = tuple[Reason, ...]


@fixed
class Scope:
    """Whether the pathway applies to this patient at all (red flags always do)."""

    value: bool
    because: Because = ()


@fixed
class Stage:
    """The stage by the symptom clock; days count from the onset of this episode, which is day 0."""

    code: StageCode
    possible: tuple[StageCode, ...]
    day: int | None
    day_earliest: int | None
    day_latest: int | None
    next_change_on: date | None
    note: str = ""
    onset_earliest: date | None = None
    onset_latest: date | None = None
    because: Because = ()


@fixed
class CareClock:
    """The conservative-care clock: days and weeks that count, from the first recorded care."""

    start: date | None
    care_day: int | None = None
    active_weeks: int = 0
    paused_days: int = 0
    blocks: tuple[BlockKind, ...] = ()
    because: Because = ()


@fixed
class OpenFlag:
    """A red flag that stands: raised, and neither cleared nor closed."""

    id: str
    level: Level
    raised_on: date
    state: FlagState = "open"
    destination: Destination | None = None
    because: Because = ()


@fixed
class PastFlag:
    """A red flag that was cleared or confirmed, kept for the history."""

    id: str
    raised_on: date
    state: FlagState
    on: date | None
    by: str
    basis: str


@fixed
class Escalation:
    """Where to call, how fast, because of which flags."""

    destination: Destination
    level: Level
    because: Because


@fixed
class RedFlags:
    """The state of the red-flag screen; ``screened_on`` is the day of the latest screen."""

    level: Level
    escalation: tuple[Escalation, ...]
    screen_complete: bool
    missing: tuple[str, ...]
    open: tuple[OpenFlag, ...]
    history: tuple[PastFlag, ...]
    screened_on: date | None
    rescreen_by: date | None


@fixed
class SurgicalEvaluation:
    """Whether surgical evaluation is due by the care clock, and the dates of its window."""

    status: SurgicalStatus
    window_opens_on: date | None
    decision_due_on: date | None
    because: Because = ()


class Imaging(NamedTuple):
    """What the guideline says about imaging today."""

    advice: ImagingAdvice
    because: Because = ()


@fixed
class NextContact:
    """The day by which the patient is seen or called again."""

    by: date | None
    because: Because = ()


class Gap(NamedTuple):
    """Something not known, and the conclusions that it could change."""

    missing: str
    could_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastEntry:
    """What changes on a later day if nothing else changes."""

    on: date
    what: ForecastWhat
    because: Because = ()
