"""What a clinician changes on a sheet of exercises: which, in which order, how much, a note."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """One exercise that was chosen by hand; an empty ``dose`` leaves the one of the book."""

    id: str
    dose: str = ""


@dataclass(frozen=True, slots=True)
class Tailored:
    """The exercises chosen by hand, in order, None where the rules choose; and a note."""

    exercises: tuple[OwnExercise, ...] | None = None
    note: str = ""


AS_IT_COMES: Final = Tailored()
"""Nothing was changed by hand."""
