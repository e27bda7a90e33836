"""What is known of the body on a day: the latest result of each zone, muscle, reflex and test.

A finding that is examined again replaces the older one; one that is not stays as it was, since not
examined is not normal. Of two results on one day the worse one counts, whatever their order.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from pathway.facts import BodySide, Spot, Visit
from pathway.places import PLACES, FindingGroup

Sign: TypeAlias = Literal["positive", "negative", "other"]
"""A loss or a pain; normal; or changed in another way (sensation increased, a reflex brisk)."""

FULL_POWER: Final = 5
# A higher number is worse: 0 is normal, 1 is changed but no loss, from 2 on it is positive.
_CHANGED: Final = 1
_POSITIVE: Final = 2
_BADNESS: Final[Mapping[str, int]] = {
    "normal": 0,
    "negative": 0,
    "increased": _CHANGED,
    "brisk": _CHANGED,
    "reduced": 2,
    "positive": 2,
    "absent": 3,
}
_ORDER: Final = {
    (group, place): number
    for number, (group, place) in enumerate((g, p) for g, places in PLACES.items() for p in places)
}


class BodyFinding(NamedTuple):
    """The latest result at one place: a value as recorded, the day, and what it is."""

    group: FindingGroup
    side: BodySide
    place: str
    value: str
    on: date
    sign: Sign


class BodyFindings(NamedTuple):
    """All latest results, in the order of the table of places.

    ``normal_on`` is the latest day for which everything not listed was stated to be normal;
    ``groups`` are those of which anything is known.
    """

    found: tuple[BodyFinding, ...]
    normal_on: date | None
    groups: frozenset[FindingGroup]


class _Result(NamedTuple):
    value: str | int
    on: date


_Results: TypeAlias = dict[FindingGroup, dict[Spot, _Result]]


def body_findings(visits: tuple[Visit, ...]) -> BodyFindings:
    """Return what is known of the body; the visits stand in order of their days."""
    results: _Results = {"sensation": {}, "power": {}, "reflex": {}, "test": {}}
    normal_on = _examine(visits, results)
    found = [
        _finding(group, spot, result)
        for group, known in results.items()
        if known
        for spot, result in known.items()
    ]
    found.extend(_pain(visits))
    found.sort(key=_place)
    groups = {finding.group for finding in found}
    if normal_on is not None:
        groups.update(results)
    return BodyFindings(tuple(found), normal_on, frozenset(groups))


def _examine(visits: tuple[Visit, ...], results: _Results) -> date | None:
    """Take the latest results, and return the day for which all others were stated normal."""
    normal_on: date | None = None
    for visit in reversed(visits):
        if normal_on is not None and visit.on < normal_on:
            break
        _take(visit.sensation, visit.on, results["sensation"])
        _take(visit.power, visit.on, results["power"])
        _take(visit.reflexes, visit.on, results["reflex"])
        _take(visit.tests, visit.on, results["test"])
        if visit.exam_unlisted == "normal":
            normal_on = visit.on
    return normal_on


def _take(
    told: Mapping[Spot, str] | Mapping[Spot, int], on: date, known: dict[Spot, _Result]
) -> None:
    """Keep what is newer than all known so far, or worse on the same day."""
    for spot, value in told.items():
        if value == "not_done":
            continue
        other = known.get(spot)
        if other is None or (other.on == on and _badness(value) > _badness(other.value)):
            known[spot] = _Result(value, on)


def _pain(visits: tuple[Visit, ...]) -> Iterable[BodyFinding]:
    """The latest drawing as a whole: an older one ends with it, or when the limb stops hurting."""
    zones: set[BodyFinding] = set()
    told_on: date | None = None
    for visit in reversed(visits):
        if told_on is not None and visit.on < told_on:
            break
        if visit.pain_map:
            zones.update(_drawn(visit))
            told_on = visit.on
        elif visit.pain_limb == 0:
            told_on = visit.on
    return zones


def _drawn(visit: Visit) -> Iterator[BodyFinding]:
    for side, zone in visit.pain_map:
        yield BodyFinding("pain_map", side, zone, "yes", visit.on, "positive")


def _finding(group: FindingGroup, spot: Spot, result: _Result) -> BodyFinding:
    value, on = result
    badness = _badness(value)
    sign: Sign = "positive" if badness >= _POSITIVE else "other" if badness else "negative"
    return BodyFinding(group, spot.side, spot.place, str(value), on, sign)


def _badness(value: str | int) -> int:
    """How far a result is from normal; of an MRC grade, the points lost and one more."""
    if isinstance(value, str):
        return _BADNESS[value]
    return FULL_POWER - value + _CHANGED if value < FULL_POWER else 0


def _place(finding: BodyFinding) -> tuple[int, str, str, str]:
    number = _ORDER.get((finding.group, finding.place), len(_ORDER))
    return number, finding.side, finding.group, finding.place
