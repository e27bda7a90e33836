"""Every sample case as something that can be printed, in each language of the prints."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final, get_args

from desktop.commands.cases import known_codes
from desktop.letternames import LetterNames
from desktop.models.timeline import CourseBooks, Known, course_of, lane_words
from desktop.paperwords import PaperBooks, books_in, speaking
from desktop.printwords import words_in
from exchange.casefile import decode, read_case
from handouts.blocks import CourseLanes, Document
from handouts.build import LETTERS
from handouts.emergency import emergency
from handouts.letter import Letter
from handouts.materials import LetterKind, Materials, PrintStamp
from handouts.styles import PageStyle
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.called import called_in
from pathway.course import LANES
from pathway.episodes import cut
from pathway.evaluate import evaluate
from pathway.facts import Chart
from pathway.records import ChartView, PatientId, ProblemId, RecordedVisit, VisitId
from tests.cases.expectations import all_cases
from tests.handouts.made import CLINIC, FONTS, GUIDELINES, STAMP

LANGUAGES: Final = ("en", "es")
EVERY: Final = bool(os.environ.get("FORAMEN_EVERY_PRINT"))
"""Whether every case is printed in every way: minutes."""
FEWER: Final = 12
A4: Final = PageStyle("a4", "standard")
LETTER_KINDS: Final[tuple[LetterKind, ...]] = get_args(LetterKind)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A sample case with what the rules conclude of it on its day."""

    name: str
    chart: Chart
    on: date
    assessment: Assessment

    @property
    def seen(self) -> Chart:
        """Return the chart as it stands on the day of the case."""
        return cut(self.chart, self.on)

    def read_in(self, language: str) -> Chart:
        """Return the same with medicines called as the readers of a language call them."""
        return called_in(self.seen, GUIDELINES.medicines, language)


@cache
def samples() -> tuple[Sample, ...]:
    """Return every sample case that is one; those that the program refuses to read are none."""
    known = known_codes(GUIDELINES)
    found = []
    for case in all_cases():
        if case.error:
            continue
        chart = read_case(decode(case.path.read_bytes()), known)
        on = date.fromisoformat(case.on)
        found.append(Sample(case.name, chart, on, evaluate(chart, on, GUIDELINES)))
    return tuple(found)


def spread() -> tuple[Sample, ...]:
    """Return some of the cases, far apart; all of them where every print is asked for."""
    return samples() if EVERY else samples()[::FEWER]


@cache
def books(language: str) -> PaperBooks:
    """Return the words of catalogue, scores and pack in a language."""
    return books_in(language, GUIDELINES)


@cache
def words(language: str) -> HandoutWords:
    """Return the words of the prints in a language, as they are: reviewed or not."""
    return words_in(language)


def stamp_of(sample: Sample) -> PrintStamp:
    """Return a stamp of the day of a case."""
    moment = datetime(sample.on.year, sample.on.month, sample.on.day, 14, 5, tzinfo=UTC)
    return replace(STAMP, printed_at=moment)


def materials_for(sample: Sample, language: str, page: PageStyle = A4) -> Materials:
    """Return what prints of a case are made with, as the command line makes them."""
    said = books(language)
    return Materials(
        words(language),
        FONTS,
        CLINIC,
        replace(page, language=language),
        GUIDELINES.medicines,
        GUIDELINES.choices,
        names=LetterNames(said.pack_words, said.catalogue, said.scores),
    )


def with_course(sample: Sample, made_with: Materials) -> Materials:
    """Return the same with the timeline of a case, as the packet for a surgeon has it."""
    said = books(made_with.words.tongue.code)
    return replace(made_with, course=_course(sample, said, made_with.words))


def document(sample: Sample, kind: LetterKind, language: str) -> Document:
    """Return a letter before it is set on pages."""
    with speaking(language):
        with_these = materials_for(sample, language)
        if kind == "surgical_evaluation":
            with_these = with_course(sample, with_these)
        if kind == "emergency":
            return emergency(sample.read_in(language), sample.assessment, with_these, sample.on)
        stamp = stamp_of(sample)
        told = sample.read_in(language)
        one = Letter(kind, told, sample.assessment, with_these, stamp, sample.on)
        return LETTERS[kind](one)


def _course(sample: Sample, said: PaperBooks, spoken: HandoutWords) -> CourseLanes:
    visits = tuple(_recorded(sample.seen))
    view = ChartView(PatientId(""), ProblemId(""), sample.seen, visits)
    limits, short, medicines = GUIDELINES.thresholds, said.pack_words.short, GUIDELINES.medicines
    known = CourseBooks(limits, said.scores, said.catalogue, short, medicines)
    course = course_of(Known(view, sample.assessment, sample.on), known)
    return CourseLanes(course, {lane: lane_words(lane) for lane in LANES}, spoken)


def _recorded(chart: Chart) -> Iterator[RecordedVisit]:
    for place, visit in enumerate(chart.visits):
        yield RecordedVisit(VisitId(str(place)), visit)
