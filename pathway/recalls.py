"""What came of calling somebody in: who was reached, who will come, and who will not any more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NewType, TypeAlias, get_args

from pathway.records import DraftForm, PatientId, ProblemId

RecallId = NewType("RecallId", str)
RecallKind: TypeAlias = Literal["reached", "will_come", "remind_on", "declined", "moved", "died"]
"""``reached``: spoken to, nothing settled. ``moved``: left for good and is seen elsewhere."""
KINDS: Final[tuple[RecallKind, ...]] = get_args(RecallKind)
LATER: Final[frozenset[RecallKind]] = frozenset({"will_come", "remind_on"})
"""What names a day to come; until then nobody needs to call again."""
GONE: Final[frozenset[RecallKind]] = frozenset({"moved", "died"})
"""After these nobody is waited for; only what is dangerous or unfinished stays on the list."""
AWAY: Final = GONE | {"declined"}
"""After these nobody is called in any more."""
LONGEST_NOTE: Final = 2_000


@dataclass(frozen=True, slots=True)
class RecallOutcome:
    """What came of calling somebody in; it is about the person, with all their problems.

    ``on`` is the day on which it was found out. ``day`` is the day on which they will come or are
    to be reminded, or on which they died if that is known. ``by`` and ``at`` are told by the store.
    """

    kind: RecallKind
    on: date
    day: date | None = None
    note: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecallEntry:
    """An outcome, and the problem because of which somebody was called.

    ``draft`` names the form whose draft ends with this entry.
    """

    problem: ProblemId
    outcome: RecallOutcome
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An outcome as the store holds it; ``error_by`` tells who took it back, empty if nobody."""

    id: RecallId
    patient: PatientId
    problem: ProblemId
    outcome: RecallOutcome
    error_by: str = ""


def is_possible(outcome: RecallOutcome, today: date) -> bool:
    """Answer whether the days of an outcome fit its kind, and none lies where it cannot."""
    if outcome.on > today:
        return False
    if outcome.kind in LATER:
        return outcome.day is not None and outcome.day >= outcome.on
    if outcome.kind == "died":
        return outcome.day is None or outcome.day <= outcome.on
    return outcome.day is None


def is_quiet(outcome: RecallOutcome, on: date) -> bool:
    """Answer whether nobody needs to call on a day: they do not come any more, or not before."""
    if outcome.kind in LATER:
        return outcome.day is not None and on < outcome.day
    return outcome.kind in AWAY


def is_to_do(outcome: RecallOutcome, on: date) -> bool:
    """Answer whether a reminder falls due on a day, or a promised day went by without a visit."""
    if outcome.day is None or outcome.kind not in LATER:
        return False
    return outcome.day <= on if outcome.kind == "remind_on" else outcome.day < on
