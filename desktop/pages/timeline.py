"""The timeline tab: the painted view, what was opened, and the same events as a list."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.corrections import Group, RecordWords
from desktop.models.events import EventTable, spoken
from desktop.models.timeline import CourseBooks, Known, course_of
from desktop.pages.timechoice import EVERYTHING, FROM_ONSET, TimeChoice
from desktop.pages.timeopened import OpenedEvents
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.form import Sheet, card, em, heading, plain
from desktop.widgets.legend import Legend
from desktop.widgets.taborder import tab_after, tab_in_order
from desktop.widgets.timeline import ZOOM, Timeline
from desktop.words import ntr, tr
from pathway.course import Course, Event
from pathway.records import ProblemId, RecordedVisit

LIST_ROWS: Final = 8
MEASURED_ROWS: Final = 60
"""The widths of columns follow so many rows."""


class TimelinePage(QScrollArea):
    """Everything on one axis of time, painted and listed."""

    def __init__(
        self, course: Course, books: CourseBooks, records: RecordWords, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._records = records
        self._visits: dict[str, RecordedVisit] = {}
        self._problem: ProblemId | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = Sheet(self.viewport())
        frame = card(self._content)  # else each part would be dressed anew when it comes there
        self.choice = TimeChoice(frame)
        self.timeline = Timeline(course, frame)
        self.timeline.setFrameShape(QFrame.Shape.NoFrame)
        self.told = plain("", frame)
        self.told.setMinimumHeight(em(self))
        self.opened = OpenedEvents(self.recorded, frame)
        self.table = QTableView(self._content)
        self.model = EventTable(self)
        self._dress_table()
        self._lay_out(frame)
        self._connect()

    def show_known(self, known: Known) -> None:
        """Show one problem as it stands on a day."""
        course = course_of(known, self._books)
        self._visits = {one.id: one for one in known.view.visits}
        self.choice.show_course(course)
        tab_in_order(self)
        self.timeline.show_course(course)
        self.model.show_events(course.events, self.choice.hidden)
        self.table.setMinimumHeight(self._list_height())
        self.opened.empty()
        self.told.setText(self._invitation())
        if known.view.problem_id != self._problem:
            self._problem = known.view.problem_id
            self.verticalScrollBar().setValue(0)

    def recorded(self, event: Event) -> tuple[Group, ...]:
        """Return what the record behind an event holds: of a visit all that was found."""
        visit = self._visits.get(event.ref)
        return self._records.groups(visit.visit) if visit else ()

    @Slot(int)
    def on_moved(self, place: int) -> None:
        self.told.setText(self._told_of(self.timeline.together(place), place))
        row = self.model.row_of(place)
        if row < 0:
            return
        where = self.model.index(row, 0)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(where, chosen | rows)

    @Slot(object)
    def on_hovered(self, places: tuple[int, ...]) -> None:
        if places:
            self.told.setText(self._told_of(places, places[-1]))
        elif self.timeline.current < 0:
            self.told.setText(self._invitation())

    @Slot(object)
    def on_chosen(self, places: tuple[int, ...]) -> None:
        self._open(places)
        QTimer.singleShot(0, self.on_laid_out)  # only then is it known how high it is

    @Slot()
    def on_laid_out(self) -> None:
        """Turn the page to what was opened."""
        if not self.opened.isHidden():
            self.ensureWidgetVisible(self.opened)

    @Slot(int)
    def on_picked(self, place: int) -> None:
        self.timeline.set_current(place)
        self._open((place,))

    @Slot()
    def on_closed(self) -> None:
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex, QModelIndex)
    def on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and self.model.place_of(now.row()) != self.timeline.current:
            self.timeline.set_current(self.model.place_of(now.row()))

    @Slot(object)
    def on_lanes(self, hidden: object) -> None:
        self.timeline.show_lanes(self.choice.hidden)
        self.model.show_events(self.timeline.events, self.choice.hidden)
        self.opened.empty()

    @Slot(bool)
    def on_zoomed(self, is_closer: bool) -> None:
        self.timeline.zoom(ZOOM if is_closer else 1 / ZOOM)

    @Slot(int)
    def on_stretched(self, days: int) -> None:
        view, today = self.timeline.view, self.timeline.course.today.toordinal()
        if days == FROM_ONSET:
            self.timeline.fit()
        elif days == EVERYTHING:
            self.timeline.show_stretch(view.whole())
        else:
            self.timeline.show_stretch(view.ending(today, days))

    def _open(self, places: tuple[int, ...]) -> None:
        self.opened.open(self.timeline.events, places)
        tab_after(self.timeline, self.opened)

    def _told_of(self, places: tuple[int, ...], place: int) -> str:
        """Return an event in words, and which of how many it is where several are drawn as one."""
        said = spoken(self.timeline.events[place])
        if len(places) < 2:
            return said
        where = tr("{number} of {count} here").format(
            number=places.index(place) + 1, count=len(places)
        )
        return f"{said} · {where}"

    def _lay_out(self, frame: QFrame) -> None:
        box = QVBoxLayout(self._content)
        box.setContentsMargins(24, 12, 24, 24)
        box.setSpacing(12)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(16, 8, 16, 12)
        inner.setSpacing(8)
        parts = (self.choice, self.timeline, self.told, self.opened, self.choice.absent)
        for part in (*parts, Legend(frame)):
            inner.addWidget(part)
        box.addWidget(frame)
        box.addWidget(heading(tr("The same as a list"), self._content))
        box.addWidget(self.table, 1)
        self.setWidget(self._content)

    def _connect(self) -> None:
        self.timeline.moved.connect(self.on_moved)
        self.timeline.hovered.connect(self.on_hovered)
        self.timeline.chosen.connect(self.on_chosen)
        self.opened.picked.connect(self.on_picked)
        self.opened.closed.connect(self.on_closed)
        self.choice.zoomed.connect(self.on_zoomed)
        self.choice.stretched.connect(self.on_stretched)
        self.choice.chosen.connect(self.on_lanes)
        self.table.selectionModel().currentRowChanged.connect(self.on_row)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("roomy", True)
        table.setItemDelegate(UprightDelegate(table))
        table.setAccessibleName(tr("Events, the latest first"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _list_height(self) -> int:
        row = em(self) * 2
        self.table.verticalHeader().setDefaultSectionSize(row)
        return row * (min(self.model.rowCount(), LIST_ROWS) + 2)

    def _invitation(self) -> str:
        count = len(self.timeline.events)
        if not count:
            return tr("Nothing recorded yet.")
        there = ntr("{count} event.", "{count} events.", count)
        return f"{there} {tr('Point at one, or step through them with the arrow keys.')}"
