"""A page that lies above another one for a moment: a title, the way back, and what scrolls."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.actions import ActionId
from desktop.widgets.form import Form, Section, heading, plain, strong
from desktop.words import tr


class SidePage(QWidget):
    """Esc or the button goes back to the page beneath."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.back = QPushButton(tr("&Back"), self)
        self.back.setAutoDefault(True)
        self.back.clicked.connect(self.left)
        self.form = Form(self)
        self.top = QHBoxLayout()
        self.top.setContentsMargins(24, 20, 24, 0)
        self.top.addWidget(heading(title, self, 1), 1)
        self.top.addWidget(self.back)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addLayout(self.top)
        self.box.addWidget(self.form, 1)
        self.setFocusProxy(self.back)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back"

    def act(self, action: ActionId) -> None:
        """Go back to the page before."""
        if action == "back":
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def add_pairs(section: Section, pairs: Iterable[tuple[str, str]]) -> None:
    """Add lines of a short word in bold, and what belongs to it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, (word, told) in enumerate(pairs):
        grid.addWidget(strong(plain(word, section)), at, 0)
        grid.addWidget(plain(told, section), at, 1)
    section.box.addLayout(grid)
