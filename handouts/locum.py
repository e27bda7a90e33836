"""The handover to a locum: one page, the most dangerous first, and it says what it leaves off."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from handouts import blocks as b
from handouts.callrows import call_list
from handouts.materials import Materials, PrintStamp
from handouts.page import (
    DOT,
    Running,
    full_name,
    identity,
    pages_needed,
    print_document,
    running,
)
from handouts.words import HandoutWords
from pathway.facts import Patient
from pathway.finding import Level
from pathway.locum import HandedOver, Handover, Waiting

DAYS: Final = {"red_flag": "contact", "decision_due": "by", "window_closing": "by"}
"""What the day of a thing is, where it is not that since when it waits."""
FEW_PAGES: Final = 4
"""With more pages of dangers than these nobody without danger is put in their last gap."""


def locum_sheet(told: Handover, materials: Materials, stamp: PrintStamp) -> bytes:
    """Return the handover as PDF.

    It has one page, unless the dangers alone need more. Those without danger for whom there is no
    room are counted in words.
    """
    clean = replace(stamp, draft=False)
    on_each_page = _on_each_page(told, materials, clean)

    def needed(count: int) -> int:
        return pages_needed(_document(told, count, materials, clean), on_each_page, materials)

    low, high = told.dangerous, len(told.people)
    room = needed(low)
    if room > FEW_PAGES:
        high = low  # each trial takes long then, and nobody looks for the rest on paper
    elif needed(high) > room:
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if needed(middle) <= room else (low, middle)
    else:
        low = high
    return print_document(_document(told, low, materials, clean), on_each_page, materials, clean)


def _document(told: Handover, count: int, materials: Materials, stamp: PrintStamp) -> b.Document:
    """Return the handover with as many people."""
    words = materials.words
    title = words.say("locum.title")
    day = words.say("locum.day", date=words.short_day(told.day))
    shown, left_off = told.people[:count], len(told.people) - count + told.unread
    blocks: list[b.Block] = [b.Title(f"{title}, {day}")]
    if told.people:
        blocks.append(b.Paragraph(words.say("locum.lead"), muted=True))
        blocks.append(b.Labelled(f"{words.say('locum.counts')}:", _counts(told, words)))
        blocks.append(call_list(_rows(shown, told, materials)))
    else:
        blocks.append(b.Paragraph(words.say("locum.nobody")))
    if left_off:
        blocks.append(b.Paragraph(words.say("locum.more", number=str(left_off)), strong=True))
    blocks.append(b.Paragraph(_written(materials, stamp), muted=True))
    return b.Document(title, tuple(blocks))


def _counts(told: Handover, words: HandoutWords) -> str:
    """Return how much there is of each kind in the whole clinic, not on the page."""
    parts = (
        words.say("locum.more_group", name=words.say(f"locum.what.{kind}"), number=str(count))
        for kind, count in told.counts
        if count
    )
    return DOT.join(parts)


def _rows(
    shown: tuple[HandedOver, ...], told: Handover, materials: Materials
) -> Iterator[b.CallRow]:
    words = materials.words
    for number, one in enumerate(shown, 1):
        phone = one.phone.strip() or words.say("locum.no_phone")
        who = identity(one.who, words, told.day, clinical=True)
        yield b.CallRow(
            number=f"{number}.",
            name=full_name(one.who, materials),
            identity=DOT.join((who, f"{words.say('locum.phone')} {phone}")),
            labelled=(
                ("", "; ".join(_thing(thing, words) for thing in one.things)),
                (words.say("locum.next"), _to_do(one.things[0], words)),
            ),
            is_danger=one.is_dangerous,
        )


def _thing(thing: Waiting, words: HandoutWords) -> str:
    """Return what waits, of which kind, and since when or by when."""
    parts = [words.say(f"locum.what.{thing.kind}")]
    if thing.level > Level.NONE and thing.kind == "red_flag":
        parts.append(f"({words.say(f'locum.level.{thing.level.code}')})")
    said = " ".join(parts)
    named = ", ".join(_name(thing, code, words) for code in thing.what)
    said = f"{said}: {named}" if named else said
    if thing.day is None:
        return said
    key = DAYS.get(thing.kind, "since")
    return f"{said}, {words.say(f'locum.{key}', date=words.short_day(thing.day))}"


def _name(thing: Waiting, code: str, words: HandoutWords) -> str:
    """Return the words of a code; the code itself where there are none, never nothing."""
    tables = {"red_flag": "emergency.flags", "escalated": "locum.place"}
    key = f"{tables.get(thing.kind, 'locum.referral')}.{code}"
    return next(iter(words.maybe(key)), code)


def _to_do(thing: Waiting, words: HandoutWords) -> str:
    key = thing.level.code if thing.kind == "red_flag" else thing.kind
    return words.say(f"locum.do.{key}")


def _written(materials: Materials, stamp: PrintStamp) -> str:
    words = materials.words
    phone = materials.clinic.phone("clinic") or words.say("locum.no_clinic_phone")
    return words.say("locum.written", name=stamp.by, value=phone)


def _on_each_page(told: Handover, materials: Materials, stamp: PrintStamp) -> Running:
    words, on = materials.words, stamp.printed_at.date()
    nobody = running(Patient(on), materials, stamp, on, clinical=True)
    clinic = materials.clinic.name or words.say("common.clinic.no_name")
    day = words.say("locum.day", date=words.short_day(told.day))
    name = DOT.join((words.say("locum.title"), day, clinic))
    return Running(name, words.say("locum.keep"), nobody.marks, "", nobody.foot)
