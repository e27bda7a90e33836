"""A button beneath which more opens; what opens is made when it is first looked at."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.taborder import tab_after


class Disclosure(QWidget):
    """A button with a part beneath it that it opens and closes; subclasses fill the part."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = QWidget(self)
        self.part.hide()
        self.button = QPushButton(title, self)
        self.button.setProperty("kind", "plain")
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.on_toggle)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.button)
        box.addWidget(self.part)
        self._show_state()

    @property
    def is_open(self) -> bool:
        """Tell whether the part beneath the button is to be seen."""
        return not self.part.isHidden()

    @Slot()
    def on_toggle(self) -> None:
        """Open the part, or close it."""
        self.set_open(not self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Show the part or hide it."""
        if is_open and self.part.layout() is None:
            box = QVBoxLayout(self.part)
            box.setContentsMargins(0, 4, 0, 4)
            box.setSpacing(10)
            self.fill(box)
            tab_after(self.button, self.part)
        self.part.setVisible(is_open)
        self._show_state()

    def fill(self, box: QVBoxLayout) -> None:
        """Fill the part; called once, when it is opened for the first time."""
        raise NotImplementedError

    def _show_state(self) -> None:
        theme.put_icon(self.button, "chevron-up" if self.is_open else "chevron-down", "accent")
