"""Numbers of letters: each is of the case, and stands with what it is of; none is left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import product
from typing import Final

import pytest

from handouts.blocks import Block, CourseLanes, Field, Labelled, Letterhead, Table
from handouts.drawings.ink import Picture
from handouts.emergency import called, spoken_of
from handouts.materials import LetterKind
from pathway.facts import Visit
from pathway.finding import Level
from tests.handouts import tellable as facts
from tests.handouts import tellable_course as course
from tests.handouts.crowded import crowded
from tests.handouts.everycase import (
    EVERY,
    LANGUAGES,
    LETTER_KINDS,
    Sample,
    document,
    samples,
    words,
)
from tests.handouts.made import CLINIC
from tests.handouts.tellable import Told, told_of
from tests.handouts.vocabulary import without

DIGIT: Final = re.compile(r"\d")
PLACE: Final = re.compile(r"\{[^{}]*\}")
NUMBER: Final = re.compile(r"\d+")
ONE_IN: Final = 4
TO_COLLEAGUES: Final = ("urgent", "surgical_evaluation", "imaging", "physiotherapy")
ALL: Final[tuple[LetterKind, ...]] = ("emergency", *TO_COLLEAGUES)
PACKET: Final[tuple[LetterKind, ...]] = ("surgical_evaluation",)

NEEDED: Final[dict[Callable[[Told], facts.Phrases], tuple[str, ...]]] = {
    facts.worker: ("work_note",),
    facts.person: ALL,
    facts.onset: ALL,
    facts.pregnancy: ALL,
    facts.day_of_problem: TO_COLLEAGUES,
    facts.scores: TO_COLLEAGUES,
    facts.felt: TO_COLLEAGUES,
    facts.screen: TO_COLLEAGUES,
    facts.kidneys: ("urgent", "surgical_evaluation", "imaging"),
    facts.weight: ("imaging",),
    facts.goals: ("physiotherapy",),
    facts.medicines: ("emergency", "urgent", "surgical_evaluation"),
    course.calls: ("emergency",),
    course.clock: ("surgical_evaluation", "physiotherapy"),
    course.window: PACKET,
    course.decisions: PACKET,
    course.referrals: ("urgent", "surgical_evaluation"),
}
"""What has to be told, and in which letters."""

IN_WORDS: Final = {
    "letters.levels.urgent": ["2"],
    "letters.urgent.title": ["2"],
    "letters.urgent.see": ["2"],
    "letters.urgent.imaging": ["2"],
    "letters.imaging.advices.urgent": ["2"],
    "letters.scores.pain_limb": ["10"],
    "letters.scores.pain_spine": ["10"],
    "letters.scores.psfs": ["10", "10"],
    "letters.physiotherapy.goal_pain": ["10"],
    "letters.surgical_evaluation.trend.key": ["0", "10", "0", "0", "10", "10"],
    "letters.exam.weak": ["5"],
    "letters.exam.full": ["5", "5"],
    "letters.grid.grade": ["5"],
    "letters.grid.groups.power": ["0", "5"],
    "emergency.findings.weak": ["5"],
    "emergency.findings.pain": ["0", "10"],
    "emergency.times.heading": ["24"],
    "emergency.flags.RF-N1": ["3"],
    "emergency.flags.RF-N4": ["4"],
    "emergency.flags.RF-N5": ["3"],
    "emergency.flags.RF-N7": ["3"],
    "emergency.flags.RF-T4": ["50"],
    "emergency.flags.RF-T6": ["8", "1"],
    "emergency.flags.RF-P5": ["18"],
}
"""The numbers that the words of letters have by themselves: power 0 to 5, scores 0 to 10, 14 days
as 2 weeks, and what the names of flags say."""


@cache
def cases() -> tuple[Sample, ...]:
    return (crowded(), *(samples() if EVERY else samples()[::ONE_IN]))


@cache
def told(sample: Sample, language: str) -> Told:
    return told_of(sample, language)


def texts(block: object) -> Iterator[str]:
    """Yield the texts of a block, what is labelled together with its label; no table's."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, Labelled):
        yield f"{block.label} {block.text}"
    elif isinstance(block, Field):
        yield f"{block.label} {block.value}"
    elif isinstance(block, tuple):
        for part in block:
            yield from texts(part)
    elif is_dataclass(block) and not isinstance(block, (Table, CourseLanes, Letterhead, Picture)):
        for item in fields(block):
            yield from texts(getattr(block, item.name))


def fixed(t: Told, kind: LetterKind) -> Iterator[str]:
    """Yield the sentences with a number that are the same in every letter of a kind."""
    others = tuple(f"letters.{other}." for other in LETTER_KINDS if other != kind)
    for key in IN_WORDS:
        for line in t.words.sentences[key]:
            if not PLACE.search(line) and not key.startswith(others):
                yield line


def allowed(t: Told, kind: LetterKind) -> Iterator[str]:
    """Yield the phrases with a number that a letter may have."""
    for tell, kinds in NEEDED.items():
        if kind in kinds:
            yield from tell(t)
    yield from course.clinic(t)
    if kind == "work_note":
        return
    yield from fixed(t, kind)
    yield from t.chart.patient.allergies
    yield from course.conclusions(t, kind)
    yield from course.roots(t)
    yield from course.referrals(t)
    yield from flags(t, kind)
    if kind == "emergency":
        yield from facts.noticed(t, spoken_of(t.concluded, called(t.concluded)[0]))
    if kind == "physiotherapy":
        yield from course.care_lines(t)
        yield from facts.medicines(t)


