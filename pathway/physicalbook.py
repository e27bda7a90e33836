"""The safety rules of physical care in a guideline pack: what each watches and what lets it fire.

Everything here is data, checked once when the pack is read; physical.py asks it about a chart.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias, cast, get_args

from pathway.advice import Severity
from pathway.facts import Cause, Region
from pathway.finding import Because, Level, Reason
from pathway.packtable import PackTable

Feeling: TypeAlias = Literal["site", "elsewhere", "unknown"]

LEVELS: Final = {level.code: level for level in Level}
NEVER: Final = "none"


@dataclass(frozen=True)
class PhysicalRule:
    """A safety rule of physical care; see physical.toml for what each of its tests means.

    ``longer_than_days`` 0 means that the rule does not ask for how long the care has run.
    """

    id: str
    severity: Severity
    source: str
    kinds: tuple[str, ...]
    feeling: Feeling | None = None
    conditions: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    flags: frozenset[str] = frozenset()
    least: Level = Level.NONE
    pregnancy: bool = False
    course: bool = False
    screen: frozenset[str] = frozenset()
    ask: tuple[str, ...] = ()
    longer_than_days: int = 0
    regions: tuple[Region, ...] = ()

    @property
    def because(self) -> Reason:
        """Return the reason of a rule that holds for everybody."""
        return Reason(self.id, (), self.source, self.ask)

    @property
    def is_for_all(self) -> bool:
        """Tell whether the rule holds for everybody to whom the care is given, and never stops."""
        return self.is_plain and not self.regions and self.severity != "STOP"

    @cached_property
    def is_plain(self) -> bool:
        """Tell whether the rule fires whenever its care runs or is planned."""
        return not (
            self.feeling
            or self.conditions
            or self.causes
            or self.flags
            or self.pregnancy
            or self.course
            or self.screen
            or self.longer_than_days
        )


@dataclass(frozen=True, slots=True)
class Watched:
    """What the rules of a pack read about a patient, all of them together.

    ``flags`` have the lowest level at which any rule reads each of them; ``families`` are those of
    which a blank in the screen counts.
    """

    flags: Mapping[str, Level]
    conditions: frozenset[str]
    causes: frozenset[Cause]
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhysicalBook:
    """The rules in order, and where heat and cold are put.

    By kind of care: ``tested`` those that something about the patient lets fire, ``felt`` those of
    them that are left when nothing but feeling can, ``plain`` when not even that does, ``always``
    the reasons of those that hold for everybody.
    """

    rules: tuple[PhysicalRule, ...]
    kinds: frozenset[str]
    watched: Watched
    tested: Mapping[str, tuple[PhysicalRule, ...]]
    felt: Mapping[str, tuple[PhysicalRule, ...]]
    plain: Mapping[str, tuple[PhysicalRule, ...]]
    always: Mapping[str, Because]
    sites: Mapping[Region, tuple[str, ...]]
    stands_for: Mapping[str, str]


def read_physicalbook(table: Mapping[str, object], sources: Container[str]) -> PhysicalBook:
    """Return the rules that a table describes; PackTrouble names the first wrong key."""
    root = PackTable(table, "physical")
    root.only("sites", "stands_for", "rules")
    rows = root.table("rules")
    rules = tuple(_rule(rows.table(name), name, sources) for name in rows)
    kinds = dict.fromkeys(kind for rule in rules for kind in rule.kinds)
    tested = {k: tuple(r for r in rules if k in r.kinds and not r.is_for_all) for k in kinds}
    named = root.table("stands_for")
    return PhysicalBook(
        rules=rules,
        kinds=frozenset(kinds),
        watched=_watched(rules),
        tested=tested,
        felt={k: tuple(r for r in tested[k] if r.feeling or r.is_plain) for k in kinds},
        plain={
            k: tuple(r for r in tested[k] if r.is_plain or (r.feeling and r.ask)) for k in kinds
        },
        always={k: tuple(r.because for r in rules if k in r.kinds and r.is_for_all) for k in kinds},
        sites=_sites(root.table("sites")),
        stands_for={option: named.one_of(option, tuple(kinds)) for option in named},
    )


def _watched(rules: tuple[PhysicalRule, ...]) -> Watched:
    flags: dict[str, Level] = {}
    for rule in rules:
        for flag in rule.flags:
            flags[flag] = min(rule.least, flags.get(flag, rule.least))
    return Watched(
        flags,
        conditions=frozenset(code for rule in rules for code in rule.conditions),
        causes=frozenset(cause for rule in rules for cause in rule.causes),
        families=frozenset(family for rule in rules for family in rule.screen),
    )


def _sites(rows: PackTable) -> dict[Region, tuple[str, ...]]:
    regions: tuple[Region, ...] = get_args(Region)
    rows.only(*regions)
    for region in regions:
        if not rows.texts(region):
            rows.trouble(region, "the zones where heat or cold is put")
    return {region: rows.texts(region) for region in regions}


def _rule(row: PackTable, name: str, sources: Container[str]) -> PhysicalRule:
    row.only(
        *("severity", "source", "kinds", "feeling", "conditions", "causes", "flags", "least"),
        *("pregnancy", "course", "screen", "ask", "longer_than_days", "regions"),
    )
    if row.text("source") not in sources:
        row.trouble("source", "the id of a source in sources.toml")
    if not row.texts("kinds"):
        row.trouble("kinds", "at least one kind of care")
    least = row.one_of("least", tuple(LEVELS)) if "least" in row else NEVER
    feeling = row.one_of("feeling", get_args(Feeling)) if "feeling" in row else None
    return PhysicalRule(
        id=name,
        severity=cast(Severity, row.one_of("severity", get_args(Severity))),
        source=row.text("source"),
        kinds=row.texts("kinds"),
        feeling=cast("Feeling | None", feeling),
        conditions=row.texts("conditions"),
        causes=cast(tuple[Cause, ...], row.texts("causes", get_args(Cause))),
        flags=frozenset(row.texts("flags")),
        least=LEVELS[least],
        pregnancy=row.truth("pregnancy"),
        course=row.truth("course"),
        screen=frozenset(row.texts("screen")),
        ask=row.texts("ask"),
        longer_than_days=row.whole("longer_than_days") if "longer_than_days" in row else 0,
        regions=cast(tuple[Region, ...], row.texts("regions", get_args(Region))),
    )
