"""Cells of tables and lists: dates and numbers keep their order, whichever way the screen reads."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop import show


class UprightDelegate(QStyledItemDelegate):
    """Shows what reads from left to right as it is, also on a screen from right to left."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        is_mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        option.text = show.upright(option.text, is_mirrored)
