"""Letters in Spanish: whole, in one language, and never refused because nobody reviewed them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import resources
from desktop.__main__ import main
from desktop.commands import BAD_INPUT, DONE
from handouts.blocks import CourseLanes
from handouts.build import letter
from handouts.materials import LetterKind
from handouts.styles import PageStyle, Size
from handouts.words import HandoutWords
from tests.cases.expectations import FOLDER
from tests.handouts.everycase import (
    LETTER_KINDS,
    Sample,
    document,
    materials_for,
    samples,
    spread,
    stamp_of,
    with_course,
    words,
)
from tests.handouts.languages import UNREVIEWED, add_language
from tests.handouts.made import CLINIC, GUIDELINES
from tests.handouts.reading import pages_of, said
from tests.handouts.test_spanish_pages import assert_within

SOURCES: Final = words("es").say("letters.source", value="")
"""How the line of sources begins."""
SAME: Final = frozenset({"no", "normal"})
"""Words that both languages write alike."""
WORD: Final = re.compile(r"[^\W\d_]{2,}")
PLACE: Final = re.compile(r"\{[^{}]*\}")
SPOKEN: Final = re.compile(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', re.MULTILINE)
UNREVIEWED_LINE: Final = "Nadie ha revisado todavía esta traducción."
CASE: Final = FOLDER / "v14b-weakness-worse.case.json"
SCREEN: Final = Path(resources.__file__).parent / "locale" / "es" / "LC_MESSAGES" / "foramen.po"


def _words_of(texts: Iterable[str]) -> set[str]:
    plain = (PLACE.sub("", text) for text in texts)
    return {word.casefold() for text in plain for word in WORD.findall(text)}


def _told(sample: Sample, kind: LetterKind, language: str) -> Iterator[str]:
    """Yield every text of a letter; of a timeline what is printed, not its codes."""
    for block in document(sample, kind, language).blocks:
        if not isinstance(block, CourseLanes):
            yield from said(block)
            continue
        yield from block.names.values()
        for event in block.course.events:
            yield from (*event.words, event.title)


def _typed(sample: Sample) -> set[str]:
    """Return the words of a case that somebody typed, and names: they stand in every language."""
    chart, patient = sample.chart, sample.chart.patient
    told = [*said((CLINIC.name, CLINIC.address, "Dr Lee")), *chart.plan.medicines]
    told += said((patient.family_name, patient.given_name, patient.medicines, patient.allergies))
    told += [care.name for care in chart.care]
    told += [text for one in chart.referrals for text in (one.to, one.words)]
    told += [text for one in chart.overrides for text in (one.by, one.reason)]
    told += [text for one in chart.flags for text in (one.by, one.words)]
    told += [text for one in chart.visits for text in (one.goal_function, one.intractable_pain)]
    return _words_of(told)


@cache
def _titles() -> frozenset[str]:
    """Return the words of the titles of publications: nobody translates those."""
    return frozenset(_words_of(source.title for source in GUIDELINES.sources.values()))


@cache
def _spanish() -> frozenset[str]:
    """Return every word that the program has in Spanish, on the screen and on paper."""
    told = [line for lines in words("es").sentences.values() for line in lines]
    told += _texts(resources.words_tables("es"))
    told += _texts(resources.catalogue_tables("es")["words"])
    told += SPOKEN.findall(SCREEN.read_text("utf-8"))
    return frozenset(_words_of(told))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.long(15)
def test_no_english_is_left_in_a_spanish_letter() -> None:
    left = []
    for sample in spread():
        known = _typed(sample) | SAME
        for kind in LETTER_KINDS:
            english, spanish = (frozenset(_told(sample, kind, code)) for code in ("en", "es"))
            left += [(sample.name, kind, text) for text in _english_in(spanish, english, known)]
    assert left == []


def _english_in(spanish: Iterable[str], english: frozenset[str], known: set[str]) -> list[str]:
    """Return the texts that are English sentences, or have a word that is English alone."""
    foreign = _words_of(english) - _spanish()
    found = []
    for text in spanish:
        own = _words_of([text]) - known
        if text.startswith(SOURCES):
            own -= _titles()
        if own and (text in english or own & foreign):
            found.append(text)
    return found


def test_the_search_for_english_finds_it() -> None:
    english = frozenset({"Red flags", "RF-N1 is open at level emergency.", "Medicines: Losec"})
    wrong = ["Red flags", "RF-N1 con nivel emergency", "Medicines"]
    right = ["Señales de alarma", "RF-N1 con nivel emergencia", "Losec"]
    assert _english_in([*wrong, *right], english, {"losec"}) == wrong


def _reviewed(spoken: HandoutWords) -> HandoutWords:
    return replace(spoken, tongue=replace(spoken.tongue, unchecked=frozenset()))


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_page_says_that_nobody_reviewed_the_words_until_somebody_did(
    kind: LetterKind,
) -> None:
    sample = next(one for one in samples() if one.name == "v14b-weakness-worse")
    plain = with_course(sample, materials_for(sample, "es"))
    stamp = stamp_of(sample)
    pages = pages_of(letter(kind, sample.chart, sample.assessment, plain, stamp))
    assert all(UNREVIEWED_LINE in page for page in pages)
    checked = replace(plain, words=_reviewed(plain.words))
    pages = pages_of(letter(kind, sample.chart, sample.assessment, checked, stamp))
    assert not any(UNREVIEWED_LINE in page for page in pages)


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("urgent", "standard"),
        ("surgical_evaluation", "standard"),
        ("surgical_evaluation", "extra"),
        ("physiotherapy", "extra"),
        ("work_note", "large"),
    ],
)
def test_nothing_runs_off_the_page(kind: LetterKind, size: Size) -> None:
    sample = next(one for one in samples() if one.name == "v14b-weakness-worse")
    made_with = with_course(sample, materials_for(sample, "es", PageStyle("letter", size)))
    assert_within(letter(kind, sample.chart, sample.assessment, made_with, stamp_of(sample)))


def _run(kind: str, language: str, out: Path) -> int:
    asked = ["letter", str(CASE), "--kind", kind, "--language", language, "-o", str(out)]
    return main([*asked, "--on", "2026-03-12"])


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_the_command_writes_each_kind_in_spanish(kind: LetterKind, tmp_path: Path) -> None:
    out = tmp_path / "carta.pdf"
    assert _run(kind, "es-MX", out) == DONE
    told = " ".join(pages_of(out.read_bytes()))
    assert "DELGADO, Rosa" in told
    assert "Firma" in told
    if kind != "work_note":
        assert "17-feb-2026" in told
        assert "Hombre" in told


def test_an_emergency_letter_is_english_where_a_language_lacks_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = add_language(tmp_path, monkeypatch, review=UNREVIEWED)
    out = tmp_path / "letter.pdf"
    assert _run("work_note", "xt", out) == DONE
    assert "Ñ Note for work" in pages_of(out.read_bytes())[0]
    # The rules do not speak it, so no letter with a reason of theirs is begun.
    assert _run("imaging", "xt", tmp_path / "none.pdf") == BAD_INPUT
    assert "expected --language en" in capsys.readouterr().err
    assert not (tmp_path / "none.pdf").exists()
    (folder / "emergency.toml").unlink()
    assert _run("emergency", "xt", out) == DONE
    assert "it is in English" in capsys.readouterr().err
    page = pages_of(out.read_bytes())[0]
    assert "Emergency: please see this patient now" in page
    assert "Ñ" not in page
