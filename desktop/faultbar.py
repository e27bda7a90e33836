"""Lines above the pages: what is wrong with the records, for as long as it is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.faultwords import Fault, answer_words
from desktop.theme import icon, pixels
from desktop.widgets.form import plain
from desktop.words import tr


class FaultBar(QWidget):
    """Says each fault in words and red or amber; hides when there is none."""

    answered = Signal(str, str)  # the code of the fault, what its button stands for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What is wrong with the records"))
        self.lines: list[FaultLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 8, 16, 0)
        self._box.setSpacing(6)
        self.hide()

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Show these faults in place of those before."""
        for line in self.lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [FaultLine(fault, self) for fault in faults]
        for line in self.lines:
            line.answered.connect(self.answered)
            self._box.addWidget(line)
        self.setVisible(bool(faults))

    def text(self) -> str:
        """Return everything that is said."""
        return "\n".join(line.words.text() for line in self.lines)


class FaultLine(QFrame):
    """One fault with its button, if anything can be done about it here."""

    answered = Signal(str, str)

    def __init__(self, fault: Fault, parent: QWidget) -> None:
        super().__init__(parent)
        self._fault = fault
        self.setProperty("notice", fault.kind)
        self.setAccessibleName(fault.sentence)
        mark = QLabel(self)
        side = pixels(20)
        name = "octagon-alert" if fault.kind == "danger" else "triangle-alert"
        mark.setPixmap(icon(name, fault.kind).pixmap(side, side))
        self.words = plain(fault.sentence, self)
        self.button = QPushButton(answer_words(fault.answer), self)
        self.button.setAutoDefault(True)
        self.button.setVisible(bool(fault.answer))
        self.button.clicked.connect(self.on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where room is scarce the page gives way, never a sentence.
        self.words.setMinimumHeight(self.words.heightForWidth(self.words.width()))

    @Slot()
    def on_clicked(self) -> None:
        """Pass on what the button stands for."""
        self.answered.emit(self._fault.code, self._fault.answer)
