"""The treatment options of a guideline pack: what each is by stage and region, and when it opens.

Everything here is data, checked once when the pack is read (optionreader.py); the rules that ask
whether an option opens today stand in options.py. Beside the two regions of the pathway there is
a third, "unsure": of what the two say the more cautious counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from pathway.advice import Option, OptionState
from pathway.facts import Region
from pathway.finding import StageCode

Condition: TypeAlias = Literal[
    "chronic",
    "gliding_days",
    "non_drug_insufficient",
    "nsaid_tried",
    "nsaid_ruled_out",
    "opioid_last",
    "tramadol_tried",
    "care_days",
    "within_months",
]
Move: TypeAlias = Literal["extension", "flexion", "prone"]
Stages: TypeAlias = tuple[StageCode, ...]

PHASES: Final[Stages] = ("acute", "subacute", "chronic")
REGIONS: Final[tuple[Region, ...]] = ("lumbar", "cervical")
SPANS: Final[tuple[Stages, ...]] = tuple(
    PHASES[first:last] for first in range(3) for last in range(first + 1, 4)
)
"""The stages that can be possible together."""
ENDING: Final[frozenset[Condition]] = frozenset({"within_months"})
CAUTION: Final[tuple[OptionState, ...]] = ("offered", "optional", "locked", "not_offered")
IDS: Final = (
    "education",
    "superficial_heat",
    "cold_packs",
    "gentle_exercise",
    "structured_exercise",
    "directional_exercise",
    "neural_gliding",
    "motor_control",
    "stretching",
    "tai_chi",
    "yoga",
    "massage",
    "acupuncture",
    "manipulation",
    "traction",
    "collar",
    "laser",
    "cbt",
    "paracetamol",
    "nsaid",
    "muscle_relaxant",
    "duloxetine",
    "tramadol",
    "other_opioid",
    "gabapentinoid",
    "oral_steroid",
    "benzodiazepine",
    "lumbar_support",
    "tens",
    "bed_rest",
    "specialist_injection",
    "diagnostic_nerve_block",
)
STRENGTHS: Final = (
    "",
    "strong",
    "weak",
    "conditional",
    "may",
    "grade_a",
    "grade_b",
    "grade_c",
    "strong_against",
    "weak_against",
)
QUALITIES: Final = ("", "moderate", "low")
EFFECTS: Final = ("", "moderate", "small", "small_or_none", "none")
POPULATIONS: Final = (
    "nonspecific_lbp",
    "lumbar_radiculopathy",
    "cervical_radiculopathy",
    "neck_pain",
)
EVIDENCE: Final = {
    "strength": STRENGTHS,
    "quality": QUALITIES,
    "effect": EFFECTS,
    "population": POPULATIONS,
}
"""The codes of what is known of the evidence; "" where the source says nothing."""
NUMBERS: Final = {
    "gliding_from_days": (1, 27),
    "nerve_block_care_days": (7, 365),
    "prone_until_weeks": (1, 40),
}
"""The numbers of the option rules, each with the least and the greatest value."""


class Gate(NamedTuple):
    """A condition of the day, and the rule that says why the option is shut while it fails."""

    condition: Condition
    rule: str


@dataclass(frozen=True, slots=True)
class OptionItem:
    """An option whatever the stage: the generic names, kinds of care and moves it stands for.

    ``taken_as`` is the class of medicines by which one sees that the patient takes it already,
    ``planned_as`` the kind of care that is planned when it is accepted, where it has another name.
    """

    id: str
    line: int
    tested_as: tuple[str, ...] = ()
    taken_as: str = ""
    planned_as: str = ""
    hazards: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    is_direction: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An option in one stage and region as the pack has it, and the conditions it hangs on.

    ``is_free`` tells that it hangs on no condition, medicine or feeling of the skin: for a patient
    of whom nothing speaks against moving it is as the pack has it. ``may_end`` tells whether any
    of its conditions does not come back once it fails.
    """

    item: OptionItem
    option: Option
    gates: tuple[Gate, ...] = ()
    is_free: bool = False
    may_end: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of the table of disagreeing sources; its sentences are words of the pack."""

    id: str
    row: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionBook:
    """All options, for every set of stages and every region, ready to be asked about a chart.

    ``unasked`` are the options of the offers as the pack has them. ``given`` are the places, among
    the offers, of those that the pack gives at all; ``tied`` those of them that have to be asked
    about even when nothing known of the patient speaks against moving. ``ending`` are the rules
    that do not come back once they fail: from then on not offered.
    """

    items: Mapping[str, OptionItem]
    offers: Mapping[tuple[Stages, Region], tuple[Offer, ...]]
    unasked: Mapping[tuple[Stages, Region], tuple[Option, ...]]
    given: Mapping[tuple[Stages, Region], tuple[int, ...]]
    tied: Mapping[tuple[Stages, Region], tuple[int, ...]]
    conflicts: Mapping[str, Conflict]
    numbers: Mapping[str, int]
    rules: Mapping[str, str]
    ending: frozenset[str]
