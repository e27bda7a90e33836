"""What is set on a page can be cut at any height of it, and nothing of it is lost."""

import io
from functools import cache

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from handouts.flow import Box, BoxStyle, Item, MarginRow, text_of

WIDE, HIGH = 300.0, 240.0
MARGIN, GAP = 60.0, 4.0
STYLE = ParagraphStyle("text", fontSize=10, leading=12)
HEADING = ParagraphStyle("heading", fontSize=10, leading=14)
PLAIN = BoxStyle(0, black, 0)


def printed(*parts: Flowable) -> str:
    """Return the text of the pages that these parts fill."""
    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=(WIDE, HIGH))
    frame = Frame(0, 0, WIDE, HIGH, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(list(parts))
    return " ".join(page.extract_text() for page in pypdf.PdfReader(made).pages)


def row(lines_of_heading: int, texts: list[int]) -> MarginRow:
    """Return a row with a heading of so many lines, beside texts of so many lines each."""
    heading = text_of("<br/>".join(f"h{line}" for line in range(lines_of_heading)), HEADING)
    content = [
        text_of("<br/>".join(f"t{number}.{line}" for line in range(lines)), STYLE)
        for number, lines in enumerate(texts)
    ]
    return MarginRow(heading, Box(content, PLAIN), MARGIN, GAP)


@cache
def words(lines_of_heading: int, texts: tuple[int, ...]) -> frozenset[str]:
    """Return every word of such a row."""
    heading = {f"h{line}" for line in range(lines_of_heading)}
    beside = {f"t{number}.{line}" for number, lines in enumerate(texts) for line in range(lines)}
    return frozenset(heading | beside)


def test_a_heading_that_does_not_fit_goes_to_the_next_page_with_its_row() -> None:
    room = 1.5 * HEADING.leading + 2 * GAP  # for the first text, not for a heading of two lines
    said = printed(Spacer(1, HIGH - room), row(2, [1, 1]))
    assert words(2, (1, 1)) == frozenset(said.split())


@settings(max_examples=200, deadline=None)
@given(
    room=st.integers(0, int(HIGH)),
    lines_of_heading=st.integers(1, 6),
    texts=st.lists(st.integers(1, 30), min_size=1, max_size=4),
)
def test_a_row_may_begin_at_any_height_of_a_page(
    room: int, lines_of_heading: int, texts: list[int]
) -> None:
    said = printed(Spacer(1, HIGH - room), row(lines_of_heading, texts))
    assert sorted(said.split()) == sorted(words(lines_of_heading, tuple(texts)))


@settings(max_examples=100, deadline=None)
@given(
    room=st.integers(0, int(HIGH)),
    texts=st.lists(st.integers(1, 30), min_size=1, max_size=4),
    is_whole=st.booleans(),
)
def test_a_box_may_begin_at_any_height_of_a_page(
    room: int, texts: list[int], is_whole: bool
) -> None:
    parts = [
        Item(text_of("<br/>".join(f"t{number}.{line}" for line in range(lines)), STYLE), 12, None)
        for number, lines in enumerate(texts)
    ]
    box = Box(parts, BoxStyle(1, black, 6, is_whole=is_whole))
    said = printed(Spacer(1, HIGH - room), box)
    assert sorted(said.split()) == sorted(words(0, tuple(texts)))
