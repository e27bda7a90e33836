"""Parts of the unlock page that are made only when they are needed: the first paint does without.

The way in by a code on paper, the wait after failed tries, and which keyboard is in use.
"""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from desktop.widgets.texts import wrapped
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.cards import Card
    from desktop.widgets.form import Row

_SECOND_MS = 1000
LONGEST_NAME = 150
"""What stands beside it in the records has to fit as well."""
LONGEST_REASON = 2_000


class CodeWay(QObject):
    """Asks for a code on paper and, where it is that of the envelope, for who and why."""

    entered = Signal()

    def __init__(self, card: "Card", before: QWidget) -> None:
        super().__init__(card)
        self.code, self.name, self.reason = (QLineEdit(card) for _ in range(3))
        for line, longest in ((self.name, LONGEST_NAME), (self.reason, LONGEST_REASON)):
            line.setMaxLength(longest)
        self.code_row = card.row(
            tr("Recovery &code"),
            self.code,
            tr(
                "Six groups from the printed sheet, or from the emergency envelope. Spaces and "
                "small letters do not matter."
            ),
        )
        self.glass_rows = (
            card.row(tr("Your &name"), self.name),
            card.row(tr("&Why the envelope was opened"), self.reason),
        )
        at = card.box.indexOf(before)
        for place, row in enumerate((self.code_row, *self.glass_rows)):
            card.box.insertWidget(at + place, row)
        for field in (self.code, self.name, self.reason):
            field.returnPressed.connect(self.entered)
        for row in self.glass_rows:
            row.hide()

    @property
    def rows(self) -> "tuple[Row, ...]":
        """Return the rows that are asked for now."""
        return (self.code_row, *(row for row in self.glass_rows if not row.isHidden()))

    def show(self, is_shown: bool) -> None:
        """Show the row of the code, or hide all of them."""
        self.code_row.setVisible(is_shown)
        for row in self.glass_rows:
            row.hide()

    def ask_for_reason(self) -> None:
        """Ask who opens the envelope and why."""
        for row in self.glass_rows:
            row.show()
        self.name.setFocus()


class Countdown(QObject):
    """Says how long the next try has to wait, and keeps the button shut until then."""

    def __init__(self, card: "Card", before: QWidget, button: QWidget) -> None:
        super().__init__(card)
        self._button = button
        self.label = wrapped("", card, "muted")
        card.box.insertWidget(card.box.indexOf(before), self.label)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self.on_second)
        self.label.hide()

    @property
    def is_on(self) -> bool:
        """Whether the next try has to wait still."""
        return self._left > 0

    def start(self, seconds: float) -> None:
        """Begin to wait."""
        self._left = math.ceil(seconds)
        self._timer.start()
        self._show()

    @Slot()
    def on_second(self) -> None:
        """Count a second down."""
        self._left -= 1
        self._show()
        if not self.is_on:
            self._timer.stop()

    def _show(self) -> None:
        self.label.setText(
            tr("The next try is possible in {seconds} s.").format(seconds=self._left)
        )
        self.label.setVisible(self.is_on)
        self._button.setEnabled(not self.is_on)


def progress(card: "Card", before: QWidget) -> QProgressBar:
    """Return a bar that shows that the records are being opened."""
    bar = QProgressBar(card)
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(tr("Opening the records"))
    card.box.insertWidget(card.box.indexOf(before), bar)
    return bar


def keyboard_words() -> str:
    """Return which keyboard the system says is in use; empty when it does not tell."""
    method = QGuiApplication.inputMethod()
    name = method.locale().nativeLanguageName()
    return tr("Keyboard: {layout}.").format(layout=name) if name else ""
