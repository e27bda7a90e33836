"""What waits for somebody: the kinds of work, and one line of a list of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from pathway.finding import Level
from pathway.records import ProblemId

WorkKind: TypeAlias = Literal[
    "red_flag",
    "no_advice",
    "decision_due",
    "window_closing",
    "moved",
    "overdue",
    "due",
    "unsigned",
    "draft",
    "referral",
]
"""The most dangerous first. ``no_advice``: the rules failed, so that nothing else is known.

``red_flag``: a flag stands open or escalated. ``window_closing``: the window for surgical
evaluation is open and the decision falls due within ``CLOSING_DAYS``. ``overdue``, ``due``: the
next contact was to be before the day, or is on it. ``moved``: a move nobody acknowledged.
``referral``: sent or arrived, without an answer.
"""
CLOSING_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing that waits: ``day`` is when it was or is due, or when it was left.

    ``problem`` is empty for a form that belongs to no problem yet, such as a registration. ``what``
    is a code: red-flag items, the kind of a referral, the form of a draft, the id of a visit or the
    number of a move.
    """

    kind: WorkKind
    problem: ProblemId
    day: date | None = None
    level: Level = Level.NONE
    what: str = ""
