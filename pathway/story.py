"""How a problem came about, as the patient tells it: what no rule reads, and people need.

What the rules read of a problem is ``facts.Problem``. Its onset is that of the first symptom in the
limb, or in the spine where no limb is concerned; spine pain that came before stands here.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from pathway.days import ImpossibleDate
from pathway.drafts import DraftKey
from pathway.facts import Chart, Onset, Problem
from pathway.finding import Stage
from pathway.guidelines import Guidelines
from pathway.records import Correction, PatientId, ProblemId
from pathway.standing import standing_of

Told: TypeAlias = Literal["yes", "no", "unknown", "not_asked"]


@dataclass(frozen=True, slots=True)
class Story:
    """What was told of one problem beside its facts.

    ``onset_words`` are the patient's own. ``spine_onset`` tells when the spine hurt first, where
    that was before the limb. ``corrected`` tells of the latest change after a visit was signed.
    """

    onset_words: str = ""
    spine_earlier: Told = "not_asked"
    spine_onset: Onset | None = None
    earlier_episodes: Told = "not_asked"
    earlier_words: str = ""
    surgery: Told = "not_asked"
    surgery_words: str = ""
    corrected: Correction | None = None


NOT_TOLD: Final = Story()
SURGERY: Final = "spine_surgery_past"
"""The illness that surgery on the spine is for the rules; "yes" to the question adds it."""


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem with how it came about."""

    problem: Problem
    story: Story = NOT_TOLD


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """What a page says of a problem, and what stood there when it was opened.

    ``problem`` and ``was`` are None for another problem of a patient; ``draft`` names the draft
    that ends with this entry.
    """

    patient: PatientId
    told: ToldProblem
    problem: ProblemId | None = None
    was: ToldProblem | None = None
    reason: str = ""
    draft: DraftKey | None = None


def needs_reason(was: Problem, now: Problem, has_signed: bool) -> bool:
    """Tell whether a change needs a reason: one that advice on a signed visit rested on.

    Closing and reopening change nothing of what was told.
    """
    return has_signed and replace(was, closed=None) != replace(now, closed=None)


def stage_of(chart: Chart, problem: Problem, on: date, guidelines: Guidelines) -> Stage | None:
    """Return the stage that a chart would be in with this problem; None where dates forbid it."""
    try:
        return standing_of(replace(chart, problem=problem), on, guidelines).stage
    except ImpossibleDate:
        return None


def goes_back(before: Stage, after: Stage) -> bool:
    """Tell whether a stage moves backward, as it may when the onset is put right."""
    if "closed" in (before.code, after.code):
        return False
    return bool(after.possible and before.possible) and _rank(after) < _rank(before)


def _rank(stage: Stage) -> tuple[int, int]:
    order = ("acute", "subacute", "chronic", "unknown", "closed")
    places = [order.index(code) for code in stage.possible]
    return max(places), min(places)
