"""Ratings from 0 to 10 as eleven buttons: one key each, none chosen until somebody is asked."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.words import tr

WORST: Final = 10


class Scale(ChoiceButtons):
    """A 0–10 rating; keys 0–9 answer, T stands for ten, and so does 0 typed right after 1.

    After a 1 the scale waits for that 0 before it lets anybody move on: a "10" must not become 1
    here and 0 in the next scale. Any other key is passed to where it belongs.
    """

    def __init__(self, least: str, most: str, parent: QWidget) -> None:
        super().__init__(_choices(least, most), parent, gap=4)
        self._after_one = False
        for button in self.buttons:
            button.setProperty("compact", "true")

    def rating(self) -> int | None:
        """Return the rating, None when nobody was asked."""
        return int(self.value()) if self.value() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter, after_one = event.text(), self._after_one
        self._stop_waiting()
        if after_one and letter == "0":
            self._answer(str(WORST))
        elif after_one and letter.isalnum():
            self.answered.emit()
            self._pass_on(event)
        elif letter == "1":
            self.set_value(letter)
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab goes on from the chosen one
            self._wait_for_zero()
        else:
            super().keyPressEvent(event)

    @Slot()
    def on_left(self) -> None:
        """Forget the 1: what is typed later is a new rating."""
        self._stop_waiting()

    def _wait_for_zero(self) -> None:
        self._after_one = True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_left)

    def _stop_waiting(self) -> None:
        app = QApplication.instance()
        if self._after_one and isinstance(app, QApplication):
            app.focusChanged.disconnect(self.on_left)
        self._after_one = False

    def _pass_on(self, event: QKeyEvent) -> None:
        """Give a key to whatever was moved on to."""
        there: QWidget | None = self.window().focusWidget()
        if there is None or self.isAncestorOf(there):
            super().keyPressEvent(event)
            return
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        QApplication.sendEvent(there, again)


class PainScale(Scale):
    """Pain from 0 to 10."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("0, no pain"), tr("10, worst pain imaginable"), parent)


class FunctionScale(Scale):
    """How well something can be done, from 0 to 10."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("0, cannot do it"), tr("10, as well as before"), parent)


def _choices(least: str, most: str) -> tuple[Choice, ...]:
    meanings = {0: least, WORST: most}
    return tuple(
        Choice(
            str(rating),
            str(rating),
            "t" if rating == WORST else str(rating),
            meanings.get(rating, str(rating)),
        )
        for rating in range(WORST + 1)
    )
