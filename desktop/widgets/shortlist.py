"""A list of a few lines that is as high as they are, and scrolls only where there are many."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QSizePolicy, QWidget

from desktop.widgets.form import em


class ShortList(QListWidget):
    """Leaves no empty room beneath its lines; ``most_ems`` is how high it becomes at most."""

    def __init__(self, parent: QWidget, most_ems: int) -> None:
        super().__init__(parent)
        self._most_ems = most_ems
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = self.model()
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset):
            changed.connect(self.on_changed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # narrower, its lines break and need more height

    @Slot()
    def on_changed(self) -> None:
        """Ask for the room that the lines of now need."""
        self.updateGeometry()

    def _wanted(self) -> int:
        lines = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        frame = 2 * self.frameWidth() + 2
        return min(max(lines, em(self)) + frame, self._most_ems * em(self))
