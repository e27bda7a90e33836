"""What stands on every page, and what a PDF must be: tagged, embedded, repeatable."""

import io
from dataclasses import replace
from datetime import datetime

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject

from handouts.build import PrintStamp, build, letter
from handouts.styles import BODY_POINTS, Paper, Size
from pathway.facts import Region
from tests.handouts.made import REGIONS, STAGES, STAMP, assessment, chart, flag, materials, named
from tests.handouts.reading import pages_of, text_of

LONG = "Wolfeschlegelsteinhausenbergerdorff"
DRAFT = replace(STAMP, draft=True)


def plan(region: Region = "lumbar", stamp: PrintStamp = STAMP) -> bytes:
    return build("care_plan", chart(region), assessment(), materials(), stamp)


def test_every_page_says_who_which_page_when_and_from_what() -> None:
    pages = pages_of(plan())
    assert len(pages) >= 2
    for number, page in enumerate(pages, start=1):
        assert "OKAFOR, Ruth" in page
        assert "Born 14 March 1968" in page
        assert "Clinic number 1000342" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Printed 12 March 2026 at 14:05" in page
        assert "Content 7.1" in page
        assert "DRAFT" not in page
        assert "DEMO" not in page


def test_marks_are_on_every_page() -> None:
    pages = pages_of(plan(stamp=replace(STAMP, draft=True, demo=True)))
    for page in pages:
        assert "DRAFT: not signed off" in page
        assert "DEMO: made-up patient" in page
    sheet = text_of(letter("emergency", chart(), assessment(), materials(), DRAFT))
    assert "DRAFT: not signed off" in sheet


def test_clinical_prints_have_short_dates_and_patient_prints_long_ones() -> None:
    sheet = text_of(letter("emergency", chart(), assessment(), materials(), STAMP))
    assert "Born 14-Mar-1968 (57y)" in sheet
    assert "Female" in sheet
    assert "Printed 12-Mar-2026 at 14:05" in sheet
    assert "-Mar-" not in text_of(plan())


@pytest.mark.parametrize(
    ("family", "given_name", "shown"),
    [
        ("okafor", "Ruth", "OKAFOR, Ruth"),
        ("", "Suharto", "SUHARTO"),
        ("Suharto", "", "SUHARTO"),
        ("", "", "NAME NOT RECORDED"),
        ("Đặng", "Thị Hồng", "ĐẶNG, Thị Hồng"),
        ("<b>Bobby</b>", "& Co", "<B>BOBBY</B>, & Co"),
    ],
)
def test_names_stand_as_they_are(family: str, given_name: str, shown: str) -> None:
    whole = named(chart(), family, given_name)
    for page in pages_of(build("care_plan", whole, assessment(), materials(), STAMP)):
        assert shown in page


@pytest.mark.parametrize("size", list(BODY_POINTS))
@pytest.mark.parametrize("region", REGIONS)
def test_nothing_overflows_at_any_size(size: Size, region: Region) -> None:
    whole = named(chart(region), LONG, LONG)
    visit = replace(whole.visits[0], goal_function="Walk the dog " * 30 + "x" * 200)
    whole = replace(whole, visits=(visit,))
    for stage in STAGES:
        content = build("care_plan", whole, assessment(stage), materials("letter", size), DRAFT)
        pages = pages_of(content)
        for page in pages:
            assert f"{LONG.upper()}, {LONG}" in page
            assert f"of {len(pages)}" in page


@pytest.mark.parametrize("region", ["lumbar", "cervical"])
def test_the_acute_plan_takes_both_sides_of_two_sheets_of_a4(region: Region) -> None:
    assert len(pages_of(plan(region))) <= 4


