"""The pages behind a surgical letter: timeline, examinations, scores, care, medicines, the rest."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from handouts import blocks as b
from handouts import letterfacts as facts
from handouts.examgrid import exam_tables
from handouts.letter import Letter
from handouts.letterframe import sources
from handouts.referred import referral_lines
from handouts.tried_care import care_table
from pathway.facts import FlagRecord, Visit

SCORES: Final = ("pain_limb", "pain_spine", "psfs")
COLUMNS: Final = 5
ENDED: Final = ("cleared", "confirmed")


class Scores(NamedTuple):
    """What one visit scored, by the name of the score."""

    on: date
    values: dict[str, str]


def packet(letter: Letter) -> Iterator[b.Block]:
    """Yield the pages; the timeline lies across."""
    if letter.materials.course is not None:
        yield b.NewPage(across=True)
        yield b.Heading(letter.words.say("timeline.title"))
        yield letter.materials.course
    yield b.NewPage()
    for name, told in (
        ("now", (*facts.pain_lines(letter), *facts.root_line(letter))),
        ("examined", exam_tables(letter)),
        ("scores", score_tables(letter)),
        ("care", care_table(letter)),
        ("more", _more(letter)),
        ("flags", _flags(letter)),
        ("referrals", _referrals(letter)),
    ):
        yield b.Heading(letter.heading(name))
        yield from told
    if letter.assessment is not None:
        yield from sources(letter, letter.assessment.surgical_evaluation.because)


def score_tables(letter: Letter) -> Iterator[b.Block]:
    """Yield all scores of all visits, the newest at the right."""
    scored = [
        Scores(visit.on, values)
        for visit in letter.chart.visits
        if (values := _values(letter, visit))
    ]
    if not scored:
        yield b.Paragraph(letter.say("trend.none"))
        return
    yield b.Paragraph(letter.say("trend.key"), muted=True)
    for first in range(0, len(scored), COLUMNS):
        yield _score_table(letter, scored[first : first + COLUMNS])


def _values(letter: Letter, visit: Visit) -> dict[str, str]:
    """Return what one visit scored, by the name of the score."""
    told = [(name, getattr(visit, name)) for name in SCORES]
    values = {
        letter.say(f"trend.{name}"): f"{value:g}" for name, value in told if value is not None
    }
    if visit.state_acceptable != "unknown":
        accepted = letter.say(f"trend.{visit.state_acceptable}")
        values[letter.say("trend.state_acceptable")] = accepted
    return values | dict(letter.materials.names.scores(visit))


def _score_table(letter: Letter, scored: list[Scores]) -> b.Table:
    names = dict.fromkeys(name for one in scored for name in one.values)
    blank = letter.tell("grid.blank")
    rows = (
        b.TableRow(name, tuple(one.values.get(name, blank) for one in scored)) for name in names
    )
    days = tuple(letter.words.short_day(one.on) for one in scored)
    return b.Table(letter.say("trend.head"), days, tuple(rows))


def _more(letter: Letter) -> Iterator[b.Block]:
    yield from facts.medicine_lines(letter)
    yield from facts.allergy_line(letter)
    yield b.Bullets(tuple(facts.background(letter)))


def _flags(letter: Letter) -> Iterator[b.Block]:
    """Yield what was not answered, and what was cleared or confirmed before."""
    yield from facts.screen_line(letter)
    missing = facts.unanswered(letter)
    if missing:
        yield b.Paragraph(letter.tell("screen.missing", value="; ".join(missing)))
    past = tuple(_past(letter, flag) for flag in letter.chart.flags if flag.state in ENDED)
    if past:
        yield b.Bullets(past)


def _past(letter: Letter, flag: FlagRecord) -> str:
    name = (letter.words.maybe(f"emergency.flags.{flag.id}") or (flag.id,))[0]
    day = letter.words.short_day(flag.on or flag.raised_on)
    state = letter.say(f"past_states.{flag.state}")
    ground = letter.words.maybe(f"letters.surgical_evaluation.bases.{flag.basis}")
    told = [part for part in (state, *(ground or (flag.basis,)), flag.words, flag.by) if part]
    return letter.say("past_one", name=name, value=", ".join(told), date=day)


def _referrals(letter: Letter) -> Iterator[b.Block]:
    yield b.Bullets(tuple(referral_lines(letter)))
    decided = tuple(
        letter.say(
            "decision",
            name=one.by or letter.tell("unknown"),
            date=letter.words.short_day(one.on),
            value=one.reason or letter.tell("unknown"),
        )
        for one in letter.chart.overrides
    )
    if decided:
        yield b.Bullets(decided)
