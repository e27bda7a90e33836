"""The red-flag book of a guideline pack: its items, how urgent each is, when it is asked.

Everything here is data, checked once when the pack is read; the rules that read it stand in
flagrules.py, flagmodifiers.py and deficits.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final, Literal, TypeAlias, cast, get_args

from pathway.facts import Region
from pathway.finding import Destination, Input, Level, Reason
from pathway.flaglimits import FlagLimits, Rescreen, read_limits, read_rescreen
from pathway.packtable import PackTable

Family: TypeAlias = Literal["C", "N", "M", "T", "I", "F", "V", "A", "P"]
FlagKind: TypeAlias = Literal["answer", "sign", "number", "computed"]
Situation: TypeAlias = Literal["cord_sign_or_leg_zone", "bleeding_risk", "score_answer"]
Limb: TypeAlias = Literal["arm", "leg"]

FAMILIES: Final[tuple[Family, ...]] = get_args(Family)
REGIONS: Final[tuple[Region, ...]] = get_args(Region)
LEVELS: Final = {level.code: level for level in Level}
UNASSESSED: Final = "unassessed"
"""The variant of an item that the patient or the examiner could not or would not answer."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What studies found about an item; ``figures`` as published."""

    study: str
    figures: str
    verified: bool


@dataclass(frozen=True, slots=True)
class FlagItem:
    """One red-flag item; ``levels`` gives the level of each variant of a yes ("yes": plain)."""

    id: str
    family: Family
    kind: FlagKind
    level: Level
    levels: Mapping[str, Level]
    destination: Destination
    mandatory: frozenset[Region]
    mandatory_if: Mapping[Region, Situation]
    optional: frozenset[Region]
    private: bool
    sources: tuple[str, ...]
    accuracy: tuple[Accuracy, ...]
    order: int

    @property
    def is_asked(self) -> bool:
        """Tell whether people answer this item; computed ones follow from other findings."""
        return self.kind != "computed"

    def reason(
        self, variant: str, inputs: tuple[Input, ...], missing: tuple[str, ...] = ()
    ) -> Reason:
        """Return the reason that names the variant of this item."""
        rule = self.id if variant == "yes" else f"{self.id}.{variant}"
        return Reason(rule, inputs, self.sources[0], missing)


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle group whose power is graded: its limb, and the roots that commonly supply it."""

    limb: Limb
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Zones:
    """Body-chart zones by what they can mean for a red flag."""

    arm: frozenset[str]
    leg: frozenset[str]
    near_leg: frozenset[str]
    saddle: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Codes of illnesses that count as a risk, and the medicine class of blood thinners."""

    cancer: frozenset[str]
    weak_immunity: frozenset[str]
    weak_bone: frozenset[str]
    steroid: frozenset[str]
    bleeding: frozenset[str]
    thinner_class: str


