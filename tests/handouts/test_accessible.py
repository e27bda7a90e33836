"""Every print is right by PDF/UA-1, as the veraPDF engine judges, and sound by libqpdf.

The engine is Java. It is looked for in the folder that FORAMEN_VERAPDF names, or in that of the
user's cache; where there is none the test says so and is skipped. FORAMEN_EVERY_PRINT makes every
kind on every paper at every size, instead of each kind once.
"""

import io
import os
from pathlib import Path

import pikepdf
import pytest

from tests.handouts.everyprint import KINDS, Made, every_print, few_prints
from tests.handouts.made import chart
from tests.handouts.verapdf import ENGINE, JAVA, judged


@pytest.fixture(scope="module")
def prints() -> tuple[Made, ...]:
    make = every_print if os.environ.get("FORAMEN_EVERY_PRINT") else few_prints
    return tuple(make())


@pytest.mark.long(30)
@pytest.mark.skipif(JAVA is None, reason="there is no Java here")
@pytest.mark.skipif(
    not any(ENGINE.glob("*.jar")), reason="FORAMEN_VERAPDF names no folder with the engine"
)
def test_the_engine_finds_nothing_against_pdf_ua(prints: tuple[Made, ...], tmp_path: Path) -> None:
    paths = []
    for made in prints:
        paths.append(tmp_path / f"{made.name}.pdf")
        paths[-1].write_bytes(made.content)
    *told, bare = judged("ua1", [*paths, _without_structure(prints[0], tmp_path)])
    assert [line for line in told if not line.endswith("\tright")] == []
    assert len(told) == len(prints)
    assert "fails" in bare


def _without_structure(made: Made, folder: Path) -> Path:
    """Return a file in which the engine must find something."""
    path = folder / "bare.pdf"
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    return path


def test_each_kind_is_among_the_prints(prints: tuple[Made, ...]) -> None:
    assert {made.name.partition("-")[0] for made in prints} == set(KINDS)


def test_libqpdf_finds_no_fault(prints: tuple[Made, ...]) -> None:
    for made in prints:
        with pikepdf.open(io.BytesIO(made.content)) as pdf:
            assert pdf.check_pdf_syntax() == [], made.name


def test_fonts_are_subsets_that_the_file_holds(prints: tuple[Made, ...]) -> None:
    for made in prints:
        with pikepdf.open(io.BytesIO(made.content)) as pdf:
            fonts = [font for page in pdf.pages for font in page.Resources.Font.as_dict().values()]
            assert fonts, made.name
            for font in fonts:
                assert str(font.BaseFont)[7:8] == "+", (made.name, str(font.BaseFont))
                assert "/FontFile2" in font.FontDescriptor, made.name


def test_no_title_names_the_patient(prints: tuple[Made, ...]) -> None:
    patient = chart().patient
    for made in prints:
        with pikepdf.open(io.BytesIO(made.content)) as pdf:
            title = str(pdf.docinfo["/Title"])
            assert title, made.name
            for part in (patient.family_name, patient.given_name, patient.number):
                assert part.casefold() not in title.casefold(), made.name


def test_the_same_input_gives_the_same_bytes(prints: tuple[Made, ...]) -> None:
    again = {made.name: made.content for made in few_prints()}
    first = {made.name: made.content for made in prints if made.name in again}
    assert first == again
