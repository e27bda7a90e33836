"""The date field: free text in, the understood date shown beneath, never a default date.

Qt's own date editor is not used: an empty one holds 01-Jan-2000.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import show, theme
from desktop.widgets.daytext import BLANK, Reading, read_day
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import em, plain, restyled
from desktop.widgets.taborder import tab_after
from desktop.words import tr

FIELD_EMS: Final = 12
BESIDE_EMS: Final = 3
"""Beside the example in an empty field: its edges and the calendar."""
FIRST_DAY: Final = date(1900, 1, 1)
YEARS_AHEAD: Final = 20
"""A day before the one, or more years ahead than the other, is a slip of the keys."""


@dataclass(frozen=True, slots=True)
class DayLimits:
    """The days a field accepts, and whether a month, a year or "unknown" will do."""

    earliest: date | None = None
    latest: date | None = None
    partial: bool = False
    unknown: bool = False

    def on(self, today: date) -> "DayLimits":
        """Return the limits with an end on either side."""
        return replace(
            self,
            earliest=self.earliest or FIRST_DAY,
            latest=self.latest or date(min(today.year + YEARS_AHEAD, MAXYEAR), 12, 31),
        )


class DateField(QWidget):
    """A date as free text, with calendar, two readings where there are two, and plain refusal."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget, limits: DayLimits | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._limits = limits or DayLimits()
        self._reading = BLANK
        self.line = DayLine(self)
        self.setFocusProxy(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.understood = plain("", self, "muted")
        self.understood.hide()
        self._is_brief = False
        self.choices: TwoReadings | None = None
        self._lay_out()
        self._calendar: CalendarPopup | None = None
        self.line.textChanged.connect(self.on_text)
        self.line.calendar_wanted.connect(self.open_calendar)

    def reading(self) -> Reading:
        """Return what the text was understood as."""
        return self._reading

    def day(self) -> date | None:
        """Return the day, None when the text is blank, imprecise or not accepted."""
        return None if self.problem() else self._reading.day

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.line.setText(show.day(day) if day else "")

    def set_text(self, text: str) -> None:
        """Show text as if somebody had typed it."""
        self.line.setText(text)

    def text(self) -> str:
        """Return the text as typed."""
        return self.line.text()

    def set_limits(self, limits: DayLimits) -> None:
        """Accept other days from now on."""
        self._limits = limits
        self._read(self.line.text())

    def set_today(self, today: date) -> None:
        """Read words such as "today" from another day on."""
        self._today = today
        self._read(self.line.text())

    def problem(self) -> str:
        """Return in one sentence why the text cannot be accepted, empty when it can."""
        kind = self._reading.kind
        if kind == "wrong":
            return tr("Not understood as a date. Try 12-Mar-2026, 12/3/2026, today or -3w.")
        if kind == "choice":
            return tr("This can be read in two ways: choose one.")
        if kind == "unknown" and not self._limits.unknown:
            return tr("A date is needed here.")
        if kind in {"month", "year"} and not self._limits.partial:
            return tr("The day is needed here, not only the month or year.")
        return _outside(self._reading, self._limits.on(self._today))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.line)
        top.addStretch(1)
        box.addLayout(top)
        box.addWidget(self.understood)

    @Slot(str)
    def on_text(self, text: str) -> None:
        self._read(text)
        self.changed.emit()

    @Slot()
    def on_again(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    @Slot()
    def open_calendar(self) -> None:
        """Open the month calendar beneath the field."""
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.chosen.connect(self.on_chosen)
        self._calendar.open_at(self._reading.day or self._today, self._today, self._limits)

    @Slot(object)
    def on_chosen(self, day: date) -> None:
        self.set_day(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_choices(self) -> "TwoReadings":
        made = TwoReadings(self)
        made.chosen.connect(self.on_chosen)
        made.refused.connect(self.on_again)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        tab_after(self.line, made)
        return made

    def _understand(self, text: str) -> Reading:
        """Return what a text means; a field for another kind of date says so here."""
        return read_day(text, self._today)

    def _said(self, text: str) -> str:
        """Return the understood date in words."""
        return _said(self._reading, text, self._today)

    def set_brief(self, is_brief: bool) -> None:
        """Say only what is wrong with a date, where the page says itself which day it shows."""
        self._is_brief = is_brief
        self._show_understood()

    def _show_understood(self) -> None:
        is_wanted = bool(self.problem()) or not self._is_brief
        self.understood.setVisible(is_wanted and bool(self.understood.text()))

    def _read(self, text: str) -> None:
        self._reading = self._understand(text)
        problem = self.problem()
        self.understood.setText(problem or self._said(text))
        self._show_understood()
        restyled(self.understood, "role", "problem" if problem else "muted")
        restyled(self.line, "wrong", "true" if problem else "false")
        if self._reading.kind == "choice" and self.choices is None:
            self.choices = self._make_choices()
        if self.choices is not None:
            self.choices.offer(self._reading)


class TwoReadings(QWidget):
    """Offers the two days that an ambiguous date can mean, and typing it again."""

    chosen = Signal(object)
    refused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = QPushButton(self)
        self.second = QPushButton(self)
        self.again = QPushButton(tr("Type it again"), self)
        self._days: tuple[date, ...] = ()
        row = FlowLayout(self)
        for button in (self.first, self.second, self.again):
            row.addWidget(button)
        self.first.clicked.connect(self.on_first)
        self.second.clicked.connect(self.on_second)
        self.again.clicked.connect(self.refused)
        self.hide()

    def offer(self, reading: Reading) -> None:
        """Show the two days of a reading that has two, and hide for every other."""
        self._days = reading.days if reading.kind == "choice" else ()
        for button, day in zip((self.first, self.second), self._days, strict=False):
            button.setText(show.day(day))
        self.setVisible(bool(self._days))

    @Slot()
    def on_first(self) -> None:
        self.chosen.emit(self._days[0])

    @Slot()
    def on_second(self) -> None:
        self.chosen.emit(self._days[1])


class DayLine(QLineEdit):
    """The line of text in a date field: selects itself on focus, opens the calendar."""

    calendar_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("e.g. 12-Mar-2026, today, -3w"))
        self.setMaxLength(40)
        self._by_mouse = False
        self.icon = QAction(tr("Open the calendar (F4)"), self)
        self.addAction(self.icon, QLineEdit.ActionPosition.TrailingPosition)
        self.icon.triggered.connect(self.calendar_wanted)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F4), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.calendar_wanted)
        self._restyle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._by_mouse and not self.hasSelectedText():
            self.selectAll()
        self._by_mouse = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._restyle()

    def _restyle(self) -> None:
        example = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self.setMinimumWidth(max(FIELD_EMS * em(self), example + BESIDE_EMS * em(self)))
        theme.put_icon(self.icon, "calendar")


