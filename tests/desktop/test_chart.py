"""The chart with a real clinic behind it: nothing is lost, and what is shown follows the facts."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.chart import HANDOUTS, PLAN, TIMELINE, VISIT, ChartPage
from desktop.pages.visit import VisitForm
from desktop.pdfpages import draw
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


class ToFile:
    """Prints to a PDF file in place of the dialog."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def choose(self, parent: QWidget) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer


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


def _chart(sat: Sitting) -> ChartPage:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    return chart


def _form(sat: Sitting) -> VisitForm:
    form = _chart(sat).visit.form
    assert form is not None
    return form


def test_a_chart_opens_at_the_first_question_of_a_new_visit(sat: Sitting) -> None:
    assert _chart(sat).tabs.currentIndex() == VISIT
    questions = _form(sat).parts.interview.questions
    assert any(question.isAncestorOf(focused()) for question in questions.values())
    assert "BANDA" in sat.window.windowTitle()


def test_what_is_new_is_said_in_a_turn_of_its_own_and_before_the_chart_is_left(
    sat: Sitting,
) -> None:
    chart = _chart(sat)
    sat.settle()
    found = []
    chart.refresh()
    found.append(chart.state.has_more)
    sat.settle()
    found.append(chart.state.has_more)
    chart.refresh()
    press(Qt.Key.Key_F2)
    found.append(chart.state.has_more)
    chart.refresh()
    found.append(chart.state.has_more)
    assert found == [True, False, False, False]


def test_tabs_open_by_key_and_answers_survive_them(sat: Sitting) -> None:
    type_text("nn")
    for key, tab in ((Qt.Key.Key_2, PLAN), (Qt.Key.Key_3, TIMELINE), (Qt.Key.Key_1, VISIT)):
        press(key, modifier=CONTROL)
        assert _chart(sat).tabs.currentIndex() == tab
    assert _form(sat).progress.answered == 2
    assert _form(sat).has_unsaved()


def test_saving_by_key_says_that_it_is_safe(sat: Sitting) -> None:
    type_text("n")
    assert _form(sat).bar.saved.text() == "Not saved yet"
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: _form(sat).bar.saved.text() == "All saved")
    assert _form(sat).visit_id is not None


def test_a_signed_visit_is_read_and_a_new_one_begun(sat: Sitting) -> None:
    type_text("n")
    chart = _chart(sat)
    chart.act("sign")
    press(Qt.Key.Key_Space)
    sat.see(lambda: chart.tabs.currentIndex() == PLAN)
    sat.settle()
    sat.see(lambda: not chart.can("save"))  # what is read in its place may still be being made
    assert chart.plan.cards
    chart.act("tab_1")
    sat.see(lambda: not chart.visit.new.isHidden())
    assert not chart.visit.has_more
    chart.visit.new.click()
    assert chart.can("save")
    assert not _form(sat).answers


def test_the_handout_is_previewed_and_the_same_bytes_are_printed(
    sat: Sitting, tmp_path: Path
) -> None:
    chart = _chart(sat)
    paper = ToFile(tmp_path / "print.pdf")
    chart.printing.choose_printer = paper.choose
    chart.act("tab_4")
    sat.see(lambda: bool(chart.printing.preview.pages))
    assert chart.tabs.currentIndex() == HANDOUTS
    assert chart.printing.draft.isVisible()
    source = PdfReader(BytesIO(chart.printing.pdf))
    assert len(chart.printing.preview.pages) == len(source.pages)
    assert "BANDA" in chart.printing.preview.pages[0].accessibleDescription()
    chart.printing.on_print()
    sat.settle()
    assert len(PdfReader(paper.path).pages) == len(source.pages)


def test_a_print_is_recorded_and_printed_again_byte_for_byte(sat: Sitting, tmp_path: Path) -> None:
    chart = _chart(sat)
    printing, given = chart.printing, chart.printing.given
    printing.choose_printer = ToFile(tmp_path / "print.pdf").choose
    chart.act("tab_4")
    sat.see(lambda: bool(printing.preview.pages))
    assert given.isHidden()
    first = printing.pdf
    printing.on_print()
    sat.see(lambda: given.list.count() == 1)
    assert "Dr Phiri" in given.list.item(0).text()
    assert "DRAFT" in given.list.item(0).text()
    chart.act("tab_1")
    type_text("nn")
    chart.act("save")
    sat.settle()
    chart.act("tab_4")
    sat.settle()
    given.list.setFocus()
    press(Qt.Key.Key_Down)
    sat.see(given.again.isVisible)
    assert "Changed since this print:" in given.since.text()
    assert "New visit of 30-Mar-2026" in given.since.text()
    reprint = ToFile(tmp_path / "again.pdf")
    printing.choose_printer = reprint.choose
    given.again.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: given.list.count() == 2)
    assert any("printed again" in given.list.item(row).text() for row in range(2))
    assert reprint.path.exists()
    assert sat.entrance.desk is not None
    assert chart.view is not None
    rows = sat.entrance.desk.prints.of_problem(chart.view.problem_id)
    assert {row.sha256 for row in rows} == {sha256(first).hexdigest()}


def test_an_emergency_refuses_the_handout_and_offers_the_letter(sat: Sitting) -> None:
    type_text("y")
    chart = _chart(sat)
    chart.act("save")
    sat.settle()
    chart.act("tab_4")
    sat.see(chart.printing.refusal.isVisible)
    assert chart.printing.instead.isVisible()
    assert not chart.printing.print.isEnabled()
    chart.printing.instead.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: bool(chart.printing.preview.pages))
    assert "Emergency" in chart.printing.preview.pages[0].accessibleDescription()


def test_the_emergency_letter_is_one_click_away_from_the_visit(sat: Sitting) -> None:
    chart = _chart(sat)
    _form(sat).bar.emergency.click()
    sat.see(lambda: bool(chart.printing.preview.pages))
    assert chart.printing.kind.value() == "emergency"


def test_the_banner_follows_a_saved_answer(sat: Sitting) -> None:
    type_text("y")
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    assert "Red flag · Emergency: act now" in _chart(sat).banner.spoken()


def test_zoom_and_pages_of_the_preview(sat: Sitting) -> None:
    chart = _chart(sat)
    chart.act("tab_4")
    preview = chart.printing.preview
    sat.see(lambda: len(preview.pages) > 1)
    width = preview.pages[0].width()
    assert focused() is preview
    press(Qt.Key.Key_Plus)
    assert preview.pages[0].width() > width
    assert preview.percent() == 125
    press(Qt.Key.Key_Minus)
    sat.see(lambda: preview.verticalScrollBar().maximum() > 0)
    chart.printing.pages.setCurrentRow(1)
    assert preview.verticalScrollBar().value() > 0
    assert draw(chart.printing.pdf, 20)[0].width < 200


def test_a_blank_sheet_bears_the_patient_and_no_mark_of_a_draft(sat: Sitting) -> None:
    chart = _chart(sat)
    chart.act("tab_4")
    chart.printing.choose("examination")
    sat.see(lambda: bool(chart.printing.preview.pages))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(chart.printing.pdf)).pages)
    assert "Examination sheet: Low back" in text
    assert "BANDA" in text
    assert "DRAFT" not in text
