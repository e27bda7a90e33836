"""Spanish on paper: every letter has a shape of its own, and no long name is cut."""

import io
import unicodedata
from dataclasses import replace
from typing import Any, get_args

import pypdfium2
import pytest

from desktop.printwords import words_in
from handouts.build import build, letter
from handouts.fonts import UNKNOWN_LETTER, faces
from handouts.materials import HandoutKind, Materials
from handouts.styles import PageStyle, Size
from tests.handouts.made import FONTS, STAMP, assessment, chart, flag, materials, named, said_yes
from tests.handouts.reading import pages_of, text_of

KINDS: tuple[HandoutKind, ...] = get_args(HandoutKind)
SIZES: tuple[Size, ...] = ("standard", "extra")
EDGE = 20.0
"""Nothing stands nearer to the edge of the paper, in points."""
FAMILY = "Ñandú Güemes-Etxebarria de la Inmaculada Concepción"
GIVEN = "María José Íñiga Úrsula Ángela"


def spanish(size: Size = "standard") -> Materials:
    words = words_in("es")
    reviewed = replace(words, tongue=replace(words.tongue, unchecked=frozenset()))
    return replace(materials(), words=reviewed, page=PageStyle("letter", size))


def test_every_letter_of_spanish_is_in_the_font() -> None:
    known = faces(FONTS)
    for key, lines in words_in("es").sentences.items():
        for line in lines:
            composed = unicodedata.normalize("NFC", line)
            missing = {c for c in composed if ord(c) not in known.letters and c != "\n"}
            assert not missing, key


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_long_name_with_accents_is_whole_and_nothing_runs_off_the_page(
    kind: HandoutKind, size: Size
) -> None:
    content = build(kind, named(chart(), FAMILY, GIVEN), assessment(), spanish(size), STAMP)
    for page in pages_of(content):
        assert FAMILY.upper() in page
        assert GIVEN in page
        assert "Página" in page
    told = text_of(content)
    assert "12 de marzo de 2026" in told
    assert UNKNOWN_LETTER not in told.replace("?", "", told.count("¿"))
    assert_within(content)


def assert_within(content: bytes) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    for page in document:
        width, height = page.get_size()
        text: Any = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert left >= EDGE
            assert right <= width - EDGE
            assert bottom >= EDGE
            assert top <= height - EDGE
    document.close()


def test_the_emergency_sheet_is_one_page_in_spanish() -> None:
    whole = said_yes(named(chart(), FAMILY, GIVEN), "RF-C1")
    content = letter("emergency", whole, assessment(flags=(flag("RF-C1"),)), spanish(), STAMP)
    assert len(pages_of(content)) == 1
    told = text_of(content)
    assert "Dificultad para empezar a orinar" in told
    assert "11-mar-2026" in told
    assert_within(content)
