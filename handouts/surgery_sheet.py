"""Surgery, or going on without: a decision aid with the numbers of both ways, promising neither."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts.drawings.people import people
from handouts.fit import refuse_unfit
from handouts.leaflet import Leaflet, leaflet
from handouts.materials import Materials, PrintStamp
from pathway.assessment import Assessment
from pathway.choices import ChoiceRow, Choices
from pathway.facts import Chart

OF: Final = 100
BESIDE: Final = 4
WAYS: Final = ("surgery", "waiting")


def surgery_sheet(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the sheet for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    sheet = leaflet("surgery", chart, assessment, materials, stamp)
    return b.Document(sheet.say("title"), tuple(_blocks(sheet)))


def _blocks(sheet: Leaflet) -> Iterator[b.Block]:
    known = sheet.materials.choices.get(sheet.chart.problem.region)
    counted = tuple(row for row in known.rows if row.surgery is not None) if known else ()
    yield from sheet.opening(sheet.say("main" if counted else "main_no_numbers"))
    if known and counted:
        yield from _both_ways(sheet, known)
    else:
        yield from _one_way(sheet, known.rows if known else ())
    yield from sheet.section("unchanged")
    yield from sheet.section("harms")
    yield b.Heading(sheet.say("matters.heading"))
    yield b.Ticks(sheet.lines("matters.lines"))
    yield from sheet.section("ask")
    yield b.Paragraph(sheet.say("danger"), strong=True)
    yield from sheet.closing()


def _both_ways(sheet: Leaflet, known: Choices) -> Iterator[b.Block]:
    yield b.Heading(sheet.say("ways.heading"))
    yield b.Paragraph(sheet.say("ways.studied"))
    for way in WAYS:
        rows = [(row, row.surgery if way == "surgery" else row.waiting) for row in known.rows]
        told = [(row, count) for row, count in rows if count is not None]
        yield b.Paragraph(sheet.say(f"ways.{way}"), strong=True, leads=True)
        for row, count in told:
            if row.unit == "weeks":
                yield b.Paragraph(sheet.say(f"rows.{row.id}", value=str(count)), leads=True)
        yield _counted(sheet, tuple((row, n) for row, n in told if row.unit == "percent"))


def _one_way(sheet: Leaflet, rows: tuple[ChoiceRow, ...]) -> Iterator[b.Block]:
    yield b.Heading(sheet.say("ways.heading"))
    yield b.Paragraph(sheet.say("ways.not_studied"))
    told = tuple((row, row.waiting) for row in rows if row.waiting is not None)
    if told:
        yield _counted(sheet, told)


def _counted(sheet: Leaflet, told: tuple[tuple[ChoiceRow, int], ...]) -> b.Gallery:
    """Return so many of a hundred people for each row, with the words that say the same."""
    return b.Gallery(tuple(_people(sheet, row, count) for row, count in told), BESIDE)


def _people(sheet: Leaflet, row: ChoiceRow, count: int) -> b.Drawn:
    said = sheet.say(f"rows.{row.id}", value=str(count))
    return b.Drawn(people(count, OF), said, said)
