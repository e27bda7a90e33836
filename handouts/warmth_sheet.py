"""Warmth and cold: where a pack may lie, how long, and when never (rule H1)."""

from collections.abc import Iterator

from handouts import blocks as b
from handouts.fit import refuse_unfit
from handouts.leaflet import Leaflet, leaflet
from handouts.materials import Materials, PrintStamp
from handouts.warmth import is_barred, own_rules
from pathway.assessment import Assessment
from pathway.facts import Chart


def warmth_sheet(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the sheet for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    sheet = leaflet("warmth", chart, assessment, materials, stamp)
    return b.Document(sheet.say("title"), tuple(_blocks(sheet)))


def _blocks(sheet: Leaflet) -> Iterator[b.Block]:
    barred = is_barred(sheet.chart)
    yield from sheet.opening(sheet.say("main_barred" if barred else "main"))
    yield from sheet.section("for_you", own_rules(sheet.chart, sheet.words))
    if not barred:
        yield b.Gallery(tuple(_drawn(sheet, name) for name in _shown(sheet)))
        yield from sheet.section("warm")
        yield from sheet.section("cold")
        yield from sheet.section("ask")
    yield from sheet.section("never")
    yield from sheet.section("call")
    yield from sheet.closing()


def _shown(sheet: Leaflet) -> tuple[str, ...]:
    where = {"lumbar": ("back",), "cervical": ("neck",), "both": ("back", "neck")}[sheet.place]
    return (*where, "asleep", "numb")


def _drawn(sheet: Leaflet, name: str) -> b.Drawn:
    words, key = sheet.words, f"heat.{name}"
    caption = sheet.say(f"shown.{name}")
    return b.Drawn(words.poses.picture(key), words.say(f"drawings.{key}"), caption)
