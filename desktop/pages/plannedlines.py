"""What is planned, line by line, and the answer that a STOP asks for."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.planned import Thing
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.fields import TextLine
from desktop.widgets.form import Row, plain
from desktop.words import tr
from pathway.advice import Warned
from pathway.catalogue import CatalogueItem

LONGEST_WORDS = 500


class PlannedLine(QFrame):
    """One thing that is planned."""

    removed = Signal(object)
    """The Thing that is not to be planned after all."""

    def __init__(self, thing: Thing, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.thing = thing
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(plain(words, self), 1)
        self.remove = QPushButton(tr("Take off the plan"), self)
        self.remove.setProperty("kind", "plain")
        self.remove.setAutoDefault(True)
        self.remove.setAccessibleName(f"{self.remove.text()}: {words}")
        theme.put_icon(self.remove, "x", "accent")
        line.addWidget(self.remove)
        self.remove.clicked.connect(self.on_remove)

    @Slot()
    def on_remove(self) -> None:
        self.removed.emit(self.thing)


class StopAsk(QWidget):
    """Asks why something is planned in spite of a STOP: a reason from the list, and own words."""

    answered = Signal(object, str, str)
    """The Warned that was seen, the code of the reason, and the words."""
    typing = Signal()

    def __init__(self, warned: Warned, reasons: CatalogueItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.warned = warned
        self.is_answered = False
        choices = tuple(Choice(one.code, one.label) for one in reasons.choices)
        self.reason = PickBox(tr("Choose a reason"), choices, self)
        self.words = TextLine(self)
        self.words.setMaxLength(LONGEST_WORDS)
        self.reason_row = Row(reasons.label, self.reason, "", self, stacked=True)
        self.words_row = Row(tr("In your own words"), self.words, "", self, stacked=True)
        self.put = QPushButton(tr("Plan it all the same"), self)
        self.put.setAutoDefault(True)
        self.put.setAccessibleName(tr("Plan it all the same: {rule}").format(rule=warned.id))
        theme.put_icon(self.put, "check")
        self._lay_out()
        self.put.clicked.connect(self.on_put)
        self.words.returnPressed.connect(self.on_put)
        self.reason.changed.connect(self.typing)
        self.words.changed.connect(self.typing)
        self.words.changed.connect(self.on_words)

    @Slot()
    def on_words(self) -> None:
        """Ask no more for what is being given."""
        self.words_row.say_problem("")

    @Slot()
    def on_put(self) -> None:
        """Give the answer, or say what it lacks."""
        has_reason, words = bool(self.reason.value()), self.words.value().strip()
        self.reason_row.say_problem("" if has_reason else tr("Choose a reason."))
        self.words_row.say_problem("" if words else tr("Say in a few words why."))
        if has_reason and words:
            self.is_answered = True
            self.answered.emit(self.warned, self.reason.value(), words)
        else:
            lacking = self.words if has_reason else self.reason
            lacking.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.reason_row)
        box.addWidget(self.words_row)
        line = QHBoxLayout()
        line.addWidget(self.put)
        line.addStretch(1)
        box.addLayout(line)
