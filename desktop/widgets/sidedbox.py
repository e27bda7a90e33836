"""One finding on one side of the patient: a strip of values of which one key records one.

To a screen reader it is a short list, and where the strip finds no room it looks like one.
"""

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from desktop import show, theme
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.form import em
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.facts import BodySide

Face: TypeAlias = Literal["words", "letters", "list"]

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
_LEAST_EMS: Final = 9
_SMALL: Final = 0.92


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
        self._wanted = (QSize(), QSize())
        self.setAccessibleName(f"{item.label}, {show.side(side)}")
        self._describe()
        self._measure()
        self.activated.connect(self.on_activated)

    @property
    def is_possible(self) -> bool:
        """Whether it can be examined at this visit, or was all the same."""
        return self.isEnabled()

    def show_last(self, value: str, words: str) -> None:
        """Show what was found last time, in words with its day; it is never recorded by itself."""
        self._last = value, words
        self._describe()
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

    def face(self) -> Face:
        """Return how it is drawn: as a strip of words or letters, or as a list."""
        known = ("", *(choice.code for choice in self._choices))
        if not self.isEnabled() or self.value() not in known:
            return "list"
        room = self.width()
        return next((one for one in _STRIPS if self._strip_width(one) <= room), "list")

    def segments(self, face: Face) -> Iterator[tuple[Choice, str, QRect]]:
        """Return each value with its words and its place on the strip."""
        x, height = 1, self._strip_height()
        for choice in self._choices:
            words = _words(choice, face)
            width = self._segment_width(words)
            place = QRect(x, 1, width, height - 2)
            x += width
            yield choice, words, self._mirrored(place)

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
        face, point = self.face(), event.position().toPoint()
        for choice, _, place in self.segments(face) if face != "list" else ():
            if place.contains(point):
                self.set_value("" if choice.code == self.value() else choice.code)
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.face() == "list":
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.__dict__.pop("_widths", None)
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        face = self.face()
        if face == "list":
            self._paint_list()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if face != "list":
            self._paint_strip(painter, face)
        if self._last[1]:
            self._paint_last(painter)
        painter.end()

    @Slot(int)
    def on_activated(self, index: int) -> None:
        """Move on: a value was chosen from the opened list."""
        self.answered.emit()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, letter = Qt.Key(event.key()), _plain(event.text())
        if key in _STEPS:
            self.stepped.emit(*self._step(key))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answered.emit()
        elif key == Qt.Key.Key_F1 or letter == ASK_HOW:
            self.how_wanted.emit()
        elif letter == SAME_AGAIN:
            self._record(self._last[0])
        else:
            return self._record(self._value_of(letter))
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

    def _step(self, key: Qt.Key) -> tuple[int, int]:
        down, aside = _STEPS[key]
        return down, -aside if self.isRightToLeft() else aside

    def _describe(self) -> None:
        keys = tr("Unchanged since then: key {key}").format(key=SAME_AGAIN)
        last = f"{self._last[1]}. {keys}." if self._last[1] else ""
        self.setAccessibleDescription(f"{last} {self._help}".strip())
        self.setToolTip(last)

    # ------------------------------------------------------------ measures

    def _measure(self) -> None:
        least, height = self._least(), self._whole_height()
        wide = max(self._strip_width("words"), least)
        self._wanted = QSize(wide, height), QSize(least, height)
        self.updateGeometry()

    @cached_property
    def _widths(self) -> dict[str, int]:
        return {}

    def _strip_width(self, face: Face) -> int:
        if face not in self._widths:
            words = (_words(choice, face) for choice in self._choices)
            self._widths[face] = 2 + sum(self._segment_width(one) for one in words)
        return self._widths[face]

    def _segment_width(self, words: str) -> int:
        return max(self.fontMetrics().horizontalAdvance(words) + em(self), em(self) * 8 // 5)

    def _strip_height(self) -> int:
        return max(em(self) * 8 // 5, 26)

    def _whole_height(self) -> int:
        return self._strip_height() + (em(self) if self._has_line else 0)

    def _least(self) -> int:
        return _LEAST_EMS * em(self)

    def _mirrored(self, place: QRect) -> QRect:
        if self.isRightToLeft():
            place.moveRight(self.width() - 1 - place.left())
        return place

    # ------------------------------------------------------------ painting

    def _paint_strip(self, painter: QPainter, face: Face) -> None:
        chosen = self.value()
        whole = QRect()
        for choice, words, place in self.segments(face):
            whole = whole.united(place)
            self._paint_segment(painter, place, (words, choice.keys), choice.code == chosen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setColor(theme.colour("accent" if self.hasFocus() else "control"))
        pen.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(whole, 6, 6)

    def _paint_segment(
        self, painter: QPainter, place: QRect, said: tuple[str, str], is_chosen: bool
    ) -> None:
        words, keys = said
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(theme.colour("on_accent" if is_chosen else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        if len(words) > 1 and words[:1].lower() in keys:
            self._underline(painter, place, words)

    def _underline(self, painter: QPainter, place: QRect, words: str) -> None:
        """Draw a line beneath the letter that is its key."""
        metrics = painter.fontMetrics()
        left = place.center().x() - metrics.horizontalAdvance(words) // 2
        bottom = place.center().y() + metrics.ascent() // 2 + 2
        painter.drawLine(left, bottom, left + metrics.horizontalAdvance(words[0]) - 1, bottom)

    def _paint_list(self) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, self.width(), self._strip_height())
        kind = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, part, self).width()
        right = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, right, room)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _paint_last(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        top = self._strip_height()
        place = QRect(1, top, self.width() - 2, self.height() - top)
        last = show.upright(self._last[1], self.isRightToLeft())
        right = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(last, right, place.width())
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, words)


_STRIPS: Final[tuple[Face, ...]] = ("words", "letters")


def _words(choice: Choice, face: Face) -> str:
    return choice.keys[:1].upper() if face == "letters" and choice.keys else choice.label


def _plain(text: str) -> str:
    """Return a letter as keys are written: small, and a digit of any script as ours."""
    letter = text.lower()
    return str(unicodedata.digit(letter, "")) if letter.isdigit() and len(letter) == 1 else letter
