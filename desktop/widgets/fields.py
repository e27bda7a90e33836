"""Fields for single findings, each with ``value`` and ``set_value``: blank means not asked."""

import unicodedata
from typing import Final, Protocol

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.choice import Choice, ChoiceButtons, PickBox
from desktop.widgets.cleantext import CleanLines
from desktop.widgets.form import em, plain, restyled
from desktop.widgets.scale import PainScale
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.readable import is_blank

NUMBER_EMS: Final = 6
NOTE_LINES: Final = 4
LONGEST_NOTE: Final = 20_000
FEW: Final = 4
_LETTERS: Final = {"yes": "y", "no": "n"}
"""Keys of answers beside their place in the line, which is the key of each."""


class Field(Protocol):
    """A control that holds one finding as text."""

    def value(self) -> str: ...
    def set_value(self, value: str) -> None: ...


class NumberField(QWidget):
    """A number with its unit; a comma is a decimal point, a wrong number is refused in place."""

    changed = Signal()

    def __init__(self, item: CatalogueItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self.line = QLineEdit(self)
        self.line.setMaxLength(12)
        self.line.setFixedWidth(NUMBER_EMS * em(self))
        self.trouble = plain("", self, "problem")
        self.trouble.hide()
        self.setFocusProxy(self.line)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.line)
        top.addWidget(QLabel(item.unit, self))
        top.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.trouble)
        self.line.textChanged.connect(self.on_text)

    def value(self) -> str:
        """Return the number as it is stored, or the text as it was typed when it is none."""
        return plain_number(self.line.text())

    def set_value(self, value: str) -> None:
        """Show a number."""
        if value != self.value():
            self.line.setText(value)

    def problem(self) -> str:
        """Return why the number cannot be accepted, empty when it can."""
        return number_problem(self.value(), self._item)

    @Slot(str)
    def on_text(self, text: str) -> None:
        problem = self.problem()
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        restyled(self.line, "wrong", "true" if problem else "false")
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.line.setFixedWidth(NUMBER_EMS * em(self))


class TextLine(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the text without blanks around it; empty where nothing of it can be seen."""
        return "" if is_blank(self.text()) else self.text().strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.value():
            self.setText(value)


class Note(CleanLines):
    """Some lines of text, as a finding."""

    changed = Signal()

    def __init__(self, parent: QWidget, longest: int = LONGEST_NOTE) -> None:
        super().__init__(parent, longest)
        self._fit()
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the text without blanks around it; empty where nothing of it can be seen."""
        text = self.text()
        return "" if is_blank(text) else text.strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.value():
            self.setPlainText(value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(NOTE_LINES * em(self) * 3 // 2)


def field_for(item: CatalogueItem, parent: QWidget) -> QWidget:
    """Return the control that fits what the catalogue says of a finding."""
    if item.group in {"pain", "goals", "scores"} and item.kind == "whole":
        return PainScale(parent)
    if item.kind in {"whole", "decimal"}:
        return NumberField(item, parent)
    if item.kind == "choice":
        asked = [choice for choice in item.choices if choice.code != "unknown"]
        choices = tuple(
            Choice(choice.code, choice.label, f"{_LETTERS.get(choice.code, '')}{place}")
            for place, choice in enumerate(asked, 1)
        )
        few = len(choices) <= FEW or item.group == "scores"
        return ChoiceButtons(choices, parent) if few else PickBox(tr("Not asked"), choices, parent)
    return Note(parent) if item.code == "note" else TextLine(parent)


def number_problem(value: str, item: CatalogueItem) -> str:
    """Return why a text is not a number of an item's range, empty when it is or is blank."""
    if not value:
        return ""
    number = _number(value)
    if number is None:
        return tr("A number is needed here.")
    if item.kind == "whole" and not value.isdecimal():
        return tr("A whole number is needed here.")
    if item.is_in_range(number):
        return ""
    low, high = show.number(item.low or 0), show.number(item.high or 0)
    return tr("Between {low} and {high} {unit}").format(low=low, high=high, unit=item.unit).strip()


def plain_number(text: str) -> str:
    """Return a number as it is stored: digits of any script as 0–9, a comma as a point."""
    digits = (str(unicodedata.digit(c)) if c.isdecimal() else c for c in text.strip())
    return "".join(digits).replace(",", ".")


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
