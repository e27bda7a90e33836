"""The key to the timeline: each pattern and shape with its words."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.theme import colour
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import em
from desktop.widgets.timesigns import block, shape
from desktop.widgets.valuelines import LINE_INKS, LINE_SIGNS
from desktop.wording import block_words
from desktop.words import tr
from pathway.course import Lane

LANES_OF_LINES: Final[dict[str, Lane]] = {"spine": "spine", "limb": "limb", "function": "function"}
_BLOCKS: Final = ("active", "passive", "empty", "paused")


class Swatch(QWidget):
    """A small painted sample of one pattern."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(em(self) * 3 // 2, em(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        if self._kind in _BLOCKS:
            block(painter, area, self._kind)
        elif self._kind in LANES_OF_LINES:
            self._line(painter, area, LANES_OF_LINES[self._kind])
        elif self._kind == "little":
            painter.fillRect(area, colour("soft"))
            painter.setPen(QPen(colour("control"), 0.8, Qt.PenStyle.DotLine))
            painter.drawLine(area.topLeft(), area.topRight())
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        else:
            self._band(painter, area)
        painter.end()

    def _line(self, painter: QPainter, area: QRectF, lane: Lane) -> None:
        ink = colour(LINE_INKS[lane])
        style = Qt.PenStyle.DashLine if lane == "limb" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, 1.8, style))
        y = area.center().y()
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(colour("base"))
        shape(painter, LINE_SIGNS[lane], QPointF(area.center().x(), y), 3.6)

    def _band(self, painter: QPainter, area: QRectF) -> None:
        ahead = self._kind == "ahead"
        style = Qt.PenStyle.DashLine if ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("control"), 1, style))
        hatch = QBrush(colour("control"), Qt.BrushStyle.FDiagPattern)
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush) if ahead else hatch)
        painter.drawRoundedRect(area, 3, 3)


class Legend(QWidget):
    """What the patterns and shapes of the timeline mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = FlowLayout(self, 18)
        for kind, words in _meanings():
            pair = QWidget(self)
            box = QHBoxLayout(pair)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(6)
            label = QLabel(words, pair)
            label.setProperty("role", "small")
            box.addWidget(Swatch(kind, pair))
            box.addWidget(label)
            line.addWidget(pair)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _meanings() -> tuple[tuple[str, str], ...]:
    return (
        ("active", tr("care week {kind}").format(kind=block_words("active"))),
        ("passive", block_words("passive")),
        ("empty", block_words("empty")),
        ("paused", block_words("paused")),
        ("spine", tr("spine pain")),
        ("limb", tr("limb pain")),
        ("function", tr("function")),
        ("little", tr("change too small to count")),
        ("hatched", tr("not exact")),
        ("ahead", tr("ahead, if nothing else changes")),
    )
