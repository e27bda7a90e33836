"""What every print is made with: words, fonts, the clinic, the paper, and who prints when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from handouts.blocks import CourseLanes
from handouts.clinic import ClinicDetails
from handouts.fonts import Fonts
from handouts.styles import PageStyle
from handouts.words import HandoutWords
from handouts.writing import CODES, Names
from pathway.choices import Choices
from pathway.facts import Region
from pathway.letters import UNWRITTEN, Writing
from pathway.story import NOT_TOLD, Story

HandoutKind: TypeAlias = Literal[
    "care_plan",
    "danger_card",
    "pocket_card",
    "exercises",
    "what_changes_when",
    "medicines_today",
    "heat_and_cold",
    "surgery_choice",
]
LetterKind: TypeAlias = Literal[
    "emergency", "urgent", "surgical_evaluation", "imaging", "physiotherapy", "work_note"
]
SheetKind: TypeAlias = Literal["intake", "examination", "timeline"]


class MedicineClasses(Protocol):
    """Tells the classes of a medicine, by generic or brand name."""

    def classes_of(self, name: str, /) -> frozenset[str]:
        """Return the classes, none when the name is not known."""


@dataclass(frozen=True, slots=True)
class Materials:
    """All that a print needs beside the facts; ``story`` is what was told of the problem.

    Letters read ``names`` for the words of rules and codes, ``writing`` for what the clinician
    adds, and ``course`` for the timeline of a packet.
    """

    words: HandoutWords
    fonts: Fonts
    clinic: ClinicDetails
    page: PageStyle
    medicines: MedicineClasses
    choices: Mapping[Region, Choices]
    story: Story = NOT_TOLD
    names: Names = CODES
    writing: Writing = UNWRITTEN
    course: CourseLanes | None = None


@dataclass(frozen=True, slots=True)
class PrintStamp:
    """Who prints, at which moment of the clinic's own clock, and how far to trust the print.

    ``draft`` stays until a clinician has signed off; ``demo`` marks made-up patients.
    ``own_numbers`` are the thresholds that the clinic set for itself, in words.
    """

    printed_at: datetime
    by: str
    draft: bool
    demo: bool
    content_version: str
    own_numbers: tuple[str, ...] = ()
