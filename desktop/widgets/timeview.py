"""The part of the timeline that shows: which course, which stretch of time, which lanes."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.form import em
from desktop.widgets.timeframe import EDGE_DAYS, Frame, Stretch, opening
from desktop.widgets.timekept import Dress, Kept, moved
from desktop.widgets.timeletters import Letters
from desktop.widgets.timepaint import Canvas
from desktop.widgets.timesigns import Inks
from pathway.course import Course, Event, Lane
from pathway.courseplaces import Room
from pathway.courserows import Tracks

LABEL_EMS: Final = 9.6
EDGE_EMS: Final = 0.5
FOOT_EMS: Final = 1.6
NOWHERE: Final = -1
REST_MILLISECONDS: Final = 150
"""When nothing has moved for so long, words find their best places again."""


class TimeView(QAbstractScrollArea):
    """A course in a stretch of time; ``current`` is the event in focus, -1 when there is none."""

    def __init__(self, course: Course, parent: QWidget) -> None:
        super().__init__(parent)
        self.tracks = Tracks(course)
        self.current = NOWHERE
        self.view: Stretch = opening(course)
        self._hidden: frozenset[Lane] = frozenset()
        self._letters: Letters | None = None
        self._inks = Inks()
        self._frame: Frame | None = None
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None
        self._kept: Kept | None = None
        self._is_pushed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.on_rest)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalScrollBar().valueChanged.connect(self.on_scrolled)

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
        self.current = NOWHERE
        self._lay_anew()
        self.fit()

    def show_lanes(self, hidden: frozenset[Lane]) -> None:
        """Show all lanes but these; the stretch of time stays."""
        self._hidden = hidden
        self.tracks = Tracks(self.course, hidden)
        if self.current >= 0 and self.tracks.of(self.current) is None:
            self.current = NOWHERE
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
        self.show_stretch(self.view.zoomed(factor, _kept_day(self)))

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

    def picture(self) -> QPixmap:
        """Return lanes, axis and events; while they move only the edge of them is painted."""
        frame = self.frame()
        ground, dress = self.lanes_ground(frame), Dress(self.letters(), self.inks())
        key = (ground.cacheKey(), self.viewport().size())
        frame_of = partial(Frame, self.tracks, widths=self.letters().width)
        kept = self._kept
        if kept is not None and kept.key == key:
            if kept.room is frame.room:
                return kept.picture
            self._kept = moved(kept, frame.room, ground, frame_of, dress)
            if self._kept is not None:
                self._is_pushed = True
                self._rest.start()
                return self._kept.picture
        # The same picture once more: a new one has to be found room for, which takes long.
        made = kept.picture if kept is not None and kept.key == key else QPixmap(ground)
        painter = QPainter(made)
        painter.drawPixmap(0, 0, ground)
        canvas = Canvas(painter, frame, *dress)
        canvas.paint_time(canvas.seen())
        painter.end()
        self._is_pushed = False
        self._kept = Kept(key, frame.room, frame.room.first, made)
        return made

    @Slot()
    def on_rest(self) -> None:
        """Lay everything out anew, now that nothing moves."""
        if self._is_pushed:
            self._kept = None
            self.viewport().update()

    def inks(self) -> Inks:
        """Return the colours and signs in use."""
        ratio = self.devicePixelRatioF()
        if self._inks.ratio != ratio or self._inks.scheme != theme.scheme_in_use():
            self._inks = Inks(ratio)
        return self._inks

    def letters(self) -> Letters:
        """Return the letters in use."""
        if self._letters is None or self._letters.font != self.font():
            self._letters, self._ground = Letters(self.font()), None
        return self._letters

    def together(self, place: int) -> tuple[int, ...]:
        """Return the events that are drawn as one with an event, itself among them."""
        track, spot = self.tracks.of(place), self.frame().picture.spot_of(place)
        if track is None or spot is None:
            return (place,)
        return self.frame().picture.events_of(track, spot)

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(640, int(self.frame().bottom + em(self) * FOOT_EMS) + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._frame = self._ground = self._kept = None
        return super().viewportEvent(event)

    @Slot(int)
    def on_scrolled(self, value: int) -> None:
        self.view = self.view.moved(self.view.low + value - self.view.first)
        self._frame = None
        self.viewport().update()

    def lanes_ground(self, frame: Frame) -> QPixmap:
        """Return the ground and the names of the lanes: they are painted once for many frames."""
        size, ratio = self.viewport().size(), self.devicePixelRatioF()
        key = (id(self.tracks), size.width(), size.height(), ratio, theme.scheme_in_use())
        if self._ground is None or self._ground[0] != key:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(theme.colour("base"))
            painter = QPainter(pixmap)
            Canvas(painter, frame, self.letters(), self.inks()).paint_ground()
            painter.end()
            self._ground = (key, pixmap)
        return self._ground[1]

    def _lay_anew(self) -> None:
        self._frame = self._ground = self._kept = None
        self.updateGeometry()
        self.viewport().update()


def _kept_day(shown: TimeView) -> float:
    if shown.current != NOWHERE:
        return shown.events[shown.current].start.toordinal() + 0.5
    today = float(shown.course.today.toordinal())
    view = shown.view
    return today if view.first <= today <= view.last else (view.first + view.last) / 2
