"""A measured number with its unit, and beside it the answer that it cannot be had."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.fields import NumberField
from desktop.widgets.form import restyled
from pathway.catalogue import CatalogueItem

LONGEST: Final = 24
"""Every digit of any number: one that comes from a file is not cut off when it is shown."""


class Number(NumberField):
    """A number whose row tells what is wrong with it."""

    @Slot(str)
    def on_text(self, text: str) -> None:
        restyled(self.line, "wrong", "true" if self.problem() else "false")
        self.changed.emit()

    def number(self) -> float | None:
        """Return the number, None when there is none or it cannot be accepted."""
        return float(self.value()) if self.value() and not self.problem() else None


class MeasureField(QWidget):
    """A number, or why there is none; with neither nobody has asked."""

    changed = Signal()

    def __init__(self, item: CatalogueItem, answers: tuple[Choice, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.number = Number(item, self)
        self.number.line.setMaxLength(LONGEST)
        self.none = ChoiceButtons(answers, self)
        self.setFocusProxy(self.number)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.number)
        box.addWidget(self.none, 1)
        self.number.changed.connect(self.on_number)
        self.none.changed.connect(self.changed)

    def why_none(self) -> str:
        """Return the code of the answer that there is no number, empty when nobody gave one."""
        return self.none.value()

    def fill(self, number: str, why_none: str) -> None:
        """Show a number, or why there is none."""
        self.number.line.setText(number)
        self.none.set_value(why_none)

    def problem(self) -> str:
        """Return why the number cannot be accepted, empty when it can."""
        return self.number.problem()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        self.none.setAccessibleName(name)

    @Slot()
    def on_number(self) -> None:
        """Let nobody say that a number cannot be had while it stands there."""
        has_number = bool(self.number.line.text().strip())
        if has_number:
            self.none.set_value("")
        self.none.setVisible(not has_number)
        self.changed.emit()
