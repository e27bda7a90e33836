"""One finding on one side of the patient: a strip of values of which one key records one.

To a screen reader it is a short list, and where the strip finds no room it looks like one.
"""

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionComboBox, QStylePainter, QWidget

from desktop import show
from desktop.widgets.boxnumber import box_words
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.gradestrip import GradeStrip
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.facts import BodySide

SAME_AGAIN: Final = "="
ASK_HOW: Final = "?"
_PLAIN_KEYS: Final = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_STEPS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class SidedBox(PickBox):
    """A finding: its own key records it and moves on, ``=`` records what was found last time."""

    answered = Signal()
    """A value was recorded by hand, or skipped with Return: the next finding can be asked."""
    stepped = Signal(int, int)
    """Somebody goes so many lines down and so many sides to the right."""
    how_wanted = Signal()
    """Somebody asks how this finding is looked for."""

    def __init__(
        self, item: CatalogueItem, side: BodySide, choices: tuple[Choice, ...], parent: QWidget
    ) -> None:
        super().__init__(tr("Not examined"), choices, parent)
        self.code = Code(item.code, side)
        self._help = item.help
        self._choices = choices
        self._last = ("", "")
        self._has_line = False
        self.strip = GradeStrip(self, choices)
        self._wanted = self.strip.hints(has_line=False)
        self.setAccessibleName(f"{item.label}, {show.side(side)}")
        self._describe()
        self.activated.connect(self.on_activated)

    @property
    def is_possible(self) -> bool:
        """Whether it is asked for, and can be examined at this visit or was all the same."""
        return self.isEnabled() and not self.isHidden()

    def show_last(self, value: str, words: str) -> None:
        """Show what was found last time, in words with its day; it is never recorded by itself."""
        self._last = value, words
        self._describe()
        self.update()

    def show_number(self, number: str) -> None:
        """Show before the values which box of a paper sheet this is, or nothing."""
        if number != self.strip.number:
            self.strip.number = number
            self.strip.measure()
            self._describe()
            self._measure()
            self.update()

    def keep_line(self, is_kept: bool) -> None:
        """Leave room for what was found last time, so that both sides of a line are as high."""
        if is_kept != self._has_line:
            self._has_line = is_kept
            self._measure()

    def set_possible(self, is_possible: bool, why: str = "") -> None:
        """Say that it cannot be examined at this visit; what is recorded stays to be changed."""
        self.setItemText(0, tr("Not examined") if is_possible else why)
        self.setEnabled(is_possible or bool(self.value()))
        self.update()

    def sizeHint(self) -> QSize:
        return self._wanted[0]  # asked for thousands of times while a form is laid out

    def minimumSizeHint(self) -> QSize:
        return self._wanted[1]

    def event(self, event: QEvent) -> bool:
        is_help = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1
        if is_help and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # here F1 asks about this finding, not about all keys
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in _PLAIN_KEYS and self._take_key(event):
            return
        if event.text().isprintable() and event.text().strip():
            event.ignore()  # the list would search for a value that begins with the letter
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face, point = self.strip.face(self.value()), event.position().toPoint()
        for choice, _, place in self.strip.segments(face) if face != "list" else ():
            if place.contains(point):
                self.set_value("" if choice.code == self.value() else choice.code)
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.strip.face(self.value()) == "list":
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.strip.measure()
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        face = self.strip.face(self.value())
        if face == "list":
            styled, option = QStylePainter(self), QStyleOptionComboBox()
            self.initStyleOption(option)
            self.strip.paint_list(styled, option)
            styled.end()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if face != "list":
            self.strip.paint(painter, face, self.value())
        self.strip.paint_number(painter)
        if self._last[1]:
            self.strip.paint_last(painter, self._last[1])
        painter.end()

    @Slot(int)
    def on_activated(self, index: int) -> None:
        """Move on: a value was chosen from the opened list."""
        self.answered.emit()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, letter = Qt.Key(event.key()), _plain(event.text())
        if key in _STEPS:
            down, aside = _STEPS[key]
            self.stepped.emit(down, -aside if self.isRightToLeft() else aside)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answered.emit()
        elif key == Qt.Key.Key_F1 or letter == ASK_HOW:
            self.how_wanted.emit()
        else:
            return self._record(self._last[0] if letter == SAME_AGAIN else self._value_of(letter))
        return True

    def _value_of(self, letter: str) -> str:
        wanted = (one.code for one in self._choices if letter and letter in one.keys)
        return next(wanted, "")

    def _record(self, value: str) -> bool:
        if not value:
            return False
        self.set_value(value)
        self.answered.emit()
        return True

    def _describe(self) -> None:
        keys = tr("Unchanged since then: key {key}").format(key=SAME_AGAIN)
        last = f"{self._last[1]}. {keys}." if self._last[1] else ""
        told = (last, self._help, box_words(self.strip.number))
        self.setAccessibleDescription(" ".join(text for text in told if text))
        self.setToolTip(last)

    def _measure(self) -> None:
        self._wanted = self.strip.hints(self._has_line)
        self.updateGeometry()


def _plain(text: str) -> str:
    """Return a letter as keys are written: small, and a digit of any script as ours."""
    letter = text.lower()
    return str(unicodedata.digit(letter, "")) if len(letter) == 1 and letter.isdigit() else letter
