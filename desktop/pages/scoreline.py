"""One line of a score: its words and its answers, one key each."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.boxnumber import NumberedControl
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import em, heading, muted, plain
from pathway.catalogue import CatalogueItem

_LABEL_EMS: Final = 14
INDENT: Final = 12


class ScoreLine(QFrame):
    """A statement or question with its answers beside it; in narrow windows beneath it."""

    changed = Signal(str, str)
    """The item and the chosen answer, empty when it was taken back."""
    answered = Signal(str)

    def __init__(
        self, item: CatalogueItem, choices: tuple[Choice, ...], parent: QWidget, number: int
    ) -> None:
        super().__init__(parent)
        self.code = item.code
        self.setProperty("role", "question")
        self.words = plain(f"{number}.  {item.label}", self)
        self.words.setMinimumWidth(_LABEL_EMS * em(self))
        self.buttons = ChoiceButtons(choices, self, gap=4)
        self.buttons.setAccessibleName(item.label)
        for button in self.buttons.buttons:
            button.setProperty("compact", "true")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(INDENT, 5, INDENT, 5)
        self._words_line = QHBoxLayout()
        self._words_line.setSpacing(10)
        self._words_line.addWidget(self.words, 1)
        self._number: NumberedControl | None = None
        self._line.addLayout(self._words_line, 1)
        self._line.addWidget(self.buttons)
        self.set_stacked(stacked=False)
        self.setFocusProxy(self.buttons)
        self.buttons.changed.connect(self.on_changed)
        self.buttons.answered.connect(self.on_answered)

    def show_number(self, number: str) -> None:
        """Show before the words which box of a paper sheet this is, or nothing."""
        if self._number is None:
            self._number = NumberedControl(self.buttons, self)
            top = Qt.AlignmentFlag.AlignTop
            self._words_line.insertWidget(0, self._number.label, 0, top)
        self._number.show_number(number)

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers beneath the words."""
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if stacked else beside)
        self._line.setSpacing(4 if stacked else 16)

    @Slot()
    def on_changed(self) -> None:
        self.changed.emit(self.code, self.buttons.value())

    @Slot()
    def on_answered(self) -> None:
        self.answered.emit(self.code)


class ScoreTotal(QWidget):
    """The total of a score and what is to be known about it; hidden while there is neither."""

    def __init__(self, parent: QWidget, indent: int = 0) -> None:
        super().__init__(parent)
        self.headline = heading("", self, 3)
        self.details = muted("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(indent, 2, indent, 2)
        box.setSpacing(2)
        for part in (self.headline, self.details):
            box.addWidget(part)
        self.say("", "")

    def say(self, headline: str, details: str) -> None:
        """Show a total in words."""
        for part, words in ((self.headline, headline), (self.details, details)):
            part.setText(words)
            part.setVisible(bool(words))
        self.setVisible(bool(headline or details))


def numbered(item: CatalogueItem) -> tuple[Choice, ...]:
    """Return the choices of an item with what each counts, which is its key as well."""
    return tuple(
        Choice(choice.code, f"{points}  {choice.label}", str(points), choice.label)
        for points, choice in enumerate(item.choices)
    )


def yes_or_no(item: CatalogueItem) -> tuple[Choice, ...]:
    """Return the two answers to a statement."""
    labels = {choice.code: choice.label for choice in item.choices}
    return (Choice("yes", labels["yes"], "y1"), Choice("no", labels["no"], "n2"))


def go_past(control: QWidget) -> None:
    """Move on as Tab does, from the answer that was given just now."""
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    control.focusNextChild()
