"""Every handout is easy to read in every language, and none says what may not be said."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import get_args

import pytest

import resources
from desktop.printwords import words_in
from handouts import blocks as b
from handouts.build import BUILDERS, CARDS
from handouts.materials import HandoutKind
from handouts.words import HandoutWords
from pathway.facts import Region
from tests.handouts.gates import failures, forbidden, found, read
from tests.handouts.made import STAGES, STAMP, assessment, chart, materials
from tests.handouts.reading import said, sentences_of

LANGUAGES = ("en", *resources.handout_languages())
KINDS: tuple[HandoutKind, ...] = get_args(HandoutKind)
PLACES: tuple[Region, ...] = ("lumbar", "cervical", "unsure")
ASIDE = ("care_plan.medicines.names.", ".sources", "common.version", "common.language")


@cache
def spoken(language: str) -> HandoutWords:
    """Return the words of a language as if a person had reviewed them."""
    words = words_in(language)
    return replace(words, tongue=replace(words.tongue, unchecked=frozenset()))


def documents(kind: HandoutKind, language: str) -> Iterator[b.Document]:
    made_with = replace(materials(), words=spoken(language))
    for region, stage in product(PLACES, STAGES):
        if kind in CARDS:
            yield CARDS[kind](chart(region), assessment(stage), made_with, STAMP)
        else:
            yield BUILDERS[kind](chart(region), assessment(stage), made_with, STAMP)


def texts_of(document: b.Document, language: str) -> Iterator[str]:
    sources = spoken(language).say("leaflets.shared.sources") + ":"
    for block in document.blocks:
        yield from (text for text in said(block) if sources not in text)


@pytest.mark.parametrize(("kind", "language"), list(product(KINDS, LANGUAGES)))
def test_each_handout_is_easy_to_read_and_claims_nothing(kind: HandoutKind, language: str) -> None:
    for document in documents(kind, language):
        texts = tuple(texts_of(document, language))
        assert found(forbidden(language), " ".join(texts)) == []
        reading = read(sentences_of(texts), language)
        assert failures(reading, language, kind) == [], reading.report()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_says_what_may_not_be_said(language: str) -> None:
    phrases = forbidden(language)
    assert len(phrases) > 8
    for key, lines in spoken(language).sentences.items():
        for line in lines:
            assert found(phrases, line) == [], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_for_patients_is_short(language: str) -> None:
    tables = ("care_plan.", "danger_signs.", "exercise", "leaflets.")
    words = spoken(language)
    texts = (
        line
        for key, lines in words.sentences.items()
        if key.startswith(tables) and not any(part in key for part in ASIDE)
        for line in lines
    )
    assert [one for one in sentences_of(texts) if len(one.split()) > 20] == []


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "90 % of people are well"),
        ("en", "Laser Spine will help"),
        ("en", "exercises decompress the nerve"),
        ("en", "numbness is permanent"),
        ("es", "9 de cada 10 personas mejoran"),
        ("es", "El 90 % mejora"),
        ("es", "El adormecimiento es permanente"),
        ("es", "La cirugía puede curar el dolor"),
        ("es", "Este ejercicio descomprime el nervio"),
        ("es", "Le harán una resonancia"),
        ("es", "El reposo en cama ayuda"),
        ("es", "Laser Spine Institute"),
    ],
)
def test_a_forbidden_claim_would_be_found(language: str, claim: str) -> None:
    assert found(forbidden(language), claim)


@pytest.mark.parametrize(
    ("language", "hard"),
    [
        ("en", "Conservative rehabilitation necessitates progressive multidisciplinary therapy."),
        ("es", "La rehabilitación conservadora necesita participación multidisciplinaria."),
    ],
)
def test_hard_text_does_not_pass_and_its_worst_sentence_is_named(language: str, hard: str) -> None:
    reading = read((hard, "Sí.", "No."), language)
    assert failures(reading, language, "care_plan")
    assert reading.worst[0] == hard
    assert hard in reading.report()
    assert "short sample" in reading.report()


def test_spanish_is_there_for_all_that_a_patient_takes_home() -> None:
    words = words_in("es")
    needed = {"common", "danger_signs", "care_plan", "exercise_words", "exercise_sheet"}
    needed |= {"drawings", "leaflets", "emergency"}
    assert not {key for key in words.tongue.missing if key.partition(".")[0] in needed}


def test_numbers_are_the_same_in_every_language() -> None:
    """What a translation says in figures is what the master says, in the same order of size."""
    master = words_in("en").sentences
    for language in resources.handout_languages():
        differing = dict(_differing(spoken(language).sentences, master))
        assert differing == {}


def _differing(
    ours: Mapping[str, tuple[str, ...]], master: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[list[str], list[str]]]]:
    """Yield what has other figures than the master; how days are written is no figure."""
    for key, lines in ours.items():
        if key.startswith(("common.dates.", "common.language")):
            continue
        figures = [sorted(re.findall(r"\d+", " ".join(each))) for each in (lines, master[key])]
        if figures[0] != figures[1]:
            yield key, (figures[0], figures[1])
