"""A guideline pack as the rules read it: numbers, sources, and what follows from a flag."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, Literal, TypeAlias, cast, get_args

from pathway.choices import Choices, read_choices
from pathway.facts import CareKind, Region
from pathway.finding import Input, Reason
from pathway.flagbook import FlagBook, read_flagbook
from pathway.medicines import Medicines, read_medicines
from pathway.optionbook import OptionBook
from pathway.optionreader import read_optionbook
from pathway.packtable import PackTable, PackTrouble
from pathway.physicalbook import PhysicalBook, read_physicalbook
from pathway.prescribingbook import PrescribingBook
from pathway.prescribingreader import read_prescribing
from pathway.roothomes import RootBook, read_roots
from pathway.thresholds import (
    THRESHOLDS,
    ThresholdOverride,
    Thresholds,
    check_order,
    checked_value,
    unit_of,
)

PackTables: TypeAlias = Mapping[str, object]
_made: Final = tuple.__new__
"""Makes a named tuple at once: half the time where hundreds are made."""
Verified: TypeAlias = Literal["V", "K", "D"]
"""Read and checked (V), cited but not re-read (K), the project's own choice (D)."""


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
class Provenance:
    """Where a founding document comes from: who made it, how, and with which interest.

    Of ``references_cited`` in the document only ``references_found`` can be traced.
    """

    source: str
    publisher: str
    written_by: str
    review: str
    interest: str
    references_cited: int
    references_found: int
    never_shown: str


@dataclass(frozen=True, slots=True)
class Guidelines:
    """One guideline pack, checked and ready: the third argument of every assessment."""

    id: str
    version: str
    title: str
    issued_on: date
    review_on: date
    signed_off: bool
    provenance: tuple[Provenance, ...]
    thresholds: Thresholds
    routes: Routes
    flags: FlagBook
    medicines: Medicines
    roots: RootBook
    prescribing: PrescribingBook
    physical: PhysicalBook
    options: OptionBook
    rules: Mapping[str, str]
    sources: Mapping[str, Source]
    choices: Mapping[Region, Choices] = field(default_factory=dict)
    overrides: tuple[ThresholdOverride, ...] = ()
    is_trusted: bool = True
    """False when the program's check of itself failed: no advice by this pack is shown or kept."""

    def because(self, rule: str, *inputs: Input, missing: tuple[str, ...] = ()) -> Reason:
        """Return the reason that names ``rule``, with the source that the pack gives for it."""
        return _made(Reason, (rule, inputs, self.rules[rule], missing))


def read_guidelines(tables: PackTables) -> Guidelines:
    """Return the pack that these tables describe; PackTrouble names the first wrong key."""
    pack = _table(tables, "pack")
    numbers = _table(tables, "thresholds")
    sources = _sources(_table(tables, "sources"))
    pack.only(
        "id", "version", "title", "issued_on", "review_on", "signed_off", "note", "provenance"
    )
    numbers.only("number", "routes", "rules")
    medicines = read_medicines(_rows(tables, "medicines"))
    roots = read_roots(_rows(tables, "roots"), sources)
    rules = {**_rules(numbers.table("rules"), sources), **roots.rules}
    physical = read_physicalbook(_rows(tables, "physical"), sources)
    options = read_optionbook(_rows(tables, "options"), rules, sources, physical)
    return Guidelines(
        id=_words(pack, "id"),
        version=_words(pack, "version"),
        title=_words(pack, "title"),
        issued_on=pack.day("issued_on"),
        review_on=pack.day("review_on"),
        signed_off=pack.truth("signed_off"),
        provenance=tuple(_provenance(row, sources) for row in pack.tables("provenance")),
        thresholds=_thresholds(numbers.table("number"), sources),
        routes=_routes(numbers.table("routes")),
        flags=_flags(tables, sources),
        medicines=medicines,
        prescribing=read_prescribing(_rows(tables, "prescribing"), medicines, sources),
        roots=roots,
        physical=physical,
        options=options,
        rules={**rules, **options.rules},
        sources=sources,
        choices=read_choices(
            _rows(tables, "choices") if "choices" in tables else None,
            tuple(sources),
            tuple(options.conflicts),
        ),
    )


def _flags(tables: PackTables, sources: Mapping[str, Source]) -> FlagBook:
    book = read_flagbook(_rows(tables, "red_flags"))
    for item in book.items.values():
        if not set(item.sources) <= set(sources):
            raise PackTrouble(f"red_flags.items.{item.id}.sources", "ids of sources.toml")
    for name, cited in book.caveats.items():
        if not set(cited) <= set(sources):
            raise PackTrouble(f"red_flags.caveats.{name}", "ids of sources.toml")
    return book


def _rows(tables: PackTables, name: str) -> Mapping[str, object]:
    rows = tables.get(name)
    if not isinstance(rows, dict):
        raise PackTrouble(name, "a table")
    return rows


def _table(tables: PackTables, name: str) -> PackTable:
    return PackTable(_rows(tables, name), name)


def _thresholds(rows: PackTable, sources: Mapping[str, Source]) -> Thresholds:
    rows.only(*THRESHOLDS)
    numbers = {name: _number(rows.table(name), name, sources) for name in THRESHOLDS}
    check_order(numbers, {name: rows.table(name) for name in THRESHOLDS})
    return Thresholds(**numbers)


def _number(row: PackTable, name: str, sources: Mapping[str, Source]) -> int:
    row.only("value", "unit", "source", "further_sources", "note")
    if row.text("unit") != unit_of(name):
        row.trouble("unit", f'"{unit_of(name)}"')
    _words(row, "note")
    _known(row, "source", sources)
    row.texts("further_sources", tuple(sources))
    return checked_value(name, row)


def _routes(rows: PackTable) -> Routes:
    names = [one.name for one in fields(Routes)]
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


def _provenance(row: PackTable, sources: Mapping[str, Source]) -> Provenance:
    texts = ("publisher", "written_by", "review", "interest", "never_shown")
    row.only("source", *texts, "references_cited", "references_found")
    cited, found = row.whole("references_cited"), row.whole("references_found")
    if found > cited:
        row.trouble("references_found", "at most references_cited")
    told = {name: _words(row, name) for name in texts}
    return Provenance(
        source=_known(row, "source", sources),
        references_cited=cited,
        references_found=found,
        **told,
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
