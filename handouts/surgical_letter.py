"""The packet for surgical evaluation: the letter on page one, and behind it what it rests on."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts import letterfacts as facts
from handouts.letter import Letter
from handouts.letterframe import addressee, asked, document, reasons, who
from handouts.packet import packet
from handouts.page import DOT
from handouts.referred import referral_lines
from handouts.tried_care import clock_line

BY_HAND: Final = "WINDOW-OVERRIDE"
"""The rule by which a clinician's decision stands above the care clock."""


def surgical_letter(letter: Letter) -> b.Document:
    """Return letter and packet; page one has the criterion, what is missing and what is asked."""
    rows = (
        letter.row("to", addressee(letter)),
        letter.row("patient", _patient(letter)),
        letter.row("asks", _asks(letter)),
        letter.row("criterion", _criterion(letter)),
        letter.row("missing", _missing(letter)),
        letter.row("red_flags", _flags(letter)),
        letter.row("imaging", _imaging(letter)),
    )
    title = (b.Title(letter.say("title")), *facts.alarm(letter))
    return document(letter, title, rows, packet(letter))


def _patient(letter: Letter) -> Iterator[b.Block]:
    yield from who(letter)
    yield from facts.problem_lines(letter)


def _asks(letter: Letter) -> Iterator[b.Block]:
    yield from asked(letter)
    if not letter.materials.writing.asks:
        yield b.Paragraph(letter.say("asks"), strong=True)


def _criterion(letter: Letter) -> Iterator[b.Block]:
    if letter.assessment is None:
        yield b.Paragraph(letter.say("no_advice"))
        return
    surgical = letter.assessment.surgical_evaluation
    is_opened = any(one.rule == BY_HAND for one in surgical.because)
    status = "opened" if is_opened and surgical.status == "window_open" else surgical.status
    yield b.Paragraph(letter.say(f"statuses.{status}"), strong=True)
    yield from reasons(letter, surgical.because)
    yield clock_line(letter)
    opens, due = surgical.window_opens_on, surgical.decision_due_on
    day = letter.words.short_day
    if opens and due:
        yield b.Paragraph(letter.say("dates", after=day(opens), before=day(due)))
    elif opens:
        yield b.Paragraph(letter.say("opens", date=day(opens)))


def _missing(letter: Letter) -> Iterator[b.Block]:
    gaps = letter.assessment.gaps if letter.assessment else ()
    told = tuple(letter.materials.names.gap(gap.missing) for gap in gaps)
    if told:
        yield b.Bullets(told)
    elif letter.assessment is None:
        yield b.Paragraph(letter.tell("not_concluded"))
    else:
        yield b.Paragraph(letter.say("nothing_missing"))


def _flags(letter: Letter) -> Iterator[b.Block]:
    flags = facts.open_flags(letter)
    yield from facts.flag_bullets(letter, flags)
    if not flags and letter.assessment:
        yield b.Paragraph(letter.tell("screen.nothing"))
    yield from facts.screen_line(letter)


def _imaging(letter: Letter) -> Iterator[b.Block]:
    told = tuple(referral_lines(letter, "imaging"))
    yield b.Paragraph(DOT.join(told) if told else letter.say("imaging_none"))
