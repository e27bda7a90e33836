"""Draws Lucide icons; apart from the theme, because the first paint does not wait for it."""

from functools import lru_cache
from math import ceil
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QWidget,
)

from resources import icon as icon_file

_GROWN: Final = "foramen_has_large_icons"
WINDOW_SIZES: Final = (16, 24, 32, 48, 64, 128)
AS_QT_HAS_THEM: Final = 20
"""The height of an icon at the ordinary text size, for which Qt's own icons in fields are right."""


class FieldStyle(QProxyStyle):
    """Lets the icons in a field grow with its text; of itself Qt leaves them as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setParent(QApplication.instance())
        self.side = 0

    def pixelMetric(  # noqa: N802
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric is QStyle.PixelMetric.PM_LineEditIconSize:
            return self.side
        return super().pixelMetric(metric, option, widget)


def drawn_icon(name: str, inks: tuple[str, str], size: int, room: int = 0) -> QIcon:
    """Return an icon in two inks, at rest and disabled, sharp on every screen.

    It has ``room`` dots on its left and right.
    """
    return _icon(name, inks, (size, room), _density())


def room_beside(target: QObject, side: int) -> int:
    """Return how far an icon keeps from the words: of itself Qt sets them close on buttons."""
    return side // 6 if isinstance(target, QPushButton) else 0


def show_icon(target: QObject, icon: QIcon, width: int, height: int) -> None:
    """Put an icon on a button, an action or a label."""
    if isinstance(target, QLabel):
        target.setPixmap(icon.pixmap(width, height))
    elif isinstance(target, QAction | QAbstractButton):
        target.setIcon(icon)
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(width, height))
    field = target.parent()
    if isinstance(target, QAction) and isinstance(field, QLineEdit):
        _grow(field, height)


def _grow(field: QLineEdit, height: int) -> None:
    """Have the icons of a field as large as its letters; at the ordinary size nothing is done."""
    is_grown = bool(field.property(_GROWN))
    if not is_grown and height <= AS_QT_HAS_THEM:
        return
    style = _field_style()
    style.side = height * 4 // 5
    if not is_grown:
        field.setProperty(_GROWN, True)
        field.setStyle(style)
    # Only when its size changes does a field ask again how large its icons are.
    QApplication.sendEvent(field, QResizeEvent(field.size(), field.size()))


@lru_cache(maxsize=1)
def _field_style() -> FieldStyle:
    return FieldStyle()


@lru_cache(maxsize=512)
def _icon(name: str, inks: tuple[str, str], measures: tuple[int, int], density: int) -> QIcon:
    """Draw an icon once for each pair of inks (at rest, disabled), each size and room."""
    drawing = icon_file(name).read_text("utf-8")
    made = QIcon()
    for mode, ink in zip((QIcon.Mode.Normal, QIcon.Mode.Disabled), inks, strict=True):
        for each in {1, density}:
            made.addPixmap(_drawn(drawing.replace("currentColor", ink), measures, each), mode)
    return made


def _drawn(drawing: str, measures: tuple[int, int], density: int) -> QPixmap:
    side, room = (measure * density for measure in measures)
    made = QPixmap(side + 2 * room, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(room, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(density)
    return made


def _density() -> int:
    screens = QGuiApplication.screens()
    return max((ceil(screen.devicePixelRatio()) for screen in screens), default=1)


def own_picture(side: int) -> QPixmap:
    """Return the program's own picture, so many dots wide."""
    return _drawn(icon_file("foramen").read_text("utf-8"), (side, 0), _density())


def own_icon() -> QIcon:
    """Return the icon of the window, in the sizes that systems ask for."""
    made = QIcon()
    for side in WINDOW_SIZES:
        made.addPixmap(own_picture(side))
    return made
