"""What another guideline pack would change for a patient: old and new answer side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from pathway.assessment import Assessment
from pathway.days import ImpossibleDate
from pathway.evaluate import assess_day
from pathway.facts import Chart
from pathway.guidelines import Guidelines

ChangedPart: TypeAlias = Literal[
    "advice",
    "red_flags",
    "stage",
    "surgical_evaluation",
    "imaging",
    "next_contact",
    "roots",
    "options",
    "medicine_warnings",
    "care_warnings",
]


@dataclass(frozen=True, slots=True)
class PackChange:
    """One part of the answer that differs: what is true by the old pack, and what by the new.

    Both are codes; of a list only what is not in the other. "advice" is no answer at all.
    """

    part: ChangedPart
    before: tuple[str, ...]
    after: tuple[str, ...]


def pack_changes(
    chart: Chart, on: date, old: Guidelines, new: Guidelines
) -> tuple[PackChange, ...]:
    """Return what a new pack would change for a chart on a day, the weightiest part first."""
    return differences(_answer(chart, on, old), _answer(chart, on, new))


def differences(old: Assessment | None, new: Assessment | None) -> tuple[PackChange, ...]:
    """Return the parts in which two answers differ; None is an answer that there is not."""
    if old is None or new is None:
        found = PackChange("advice", _there(old), _there(new))
        return () if found.before == found.after else (found,)
    return tuple(_changed(old, new))


def _answer(chart: Chart, on: date, guidelines: Guidelines) -> Assessment | None:
    try:
        return assess_day(chart, on, guidelines)
    except ImpossibleDate:
        return None


def _there(answer: Assessment | None) -> tuple[str, ...]:
    return ("none" if answer is None else "there",)


def _changed(old: Assessment, new: Assessment) -> Iterator[PackChange]:
    for part, said in PARTS:
        before, after = said(old), said(new)
        if before != after:
            yield PackChange(
                part,
                tuple(line for line in before if line not in after),
                tuple(line for line in after if line not in before),
            )


def _red_flags(it: Assessment) -> tuple[str, ...]:
    return tuple(f"{flag.id} {flag.level.code}" for flag in it.red_flags.open)


def _stage(it: Assessment) -> tuple[str, ...]:
    return (" or ".join(it.stage.possible),)


def _surgical(it: Assessment) -> tuple[str, ...]:
    return (it.surgical_evaluation.status,)


def _imaging(it: Assessment) -> tuple[str, ...]:
    return (it.imaging.advice,)


def _contact(it: Assessment) -> tuple[str, ...]:
    return ("" if it.next_contact.by is None else it.next_contact.by.isoformat(),)


def _roots(it: Assessment) -> tuple[str, ...]:
    if it.roots is None:
        return ()
    return (" ".join((it.roots.rank_class, *it.roots.ranked[:1])),)


def _options(it: Assessment) -> tuple[str, ...]:
    return tuple(f"{option.id} {option.state}" for option in it.options or ())


def _medicine_warnings(it: Assessment) -> tuple[str, ...]:
    return tuple(f"{w.id} {w.severity} {_named(w.medicines)}" for w in it.medicine_warnings or ())


def _care_warnings(it: Assessment) -> tuple[str, ...]:
    return tuple(f"{w.id} {w.severity} {_named(w.medicines)}" for w in it.care_warnings or ())


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(names)


PARTS: Final[tuple[tuple[ChangedPart, Callable[[Assessment], tuple[str, ...]]], ...]] = (
    ("red_flags", _red_flags),
    ("stage", _stage),
    ("surgical_evaluation", _surgical),
    ("imaging", _imaging),
    ("next_contact", _contact),
    ("roots", _roots),
    ("options", _options),
    ("medicine_warnings", _medicine_warnings),
    ("care_warnings", _care_warnings),
)
