"""A line above the chart: what was restored, what could not be saved, what leaving would lose."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop import show
from desktop.widgets.flow import flow
from desktop.widgets.form import plain, restyled
from desktop.words import tr


class LeaveBar(QFrame):
    """Tells in place, stops nobody, and goes away by itself once it is settled."""

    saved = Signal()
    discarded = Signal()
    thrown_away = Signal()
    """What was restored is not wanted."""
    brought_back = Signal()
    """What was thrown away is wanted after all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = plain("", self)
        self.save = QPushButton(tr("Save and leave"), self)
        self.save.setProperty("kind", "primary")
        self.stay = QPushButton(tr("Stay here"), self)
        self.discard = QPushButton(tr("Leave without saving"), self)
        self.throw = QPushButton(tr("Discard"), self)
        self.bring = QPushButton(tr("Bring it back"), self)
        self.close_notice = QPushButton(tr("Close this notice"), self)
        self._all = (
            self.save,
            self.stay,
            self.discard,
            self.throw,
            self.bring,
            self.close_notice,
        )
        self._buttons = flow(self, *self._all)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 8, 20, 8)
        line.setSpacing(16)
        line.addWidget(self.words, 1)
        line.addWidget(self._buttons)
        self._connect()
        self.hide()

    def ask(self, words: str) -> None:
        """Ask what to do with entries that are kept nowhere."""
        self._say(words, "warn", self.save, self.stay, self.discard)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say what went wrong."""
        self._say(words, "warn")

    def note(self, words: str) -> None:
        """Say what was done, or where somebody is now."""
        self._say(words, "info", self.close_notice)

    def show_restored(self, at: datetime) -> None:
        """Say that the form shows what was typed earlier."""
        words = tr("Restored what was typed at {time}.").format(time=show.moment(at.astimezone()))
        self._say(words, "info", self.throw, self.close_notice)

    def show_discarded(self) -> None:
        """Say that what was restored is gone, and offer it once more."""
        words = tr("What was typed was discarded.")
        self._say(words, "info", self.bring, self.close_notice)

    @Slot()
    def on_stay(self) -> None:
        self.hide()

    def _connect(self) -> None:
        for button, signal in (
            (self.save, self.saved),
            (self.discard, self.discarded),
            (self.throw, self.thrown_away),
            (self.bring, self.brought_back),
        ):
            button.clicked.connect(signal)
        for button in (self.stay, self.close_notice):
            button.clicked.connect(self.on_stay)
        for button in self._all:
            button.setAutoDefault(True)

    def _say(self, words: str, kind: str, *offered: QPushButton) -> None:
        restyled(self, "notice", kind)
        self.words.setText(words)
        self.setAccessibleName(words)
        for button in self._all:
            button.setVisible(button in offered)
        self._buttons.setVisible(bool(offered))
        self.show()
