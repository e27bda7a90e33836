"""Where room is scarce, and where the screen reads from right to left: faults that were there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.faultbar import MOST_OF_WINDOW, FaultBar
from desktop.faultwords import entries_missing, view_only, wrong_clock
from desktop.firstrun import FirstRun
from desktop.models.patients import PatientsModel
from desktop.pages.charttabs import ChartTabs
from desktop.pages.patienttable import PatientTable
from desktop.stateline import StateLine
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import plain
from desktop.widgets.shortened import Shortened
from tests.desktop import walking
from tests.desktop.test_finder import Counted

NOW = datetime(2026, 3, 30, 10, tzinfo=UTC)
PATH = r"D:\Daten\Gemeindeschwester\AppData\Local\foramen\clinic\foramen.db"


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """Something to hold what is tested."""
    held = QWidget()
    qtbot.addWidget(held)
    return held


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Letters of twice the size."""
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """A screen from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(qtbot: QtBot, part: QWidget, width: int = 1280, height: int = 720) -> QMainWindow:
    """Put a part on top of a window of this size."""
    window = QMainWindow()
    qtbot.addWidget(window)
    body = QWidget(window)
    box = QVBoxLayout(body)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(part)
    box.addWidget(QStackedWidget(body), 1)
    window.setCentralWidget(body)
    window.setFixedSize(width, height)
    window.show()
    return window


def test_three_faults_at_twice_the_size_scroll_and_lose_no_line(
    qtbot: QtBot, room: QWidget, large: None
) -> None:
    bar = FaultBar(room)
    window = shown(qtbot, bar)
    missing = entries_missing(12, NOW)
    bar.show_faults((view_only("damaged"), missing, wrong_clock(NOW, NOW + timedelta(days=9))))
    qtbot.waitUntil(lambda: not walking.clipped(window))
    assert bar.height() <= round(window.height() * MOST_OF_WINDOW)
    assert bar.verticalScrollBar().maximum() > 0
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Down)
    assert bar.verticalScrollBar().value() > 0


def test_one_fault_takes_what_it_needs(qtbot: QtBot, room: QWidget) -> None:
    bar = FaultBar(room)
    window = shown(qtbot, bar)
    bar.show_faults((view_only("damaged"),))
    qtbot.waitUntil(lambda: not walking.clipped(window))
    assert bar.verticalScrollBar().maximum() == 0


def test_the_line_of_state_says_less_before_it_cuts(qtbot: QtBot, large: None) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    line = StateLine(window)
    window.setStatusBar(line)
    line.demo.show()
    line.show_day(date(2026, 3, 30))
    line.show_saved(NOW)
    window.resize(1900, 300)
    window.show()
    qtbot.waitUntil(lambda: "made up" in line.demo.text())
    window.resize(1000, 300)
    qtbot.waitUntil(lambda: "made up" not in line.demo.text())
    assert "made up" in line.demo.accessibleName()
    assert line.day.isVisible()
    window.setFixedSize(560, 300)
    qtbot.waitUntil(line.day.isHidden)


def test_a_long_clinic_name_is_shortened_and_takes_no_button_s_room(
    qtbot: QtBot, room: QWidget
) -> None:
    whose = Shortened(room)
    whose.setText("Health Centre Kilifi-Mnarani · Sister Margaret Wanjiru")
    whose.resize(100, 30)
    room.show()
    whose.grab()
    assert whose.sizeHint().width() == 1
    assert whose.toolTip() == whose.text()


def test_tabs_are_never_cut_by_what_stands_beside_them(
    qtbot: QtBot, room: QWidget, large: None
) -> None:
    tabs = ChartTabs(room)
    for name in ("Visit", "Plan", "Timeline", "Handouts"):
        tabs.add(QWidget(tabs), name, "activity")
    beside = QPushButton("17-Nov-2026, signed by Dr Amina Yusuf", tabs)
    beside.setMinimumWidth(300)
    tabs.put_corner(beside)
    window = shown(qtbot, tabs)
    qtbot.waitUntil(lambda: tabs.tabBar().width() >= tabs.tabBar().sizeHint().width())
    assert beside.mapTo(window, beside.rect().bottomRight()).x() < window.width()


def test_a_path_is_broken_into_lines_and_a_date_is_not(qtbot: QtBot, room: QWidget) -> None:
    words = plain(f"The file {PATH} is of 30-Mar-2026.", room)
    assert words.text() == f"The file {PATH} is of 30-Mar-2026."
    words.setWordWrap(True)
    metrics = words.fontMetrics()
    assert words.minimumSizeHint().width() < metrics.horizontalAdvance(PATH) // 2
    words.setText("30-Mar-2026")
    assert words.text() == "30-Mar-2026"
    assert words.heightForWidth(metrics.horizontalAdvance("30-Mar-")) < 2 * metrics.height()


def test_a_button_in_a_flow_is_never_narrower_than_its_words(qtbot: QtBot, room: QWidget) -> None:
    box = room
    button = QPushButton("Emergency letter", box)
    button.setStyleSheet("min-width: 20px")
    FlowLayout(box).addWidget(button)
    assert box.minimumSizeHint().width() >= button.sizeHint().width()


def test_lines_of_a_flow_can_end_where_reading_ends(qtbot: QtBot, room: QWidget) -> None:
    box = room
    first, second = QPushButton("A", box), QPushButton("B", box)
    layout = FlowLayout(box, is_trailing=True)
    for button in (first, second):
        layout.addWidget(button)
    box.resize(600, 60)
    box.show()
    assert second.geometry().right() == 599
    assert first.geometry().right() < second.geometry().left()


def test_a_line_is_in_hand_also_from_right_to_left(
    qtbot: QtBot, room: QWidget, mirrored: None, today: date
) -> None:
    table = PatientTable(room)
    model = PatientsModel(today, table)
    table.setModel(model)
    table.resize(2000, 300)
    room.show()
    model.show_found(Counted(1), today, {})
    for column in range(model.columnCount()):
        table.setColumnWidth(column, 100)
    table.go_to(0)
    assert table.currentIndex().row() == 0


def test_dates_in_tables_keep_their_order_from_right_to_left(
    qtbot: QtBot, room: QWidget, mirrored: None, today: date
) -> None:
    table = PatientTable(room)
    model = PatientsModel(today, table)
    table.setModel(model)
    model.show_found(Counted(1), today, {})
    option = QStyleOptionViewItem()
    option.direction = Qt.LayoutDirection.RightToLeft
    UprightDelegate(table).initStyleOption(option, model.index(0, 1))
    assert option.text.startswith("\u200e01-Jan-1970")


def test_a_problem_is_taken_back_while_it_is_put_right(qtbot: QtBot, room: QWidget) -> None:
    page = FirstRun((0, 1), room)
    room.show()
    page.who.on_continue()
    assert page.who.clinic_row.problem
    assert page.who.user_row.problem
    QTest.keyClicks(page.who.clinic, "M")
    assert not page.who.clinic_row.problem
    assert page.who.user_row.problem
