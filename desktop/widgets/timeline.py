"""The timeline: one painted view of a problem, with every event within reach of the keys.

Arrow keys step through the events of a lane and from lane to lane, Home and End go to the ends of a
lane, + and − zoom, 0 shows from the onset to today, Page Up and Page Down move in time, Enter opens
the event beneath. Time always runs from left to right, also on a screen that reads from right to
left.
"""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.widgets.painted import serve_screen_readers
from desktop.widgets.timeaccess import TimelineParts
from desktop.widgets.timepaint import Canvas
from desktop.widgets.timeview import NOWHERE, TimeView
from desktop.words import tr
from pathway.course import Course, Lane

ZOOM: Final = 1.4


class Timeline(TimeView):
    """Paints events in lanes over one axis of dates and weeks."""

    moved = Signal(int)
    """Another event has the focus."""
    hovered = Signal(object)
    """The mouse is over other events, drawn as one; a tuple, empty over none."""
    chosen = Signal(object)
    """Events were asked for by Enter or a click; a tuple, several where they are drawn as one."""

    def __init__(self, course: Course, parent: QWidget) -> None:
        super().__init__(course, parent)
        self._hover: tuple[int, ...] = ()
        self._dragged: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self.setAccessibleDescription(
            tr("Arrow keys step through the events, plus and minus zoom. A list follows below.")
        )
        self.viewport().setMouseTracking(True)
        serve_screen_readers(self, TimelineParts)

    def show_course(self, course: Course) -> None:
        """Show another course, fitted from the onset to a little after today."""
        self._hover = ()
        super().show_course(course)

    def show_lanes(self, hidden: frozenset[Lane]) -> None:
        """Show all lanes but these; the stretch of time stays."""
        self._hover = ()
        super().show_lanes(hidden)

    def set_current(self, place: int) -> None:
        """Give an event the focus and bring it into view."""
        if not 0 <= place < len(self.events) or self.tracks.of(place) is None:
            return
        self.current = place
        day = self.events[place].start.toordinal() + 0.5
        if self.view.first <= day <= self.view.last:
            self.viewport().update()
        else:
            self.show_stretch(self.view.around(day))
        told = QAccessibleEvent(self, QAccessible.Event.Focus)
        told.setChild(place)
        QAccessible.updateAccessibility(told)
        self.moved.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self.picture())
        current = self.current if self.hasFocus() else NOWHERE
        if current != NOWHERE or self._hover:
            canvas = Canvas(painter, self.frame(), self.letters(), self.inks())
            canvas.paint_focus(current, self._hover, canvas.seen())
        painter.end()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_over(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._step(Qt.Key(event.key())) and not self._change_view(event.key()):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM
            pointed = self.frame().room.day(event.position().x())
            self.show_stretch(self.view.zoomed(factor, pointed))
            event.accept()
        else:
            event.ignore()  # the page turns, not the time

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            days = (self._dragged - event.position().x()) / self.frame().room.per_day
            self._dragged = event.position().x()
            self.show_stretch(self.view.moved(days))
            return
        self._hover_over(self.frame().hit(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position().x()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self.frame().hit(event.position())
        if found:
            self.set_current(found[-1])
            self.chosen.emit(found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def _hover_over(self, found: tuple[int, ...]) -> None:
        if found != self._hover:
            self._hover = found
            self.hovered.emit(found)
            self.viewport().update()

    def _step(self, key: Qt.Key) -> bool:
        sideways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        upright = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        ends = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (key in sideways or key in upright or key in ends or enter):
            return False
        here = self.current
        if here == NOWHERE:
            self.set_current(self.tracks.begin())
        elif enter:
            self.chosen.emit(self.together(here))
        elif key in ends:
            self.set_current(self.tracks.end_of_lane(here, last=ends[key]))
        elif key in sideways:
            self.set_current(self.tracks.beside(here, sideways[key]))
        else:
            self.set_current(self.tracks.across(here, upright[key]))
        return True

    def _change_view(self, key: int) -> bool:
        page = self.view.days * 0.8
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_PageDown:
                self.show_stretch(self.view.moved(page))
            case Qt.Key.Key_PageUp:
                self.show_stretch(self.view.moved(-page))
            case _:
                return False
        return True
