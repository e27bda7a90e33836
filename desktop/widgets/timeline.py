"""The timeline: one painted view of a problem, with every event within reach of the keys.

Arrow keys step through the events of a lane and from lane to lane, Home and End go to the ends of a
lane, + and − zoom, 0 fits, Page Up and Page Down move in time, Enter tells the event beneath. Time
always runs from left to right, also on a screen that reads from right to left.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from desktop.models.timeline import Event
from desktop.widgets.form import em
from desktop.widgets.painted import serve_screen_readers
from desktop.widgets.timeaccess import TimelineParts
from desktop.widgets.timeframe import (
    EDGE_DAYS,
    Frame,
    Stretch,
    across,
    beside,
    end_of_lane,
    fitted,
    hit,
    start,
)
from desktop.widgets.timepaint import Canvas
from desktop.words import tr

LABEL_EMS: Final = 8.5
ZOOM: Final = 1.4
_NOWHERE: Final = -1


class Timeline(QAbstractScrollArea):
    """Paints events in lanes over one axis of dates and weeks."""

    moved = Signal(int)
    """Another event has the focus."""
    hovered = Signal(int)
    """The mouse is over another event; -1 when over none."""
    chosen = Signal(int)
    """An event was asked for by Enter or a click."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.events: tuple[Event, ...] = ()
        self.current = _NOWHERE
        self._hover = _NOWHERE
        self._today = today
        self._onset: date | None = None
        self._view = fitted((), (today, today), today)
        self._span = (today, today)
        self._dragged: float | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self.setAccessibleDescription(
            tr("Arrow keys step through the events, plus and minus zoom. A list follows below.")
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setMouseTracking(True)
        self.horizontalScrollBar().valueChanged.connect(self.on_scrolled)
        serve_screen_readers(self, TimelineParts)

    def show_events(
        self, events: tuple[Event, ...], span: tuple[date, date], today: date, onset: date | None
    ) -> None:
        """Show these events, fitted from the onset to a little after today."""
        self.events, self._today, self._onset = events, today, onset
        self.current = self._hover = _NOWHERE
        self._span = span
        self.updateGeometry()
        self.fit()

    def fit(self) -> None:
        """Show from the onset to today and the weeks that follow."""
        self.show_stretch(fitted(self.events, self._span, self._today))

    def show_stretch(self, view: Stretch) -> None:
        """Show this stretch of time."""
        self._view = view
        bar = self.horizontalScrollBar()
        blocked = bar.blockSignals(True)
        beyond = int(view.high - view.low - view.days)
        bar.setRange(0, beyond)
        bar.setEnabled(beyond > 2 * EDGE_DAYS)  # at both edges there is nothing to scroll to
        bar.setPageStep(max(int(view.days), 1))
        bar.setValue(int(view.first - view.low))
        bar.blockSignals(blocked)
        self.viewport().update()

    def zoom(self, factor: float) -> None:
        """Show fewer days (factor above 1) or more, around the focused event or today."""
        self.show_stretch(self._view.zoomed(factor, self._kept_day()))

    def frame(self) -> Frame:
        """Return where everything lies at this size and in this view."""
        height = float(em(self))
        left = height * LABEL_EMS
        width = max(self.viewport().width() - left - height * 0.6, 50.0)
        rows = 1 + max((event.row for event in self.events), default=0)
        return Frame(self._view.first, self._view.last, left, width, height, rows)

    def set_current(self, index: int) -> None:
        """Give an event the focus and bring it into view."""
        if not 0 <= index < len(self.events):
            return
        self.current = index
        self.show_stretch(self._view.around(self.events[index].start.toordinal() + 0.5))
        told = QAccessibleEvent(self, QAccessible.Event.Focus)
        told.setChild(index)
        QAccessible.updateAccessibility(told)
        self.moved.emit(index)

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(640, int(self.frame().bottom + em(self) * 1.8) + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        canvas = Canvas(painter, self.frame(), self._today, self._onset)
        canvas.paint(self.events, self.current if self.hasFocus() else _NOWHERE, self._hover)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._step(event.key()) and not self._change_view(event.key()):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM
            pointed = self.frame().day(event.position().x())
            self.show_stretch(self._view.zoomed(factor, pointed))
            event.accept()
            return
        super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            days = (self._dragged - event.position().x()) / self.frame().per_day
            self._dragged = event.position().x()
            self.show_stretch(self._view.moved(days))
            return
        found = hit(self.frame(), self.events, event.position())
        if found != self._hover:
            self._hover = found
            self.hovered.emit(found)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position().x()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = hit(self.frame(), self.events, event.position())
        if found != _NOWHERE:
            self.set_current(found)
            self.chosen.emit(found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    @Slot(int)
    def on_scrolled(self, value: int) -> None:
        self._view = self._view.moved(self._view.low + value - self._view.first)
        self.viewport().update()

    def _kept_day(self) -> float:
        if self.current != _NOWHERE:
            return self.events[self.current].start.toordinal() + 0.5
        today = float(self._today.toordinal())
        view = self._view
        return today if view.first <= today <= view.last else (view.first + view.last) / 2

    def _step(self, key: int) -> bool:
        keys = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: 0,
            Qt.Key.Key_Return: 0,
            Qt.Key.Key_Enter: 0,
        }
        pressed = Qt.Key(key)
        if pressed not in keys or not self.events:
            return False
        if self.current == _NOWHERE:
            self.set_current(start(self.events))
        elif pressed in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            last = pressed == Qt.Key.Key_End
            self.set_current(end_of_lane(self.events, self.current, last=last))
        elif pressed in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.current)
        else:
            sideways = pressed in {Qt.Key.Key_Right, Qt.Key.Key_Left}
            step = beside if sideways else across
            self.set_current(step(self.events, self.current, keys[pressed]))
        return True

    def _change_view(self, key: int) -> bool:
        page = self._view.days * 0.8
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_PageDown:
                self.show_stretch(self._view.moved(page))
            case Qt.Key.Key_PageUp:
                self.show_stretch(self._view.moved(-page))
            case _:
                return False
        return True
