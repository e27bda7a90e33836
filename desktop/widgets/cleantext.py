"""Lines of text as somebody types or pastes: unseen letters left out, what is too long said so."""

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.passfield import PassField
from desktop.widgets.form import Row
from desktop.words import ntr
from pathway.readable import readable

LONGEST_LINE: Final = 2_000
"""A line without a limit of its own takes no more."""
_QTS_OWN_LIMIT: Final = 32_767
_IN_ONE_LINE: Final = str.maketrans("\n\t", "  ")


def too_long(most: int) -> str:
    """Return the sentence on a text that does not fit."""
    return ntr(
        "At most {count} letter fits here; what came after it was not taken.",
        "At most {count} letters fit here; what came after them was not taken.",
        most,
    )


def say_room(field: QObject, most: int, is_full: bool) -> None:
    """Say beneath a field that something was not taken, or take that back."""
    row = _row_of(field)
    if row is not None and (is_full or row.problem == too_long(most)):
        row.say_problem(too_long(most) if is_full else "")


class Readable(QValidator):
    """Takes every text, in one line and without what nobody can see."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Return the text as it is taken."""
        kept = readable(text).translate(_IN_ONE_LINE)
        if len(kept) != len(text):
            place = len(readable(text[:place]))
        return QValidator.State.Acceptable, kept, place


class CleanLines(QPlainTextEdit):
    """Some lines of text, without what nobody can see; Tab goes on to the next field.

    What does not fit is not taken, and the row around says so.
    """

    def __init__(self, parent: QWidget, longest: int) -> None:
        super().__init__(parent)
        self._longest = longest
        self.setTabChangesFocus(True)

    def text(self) -> str:
        """Return what stands there, however it came there."""
        return readable(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if readable(event.text()) and self._room() <= 0:
            say_room(self, self._longest, is_full=True)
            return
        super().keyPressEvent(event)
        if self._room() > 0:
            say_room(self, self._longest, is_full=False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        text = readable(event.commitString())
        taken = text[: max(self._room(), 0)]
        event.setCommitString(taken, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)
        if text:
            say_room(self, self._longest, is_full=taken != text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted, as far as there is room, and say so where there is none."""
        room = max(self._room(), 0)
        text = readable(source.text()[: 2 * self._longest + 1])
        self.insertPlainText(text[:room])
        say_room(self, self._longest, is_full=len(text) > room)

    def _room(self) -> int:
        """Return how many letters more fit; what is selected gives way."""
        held = self.document().characterCount() - 1
        return self._longest - held + len(self.textCursor().selectedText())


class LineWatch(QObject):
    """Sees to each line of text when the keyboard comes to it for the first time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full: QLineEdit | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.on_soon)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus)

    @Slot(QWidget, QWidget)
    def on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Watch a line from now on; a passphrase is taken as it is, letter by letter."""
        if not isinstance(now, QLineEdit) or isinstance(now, PassField):
            return
        if now.validator() is not None:
            return
        now.setValidator(Readable(now))
        if now.maxLength() == _QTS_OWN_LIMIT:
            now.setMaxLength(LONGEST_LINE)
        now.inputRejected.connect(self.on_rejected)
        now.textChanged.connect(self.on_text)

    @Slot()
    def on_rejected(self) -> None:
        """Say that something was left out, once the page has said what is wrong with the rest."""
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._full = line
            self._soon.start()

    @Slot()
    def on_soon(self) -> None:
        """Say it, unless the page has said already what is wrong."""
        line, self._full = self._full, None
        row = _row_of(line) if line is not None and isValid(line) else None
        if line is not None and row is not None and not row.problem:
            row.say_problem(too_long(line.maxLength()))

    @Slot(str)
    def on_text(self, text: str) -> None:
        """Take back what was said once there is room again."""
        line = self.sender()
        if isinstance(line, QLineEdit) and len(text) < line.maxLength():
            say_room(line, line.maxLength(), is_full=False)


def watch_lines(window: QWidget) -> LineWatch:
    """See to each line of text from now on, and to the one in hand."""
    watch = LineWatch(window)
    watch.on_focus(None, window.focusWidget())
    return watch


def _row_of(field: QObject) -> Row | None:
    part = field.parent()
    while part is not None and not isinstance(part, Row):
        part = part.parent()
    return part
