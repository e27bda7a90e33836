"""Draws Lucide icons; apart from the theme, because the first paint does not wait for it."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel

from resources import icon as icon_file


def drawn_icon(name: str, inks: tuple[str, str], size: int) -> QIcon:
    """Return an icon in two inks, at rest and disabled, sharp on every screen."""
    return _icon(name, inks, size, _density())


def show_icon(target: QObject, icon: QIcon, side: int) -> None:
    """Put an icon on a button, an action or a label."""
    if isinstance(target, QLabel):
        target.setPixmap(icon.pixmap(side, side))
    elif isinstance(target, QAction | QAbstractButton):
        target.setIcon(icon)
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(side, side))


@lru_cache(maxsize=512)
def _icon(name: str, inks: tuple[str, str], size: int, density: int) -> QIcon:
    """Draw an icon once for each pair of inks (at rest, disabled) and each size."""
    drawing = icon_file(name).read_text("utf-8")
    made = QIcon()
    for mode, ink in zip((QIcon.Mode.Normal, QIcon.Mode.Disabled), inks, strict=True):
        for each in {1, density}:
            made.addPixmap(_drawn(drawing.replace("currentColor", ink), size, each), mode)
    return made


def _drawn(drawing: str, size: int, density: int) -> QPixmap:
    made = QPixmap(size * density, size * density)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    side = float(size * density)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(density)
    return made


def _density() -> int:
    screens = QGuiApplication.screens()
    return max((ceil(screen.devicePixelRatio()) for screen in screens), default=1)
