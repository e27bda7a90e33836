"""Paints the body chart: each kind of feeling is a pattern of its own; colour only repeats it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from desktop.models.bodymarks import Kind
from desktop.theme import colour, scheme_in_use
from desktop.tokens import tokens
from desktop.widgets.bodysheet import Area, PanelName, Sheet
from desktop.words import tr
from pathway.facts import Spot

INKS: Final[dict[Kind, tuple[str, str]]] = {
    "pain": ("danger", "danger_soft"),
    "numb": ("accent", "accent_soft"),
    "tingling": ("warn", "warn_soft"),
}
"""Ink and tint of each kind; their contrasts are in ``desktop.tokens.PAIRS``."""
TILE: Final = 8
_SHARP: Final = 4
"""A tile is drawn so many times larger, to be sharp on any screen."""
_CENTRED: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_LETTER_AT: Final[dict[PanelName, tuple[float, float]]] = {
    "front": (60, 60),
    "back": (60, 60),
    "palms": (-47, 18),
    "hand_backs": (-47, 18),
    "feet": (-40, 20),
    "soles": (-40, 174),
    "between": (96, 84),
}
"""Where the letter of a side stands, from the origin of a picture on the viewer's right."""


def pattern(kind: Kind) -> QBrush:
    """Return the pattern of a kind: strokes are pain, bars numbness, dots tingling."""
    return QBrush(_tile(kind, scheme_in_use()))


def paint_marks(painter: QPainter, path: QPainterPath, kinds: tuple[Kind, ...]) -> None:
    """Fill a shape with the patterns of its kinds; two kinds lie on plain ground."""
    if not kinds:
        return
    ink, tint = INKS[kinds[0]]
    painter.fillPath(path, colour(tint if len(kinds) == 1 else "base"))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # The patterns keep their size, however large the shape is drawn.
    across = 1 / (_SHARP * max(painter.transform().m11(), 0.01))
    for kind in kinds:
        brush = pattern(kind)
        brush.setTransform(QTransform.fromScale(across, across))
        painter.fillPath(path, brush)
    painter.strokePath(path, _pen(ink, 1.4))


def paint_outline(painter: QPainter, path: QPainterPath) -> None:
    """Outline what was marked at the last visit: a thin broken line on a lighter one."""
    painter.strokePath(path, _pen("base", 3))
    pen = _pen("text", 1.2)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.strokePath(path, pen)


def paint_ring(painter: QPainter, path: QPainterPath, *, is_focus: bool) -> None:
    """Paint the ring of focus, or the line of what the mouse is over."""
    if is_focus:
        painter.strokePath(path, _pen("base", 6))
    painter.strokePath(path, _pen("accent" if is_focus else "control", 3 if is_focus else 1.6))


def paint_figures(painter: QPainter, sheet: Sheet, fonts: tuple[QFont, QFont]) -> None:
    """Paint what is always there: figures, borders of zones, captions, the patient's sides."""
    border, inside, outline = _pen("control", 0.8), _pen("control", 0.8), _pen("muted", 1.5)
    # One by one: Qt takes twenty times as long for a path of all of them together.
    for figure in sheet.outlines:
        painter.fillPath(figure, colour("base"))
    for area in sheet.areas:
        painter.fillPath(area.path, colour("soft"))
    border.setStyle(Qt.PenStyle.DotLine)
    for area in sheet.areas:
        painter.strokePath(area.path, border)
    for line in sheet.lines:
        painter.strokePath(line, inside)
    outline.setCapStyle(Qt.PenCapStyle.RoundCap)
    for stroke in sheet.strokes:
        painter.strokePath(stroke, outline)
    _captions(painter, sheet, fonts[0])
    _sides(painter, sheet, fonts[1])


def paint_drawing(
    painter: QPainter, areas: Iterable[Area], marks: Mapping[Spot, tuple[Kind, ...]]
) -> None:
    """Paint the marks of a drawing."""
    for area in areas:
        paint_marks(painter, area.path, marks.get(area.spot, ()))


