"""Blank sheets for a day without power: the boxes of the screen, to be filled by hand."""

from dataclasses import replace

from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.boxlines import BoxCell, BoxLine
from handouts.flow import text_of
from handouts.materials import Materials, PrintStamp
from handouts.page import Running, print_document, running
from handouts.setting import Setting, parts
from pathway.facts import Patient
from pathway.sheets import Card, Sheet


def blank_sheet(
    sheet: Sheet, patient: Patient | None, materials: Materials, stamp: PrintStamp
) -> bytes:
    """Return a sheet as PDF; without a patient each page has lines for who it is about."""
    words = materials.words
    region = words.say(f"sheets.region.{sheet.region}")
    title = f"{words.say(f'sheets.title.{sheet.kind}')}: {region}"
    blocks: list[b.Block] = [b.Title(title), *_head(patient, materials)]
    blocks.append(b.Paragraph(words.say(f"sheets.how.{sheet.kind}")))
    blocks.append(b.Paragraph(words.say("sheets.how.later"), muted=True))
    for card in sheet.cards:
        blocks += _card(card, materials)
    document = b.Document(title, tuple(blocks))
    blank = replace(stamp, draft=False)  # nobody signs an empty sheet
    return print_document(document, _running(patient, materials, blank), materials, blank)


def _head(patient: Patient | None, materials: Materials) -> list[b.Block]:
    names = ("date", "by") if patient else ("name", "born", "number", "date", "by")
    fields = tuple(b.Field(materials.words.say(f"sheets.head.{name}")) for name in names)
    return [b.Fields(fields, columns=2)]


def _card(card: Card, materials: Materials) -> list[b.Block]:
    words = materials.words
    found: list[b.Block] = [b.Heading(card.title or words.say(f"sheets.heading.{card.key}"))]
    found += [b.Paragraph(said, muted=True) for said in words.maybe(f"sheets.note.{card.key}")]
    if card.legend:
        found.append(b.Paragraph(card.legend, muted=True))
    sides = words.say("sheets.cell.left"), words.say("sheets.cell.right")
    found += [b.Boxed(line, words.say("sheets.cell.since"), sides) for line in card.lines]
    return found


def _running(patient: Patient | None, materials: Materials, stamp: PrintStamp) -> Running:
    on = stamp.printed_at.date()
    known = running(patient or Patient(on), materials, stamp, on, clinical=True)
    if patient is not None:
        return known
    said = materials.words.say("sheets.head.running")
    return Running(said, "", known.marks, "", known.foot)


@parts.register
def _boxed(block: b.Boxed, at: Setting) -> list[Flowable]:
    element = at.parent.add("P")
    markup = at.looks.markup(block.line.label)
    if block.line.answers:
        size = at.looks.body * 0.86
        markup += f'<br/><font size="{size:.1f}">{at.looks.markup(block.line.answers)}</font>'
    text = text_of(markup, at.looks.text, element)
    cells = [BoxCell(cell, at.looks, block.since, block.sides) for cell in block.line.cells]
    return [at.spaced(BoxLine(text, cells, element), after=0.25)]
