"""The groups of the worklist with how many wait in each: always in sight, one key apart."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.models.workwords import group_meanings, group_words
from desktop.widgets.form import em
from desktop.words import ntr, tr
from pathway.worklist import DANGERS, KINDS, WorkKind

Group: TypeAlias = WorkKind | Literal["", "aside"]
"""A kind of work; empty for everybody, "aside" for those whom a call took off the list."""
GROUPS: Final[tuple[Group, ...]] = ("", *KINDS, "aside")
COUNT: Final = Qt.ItemDataRole.UserRole + 1
DANGER: Final = Qt.ItemDataRole.UserRole + 2
LINE: Final = 1.42
"""Height of a group, in lines of text."""
EDGE: Final = 10


def group_names() -> Mapping[Group, str]:
    """Return what every group is called, with those that are no kind of work."""
    names: dict[Group, str] = dict(group_words().items())
    return {**names, "": tr("All"), "aside": tr("Set aside")}


class Groups(QListWidget):
    """The groups; the one in hand is what the list shows."""

    chosen = Signal(str)
    """A Group."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Groups of the worklist"))
        self.setItemDelegate(GroupPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names = group_names()
        said: dict[Group, str] = dict(group_meanings().items())
        said[""] = tr("Everybody who waits, each person once")
        said["aside"] = tr("Will come, reminded later, declined, moved away or died")
        for group in GROUPS:
            item = QListWidgetItem(names[group], self)
            item.setToolTip(said[group])
            item.setData(DANGER, group in DANGERS)
        self.show_counts(None)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self.on_row)

    @property
    def group(self) -> Group:
        """The group in hand."""
        return GROUPS[max(0, self.currentRow())]

    def show_counts(self, counts: Mapping[Group, int] | None) -> None:
        """Show how many wait in each group; None: that is not known yet."""
        for place, group in enumerate(GROUPS):
            item = self.item(place)
            count = counts.get(group, 0) if counts is not None else None
            item.setData(COUNT, count)
            many = ntr("{count} person", "{count} people", count or 0)
            heard = f"{item.text()}: {many if count is not None else tr('being counted')}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)

    def step(self, places: int) -> None:
        """Go to the next group with somebody in it, or the one before."""
        place = self.currentRow()
        while 0 <= (place := place + places) < len(GROUPS):
            if self.item(place).data(COUNT) or place == 0:
                self.setCurrentRow(place)
                return

    def sizeHint(self) -> QSize:
        widest = max(
            self.fontMetrics().horizontalAdvance(f"{self.item(place).text()}  100,000")
            for place in range(self.count())
        )
        return QSize(widest + 3 * EDGE, 20 * em(self))

    @Slot(int)
    def on_row(self, place: int) -> None:
        """Tell which group is in hand."""
        self.chosen.emit(GROUPS[max(0, place)])


class GroupPainter(QStyledItemDelegate):
    """Paints the name of a group and, at the other end, how many wait there."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        height = option.fontMetrics.height()
        return QSize(super().sizeHint(option, index).width(), round(height * LINE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one group."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        count = index.data(COUNT)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accent_soft"))
        is_danger = bool(count) and bool(index.data(DANGER))
        painter.setPen(theme.colour("danger" if is_danger else "text" if count else "muted"))
        inner = area.adjusted(EDGE, 0, -EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        said = "…" if count is None else f"{count:,}"
        room = option.fontMetrics.horizontalAdvance(said)
        name = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width() - room - EDGE
        )
        painter.drawText(inner, start | middle, name)
        font = painter.font()
        font.setBold(bool(count))
        painter.setFont(font)
        painter.drawText(inner, end | middle, said)
        painter.restore()
