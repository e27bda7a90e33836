"""The number of a box on paper sheets, quiet before what asks for the same on the screen."""

from typing import Protocol

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.words import tr


class Numbered(Protocol):
    """Something that is asked, and can show which box of a paper sheet asks for the same."""

    def show_number(self, number: str) -> None:
        """Show a number, or none; screen readers hear it after everything else."""


class BoxNumber(QLabel):
    """A small figure; its digits are as wide as each other, so that numbers form a column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(self, number: str) -> None:
        """Show a number, or nothing."""
        self.setText(number)
        self.setAccessibleName(box_words(number))
        self.setVisible(bool(number))


class NumberedControl:
    """A control with its number before it, where several stand in one line."""

    def __init__(self, control: QWidget, parent: QWidget) -> None:
        self._control = control
        self.label = BoxNumber(parent)

    def show_number(self, number: str) -> None:
        """Show a number before the control, or none."""
        self.label.tell(number)
        self._control.setAccessibleDescription(box_words(number))


def box_words(number: str) -> str:
    """Return what a screen reader says of a number, empty for none."""
    return tr("Box {number} on the paper sheet.").format(number=number) if number else ""
