"""The care plan is easy to read and claims nothing that no source supports."""

import re
from itertools import product

import pytest
import textstat

import resources
from handouts import blocks as b
from handouts.build import build
from handouts.care_plan import care_plan
from pathway.facts import Region
from pathway.finding import StageCode
from tests.handouts.gates import forbidden
from tests.handouts.made import REGIONS, STAGES, STAMP, WORDS, assessment, chart, materials
from tests.handouts.reading import grade_of, said, sentences_of, text_of, without_names

FORBIDDEN = forbidden("en")
EVERY = tuple(product(REGIONS, STAGES))


def plan(region: Region, stage: StageCode) -> b.Document:
    return care_plan(chart(region), assessment(stage), materials(), STAMP)


def spoken(document: b.Document) -> tuple[str, ...]:
    """Return the sentences that a patient reads; the list of sources is not among them."""
    texts = (text for block in document.blocks for text in said(block))
    return sentences_of(text for text in texts if not text.startswith("Sources"))


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_grade_is_six_or_below(region: Region, stage: StageCode) -> None:
    text = without_names(spoken(plan(region, stage)))
    assert textstat.flesch_kincaid_grade(text) <= 6
    assert grade_of(text) <= 6


@pytest.mark.parametrize("region", REGIONS)
def test_danger_signs_have_grade_five_or_below(region: Region) -> None:
    boxes = [block for block in plan(region, "acute").blocks if isinstance(block, b.Danger)]
    assert len(boxes) == 1
    text = without_names(sentences_of(said(boxes[0])))
    assert textstat.flesch_kincaid_grade(text) <= 5
    assert grade_of(text) <= 5


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_sentences_are_short(region: Region, stage: StageCode) -> None:
    lengths = {sentence: len(sentence.split()) for sentence in spoken(plan(region, stage))}
    assert sum(lengths.values()) / len(lengths) <= 12
    assert {s: n for s, n in lengths.items() if n > 20} == {}


def test_every_sentence_of_every_variant_is_short() -> None:
    keys = [
        key for key in WORDS.sentences if key.startswith(("care_plan.", "danger_signs.", "exer"))
    ]
    texts = [
        t
        for key in keys
        if ".sources." not in key and ".names." not in key
        for t in WORDS.lines(key)
    ]
    assert len(texts) > 150
    assert [s for s in sentences_of(texts) if len(s.split()) > 20] == []


def test_the_checker_itself_finds_hard_text() -> None:
    hard = "Conservative rehabilitation necessitates progressive multidisciplinary participation."
    assert grade_of(hard) > 12
    assert textstat.flesch_kincaid_grade(hard) > 12
    assert grade_of("Sit down. Go home. See us soon.") < 3


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_words_claim_nothing_that_no_source_supports(phrase: str) -> None:
    for key, lines in WORDS.sentences.items():
        for line in lines:
            assert not re.search(phrase, line, re.IGNORECASE), key


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_prints_claim_nothing_that_no_source_supports(region: Region, stage: StageCode) -> None:
    text = text_of(build("care_plan", chart(region), assessment(stage), materials(), STAMP))
    assert "Most people" in text or "You can build up" in text
    for phrase in FORBIDDEN:
        assert not re.search(phrase, text, re.IGNORECASE), phrase


def test_a_forbidden_claim_would_be_found() -> None:
    claims = "90 % of people are well; numbness is permanent; exercises decompress the nerve"
    assert sum(bool(re.search(phrase, claims, re.IGNORECASE)) for phrase in FORBIDDEN) >= 3


@pytest.mark.parametrize(("region", "stage"), EVERY)
def test_at_most_five_actions_and_one_main_message(region: Region, stage: StageCode) -> None:
    document = plan(region, stage)
    ticks = [block for block in document.blocks if isinstance(block, b.Ticks)]
    messages = [block for block in document.blocks if isinstance(block, b.Message)]
    assert 3 <= len(ticks[0].items) <= 5
    assert len(messages) == 1
    assert len(sentences_of((messages[0].text,))) <= 1 + messages[0].text.count(":")


def test_english_has_every_table_of_words() -> None:
    assert {"common", "care_plan", "danger_signs", "emergency", "exercise_words"} <= set(
        resources.handout_tables("en")
    )
