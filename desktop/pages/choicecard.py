"""The decision card: surgery, or going on without it, with the numbers of both ways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.models.choices import ChoicesShown
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.form import muted, plain
from desktop.words import tr

LABEL, FIRST, SECOND = range(3)


class ChoiceCard(Disclosure):
    """Both ways side by side; open where a decision is at hand."""

    def __init__(self, shown: ChoicesShown, parent: QWidget) -> None:
        self._shown = shown
        super().__init__(tr("Surgery or going on without: the numbers of both"), parent)
        if shown.is_open:
            self.set_open(True)

    def fill(self, box: QVBoxLayout) -> None:
        shown = self._shown
        if shown.about:
            box.addWidget(muted(shown.about, self.part))
        box.addWidget(self._table())
        for said in shown.limits:
            box.addWidget(plain(f"•  {said}", self.part))
        box.addWidget(
            plain(
                tr("Sources: {titles}").format(titles="; ".join(shown.sources)), self.part, "small"
            )
        )

    def _table(self) -> QWidget:
        shown, table = self._shown, QWidget(self.part)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, way in ((FIRST, shown.ways[0]), (SECOND, shown.ways[1])):
            grid.addWidget(_cell(way, table, "small"), 0, column)
        for number, line in enumerate(shown.lines, start=1):
            grid.addWidget(_cell(line.label, table, ""), number, LABEL)
            told = ((FIRST, shown.ways[0], line.surgery), (SECOND, shown.ways[1], line.waiting))
            for column, way, value in told:
                cell = _cell(value, table, "h3")
                cell.setAccessibleName(f"{line.label}, {way}: {value}")
                grid.addWidget(cell, number, column)
        for column, share in ((LABEL, 5), (FIRST, 3), (SECOND, 4)):
            grid.setColumnStretch(column, share)
        return table


def _cell(text: str, parent: QWidget, role: str) -> QLabel:
    made = plain(text, parent, role)
    sides = made.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
    made.setAlignment(Qt.AlignmentFlag.AlignTop | sides)
    return made
