"""The catalogue of findings: what each code means, which values it takes, and how it is called.

One home for ranges, choices and labels: forms, tables, timelines and case files all read it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias, cast, get_args

from pathway.facts import Region

ItemKind: TypeAlias = Literal["choice", "whole", "decimal", "text", "date", "answer"]
Table: TypeAlias = Mapping[str, object]

KINDS: Final = frozenset(get_args(ItemKind))
ANYWHERE: Final[tuple[Region, ...]] = get_args(Region)
_BOTH_SETS: Final = frozenset({"thoracic", "unsure"})


class CatalogueTrouble(Exception):
    """The catalogue's tables cannot be used: where, and what was expected."""

    def __init__(self, place: str, expected: str) -> None:
        super().__init__(f"{place}: expected {expected}")
        self.place = place
        self.expected = expected


class Choice(NamedTuple):
    """One value that an item of kind "choice" can take, and how it is called."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """What one code means.

    ``regions`` are those whose form shows it; a file may use every code in every region.
    A ``sided`` item is recorded for the left and the right of the patient.
    """

    code: str
    group: str
    kind: ItemKind
    label: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    most: int | None = None
    regions: tuple[Region, ...] = ANYWHERE
    sided: bool = False

    @property
    def place(self) -> str:
        """Return the code without its group: the zone, muscle, reflex, test or condition."""
        return self.code.partition(".")[2] or self.code

    @property
    def values(self) -> tuple[str, ...]:
        """Return the codes of the choices."""
        return tuple(choice.code for choice in self.choices)

    def is_in_range(self, number: float) -> bool:
        """Say whether a number lies within the item's limits."""
        return (self.low is None or number >= self.low) and (
            self.high is None or number <= self.high
        )

    def choice_label(self, value: str) -> str:
        """Return how a choice is called; the value itself when the catalogue does not know it."""
        return next((choice.label for choice in self.choices if choice.code == value), value)


@dataclass(frozen=True)
class Catalogue:
    """All items by code, in the order in which forms show them."""

    items: Mapping[str, CatalogueItem]
    issues: Mapping[str, str]
    """What can be wrong with an entry, in words with places in braces."""
    not_by_telephone: tuple[str, ...] = ()
    """Groups and single items that nobody can examine by telephone."""
    middle: frozenset[str] = frozenset()
    """Zones around the middle of the body: which side of them is marked says little."""

    def item(self, code: str) -> CatalogueItem:
        """Return what a code means; an unknown code is a KeyError."""
        return self.items[code]

    def group(self, name: str, region: Region | None = None) -> tuple[CatalogueItem, ...]:
        """Return the items of a group, for one region when it is given."""
        return tuple(
            item
            for item in self.items.values()
            if item.group == name and (region is None or region in item.regions)
        )

    def zones(self, region: Region | None = None) -> tuple[CatalogueItem, ...]:
        """Return the body zones (as items of the pain map)."""
        return self.group("pain_map", region)

    def muscles(self, region: Region | None = None) -> tuple[CatalogueItem, ...]:
        """Return the muscle groups whose power is graded."""
        return self.group("power", region)

    def reflexes(self, region: Region | None = None) -> tuple[CatalogueItem, ...]:
        """Return the reflexes."""
        return self.group("reflex", region)

    def tests(self, region: Region | None = None) -> tuple[CatalogueItem, ...]:
        """Return the provocation tests."""
        return self.group("test", region)

    @cached_property
    def conditions(self) -> tuple[CatalogueItem, ...]:
        """Return the other illnesses that bear on advice."""
        return self.group("condition")

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """Return, for each sided group, the places it knows in any region."""
        sided = {item.group for item in self.items.values() if item.sided}
        return {name: frozenset(item.place for item in self.group(name)) for name in sided}


def read_catalogue(tables: Mapping[str, Table]) -> Catalogue:
    """Return the catalogue that the tables "catalogue" and "words" describe."""
    facts, words = tables["catalogue"], _Words(tables["words"])
    items = (*_sided_items(facts, words), *_plain_items(facts, words), *_conditions(facts, words))
    known = {item.code: item for item in items}
    middle = frozenset(_texts(_table(facts, "middle").get("zones")))
    return Catalogue(known, words.issues, _not_by_telephone(facts, known), middle)


