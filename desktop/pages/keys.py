"""The list of keys: everything that can be done, and what to press for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.actions import ActionId, keys_text, menu_names, rows
from desktop.widgets.form import Form, heading, muted, plain, strong
from desktop.words import tr


class KeysPage(QWidget):
    """Every action with its keys, by menu; Esc goes back."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.came_from: QWidget | None = None
        self.back = QPushButton(tr("&Back"), self)
        self.back.setAutoDefault(True)
        self.back.clicked.connect(self.left)
        self.form = Form(self)
        self._fill()
        top = QHBoxLayout()
        top.setContentsMargins(24, 20, 24, 0)
        top.addWidget(heading(tr("Keys"), self, 1), 1)
        top.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(top)
        box.addWidget(self.form, 1)
        self.setFocusProxy(self.back)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back"

    def act(self, action: ActionId) -> None:
        """Go back to the page before."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        for name, title in menu_names().items():
            part = self.form.section(title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(32)
            grid.setVerticalSpacing(8)
            grid.setColumnStretch(1, 1)
            for line, row in enumerate(row for row in rows() if row.menu == name):
                grid.addWidget(strong(plain(keys_text(row), part)), line, 0)
                grid.addWidget(plain(row.help, part), line, 1)
            part.box.addLayout(grid)
        part = self.form.section(tr("In forms"))
        for words in _form_keys():
            part.add(muted(words, part))


def _form_keys() -> tuple[str, ...]:
    """Return what keys do in forms that is not on the menu."""
    return (
        tr(
            "Tab goes on, Shift+Tab goes back. Arrow keys move among answers, Space takes "
            "one, Backspace takes it back. F4 opens a calendar. F6 goes to the next part of a "
            "visit, Shift+F6 to the one before."
        ),
        tr(
            "A red-flag question takes Y, N, U (cannot say) or D (declined) and goes on by "
            "itself. In the examination 0 to 5 grade power, letters record the rest, = is "
            "unchanged since last time, Return leaves a finding open, F1 or ? shows how "
            "it is looked for, arrow keys go from line to line."
        ),
        tr(
            "On the body chart 1, 2 and 3 choose pain, numbness or tingling, arrow keys "
            "move to the next zone, Page Up and Page Down to another picture, Space "
            "marks, Backspace takes every mark of a zone away. Ctrl+Z and Ctrl+Y are "
            "its own there."
        ),
    )
