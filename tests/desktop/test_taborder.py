"""The walk along the focus chain leaves every widget with its own parent."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.widgets.taborder import next_stop


def page(qtbot: QtBot) -> tuple[QWidget, QPushButton, QTableWidget, QPushButton]:
    """Return a window with a button, a table and another button, one beneath the other."""
    window = QWidget()
    qtbot.addWidget(window)
    above, table, below = QPushButton("Above", window), QTableWidget(2, 2, window), QPushButton()
    box = QVBoxLayout(window)
    for part in (above, table, below):
        box.addWidget(part)
    window.show()
    qtbot.waitExposed(window)
    above.setFocus()
    return window, above, table, below


def end(widget: QWidget) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def test_what_was_walked_past_outlives_the_control_before_it(qtbot: QtBot) -> None:
    window, above, table, below = page(qtbot)
    header = table.horizontalHeader()
    for forward in (True, False):
        stop: QWidget | None = window
        for _ in range(4):
            stop = next_stop(window, forward)
            assert stop is not None
            stop.setFocus()
    end(above)
    assert all(isValid(left) for left in (window, table, header, below))
    assert [header.parent(), table.parent(), below.parent()] == [table, window, window]


def test_the_parts_of_a_table_stay_when_nobody_holds_them(qtbot: QtBot) -> None:
    window, above, table, _ = page(qtbot)
    for _ in range(3):
        stop = next_stop(window, forward=True)
        assert stop is not None
        stop.setFocus()
    end(above)
    window.repaint()
    assert isValid(table.horizontalHeader())
    assert isValid(table.verticalHeader())
