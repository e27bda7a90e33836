"""The clinic number of a new patient: given out by itself, or the one that a paper has already."""

import re
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.form import Row, Section
from desktop.words import tr
from pathway.clinicnumbers import PREFIX, is_clinic_number

LONGEST: Final = 60
_OWN: Final = re.compile(rf"{PREFIX}\d+")


class NumberLine(QLineEdit):
    """A number as it stands on a paper; one of this clinic's kind is checked by its last digit."""

    row: Row

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self.textChanged.connect(self.on_text)

    def add_to(self, part: Section) -> None:
        """Add the row to a section."""
        said = tr("Left empty, the next number is given out, with a check digit at its end.")
        self.row = part.row(tr("Clinic number"), self, said)

    def number(self) -> str:
        """Return the number as it is kept, empty for the next one."""
        solid = "".join(self.text().split()).upper()
        return solid if _OWN.fullmatch(solid) else " ".join(self.text().split())

    def show_problem(self) -> bool:
        """Show that a check digit does not fit; True when it does not."""
        is_own = bool(_OWN.fullmatch(self.number()))
        is_wrong = is_own and not is_clinic_number(self.number())
        said = tr("The check digit does not fit: compare it with the paper, digit by digit.")
        self.row.say_problem(said if is_wrong else "")
        return is_wrong

    @Slot(str)
    def on_text(self, text: str) -> None:
        """Take back what was said of another number."""
        if self.row.problem:
            self.row.say_problem("")
