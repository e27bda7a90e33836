"""The printers of a computer: chosen by keys, kept for each, heeded by the bytes of a print."""

import io
import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.prints import Prints
from desktop.pages.printerpart import PrinterPart
from desktop.pages.printing import PrintingPage
from desktop.printerbook import (
    FILE,
    HERE,
    PAPERS,
    TOPS_MM,
    PrinterBook,
    PrinterProfile,
    PrintersHere,
    book_of,
    paper_of,
)
from desktop.printers import dress
from handouts.grey import in_grey
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press
from tests.desktop.test_chart import ToFile

LASER = "Laser"
LETTER_POINTS = 792


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic with one patient's chart open."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        (changes,) = register(sat, patient)
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        yield sat


def _page(sat: Sitting) -> PrintingPage:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    return chart.printing


def _show(sat: Sitting, *names: str) -> PrinterPart:
    """Open the handouts on a computer with these printers."""
    page = _page(sat)
    page.printer.book.here = PrintersHere(lambda: "a4", lambda: names)
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    page.choose("danger_card")
    sat.entrance.rooms.chart.act("tab_4")
    sat.see(lambda: bool(page.preview.pages))
    sat.settle()
    return page.printer


def _kept(home: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((home / FILE).read_text("utf-8"))
    return told


def test_a_printer_is_chosen_by_keys_and_its_paper_is_kept_for_it(sat: Sitting, home: Path) -> None:
    part, page = _show(sat, LASER, "Label printer"), _page(sat)
    assert part.news.isHidden()
    usual = page.pdf
    part.name.setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert part.book.chosen == LASER
    part.paper.setFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    part.more.button.setFocus()
    press(Qt.Key.Key_Space)
    part.more.top.setFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    part.more.colours.setFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    wanted = PrinterProfile("letter", 20, is_grey=True)
    assert part.profile() == PrinterBook(home).profile() == wanted
    sat.settle()
    sat.see(lambda: bool(page.pdf) and page.pdf != usual)
    sat.settle()
    made = pypdfium2.PdfDocument(page.pdf)[0]
    assert made.get_height() == LETTER_POINTS
    assert in_grey(page.pdf).count(b"/Page") == page.pdf.count(b"/Page")
    assert len(page.preview.pages) == len(pypdfium2.PdfDocument(io.BytesIO(page.pdf)))


def test_another_printer_has_another_paper_and_each_page_heeds_it(sat: Sitting, home: Path) -> None:
    part = _show(sat, LASER)
    part.book.choose(LASER)
    part.book.keep(PrinterProfile("letter", 40, is_grey=False))
    part.load()
    assert (part.paper.value(), part.more.top_mm()) == ("letter", 40)
    assert part.more.is_open
    part.name.setFocus()
    press(Qt.Key.Key_Up)
    assert part.profile() == PrinterProfile("a4")
    assert _kept(home)["chosen"] == ""
    sat.settle()


@pytest.mark.parametrize(
    ("chosen", "names", "said"),
    [
        ("", (), "No printer is set up on this computer."),
        ("", (LASER,), ""),
        (LASER, (LASER,), ""),
        (LASER, (), "Laser is not there now"),
        (LASER, ("Another",), "Laser is not there now"),
    ],
)
def test_a_printer_that_is_not_there_is_told(
    sat: Sitting, chosen: str, names: tuple[str, ...], said: str
) -> None:
    _page(sat).printer.book.choose(chosen)
    part = _show(sat, *names)
    assert part.name.value() == chosen
    assert part.news.text().startswith(said)
    assert part.news.isHidden() is not bool(said)


def test_an_answer_that_is_taken_back_is_chosen_again(sat: Sitting) -> None:
    part = _show(sat)
    part.paper.setFocus()
    press(Qt.Key.Key_Backspace)
    assert part.profile() == PrinterProfile("a4")


def test_the_same_pages_come_again_whatever_the_printer_needs_by_then(
    sat: Sitting, tmp_path: Path
) -> None:
    part, page = _show(sat), _page(sat)
    page.choose_printer = ToFile(tmp_path / "print.pdf").choose
    first = page.pdf
    page.on_print()
    sat.see(lambda: page.given.list.count() == 1)
    part.book.keep(PrinterProfile("letter", 60, is_grey=True))
    part.load()
    sat.see(lambda: bool(page.pdf) and page.pdf != first)
    page.given.list.setCurrentRow(0)
    sat.see(page.given.again.isVisible)
    page.given.again.click()
    sat.see(lambda: page.given.list.count() == 2)
    assert sat.entrance.desk is not None
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    assert sat.entrance.rooms.chart.view is not None
    prints: Prints = sat.entrance.desk.prints
    rows = prints.of_problem(sat.entrance.rooms.chart.view.problem_id)
    assert {row.sha256 for row in rows} == {sha256(first).hexdigest()}
    sat.settle()


def test_the_book_hangs_on_the_window_and_begins_with_the_paper_of_the_country(
    sat: Sitting, home: Path
) -> None:
    assert book_of(sat.window) is not None
    here = PrintersHere(lambda: "letter", tuple)
    assert PrinterBook(home / "elsewhere", here).profile() == PrinterProfile("letter")
    assert HERE.paper() in PAPERS
    assert all(isinstance(name, str) for name in HERE.names())
    assert (paper_of("US"), paper_of("PH"), paper_of("ZM"), paper_of("")) == (
        "letter",
        "letter",
        "a4",
        "a4",
    )


def test_the_printer_is_set_to_its_paper_and_its_colours(qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dress(printer, PrinterProfile("letter", is_grey=True))
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Letter
    assert printer.colorMode() is QPrinter.ColorMode.GrayScale


NAMES = st.text(max_size=30)
PROFILES = st.builds(
    PrinterProfile, st.sampled_from(PAPERS), st.sampled_from(TOPS_MM), st.booleans()
)


@given(st.dictionaries(NAMES, PROFILES, min_size=1, max_size=3))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, wanted: dict[str, PrinterProfile]
) -> None:
    folder = tmp_path_factory.mktemp("book")
    book = PrinterBook(folder)
    for name, profile in wanted.items():
        book.choose(name)
        book.keep(profile)
    again = PrinterBook(folder)
    assert again.chosen == book.chosen
    for name, profile in wanted.items():
        again.choose(name)
        assert again.profile() == profile


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["chosen", "printers", "paper", "top_mm", "is_grey"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON.map(json.dumps) | st.text(max_size=20))
def test_any_file_is_a_book(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("book")
    (folder / FILE).write_text(text, "utf-8", errors="replace")
    profile = PrinterBook(folder).profile()
    assert profile.paper in PAPERS
    assert profile.top_mm in TOPS_MM
