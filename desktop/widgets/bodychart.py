"""The body chart: a figure that is drawn on with mouse, finger and keys.

A click marks a zone or takes its mark away, a drag goes on over others. Arrow keys move to the
next zone, Home and End to the ends of a picture, Page Up and Page Down to another picture. Space
marks a zone, 1, 2 and 3 choose what is drawn, Backspace takes every mark of a zone away, Ctrl+Z and
Ctrl+Y undo and do again. Left and right are the patient's, also on a screen that reads from right
to left.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.models.bodymarks import KINDS, Drawing, marked, silent_words
from desktop.models.bodypencil import Pencil
from desktop.widgets.bodyaccess import BodyParts, announce, place_of, tell_focus
from desktop.widgets.bodypaint import Backdrop, paint_drawing, paint_earlier, paint_ring
from desktop.widgets.bodyplace import Placing, needed_height, next_area, placing
from desktop.widgets.bodysheet import sheet
from desktop.widgets.painted import serve_screen_readers
from desktop.widgets.texts import em
from desktop.words import tr
from pathway.facts import Spot

NOWHERE: Final = -1
LEAST_WIDTH: Final = 320
_KIND_KEYS: Final = {str(number): kind for number, kind in enumerate(KINDS, 1)}
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class BodyChart(QWidget):
    """Front and back, hands, feet and saddle, with the marks of one drawing."""

    told = Signal(str)
    """What is under the mouse or in focus, in words; "" is nothing."""
    moved = Signal(int)
    """Keys or a program brought the focus to another area."""

    def __init__(self, pencil: Pencil, start: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self.pencil = pencil
        self.current = NOWHERE
        self.is_large = False
        self._start = start
        self._earlier: Drawing = {}
        self._hover = NOWHERE
        self._hover_words = ""
        self._backdrop = Backdrop()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Body chart"))
        self.setAccessibleDescription(
            tr("Arrow keys move between zones, Space marks one, 1 2 and 3 choose what is drawn.")
        )
        pencil.changed.connect(self.update)
        pencil.said.connect(self.on_said)
        serve_screen_readers(self, BodyParts)

    @property
    def placing(self) -> Placing:
        """How the pictures lie at this size."""
        return placing(self.width(), em(self), is_large=self.is_large)

    def show_earlier(self, drawing: Drawing) -> None:
        """Outline an earlier drawing; an empty one takes the outline away."""
        self._earlier = drawing
        self.update()

    @Slot(bool)
    def enlarge(self, is_large: bool) -> None:
        """Draw as large as the width allows, or so that all pictures stand side by side."""
        self.is_large = is_large
        self._fit()
        self.update()
        if self.current != NOWHERE:
            self.moved.emit(self.current)

    def spot(self) -> Spot | None:
        """Return the place in focus."""
        areas = self.placing.sheet.areas
        return areas[self.current].spot if 0 <= self.current < len(areas) else None

    def set_current(self, index: int) -> None:
        """Give an area the focus, and have it seen."""
        if 0 <= index < len(self.placing.sheet.areas):
            self._point_at(index)
            self.moved.emit(index)

    def sizeHint(self) -> QSize:
        width = self.width() or int(sheet("wide").spread.width)
        return QSize(width, needed_height(width, em(self), is_large=self.is_large))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        if isinstance(event, QKeyEvent) and is_reversal(event):
            # Undo is the chart's own while one draws, as it is a text's while one types.
            event.accept()
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        lies = self.placing
        areas = lies.sheet.areas
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._backdrop.of(self, lies.sheet, lies.transform))
        painter.setTransform(lies.transform)
        paint_drawing(painter, areas, marked(self.pencil.drawing))
        paint_earlier(painter, areas, marked(self._earlier))
        if 0 <= self._hover < len(areas):
            paint_ring(painter, areas[self._hover].path, is_focus=False)
        if self.hasFocus() and 0 <= self.current < len(areas):
            paint_ring(painter, areas[self.current].path, is_focus=True)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            is_first = self.current == NOWHERE
            start = self.placing.sheet.first_of(self._start)
            self.set_current(start if is_first else self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if take_pencil_key(self.pencil, event, self.spot()):
            return
        wanted = next_area(self.placing.sheet, max(self.current, 0), event.key())
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.set_current(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.placing.index_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or found == NOWHERE:
            super().mousePressEvent(event)
            return
        self._point_at(found)
        self.pencil.press(self.placing.sheet.areas[found].spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.placing.index_at(event.position())
        words = self._words_at(event.position())
        if (found, words) != (self._hover, self._hover_words):
            self._hover, self._hover_words = found, words
            self.told.emit(words)
            self.update()
        if event.buttons() & Qt.MouseButton.LeftButton and found != NOWHERE:
            self.pencil.drag(self.placing.sheet.areas[found].spot)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pencil.lift()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover, self._hover_words = NOWHERE, ""
        self.told.emit("")
        self.update()

    @Slot(str)
    def on_said(self, words: str) -> None:
        """Say aloud what happened, and show it beneath the chart."""
        self.told.emit(words)
        if self.hasFocus():
            announce(self, words)

    def _fit(self) -> None:
        self.setFixedHeight(needed_height(self.width(), em(self), is_large=self.is_large))

    def _point_at(self, index: int) -> None:
        self.current = index
        spot = self.placing.sheet.areas[index].spot
        self.told.emit(self.pencil.words(spot))
        tell_focus(self, place_of(self, spot))
        self.update()

    def _words_at(self, point: QPointF) -> str:
        lies = self.placing
        found = lies.at(point)
        if found is None:
            return ""
        is_zone = lies.index_at(point) != NOWHERE
        return self.pencil.words(found[1]) if is_zone else silent_words(found[1].place)


def is_reversal(event: QKeyEvent) -> bool:
    """Tell whether a key undoes or does again."""
    return event.matches(_UNDO) or event.matches(_REDO)


def take_pencil_key(pencil: Pencil, event: QKeyEvent, spot: Spot | None) -> bool:
    """Do what a key asks the pencil for, on the chart as in its list; False when nothing."""
    key = event.key()
    if is_reversal(event):
        pencil.undo() if event.matches(_UNDO) else pencil.redo()
    elif event.text() in _KIND_KEYS:  # by text: some keyboards have digits on Shift
        pencil.choose(_KIND_KEYS[event.text()])
    elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    elif key == Qt.Key.Key_Space and spot:
        pencil.toggle(spot)
    elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and spot:
        pencil.clear(spot)
    else:
        return False
    return True