def paint_earlier(
    painter: QPainter, areas: Iterable[Area], marks: Mapping[Spot, tuple[Kind, ...]]
) -> None:
    """Outline the marks of an earlier drawing."""
    for area in areas:
        if area.spot in marks:
            paint_outline(painter, area.path)


class Backdrop:
    """What never changes while one draws: painted once for a size, a scheme and a font."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._painted_for: tuple[object, ...] = ()

    def of(self, widget: QWidget, sheet: Sheet, transform: QTransform) -> QPixmap:
        """Return the figures as they lie in a widget."""
        density = widget.devicePixelRatioF()
        wanted = (widget.size(), density, scheme_in_use(), widget.font().toString())
        if wanted != self._painted_for:
            made = QPixmap(widget.size() * density)
            made.setDevicePixelRatio(density)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(transform)
            letters = widget.font()
            letters.setBold(True)
            paint_figures(painter, sheet, (widget.font(), letters))
            painter.end()
            self._picture, self._painted_for = made, wanted
        return self._picture


def captions() -> dict[PanelName, str]:
    """Return what stands above each picture."""
    return {
        "front": tr("Front"),
        "back": tr("Back"),
        "palms": tr("Palms"),
        "hand_backs": tr("Backs of the hands"),
        "feet": tr("Tops of the feet"),
        "soles": tr("Soles"),
        "between": tr("Between the legs"),
    }


@lru_cache(maxsize=32)
def _tile(kind: Kind, scheme: str) -> QPixmap:
    tile = QPixmap(TILE * _SHARP, TILE * _SHARP)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SHARP, _SHARP)
    ink = QColor(str(getattr(tokens(scheme), INKS[kind][0])))
    painter.setPen(QPen(ink, 1.5))
    if kind == "pain":
        for start in (-TILE, 0, TILE):
            painter.drawLine(QPointF(start, TILE), QPointF(start + TILE, 0))
    elif kind == "numb":
        painter.drawLine(QPointF(0, TILE / 2), QPointF(TILE, TILE / 2))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x, y in ((2, 2), (6, 6)):
            painter.drawEllipse(QPointF(x, y), 1.3, 1.3)
    painter.end()
    return tile


def _pen(token: str, width: float) -> QPen:
    pen = QPen(colour(token), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _captions(painter: QPainter, sheet: Sheet, font: QFont) -> None:
    """Write above each picture what it is; the pictures of both sides share one caption."""
    painter.setPen(colour("muted"))
    for name, words in captions().items():
        mine = [area.box for area in sheet.areas if area.panel == name]
        origin = min(panel.y for panel in sheet.spread.panels if panel.name == name)
        left = min(box.left() for box in mine)
        right = max(box.right() for box in mine)
        _write(painter, QRectF(left, origin - 28, right - left, 22), words, font)


def _sides(painter: QPainter, sheet: Sheet, font: QFont) -> None:
    letters = {"left": tr("L"), "right": tr("R")}
    painter.setPen(colour("text"))
    for panel in sheet.spread.panels:
        x, y = _LETTER_AT[panel.name]
        is_whole = panel.name in {"front", "back", "between"}
        other = "left" if panel.side == "right" else "right"
        signs = {1: panel.side, -1: other} if is_whole else {1: panel.side}
        for sign, side in signs.items():
            across = -sign if panel.is_mirrored else sign
            at = QPointF(panel.x + across * x * panel.scale, panel.y + y * panel.scale)
            _write(painter, QRectF(at.x() - 20, at.y() - 14, 40, 24), letters[side], font)


def _write(painter: QPainter, area: QRectF, words: str, font: QFont) -> None:
    """Write in the widget's own text size, whatever the scale of the drawing."""
    place = painter.transform().mapRect(area)
    painter.save()
    painter.resetTransform()
    painter.setFont(font)
    height = painter.fontMetrics().height()
    wide = max(place.width(), painter.fontMetrics().horizontalAdvance(words) + 4)
    room = QRectF(place.center().x() - wide / 2, place.bottom() - height, wide, height)
    painter.drawText(room, _CENTRED, words)
    painter.restore()
