"""A slider over days: arrow keys go by days, Page Up and Down by weeks, Ctrl+arrows by events."""

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QWidget

from desktop import show, theme
from desktop.words import tr

PAUSE_MILLISECONDS: Final = 120
"""So long nothing has to move before the day counts: what is only passed by is not looked up."""
WEEK: Final = 7


class DaySlider(QWidget):
    """One of many days, up to today; time runs from left to right on every screen."""

    moved = Signal(object)
    """The day that is pointed at just now; it may be passed by."""
    settled = Signal(object)
    """The day on which the slider came to rest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: tuple[int, ...] = ()
        back, on = _steps()
        self.before, self.slider, self.after = _button(back, self), _Slider(self), _button(on, self)
        for button, icon in ((self.before, "chevron-left"), (self.after, "chevron-right")):
            theme.put_icon(button, icon, "accent")
        self.first, self.last = QLabel(self), QLabel(self)
        for label in (self.first, self.last):
            label.setProperty("role", "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusProxy(self.slider)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.before)
        line.addWidget(self.first)
        line.addWidget(self.slider, 1)
        line.addWidget(self.last)
        line.addWidget(self.after)
        self.slider.valueChanged.connect(self.on_value)
        self.slider.stepped.connect(self.on_step)
        self._pause.timeout.connect(self.on_rest)
        self.before.clicked.connect(self.on_before)
        self.after.clicked.connect(self.on_after)

    def set_days(self, first: date, last: date, marks: tuple[date, ...]) -> None:
        """Offer these days; ``marks`` are those on which something happened."""
        low, high = first.toordinal(), max(last, first).toordinal()
        self._marks = tuple(sorted({mark.toordinal() for mark in marks}))
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(low, high)
        self.slider.blockSignals(blocked)
        self.first.setText(show.day(first))
        self.last.setText(show.day(date.fromordinal(high)))
        self._show_ends()

    @property
    def is_moving(self) -> bool:
        """Whether the day that is pointed at may still be passed by."""
        return self._pause.isActive()

    def set_brief(self, is_brief: bool) -> None:
        """Do without words where there is little room."""
        for button, words in zip((self.before, self.after), _steps(), strict=True):
            button.setText("" if is_brief else words)
            button.setAccessibleName(words)
            button.setToolTip(words)
        for label in (self.first, self.last):
            label.setHidden(is_brief)

    def day(self) -> date:
        """Return the day that is pointed at."""
        return date.fromordinal(max(self.slider.value(), 1))

    def set_day(self, day: date) -> None:
        """Point at a day without telling anybody."""
        self._pause.stop()
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(day.toordinal())
        self.slider.blockSignals(blocked)
        self._say()

    @Slot(int)
    def on_value(self, value: int) -> None:
        self._say()
        self.moved.emit(date.fromordinal(value))
        self._pause.start()

    @Slot()
    def on_rest(self) -> None:
        self.settled.emit(self.day())

    @Slot(int)
    def on_step(self, step: int) -> None:
        """Go to the day before, or after, on which something happened."""
        now, marks = self.slider.value(), self._marks
        place = bisect_left(marks, now) - 1 if step < 0 else bisect_right(marks, now)
        if 0 <= place < len(marks):
            self.slider.setValue(marks[place])
        else:
            self.slider.setValue(self.slider.minimum() if step < 0 else self.slider.maximum())

    @Slot()
    def on_before(self) -> None:
        self.on_step(-1)

    @Slot()
    def on_after(self) -> None:
        self.on_step(1)

    def _say(self) -> None:
        self.slider.setAccessibleDescription(show.weekday_day(self.day()))
        self._show_ends()

    def _show_ends(self) -> None:
        self.before.setEnabled(self.slider.value() > self.slider.minimum())
        self.after.setEnabled(self.slider.value() < self.slider.maximum())


class _Slider(QSlider):
    """A slider whose arrow keys with Ctrl go from event to event."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSingleStep(1)
        self.setPageStep(WEEK)
        self.setAccessibleName(tr("Day that is shown"))
        self.setToolTip(
            tr("Arrow keys: days. Page Up, Page Down: weeks. Ctrl with an arrow: event to event.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.pixels(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        weeks = {Qt.Key.Key_PageUp: -WEEK, Qt.Key.Key_PageDown: WEEK}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in steps:
            self.stepped.emit(steps[key])
        elif key in weeks:  # of itself a slider goes up with Page Up
            self.setValue(self.value() + weeks[key])
        else:
            super().keyPressEvent(event)


def _steps() -> tuple[str, str]:
    return tr("Event before"), tr("Event after")


def _button(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("kind", "plain")
    button.setAutoDefault(True)
    return button
