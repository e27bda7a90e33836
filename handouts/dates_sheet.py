"""What changes when: the dates ahead, as days to look at things together, nothing promised."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from handouts import blocks as b
from handouts.danger import danger_box
from handouts.fit import refuse_unfit
from handouts.leaflet import Leaflet, leaflet
from handouts.materials import Materials, PrintStamp
from pathway.assessment import Assessment
from pathway.facts import Chart

TOLD: Final = (
    "stage:subacute",
    "stage:chronic",
    "surgical_window_opens",
    "surgical_decision_due",
)
"""What of the forecast concerns a patient; a scan is never among it."""
ALREADY: Final = frozenset({"window_open", "decision_due", "clinician_judgement", "urgent"})


def dates_sheet(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the sheet for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    sheet = leaflet("dates", chart, assessment, materials, stamp)
    return b.Document(sheet.say("title"), tuple(_blocks(sheet, assessment)))


def _blocks(sheet: Leaflet, assessment: Assessment) -> Iterator[b.Block]:
    yield from sheet.opening(sheet.say("main"))
    yield from _now(sheet, assessment)
    yield b.Heading(sheet.say("ahead.heading"))
    ahead = tuple(_ahead(sheet, assessment))
    if ahead:
        yield b.Paragraph(sheet.say("ahead.lead"))
        yield from ahead
    else:
        yield b.Paragraph(sheet.say("ahead.none"))
    yield from sheet.section("meanwhile")
    yield replace(danger_box(sheet.chart, sheet.materials), is_whole=True)
    yield from sheet.closing()


def _now(sheet: Leaflet, assessment: Assessment) -> Iterator[b.Block]:
    stage = assessment.stage
    known = stage.code if stage.code in {"acute", "subacute", "chronic"} else "unknown"
    yield b.Heading(sheet.say("now.heading"))
    yield b.Paragraph(sheet.say(f"now.{known}"))
    if assessment.surgical_evaluation.status in ALREADY:
        yield b.Paragraph(sheet.say("now.window"))


def _ahead(sheet: Leaflet, assessment: Assessment) -> Iterator[b.Labelled]:
    words, contact = sheet.words, assessment.next_contact.by
    on = sheet.on
    told = [(entry.on, entry.what) for entry in assessment.forecast or ()]
    dated: list[tuple[date, str]] = [(day, what) for day, what in told if what in TOLD]
    if contact is not None:
        dated.append((max(contact, on), "contact"))
    for day, what in sorted(dated):
        yield b.Labelled(words.day(day), sheet.say(f"ahead.{what}"))
