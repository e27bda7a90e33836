"""The timeline: one painted view of a problem, with every event within reach of the keys.

Arrow keys step through the events of a lane and from lane to lane, Home and End go to the ends of a
lane, + and − zoom, 0 shows from the onset to today, Page Up and Page Down move in time, Enter opens
the event beneath. Time always runs from left to right, also on a screen that reads from right to
left.
"""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.form import em
from desktop.widgets.painted import serve_screen_readers
from desktop.widgets.timeaccess import TimelineParts
from desktop.widgets.timeframe import EDGE_DAYS, Frame, Stretch, opening
from desktop.widgets.timeletters import Letters
from desktop.widgets.timepaint import Canvas
from desktop.words import tr
from pathway.course import Course, Event, Lane
from pathway.courseplaces import Room
from pathway.courserows import Tracks

LABEL_EMS: Final = 9.6
EDGE_EMS: Final = 0.5
FOOT_EMS: Final = 1.6
ZOOM: Final = 1.4
NOWHERE: Final = -1


class Timeline(QAbstractScrollArea):
    """Paints events in lanes over one axis of dates and weeks."""

    moved = Signal(int)
    """Another event has the focus."""
    hovered = Signal(object)
    """The mouse is over other events, drawn as one; a tuple, empty over none."""
    chosen = Signal(object)
    """Events were asked for by Enter or a click; a tuple, several where they are drawn as one."""

    def __init__(self, course: Course, parent: QWidget) -> None:
        super().__init__(parent)
        self.tracks = Tracks(course)
        self.current = NOWHERE
        self.view: Stretch = opening(course)
        self._hidden: frozenset[Lane] = frozenset()
        self._hover: tuple[int, ...] = ()
        self._dragged: float | None = None
        self._letters: Letters | None = None
        self._frame: Frame | None = None
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None
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

    @property
    def course(self) -> Course:
        """Return what is shown."""
        return self.tracks.course

    @property
    def events(self) -> tuple[Event, ...]:
        """Return all events, also those of hidden lanes."""
        return self.tracks.events

    def show_course(self, course: Course) -> None:
        """Show another course, fitted from the onset to a little after today."""
        self.tracks = Tracks(course, self._hidden)
        self.current, self._hover = NOWHERE, ()
        self._lay_anew()
        self.fit()

    def show_lanes(self, hidden: frozenset[Lane]) -> None:
        """Show all lanes but these; the stretch of time stays."""
        self._hidden = hidden
        self.tracks = Tracks(self.course, hidden)
        if self.current >= 0 and self.tracks.of(self.current) is None:
            self.current = NOWHERE
        self._hover = ()
        self._lay_anew()

    def fit(self) -> None:
        """Show from the onset to today and the weeks that follow."""
        self.show_stretch(opening(self.course))

    def show_stretch(self, view: Stretch) -> None:
        """Show this stretch of time."""
        self.view = view
        self._frame = None
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
        self.show_stretch(self.view.zoomed(factor, self._kept_day()))

    def frame(self) -> Frame:
        """Return where everything lies at this size and in this view."""
        if self._frame is None:
            letters = self.letters()
            high = float(em(self))
            left = high * LABEL_EMS
            width = max(self.viewport().width() - left - high * EDGE_EMS, 50.0)
            room = Room((self.view.first, self.view.last), left, width, high)
            self._frame = Frame(self.tracks, room, letters.width)
        return self._frame

    def letters(self) -> Letters:
        """Return the letters in use."""
        if self._letters is None or self._letters.font != self.font():
            self._letters, self._ground = Letters(self.font()), None
        return self._letters

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

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(640, int(self.frame().bottom + em(self) * FOOT_EMS) + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        frame = self.frame()
        canvas = Canvas(painter, frame, self.letters())
        painter.drawPixmap(0, 0, self._lanes_ground(frame))
        canvas.paint(self.current if self.hasFocus() else NOWHERE, self._hover)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._frame = self._ground = None
        if event.type() == QEvent.Type.Leave and self._hover:
            self._hover_over(())
        return super().viewportEvent(event)

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

    def together(self, place: int) -> tuple[int, ...]:
        """Return the events that are drawn as one with an event, itself among them."""
        track, spot = self.tracks.of(place), self.frame().picture.spot_of(place)
        if track is None or spot is None:
            return (place,)
        return self.frame().picture.events_of(track, spot)

    @Slot(int)
    def on_scrolled(self, value: int) -> None:
        self.view = self.view.moved(self.view.low + value - self.view.first)
        self._frame = None
        self.viewport().update()

    def _lanes_ground(self, frame: Frame) -> QPixmap:
        """Return the ground and the names of the lanes: they are painted once for many frames."""
        size, ratio = self.viewport().size(), self.devicePixelRatioF()
        key = (id(self.tracks), size.width(), size.height(), ratio, theme.scheme_in_use())
        if self._ground is None or self._ground[0] != key:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(theme.colour("base"))
            painter = QPainter(pixmap)
            Canvas(painter, frame, self.letters()).paint_ground()
            painter.end()
            self._ground = (key, pixmap)
        return self._ground[1]

    def _lay_anew(self) -> None:
        self._frame = self._ground = None
        self.updateGeometry()
        self.viewport().update()

    def _hover_over(self, found: tuple[int, ...]) -> None:
        if found != self._hover:
            self._hover = found
            self.hovered.emit(found)
            self.viewport().update()

    def _kept_day(self) -> float:
        if self.current != NOWHERE:
            return self.events[self.current].start.toordinal() + 0.5
        today = float(self.course.today.toordinal())
        view = self.view
        return today if view.first <= today <= view.last else (view.first + view.last) / 2

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