def flags(t: Told, kind: LetterKind) -> Iterator[str]:
    """Yield the flags that are told in a letter, each with its day."""
    open_ones = t.concluded.red_flags.open
    if kind == "emergency":
        open_ones = spoken_of(t.concluded, called(t.concluded)[0])
    least = Level.URGENT if kind == "urgent" else Level.ROUTINE
    return facts.flags(t, (flag for flag in open_ones if flag.level >= least))


def made_up(t: Told, sample: Sample, kind: LetterKind, language: str) -> list[str]:
    """Return the texts of a letter that have a number of nothing in the case."""
    known = _with_digits(allowed(t, kind))
    seen = [
        (t.say("emergency.findings.examined", date=t.day(visit.on)), course.examined(t, visit))
        for visit in t.chart.visits
    ]
    of_visits = [(label, _with_digits(phrases)) for label, phrases in seen]
    found = []
    for text in texts(document(sample, kind, language).blocks):
        if DIGIT.search(text):
            here = (phrases for label, phrases in of_visits if text.startswith(label))
            if DIGIT.search(without(known.union(*here), text)):
                found.append(text)
    return found


def _with_digits(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if DIGIT.search(phrase))


@pytest.mark.long(20)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_no_number_is_made_up(kind: LetterKind, language: str) -> None:
    for sample in cases():
        found = made_up(told(sample, language), sample, kind, language)
        assert found == [], (sample.name, found)


@pytest.mark.long(20)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_no_number_is_left_out(kind: LetterKind, language: str) -> None:
    for sample in cases():
        t = told(sample, language)
        text = "\n".join(texts(document(sample, kind, language).blocks))
        needed = [p for tell, kinds in NEEDED.items() if kind in kinds for p in tell(t)]
        if kind != "work_note":
            needed += flags(t, kind)
        if kind not in {"work_note", "surgical_evaluation"}:
            needed += _newest_examined(t)
        assert [phrase for phrase in needed if phrase not in text] == [], sample.name


def _newest_examined(t: Told) -> Iterator[str]:
    """Yield the day of the newest examination of power: a letter without tables tells that one."""
    tested: list[Visit] = [visit for visit in t.newest if visit.power]
    for visit in tested[:1]:
        yield t.say("emergency.findings.examined", date=t.day(visit.on))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_of_a_packet_have_every_finding_in_its_place_and_no_other(language: str) -> None:
    for sample in cases():
        t = told(sample, language)
        expected = {
            (*place, cell) for place, together in course.cells(t).items() for cell in together
        }
        found = set(_cells(t, document(sample, "surgical_evaluation", language).blocks))
        assert found == expected, sample.name


def _cells(t: Told, blocks: Iterable[Block]) -> Iterator[tuple[str, str, str]]:
    """Yield head of row, head of column and words of each cell that says something."""
    blank, unlisted = t.say("letters.grid.blank"), t.say("letters.grid.unlisted")
    normal = {t.day(visit.on) for visit in t.chart.visits if visit.exam_unlisted == "normal"}
    tables = (block for block in blocks if isinstance(block, Table))
    rows = ((table.columns, row) for table in tables for row in table.rows if row.cells)
    lines = ((row.head, zip(columns, row.cells, strict=True)) for columns, row in rows)
    for head, column, cell in ((head, *cell) for head, line in lines for cell in line):
        assert cell != unlisted or column in normal
        if cell not in {blank, unlisted}:
            yield head, column, cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letterhead_has_the_clinic_and_the_day_of_the_letter(language: str) -> None:
    phone = words(language).say("letters.clinic_phone", value=CLINIC.phone("clinic"))
    for sample, kind in product(cases(), LETTER_KINDS):
        day = words(language).short_day(sample.on)
        blocks = document(sample, kind, language).blocks
        heads = [block for block in blocks if isinstance(block, Letterhead)]
        assert set(heads) <= {Letterhead(CLINIC.name, (*CLINIC.address, phone), day)}
        assert len(heads) == (kind != "emergency")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_letters_have_these_numbers_and_no_other(language: str) -> None:
    """A slip of the pen in the words is no number of the case; ``es`` may order them anew."""
    found = {
        key: sorted(NUMBER.findall(" ".join(PLACE.sub("", line) for line in lines)))
        for key, lines in words(language).sentences.items()
        if key.startswith(("letters.", "emergency."))
    }
    expected = {key: sorted(numbers) for key, numbers in IN_WORDS.items()}
    assert {key: numbers for key, numbers in found.items() if numbers} == expected


def test_the_search_for_numbers_finds_them() -> None:
    known = _with_digits(
        ["left hip abduction 3/5", "warfarin 3 mg", "Pain 7 of 10 (03-Feb-2026)", "L5"]
    )
    for right in ("Power: left hip abduction 3/5.", "warfarin 3 mg, L5", *known):
        assert not DIGIT.search(without(known, right))
    for wrong in (
        "left hip abduction 2/5",
        "right hip abduction 3/5, warfarin 30 mg",
        "warfarin 3 mg 2",
        "Pain 7 of 10 (04-Feb-2026)",
        "L51",
        "L4",
    ):
        assert DIGIT.search(without(known, wrong))
