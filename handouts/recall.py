"""The recall sheet: who is to be called or visited, with boxes for what came of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handouts import blocks as b
from handouts.callrows import call_list
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT, Running, full_name, identity, print_document, running
from handouts.words import HandoutWords
from pathway.facts import Patient
from pathway.finding import Level
from pathway.recalls import KINDS
from pathway.recallsheet import WITH_PHONE, Caller, RecallSheet, SheetGroup, SheetRow
from pathway.worklist import CALLED, DANGERS, WorkKind

BLANKS = ("called", "day", "note")


def recall_sheet(sheet: RecallSheet, materials: Materials, stamp: PrintStamp) -> bytes:
    """Return a recall sheet as PDF: as many pages as it takes, nobody is left out."""
    words = materials.words
    title = words.say("recall.title", number=str(sheet.number))
    blocks: list[b.Block] = [b.Title(title)]
    if sheet.rows:
        count = words.say("recall.count", number=str(len(sheet.rows)))
        blocks.append(b.Paragraph(f"{_week(sheet, words)}{DOT}{count}", strong=True))
        blocks.append(b.Paragraph(words.say("recall.how"), muted=True))
    else:
        blocks.append(b.Paragraph(words.say("recall.nobody")))
    for group in sheet.groups:
        blocks += _group(group, sheet, materials)
    document = b.Document(title, tuple(blocks))
    clean = replace(stamp, draft=False)
    return print_document(document, _on_each_page(sheet, materials, clean), materials, clean)


def why_lines(caller: Caller, words: HandoutWords, today: date) -> tuple[str, ...]:
    """Return in few plain words why somebody is on the sheet, the most dangerous first."""
    whys = [words.say(f"recall.why.{kind}") for kind in _told_apart(caller.kinds)]
    if caller.day and whys:
        key = "by" if caller.day >= today else "late"
        whys[0] += f", {words.say(f'recall.{key}', date=words.short_day(caller.day))}"
    return tuple(whys)


def _told_apart(kinds: tuple[WorkKind, ...]) -> Iterator[WorkKind]:
    """Return the reasons that say something new: who is in danger is called, whatever is due."""
    is_danger = not DANGERS.isdisjoint(kinds)
    for place, kind in enumerate(kinds):
        if kind == "red_flag" and place and kinds[0] in DANGERS:
            continue
        if kind in CALLED and (is_danger or (place and kinds[place - 1] in CALLED)):
            continue
        yield kind


def _group(group: SheetGroup, sheet: RecallSheet, materials: Materials) -> Iterator[b.Block]:
    words = materials.words
    yield b.Heading(_heading(group, sheet, words))
    yield call_list(_row(row, sheet, materials) for row in group.rows)


def _heading(group: SheetGroup, sheet: RecallSheet, words: HandoutWords) -> str:
    if sheet.grouping == "village":
        return group.place or words.say("recall.group.no_village")
    return words.say(f"recall.group.{WITH_PHONE if group.place else 'no_phone'}")


def _row(row: SheetRow, sheet: RecallSheet, materials: Materials) -> b.CallRow:
    words, caller = materials.words, row.caller
    phone = caller.phone.strip() or words.say("recall.no_phone")
    address = " ".join(caller.address.split()) or words.say("recall.no_address")
    return b.CallRow(
        number=f"{row.number}.",
        name=full_name(caller.who, materials),
        identity=_identity(caller, sheet, words),
        labelled=((phone, address),),
        lines=("; ".join(why_lines(caller, words, sheet.first)),),
        ticks=tuple(words.say(f"recall.ticks.{kind}") for kind in KINDS),
        blanks=tuple(words.say(f"recall.blanks.{name}") for name in BLANKS),
        is_danger=caller.level > Level.ROUTINE or "escalated" in caller.kinds,
    )


def _identity(caller: Caller, sheet: RecallSheet, words: HandoutWords) -> str:
    """Return birth and number: half the width has no room for more."""
    born = identity(caller.who, words, sheet.first, clinical=True).partition(DOT)[0]
    number = caller.who.number or words.say("recall.no_number")
    return words.say("recall.identity", name=born, number=number)


def _week(sheet: RecallSheet, words: HandoutWords) -> str:
    days = {"after": words.short_day(sheet.first), "before": words.short_day(sheet.last)}
    return words.say("recall.week", **days)


def _on_each_page(sheet: RecallSheet, materials: Materials, stamp: PrintStamp) -> Running:
    """Return what stands on each page: which sheet it is, and that it is about patients."""
    words, on = materials.words, stamp.printed_at.date()
    nobody = running(Patient(on), materials, stamp, on, clinical=True)
    title = words.say("recall.title", number=str(sheet.number))
    clinic = materials.clinic.name or words.say("common.clinic.no_name")
    name = DOT.join((title, _week(sheet, words), clinic))
    return Running(name, words.say("recall.keep"), nobody.marks, "", nobody.foot)
