"""What every print is made with: words, fonts, the clinic, and the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from handouts.blocks import CourseLanes
from handouts.clinic import ClinicDetails
from handouts.fonts import Fonts
from handouts.pagestyle import PageStyle
from handouts.stamp import PrintStamp
from handouts.words import HandoutWords
from handouts.writing import CODES, Names
from pathway.choices import Choices
from pathway.facts import Region
from pathway.letters import UNWRITTEN, Writing
from pathway.story import NOT_TOLD, Story

__all__ = [
    "HandoutKind",
    "LetterKind",
    "Materials",
    "MedicineBook",
    "PrintStamp",
    "SheetKind",
]

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


class MedicineBook(Protocol):
    """Tells the classes of a medicine by generic or brand name, and how a language calls it."""

    def classes_of(self, name: str, /) -> frozenset[str]:
        """Return the classes, none when the name is not known."""

    def called(self, name: str, language: str, /) -> str:
        """Return the name in a language, as it was written where there is no other."""


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
    medicines: MedicineBook
    choices: Mapping[Region, Choices]
    story: Story = NOT_TOLD
    names: Names = CODES
    writing: Writing = UNWRITTEN
    course: CourseLanes | None = None
