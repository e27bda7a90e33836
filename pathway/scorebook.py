"""The book of scores: what each one counts, what a blank item means, which change matters.

Everything here is data, checked once when it is read; scoring.py works with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias, cast, get_args

from pathway.catalogue import Catalogue, CatalogueItem
from pathway.facts import Region
from pathway.packtable import PackTable

Way: TypeAlias = Literal["mean", "sum", "count"]
BlankRule: TypeAlias = Literal["left_out", "pro_rated", "as_no", "never"]
Better: TypeAlias = Literal["lower", "higher"]
Licence: TypeAlias = Literal["generic", "own_words", "free"]

_KEYS: Final = (
    "items", "named_by", "total", "way", "points", "low", "high", "most_blank", "blank", "better",
    "bands", "change_points", "change_percent", "change_points_in", "needs", "sources", "licence",
)  # fmt: skip
_SCALE: Final = {"whole", "decimal"}


class Needs(NamedTuple):
    """Another score that must reach a total before this one is asked."""

    measure: str
    total: float


class Band(NamedTuple):
    """What a total means from ``start`` on, up to the next band."""

    start: float
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the numbers of a score come from; ``verified`` "V" read, "K" cited only."""

    title: str
    year: int
    verified: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One score. ``named_by`` are the items in which the patient names what is rated.

    ``change_points`` and ``change_percent`` (of the earlier total) are the smallest changes that
    matter, None where no source gives one; ``change_points_in`` holds those of single regions.
    """

    id: str
    title: str
    asks: str
    items: tuple[str, ...]
    named_by: tuple[str, ...]
    total: str
    way: Way
    points: Mapping[str, float]
    low: float
    high: float
    most_blank: int
    blank: BlankRule
    better: Better
    bands: tuple[Band, ...]
    change_points: float | None
    change_percent: float | None
    change_points_in: Mapping[Region, float]
    needs: Needs | None
    sources: tuple[str, ...]
    licence: str

    def band(self, total: float) -> str:
        """Return what a total means in words, empty when the score has no bands."""
        return next((b.label for b in reversed(self.bands) if total >= b.start), "")

    def points_that_matter(self, region: Region) -> float | None:
        """Return the smallest change in points that matters in a region."""
        return self.change_points_in.get(region, self.change_points)


@dataclass(frozen=True, slots=True)
class ScoreBook:
    """All scores by their ids, in the order in which they are shown, with their sources."""

    measures: Mapping[str, Measure]
    sources: Mapping[str, Source]


def read_scorebook(tables: Mapping[str, Mapping[str, object]], catalogue: Catalogue) -> ScoreBook:
    """Return the scores that the tables "scores" and "words" describe; PackTrouble names a fault.

    Items are looked up in the catalogue: a score counts only what can be recorded.
    """
    root, words = PackTable(tables["scores"], "scores"), PackTable(tables["words"], "words")
    root.only("measures", "sources")
    sources = {name: _source(root.table("sources").table(name)) for name in root.table("sources")}
    reader = _Reader(words, catalogue, tuple(sources))
    rows = root.table("measures")
    measures = {name: reader.measure(name, rows.table(name)) for name in rows}
    for measure in measures.values():
        if measure.needs and measure.needs.measure not in measures:
            rows.table(measure.id).trouble("needs", "a score of this book")
    return ScoreBook(measures, sources)


def _source(table: PackTable) -> Source:
    table.only("title", "year", "verified")
    verified = table.one_of("verified", ("V", "K"))
    return Source(table.text("title"), table.whole("year"), verified)


class _Reader:
    """Reads one score after the other, with the words and the items that they name."""

    def __init__(self, words: PackTable, catalogue: Catalogue, sources: tuple[str, ...]) -> None:
        self._titles, self._asks = words.table("titles"), words.table("asks")
        self._bands, self._licences = words.table("bands"), words.table("licences")
        self._items = catalogue.items
        self._sources = sources

    def measure(self, name: str, table: PackTable) -> Measure:
        table.only(*_KEYS)
        points = _numbers(table, "points")
        items = table.texts("items", tuple(self._items))
        self._check_items(table, items, points)
        cited = table.texts("sources", self._sources)
        if not (cited and items):
            table.trouble("sources" if items else "items", "at least one")
        low, high = table.number("low"), table.number("high")
        return Measure(
            id=name,
            title=self._titles.text(name),
            asks=self._asks.text(name),
            items=items,
            named_by=table.texts("named_by", tuple(self._items)),
            total=table.text("total", ""),
            way=cast(Way, table.one_of("way", get_args(Way))),
            points=points,
            low=low,
            high=high,
            most_blank=_fewer(table, "most_blank", len(items)),
            blank=cast(BlankRule, table.one_of("blank", get_args(BlankRule))),
            better=cast(Better, table.one_of("better", get_args(Better))),
            bands=self._read_bands(name, table, low, high),
            change_points=_maybe(table, "change_points"),
            change_percent=_maybe(table, "change_percent"),
            change_points_in=cast(Mapping[Region, float], _numbers(table, "change_points_in")),
            needs=_needs(table),
            sources=cited,
            licence=self._licences.text(table.one_of("licence", get_args(Licence))),
        )

    def _check_items(
        self, table: PackTable, items: tuple[str, ...], points: Mapping[str, float]
    ) -> None:
        way = table.text("way")
        for code in items:
            if not _can_be_scored(self._items[code], way, points):
                table.trouble("items", f"no {code}: it has another kind, or choices without points")

    def _read_bands(self, name: str, table: PackTable, low: float, high: float) -> tuple[Band, ...]:
        starts = _numbers(table, "bands")
        bands = tuple(Band(start, self._bands.text(f"{name}.{b}")) for b, start in starts.items())
        order = [band.start for band in bands]
        if bands and (order != sorted(set(order)) or order[0] != low or order[-1] > high):
            table.trouble("bands", f"rising starts from {low:g}, none above {high:g}")
        return bands


def _can_be_scored(item: CatalogueItem, way: str, points: Mapping[str, float]) -> bool:
    if way == "count":
        return set(item.values) == {"yes", "no"}
    return item.kind in _SCALE if not points else set(item.values) == set(points)


def _needs(table: PackTable) -> Needs | None:
    if "needs" not in table:
        return None
    row = table.table("needs")
    row.only("measure", "total")
    return Needs(row.text("measure"), row.number("total"))


def _numbers(table: PackTable, key: str) -> dict[str, float]:
    if key not in table:
        return {}
    rows = table.table(key)
    return {name: rows.number(name) for name in rows}


def _maybe(table: PackTable, key: str) -> float | None:
    return table.number(key) if key in table else None


def _fewer(table: PackTable, key: str, count: int) -> int:
    number = table.whole(key)
    if number >= count:
        table.trouble(key, f"a number below {count}, the count of items")
    return number
