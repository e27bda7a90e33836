"""How a finding on one side is drawn: a strip of values, or a list where a strip finds no room."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from desktop import show, theme
from desktop.widgets.choice import Choice
from desktop.widgets.form import em

Face: TypeAlias = Literal["words", "letters", "list"]

_STRIPS: Final[tuple[Face, ...]] = ("words", "letters")
_LEAST_EMS: Final = 9
_LEAST_PIXELS: Final = 26
_SMALL: Final = 0.92


class GradeStrip:
    """Measures and paints one box; it is measured anew when the text size changes."""

    def __init__(self, box: QComboBox, choices: tuple[Choice, ...]) -> None:
        self._box = box
        self._choices = choices
        self._widths: dict[Face, int] = {}
        self.number = ""
        self._lead = 0
        self.height = 0
        self.measure()

    def measure(self) -> None:
        """Work out the widths and the height for the text size in use."""
        self.height = max(em(self._box) * 8 // 5, _LEAST_PIXELS)
        self._lead = self._number_width()
        for face in _STRIPS:
            words = (_words(choice, face) for choice in self._choices)
            self._widths[face] = 2 + self._lead + sum(self._segment_width(one) for one in words)

    def hints(self, has_line: bool) -> tuple[QSize, QSize]:
        """Return the size that is wanted and the least one; with a line beneath or without."""
        least = _LEAST_EMS * em(self._box)
        height = self.height + (em(self._box) if has_line else 0)
        return QSize(max(self._widths["words"], least), height), QSize(least, height)

    def face(self, value: str) -> Face:
        """Return how the box is drawn with a value; one that the strip does not know is listed."""
        known = ("", *(choice.code for choice in self._choices))
        if not self._box.isEnabled() or value not in known:
            return "list"
        room = self._box.width()
        return next((one for one in _STRIPS if self._widths[one] <= room), "list")

    def segments(self, face: Face) -> Iterator[tuple[Choice, str, QRect]]:
        """Return each value with its words and its place on the strip."""
        x = 1 + self._lead
        for choice in self._choices:
            words = _words(choice, face)
            width = self._segment_width(words)
            place = QRect(x, 1, width, self.height - 2)
            x += width
            if self._box.isRightToLeft():
                place.moveRight(self._box.width() - 1 - place.left())
            yield choice, words, place

    def paint(self, painter: QPainter, face: Face, chosen: str) -> None:
        """Draw the values side by side, the chosen one filled."""
        whole = QRect()
        for choice, words, place in self.segments(face):
            whole = whole.united(place)
            _paint_segment(painter, place, (words, choice.keys), choice.code == chosen)
        is_focused = self._box.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setColor(theme.colour("accent" if is_focused else "control"))
        pen.setWidth(2 if is_focused else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(whole, 6, 6)
        if face == "letters":
            self._paint_word(painter, whole, chosen)

    def paint_list(self, painter: QStylePainter, option: QStyleOptionComboBox) -> None:
        """Draw the value as a list that can be opened."""
        box = self._box
        option.rect = self._beside_number(QRect(0, 0, box.width(), self.height))
        kind = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(kind, option, part, box).width()
        right = Qt.TextElideMode.ElideRight
        option.currentText = box.fontMetrics().elidedText(option.currentText, right, room)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def paint_number(self, painter: QPainter) -> None:
        """Write before the values which box of a paper sheet this is."""
        if self.number:
            painter.setFont(self._small())
            painter.setPen(theme.colour("muted"))
            place = QRect(1, 0, self._box.width() - 2, self.height)
            painter.drawText(place, _reading_side(self._box.isRightToLeft()), self.number)

    def paint_last(self, painter: QPainter, words: str) -> None:
        """Write what was found last time beneath the values."""
        box = self._box
        painter.setFont(self._small())
        painter.setPen(theme.colour("muted"))
        place = QRect(1, self.height, box.width() - 2, box.height() - self.height)
        place = self._beside_number(place)
        mirrored = box.isRightToLeft()
        right = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(
            show.upright(words, mirrored), right, place.width()
        )
        painter.drawText(place, _reading_side(mirrored), shown)

    def _paint_word(self, painter: QPainter, strip: QRect, chosen: str) -> None:
        """Write the chosen value out beside the letters, as far as there is room."""
        label = next((one.label for one in self._choices if one.code == chosen), "")
        size, mirrored = em(self._box) // 2, self._box.isRightToLeft()
        room = self._box.rect().adjusted(0, 0, 0, strip.bottom() - self._box.rect().bottom())
        if mirrored:
            room.setRight(strip.left() - size)
        else:
            room.setLeft(strip.right() + size)
        right = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(label, right, room.width())
        painter.setPen(theme.colour("text"))
        painter.drawText(room, _reading_side(mirrored), shown)

    def _small(self) -> QFont:
        font = QFont(self._box.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _number_width(self) -> int:
        if not self.number:
            return 0
        return QFontMetrics(self._small()).horizontalAdvance(self.number) + em(self._box) // 2

    def _beside_number(self, place: QRect) -> QRect:
        mirrored = self._box.isRightToLeft()
        return place.adjusted(0 if mirrored else self._lead, 0, -self._lead if mirrored else 0, 0)

    def _segment_width(self, words: str) -> int:
        size = em(self._box)
        return max(self._box.fontMetrics().horizontalAdvance(words) + size, size * 8 // 5)


def _paint_segment(painter: QPainter, place: QRect, said: tuple[str, str], is_chosen: bool) -> None:
    words, keys = said
    if is_chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
    painter.setPen(theme.colour("on_accent" if is_chosen else "text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    if len(words) > 1 and words[:1].lower() in keys:
        _underline(painter, place, words)


def _underline(painter: QPainter, place: QRect, words: str) -> None:
    """Draw a line beneath the letter that is its key."""
    metrics = painter.fontMetrics()
    left = place.center().x() - metrics.horizontalAdvance(words) // 2
    bottom = place.center().y() + metrics.ascent() // 2 + 2
    painter.drawLine(left, bottom, left + metrics.horizontalAdvance(words[0]) - 1, bottom)


def _reading_side(mirrored: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def _words(choice: Choice, face: Face) -> str:
    return choice.keys[:1].upper() if face == "letters" and choice.keys else choice.label
