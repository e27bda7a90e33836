"""The lines of the logs as a table: when, who, what and why, whom."""

from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.models.logwords import (
    moment_words,
    patient_words,
    spoken,
    what_words,
    who_words,
    why_words,
)
from desktop.words import tr
from pathway.audited import Trace

Index: TypeAlias = QModelIndex | QPersistentModelIndex
WHEN, WHO, WHAT, PATIENT = range(4)


class LogRows(QAbstractTableModel):
    """Lines that were read, the newest first; older ones are added at the end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Trace, ...] = ()
        self._texts: list[tuple[str, ...]] = []

    def show_lines(self, lines: tuple[Trace, ...]) -> None:
        """Show other lines; nothing of the old ones is kept."""
        self.beginResetModel()
        self.lines = lines
        self._texts = [_texts(line) for line in lines]
        self.endResetModel()

    def add_lines(self, lines: tuple[Trace, ...]) -> None:
        """Show older lines beneath."""
        if not lines:
            return
        first = len(self.lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self.lines += lines
        self._texts += [_texts(line) for line in lines]
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else PATIENT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (tr("When"), tr("Who"), tr("What, and why"), tr("Patient"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.lines[index.row()])
        return None


def _texts(line: Trace) -> tuple[str, ...]:
    what, why = what_words(line), why_words(line)
    told = tr("{what} – {why}").format(what=what, why=why) if why else what
    return moment_words(line), who_words(line), told, patient_words(line)
