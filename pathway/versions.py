"""What a visit said before it was changed: the values that a page shows struck through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from pathway.coding import Code, Coded, coded
from pathway.records import VisitVersion


@dataclass(frozen=True, slots=True)
class Replaced:
    """One finding as it stood until somebody changed it or took it back, and why if that was told.

    ``was`` is None where nothing had been said.
    """

    was: Coded | None
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The day on which a visit stood until somebody put it on another one, and why."""

    was: date
    by: str
    at: datetime
    reason: str


def replaced(versions: Sequence[VisitVersion]) -> Mapping[Code, tuple[Replaced, ...]]:
    """Return what each finding of a signed visit said before, oldest first.

    What changed before the signature is no correction and is left out.
    """
    found: dict[Code, tuple[Replaced, ...]] = {}
    for before, after in pairwise(versions):
        if not before.recorded.signed_by:
            continue
        then, now = _by_code(before), _by_code(after)
        for code in [*then, *(code for code in now if code not in then)]:
            if then.get(code) != now.get(code):
                change = Replaced(then.get(code), after.who, after.at, after.reason)
                found[code] = (*found.get(code, ()), change)
    return found


def moved(versions: Sequence[VisitVersion]) -> tuple[Moved, ...]:
    """Return the days that a signed visit stood on before, oldest first."""
    return tuple(
        Moved(before.recorded.visit.on, after.who, after.at, after.reason)
        for before, after in pairwise(versions)
        if before.recorded.signed_by and before.recorded.visit.on != after.recorded.visit.on
    )


def _by_code(version: VisitVersion) -> dict[Code, Coded]:
    return {row.code: row for row in coded(version.recorded.visit)}
