"""The table of home weights: which roots a finding is at home in, and how much it says for each.

What a finding adds to the score of each root is worked out once, when the pack is read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from math import isclose, log, sqrt
from typing import Final, Literal, NamedTuple, TypeAlias, cast, get_args

from pathway.advice import Root
from pathway.packtable import PackTable
from pathway.places import PLACES, FindingGroup

RankedRegion: TypeAlias = Literal["cervical", "lumbar"]
"""A region whose roots are ranked."""

REGIONS: Final[tuple[RankedRegion, ...]] = get_args(RankedRegion)
ROOTS: Final[tuple[Root, ...]] = get_args(Root)
# With fewer roots one would be next to all others, and the rest of its misses would belong nowhere.
LEAST_ROOTS: Final = 4
LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "damping": (0.01, 1),
    "neighbour_share": (0, 1),
    "least_ratio": (0.01, 1),
    "most_ratio": (1, 100),
    "clear_ratio": (1, 100),
    "clear_kinds": (1, 4),
    "many_roots": (2, 6),
}
WHOLE: Final = frozenset({"clear_kinds", "many_roots"})


@dataclass(frozen=True, slots=True)
class RootNumbers:
    """The numbers of the ranking; shares and ratios without a unit.

    ``clear_kinds`` counts kinds of findings, ``many_roots`` different roots.
    """

    damping: float
    neighbour_share: float
    least_ratio: float
    most_ratio: float
    clear_ratio: float
    clear_kinds: float
    many_roots: float


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Where a positive finding is at home: ``shares`` by root add up to 1.

    ``gains`` are what it adds to the score of each root of its region, in table order;
    ``strongest`` is the one root with the largest share, None when two have it.
    """

    region: RankedRegion
    shares: Mapping[Root, float]
    hit: float
    source: str
    gains: tuple[float, ...]
    strongest: Root | None


class Scores(NamedTuple):
    """Roots by score, the best first; by which factor that one leads; ``weights`` add up to 1."""

    roots: tuple[Root, ...]
    lead: float
    weights: Mapping[Root, float]


@dataclass(frozen=True, slots=True)
class RegionRoots:
    """The roots of a region in table order, with the score at which each one starts.

    ``kept`` remembers the scores of findings by their homes, once worked out.
    """

    roots: tuple[Root, ...]
    starts: tuple[float, ...]
    kept: dict[tuple[Home, ...], Scores] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Disc:
    """The disc that often presses a root, and the one that does so farther out to the side."""

    usual: str
    far_out: str = ""


@dataclass(frozen=True, slots=True)
class RootBook:
    """Everything the ranking of roots reads from a pack; ``homes`` by group and place.

    ``examined`` are the roots that some finding of an examination is at home in.
    """

    numbers: RootNumbers
    regions: Mapping[RankedRegion, RegionRoots]
    homes: Mapping[FindingGroup, Mapping[str, Home]]
    examined: frozenset[Root]
    trunk_pain: frozenset[str]
    apex_roots: frozenset[Root]
    apex_item: str
    both_sides_items: tuple[str, ...]
    discs: Mapping[Root, Disc]
    rules: Mapping[str, str]


def read_roots(table: Mapping[str, object], known: Collection[str]) -> RootBook:
    """Return the root table of a pack; ``known`` are the ids of its sources.

    PackTrouble names the first wrong key.
    """
    rows = PackTable(table, "roots")
    rows.only("number", "regions", "homes", "trunk", "both_sides", "lung_apex", "discs", "rules")
    numbers = _numbers(rows.table("number"), known)
    priors = _priors(rows.table("regions"), known)
    trunk, apex = rows.table("trunk"), rows.table("lung_apex")
    both = rows.table("both_sides")
    trunk.only("pain_map")
    both.only("items")
    apex.only("roots", "item")
    homes = _homes(rows.table("homes"), _Weighing(numbers, priors, known))
    zones = tuple(zone for zone in PLACES["pain_map"] if zone not in homes["pain_map"])
    return RootBook(
        numbers=numbers,
        regions={region: _region(prior) for region, prior in priors.items()},
        homes=homes,
        examined=_examined(homes),
        trunk_pain=frozenset(trunk.texts("pain_map", zones)),
        apex_roots=frozenset(cast(tuple[Root, ...], apex.texts("roots", ROOTS))),
        apex_item=apex.text("item"),
        both_sides_items=both.texts("items"),
        discs=_discs(rows.table("discs")),
        rules=_rules(rows.table("rules"), known),
    )


def _numbers(rows: PackTable, known: Collection[str]) -> RootNumbers:
    names = [field.name for field in fields(RootNumbers)]
    rows.only(*names)
    return RootNumbers(**{name: _number(rows.table(name), name, known) for name in names})


def _number(row: PackTable, name: str, known: Collection[str]) -> float:
    row.only("value", "source", "note")
    row.text("note")
    _source(row, "source", known)
    value = row.number("value")
    low, high = LIMITS[name]
    whole = name in WHOLE
    if not low <= value <= high or (whole and value != int(value)):
        row.trouble("value", f"a {'whole ' if whole else ''}number from {low} to {high}")
    return value


