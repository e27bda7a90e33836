"""The first run of an own clinic, by keys: it ends only when the code is known to be on paper."""

from datetime import date
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import places as names
from db import vault
from desktop.desk.letterhead import read_face
from desktop.firstrun import FirstRun
from desktop.places import Places
from desktop.printers import ChoosePrinter
from tests.desktop.clinics import Sitting, sitting

PHRASE = "green window seven"


def first_run(sat: Sitting) -> FirstRun:
    assert sat.entrance.founder is not None
    return sat.entrance.founder.page


def fill_in(sat: Sitting, again: str) -> None:
    for text in ("Mfuwe Clinic", "Dr Phiri", PHRASE, again):
        sat.type(text)
        sat.press(Qt.Key.Key_Tab)


def tab_to(sat: Sitting, text: str) -> None:
    for _ in range(20):
        if text in str(getattr(sat.focus, "text", str)()):
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(f"{text!r} cannot be reached by Tab")


def printer_for(paper: Path) -> ChoosePrinter:
    """Return what stands in for the print dialog: every print goes to a file."""

    def choose(parent: QWidget) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        return printer

    return choose


def name_clinic(sat: Sitting) -> list[str]:
    """Fill in the first page, once wrongly; return the code that is shown then."""
    run = first_run(sat)
    sat.press(Qt.Key.Key_Return)
    fill_in(sat, "something else")
    tab_to(sat, "Continue")
    sat.press(Qt.Key.Key_Space)
    assert "not the same" in run.who.again_row.problem
    assert sat.focus is run.who.again
    run.who.again.selectAll()
    sat.type(PHRASE)
    sat.press(Qt.Key.Key_Return)
    tell_what_can_come_later(sat)
    return [label.text() for label in run.code.labels]


def tell_what_can_come_later(sat: Sitting) -> None:
    """Tell one number; go back once, where all still stands; leave the rest empty."""
    tab_to(sat, "Continue")
    sat.press(Qt.Key.Key_Return)
    sat.press(Qt.Key.Key_Escape)
    tab_to(sat, "Continue")
    sat.press(Qt.Key.Key_Return)
    sat.type("041 752 2133")
    sat.press(Qt.Key.Key_Return)
    tab_to(sat, "Continue")
    sat.press(Qt.Key.Key_Return)


def check_paper(paper: Path, code: list[str]) -> None:
    """Check the sheet with the code."""
    pages = PdfReader(paper).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    assert "Mfuwe Clinic" in text
    assert all(len(group) == 6 and group in text for group in code)


def type_back(sat: Sitting, code: list[str]) -> None:
    """Type two groups back, one of them wrongly at first."""
    assert sat.entrance.founder is not None
    first, second = sat.entrance.founder.asked_groups
    run = first_run(sat)
    sat.type("WRONG1")
    sat.press(Qt.Key.Key_Tab)
    sat.type(code[second])
    sat.press(Qt.Key.Key_Return)
    assert "not group" in run.back.rows[0].problem
    assert sat.entrance.desk is None
    run.back.fields[0].selectAll()
    sat.type(code[first].lower())
    sat.press(Qt.Key.Key_Return)


def test_a_clinic_of_one_s_own(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    places, paper = Places(home), tmp_path / "code.pdf"
    with sitting(qtbot, qapp, places, today) as sat:
        assert sat.entrance.founder is not None
        sat.entrance.founder.choose_printer = printer_for(paper)
        code = name_clinic(sat)
        sat.press(Qt.Key.Key_Space)  # print the code
        sat.see(paper.exists)
        check_paper(paper, code)
        tab_to(sat, "I have it")
        sat.press(Qt.Key.Key_Space)
        type_back(sat, code)
        assert not names.has_clinic(places.clinic)
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: sat.entrance.desk is not None)
        assert sat.window.bar.clinic.text() == "Mfuwe Clinic · Dr Phiri"
        assert read_face(places.clinic, "").phones["clinic"] == "041 752 2133"
        sat.settle()
    with vault.unlock_with_code(places.clinic, "-".join(code)) as key:
        assert key.user
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock(PHRASE)
