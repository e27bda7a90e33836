"""What is known of the body on a day: the latest result of each zone, muscle, reflex and test.

A finding that is examined again replaces the older one; one that is not stays as it was, since not
examined is not normal. Of two results on one day the worse one counts, whatever their order.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from pathway.facts import BodySide, Spot, Visit
from pathway.fixed import fixed
from pathway.places import PLACES, FindingGroup

Sign: TypeAlias = Literal["positive", "negative", "other"]
"""A loss or a pain; normal; or changed in another way (sensation increased, a reflex brisk)."""

FULL_POWER: Final = 5
# A higher number is worse: 0 is normal, 1 is changed but no loss, from 2 on it is positive. Of an
# MRC grade it is the points lost and one more.
_CHANGED: Final = 1
_POSITIVE: Final = 2
_BADNESS: Final[Mapping[str | int, int]] = {
    "normal": 0,
    "negative": 0,
    "increased": _CHANGED,
    "brisk": _CHANGED,
    "reduced": 2,
    "positive": 2,
    "absent": 3,
    FULL_POWER: 0,
    **{grade: FULL_POWER - grade + _CHANGED for grade in range(FULL_POWER)},
}
_TABLE: Final = [(group, place) for group, places in PLACES.items() for place in places]
_ORDER: Final = {
    group: {place: _TABLE.index((group, place)) for place in places}
    for group, places in PLACES.items()
}
_LAST: Final = len(_TABLE)
_SIGNS: Final[Mapping[str | int, Sign]] = {
    value: "positive" if badness >= _POSITIVE else "other" if badness else "negative"
    for value, badness in _BADNESS.items()
}


class BodyFinding(NamedTuple):
    """The latest result at one place: a value as recorded, the day, and what it is.

    ``order`` is the place in the table of places, by which findings are sorted.
    """

    order: int
    side: BodySide
    group: FindingGroup
    place: str
    value: str
    on: date
    sign: Sign


@fixed
class BodyFindings:
    """All latest results, in the order of the table of places.

    ``normal_on`` is the latest day for which everything not listed was stated to be normal;
    ``groups`` are those of which anything is known.
    """

    found: tuple[BodyFinding, ...]
    normal_on: date | None
    groups: frozenset[FindingGroup]


_Known: TypeAlias = dict[Spot, BodyFinding]


def body_findings(visits: tuple[Visit, ...]) -> BodyFindings:
    """Return what is known of the body; the visits stand in order of their days."""
    pain = _pain(visits)
    results: dict[FindingGroup, _Known] = {"sensation": {}, "power": {}, "reflex": {}, "test": {}}
    normal_on = _examine(visits, results)
    found = list(pain)
    groups: set[FindingGroup] = {"pain_map"} if pain else set()
    for group, known in results.items():
        found += known.values()
        if known or normal_on is not None:
            groups.add(group)
    found.sort()
    return BodyFindings(tuple(found), normal_on, frozenset(groups))


def _examine(visits: tuple[Visit, ...], results: Mapping[FindingGroup, _Known]) -> date | None:
    """Take the latest results, and return the day for which all others were stated normal."""
    normal_on: date | None = None
    for visit in reversed(visits):
        if normal_on is not None and visit.on < normal_on:
            break
        if visit.sensation:
            _take("sensation", visit.sensation, visit.on, results["sensation"])
        if visit.power:
            _take("power", visit.power, visit.on, results["power"])
        if visit.reflexes:
            _take("reflex", visit.reflexes, visit.on, results["reflex"])
        if visit.tests:
            _take("test", visit.tests, visit.on, results["test"])
        if visit.exam_unlisted == "normal":
            normal_on = visit.on
    return normal_on


def _take(
    group: FindingGroup,
    told: Mapping[Spot, str] | Mapping[Spot, int],
    on: date,
    known: _Known,
) -> None:
    """Keep what is newer than all known so far, or worse on the same day."""
    order = _ORDER[group]
    for spot, value in told.items():
        if value == "not_done":
            continue
        other = known.get(spot)
        if other is None or (other.on == on and _BADNESS[value] > _badness(other)):
            side, place = spot
            number = order.get(place, _LAST)
            known[spot] = BodyFinding(number, side, group, place, str(value), on, _SIGNS[value])


def _pain(visits: tuple[Visit, ...]) -> set[BodyFinding]:
    """The latest drawing as a whole: an older one ends with it, or when the limb stops hurting."""
    zones: set[BodyFinding] = set()
    order = _ORDER["pain_map"]
    told_on: date | None = None
    for visit in reversed(visits):
        if told_on is not None and visit.on < told_on:
            break
        if visit.pain_map:
            told_on = visit.on
            for side, zone in visit.pain_map:
                number = order.get(zone, _LAST)
                zones.add(BodyFinding(number, side, "pain_map", zone, "yes", told_on, "positive"))
        elif visit.pain_limb == 0:
            told_on = visit.on
    return zones


def _badness(finding: BodyFinding) -> int:
    return _BADNESS[int(finding.value) if finding.group == "power" else finding.value]
