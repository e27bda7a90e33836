"""How red-flag questions are asked: the choice above them, and the steps beneath a single one."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import muted
from desktop.words import tr

LIST: Final = "list"
SINGLE: Final = "single"


class AskedWays(QWidget):
    """All questions as a list, or one at a time, and the keys that answer them."""

    chosen = Signal(str)

    def __init__(self, is_single: bool, parent: QWidget) -> None:
        super().__init__(parent)
        ways = (Choice(LIST, tr("As a list")), Choice(SINGLE, tr("One at a time")))
        self.ways = ChoiceButtons(ways, self)
        self.ways.setAccessibleName(tr("How the questions are asked"))
        self.ways.set_value(SINGLE if is_single else LIST)
        self.keys = muted(tr("Keys: Y yes, N no, U cannot say, D declined."), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.ways)
        box.addWidget(self.keys)
        self.ways.changed.connect(self.on_way)

    @Slot()
    def on_way(self) -> None:
        if self.ways.value():
            self.chosen.emit(self.ways.value())
        else:
            self.ways.set_value(LIST)


class AskedSteps(QWidget):
    """Beneath a single question: how far it has got, back, and on without an answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = muted("", self)
        self.line = QProgressBar(self)
        self.line.setTextVisible(False)
        self.line.setFixedHeight(6)
        self.back = self._button(tr("&Back"), "chevron-left")
        self.forward = self._button(tr("&Leave open and go on"), "chevron-right")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.line)
        box.addWidget(self.place)
        box.addWidget(flow(self, self.back, self.forward, gap=10))

    def tell(self, place: int, count: int, answered: int) -> None:
        """Show that this is question ``place`` (from 0) of so many, and how many have an answer."""
        words = tr("Question {place} of {count} · {answered} answered").format(
            place=place + 1, count=count, answered=answered
        )
        self.place.setText(words)
        self.line.setRange(0, max(count, 1))
        self.line.setValue(answered)
        self.line.setAccessibleName(words)
        self.back.setEnabled(place > 0)

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        theme.put_icon(button, icon, "muted")
        return button
