"""Names in letters: each is of the case, the clinic, the addressee or the letter's own words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import pytest

from desktop.paperwords import speaking
from handouts.blocks import Block, CourseLanes, Paragraph
from handouts.build import LETTERS
from handouts.letter import Letter
from handouts.materials import LetterKind
from pathway.addressees import Addressee
from pathway.letters import UNWRITTEN
from tests.handouts import tellable_course as course
from tests.handouts.crowded import crowded
from tests.handouts.everycase import (
    EVERY,
    LANGUAGES,
    LETTER_KINDS,
    Sample,
    document,
    samples,
    stamp_of,
    words,
)
from tests.handouts.made import CLINIC, STAMP
from tests.handouts.reading import said
from tests.handouts.tellable import Told, told_of
from tests.handouts.vocabulary import (
    GAP,
    ROOT,
    fixed_with_names,
    fixed_words,
    known,
    names_in,
    own_names,
    own_roots,
    plain,
    without,
)

ONE_IN: Final = 4
SURGEON: Final = Addressee(
    "Dr Priya Nair", "Spine surgery", "County Hospital", "555 0142", "10 River Street\nHill Town"
)
COPY: Final = "Dr Ama Mensah"
IN_WORDS: Final = {
    "en": "bleeding disorder, blood thinner, clumsy hands, emergency, emergency department, falls, "
    "imaging, knee, other, physiotherapy, rest, supervised exercise, surgical evaluation, "
    "traction, urgent imaging",
    # "Allí" is a place, and without its accent a brand.
    "es": "alli, anticoagulante, ejercicio supervisado, evaluacion quirurgica, fisioterapia, "
    "imagenes, imagenes urgentes, manos torpes, otro, traccion, trastorno de la coagulacion, "
    "urgencias del hospital",
}
"""What the words of letters name by themselves: what is asked for, and what nobody may do."""


@cache
def cases() -> tuple[Sample, ...]:
    return (crowded(), *(samples() if EVERY else samples()[::ONE_IN]))


@cache
def told(sample: Sample, language: str) -> Told:
    return told_of(sample, language)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, CourseLanes):
            yield from said(block)


def typed(t: Told, kind: LetterKind) -> Iterator[str]:
    """Yield what people wrote: names, medicines, words; and who writes to whom."""
    chart, patient = t.chart, t.chart.patient
    yield from (patient.family_name.upper(), patient.given_name, patient.given_name.upper())
    yield from (CLINIC.name, *CLINIC.address, STAMP.by, COPY)
    yield from (SURGEON.title, *SURGEON.lines)
    if kind == "work_note":
        return
    yield patient.number
    yield from (one.name for one in patient.medicines)
    yield from patient.allergies
    yield from (care.name for care in chart.care)
    yield from (text for one in chart.referrals for text in (one.to, one.words))
    yield from (text for one in chart.overrides for text in (one.by, one.reason))
    yield from (text for one in chart.flags for text in (one.by, one.words, one.basis))
    yield from (visit.goal_function for visit in chart.visits)
    for call in chart.escalations:
        yield call.place_words
        yield from (text for step in call.steps for text in (step.by, step.whom, step.words))


def strange(t: Told, kind: LetterKind, language: str, blocks: Iterable[Block]) -> list[str]:
    """Return the names, roots and words of a letter that are of nothing in the case."""
    names, roots = own_names(t, kind), own_roots(t)
    own = frozenset(map(plain, names))
    written = frozenset((*typed(t, kind), *course.conclusions(t, kind))) - {""}
    pieces = fixed_with_names(kind, language)
    may = fixed_words(kind, language).union({GAP}, *own, *map(plain, roots))
    found: list[str] = []
    for text in texts(blocks):
        bare = without(written, text)
        told = without(pieces, bare)
        found += [" ".join(name) for name in names_in(told) if name not in own]
        found += [root for root in ROOT.findall(without(names, told)) if root not in roots]
        found += [word for word in plain(bare) if word not in may and not word[0].isdigit()]
    return found


@pytest.mark.long(20)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_no_name_is_made_up(kind: LetterKind, language: str) -> None:
    for sample in cases():
        blocks = document(sample, kind, language).blocks
        found = strange(told(sample, language), kind, language, blocks)
        assert found == [], (sample.name, found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in LETTER_KINDS if kind != "emergency"])
def test_a_letter_names_whom_it_goes_to_and_no_other(kind: LetterKind, language: str) -> None:
    sample = crowded()
    t = told(sample, language)
    writing = replace(UNWRITTEN, to=SURGEON, cc=(COPY,))
    with speaking(language):
        made_with = replace(t.made_with, writing=writing)
        one = Letter(kind, t.chart, t.concluded, made_with, stamp_of(sample), sample.on)
        blocks = LETTERS[kind](one).blocks
    assert SURGEON.title in [*texts(blocks)]
    assert strange(t, kind, language, blocks) == []


@pytest.mark.parametrize(("language", "names"), IN_WORDS.items())
def test_the_words_of_letters_name_these_things_and_no_other(language: str, names: str) -> None:
    pieces = {piece for kind in LETTER_KINDS for piece in fixed_with_names(kind, language)}
    found = {" ".join(name) for piece in pieces for name in names_in(piece)}
    assert found == {*names.split(", ")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_for_names_finds_what_is_not_of_the_case(language: str) -> None:
    t = told(crowded(), language)
    spoken = words(language)
    muscle, reflex = (
        spoken.say(f"emergency.{name}")
        for name in ("muscles.shoulder_abduction", "reflexes.triceps")
    )
    for wrong in ("ibuprofen", "Prozac", muscle, reflex, "L3", "Dr Umarova", "Lyon"):
        for kind in LETTER_KINDS:
            assert strange(t, kind, language, [Paragraph(f"{wrong}.")]), (wrong, kind)


def test_the_vocabulary_is_that_of_the_catalogues() -> None:
    for name in ("warfarin", "warfarina", "great toe extension", "Diabetes", "Straight leg raise"):
        assert plain(name) in known()
