"""A last page with little on it is saved by less space between the parts, not by small letters."""

import io

import pypdf
import pypdfium2
import pytest

from desktop.paperwords import speaking
from handouts import page
from handouts.build import build, letter
from handouts.styles import PageStyle, Paper, Size
from tests.handouts.everycase import materials_for, samples, stamp_of, with_course
from tests.handouts.made import STAMP, assessment, chart, materials

SHORT = "flag-drop-single"


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def sizes(pdf: bytes) -> set[float]:
    """Return the sizes of all letters of a print, in points."""
    found: set[float] = set()

    def heard(text: str, _: object, __: object, ___: object, size: float) -> None:
        if text.strip():
            found.add(round(size, 1))

    for one in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        one.extract_text(visitor_text=heard)
    return found


def card(paper: Paper, size: Size) -> bytes:
    return build("danger_card", chart(), assessment(), materials(paper, size), STAMP)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_short_packet_is_the_letter_the_timeline_and_one_page(
    language: str, paper: Paper
) -> None:
    sample = next(one for one in samples() if one.name == SHORT)
    with speaking(language):
        made_with = with_course(sample, materials_for(sample, language, PageStyle(paper)))
        stamp, told = stamp_of(sample), (sample.chart, sample.assessment)
        assert pages(letter("surgical_evaluation", *told, made_with, stamp)) == 3


def test_a_card_in_large_letters_ends_on_no_page_with_little_on_it() -> None:
    assert [pages(card(paper, "large")) for paper in ("a4", "letter")] == [2, 2]
    assert [pages(card(paper, "extra")) for paper in ("a4", "letter")] == [3, 3]


def test_closing_up_takes_space_and_no_size(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = card("letter", "extra")
    monkeypatch.setattr(page, "CLOSER", ())
    plain = card("letter", "extra")
    assert pages(plain) == pages(closed) + 1
    assert sizes(plain) == sizes(closed)
    assert max(sizes(plain)) > 22
