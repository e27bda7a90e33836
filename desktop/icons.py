"""Draws Lucide icons; apart from the theme, because the first paint does not wait for it."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from resources import icon as icon_file


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