def _priors(rows: PackTable, known: Collection[str]) -> dict[RankedRegion, dict[Root, float]]:
    rows.only(*REGIONS)
    priors: dict[RankedRegion, dict[Root, float]] = {}
    for region in REGIONS:
        row = rows.table(region)
        row.only("source", "note", "priors")
        row.text("note")
        _source(row, "source", known)
        taken = {root for other in priors.values() for root in other}
        priors[region] = _shares(row.table("priors"), tuple(r for r in ROOTS if r not in taken))
        if len(priors[region]) < LEAST_ROOTS:
            row.trouble("priors", f"at least {LEAST_ROOTS} roots")
    return priors


def _shares(row: PackTable, allowed: tuple[Root, ...]) -> dict[Root, float]:
    """Return positive shares by root, which add up to 1."""
    row.only(*allowed)
    shares = {cast(Root, root): row.number(root) for root in row}
    for root, share in shares.items():
        if not 0 < share <= 1:
            row.trouble(root, "a share above 0 and up to 1")
    if not isclose(sum(shares.values()), 1):
        row.trouble(next(iter(shares), "shares"), "shares that add up to 1")
    return shares


def _region(prior: Mapping[Root, float]) -> RegionRoots:
    return RegionRoots(tuple(prior), tuple(log(start) for start in _soft(prior)))


def _examined(homes: Mapping[FindingGroup, Mapping[str, Home]]) -> frozenset[Root]:
    signs = [home for group, row in homes.items() if group != "pain_map" for home in row.values()]
    return frozenset(root for home in signs for root in home.shares)


def _soft(prior: Mapping[Root, float]) -> list[float]:
    """How common each root is, softened so that a rare root is not out before it begins."""
    total = sum(sqrt(share) for share in prior.values())
    return [sqrt(share) / total for share in prior.values()]


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What turns shares and a hit rate into gains."""

    numbers: RootNumbers
    priors: Mapping[RankedRegion, Mapping[Root, float]]
    known: Collection[str]

    def home(self, row: PackTable) -> Home:
        row.only("homes", "hit", "source")
        source = _source(row, "source", self.known)
        region = self._region(row.table("homes"))
        shares = _shares(row.table("homes"), tuple(self.priors[region]))
        hit = row.number("hit")
        if not 0 < hit < 1:
            row.trouble("hit", "a rate above 0 and below 1")
        gains = self._gains(region, shares, hit)
        return Home(region, shares, hit, source, gains, _strongest(shares))

    def _region(self, shares: PackTable) -> RankedRegion:
        first = next(iter(shares), "")
        found = [region for region in REGIONS if first in self.priors[region]]
        if not found:
            shares.trouble(first, f"one of {', '.join(ROOTS)}")
        return found[0]

    def _gains(
        self, region: RankedRegion, shares: Mapping[Root, float], hit: float
    ) -> tuple[float, ...]:
        """The damped logarithm of how much likelier the finding is with each root than without."""
        soft = _soft(self.priors[region])
        roots = tuple(self.priors[region])
        seen = [
            sum(
                share * self._seen(roots.index(home), i, len(roots), hit)
                for home, share in shares.items()
            )
            for i in range(len(roots))
        ]
        overall = sum(q * p for q, p in zip(soft, seen, strict=True))
        ratios = [p / ((overall - q * p) / (1 - q)) for q, p in zip(soft, seen, strict=True)]
        low, high = self.numbers.least_ratio, self.numbers.most_ratio
        return tuple(self.numbers.damping * log(min(high, max(low, ratio))) for ratio in ratios)

    def _seen(self, home: int, root: int, count: int, hit: float) -> float:
        """How often a finding at home in one root shows when another one is hit."""
        if home == root:
            return hit
        beside = 1 if home in {0, count - 1} else 2
        share = self.numbers.neighbour_share
        if abs(home - root) == 1:
            return share * (1 - hit) / beside
        return (1 - share) * (1 - hit) / (count - 1 - beside)


def _strongest(shares: Mapping[Root, float]) -> Root | None:
    most = max(shares.values())
    roots = [root for root, share in shares.items() if share == most]
    return roots[0] if len(roots) == 1 else None


def _homes(rows: PackTable, weighing: _Weighing) -> dict[FindingGroup, dict[str, Home]]:
    rows.only(*PLACES)
    homes: dict[FindingGroup, dict[str, Home]] = {}
    for group, places in PLACES.items():
        row = rows.table(group)
        row.only(*places)
        homes[group] = {place: weighing.home(row.table(place)) for place in row}
    return homes


def _discs(rows: PackTable) -> dict[Root, Disc]:
    rows.only(*ROOTS)
    return {cast(Root, root): _disc(rows.table(root)) for root in rows}


def _disc(row: PackTable) -> Disc:
    row.only("usual", "far_out")
    return Disc(row.text("usual"), row.text("far_out", ""))


def _rules(rows: PackTable, known: Collection[str]) -> dict[str, str]:
    return {rule: _source(rows, rule, known) for rule in rows}


def _source(row: PackTable, key: str, known: Collection[str]) -> str:
    source = row.text(key)
    if source not in known:
        row.trouble(key, "the id of a source in sources.toml")
    return source
