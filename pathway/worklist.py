"""What waits for somebody: the kinds of work, who stands in the list, what a line of it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from pathway.facts import BirthKnown
from pathway.finding import Level, StageCode
from pathway.recalls import GONE, Recorded, is_quiet
from pathway.records import PatientId, ProblemId

WorkKind: TypeAlias = Literal[
    "escalated",
    "missed",
    "red_flag",
    "worsening",
    "no_advice",
    "decision_due",
    "window_closing",
    "moved",
    "overdue",
    "recall",
    "due",
    "referral",
    "unsigned",
    "draft",
]
"""The most dangerous first: the order of the list (docs/worklist.md, docs/decisions/0027).

``escalated``: a hospital was called, and neither an arrival nor an outcome is known. ``missed``: an
open red flag asked for a contact by a day that has passed. ``red_flag``: a flag stands open or
escalated; one that can wait for the next review stands after those who are called in.
``worsening``: a flag of weakness that is new or grows. ``no_advice``: the rules failed, so that
nothing else is known. ``window_closing``: the window for surgical evaluation is open, and the
decision falls due within ``CLOSING_DAYS``.
``moved``: a move nobody acknowledged. ``overdue``, ``due``: the next contact was to be before the
day, or is on it. ``recall``: a reminder falls due, or somebody did not come as promised.
``referral``: sent or arrived, without an answer.
"""
KINDS: Final[tuple[WorkKind, ...]] = get_args(WorkKind)
DANGERS: Final[frozenset[WorkKind]] = frozenset({"escalated", "missed", "red_flag", "worsening"})
"""These stay until a clinician deals with them, whatever came of a call."""
CALLED: Final[frozenset[WorkKind]] = frozenset({"overdue", "due", "recall"})
"""Those who are called in: they leave the list while a call says that nobody needs to."""
TIMED: Final[frozenset[WorkKind]] = frozenset({"decision_due", "window_closing", "moved"})
"""What the calendar asks for: nobody waits for somebody who moved away or died."""
WORSENING: Final = ("RF-N1", "RF-N2", "RF-N3")
"""Flags of weakness that is new and marked, has grown, or is said to grow (docs/red-flags.md)."""
CLOSING_DAYS: Final = 7
_AFTER_CALLS: Final = KINDS.index("recall") + 0.5
"""The place of a red flag that can wait for the next review."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing that waits: ``day`` is when it was or is due, or when it was left.

    ``problem`` is empty for a form that belongs to no problem yet, such as a registration. ``what``
    is a code: red-flag items, the kind of a referral, the form of a draft, the id of a visit or the
    number of a move; of an escalation how far it got.
    """

    kind: WorkKind
    problem: ProblemId
    day: date | None = None
    level: Level = Level.NONE
    what: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A person who waits, with everything that they wait for, the most dangerous first.

    ``problem`` is that of the most dangerous reason. ``stage`` is empty where no advice could be
    worked out. ``recall`` is what came of calling them, while it holds.
    """

    problem: ProblemId
    patient: PatientId
    family_name: str
    given_name: str
    birth_date: date
    birth_known: BirthKnown
    number: str
    phone: str
    address: str
    reasons: tuple[WorkLine, ...]
    stage: StageCode | Literal[""] = ""
    recall: Recorded | None = None


Held: TypeAlias = Mapping[ProblemId, Recorded]
"""The outcome that holds for the person of each problem; others have none."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody who waits on a day, each person once, in the order of the list.

    ``kinds`` has for each a number with one bit for each kind, the lowest for the first of
    ``KINDS``; ``aside`` are those who would be called but for what came of an earlier call.
    """

    on: date
    problems: tuple[ProblemId, ...]
    kinds: tuple[int, ...]
    aside: tuple[ProblemId, ...] = ()

    def count(self, kind: WorkKind) -> int:
        """Return how many people wait for this, whatever else they wait for."""
        wanted = bit(kind)
        return sum(1 for one in self.kinds if one & wanted)

    def counts(self) -> Mapping[WorkKind, int]:
        """Return how many people wait for each kind of work."""
        by_kinds: dict[int, int] = {}
        for one in self.kinds:
            by_kinds[one] = by_kinds.get(one, 0) + 1
        return {
            kind: sum(many for one, many in by_kinds.items() if one & bit(kind)) for kind in KINDS
        }

    def waiting_for(self, kind: WorkKind) -> tuple[ProblemId, ...]:
        """Return who waits for this, in the order of the whole list."""
        wanted = bit(kind)
        pairs = zip(self.problems, self.kinds, strict=True)
        return tuple([problem for problem, one in pairs if one & wanted])


_BITS: Final[Mapping[WorkKind, int]] = MappingProxyType(
    {kind: 1 << place for place, kind in enumerate(KINDS)}
)


def bit(kind: WorkKind) -> int:
    """Return the bit that stands for a kind."""
    return _BITS[kind]


def is_set_aside(kind: WorkKind, held: Recorded, on: date) -> bool:
    """Answer whether what came of a call takes a person off the list of one kind of work.

    A danger is never taken off, nor what somebody has begun and must finish.
    """
    if kind in TIMED:
        return held.outcome.kind in GONE
    return kind in CALLED and is_quiet(held.outcome, on)


def in_order(lines: Iterable[WorkLine]) -> tuple[WorkLine, ...]:
    """Return the reasons of one person, the most dangerous first."""
    return tuple(sorted(lines, key=danger))


def danger(line: WorkLine) -> tuple[float, int, date]:
    """Return the place of a reason: by danger, then by date; a lower one comes first."""
    is_routine = line.kind == "red_flag" and line.level <= Level.ROUTINE
    place = _AFTER_CALLS if is_routine else float(KINDS.index(line.kind))
    level = line.level if line.kind in DANGERS else Level.NONE
    return place, -level, line.day or date.min
