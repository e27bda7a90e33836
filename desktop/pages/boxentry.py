"""The line in a visit form that takes boxes of a paper sheet by their numbers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.models.boxentry import BoxReader, Typed
from desktop.widgets.form import plain, restyled
from desktop.words import tr

LONGEST = 400
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BoxLine(QLineEdit):
    """A line of text in which Enter means: put it in."""

    put = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.put.emit()
        else:
            super().keyPressEvent(event)


class BoxEntry(QWidget):
    """Type a number and an answer; what was understood is said at once, Enter puts it in."""

    entered = Signal(object, object)
    """A code and what was entered under it."""
    typing = Signal()

    def __init__(self, reader: BoxReader, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = reader
        self.line = BoxLine(self)
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(tr("e.g. 112 y or 427 4"))
        self.said = plain("", self, "muted")
        self.said.hide()
        self.setFocusProxy(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.line)
        box.addWidget(self.said)
        self.line.textChanged.connect(self.on_text)
        self.line.textEdited.connect(self.typing)
        self.line.put.connect(self.on_put)

    def problem(self) -> str:
        """Return what stands in the line and is not put in, as a sentence; empty for nothing."""
        if not self.line.text().strip():
            return ""
        return tr("Press Enter to put in what stands in the line of the paper sheet, or clear it.")

    @Slot(str)
    def on_text(self, text: str) -> None:
        """Say what was understood so far; what is only half typed is no mistake yet."""
        typed = self._reader.read(text)
        is_wrong = bool(typed.problem) and not typed.words
        self._say(typed.problem if is_wrong else typed.words, is_wrong=is_wrong)

    @Slot()
    def on_put(self) -> None:
        """Put in what was understood, or say what was not."""
        typed: Typed = self._reader.read(self.line.text())
        if typed.coded is None:
            said = typed.problem or (typed.words and tr("The answer of the box is missing."))
            self._say(said, is_wrong=True)
            self.line.selectAll()
            return
        self.line.clear()
        self._say(tr("Put in: {words}").format(words=typed.words), is_wrong=False)
        self.entered.emit(typed.coded.code, typed.coded)

    def _say(self, words: str, *, is_wrong: bool) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        restyled(self.said, "role", "problem" if is_wrong else "muted")
        restyled(self.line, "wrong", "true" if is_wrong else "false")
        self.line.setAccessibleDescription(words)