@dataclass(frozen=True, slots=True)
class ScoreSign:
    """Answers to an item of a score that raise a flag, whatever was answered to its question."""

    flag: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Items that are asked together, under one heading."""

    id: str
    items: tuple[FlagItem, ...]


@dataclass(frozen=True)
class FlagBook:
    """All red-flag items in the order of their ids, with the numbers their rules use."""

    items: Mapping[str, FlagItem]
    limits: FlagLimits
    rescreen: Rescreen
    muscles: Mapping[str, Muscle]
    leg_reflexes: frozenset[str]
    zones: Zones
    conditions: Conditions
    scores: Mapping[str, ScoreSign]
    destinations: tuple[Destination, ...]
    orders: Mapping[Region, tuple[FlagGroup, ...]]
    caveats: Mapping[str, tuple[str, ...]]
    """The sentences that stand beside the screen, and the sources of each."""

    def family_of(self, flag_id: str) -> str:
        """Return the family letter of a flag, also of one that this pack does not know."""
        item = self.items.get(flag_id)
        return item.family if item else flag_id.removeprefix("RF-")[:1]

    def interview(self, region: Region) -> tuple[FlagGroup, ...]:
        """Return the groups that are asked in a region, in the order of the interview."""
        return self.orders[region]

    def is_optional(self, flag_id: str, region: Region) -> bool:
        """Tell whether an item may stay blank in a region, whatever else is known."""
        item = self.items[flag_id]
        if region in item.mandatory:
            return False
        return region in item.optional or region not in item.mandatory_if

    @cached_property
    def always_asked(self) -> Mapping[Region, tuple[str, ...]]:
        """The items that no screen of a region may leave blank."""
        return {r: tuple(i.id for i in self.items.values() if r in i.mandatory) for r in REGIONS}

    @cached_property
    def sometimes_asked(self) -> Mapping[Region, tuple[tuple[str, Situation], ...]]:
        """The items that a screen may not leave blank in a certain situation."""
        return {
            region: tuple(
                (item.id, item.mandatory_if[region])
                for item in self.items.values()
                if region in item.mandatory_if
            )
            for region in REGIONS
        }

    @cached_property
    def around_leg(self) -> frozenset[str]:
        """The zones in and near a leg."""
        return self.zones.leg | self.zones.near_leg

    @cached_property
    def leg_muscles(self) -> frozenset[str]:
        """The muscles whose weakness is felt in a leg."""
        return frozenset(name for name, muscle in self.muscles.items() if muscle.limb == "leg")

    @cached_property
    def answered_items(self) -> tuple[str, ...]:
        """The items that a stated answer to "everything else" speaks for: questions and signs."""
        return tuple(i.id for i in self.items.values() if i.kind in {"answer", "sign"})


def read_flagbook(table: Mapping[str, object]) -> FlagBook:
    """Return the red-flag book that a table describes; PackTrouble names the first wrong key."""
    root = PackTable(table, "red_flags")
    root.only(
        "limits", "rescreen", "muscles", "reflexes", "zones", "conditions", "scores",
        "destinations", "groups", "interview", "items", "caveats",
    )  # fmt: skip
    items = _items(root.table("items"))
    groups = _groups(root.table("groups"), items)
    caveats = root.table("caveats")
    return FlagBook(
        items=items,
        limits=read_limits(root.table("limits")),
        rescreen=read_rescreen(root.table("rescreen")),
        muscles=_muscles(root.table("muscles")),
        leg_reflexes=frozenset(root.table("reflexes").texts("leg")),
        zones=_zones(root.table("zones")),
        conditions=_conditions(root.table("conditions")),
        scores=_scores(root.table("scores"), items),
        destinations=_destinations(root.table("destinations")),
        orders=_orders(root.table("interview"), groups),
        caveats={name: _cited(caveats, name) for name in caveats},
    )


def _muscles(table: PackTable) -> dict[str, Muscle]:
    return {name: _muscle(table.table(name)) for name in table}


def _muscle(table: PackTable) -> Muscle:
    table.only("limb", "roots")
    roots = table.texts("roots")
    if not roots:
        table.trouble("roots", "at least one root")
    return Muscle(cast(Limb, table.one_of("limb", get_args(Limb))), frozenset(roots))


def _zones(table: PackTable) -> Zones:
    names = tuple(field.name for field in fields(Zones))
    table.only(*names)
    return Zones(**{name: frozenset(table.texts(name)) for name in names})


def _conditions(table: PackTable) -> Conditions:
    names = tuple(f.name for f in fields(Conditions) if f.name != "thinner_class")
    table.only(*names, "thinner_class")
    sets = {name: frozenset(table.texts(name)) for name in names}
    return Conditions(**sets, thinner_class=table.text("thinner_class"))


def _scores(table: PackTable, items: Mapping[str, FlagItem]) -> dict[str, ScoreSign]:
    return {code: _score_sign(table.table(code), items) for code in table}


def _score_sign(table: PackTable, items: Mapping[str, FlagItem]) -> ScoreSign:
    table.only("flag", "answers")
    flag, answers = table.one_of("flag", tuple(items)), table.texts("answers")
    if "scored" not in items[flag].levels:
        table.trouble("flag", f'a level "scored" of {flag}')
    if not answers:
        table.trouble("answers", "at least one answer")
    return ScoreSign(flag, frozenset(answers))


def _destinations(table: PackTable) -> tuple[Destination, ...]:
    table.only("order")
    order = table.texts("order", get_args(Destination))
    if len(order) < len(get_args(Destination)):
        table.trouble("order", "every destination once")
    return cast(tuple[Destination, ...], order)


def _items(table: PackTable) -> dict[str, FlagItem]:
    return {name: _item(name, order, table.table(name)) for order, name in enumerate(table)}


def _item(name: str, order: int, table: PackTable) -> FlagItem:
    table.only(
        "kind", "level", "levels", "destination", "mandatory", "mandatory_if", "optional",
        "private", "sources", "accuracy",
    )  # fmt: skip
    family = name.removeprefix("RF-")[:1]
    if not name.startswith("RF-") or family not in FAMILIES or not name[4:].isdigit():
        table.trouble("id", "an id such as RF-C1, with a known family letter")
    return FlagItem(
        id=name,
        family=family,
        kind=cast(FlagKind, table.one_of("kind", get_args(FlagKind))),
        level=_level(table, "level"),
        levels=_levels(table.table("levels")),
        destination=cast(Destination, table.one_of("destination", get_args(Destination))),
        mandatory=_regions(table, "mandatory"),
        mandatory_if=_situations(table),
        optional=_regions(table, "optional"),
        private=table.truth("private"),
        sources=_cited(table, "sources"),
        accuracy=tuple(_accuracy(row) for row in table.tables("accuracy")),
        order=order,
    )


def _cited(table: PackTable, key: str) -> tuple[str, ...]:
    sources = table.texts(key)
    if not sources:
        table.trouble(key, "at least one source")
    return sources


def _level(table: PackTable, key: str) -> Level:
    return LEVELS[table.one_of(key, tuple(LEVELS))]


def _levels(table: PackTable) -> dict[str, Level]:
    return {variant: _level(table, variant) for variant in table}


def _regions(table: PackTable, key: str) -> frozenset[Region]:
    return cast(frozenset[Region], frozenset(table.texts(key, REGIONS)))


def _situations(table: PackTable) -> dict[Region, Situation]:
    if "mandatory_if" not in table:
        return {}
    rows = table.table("mandatory_if")
    rows.only(*REGIONS)
    known = get_args(Situation)
    return {cast(Region, r): cast(Situation, rows.one_of(r, known)) for r in rows}


def _accuracy(table: PackTable) -> Accuracy:
    table.only("study", "figures", "verified")
    return Accuracy(table.text("study"), table.text("figures"), table.truth("verified"))


def _groups(table: PackTable, items: Mapping[str, FlagItem]) -> dict[str, FlagGroup]:
    groups = {}
    for name in table:
        ids = table.texts(name, tuple(items))
        groups[name] = FlagGroup(name, tuple(items[flag_id] for flag_id in ids))
    grouped = [item.id for group in groups.values() for item in group.items]
    left_out = [i.id for i in items.values() if i.is_asked and i.id not in grouped]
    if left_out:
        table.trouble(left_out[0], "to stand in one group, as every item that is asked")
    return groups


def _orders(
    table: PackTable, groups: Mapping[str, FlagGroup]
) -> dict[Region, tuple[FlagGroup, ...]]:
    table.only(*REGIONS)
    return {region: _order(table, region, groups) for region in REGIONS}


def _order(
    table: PackTable, region: Region, groups: Mapping[str, FlagGroup]
) -> tuple[FlagGroup, ...]:
    shown = (
        FlagGroup(name, tuple(item for item in groups[name].items if _is_shown(item, region)))
        for name in table.texts(region, tuple(groups))
    )
    found = tuple(group for group in shown if group.items)
    asked = {item.id for group in found for item in group.items}
    left_out = [i.id for g in groups.values() for i in g.items if _is_shown(i, region)]
    if set(left_out) > asked:
        table.trouble(region, "the group of every item that is asked in this region")
    return found


def _is_shown(item: FlagItem, region: Region) -> bool:
    return region in item.mandatory or region in item.mandatory_if or region in item.optional
