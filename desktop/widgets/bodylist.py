"""The list of the body chart's zones: the same pencil, for keys and screen readers."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.models.bodypencil import Pencil
from desktop.models.bodytable import BodyTable
from desktop.widgets.bodyaccess import announce
from desktop.widgets.bodychart import is_reversal, take_pencil_key
from desktop.widgets.texts import em
from desktop.words import tr
from pathway.catalogue import CatalogueItem

ROWS_SHOWN: Final = 9
_ROW_EMS: Final = 1.8


class BodyList(QTableView):
    """Zones in rows, the patient's right and left in columns; the keys are those of the chart."""

    def __init__(self, zones: tuple[CatalogueItem, ...], pencil: Pencil, parent: QWidget) -> None:
        super().__init__(parent)
        self._pencil = pencil
        self.cells = BodyTable(zones, pencil, self)
        self.setModel(self.cells)
        self.setProperty("roomy", True)
        self.setAccessibleName(tr("Body chart as a list"))
        self.setAccessibleDescription(
            tr("Arrow keys move, Space marks a place, 1 2 and 3 choose what is drawn.")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)  # a zone's name is never cut short
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self._dress_headers()
        self.setCurrentIndex(self.cells.index(0, 1))
        self.doubleClicked.connect(self.on_double_click)
        pencil.said.connect(self.on_said)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and is_reversal(event):
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spot = self.cells.spot_at(self.currentIndex())
        if not take_pencil_key(self._pencil, event, spot):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_heights()

    @Slot(QModelIndex)
    def on_double_click(self, index: QModelIndex) -> None:
        spot = self.cells.spot_at(index)
        if spot:
            self._pencil.toggle(spot)

    @Slot(str)
    def on_said(self, words: str) -> None:
        if self.hasFocus():
            announce(self, words)

    def _dress_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._set_heights()

    def _set_heights(self) -> None:
        row = int(em(self) * _ROW_EMS)
        self.verticalHeader().setMinimumSectionSize(row)
        self.setFixedHeight(row * (ROWS_SHOWN + 1))
