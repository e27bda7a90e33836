"""The table of the access log, the line in hand told in full, and what to show when it is empty."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from desktop.models.logrows import PATIENT, WHAT, WHEN, WHO, LogRows
from desktop.models.logwords import spoken
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.form import em, muted, plain
from desktop.widgets.linetable import show_lines
from desktop.words import tr

LONGEST_MOMENT: Final = "28-May-2026 20:08"
EDGES_EMS: Final = 2.0
"""Beside the moment in its column."""
SHARES: Final = {WHO: 13, WHAT: 40, PATIENT: 22}
LEAST_EMS: Final = 0.5
"""Width of one share: with less, the patient's column gives way, who is named beneath."""
ROW_EMS: Final = 2.1
LEAST_ROWS: Final = 5


class LogTable(QTableView):
    """Lines of the log; arrow keys go through them."""

    def __init__(self, rows: LogRows, parent: QWidget, *, with_patients: bool) -> None:
        super().__init__(parent)
        self._with_patients = with_patients
        self.setModel(rows)
        self.setAccessibleName(tr("Access log"))
        self.setItemDelegate(UprightDelegate(self))
        self.setProperty("roomy", True)
        show_lines(self)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(em(self) * ROW_EMS * (LEAST_ROWS + 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(em(self) * 12), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Share the width among the columns that have room."""
        self.verticalHeader().setDefaultSectionSize(round(ROW_EMS * em(self)))
        room = self.viewport().width()
        when = self.fontMetrics().horizontalAdvance(LONGEST_MOMENT) + round(EDGES_EMS * em(self))
        self.setColumnWidth(WHEN, when)
        room -= when
        shown = dict(SHARES)
        if not self._with_patients or room < LEAST_EMS * em(self) * sum(shown.values()):
            del shown[PATIENT]
        self.setColumnHidden(PATIENT, PATIENT not in shown)
        for column, share in shown.items():
            self.setColumnWidth(column, room * share // sum(shown.values()))


class LogSheet(QWidget):
    """The table with the line in hand in full beneath it, or a sentence when there is none."""

    def __init__(self, parent: QWidget, *, with_patients: bool) -> None:
        super().__init__(parent)
        self.rows = LogRows(self)
        self.table = LogTable(self.rows, self, with_patients=with_patients)
        self.none = plain(tr("Nothing is noted that fits."), self, "h2")
        self.whole = muted("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.table, 1)
        box.addWidget(self.whole)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self.none, 1)
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(self.on_row)
        self.show_state()

    def show_state(self) -> None:
        """Show the table, or say that there is nothing; go to its first line."""
        has_lines = bool(self.rows.lines)
        self.table.setVisible(has_lines)
        self.whole.setVisible(has_lines)
        self.none.setVisible(not has_lines)
        if has_lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.rows.index(0, 0))

    @Slot(QModelIndex, QModelIndex)
    def on_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Tell the line in hand in full: a column may be too narrow for it."""
        is_there = 0 <= index.row() < len(self.rows.lines)
        self.whole.setText(spoken(self.rows.lines[index.row()]) if is_there else "")
