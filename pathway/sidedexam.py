"""The examination of both sides: what was found last time, which root each finding belongs to, and
what stands out of the findings so far. Nothing here judges danger: that is the red-flag rules' job.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from pathway.advice import Root
from pathway.coding import Code, Coded, coded
from pathway.facts import BodySide, Region, Visit
from pathway.flagbook import Muscle
from pathway.flagsigns import FULL_POWER
from pathway.places import FindingGroup
from pathway.roothomes import REGIONS, RootBook

Trend: TypeAlias = Literal["worse", "better", "same", "other"]

EXAMINED: Final = ("power", "reflex", "sensation", "test")
"""The groups of findings that an examiner looks for on the right and on the left."""
NORMAL: Final = {"power": str(FULL_POWER), "reflex": "normal", "sensation": "normal"}
_RANKS: Final = {
    "reflex": ("absent", "reduced", "normal"),
    "sensation": ("absent", "reduced", "normal"),
    "test": ("positive", "negative"),
}
"""From worst to best; brisk and increased stand outside of any order."""


class Before(NamedTuple):
    """What was found at an earlier visit, and on which day."""

    value: str
    on: date


class RootGroup(NamedTuple):
    """The findings that are looked for on behalf of a root, or (None) of no root in particular.

    ``also`` are findings of another group that this root has a share in.
    """

    root: Root | None
    items: tuple[str, ...]
    also: tuple[str, ...]


class Finding(NamedTuple):
    """A finding that is not normal, and how it has gone since it was looked for last."""

    code: Code
    value: str
    before: Before | None
    trend: Trend | None


class SideSum(NamedTuple):
    """What was found on one side: how much was examined, and what of it is not normal."""

    side: BodySide
    examined: int
    findings: tuple[Finding, ...]


def group_of(item: str) -> str:
    """Return the group of a finding: "power" of "power.knee_extension"."""
    return item.partition(".")[0]


def is_examined(code: Code) -> bool:
    """Tell whether a code is a finding of the examination on one side."""
    return code.side is not None and group_of(code.item) in EXAMINED


def last_values(visits: Iterable[Visit], on: date) -> dict[Code, Before]:
    """Return the latest value of each finding up to a day; a test that was not done is none."""
    found: dict[Code, Before] = {}
    for visit in sorted(visits, key=_day):
        if visit.on > on:
            break
        for row in coded(visit):
            if is_examined(row.code) and row.value != "not_done":
                found[row.code] = Before(row.value, visit.on)
    return found


def trend(item: str, value: str, before: str) -> Trend:
    """Return how a finding has gone since; "other" when the two have no order."""
    if value == before:
        return "same"
    now, then = _rank(item, value), _rank(item, before)
    if now is None or then is None:
        return "other"
    return "worse" if now < then else "better"


def is_normal(item: str, value: str) -> bool:
    """Tell whether a value is what a healthy person shows; a test not done is not abnormal."""
    group = group_of(item)
    return value in {"negative", "not_done"} if group == "test" else value == NORMAL.get(group)


def side_sums(
    answers: Mapping[Code, Coded], last: Mapping[Code, Before]
) -> tuple[SideSum, SideSum]:
    """Return what was found on the right and on the left, in the order in which it was entered."""
    return _side_sum("right", answers, last), _side_sum("left", answers, last)


def by_root(
    items: Iterable[str], region: Region, book: RootBook, muscles: Mapping[str, Muscle]
) -> tuple[RootGroup, ...]:
    """Return the findings by the root that has the largest share in each, in the table's order.

    Shares are those of the pack; a muscle without a share belongs to the first root that the pack
    names as its supply. Each finding is in one group; what nothing is known of comes last.
    """
    wanted = tuple(items)
    roots = tuple(_roots(region, book))
    shares = {item: _shares(item, book, muscles) for item in wanted}
    homes = {item: _home(shares[item], roots) for item in wanted}
    groups = [
        RootGroup(
            root,
            tuple(item for item in wanted if homes[item] == root),
            tuple(item for item in wanted if root in shares[item] and homes[item] != root),
        )
        for root in (*roots, None)
    ]
    return tuple(group for group in groups if group.items)


def _side_sum(
    side: BodySide, answers: Mapping[Code, Coded], last: Mapping[Code, Before]
) -> SideSum:
    given = [row for row in answers.values() if row.code.side == side and is_examined(row.code)]
    done = [row for row in given if row.value != "not_done"]
    found = (_finding(row, last) for row in done if not is_normal(row.code.item, row.value))
    return SideSum(side, len(done), tuple(found))


def _finding(row: Coded, last: Mapping[Code, Before]) -> Finding:
    before = last.get(row.code)
    gone = trend(row.code.item, row.value, before.value) if before else None
    return Finding(row.code, row.value, before, gone)


def _rank(item: str, value: str) -> int | None:
    if group_of(item) == "power":
        return int(value) if value.isdecimal() else None
    ranks = _RANKS.get(group_of(item), ())
    return ranks.index(value) if value in ranks else None


def _day(visit: Visit) -> date:
    return visit.on


def _roots(region: Region, book: RootBook) -> Iterator[Root]:
    """The roots of a region; a region whose form shows both sets has the roots of both."""
    for ranked in REGIONS:
        if region == ranked or region not in REGIONS:
            yield from book.regions[ranked].roots


def _shares(item: str, book: RootBook, muscles: Mapping[str, Muscle]) -> Mapping[Root, float]:
    group, _, place = item.partition(".")
    home = book.homes.get(cast(FindingGroup, group), {}).get(place)
    if home is not None:
        return home.shares
    muscle = muscles.get(place) if group == "power" else None
    return {cast(Root, root): 0.0 for root in muscle.roots} if muscle else {}


def _home(shares: Mapping[Root, float], roots: tuple[Root, ...]) -> Root | None:
    known = [(shares[root], -place, root) for place, root in enumerate(roots) if root in shares]
    return max(known)[-1] if known else None
