"""Medicines today: each that was agreed on, what to mind with it, and what to keep away from."""

from collections.abc import Iterator

from handouts import blocks as b
from handouts.danger import bleeds_easily
from handouts.fit import refuse_unfit
from handouts.leaflet import Leaflet, leaflet
from handouts.materials import Materials, PrintStamp
from handouts.taken import agreed, cautions, taken
from pathway.assessment import Assessment
from pathway.facts import Chart


def medicines_sheet(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the sheet for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    sheet = leaflet("medicines", chart, assessment, materials, stamp)
    return b.Document(sheet.say("title"), tuple(_blocks(sheet, assessment)))


def _blocks(sheet: Leaflet, assessment: Assessment) -> Iterator[b.Block]:
    yield from sheet.opening(sheet.say("main"))
    names = agreed(sheet.chart, assessment)
    yield from _agreed(sheet, names)
    yield from _others(sheet, names)
    yield from _allergies(sheet)
    yield from sheet.section("always", _always(sheet))
    yield from sheet.section("call")
    yield from sheet.closing()


def _agreed(sheet: Leaflet, names: tuple[str, ...]) -> Iterator[b.Block]:
    yield b.Heading(sheet.say("agreed.heading"))
    yield b.Paragraph(sheet.say("agreed.lead" if names else "agreed.none"))
    for name in names:
        yield b.Paragraph(name, strong=True)
        blanks = tuple(b.Field(sheet.say(f"agreed.{part}")) for part in ("much", "when", "until"))
        yield b.Fields(blanks, columns=3)
        minded = cautions(name, sheet.materials)
        if minded:
            yield b.Bullets(minded)


def _others(sheet: Leaflet, agreed_on: tuple[str, ...]) -> Iterator[b.Block]:
    """Yield what is taken for something else: it is part of the list that is carried along."""
    ours = {name.casefold() for name in agreed_on}
    others = tuple(name for name in taken(sheet.chart) if name.casefold() not in ours)
    yield b.Heading(sheet.say("others.heading"))
    if others:
        yield b.Paragraph(sheet.say("others.lead"))
        yield b.Bullets(others)
    elif sheet.chart.patient.medicines_state == "none_known":
        yield b.Paragraph(sheet.say("others.none"))
    else:
        yield b.Fields((b.Field(sheet.say("others.blank")),), columns=1)


def _allergies(sheet: Leaflet) -> Iterator[b.Block]:
    allergies = sheet.chart.patient.allergies
    if allergies:
        yield b.Labelled(sheet.say("allergies.heading"), sheet.words.joined(allergies))


def _always(sheet: Leaflet) -> tuple[str, ...]:
    thinner = (sheet.say("always.thinner"),) if bleeds_easily(sheet.chart, sheet.materials) else ()
    return (*thinner, *sheet.lines("always.lines"))
