"""The list twin of the body chart: a row for each zone, a column for each side of the patient."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)

from desktop.models.bodymarks import marks_words
from desktop.models.bodypencil import Pencil
from desktop.widgets.boxnumber import box_words
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.facts import BodySide, Spot

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
SIDES: Final[tuple[BodySide, BodySide]] = ("right", "left")


class BodyTable(QAbstractTableModel):
    """What the pencil drew, zone by zone; the drawing itself stays with the pencil."""

    def __init__(self, zones: tuple[CatalogueItem, ...], pencil: Pencil, parent: QObject) -> None:
        super().__init__(parent)
        self._zones = zones
        self._pencil = pencil
        self._numbers: Mapping[Code, str] = {}
        pencil.changed.connect(self.on_changed)

    def show_numbers(self, numbers: Mapping[Code, str]) -> None:
        """Show in each cell which box of a paper sheet asks for its pain, or nothing."""
        self._numbers = numbers
        self.on_changed()

    def spot_at(self, index: _Index) -> Spot | None:
        """Return the place of a cell; None in the column of names."""
        if not index.isValid() or index.column() == 0:
            return None
        return Spot(SIDES[index.column() - 1], self._zones[index.row()].place)

    def index_of(self, spot: Spot) -> QModelIndex:
        """Return the cell of a place."""
        places = [zone.place for zone in self._zones]
        if spot.place not in places:
            return QModelIndex()
        return self.index(places.index(spot.place), SIDES.index(spot.side) + 1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._zones)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(SIDES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spot = self.spot_at(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and spot:
            number = box_words(self._number(spot))
            return f"{self._pencil.words(spot)}. {number}" if number else self._pencil.words(spot)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if spot is None:
            return self._zones[index.row()].label if index.isValid() else None
        words = marks_words(self._pencil.drawing, spot) or "–"
        return f"{self._number(spot)}   {words}".strip()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (tr("Where"), tr("Right"), tr("Left"))
        return titles[section] if 0 <= section < len(titles) else None

    def _number(self, spot: Spot) -> str:
        return self._numbers.get(Code(f"pain_map.{spot.place}", spot.side), "")

    @Slot()
    def on_changed(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
