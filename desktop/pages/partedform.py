"""A long form in parts: F6 goes on to the next of them, Shift+F6 back to the one before."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.form import Form

NONE: Final = Qt.KeyboardModifier.NoModifier


class PartedForm(Form):
    """Leads the keyboard from part to part, past everything that need not be filled."""

    def named(self) -> tuple[tuple[QWidget, str], ...]:
        """Return the parts with their names, in their order."""
        raise NotImplementedError

    def show_part(self, part: QWidget) -> None:
        """Have a part seen and give it the keyboard."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F6 and event.modifiers() in {NONE, shift}:
            self._move(-1 if event.modifiers() == shift else 1)
            return
        super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        parts = [part for part, _ in self.named()]
        focused: QWidget | None = self.window().focusWidget()
        here = [place for place, one in enumerate(parts) if focused and one.isAncestorOf(focused)]
        place = here[0] + step if here else 0
        self.show_part(parts[min(max(place, 0), len(parts) - 1)])
