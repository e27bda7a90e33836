"""Referrals as they went on: each state is an entry of its own, those of one referral together."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pathway.facts import Referral, ReferralKind, ReferralState

ENDED: Final[frozenset[ReferralState]] = frozenset({"answered", "declined", "lost"})
BEGINS: Final[frozenset[ReferralState]] = frozenset({"draft", "sent"})


@dataclass(frozen=True, slots=True)
class Thread:
    """One referral from its sending to its answer; ``entries`` are in the order of recording."""

    kind: ReferralKind
    entries: tuple[Referral, ...]

    @property
    def newest(self) -> Referral:
        """Return how far it got."""
        return self.entries[-1]

    @property
    def begun_on(self) -> date:
        """Return the day of the first entry."""
        return self.entries[0].on

    @property
    def to(self) -> str:
        """Return to whom it went, as it was told last."""
        return next((one.to for one in reversed(self.entries) if one.to), "")

    @property
    def is_waiting(self) -> bool:
        """Whether no answer came yet."""
        return self.newest.state not in ENDED


def threads(referrals: tuple[Referral, ...]) -> tuple[Thread, ...]:
    """Return referrals in the order in which they began.

    What is sent after an answer, or before anything of its kind was, begins another one.
    """
    found: list[Thread] = []
    for one in referrals:
        place = next((p for p in reversed(range(len(found))) if found[p].kind == one.kind), None)
        ended = place is not None and not found[place].is_waiting
        if place is None or (ended and one.state in BEGINS):
            found.append(Thread(one.kind, (one,)))
        else:
            found[place] = Thread(one.kind, (*found[place].entries, one))
    return tuple(found)
