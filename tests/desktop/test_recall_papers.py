"""Recall sheets by keys: shown, printed, kept, entered by row number, undone; and the handover."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import recalls, recallsheets, visits
from desktop.desk import Desk
from desktop.pages.papers import PapersPage
from desktop.pages.recallentry import RecallEntryPage
from desktop.papersroom import PapersRoom
from desktop.rooms import Rooms
from pathway.facts import Patient, Visit
from pathway.recalls import Recorded
from pathway.records import PatientId, ProblemId, VisitEntry
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.handouts.reading import text_of

BANDA = Patient(date(1970, 1, 1), family_name="Banda", given_name="Mary")
PHIRI = Patient(date(1975, 1, 1), family_name="Phiri", given_name="John")
SHIFT = Qt.KeyboardModifier.ShiftModifier


class PaperTray:
    """A printer that writes a file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "printed.pdf"

    def choose(self, _parent: QWidget) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        return printer


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of a clinic with two patients who are to be called."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        make_due(sat)
        yield sat


def make_due(sat: Sitting) -> None:
    """Unlock, and let 30 days go by since two patients were seen."""
    sat.unlock()
    for changes in register(sat, BANDA, PHIRI):
        visit(sat, changes.problem)
    clock = desk_of(sat)._clock
    clock._clock.moment += timedelta(30)  # type: ignore[attr-defined]
    clock.look_again()
    sat.settle()


def desk_of(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def visit(sat: Sitting, problem: ProblemId | None) -> None:
    """Keep a visit, from which the next contact is counted."""
    assert problem is not None
    desk = desk_of(sat)
    desk._clinic.write(visits.save, VisitEntry(problem, Visit(desk.today)), desk.stamp())


def room_of(sat: Sitting) -> PapersRoom:
    rooms: Rooms | None = sat.entrance.rooms
    assert rooms is not None
    room = rooms.findChild(PapersRoom)
    assert room is not None
    return room


def papers_of(sat: Sitting) -> PapersPage:
    sat.press(Qt.Key.Key_F8)
    page = room_of(sat).papers
    assert page is not None
    sat.see(lambda: bool(page.preview.pages))
    return page


def printed(sat: Sitting, folder: Path) -> PapersPage:
    """Print this week's sheet."""
    page = papers_of(sat)
    page.choose_printer = PaperTray(folder).choose
    sat.chord(Qt.Key.Key_P)
    sat.see(lambda: "printer" in page.news.text())
    return page


def entry_of(sat: Sitting) -> RecallEntryPage:
    page = room_of(sat).papers
    assert page is not None
    page.enter.setFocus()
    sat.press(Qt.Key.Key_Space)
    entry = room_of(sat).entry
    assert entry is not None
    return entry


def outcomes(sat: Sitting, patient: str) -> tuple[Recorded, ...]:
    return desk_of(sat).reader.read(recalls.of_patient, PatientId(patient))


def test_the_sheet_of_the_week_is_shown_printed_and_kept(sat: Sitting, tmp_path: Path) -> None:
    page = printed(sat, tmp_path)
    assert page.paper_made is not None
    text = text_of(page.paper_made.pages)
    assert "Recall sheet 1" in text
    assert "BANDA, Mary" in text
    assert "PHIRI, John" in text
    assert "Village not recorded" in text
    (kept,) = desk_of(sat).papers.sheets()
    assert (kept.number, kept.rows, kept.entered) == (1, 2, 0)
    read = desk_of(sat).reader.read
    assert read(recallsheets.pages, kept.id) == page.paper_made.pages
    assert (tmp_path / "printed.pdf").stat().st_size > 1_000
    page.grouping.set_value("phone")
    sat.see(lambda: page.paper_made is not None)
    assert page.paper_made is not None
    assert "No telephone recorded: to visit" in text_of(page.paper_made.pages)
    sat.press(Qt.Key.Key_Escape)
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.finder.isVisible()


def test_results_are_entered_by_row_number_and_undone(sat: Sitting, tmp_path: Path) -> None:
    printed(sat, tmp_path)
    entry = entry_of(sat)
    sheet = desk_of(sat).papers.sheets()[0]
    row = desk_of(sat).papers.row(sheet.id, 2)
    assert row is not None
    sat.type("7")
    assert "rows 1 to 2" in entry.number_row.problem
    assert not entry.save.isEnabled()
    sat.press(Qt.Key.Key_Backspace)
    sat.type("2")
    assert row.who.family_name.upper() in entry.who.text()
    sat.press(Qt.Key.Key_Return)
    sat.type("2")
    assert entry.outcome.value() == "will_come"
    sat.type("+3d")
    sat.press(Qt.Key.Key_Return)
    sat.type("with her sister")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: bool(outcomes(sat, row.patient)))
    sat.settle()
    (told,) = outcomes(sat, row.patient)
    assert told.outcome.kind == "will_come"
    assert told.outcome.day == desk_of(sat).today + timedelta(3)
    assert told.outcome.note == "with her sister"
    assert "Will come" in entry.entered.item(0).text()
    assert entry.number.hasFocus()
    assert entry.number.text() == ""
    assert "1 of 2" in entry.sheet.currentText()
    sat.type("2")
    assert "entered already" in entry.number_row.problem
    sat.press(Qt.Key.Key_Return)
    assert entry.number.hasFocus()
    sat.press(Qt.Key.Key_Backspace)
    entry.undo.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.see(lambda: bool(outcomes(sat, row.patient)[0].error_by))
    sat.settle()
    assert "0 of 2" in entry.sheet.currentText()


