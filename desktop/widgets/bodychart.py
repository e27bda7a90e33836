"""The body chart: a figure that is drawn on with mouse, finger and keys.

A click marks a zone or takes its mark away, a drag goes on over others. Arrow keys move to the
next zone, Home and End to the ends of a picture, Page Up and Page Down to another picture. Space
marks a zone, 1, 2 and 3 choose what is drawn, Backspace takes every mark of a zone away, Ctrl+Z and
Ctrl+Y undo and do again. Left and right are the patient's, also on a screen that
reads from right to left.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.models.bodymarks import KINDS, Drawing, marked, silent_words
from desktop.models.bodypencil import Pencil
from desktop.widgets.bodyaccess import BodyParts, announce, place_of, tell_focus
from desktop.widgets.bodypaint import (
    paint_drawing,
    paint_earlier,
    paint_figures,
    paint_ring,
)
from desktop.widgets.bodysheet import Direction, Sheet, sheet
from desktop.widgets.painted import serve_screen_readers
from desktop.widgets.texts import em
from desktop.words import tr
from pathway.facts import Spot

NOWHERE: Final = -1
LARGEST: Final = 1.9
NARROW_BELOW: Final = 780
"""A sheet of one row needs this width, in pixels, or its fingers get too thin to touch."""
_EM_AT_ONE: Final = 19
_ARROWS: Final[dict[int, Direction]] = {
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Up): "up",
    int(Qt.Key.Key_Down): "down",
}
_KIND_KEYS: Final = {
    int(key): kind
    for key, kind in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), KINDS, strict=True)
}
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class BodyChart(QWidget):
    """Front and back, hands, feet and saddle, with the marks of one drawing."""

    told = Signal(str)
    """What is under the mouse or in focus, in words."""
    moved = Signal(int)
    """Another area has the focus."""

    def __init__(self, pencil: Pencil, start: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self.pencil = pencil
        self._start = start
        self.current = NOWHERE
        self.earlier: Drawing = {}
        self._hover = NOWHERE
        self._ground = QPixmap()
        self._ground_of: tuple[object, ...] = ()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Body chart"))
        self.setAccessibleDescription(
            tr("Arrow keys move between zones, Space marks one, 1 2 and 3 choose what is drawn.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pencil.changed.connect(self.update)
        pencil.said.connect(self.on_said)
        serve_screen_readers(self, BodyParts)

    @property
    def sheet(self) -> Sheet:
        """The pictures as they lie at this width."""
        return _sheet_at(self.width())

    def show_earlier(self, drawing: Drawing) -> None:
        """Outline an earlier drawing; an empty one takes the outline away."""
        self.earlier = drawing
        self.update()

    def spot(self) -> Spot | None:
        """Return the place in focus."""
        areas = self.sheet.areas
        return areas[self.current].spot if 0 <= self.current < len(areas) else None

    def set_current(self, index: int) -> None:
        """Give an area the focus."""
        if 0 <= index < len(self.sheet.areas):
            self.current = index
            spot = self.sheet.areas[index].spot
            self.told.emit(self.pencil.words(spot))
            self.moved.emit(index)
            tell_focus(self, place_of(self, spot))
            self.update()

    def box(self, index: int) -> QRect:
        """Return where an area lies in the widget."""
        return self._placing().mapRect(self.sheet.areas[index].box).toAlignedRect()

    def index_at(self, point: QPointF) -> int:
        """Return the area at a point of the widget, -1 where there is no zone."""
        return self.sheet.index_at(self._back(point))

    def needed_height(self, width: int) -> int:
        """Return how tall the pictures are at a width."""
        spread = _sheet_at(width).spread
        return int(spread.height * self._scale(width, spread.width)) + 1

    def sizeHint(self) -> QSize:
        width = int(sheet("wide").spread.width)
        return QSize(width, self.needed_height(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.needed_height(self.width()))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        if isinstance(event, QKeyEvent) and is_reversal(event):
            # Undo is the chart's own while one draws, as it is a text's while one types.
            event.accept()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.needed_height(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setFixedHeight(self.needed_height(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._figures())
        painter.setTransform(self._placing())
        areas = self.sheet.areas
        paint_drawing(painter, areas, marked(self.pencil.drawing))
        before = marked(self.earlier)
        for area in areas:
            if area.spot in before:
                paint_earlier(painter, area.path)
        if 0 <= self._hover < len(areas):
            paint_ring(painter, areas[self._hover].path, is_focus=False)
        if self.hasFocus() and 0 <= self.current < len(areas):
            paint_ring(painter, areas[self.current].path, is_focus=True)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            is_first = self.current == NOWHERE
            self.set_current(self.sheet.first_of(self._start) if is_first else self.current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_pencil_key(self.pencil, event, self.spot()) and not self._step(event.key()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.index_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or found == NOWHERE:
            super().mousePressEvent(event)
            return
        self.set_current(found)
        self.pencil.press(self.sheet.areas[found].spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.index_at(event.position())
        if found != self._hover:
            self._hover = found
            self.told.emit(self._words_at(event.position()))
            self.update()
        if event.buttons() & Qt.MouseButton.LeftButton and found != NOWHERE:
            self.pencil.drag(self.sheet.areas[found].spot)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pencil.lift()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = NOWHERE
        self.told.emit("")
        self.update()

    @Slot(str)
    def on_said(self, words: str) -> None:
        """Say aloud what happened, and show it beneath the chart."""
        announce(self, words)
        self.told.emit(words)

    def _step(self, key: int) -> bool:
        """Go where a key leads; False when it leads nowhere."""
        here = max(self.current, 0)
        if key in _ARROWS:
            self.set_current(self.sheet.beside(here, _ARROWS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.set_current(self.sheet.end(here, last=key == Qt.Key.Key_End))
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            step = 1 if key == Qt.Key.Key_PageDown else -1
            self.set_current(self.sheet.other_picture(here, step))
        else:
            return False
        return True

    def _words_at(self, point: QPointF) -> str:
        found = self.sheet.at(self._back(point))
        if found is None:
            return ""
        is_zone = self.index_at(point) != NOWHERE
        return self.pencil.words(found[1]) if is_zone else silent_words(found[1].place)

    def _figures(self) -> QPixmap:
        """Return what never changes while one draws, painted once for a size and a scheme."""
        density = self.devicePixelRatioF()
        wanted = (self.size(), density, theme.scheme_in_use(), self.font().toString())
        if wanted != self._ground_of:
            made = QPixmap(self.size() * density)
            made.setDevicePixelRatio(density)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(self._placing())
            letters = self.font()
            letters.setBold(True)
            paint_figures(painter, self.sheet, (self.font(), letters))
            painter.end()
            self._ground, self._ground_of = made, wanted
        return self._ground

    def _placing(self) -> QTransform:
        spread = self.sheet.spread
        scale = self._scale(self.width(), spread.width)
        left = (self.width() - spread.width * scale) / 2
        return QTransform(scale, 0, 0, scale, left, 0)

    def _back(self, point: QPointF) -> QPointF:
        back, _ = self._placing().inverted()
        return back.map(point)

    def _scale(self, width: int, sheet_width: float) -> float:
        return min(width / sheet_width, max(em(self) / _EM_AT_ONE, 1.0), LARGEST)


def is_reversal(event: QKeyEvent) -> bool:
    """Tell whether a key undoes or does again."""
    return event.matches(_UNDO) or event.matches(_REDO)


def take_pencil_key(pencil: Pencil, event: QKeyEvent, spot: Spot | None) -> bool:
    """Do what a key asks the pencil for, on the chart as in its list; False when nothing."""
    key = event.key()
    if is_reversal(event):
        pencil.undo() if event.matches(_UNDO) else pencil.redo()
    elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    elif key in _KIND_KEYS:
        pencil.choose(_KIND_KEYS[key])
    elif key == Qt.Key.Key_Space and spot:
        pencil.toggle(spot)
    elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and spot:
        pencil.clear(spot)
    else:
        return False
    return True


def _sheet_at(width: int) -> Sheet:
    return sheet("narrow" if width < NARROW_BELOW else "wide")
