"""A strip beneath the banner of a patient: where they stand and what changed, at a glance.

Where the window is low for the size of its letters it takes one line, and says first what matters
most; what has no room there is in its tool tip, and read aloud.
"""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.models.glance import GlanceFact
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.form import plain
from desktop.widgets.texts import restyled

EDGE: Final = 24
GAP: Final = 24
SHARES: Final = (5, 3, 4, 5, 9)
"""How the room is shared: what changed since the last visit takes most."""

WEIGHTIEST: Final = (0, 3, 2, 1, 4)
"""In which order they are said where there is room for one line only."""


class GlanceCell(QWidget):
    """One thing: what it is about in small letters, beneath it what it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.caption = plain("", self, "small")
        self.value = plain("", self, "h3")
        self.whole = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for label in (self.caption, self.value):
            self._box.addWidget(label)
        self._box.addStretch(1)

    def show_fact(self, fact: GlanceFact) -> None:
        """Show one thing."""
        self.caption.setText(fact.caption)
        self.value.setText(fact.value)
        restyled(self.value, "late", "true" if fact.is_late else "false")
        self.whole = f"{fact.caption}: {fact.more or fact.value}"
        self.value.setToolTip(fact.more)
        self.setAccessibleName(self.whole)


class Glance(QFrame):
    """Stage, care week, surgical evaluation, next contact; what changed since the last visit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Glance")
        self.cells = tuple(GlanceCell(self) for _ in SHARES)
        self.line = _OneLine(self)
        self._is_low = False
        self._gives_way = False
        self._box = QHBoxLayout(self)
        self._box.setSpacing(GAP)
        for cell, share in zip(self.cells, SHARES, strict=True):
            self._box.addWidget(cell, share)
        self._box.addWidget(self.line, 1)
        restyled(self.cells[-1].value, "role", "")
        Fitting(self).due.connect(self._fit)
        self._fit()

    def show_facts(self, facts: tuple[GlanceFact, ...]) -> None:
        """Show where somebody stands, in the order of the cells."""
        for cell, fact in zip(self.cells, facts, strict=False):
            cell.show_fact(fact)
        self._say()

    def show_since(self, fact: GlanceFact) -> None:
        """Show what changed since the last visit."""
        self.cells[-1].show_fact(fact)
        self._say()

    def give_way(self, gives_way: bool) -> None:
        """Leave the room to what is beneath where each line counts, as while a visit is written."""
        self._gives_way = gives_way
        self._fit()

    def spoken(self) -> str:
        """Return the whole strip as one text."""
        return "; ".join(cell.whole for cell in self.cells if cell.whole)

    @Slot()
    def _fit(self) -> None:
        self._is_low = is_low(self)
        edge = 3 if self._is_low else 8
        self._box.setContentsMargins(EDGE, edge, EDGE, edge)
        for cell in self.cells:
            cell.setHidden(self._is_low)
        self.line.setVisible(self._is_low)
        self.setHidden(self._is_low and self._gives_way)

    def _say(self) -> None:
        ordered = (self.cells[place] for place in WEIGHTIEST)
        self.line.show_parts([cell.whole for cell in ordered if cell.whole])
        self.setAccessibleDescription(self.spoken())


class _OneLine(QLabel):
    """As many whole parts as have room in one line; none of them is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[str] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "small")
        Fitting(self).due.connect(self._fit)

    def show_parts(self, parts: list[str]) -> None:
        self._parts = parts
        self.setToolTip("\n".join(parts))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        said = ""
        for part in self._parts:
            longer = f"{said}   {part}".strip()
            if said and self.fontMetrics().horizontalAdvance(longer) > self.width():
                break
            said = longer
        if said != self.text():
            self.setText(said)
