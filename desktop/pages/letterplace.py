"""Where the form of a letter stands: it is made when the first letter is chosen."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pathway.letters import UNWRITTEN, Writing

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.letterform import LetterForm

WRITTEN: Final = frozenset(
    {"urgent", "surgical_evaluation", "imaging", "physiotherapy", "work_note"}
)
"""The letters to which a clinician adds words and an addressee."""


class LetterPlace(QWidget):
    """Holds the form of the letter that is chosen, and nothing for any other print."""

    changed = Signal()
    """What was typed is to be seen in the letter."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form: LetterForm | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_kind(self, kind: str) -> None:
        """Show what can be added to this print."""
        if kind in WRITTEN:
            self._made().show_kind(kind)
        self.setVisible(kind in WRITTEN)

    def writing(self, kind: str) -> Writing:
        """Return what was typed for this print."""
        return self.form.writing() if self.form and kind in WRITTEN else UNWRITTEN

    def begin(self, to: str, asked: str) -> None:
        """Put in what was told of a referral."""
        if self.form is not None:
            self.form.to.look_up(to)
            self.form.asks.setText(asked)

    def clear(self) -> None:
        """Empty every field."""
        if self.form is not None:
            self.form.clear()

    def _made(self) -> "LetterForm":
        from desktop.pages.letterform import LetterForm

        if self.form is None:
            self.form = LetterForm(self._desk, self)
            self.form.changed.connect(self.changed)
            self._box.addWidget(self.form)
        return self.form
