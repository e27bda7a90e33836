"""A drawing of the body chart to look at: the same figure, which takes neither keys nor clicks."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.models.bodymarks import Drawing, Kind, Name, kind_words, marked, spot_words
from desktop.theme import colour
from desktop.widgets.bodypaint import Backdrop, paint_drawing, paint_marks, paint_outline
from desktop.widgets.bodyplace import needed_height, placing
from desktop.widgets.form import em
from desktop.words import tr

LEAST_WIDTH: Final = 320
_SHARP: Final = 2


class BodyPicture(QWidget):
    """Where somebody felt pain, numbness and tingling at one visit."""

    def __init__(self, drawing: Drawing, name: Name, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks = marked(drawing)
        self._backdrop = Backdrop()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = "; ".join(spot_words(drawing, spot, name) for spot in self._marks)
        self.setAccessibleName(tr("Body chart: {marks}").format(marks=told))

    def sizeHint(self) -> QSize:
        return QSize(self.width(), needed_height(self.width(), em(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(needed_height(self.width(), em(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        lies = placing(self.width(), em(self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._backdrop.of(self, lies.sheet, lies.transform))
        painter.setTransform(lies.transform)
        paint_drawing(painter, lies.sheet.areas, self._marks)
        painter.end()


def sample(kind: Kind, parent: QWidget) -> QWidget:
    """Return a sample of a kind's pattern with its name."""
    pair = QWidget(parent)
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    seen, words = QLabel(pair), QLabel(kind_words(kind), pair)
    seen.setPixmap(swatch(kind, em(parent)).pixmap(em(parent) * 2, em(parent)))
    words.setProperty("role", "small")
    for part in (seen, words):
        line.addWidget(part)
    return pair


def swatch(kind: Kind | None, height: int) -> QIcon:
    """Return a sample of a pattern; of no kind it is the outline of an earlier drawing."""
    made = QPixmap(height * 2 * _SHARP, height * _SHARP)
    made.setDevicePixelRatio(_SHARP)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, area = QPainterPath(), QPainterPath()
    ground.addRoundedRect(QRectF(0, 0, height * 2, height), 4, 4)
    area.addRoundedRect(QRectF(2, 2, height * 2 - 4, height - 4), 3, 3)
    painter.fillPath(ground, colour("base"))  # a chosen button is dark
    if kind is None:
        paint_outline(painter, area)
    else:
        paint_marks(painter, area, (kind,))
    painter.end()
    return QIcon(made)
