"""Help on every page: what it is for, keys that exist, three questions; the page for the wall."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import keys_text, rows
from desktop.desk.wallpages import WallPaper, quick_start_page
from desktop.helptopics import BY_PAGE, CHART, CHART_TABS, OTHER
from desktop.helpwords import HelpTrouble, help_on, quick_start, topics, with_keys
from desktop.languages import LANGUAGES
from desktop.pages.help import HelpPage
from desktop.pages.keys import KeysPage
from desktop.pages.quickstart import QuickStartPage
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.house.source_files import ROOT

BASES = {"SidePage", "DraftPage", "PatientPage", "FlowPage", "SearchLine", "Empty", "SearchForm"}
"""What no page of the window is, but what some are made from."""


def acting() -> set[str]:
    """Return the pages of the window: the classes that carry out actions, and who inherits."""
    classes = list(_classes())
    found = {node.name for node in classes if {"can", "act"} <= _methods(node)}
    for _ in classes:
        found |= {node.name for node in classes if _bases(node) & found}
    return found - BASES


def _classes() -> Iterator[ast.ClassDef]:
    for path in sorted((ROOT / "desktop" / "pages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node


def _methods(node: ast.ClassDef) -> set[str]:
    return {one.name for one in node.body if isinstance(one, ast.FunctionDef)}


def _bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def test_every_page_has_its_help() -> None:
    pages = acting() | {"Splash", "FirstRun", "RestoringPage"}
    assert pages - {CHART, *BY_PAGE} == set()
    assert {*BY_PAGE.values(), *CHART_TABS, OTHER} == set(topics())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", topics())
def test_help_says_what_for_and_answers_three_questions(topic: str, language: str) -> None:
    known = help_on(topic, language)
    assert known.title
    assert known.purpose.endswith(".")
    assert known.keys
    assert len(known.questions) == 3
    for question in known.questions:
        assert question.ask[-1] in "?."
        assert question.answer.endswith(".")
        assert "{" not in question.answer


def test_a_key_that_does_not_exist_is_refused() -> None:
    assert with_keys("Press {save}.", "x") == f"Press {_keys('save')}."
    with pytest.raises(HelpTrouble, match="'fly' is no action"):
        with_keys("Press {fly}.", "x")
    with pytest.raises(HelpTrouble, match="no help"):
        help_on("nowhere")


def test_another_language_falls_back_to_english() -> None:
    assert help_on("visit", "xx") == help_on("visit")


def test_help_is_there_in_every_language_of_the_screen() -> None:
    assert topics("es") == topics()
    assert help_on("visit", "es").title == "La visita"
    assert help_on("visit", "es").keys == help_on("visit").keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_start_names_keys_that_exist(language: str) -> None:
    known = quick_start("9.9", language)
    said = " ".join(step for part in known.parts for step in part.steps)
    assert _keys("new_patient") in said
    assert "{" not in said
    assert "9.9" in known.foot


def test_f1_explains_the_page_in_front_and_then_lists_all_keys(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        assert _help(sat).topic == "unlock"
        sat.press(Qt.Key.Key_F1)
        assert isinstance(sat.window.pages.currentWidget(), KeysPage)
        sat.press(Qt.Key.Key_Escape)
        sat.press(Qt.Key.Key_Escape)
        assert sat.window.pages.currentWidget() is sat.entrance.splash
        sat.unlock()
        page = _help(sat)
        assert page.topic == "patients"
        told = {label.text() for label in page.findChildren(QLabel)}
        assert all(question.ask in told for question in help_on("patients").questions)
        sat.press(Qt.Key.Key_Escape)
        rooms = sat.entrance.rooms
        assert rooms is not None
        assert sat.window.pages.currentWidget() is rooms.finder


def test_locking_leaves_no_help_behind(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        _help(sat)
        sat.entrance.lock()
        assert sat.window.pages.currentWidget() is sat.entrance.splash
        assert sat.entrance.aside is not None
        assert not sat.entrance.aside.pages


def test_what_was_left_by_a_key_is_not_come_back_to(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        _help(sat)
        sat.press(Qt.Key.Key_F4)
        page = _help(sat)
        assert page.topic == "worklist"
        assert sat.entrance.aside is not None
        assert len(sat.entrance.aside.pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_quick_start_is_one_page_in_spanish(paper: WallPaper) -> None:
    made = quick_start_page(paper, datetime(2026, 3, 12, 10, tzinfo=UTC), "es")
    (page,) = PdfReader(BytesIO(made)).pages
    text = " ".join(page.extract_text().split())
    assert "Foramen: inicio rápido" in text
    assert _keys("new_patient") in text
    assert "Página 1 de 1" in text
    assert str(PdfReader(BytesIO(made)).root_object["/Lang"]) == "es-419"


def test_the_quick_start_is_printed_on_one_page(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    paper = tmp_path / "wall.pdf"
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        _help(sat).quick_start.click()
        page = sat.window.pages.currentWidget()
        assert isinstance(page, QuickStartPage)
        sat.see(page.print.isEnabled)
        (made,) = PdfReader(BytesIO(page.pdf)).pages
        text = " ".join(made.extract_text().split())
        assert _keys("new_patient") in text
        assert "Foramen: quick start" in text
        page.choose_printer = _to_nowhere
        page.act("print")
        assert page.news.text() == "Nothing was printed."
        page.choose_printer = _ToFile(paper).choose
        page.act("print")
        sat.see(paper.exists)
        sat.settle()
        assert page.news.text() == "Sent to the printer."


def _help(sat: Sitting) -> HelpPage:
    sat.press(Qt.Key.Key_F1)
    page = sat.window.pages.currentWidget()
    assert isinstance(page, HelpPage)
    return page


def _keys(action: str) -> str:
    return keys_text(next(row for row in rows() if row.id == action))


def _to_nowhere(_parent: QWidget) -> None:
    return None


class _ToFile:
    """Stands in for the print dialog: every print goes to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def choose(self, _parent: QWidget) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer
