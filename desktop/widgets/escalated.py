"""A line beneath the banner: who was escalated where, and that no arrival is known yet."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop import theme
from desktop.models.escalationwords import waiting_words
from desktop.widgets.form import plain
from desktop.words import tr
from pathway.records import RecordedEscalation


class EscalatedLine(QFrame):
    """Stands there until an arrival or an outcome is recorded; one key away from the log."""

    wanted = Signal(str)
    """The flow that goes on: "escalate"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", "danger")
        self.words = plain("", self)
        self.more = QPushButton(tr("Add to the &log"), self)
        self.more.setAutoDefault(True)
        self.more.setToolTip(tr("Calls, transport, arrival, outcome (Alt+F3)"))
        theme.put_icon(self.more, "phone")
        self.more.clicked.connect(self.on_more)
        box = QHBoxLayout(self)
        box.setContentsMargins(24, 8, 24, 8)
        box.setSpacing(16)
        box.addWidget(self.words, 1)
        box.addWidget(self.more)
        self.hide()

    @Slot()
    def on_more(self) -> None:
        """Go on with the log."""
        self.wanted.emit("escalate")

    def show_waiting(self, told: tuple[RecordedEscalation, ...]) -> None:
        """Show who is awaited, or nothing."""
        self.words.setText(waiting_words(told))
        self.setVisible(bool(self.words.text()))
