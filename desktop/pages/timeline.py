"""The timeline tab: the painted view, what is in focus in words, and the same events as a list."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.models.events import EventTable, spoken
from desktop.models.timeline import (
    StageDays,
    events_of,
    onset_of,
    span_of,
    with_amendments,
)
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.form import Sheet, card, em, heading, plain
from desktop.widgets.legend import Legend
from desktop.widgets.timeline import ZOOM, Timeline
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.records import ChartView, ProblemId

LIST_ROWS = 8


class TimelinePage(QScrollArea):
    """Everything on one axis of time, painted and listed."""

    def __init__(
        self,
        today: date,
        stages: StageDays,
        parent: QWidget,
        flag_name: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self._flag_name = flag_name
        self._stages = stages
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = Sheet(self)
        self._problem: ProblemId | None = None
        self.timeline = Timeline(today, self._content)
        self.timeline.setFrameShape(QFrame.Shape.NoFrame)
        self.told = plain("", self._content)
        self.told.setMinimumHeight(em(self))
        self.table = QTableView(self._content)
        self.model = EventTable(self)
        self._dress_table()
        self._lay_out()
        self.timeline.moved.connect(self.on_moved)
        self.timeline.hovered.connect(self.on_hovered)
        self.timeline.chosen.connect(self.on_chosen)
        self.table.selectionModel().currentRowChanged.connect(self.on_row)

    def show_chart(self, view: ChartView, assessment: Assessment | None, today: date) -> None:
        """Show one problem as it stands on a day."""
        found = events_of(view.chart, assessment, today, self._stages, self._flag_name)
        events = with_amendments(found, view.visits)
        self.timeline.show_events(events, span_of(events, today), today, onset_of(assessment))
        self.model.show_events(self.timeline.events)
        self.table.setMinimumHeight(self._list_height())
        self.told.setText(self._invitation())
        if view.problem_id != self._problem:
            self._problem = view.problem_id
            self.verticalScrollBar().setValue(0)

    @Slot(int)
    def on_moved(self, index: int) -> None:
        self.told.setText(spoken(self.timeline.events[index]))
        row = self.model.row_of(self.timeline.events[index])
        where = self.model.index(row, 0)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(where, chosen | rows)
        self.table.scrollTo(where)

    @Slot(int)
    def on_hovered(self, index: int) -> None:
        if index >= 0:
            self.told.setText(spoken(self.timeline.events[index]))
        elif self.timeline.current < 0:
            self.told.setText(self._invitation())

    @Slot(int)
    def on_chosen(self, index: int) -> None:
        self.told.setText(spoken(self.timeline.events[index]))
        self.ensureWidgetVisible(self.told)

    @Slot(QModelIndex, QModelIndex)
    def on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        if not now.isValid():
            return
        event = self.model.event_at(now.row())
        self.timeline.set_current(self.timeline.events.index(event))

    @Slot()
    def on_closer(self) -> None:
        self.timeline.zoom(ZOOM)

    @Slot()
    def on_wider(self) -> None:
        self.timeline.zoom(1 / ZOOM)

    @Slot()
    def on_fit(self) -> None:
        self.timeline.fit()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self._content)
        box.setContentsMargins(24, 16, 24, 24)
        box.setSpacing(12)
        frame = card(self._content)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(10)
        inner.addLayout(self._top(frame))
        inner.addWidget(self.timeline)
        inner.addWidget(Legend(frame))
        inner.addWidget(self.told)
        box.addWidget(frame)
        box.addWidget(heading(tr("The same as a list"), self._content))
        box.addWidget(self.table, 1)
        self.setWidget(self._content)

    def _top(self, parent: QWidget) -> QHBoxLayout:
        top = QHBoxLayout()
        top.addWidget(heading(tr("From onset to today"), parent), 1)
        buttons = (
            (tr("Closer"), tr("Closer (+)"), "zoom-in", self.on_closer),
            (tr("Wider"), tr("Wider (−)"), "zoom-out", self.on_wider),
            (tr("Fit"), tr("From onset to today (0)"), "refresh-cw", self.on_fit),
        )
        for text, tip, icon, slot in buttons:
            button = QPushButton(text, parent)
            button.setProperty("kind", "plain")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            theme.put_icon(button, icon, "accent")
            button.clicked.connect(slot)
            top.addWidget(button)
        return top

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
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _list_height(self) -> int:
        row = em(self) * 2
        self.table.verticalHeader().setDefaultSectionSize(row)
        return row * (min(self.model.rowCount(), LIST_ROWS) + 2)

    def _invitation(self) -> str:
        if not self.timeline.events:
            return tr("Nothing recorded yet.")
        return tr("Point at an event, or step through them with the arrow keys.")
