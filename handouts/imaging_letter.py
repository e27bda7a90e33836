"""The request for imaging: the question, why now, and what the guideline says about it today."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts import letterfacts as facts
from handouts.examined import examination_lines
from handouts.letter import Letter
from handouts.letterframe import addressee, asked, document, reasons, sources, who
from handouts.page import DOT
from handouts.referred import referral_lines

SCAN: Final = frozenset(
    {"cancer", "diabetes", "immunosuppression", "spine_surgery_past", "steroid_long_term", "ckd"}
)
"""Illnesses that bear on which scan is done, with contrast or without."""


def imaging_letter(letter: Letter) -> b.Document:
    """Return the request; where imaging is not routine it says so and asks for the reason."""
    rows = (
        letter.row("to", addressee(letter)),
        letter.row("patient", who(letter)),
        letter.row("asks", _question(letter)),
        letter.row("now", _why_now(letter)),
        letter.row("allowed", _allowed(letter)),
        letter.row("findings", examination_lines(letter, most=1)),
        letter.row("safety", _safety(letter)),
        letter.row("allergies", facts.allergy_line(letter)),
    )
    title = (b.Title(letter.say("title")), *facts.alarm(letter))
    return document(letter, title, rows)


def _question(letter: Letter) -> Iterator[b.Block]:
    words, problem = letter.words, letter.chart.problem
    place = words.say(f"emergency.regions.{problem.region}")
    side = words.say(f"emergency.problem.sides.{problem.side}")
    yield b.Paragraph(letter.say("region", place=place, value=side), strong=True)
    yield from asked(letter)
    roots = letter.assessment.roots if letter.assessment else None
    if letter.materials.writing.asks:
        return
    if roots and roots.named:
        named = letter.tell("roots.or").join(roots.named)
        yield b.Paragraph(letter.say("question_root", value=named))
    else:
        yield b.Fields((b.Field(letter.say("no_question")),), columns=1)


def _why_now(letter: Letter) -> Iterator[b.Block]:
    yield from facts.problem_lines(letter)
    flags = facts.open_flags(letter)
    yield from facts.flag_bullets(letter, flags)
    yield from facts.screen_line(letter)
    yield from facts.pain_lines(letter)
    earlier = tuple(referral_lines(letter, "imaging"))
    if earlier:
        yield b.Bullets(earlier)


def _allowed(letter: Letter) -> Iterator[b.Block]:
    if letter.assessment is None:
        yield b.Paragraph(letter.say("no_advice"))
        return
    imaging = letter.assessment.imaging
    said = letter.say(f"advices.{imaging.advice}")
    yield b.Paragraph(letter.say("advice", value=said), strong=True)
    yield from reasons(letter, imaging.because)
    yield from sources(letter, imaging.because)
    if imaging.advice == "not_routine":
        yield b.Fields((b.Field(letter.say("asked_for")),), columns=1)
    told = [visit.surgery_candidate for visit in letter.chart.visits]
    known = [answer for answer in told if answer != "unknown"]
    candidate = known[-1] if known else "unknown"
    yield b.Paragraph(letter.say("change", value=letter.say(f"candidates.{candidate}")))


def _safety(letter: Letter) -> Iterator[b.Block]:
    patient = letter.chart.patient
    bearing = sorted(letter.materials.names.condition(code) for code in patient.conditions & SCAN)
    told = [
        *((letter.tell("illnesses.listed", value=", ".join(bearing)),) if bearing else ()),
        *facts.pregnancy(letter),
        *_breastfeeding(letter),
        facts.kidneys(letter),
        _weight(letter),
    ]
    yield b.Paragraph(DOT.join(told))
    yield b.Paragraph(letter.say("ask_first"))
    asks = ("implants", "claustrophobia", "contrast")
    yield b.Fields(tuple(b.Field(letter.say(name)) for name in asks), columns=1)


def _breastfeeding(letter: Letter) -> Iterator[str]:
    if letter.chart.patient.sex != "male":
        yield letter.tell(f"breastfeeding.{letter.chart.patient.breastfeeding}")


def _weight(letter: Letter) -> str:
    weight = letter.chart.patient.weight_kg
    if weight is None:
        return letter.tell("weight.unknown")
    return letter.tell("weight.known", value=f"{weight:g}")
