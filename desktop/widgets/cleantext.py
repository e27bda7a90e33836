"""Lines of text as somebody types or pastes: unseen letters left out, what is too long said so."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

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
        is_line = isinstance(now, QLineEdit) and now.echoMode() is QLineEdit.EchoMode.Normal
        if not isinstance(now, QLineEdit) or not is_line or now.validator() is not None:
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


def _row_of(field: QObject) -> Row | None:
    part = field.parent()
    while part is not None and not isinstance(part, Row):
        part = part.parent()
    return part