def test_what_is_missing_is_said_and_nothing_is_saved(sat: Sitting, tmp_path: Path) -> None:
    printed(sat, tmp_path)
    entry = entry_of(sat)
    sat.type("1")
    entry.save.setFocus()
    sat.press(Qt.Key.Key_Space)
    assert entry.outcome_row.problem
    entry.outcome.set_value("remind_on")
    entry.save.setFocus()
    sat.press(Qt.Key.Key_Space)
    assert "On which day" in entry.day_row.problem
    entry.day.set_text("-2d")
    entry.save.setFocus()
    sat.press(Qt.Key.Key_Space)
    assert "before the call" in entry.day_row.problem
    sat.press(Qt.Key.Key_Escape)
    assert entry.news.isVisible()
    assert desk_of(sat).papers.sheets()[0].entered == 0


def test_without_a_sheet_the_form_says_so(sat: Sitting) -> None:
    papers_of(sat)
    entry = entry_of(sat)
    assert not entry.number.isEnabled()
    assert "Print a recall sheet first" in entry.news.text()


def test_a_sheet_whose_number_was_taken_is_not_printed(sat: Sitting, tmp_path: Path) -> None:
    page = papers_of(sat)
    desk = desk_of(sat)
    made = page.paper_made
    assert made is not None
    assert made.entry is not None
    other = replace(made.entry, pages=b"%PDF of somebody else")
    desk._clinic.write(recallsheets.record, other, desk.stamp())
    page.choose_printer = PaperTray(tmp_path).choose
    sat.chord(Qt.Key.Key_P)
    sat.see(page.news.isVisible)
    assert "printer" not in page.news.text()
    assert not (tmp_path / "printed.pdf").exists()
    sat.press(Qt.Key.Key_F5)
    sat.see(lambda: page.paper_made is not None and page.paper_made != made)
    assert page.paper_made is not None
    assert page.paper_made.entry is not None
    assert page.paper_made.entry.sheet.number == 2


def test_the_handover_is_shown_and_printing_it_is_noted(sat: Sitting, tmp_path: Path) -> None:
    sat.press(Qt.Key.Key_F8, SHIFT)
    page = room_of(sat).papers
    assert page is not None
    sat.see(lambda: bool(page.preview.pages))
    assert page.paper_made is not None
    assert "Handover" in text_of(page.paper_made.pages)
    assert not page.enter.isVisible()
    page.choose_printer = PaperTray(tmp_path).choose
    sat.chord(Qt.Key.Key_P)
    sat.see(lambda: "printer" in page.news.text())
    assert desk_of(sat).papers.sheets() == ()
