"""The signs of the timeline: each meaning is a shape or a pattern; colour only repeats it."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from desktop.theme import colour, scheme_in_use
from pathway.course import Event

NO_PEN: Final = QPen(Qt.PenStyle.NoPen)
NO_BRUSH: Final = QBrush(Qt.BrushStyle.NoBrush)
_POINTS: Final = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((-1, 0.85), (1, 0.85), (0, -0.95)),
    "arrow": ((-0.9, -0.9), (1, 0), (-0.9, 0.9), (-0.35, 0)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "hexagon": ((-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0)),
    "page": ((-0.7, -1), (0.3, -1), (0.75, -0.5), (0.75, 1), (-0.7, 1)),
}


class Stamp(NamedTuple):
    """A sign as it is drawn: half its size, the tokens of line and ground, the line's width."""

    name: str
    size: float
    ink: str
    ground: str
    wide: float = 1.6


class Inks:
    """The colours in use and the signs, each made once for ``ratio`` pixels a point."""

    def __init__(self, ratio: float = 1.0) -> None:
        self.ratio = ratio
        self.scheme = scheme_in_use()
        self._found: dict[str, QColor] = {}
        self._stamps: dict[Stamp, QPixmap] = {}

    def put(self, painter: QPainter, middle: QPointF, stamp: Stamp) -> None:
        """Put a sign around a point."""
        found = self._stamps.get(stamp)
        if found is None:
            found = self._stamps[stamp] = self._drawn(stamp)
        half = stamp.size + 2
        painter.drawPixmap(QPointF(middle.x() - half, middle.y() - half), found)

    def _drawn(self, stamp: Stamp) -> QPixmap:
        half = stamp.size + 2
        side = round(2 * half * self.ratio + 0.5)
        made = QPixmap(side, side)
        made.setDevicePixelRatio(self.ratio)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.of(stamp.ink), stamp.wide))
        painter.setBrush(self.of(stamp.ground))
        shape(painter, stamp.name, QPointF(half, half), stamp.size)
        painter.end()
        return made

    def of(self, token: str) -> QColor:
        """Return a colour by its token."""
        found = self._found.get(token)
        if found is None:
            found = self._found[token] = colour(token)
        return found


def shape(painter: QPainter, name: str, middle: QPointF, size: float) -> None:
    """Draw a sign around a point with the pen and the brush in hand."""
    if name == "circle":
        painter.drawEllipse(middle, size * 0.95, size * 0.95)
        return
    x, y = middle.x(), middle.y()
    corners = [QPointF(x + size * dx, y + size * dy) for dx, dy in _POINTS[name]]
    painter.drawPolygon(QPolygonF(corners))


def block(painter: QPainter, area: QRectF, kind: str) -> None:
    """Paint a week of care: active full, passive striped, empty hollow, paused crossed."""
    ink = colour("accent")
    patterns = {
        "passive": QBrush(ink, Qt.BrushStyle.HorPattern),
        "paused": QBrush(colour("control"), Qt.BrushStyle.DiagCrossPattern),
    }
    fill = QBrush(ink) if kind == "active" else patterns.get(kind, NO_BRUSH)
    dotted = kind in {"empty", "running"}
    style = Qt.PenStyle.DotLine if dotted else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour("control") if dotted or kind == "paused" else ink, 1.2, style))
    painter.setBrush(fill)
    painter.drawRoundedRect(area, 3, 3)


def span(painter: QPainter, area: QRectF, event: Event, inks: tuple[QColor, QColor]) -> None:
    """Paint a span: what goes on is open at its end, what is not exact is hatched."""
    fill, ink = inks
    style = Qt.PenStyle.DashLine if event.ahead else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1.2, style))
    painter.setBrush(NO_BRUSH if event.ahead else QBrush(fill))
    radius = min(4.0, area.height() / 3)
    if event.kind == "running" and area.width() > area.height():
        painter.drawPolygon(_open_ended(area))
    else:
        painter.drawRoundedRect(area, radius, radius)
    if not event.sure and not event.ahead:
        painter.setPen(NO_PEN)
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, radius, radius)


def sessions(painter: QPainter, area: QRectF, places: list[float], ink: QColor) -> None:
    """Paint single days of care: a thin line from the first to the last, a dot for each."""
    middle = area.center().y()
    painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    painter.setPen(NO_PEN)
    painter.setBrush(ink)
    radius = min(3.2, area.height() / 3)
    drawn = -1e9
    for x in places:
        if x - drawn > radius:
            painter.drawEllipse(QPointF(x, middle), radius, radius)
            drawn = x


def check(painter: QPainter, middle: QPointF, size: float, ink: QColor) -> None:
    """Paint the tick of something cleared."""
    pen = QPen(ink, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(NO_BRUSH)
    x, y = middle.x(), middle.y()
    points = ((-0.9, 0.0), (-0.25, 0.65), (0.9, -0.7))
    painter.drawPolyline(QPolygonF([QPointF(x + size * dx, y + size * dy) for dx, dy in points]))


def _open_ended(area: QRectF) -> QPolygonF:
    """Return a box whose end points to what follows."""
    tip = min(area.height() * 0.4, area.width() / 2)
    return QPolygonF(
        [
            area.topLeft(),
            QPointF(area.right() - tip, area.top()),
            QPointF(area.right(), area.center().y()),
            QPointF(area.right() - tip, area.bottom()),
            area.bottomLeft(),
        ]
    )
