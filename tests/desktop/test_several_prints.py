"""Several handouts at once: all are printed and recorded, the window never waits, stop stops."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.batch import Batch, BatchEnd, BatchPaper
from desktop.pages.printing import PrintingPage
from desktop.pages.several import KINDS
from handouts.styles import PageStyle
from pathway.facts import Patient
from pathway.prints import PrintRow
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text

MANY = 50


class Tray:
    """Printers that print into files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choose(self, _parent: QWidget | None) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        return printer


class Ear:
    """Hears how a batch ended."""

    def __init__(self, batch: Batch) -> None:
        self.heard: list[BatchEnd] = []
        self.steps: list[tuple[int, int]] = []
        batch.ended.connect(self.heard.append)
        batch.progressed.connect(lambda done, count: self.steps.append((done, count)))


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


def _printing(sat: Sitting) -> PrintingPage:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    return chart.printing


def _problem(sat: Sitting) -> ProblemId:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    assert chart.view is not None
    return chart.view.problem_id


def _recorded(sat: Sitting) -> tuple[PrintRow, ...]:
    assert sat.entrance.desk is not None
    return sat.entrance.desk.prints.of_problem(_problem(sat))


def test_what_is_ticked_is_printed_and_recorded_by_keys(sat: Sitting, tmp_path: Path) -> None:
    page = _printing(sat)
    page.choose_printer = Tray(tmp_path).choose
    _open_tab(sat)
    several = page.several
    assert not several.print.isEnabled()
    for kind in ("danger_card", "pocket_card"):
        several.kinds[kind].setFocus()
        press(Qt.Key.Key_Space)
    several.print.setFocus()
    held: list[QWidget | None] = []
    several.batch.progressed.connect(lambda *_: held.append(sat.window.focusWidget()))
    press(Qt.Key.Key_Space)
    assert several.stop.isVisible()
    press(Qt.Key.Key_Space)  # nothing is printed twice
    sat.see(lambda: not several.batch.is_running)
    assert {*held, sat.window.focusWidget()} == {several.print}
    assert "2 papers went to the printer." in several.news.text()
    assert {row.kind for row in _recorded(sat)} == {"danger_card", "pocket_card"}
    assert page.given.list.count() == 2


def test_a_refused_paper_is_named_with_its_reason_and_the_rest_goes_on(
    sat: Sitting, tmp_path: Path
) -> None:
    type_text("y")
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    chart.act("save")
    sat.settle()
    page = _printing(sat)
    ear = Ear(page.several.batch)
    problem = _problem(sat)
    papers = [BatchPaper(problem, "care_plan"), BatchPaper(problem, "danger_card")]
    page.several.batch.start(papers, PageStyle(), Tray(tmp_path).choose(None))
    sat.see(lambda: bool(ear.heard))
    (end,) = ear.heard
    assert end.printed == 1
    assert [one.paper.kind for one in end.refused] == ["care_plan"]
    (refused,) = (
        page.several.refusals.item(row).text() for row in range(page.several.refusals.count())
    )
    assert refused.startswith("Not printed: Care plan, BANDA.")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_without_a_printer_the_batch_ends_and_records_nothing(sat: Sitting, tmp_path: Path) -> None:
    page = _printing(sat)
    ear = Ear(page.several.batch)
    papers = [BatchPaper(_problem(sat), "danger_card")] * 3
    page.several.batch.start(papers, PageStyle(), Tray(tmp_path / "gone").choose(None))
    sat.see(lambda: bool(ear.heard))
    (end,) = ear.heard
    assert end == BatchEnd(0, (), 3, no_printer=True)
    assert "The printer cannot be reached." in page.several.news.text()
    assert _recorded(sat) == ()


def test_printing_is_stopped_and_what_is_printed_stays_recorded(
    sat: Sitting, tmp_path: Path
) -> None:
    page = _printing(sat)
    _open_tab(sat)
    batch, ear = page.several.batch, Ear(page.several.batch)
    papers = [BatchPaper(_problem(sat), "danger_card")] * MANY
    batch.start(papers, PageStyle(), Tray(tmp_path).choose(None))
    sat.see(lambda: len(ear.steps) > 2)
    page.several.stop.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: bool(ear.heard))
    (end,) = ear.heard
    assert end.printed + end.left == MANY
    assert 2 <= end.printed < MANY
    assert len(_recorded(sat)) == end.printed
    assert "were not begun" in page.several.news.text()
    assert sat.window.focusWidget() is page.several.kinds[KINDS[0]]  # nothing is ticked


def _open_tab(sat: Sitting) -> None:
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    chart.act("tab_4")
    sat.settle()
