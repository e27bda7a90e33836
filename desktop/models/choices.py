"""Surgery, or going on without it, in words: both ways side by side, with their sources."""

from dataclasses import dataclass
from typing import Final

from desktop import show
from desktop.packwords import PackWords
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.choices import ChoiceRow
from pathway.facts import Region
from pathway.guidelines import Guidelines

OPEN: Final = frozenset({"window_open", "decision_due", "clinician_judgement"})
"""Where a decision is at hand the numbers are open; elsewhere they can be opened."""
HIDDEN: Final = frozenset({"immediate", "urgent", "closed", "out_of_scope"})
"""Where nobody should weigh up, or there is nothing to weigh up."""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One thing that was counted, and what was found of both ways."""

    label: str
    surgery: str
    waiting: str


@dataclass(frozen=True, slots=True)
class ChoicesShown:
    """Both ways in words; ``is_open`` tells that a decision is at hand."""

    ways: tuple[str, str]
    about: str
    lines: tuple[ChoiceLine, ...]
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    is_open: bool


def choices_shown(
    assessment: Assessment, region: Region, guidelines: Guidelines, words: PackWords
) -> ChoicesShown | None:
    """Return what is known of both ways; None where nothing is to be weighed up."""
    status = assessment.surgical_evaluation.status
    found = guidelines.choices.get(region)
    if found is None or status in HIDDEN or not assessment.in_scope.value:
        return None
    sources = dict.fromkeys(source for row in found.rows for source in row.sources)
    disagreement = words.conflict(found.conflict) if found.conflict else ""
    limits = (disagreement, tr("Found in groups of people: nobody can say it of one person."))
    return ChoicesShown(
        (words.choice("way", "surgery"), words.choice("way", "waiting")),
        words.choice("about", region),
        tuple(_line(row, words) for row in found.rows),
        tuple(filter(None, limits)),
        tuple(words.source(source) for source in sources),
        status in OPEN,
    )


def _line(row: ChoiceRow, words: PackWords) -> ChoiceLine:
    surgery, waiting = _value(row.surgery, row), _value(row.waiting, row)
    return ChoiceLine(words.choice("row", row.id), surgery, waiting)


def _value(value: int | None, row: ChoiceRow) -> str:
    if value is None:
        return "–"
    if row.unit == "percent":
        return tr("{number} of 100").format(number=show.number(value))
    return ntr("{count} week", "{count} weeks", value)
