"""Warmth and cold: never on numb skin (rule H1), and asked about first where blood flow is poor."""

from collections.abc import Iterator
from typing import Final

from handouts.exercises import place_of
from handouts.words import HandoutWords
from pathway.facts import Chart, Spot

SITES: Final = {
    "lumbar": frozenset({"low_back", "buttock"}),
    "cervical": frozenset({"neck", "scapula", "shoulder_top"}),
    "both": frozenset({"low_back", "buttock", "neck", "scapula", "shoulder_top"}),
}
"""Where a pack is laid for a problem of each place."""
NUMB: Final = frozenset({"reduced", "absent"})
ASK_FIRST: Final = frozenset({"diabetes", "poor_circulation", "peripheral_artery_disease"})
NO_COLD: Final = frozenset({"raynaud", "poor_circulation", "peripheral_artery_disease"})


def is_barred(chart: Chart) -> bool:
    """Tell whether no pack may be laid where the problem is: rule H1."""
    at_site = (spot.place in SITES[place_of(chart)] for spot in numb_spots(chart))
    return "neuropathy" in chart.patient.conditions or any(at_site)


def warmth_rules(chart: Chart, words: HandoutWords) -> tuple[str, ...]:
    """Return what this patient is told about warm and cold packs, with the rules for everybody."""
    rules = () if is_barred(chart) else words.lines("care_plan.heat.rules")
    return (*own_rules(chart, words), *rules)


def own_rules(chart: Chart, words: HandoutWords) -> tuple[str, ...]:
    """Return what bears on this patient alone: where, and what to ask or mind first."""
    if "neuropathy" in chart.patient.conditions:
        return words.lines("care_plan.heat.neuropathy")
    place = place_of(chart)
    numb = numb_spots(chart)
    at_site = tuple(spot for spot in numb if spot.place in SITES[place])
    if at_site:
        return (words.say("care_plan.heat.numb_site", zones=named(at_site, words)),)
    return (
        *words.lines(f"care_plan.heat.{place}"),
        *_cautions(chart, numb, words),
    )


def numb_spots(chart: Chart) -> tuple[Spot, ...]:
    """Return the places that felt less at the latest examination of each, in a fixed order."""
    felt = {spot: value for visit in chart.visits for spot, value in visit.sensation.items()}
    return tuple(sorted(spot for spot, value in felt.items() if value in NUMB))


def named(spots: tuple[Spot, ...], words: HandoutWords, names: str = "common.zones") -> str:
    """Return places in words, by the names under a key; a place on both sides is named once."""
    said = []
    for place in dict.fromkeys(spot.place for spot in spots):
        sides = {spot.side for spot in spots if spot.place == place}
        side = sides.pop() if len(sides) == 1 else "both"
        said.append(words.say(f"common.sides.{side}", place=words.say(f"{names}.{place}")))
    return words.joined(tuple(said))


def _cautions(chart: Chart, numb: tuple[Spot, ...], words: HandoutWords) -> Iterator[str]:
    conditions = chart.patient.conditions
    if numb:
        yield words.say("care_plan.heat.numb_elsewhere", zones=named(numb, words))
    else:
        yield words.say("care_plan.heat.feel_first")
    if conditions & ASK_FIRST or chart.patient.pregnancy.status == "yes":
        yield words.say("care_plan.heat.ask_first")
    if conditions & NO_COLD:
        yield words.say("care_plan.heat.no_cold")
