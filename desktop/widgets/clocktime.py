"""A time of day as free text on the 24-hour clock; an empty line means now."""

import re
from datetime import time
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.widgets.form import em, plain, restyled
from desktop.words import tr

_CLOCK: Final = re.compile(r"(\d{1,2})[:.h ]?(\d{2})?")
FIELD_EMS: Final = 6
LONGEST: Final = 8


def read_clock(text: str) -> time | None:
    """Return the time that a text means ("9:40", "0940", "9.40", "9"); None when it means none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class ClockField(QWidget):
    """A line for a time of day, with what it was understood as beside it."""

    changed = Signal()

    def __init__(self, blank: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._blank = blank
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(tr("e.g. 9:40"))
        self.line.setFixedWidth(FIELD_EMS * em(self))
        self.understood: QLabel = plain(blank, self, "muted")
        self.setFocusProxy(self.line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.line)
        box.addWidget(self.understood, 1)
        self.line.textChanged.connect(self.on_text)

    def time(self) -> time | None:
        """Return the time, None when there is none or it was not understood."""
        return read_clock(self.line.text())

    def problem(self) -> str:
        """Return why the text cannot be accepted, empty when it can."""
        is_wrong = bool(self.line.text().strip()) and self.time() is None
        return tr("Not understood as a time. Try 9:40 or 0940.") if is_wrong else ""

    def say_blank(self, blank: str) -> None:
        """Say what an empty line means."""
        self._blank = blank
        self.on_text()

    @Slot()
    def on_text(self) -> None:
        """Say what the text means."""
        told, problem = self.time(), self.problem()
        said = f"{told:%H:%M}" if told else self._blank
        self.understood.setText(problem or said)
        restyled(self.understood, "role", "problem" if problem else "muted")
        restyled(self.line, "wrong", "true" if problem else "false")
        self.changed.emit()
