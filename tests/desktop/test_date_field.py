"""The date field, driven by the keys that reach the focused widget."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form
from tests.desktop.pressing import press, type_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A shown window to put controls in."""
    widget = QWidget()
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def _put(window: QWidget, field: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.show()
    field.setFocus(Qt.FocusReason.TabFocusReason)


def test_an_untouched_field_holds_no_date(window: QWidget, today: date) -> None:
    field = DateField(today, window)
    assert field.day() is None
    assert field.text() == ""
    assert field.problem() == ""


def test_the_understood_date_shows_beneath(window: QWidget, today: date, qtbot: QtBot) -> None:
    field = DateField(today, window)
    _put(window, field)
    type_text("-3w")
    assert field.day() == date(2026, 3, 9)
    assert field.understood.text() == "Mon 09-Mar-2026 · 3w ago"


def test_an_ambiguous_date_is_chosen_by_keyboard(
    window: QWidget, today: date, qtbot: QtBot
) -> None:
    field = DateField(today, window)
    _put(window, field)
    type_text("03/02/2026")
    assert field.day() is None
    assert field.choices is not None
    assert field.choices.isVisible()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert field.day() == date(2026, 3, 2)
    assert not field.choices.isVisible()
    assert field.line.hasFocus()


def test_typing_replaces_the_whole_value_on_focus(
    window: QWidget, today: date, qtbot: QtBot
) -> None:
    field = DateField(today, window)
    field.set_day(date(2026, 1, 5))
    _put(window, field)
    type_text("today")
    assert field.day() == today


def test_limits_refuse_in_words(window: QWidget, today: date, qtbot: QtBot) -> None:
    field = DateField(today, window, DayLimits(date(2026, 1, 1), today))
    _put(window, field)
    type_text("tomorrow")
    assert field.day() is None
    assert field.problem() == "Not after 30-Mar-2026."
    field.set_text("Dec 2025")
    assert field.problem() == "The day is needed here, not only the month or year."


def test_a_month_that_only_begins_too_early_is_accepted(window: QWidget, today: date) -> None:
    field = DateField(today, window, DayLimits(date(2026, 1, 15), today, partial=True))
    field.set_text("Jan 2026")
    assert field.problem() == ""
    field.set_text("Dec 2025")
    assert field.problem() == "Not before 15-Jan-2026."


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_calendar_opens_by_key_and_gives_the_day(
    window: QWidget, today: date, qtbot: QtBot
) -> None:
    field = DateField(today, window)
    _put(window, field)
    press(Qt.Key.Key_F4)
    popup = field._calendar
    assert popup is not None
    assert popup.isVisible()
    QTest.mouseClick(popup.today_button, Qt.MouseButton.LeftButton)
    assert not popup.isVisible()
    assert field.day() == today


def test_a_form_row_names_its_control_once_for_all(window: QWidget, today: date) -> None:
    form = Form(window)
    field = DateField(today, form)
    row = form.row("&Date of visit", field, "The day the patient was here.")
    named = QAccessible.queryAccessibleInterface(field.line)
    assert named.text(QAccessible.Text.Name) == "Date of visit"
    row.say_problem("A date is needed here.")
    said = named.text(QAccessible.Text.Description)
    assert said == "A date is needed here. The day the patient was here."
    assert form.show_first_problem()


def test_labels_move_above_their_controls_when_room_is_scarce(
    window: QWidget, today: date, qtbot: QtBot
) -> None:
    form = Form(window)
    row = form.row("Date of visit", DateField(today, form))
    _put(window, form)
    window.resize(1000, 400)
    qtbot.waitUntil(lambda: row.control.x() > row.label.x())
    window.resize(380, 400)
    qtbot.waitUntil(lambda: row.control.y() > row.label.y() and row.control.x() == row.label.x())


def test_the_weekday_is_told_of_a_whole_date_too(window: QWidget, today: date) -> None:
    field = DateField(today, window)
    field.set_day(date(2026, 3, 12))
    assert field.understood.text() == "Thu · 2w 4d ago"
