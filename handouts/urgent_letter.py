"""The urgent letter: one page that gets an appointment within two weeks, read in ten seconds."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts import letterfacts as facts
from handouts.examined import examination_lines
from handouts.letter import Letter
from handouts.letterframe import addressee, asked, document, who
from handouts.page import DOT
from handouts.referred import referral_lines
from pathway.finding import Level

LINES: Final = 2


def urgent_letter(letter: Letter) -> b.Document:
    """Return the letter; with no urgent flag open it has lines to write why."""
    flags = facts.open_flags(letter, Level.URGENT)
    title = letter.say(_title(flags[0].level if flags else Level.NONE))
    rows = (
        letter.row("to", addressee(letter)),
        letter.row("asks", _asks(letter)),
        letter.row("why", _why(letter)),
        letter.row("patient", _patient(letter)),
        letter.row("now", facts.pain_lines(letter)),
        letter.row("findings", examination_lines(letter)),
        letter.row("medicines", facts.medicine_lines(letter)),
        letter.row("allergies", facts.allergy_line(letter)),
        letter.row("background", _background(letter)),
    )
    return document(letter, (b.Banner(title), *facts.alarm(letter)), rows)


def _title(level: Level) -> str:
    if level is Level.SAME_DAY:
        return "title_same_day"
    return "title_blank" if level is Level.NONE else "title"


def _asks(letter: Letter) -> Iterator[b.Block]:
    yield from asked(letter)
    flags = facts.open_flags(letter, Level.URGENT)
    if any(flag.level is Level.SAME_DAY for flag in flags):
        yield b.Paragraph(letter.say("call"), strong=True)
    yield b.Paragraph(letter.say("see"), strong=True)
    if letter.assessment and letter.assessment.imaging.advice == "urgent":
        yield b.Paragraph(letter.say("imaging"))
    yield b.Paragraph(letter.say("worse"))


def _why(letter: Letter) -> Iterator[b.Block]:
    flags = facts.open_flags(letter, Level.URGENT)
    yield from facts.flag_bullets(letter, flags)
    if not flags and letter.assessment:
        yield b.Paragraph(letter.say("none"))
        yield b.Fields((b.Field(""),) * LINES, columns=1)
    yield from facts.screen_line(letter)


def _patient(letter: Letter) -> Iterator[b.Block]:
    yield from who(letter)
    yield from facts.problem_lines(letter)
    yield from facts.root_line(letter)


def _background(letter: Letter) -> Iterator[b.Block]:
    yield b.Paragraph(DOT.join(facts.background(letter)))
    yield b.Paragraph(DOT.join(referral_lines(letter)))
