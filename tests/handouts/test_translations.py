"""Another language is a folder of text; what is missing, stale or unreviewed in it is known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

import resources
from desktop.printwords import words_in
from handouts.build import CARDS, build, letter
from handouts.materials import HandoutKind, Materials
from handouts.tongues import PAPERS
from handouts.translations import read_scripts, standing
from handouts.trouble import Refused, WordsTrouble
from tests.handouts.everyprint import LETTER_KINDS
from tests.handouts.languages import CODE, UNREVIEWED, add_language
from tests.handouts.made import REGIONS, STAMP, WORDS, assessment, chart, flag, materials
from tests.handouts.reading import text_of

KINDS: tuple[HandoutKind, ...] = get_args(HandoutKind)
UNCHECKED = "This translation has not been reviewed"


def spoken(words: object) -> Materials:
    return replace(materials(), words=words)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_a_third_language_is_a_folder_of_text_and_nothing_else(
    kind: HandoutKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_language(tmp_path, monkeypatch)
    words = words_in(CODE)
    assert words.language == "xt-XT"
    assert not words.tongue.unchecked
    text = text_of(build(kind, chart(), assessment(), spoken(words), STAMP))
    assert "Ñ " in text
    assert UNCHECKED not in text


def test_an_unreviewed_language_says_so_on_each_page_and_gives_no_danger_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_language(tmp_path, monkeypatch, review=UNREVIEWED)
    made_with = spoken(words_in(CODE))
    for kind in KINDS:
        if kind in CARDS:
            continue
        text = text_of(build(kind, chart(), assessment(), made_with, STAMP))
        assert UNCHECKED in text
        has_signs = kind in {"care_plan", "exercises", "what_changes_when"}
        assert ("Take the card in English" in text) == has_signs
    with pytest.raises(Refused) as refused:
        build("danger_card", chart(), assessment(), made_with, STAMP)
    assert refused.value.code == "not_reviewed"
    assert refused.value.instead == ("danger_card --language en",)
    assert refused.value.language == "Testish"


def test_english_says_nothing_of_translations() -> None:
    for kind in KINDS:
        assert "translation" not in text_of(build(kind, chart(), assessment(), materials(), STAMP))


def change(folder: Path, table: str, old: str, new: str) -> None:
    path = folder.parent / f"{table}.en.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_sentence_whose_master_changed_is_stale_and_no_longer_reviewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_language(tmp_path, monkeypatch)
    change(folder, "danger_signs", "You leak pee or poo.", "You leak pee or stool.")
    words = words_in(CODE)
    assert words.tongue.unchecked == {"danger_signs"}
    found = standing(words_in("en"), resources.handout_translation(CODE))
    assert found.stale == ("danger_signs.lumbar.signs",)
    with pytest.raises(Refused):
        build("danger_card", chart(), assessment(), spoken(words), STAMP)
    sheet = text_of(build("medicines_today", chart(), assessment(), spoken(words), STAMP))
    assert UNCHECKED not in sheet  # it says nothing of danger signs: its own tables are reviewed


def test_a_paper_that_lacks_a_sentence_is_refused_and_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_language(tmp_path, monkeypatch)
    (folder / "leaflets.toml").unlink()
    words = words_in(CODE)
    assert build("care_plan", chart(), assessment(), spoken(words), STAMP)
    with pytest.raises(Refused) as refused:
        build("surgery_choice", chart(), assessment(), spoken(words), STAMP)
    assert refused.value.code == "not_translated"
    assert refused.value.instead == ("--language en",)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("common", "{date} for", "{date} for"),
        ("common", "Printed {date} at {time}", "Printed on {date}"),
        ("common", '"January", "February"', '"January"'),
    ],
)
def test_a_sentence_with_other_places_counts_as_missing(
    table: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_language(tmp_path, monkeypatch)
    path = folder / f"{table}.toml"
    text = path.read_text("utf-8").replace('"Ñ ', '"')
    path.write_text(text.replace(old, new, 1), "utf-8")
    is_changed = old != new
    found = standing(words_in("en"), resources.handout_translation(CODE))
    assert bool(found.misfit) == is_changed
    assert bool(words_in(CODE).tongue.missing) == is_changed


def test_keys_that_the_master_lost_harm_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_language(tmp_path, monkeypatch)
    path = folder / "common.toml"
    path.write_text(f'old_sentence = "Gone"\n{path.read_text("utf-8")}', "utf-8")
    found = standing(words_in("en"), resources.handout_translation(CODE))
    assert found.unknown == ("common.old_sentence",)
    assert build("danger_card", chart(), assessment(), spoken(words_in(CODE)), STAMP)


def test_a_script_that_was_not_verified_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, name in (("ar", "Arabic"), ("hi", "Hindi"), ("zh-CN", "Chinese")):
        with pytest.raises(Refused) as refused:
            words_in(code)
        assert (refused.value.code, refused.value.language) == ("unsure_script", name)
    folder = add_language(tmp_path, monkeypatch)
    path = folder / "figures.toml"
    path.write_text(path.read_text("utf-8").replace("Ñ ", "Ж ", 1), "utf-8")
    with pytest.raises(Refused) as refused:
        words_in(CODE)
    assert (refused.value.code, refused.value.language) == ("unsure_script", "Testish")


def test_a_language_of_a_country_is_that_of_its_folder_and_others_are_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_language(tmp_path, monkeypatch)
    assert words_in(f"{CODE}-MX").tongue.code == CODE
    assert words_in("en-US").tongue.code == "en"
    with pytest.raises(resources.NoSuchResource, match="'qq'"):
        words_in("qq")


@pytest.mark.parametrize(
    ("line", "is_wrong"),
    [
        ('translation.reviewed_on = "yesterday"\n', True),
        ('translation.reviewed_by = "A. Reviewer"\n', False),
        ("translation.reviewed_on = 2026-03-01\n", False),
        ("", False),
    ],
)
def test_a_review_needs_a_person_and_a_day(
    line: str, is_wrong: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_language(tmp_path, monkeypatch, review=line)
    if is_wrong:
        with pytest.raises(WordsTrouble, match="reviewed_on"):
            words_in(CODE)
    else:
        assert words_in(CODE).tongue.unchecked


@pytest.mark.parametrize("table", [{}, {"verified": []}, {"refused": {}}])
def test_scripts_without_their_lists_are_named(table: Mapping[str, object]) -> None:
    with pytest.raises(WordsTrouble, match="scripts"):
        read_scripts(table)


class Heard(dict[str, tuple[str, ...]]):
    """Sentences that note whose table was asked."""

    asked: set[str]

    def __init__(self, sentences: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(sentences)
        self.asked = set()

    def get(self, key: str, other: object = None) -> object:  # type: ignore[override]
        self.asked.add(key.partition(".")[0])
        return super().get(key, other)


def asked(kind: str) -> Iterator[str]:
    heard = Heard(WORDS.sentences)
    made_with = spoken(replace(WORDS, sentences=heard))
    for region in REGIONS:
        if kind in LETTER_KINDS:
            letter(kind, chart(region), assessment(flags=(flag("RF-C1"),)), made_with, STAMP)
        else:
            build(kind, chart(region), assessment(), made_with, STAMP)  # type: ignore[arg-type]
    yield from heard.asked


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_paper_speaks_the_words_whose_review_it_claims(kind: str) -> None:
    assert set(asked(kind)) <= PAPERS[kind]


def test_every_code_of_a_refused_script_is_plain() -> None:
    refused = read_scripts(resources.handout_tables("en")["scripts"]).refused
    assert all(re.fullmatch(r"[a-z]{2,3}", code) for code in refused)
    assert not set(refused) & {"en", *resources.handout_languages()}
