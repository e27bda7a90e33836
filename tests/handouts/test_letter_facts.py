"""Letters of the sample cases: every fact that is needed and no other, alike in each language."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Final

import pytest

from handouts.blocks import CourseLanes
from handouts.materials import LetterKind
from handouts.page import DOT
from handouts.taken import taken
from handouts.words import HandoutWords
from pathway.facts import Chart, Visit
from pathway.finding import Level
from tests.handouts.crowded import crowded
from tests.handouts.everycase import (
    LANGUAGES,
    LETTER_KINDS,
    Sample,
    books,
    document,
    spread,
    words,
)
from tests.handouts.made import GUIDELINES, STAMP
from tests.handouts.reading import said

TO_COLLEAGUES: Final = ("urgent", "surgical_evaluation", "imaging", "physiotherapy")
WITH_ALLERGIES: Final = ("emergency", *TO_COLLEAGUES)
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
PLACES: Final = {"common.zones": "sensation", "emergency.reflexes": "reflexes"}
MOOD: Final = ("phq2", "phq9")


@cache
def told(sample: Sample, kind: LetterKind, language: str) -> tuple[str, ...]:
    """Return every text of a letter but its timeline, which has tests of its own."""
    blocks = document(sample, kind, language).blocks
    return tuple(text for b in blocks if not isinstance(b, CourseLanes) for text in said(b))


def whole(sample: Sample, kind: LetterKind, language: str) -> str:
    return " ".join(told(sample, kind, language))


def days_of(value: object) -> Iterator[date]:
    """Yield every day that facts or conclusions hold."""
    if isinstance(value, date):
        yield date(value.year, value.month, value.day)
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        yield date.fromisoformat(value)
    elif isinstance(value, dict):
        yield from days_of(tuple(value.items()))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from days_of(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from days_of(getattr(value, part.name))


def cases() -> Iterator[tuple[Sample, LetterKind]]:
    for sample in (crowded(), *spread()):
        for kind in LETTER_KINDS:
            yield sample, kind


@pytest.mark.long(15)
def test_both_languages_give_the_same_numbers() -> None:
    for sample, kind in cases():
        english, spanish = (
            Counter(n for text in told(sample, kind, code) for n in NUMBER.findall(text))
            for code in LANGUAGES
        )
        assert english == spanish, (sample.name, kind)


@pytest.mark.long(15)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_has_a_day_that_nobody_recorded_or_worked_out(language: str) -> None:
    spoken = words(language)
    months = spoken.lines("common.months.short")
    written = re.compile(rf"\b(\d{{2}})-({'|'.join(months)})-(\d{{4}})\b")
    for sample, kind in cases():
        known = {*days_of(sample.chart), *days_of(sample.assessment), sample.on}
        found = {
            date(int(year), months.index(month) + 1, int(day))
            for day, month, year in written.findall(whole(sample, kind, language))
        }
        assert found <= known, (sample.name, kind, found - known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_to_a_colleague_has_who_what_and_how_urgent(language: str) -> None:
    spoken = words(language)
    for sample, kind in cases():
        text = whole(sample, kind, language)
        patient, problem = sample.chart.patient, sample.chart.problem
        for name in (patient.family_name.upper(), patient.given_name, STAMP.by):
            assert name in text or kind == "emergency", (sample.name, kind)
        if kind == "work_note":
            continue
        assert spoken.say(f"emergency.regions.{problem.region}") in text
        assert spoken.say(f"emergency.problem.sides.{problem.side}") in text
        assert spoken.say(f"common.sex.{patient.sex}") in text
        allergies = patient.allergies or (
            spoken.say(f"emergency.allergies.{patient.allergy_state}"),
        )
        assert all(each in text for each in allergies), (sample.name, kind)
        _flags_in_their_places(sample, kind, language)


def _flags_in_their_places(sample: Sample, kind: LetterKind, language: str) -> None:
    """An open flag is told where it counts; the packet and the request for a scan tell them all."""
    text = whole(sample, kind, language)
    for flag in sample.assessment.red_flags.open:
        name = words(language).say(f"emergency.flags.{flag.id}")
        is_urgent = flag.level >= Level.URGENT
        needs = kind in {"surgical_evaluation", "imaging", "physiotherapy"} or (
            kind == "urgent" and is_urgent
        )
        assert not needs or name in text, (sample.name, kind, flag.id)
        if flag.level is Level.EMERGENCY and kind in TO_COLLEAGUES:
            alarm = words(language).say("letters.alarm", value="\0").partition("\0")[0]
            assert alarm in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_medicines_are_told_to_those_who_prescribe_and_to_no_other(language: str) -> None:
    for sample in spread():
        thinners = {
            name
            for name in taken(sample.read_in(language))
            if "anticoagulant" in GUIDELINES.medicines.classes_of(name)
        }
        for name in taken(sample.read_in(language)):
            for kind in ("emergency", "urgent", "surgical_evaluation"):
                assert name in whole(sample, kind, language), (sample.name, kind, name)
            assert name not in whole(sample, "work_note", language)
            if name in thinners:
                assert name in whole(sample, "physiotherapy", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_for_work_has_nothing_of_the_illness(language: str) -> None:
    spoken = words(language)
    names = [
        spoken.say(key).casefold()
        for key in spoken.sentences
        if key.startswith(("emergency.flags.", "emergency.regions.", "common.sex."))
    ]
    names += [item.label.casefold() for item in books(language).catalogue.conditions]
    for sample in spread():
        text = whole(sample, "work_note", language).casefold()
        patient = sample.chart.patient
        assert not [name for name in names if name in text and name not in OWN_WORDS]
        assert not patient.number or patient.number not in text
        assert not [each for each in patient.allergies if each.casefold() in text]


OWN_WORDS: Final = frozenset({"otro", "other"})
"""Words of the note's own form."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packet_holds_every_finding_care_and_decision(language: str) -> None:
    spoken, said_in = words(language), books(language)
    for sample in spread():
        text = whole(sample, "surgical_evaluation", language)
        for visit in sample.seen.visits:
            _assert_examined(visit, text, spoken)
        for care in sample.read_in(language).care:
            assert said_in.catalogue.item("care.kind").choice_label(care.kind) in text
            assert care.name in text
            assert spoken.say(f"letters.outcomes.{care.outcome}") in text
            start = care.span.start if care.span else min(care.dates)
            assert spoken.short_day(start) in text
        for record in sample.seen.flags:
            if record.state in {"cleared", "confirmed"}:
                assert spoken.say(f"emergency.flags.{record.id}") in text
                assert record.words in text
        for one in sample.seen.referrals:
            assert one.to in text
            assert one.words in text
        for override in sample.seen.overrides:
            assert override.reason in text
        assert all(said_in.pack_words.gap(gap.missing) in text for gap in sample.assessment.gaps)


