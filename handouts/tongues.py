"""The language of a print: which it is, what it lacks, and whether a person has reviewed it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

LETTER: Final = frozenset(("common", "emergency", "letters"))
"""Whose words every letter to a colleague speaks."""
PAPERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "care_plan": frozenset(
            ("common", "danger_signs", "care_plan", "exercise_words", "exercise_sheet", "drawings")
        ),
        "danger_card": frozenset(("common", "danger_signs", "leaflets", "drawings")),
        "pocket_card": frozenset(("common", "danger_signs", "leaflets", "drawings")),
        "exercises": frozenset(
            ("common", "danger_signs", "care_plan", "exercise_words", "exercise_sheet", "drawings")
        ),
        "what_changes_when": frozenset(("common", "danger_signs", "leaflets")),
        "medicines_today": frozenset(("common", "care_plan", "leaflets")),
        "heat_and_cold": frozenset(("common", "care_plan", "leaflets", "drawings")),
        "surgery_choice": frozenset(("common", "leaflets")),
        "emergency": frozenset(("common", "emergency")),
        "urgent": LETTER,
        "surgical_evaluation": LETTER | {"timeline"},
        "imaging": LETTER,
        "physiotherapy": LETTER,
        "work_note": LETTER,
    }
)
"""Whose words a paper speaks: its review is that of these tables. Of others, it is that of all."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the prints.

    ``missing`` are the keys of the master that it lacks. ``unchecked`` are the tables that no
    person has reviewed, or of which a sentence of the master changed since: a review holds for
    the words that were reviewed.
    """

    code: str = "en"
    name: str = "English"
    missing: frozenset[str] = frozenset()
    unchecked: frozenset[str] = frozenset()

    @property
    def instead(self) -> tuple[str, ...]:
        """Return what may be printed in place of a paper that this language cannot say."""
        return (f"--language {MASTER.code}",)

    def of_paper(self, kind: str) -> "Tongue":
        """Return the same with the review of the tables whose words this paper speaks."""
        return replace(self, unchecked=self.unchecked & PAPERS.get(kind, self.unchecked))


MASTER: Final = Tongue()
"""The one master text: English."""