class CalendarPopup(QFrame):
    """A month calendar that opens beneath a date field; Enter takes the day, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._field = field
        self._today = date.min
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(tr("Calendar"))
        self.calendar.setGridVisible(False)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.today_button = QPushButton(tr("&Today"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self.calendar)
        box.addWidget(self.today_button)
        self.calendar.activated.connect(self.on_day)
        self.calendar.clicked.connect(self.on_day)
        self.today_button.clicked.connect(self.on_today)

    def open_at(self, day: date, today: date, limits: DayLimits) -> None:
        """Show the month of ``day``; days outside the limits cannot be chosen."""
        self._today = today
        ends = limits.on(today)
        self.calendar.setMinimumDate(_qt(ends.earliest or FIRST_DAY))
        self.calendar.setMaximumDate(_qt(ends.latest or today))
        self.calendar.setSelectedDate(_qt(day))
        self.move(self._field.mapToGlobal(QPoint(0, self._field.line.height())))
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QDate)
    def on_day(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    @Slot()
    def on_today(self) -> None:
        self.hide()
        self.chosen.emit(self._today)


def day_label(day: date | None, parent: QWidget) -> QLabel:
    """Return a label that shows a date and never breaks it across lines."""
    label = plain(show.upright(show.day(day), parent.isRightToLeft()), parent)
    label.setWordWrap(False)
    return label


def _outside(reading: Reading, limits: DayLimits) -> str:
    if not reading.days:
        return ""
    if limits.latest and reading.days[0] > limits.latest:
        return tr("Not after {day}.").format(day=show.day(limits.latest))
    if limits.earliest and _last(reading) < limits.earliest:
        return tr("Not before {day}.").format(day=show.day(limits.earliest))
    return ""


def _last(reading: Reading) -> date:
    """Return the last day that the text can mean."""
    first = reading.days[0]
    if reading.kind == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31) if reading.kind == "year" else first


def _said(reading: Reading, text: str, today: date) -> str:
    """Return the understood date in words, so that nobody has to trust the reader."""
    days = reading.days
    if reading.kind == "unknown":
        return tr("Not known")
    if reading.kind == "month":
        return tr("Some day in {month}").format(month=show.month(days[0]))
    if reading.kind == "year":
        return tr("Some day in {year}").format(year=days[0].year)
    if reading.kind != "day":
        return ""
    distance = show.ago(days[0], today)
    if text.strip() == show.day(days[0]):
        return f"{show.weekday_day(days[0]).partition(' ')[0]} · {distance}"
    return f"{show.weekday_day(days[0])} · {distance}"


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