def _assert_examined(visit: Visit, text: str, spoken: HandoutWords) -> None:
    """Fail where something that was found at a visit is not in the packet."""
    for spot, grade in visit.power.items():
        muscle = spoken.say(f"emergency.muscles.{spot.place}")
        sided = spoken.say(f"common.sides.{spot.side}", place=muscle)
        assert sided.casefold() in text.casefold()
        assert f"{grade}/5" in text
    for name, group in PLACES.items():
        for spot, found in getattr(visit, group).items():
            place = spoken.say(f"{name}.{spot.place}")
            sided = spoken.say(f"common.sides.{spot.side}", place=place)
            assert sided.casefold() in text.casefold()
            assert spoken.say(f"letters.exam.kinds.{group}.{found}") in text
    for found in visit.tests.values():
        assert spoken.say(f"letters.exam.results.{found}") in text
    for value in (visit.pain_limb, visit.pain_spine, visit.psfs, visit.temperature):
        assert value is None or f"{value:g}" in NUMBER.findall(text)
    if visit.power or visit.pain_limb is not None:
        assert spoken.short_day(visit.on) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_unknown_is_said_to_be_unknown(language: str) -> None:
    spoken = words(language)
    for sample in spread():
        chart = sample.seen
        absent = (
            (all(v.pain_limb is None for v in chart.visits), "scores.no_pain_limb"),
            (all(v.pain_spine is None for v in chart.visits), "scores.no_pain_spine"),
            (all(v.psfs is None for v in chart.visits), "scores.no_psfs"),
            (chart.patient.egfr is None, "kidneys.unknown"),
            (not chart.referrals, "referrals.none"),
            (
                not chart.patient.conditions and chart.patient.conditions_state == "not_asked",
                "illnesses.not_asked",
            ),
        )
        for is_unknown, key in absent:
            sentence = spoken.say(f"letters.{key}")
            for kind in ("urgent", "surgical_evaluation"):
                assert (sentence in whole(sample, kind, language)) is is_unknown, (key, kind)


STATES: Final[Mapping[str, Callable[[Chart], str]]] = {
    "letters.smoker": lambda chart: chart.patient.smoker,
    "letters.pregnancy": lambda chart: chart.patient.pregnancy.status,
    "letters.breastfeeding": lambda chart: chart.patient.breastfeeding,
    "letters.causes": lambda chart: chart.problem.cause,
    "letters.illnesses": lambda chart: chart.patient.conditions_state,
    "letters.medicines": lambda chart: chart.patient.medicines_state,
    "letters.felt.radiation": lambda chart: next(
        (visit.radiation for visit in reversed(chart.visits) if visit.radiation), ""
    ),
    "emergency.allergies": lambda chart: chart.patient.allergy_state,
    "emergency.regions": lambda chart: chart.problem.region,
    "emergency.problem.sides": lambda chart: chart.problem.side,
    "common.sex": lambda chart: chart.patient.sex,
}
"""What is one or the other, and which it is of a case."""
NOT_SAID: Final = "heading"


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_what_is_one_or_the_other_a_letter_says_no_other(language: str) -> None:
    sentences = words(language).sentences
    for sample, kind in cases():
        if kind == "work_note":  # it knows none of these, and has boxes of its own
            continue
        parts = {part for text in told(sample, kind, language) for part in text.split(DOT)}
        for table, state_of in STATES.items():
            own = f"{table}.{state_of(sample.seen)}"
            others = {
                lines[0]
                for key, lines in sentences.items()
                if key.rpartition(".")[0] == table and key not in {own, f"{table}.{NOT_SAID}"}
            }
            same = set(sentences.get(own, ()))
            assert not parts & (others - same), (sample.name, kind, table)


def test_mood_is_never_sent_along() -> None:
    titles = [books("en").scores.measures[name].title for name in MOOD]
    assert titles
    for sample, kind in cases():
        assert not [title for title in titles if title in whole(sample, kind, "en")]
