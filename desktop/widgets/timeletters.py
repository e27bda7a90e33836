"""The letters of the timeline: each text is measured and laid out once, however often written."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

SMALL: Final = 0.82
MOST_KEPT: Final = 2000


class Cut:
    """One cut of a font, with the texts that were written in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        self._widths: dict[str, float] = {}
        self._texts: dict[str, QStaticText] = {}

    def width(self, text: str) -> float:
        """Return how wide a text is written."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > MOST_KEPT:
                self._widths.clear()
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def draw(self, painter: QPainter, x: float, middle: float, text: str) -> None:
        """Write a text from a place on, around a height."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) > MOST_KEPT:
                self._texts.clear()
            found = self._texts[text] = self._laid_out(text)
        painter.drawStaticText(QPointF(x, middle - self.height / 2), found)

    def _laid_out(self, text: str) -> QStaticText:
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        made.setTextOption(option)
        made.prepare(font=self.font)
        return made


class Letters:
    """One font in three cuts."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        small, bold = QFont(font), QFont(font)
        if font.pixelSize() > 0:
            small.setPixelSize(round(font.pixelSize() * SMALL))
        else:
            small.setPointSizeF(font.pointSizeF() * SMALL)
        bold.setBold(True)
        self.plain, self.small, self.bold = Cut(font), Cut(small), Cut(bold)
        self.height = self.plain.height

    def width(self, text: str) -> float:
        """Return how wide a text is written."""
        return self.plain.width(text)

    def write(self, painter: QPainter, x: float, middle: float, text: str, ink: QColor) -> None:
        """Write a text from a place on, around a height."""
        painter.setPen(ink)
        self.plain.draw(painter, x, middle, text)

    def write_bold(self, painter: QPainter, at: QPointF, text: str, ink: QColor) -> None:
        """Write a text in bold from a point on."""
        painter.setFont(self.bold.font)
        painter.setPen(ink)
        self.bold.draw(painter, at.x(), at.y(), text)
        painter.setFont(self.font)

    def write_small(self, painter: QPainter, middle: QPointF, text: str, ink: QColor) -> None:
        """Write a short text small, around a point."""
        painter.setFont(self.small.font)
        painter.setPen(ink)
        self.small.draw(painter, middle.x() - self.small.width(text) / 2, middle.y(), text)
        painter.setFont(self.font)