def _not_by_telephone(facts: Table, known: Mapping[str, CatalogueItem]) -> tuple[str, ...]:
    impossible = _texts(_table(facts, "telephone").get("impossible"))
    groups = {item.group for item in known.values()}
    for name in impossible:
        if name not in known and name not in groups:
            raise CatalogueTrouble(f"telephone.impossible.{name}", "a group or an item")
    return impossible


class _Words:
    """Labels, help and names of choices in one language."""

    def __init__(self, table: Table) -> None:
        self.labels = _table(table, "labels")
        self.helps = _table(table, "help")
        self.choices = _table(table, "choices")
        self.issues = {name: str(text) for name, text in _table(table, "issues").items()}

    def label(self, group: str, name: str) -> str:
        text = _table(self.labels, group).get(name)
        if not isinstance(text, str) or not text:
            raise CatalogueTrouble(f"labels.{group}.{name}", "a label")
        return text

    def help(self, group: str, name: str) -> str:
        own = _table(self.helps, group).get(name) if group in self.helps else None
        return str(own or _table(self.helps, "groups").get(group, ""))

    def choice(self, code: str, value: str) -> Choice:
        text = self.choices.get(f"{code}.{value}", self.choices.get(value))
        if not isinstance(text, str) or not text:
            raise CatalogueTrouble(f"choices.{value}", "a label")
        return Choice(value, text)


def _sided_items(facts: Table, words: _Words) -> Iterator[CatalogueItem]:
    for group, row in _tables(facts, "sided"):
        by_region = _table(facts, "zones") if "places" in row else _table(row, "by_region")
        label_group = str(row.get("places", group))
        for region, places in by_region.items():
            for place in _texts(places):
                names = _Names(f"{group}.{place}", group, label_group, place)
                yield _item(row, names, words, _shown_in((region,)))


def _plain_items(facts: Table, words: _Words) -> Iterator[CatalogueItem]:
    for code, row in _tables(facts, "plain"):
        regions = _shown_in(_texts(row["regions"])) if "regions" in row else ANYWHERE
        names = _Names(code, str(row["group"]), "plain", code)
        yield _item(row, names, words, regions)


def _conditions(facts: Table, words: _Words) -> Iterator[CatalogueItem]:
    for name in _texts(_table(facts, "conditions").get("codes")):
        names = _Names(f"condition.{name}", "condition", "conditions", name)
        yield _item({"kind": "answer"}, names, words, ANYWHERE)


class _Names(NamedTuple):
    """How one item is called by the program and where its words stand."""

    code: str
    group: str
    words: str
    word: str


def _item(row: Table, names: _Names, words: _Words, regions: tuple[Region, ...]) -> CatalogueItem:
    kind = row.get("kind")
    if kind not in KINDS:
        raise CatalogueTrouble(f"{names.code}.kind", f"one of {', '.join(sorted(KINDS))}")
    return CatalogueItem(
        code=names.code,
        group=names.group,
        kind=cast(ItemKind, kind),
        label=words.label(names.words, names.word),
        help=words.help(names.group if names.words == "zones" else names.words, names.word),
        choices=tuple(words.choice(names.code, value) for value in _texts(row.get("choices", ()))),
        low=_number(row, "low"),
        high=_number(row, "high"),
        unit=str(row.get("unit", "")),
        most=cast(int | None, row.get("most")),
        regions=regions,
        sided=names.words in {"zones", names.group},
    )


def _shown_in(regions: tuple[str, ...]) -> tuple[Region, ...]:
    """Return these regions and those whose form shows both sets."""
    return tuple(region for region in ANYWHERE if region in regions or region in _BOTH_SETS)


def _number(row: Table, key: str) -> float | None:
    value = row.get(key)
    return float(value) if isinstance(value, int | float) else None


def _table(table: Table, key: str) -> Table:
    value = table.get(key)
    if not isinstance(value, Mapping):
        raise CatalogueTrouble(key, "a table")
    return value


def _tables(table: Table, key: str) -> Iterator[tuple[str, Table]]:
    rows = _table(table, key)
    return ((name, _table(rows, name)) for name in rows)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise CatalogueTrouble("a list of codes", "texts")
    return tuple(value)
