"""A guideline pack as the rules read it: numbers, sources, and what follows from a flag."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, TypeAlias, cast, get_args

from pathway.facts import CareKind
from pathway.finding import Input, Reason
from pathway.flagbook import FlagBook, read_flagbook
from pathway.medicines import Medicines, read_medicines
from pathway.packtable import PackTable, PackTrouble

PackTables: TypeAlias = Mapping[str, object]
Verified: TypeAlias = Literal["V", "K", "D"]
"""Read and checked (V), cited but not re-read (K), the project's own choice (D)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every number of the timing rules; the last word of a name is its unit."""

    subacute_from_days: int
    chronic_from_days: int
    twelve_weeks_note_days: int
    imaging_caution_days: int
    imaging_care_days: int
    window_care_days: int
    window_active_weeks: int
    decision_care_days: int
    epidural_months: int
    surgery_note_months: int
    response_percent: int
    response_drop_points: int
    response_drop_from_points: int
    response_psfs_points: int
    block_days: int
    active_exercise_days: int
    pause_gap_days: int
    restart_gap_days: int
    pain_free_days: int
    about_low_percent: int
    about_high_percent: int
    adult_years: int
    contact_emergency_days: int
    contact_same_day_days: int
    contact_confirm_drop_days: int
    contact_urgent_days: int
    contact_acute_days: int
    contact_acute_until_days: int
    contact_subacute_days: int
    contact_chronic_days: int
    contact_window_days: int
    contact_decision_days: int
    contact_cleared_days: int
    forecast_days: int


@dataclass(frozen=True, slots=True)
class Routes:
    """What an open red flag leads to, by its family letter or its id; and which care is active."""

    surgery_immediate_families: frozenset[str]
    surgery_urgent_items: frozenset[str]
    surgery_same_day_items: frozenset[str]
    imaging_emergency_not_families: frozenset[str]
    imaging_urgent_families: frozenset[str]
    imaging_urgent_not_items: frozenset[str]
    contact_confirm_drop_items: frozenset[str]
    care_supervised: frozenset[str]
    care_supervised_with_exercise: frozenset[str]
    care_exercise: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; ``review`` says how far the source itself can be trusted."""

    id: str
    title: str
    year: int | None
    note: str
    verified: Verified
    review: str = ""


@dataclass(frozen=True, slots=True)
class Guidelines:
    """One guideline pack, checked and ready: the third argument of every assessment."""

    id: str
    version: str
    title: str
    issued_on: date
    review_on: date
    signed_off: bool
    thresholds: Thresholds
    routes: Routes
    flags: FlagBook
    medicines: Medicines
    rules: Mapping[str, str]
    sources: Mapping[str, Source]

    def because(self, rule: str, *inputs: Input, missing: tuple[str, ...] = ()) -> Reason:
        """Return the reason that names ``rule``, with the source that the pack gives for it."""
        return Reason(rule, inputs, self.rules[rule], missing)


RANGES: Mapping[str, tuple[int, int]] = {
    "days": (0, 1000),
    "weeks": (1, 52),
    "months": (1, 24),
    "years": (1, 120),
    "percent": (1, 300),
    "points": (1, 10),
}
ORDERED = (
    ("subacute_from_days", "chronic_from_days"),
    ("window_care_days", "decision_care_days"),
    ("pause_gap_days", "restart_gap_days"),
    ("about_low_percent", "about_high_percent"),
)
# Care on one day a week leaves gaps of six days: shorter pauses would stop care that runs.
LEAST = {"pause_gap_days": 7, "block_days": 1}


def read_guidelines(tables: PackTables) -> Guidelines:
    """Return the pack that these tables describe; PackTrouble names the first wrong key."""
    pack = _table(tables, "pack")
    numbers = _table(tables, "thresholds")
    sources = _sources(_table(tables, "sources"))
    pack.only("id", "version", "title", "issued_on", "review_on", "signed_off", "note")
    numbers.only("number", "routes", "rules")
    return Guidelines(
        id=_words(pack, "id"),
        version=_words(pack, "version"),
        title=_words(pack, "title"),
        issued_on=pack.day("issued_on"),
        review_on=pack.day("review_on"),
        signed_off=pack.truth("signed_off"),
        thresholds=_thresholds(numbers.table("number"), sources),
        routes=_routes(numbers.table("routes")),
        flags=_flags(tables, sources),
        medicines=read_medicines(_rows(tables, "medicines")),
        rules=_rules(numbers.table("rules"), sources),
        sources=sources,
    )


def _flags(tables: PackTables, sources: Mapping[str, Source]) -> FlagBook:
    book = read_flagbook(_rows(tables, "red_flags"))
    for item in book.items.values():
        if not set(item.sources) <= set(sources):
            raise PackTrouble(f"red_flags.items.{item.id}.sources", "ids of sources.toml")
    return book


def _rows(tables: PackTables, name: str) -> Mapping[str, object]:
    rows = tables.get(name)
    if not isinstance(rows, dict):
        raise PackTrouble(name, "a table")
    return rows


def _table(tables: PackTables, name: str) -> PackTable:
    return PackTable(_rows(tables, name), name)


def _thresholds(rows: PackTable, sources: Mapping[str, Source]) -> Thresholds:
    names = [field.name for field in fields(Thresholds)]
    rows.only(*names)
    numbers = {name: _number(rows.table(name), name, sources) for name in names}
    for smaller, larger in ORDERED:
        if numbers[smaller] >= numbers[larger]:
            rows.trouble(f"{smaller}.value", f"less than {larger}")
    return Thresholds(**numbers)


def _number(row: PackTable, name: str, sources: Mapping[str, Source]) -> int:
    row.only("value", "unit", "source", "note")
    unit = name.rsplit("_", 1)[1]
    if row.text("unit") != unit:
        row.trouble("unit", f'"{unit}"')
    _words(row, "note")
    _known(row, "source", sources)
    low, high = RANGES[unit]
    low = max(low, LEAST.get(name, low))
    value = row.number("value")
    if value != int(value) or not low <= value <= high:
        row.trouble("value", f"a whole number from {low} to {high}")
    return int(value)


def _routes(rows: PackTable) -> Routes:
    names = [field.name for field in fields(Routes)]
    rows.only(*names)
    for name in names:
        if name not in rows:
            rows.trouble(name, "a list of codes")
    kinds = get_args(CareKind)
    return Routes(
        **{n: frozenset(rows.texts(n, kinds if n.startswith("care_") else ())) for n in names}
    )


def _rules(rows: PackTable, sources: Mapping[str, Source]) -> dict[str, str]:
    return {rule: _known(rows, rule, sources) for rule in rows}


def _sources(rows: PackTable) -> dict[str, Source]:
    return {name: _source(rows.table(name), name) for name in rows}


def _source(row: PackTable, name: str) -> Source:
    row.only("title", "year", "note", "verified", "review")
    return Source(
        id=name,
        title=_words(row, "title"),
        year=row.whole("year") if "year" in row else None,
        note=_words(row, "note"),
        verified=cast(Verified, row.one_of("verified", get_args(Verified))),
        review=row.text("review", ""),
    )


def _known(row: PackTable, key: str, sources: Mapping[str, Source]) -> str:
    source = row.text(key)
    if source not in sources:
        row.trouble(key, "the id of a source in sources.toml")
    return source


def _words(row: PackTable, key: str) -> str:
    words = row.text(key)
    if not words.strip():
        row.trouble(key, "a text that is not empty")
    return words
