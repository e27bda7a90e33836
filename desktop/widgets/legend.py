"""The key to the timeline: each pattern and shape with its words."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.theme import colour
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import em
from desktop.widgets.timesigns import block
from desktop.wording import block_words
from desktop.words import tr

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
        elif self._kind in {"spine", "limb"}:
            self._line(painter, area)
        else:
            self._band(painter, area)
        painter.end()

    def _line(self, painter: QPainter, area: QRectF) -> None:
        limb = self._kind == "limb"
        ink = colour("danger" if limb else "text")
        style = Qt.PenStyle.DashLine if limb else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, 2, style))
        y = area.center().y()
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(ink, 2))
        painter.setBrush(colour("base") if limb else ink)
        dot = QRectF(area.center().x() - 3, y - 3, 6, 6)
        painter.drawRect(dot) if limb else painter.drawEllipse(dot)

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
        ("hatched", tr("not exact")),
        ("ahead", tr("ahead, if nothing else changes")),
    )
