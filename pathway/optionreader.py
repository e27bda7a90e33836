"""Reads the treatment options of a guideline pack, and names the first key that is wrong.

For every set of stages that can be possible together, and for every region, the options are worked
out here once: of several stages or regions the more cautious counts, option by option.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from itertools import product
from typing import TypeVar, cast, get_args

from pathway.advice import Option, OptionState
from pathway.facts import CareKind, Region
from pathway.finding import Because, Input, Reason, StageCode
from pathway.optionbook import (
    CAUTION,
    EFFECTS,
    ENDING,
    IDS,
    NUMBERS,
    PHASES,
    POPULATIONS,
    QUALITIES,
    REGIONS,
    SPANS,
    STRENGTHS,
    Condition,
    Conflict,
    Gate,
    Move,
    Offer,
    OptionBook,
    OptionItem,
    Stages,
)
from pathway.packtable import PackTable
from pathway.physicalbook import PhysicalBook

_Each = TypeVar("_Each")


class _Reader:
    """What the rows of options may refer to."""

    def __init__(
        self,
        root: PackTable,
        rules: Mapping[str, str],
        sources: Container[str],
        physical: PhysicalBook,
    ) -> None:
        self.rules = rules
        self.sources = sources
        self.physical = physical
        never = root.table("never_cited")
        never.only(*REGIONS)
        self.never = {region: frozenset(never.texts(region)) for region in never}
        self.conflicts = _conflicts(root.table("conflicts"), self)

    def known_sources(self, row: PackTable) -> tuple[str, ...]:
        cited = row.texts("sources")
        if not cited or any(source not in self.sources for source in cited):
            row.trouble("sources", "ids of sources.toml, at least one")
        return cited

    def reason(self, row: PackTable, key: str, rule: str, inputs: tuple[Input, ...]) -> Reason:
        if rule not in self.rules:
            row.trouble(key, f"rules that the pack gives a source for, not {rule!r}")
        return Reason(rule, inputs, self.rules[rule])


def read_optionbook(
    table: Mapping[str, object],
    rules: Mapping[str, str],
    sources: Container[str],
    physical: PhysicalBook,
) -> OptionBook:
    """Return the options that a table describes; PackTrouble names the first wrong key.

    ``rules`` are those of the pack's other tables, each with its source; own rules come with them.
    ``physical`` has the safety rules of the kinds of care that options stand for.
    """
    root = PackTable(table, "options")
    root.only("number", "rules", "never_cited", "conflicts", "options")
    own = _rules(root.table("rules"), rules, sources)
    reader = _Reader(root, {**rules, **own}, sources, physical)
    rows = root.tables("options")
    items = {item.id: item for item in (_item(row, reader) for row in rows)}
    if sorted(row.text("id") for row in rows) != sorted(IDS):
        root.trouble("options", "every option once: " + ", ".join(IDS))
    plain = [_offers(items[row.text("id")], row, reader) for row in rows]
    every = _every(plain, physical)
    return OptionBook(
        items=items,
        offers=every,
        unasked={key: tuple(offer.option for offer in offers) for key, offers in every.items()},
        given={key: _places(offers, _is_given) for key, offers in every.items()},
        tied={key: _places(offers, _is_tied) for key, offers in every.items()},
        conflicts=reader.conflicts,
        numbers=_numbers(root.table("number"), sources),
        rules=own,
        ending=frozenset(
            gate.rule
            for offers in plain
            for offer in offers.values()
            for gate in offer.gates
            if gate.condition in ENDING
        ),
    )


def _rules(rows: PackTable, others: Mapping[str, str], sources: Container[str]) -> dict[str, str]:
    for rule in rows:
        if rule in others:
            rows.trouble(rule, "a rule that no other table of the pack has")
        if rows.text(rule) not in sources:
            rows.trouble(rule, "the id of a source in sources.toml")
    return {rule: rows.text(rule) for rule in rows}


def _numbers(rows: PackTable, sources: Container[str]) -> dict[str, int]:
    rows.only(*NUMBERS)
    return {name: _number(rows.table(name), name, sources) for name in NUMBERS}


def _number(row: PackTable, name: str, sources: Container[str]) -> int:
    row.only("value", "unit", "source", "note")
    unit = name.rsplit("_", 1)[1]
    if row.text("unit") != unit:
        row.trouble("unit", f'"{unit}"')
    if not row.text("note"):
        row.trouble("note", "a text that is not empty")
    if row.text("source") not in sources:
        row.trouble("source", "the id of a source in sources.toml")
    low, high = NUMBERS[name]
    value = row.whole("value")
    if not low <= value <= high:
        row.trouble("value", f"a whole number from {low} to {high}")
    return value


def _conflicts(rows: PackTable, reader: _Reader) -> dict[str, Conflict]:
    found: dict[str, Conflict] = {}
    for name in rows:
        row = rows.table(name)
        row.only("row", "sources")
        found[name] = Conflict(name, row.whole("row"), reader.known_sources(row))
    if sorted(conflict.row for conflict in found.values()) != list(range(1, len(found) + 1)):
        rows.trouble("row", "each number from 1 on once")
    return found


def _item(row: PackTable, reader: _Reader) -> OptionItem:
    row.only(
        "id",
        "line",
        "tested_as",
        "taken_as",
        "planned_as",
        "hazards",
        "moves",
        "is_direction",
        "rows",
    )
    moves = cast(tuple[Move, ...], row.texts("moves", get_args(Move)))
    line = row.whole("line")
    if not line:
        row.trouble("line", "a whole number of at least 1")
    return OptionItem(
        id=row.one_of("id", IDS),
        line=line,
        tested_as=row.texts("tested_as"),
        taken_as=row.text("taken_as", ""),
        planned_as=_if_told(row, "planned_as", get_args(CareKind)),
        hazards=row.texts("hazards", tuple(reader.physical.tested)),
        moves=moves,
        is_direction=row.truth("is_direction"),
    )


def _offers(
    item: OptionItem, row: PackTable, reader: _Reader
) -> dict[tuple[StageCode, Region], Offer]:
    """Return what an option is in each stage and region; each of them exactly once."""
    found: dict[tuple[StageCode, Region], Offer] = {}
    for part in row.tables("rows"):
        part.only(
            *("regions", "stages", "state", "strength", "quality", "effect", "population"),
            *("sources", "gates", "notes", "why", "conflicts"),
        )
        regions = cast(tuple[Region, ...], part.texts("regions", REGIONS))
        for region, stage in product(regions, cast(Stages, part.texts("stages", PHASES))):
            if (stage, region) in found:
                part.trouble("stages", f"{stage}, {region} once only")
            found[stage, region] = _offer(item, part, stage, region, reader)
    if len(found) < len(PHASES) * len(REGIONS):
        row.trouble("rows", "a row for each stage and region")
    return found


def _offer(
    item: OptionItem, row: PackTable, stage: StageCode, region: Region, reader: _Reader
) -> Offer:
    state = cast(OptionState, row.one_of("state", ("offered", "optional", "not_offered")))
    read = (Input("stage", stage), Input("region", region))
    why: Because = ()
    if state == "not_offered":
        why = (reader.reason(row, "why", row.text("why"), read),)
    elif "why" in row:
        row.trouble("why", "no such key for an option that is shown")
    noted = (reader.reason(row, "notes", rule, ()) for rule in row.texts("notes"))
    always = (reason for kind in item.hazards for reason in reader.physical.always[kind])
    notes = (*noted, *always)
    gates = tuple(_gate(row, gate) for gate in row.texts("gates"))
    closed = tuple(reader.reason(row, "gates", gate.rule, ()) for gate in gates)
    option = Option(
        id=item.id,
        line=None if state == "not_offered" else item.line,
        state=state,
        strength=_if_told(row, "strength", STRENGTHS),
        quality=_if_told(row, "quality", QUALITIES),
        effect=_if_told(row, "effect", EFFECTS),
        population=row.one_of("population", POPULATIONS),
        sources=reader.known_sources(row),
        locked_because=why,
        cautions=notes,
        conflicts=row.texts("conflicts", tuple(reader.conflicts)),
    )
    _check_cited(row, option, (*why, *notes, *closed), region, reader)
    return Offer(item, option, gates)


def _check_cited(
    row: PackTable, option: Option, reasons: Because, region: Region, reader: _Reader
) -> None:
    """Refuse what rests on a source that left this region out."""
    cited = {*option.sources, *(reason.source for reason in reasons)}
    for conflict in option.conflicts:
        cited.update(reader.conflicts[conflict].sources)
    wrong = cited & reader.never.get(region, frozenset())
    if wrong:
        row.trouble("sources", f"nothing that rests on {min(wrong)}: it left out {region}")


def _if_told(row: PackTable, key: str, known: tuple[str, ...]) -> str:
    return row.one_of(key, known) if key in row else ""


def _gate(row: PackTable, text: str) -> Gate:
    condition, _, rule = text.partition(":")
    if condition not in get_args(Condition):
        row.trouble("gates", f"condition:rule, with one of {', '.join(get_args(Condition))}")
    return Gate(cast(Condition, condition), rule)


def _spanning(
    offers: Mapping[tuple[StageCode, Region], Offer],
    span: Stages,
    region: Region,
    physical: PhysicalBook,
) -> Offer:
    """Return what an option is when each of several stages, or both regions, are possible."""
    regions: tuple[Region, ...] = ("cervical", "lumbar") if region == "unsure" else (region,)
    found = [offers[stage, part] for part in regions for stage in span]
    offer = found[0]
    for other in found[1:]:
        offer = _more_cautious(offer, other)
    item = offer.item
    is_tied = offer.gates or item.tested_as or any(physical.felt[kind] for kind in item.hazards)
    may_end = any(gate.condition in ENDING for gate in offer.gates)
    return replace(offer, is_free=not is_tied, may_end=may_end)


def _every(
    plain: list[dict[tuple[StageCode, Region], Offer]], physical: PhysicalBook
) -> dict[tuple[Stages, Region], tuple[Offer, ...]]:
    """Return what each option is for every set of stages that are possible together."""
    return {
        (span, region): tuple(_spanning(offers, span, region, physical) for offers in plain)
        for span in SPANS
        for region in (*REGIONS, "unsure")
    }


def _places(offers: tuple[Offer, ...], counts: Callable[[Offer], bool]) -> tuple[int, ...]:
    return tuple(place for place, offer in enumerate(offers) if counts(offer))


def _is_given(offer: Offer) -> bool:
    return offer.option.state != "not_offered"


def _is_tied(offer: Offer) -> bool:
    return _is_given(offer) and not offer.is_free


def _more_cautious(one: Offer, other: Offer) -> Offer:
    """Return the less permissive of two, with the conditions, cautions and sources of both."""
    first, second = one, other
    if CAUTION.index(other.option.state) > CAUTION.index(one.option.state):
        first, second = other, one
    option = first.option
    return replace(
        first,
        gates=_joined(first.gates, second.gates),
        option=option._replace(
            cautions=_joined(option.cautions, second.option.cautions),
            conflicts=_joined(option.conflicts, second.option.conflicts),
        ),
    )


def _joined(first: tuple[_Each, ...], second: tuple[_Each, ...]) -> tuple[_Each, ...]:
    return tuple(dict.fromkeys((*first, *second)))
