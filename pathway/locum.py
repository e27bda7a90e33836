"""The handover to a locum: whoever waits for something, the most dangerous first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from pathway.facts import Patient
from pathway.finding import Level
from pathway.records import PatientId

WaitKind: TypeAlias = Literal[
    "escalated",
    "red_flag",
    "no_advice",
    "decision_due",
    "window_closing",
    "unsigned",
    "referral",
]
"""The most dangerous first; ``escalated``: sent on, neither arrived nor with an outcome."""
KINDS: Final[tuple[WaitKind, ...]] = get_args(WaitKind)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits; ``day`` is when it was or falls due, or since when it stands.

    ``what`` are codes: red-flag items, the kind of a referral, the place of an escalation.
    """

    kind: WaitKind
    day: date | None = None
    level: Level = Level.NONE
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Somebody for whom something waits, all of it in one place; of ``who`` only what names them.

    ``phone`` is empty where none is recorded.
    """

    patient: PatientId
    who: Patient
    phone: str
    things: tuple[Waiting, ...]

    @property
    def is_dangerous(self) -> bool:
        """Return whether this must not be left off, however long the page grows.

        That is who was sent on, and who has a flag that cannot wait for the next review.
        """
        return any(
            thing.kind == "escalated" or (thing.kind == "red_flag" and thing.level > Level.ROUTINE)
            for thing in self.things
        )


@dataclass(frozen=True, slots=True)
class Handover:
    """Everybody for whom something waits on a day, in order, and how much there is of each kind.

    ``unread`` is how much of it, none dangerous, was only counted: far more than a page holds.
    """

    day: date
    people: tuple[HandedOver, ...]
    counts: tuple[tuple[WaitKind, int], ...]
    unread: int = 0

    @property
    def dangerous(self) -> int:
        """Return how many stand first because of a danger."""
        return sum(one.is_dangerous for one in self.people)


def in_order(people: Iterable[HandedOver]) -> tuple[HandedOver, ...]:
    """Return people by their most dangerous thing, then by how urgent it is, then by its day."""
    ordered = (
        HandedOver(one.patient, one.who, one.phone, tuple(sorted(one.things, key=urgency)))
        for one in people
    )
    return tuple(sorted(ordered, key=lambda one: (*urgency(one.things[0]), one.patient)))


def urgency(thing: Waiting) -> tuple[int, int, date]:
    """Return what things are sorted by; a flag that can wait for a review stands after dates."""
    is_routine = thing.kind == "red_flag" and thing.level <= Level.ROUTINE
    place = KINDS.index("unsigned") if is_routine else KINDS.index(thing.kind)
    return place, -int(thing.level), thing.day or date.min