@pytest.mark.parametrize(("paper", "points"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_paper_is_the_one_asked_for(paper: Paper, points: tuple[float, float]) -> None:
    content = build("care_plan", chart(), assessment(), materials(paper), STAMP)
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize("size", list(BODY_POINTS))
def test_body_text_is_clear_print(size: Size) -> None:
    found: set[float] = set()
    content = build("care_plan", chart(), assessment(), materials(size=size), STAMP)

    def look(
        text: str, _c: list[float], _t: list[float], _f: DictionaryObject, points: float
    ) -> None:
        if "Get up and move" in text:
            found.add(round(points, 1))

    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=look)
    assert found == {BODY_POINTS[size]}
    assert BODY_POINTS[size] >= 12


def test_same_input_same_bytes() -> None:
    assert plan() == plan()
    first, second = (
        letter("emergency", chart(), assessment(flags=(flag("RF-C1"),)), materials(), STAMP)
        for _ in range(2)
    )
    assert first == second
    assert plan() != plan(stamp=DRAFT)


def test_every_font_is_embedded() -> None:
    names = set()
    with pikepdf.open(io.BytesIO(plan())) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.as_dict().values():
                names.add(str(font.BaseFont).partition("+")[2])
                assert "/FontFile2" in font.FontDescriptor
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_structure_language_and_title_for_screen_readers() -> None:
    with pikepdf.open(io.BytesIO(plan())) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        roles = _roles(root.StructTreeRoot.K)
        assert b"pdfuaid:part" in root.Metadata.read_bytes()
        for number, page in enumerate(pdf.pages):
            assert page.obj.StructParents == number
    assert roles[0] == "/Document"
    assert roles.count("/H1") == 1
    assert roles.count("/H2") >= 10
    assert {"/H3", "/P", "/L", "/LI", "/LBody", "/Sect"} <= set(roles)


def _roles(element: pikepdf.Object) -> list[str]:
    if "/S" not in element:
        return []
    return [str(element.S), *(role for kid in element.K.as_list() for role in _roles(kid))]


def test_all_that_is_drawn_is_tagged_or_an_artifact() -> None:
    for page in pypdf.PdfReader(io.BytesIO(plan(stamp=DRAFT))).pages:
        depth = 0
        for operands, operator in pypdf.generic.ContentStream(page.get_contents(), None).operations:
            depth += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
            assert 0 <= depth <= 1, operands
            if operator in {b"Tj", b"TJ", b"S", b"f", b"B"}:
                assert depth == 1, operands
        assert depth == 0


def test_no_name_in_what_a_file_manager_shows() -> None:
    for content in (plan(), letter("emergency", chart(), assessment(), materials(), STAMP)):
        reader = pypdf.PdfReader(io.BytesIO(content))
        with pikepdf.open(io.BytesIO(content)) as pdf:
            metadata = pdf.Root.Metadata.read_bytes().decode()
        for text in (str(reader.metadata), metadata):
            assert "Okafor" not in text
            assert "OKAFOR" not in text
            assert "1000342" not in text


@settings(max_examples=12)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_typed_text_can_be_printed(family: str, goal: str) -> None:
    whole = named(chart(), family, "Ruth")
    whole = replace(whole, visits=(replace(whole.visits[0], goal_function=goal),))
    assert pages_of(build("care_plan", whole, assessment(), materials(), STAMP))
    assert len(pages_of(letter("emergency", whole, assessment(), materials(), STAMP))) == 1


def test_a_stamp_without_a_time_zone_prints_its_time() -> None:
    stamp = replace(STAMP, printed_at=datetime(2026, 3, 12, 9, 5))  # noqa: DTZ001 - as a clock shows it
    assert "at 09:05" in text_of(plan(stamp=stamp))


@pytest.mark.parametrize("size", list(BODY_POINTS))
def test_telephone_numbers_are_in_one_piece(size: Size) -> None:
    content = build("care_plan", chart(), assessment(), materials(size=size), STAMP)
    lines = [
        " ".join(line.split())
        for page in pypdf.PdfReader(io.BytesIO(content)).pages
        for line in page.extract_text().splitlines()
    ]
    assert any("555 0100" in line for line in lines)
