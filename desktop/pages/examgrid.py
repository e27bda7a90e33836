"""The lines of an examination: right and left of each finding, and what is said beneath a line."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop import show
from desktop.widgets.form import em, muted, plain
from desktop.widgets.howpanel import HowPanel
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.taborder import tab_after
from desktop.widgets.texts import dressed, restyled
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.examhelp import HowTo
from pathway.facts import BodySide

SIDES: Final[tuple[BodySide, BodySide]] = ("right", "left")
_NAME_EMS: Final = 11
"""Names keep so much room, however wide the boxes would like to be."""
_ROWS: Final = 3
"""Each line has a row of its own, one for what is said of it, one for how it is looked for."""


class Heading(NamedTuple):
    """What stands above lines that belong together."""

    title: str
    help: str


class Line(NamedTuple):
    """One finding: its name, and a box for each side."""

    item: CatalogueItem
    name: QLabel
    boxes: tuple[SidedBox, ...]


class ExamGrid(QWidget):
    """Lines one beneath the other; keys go from box to box."""

    entered = Signal(object)
    """The box in which something was recorded or taken back."""
    reached = Signal(object)
    """The box that a key led to: it wants to be seen."""
    passed = Signal(object)
    """The box from which a key leads on to what is not there yet, or out of the lines."""
    how_wanted = Signal(object)
    """The box whose finding somebody wants to know how to look for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[Code, SidedBox] = {}
        self.lines: dict[str, Line] = {}
        self.panel: HowPanel | None = None
        self._order: list[str] = []
        self._headings: list[QLabel] = []
        self._notes: dict[str, QLabel] = {}
        self._rows: dict[str, int] = {}
        self._next_row = 0
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnMinimumWidth(0, _NAME_EMS * em(self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.grid.setColumnMinimumWidth(0, _NAME_EMS * em(self))

    def open_group(self, heading: Heading) -> None:
        """Begin lines that belong together."""
        title = plain(heading.title, self, "h2")
        room = em(self) // 2 if self._next_row else 0
        title.setContentsMargins(0, room, 0, 0)
        self.grid.addWidget(title, self._next_row, 0, Qt.AlignmentFlag.AlignBottom)
        made = [title]
        for column, side in enumerate(SIDES, 1):
            words = plain(show.side(side).capitalize(), self, "h3")
            self.grid.addWidget(words, self._next_row, column, Qt.AlignmentFlag.AlignBottom)
            made.append(words)
        self._next_row += 1
        if heading.help:
            help_ = muted(heading.help, self)
            self.grid.addWidget(help_, self._next_row, 0, 1, 1 + len(SIDES))
            self._next_row += 1
            made.append(help_)
        _show(made)
        self._headings += made

    def keep(self, item: CatalogueItem, boxes: tuple[SidedBox, ...]) -> None:
        """Know a line that has no place yet."""
        line = Line(item, plain(item.label, self), boxes)
        self.lines[item.code] = line
        for part in (line.name, *boxes):
            dressed(part)
        for box in boxes:
            self.boxes[box.code] = box
            box.changed.connect(self.on_changed)
            box.answered.connect(self.on_answered)
            box.stepped.connect(self.on_stepped)
            box.how_wanted.connect(self.on_how)

    def clear(self) -> None:
        """Take every line from its place; they keep what is recorded.

        Nothing is to be seen until ``settle``: each piece in sight would lay out all of the form.
        """
        self.hide()
        while self.grid.count():
            self.grid.takeAt(0)
        for heading in self._headings:
            heading.hide()
            heading.deleteLater()
        for line in self.lines.values():
            for part in (line.name, *line.boxes):
                part.hide()
        for note in self._notes.values():
            note.hide()
        self._headings, self._order, self._next_row = [], [], 0
        self._rows.clear()

    def put_back(self, item: str) -> None:
        """Put a line that is there already at the end."""
        line = self.lines[item]
        self._place(line)
        for part in (line.name, *line.boxes):
            part.show()
        note = self._notes.get(item)
        if note is not None:
            self._place_beneath(item, 1, note)

    def settle(self, before: QWidget | None) -> None:
        """Let Tab go through the lines in their order, after a control that stands above them."""
        for item in self._order:
            for box in self.lines[item].boxes:
                if before is not None:
                    tab_after(before, box)
                before = box
        self.show()

    def note(self, item: str, words: str, kind: str) -> None:
        """Say something beneath a line, or nothing; ``kind`` is how a notice is tinted."""
        note = self._notes.get(item)
        if not words or item not in self._rows:
            if note is not None:
                note.hide()
            return
        if note is None:
            note = self._notes[item] = plain("", self)
            note.setContentsMargins(12, 4, 12, 4)
            self._place_beneath(item, 1, note)
        note.setText(words)
        restyled(note, "notice", kind)
        note.show()

    def noted(self) -> dict[str, str]:
        """Return what is said beneath lines now."""
        return {item: one.text() for item, one in self._notes.items() if not one.isHidden()}

    def show_how(self, box: SidedBox | None, steps: HowTo | None) -> None:
        """Show beneath a line how its finding is looked for, or nowhere."""
        if box is None or steps is None:
            if self.panel is not None:
                self.panel.hide()
            return
        if self.panel is None:
            self.panel = HowPanel(self)
        line = self.lines[box.code.item]
        self.panel.tell(line.item.label, steps)
        self._place_beneath(box.code.item, 2, self.panel)
        self.panel.show()

    def is_asking_how(self) -> bool:
        """Tell whether it is shown somewhere how a finding is looked for."""
        return self.panel is not None and not self.panel.isHidden()

    def in_order(self) -> list[SidedBox]:
        """Return the boxes in the order in which they are arranged."""
        return [box for item in self._order for box in self.lines[item].boxes]

    def box_after(self, box: SidedBox) -> SidedBox | None:
        """Return the next box that can be filled, None after the last that is there."""
        order = self.in_order()
        later = order[order.index(box) + 1 :]
        return next((one for one in later if one.is_possible), None)

    def go_to(self, box: SidedBox) -> None:
        """Give the keyboard to a box and have it seen."""
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reached.emit(box)

    @Slot()
    def on_changed(self) -> None:
        self.entered.emit(self.sender())

    @Slot()
    def on_answered(self) -> None:
        box = self.sender()
        if isinstance(box, SidedBox):
            after = self.box_after(box)
            if after is None:
                self.passed.emit(box)
            else:
                self.go_to(after)

    @Slot(int, int)
    def on_stepped(self, down: int, aside: int) -> None:
        box = self.sender()
        if not isinstance(box, SidedBox):
            return
        side = min(max(SIDES.index(box.code.side or SIDES[0]) + aside, 0), len(SIDES) - 1)
        place = self._order.index(box.code.item) + down
        if 0 <= place < len(self._order):
            there = self.lines[self._order[place]].boxes[side]
            if there.is_possible:
                self.go_to(there)

    @Slot()
    def on_how(self) -> None:
        self.how_wanted.emit(self.sender())

    def _place(self, line: Line) -> None:
        row = self._rows[line.item.code] = self._next_row
        line.name.setContentsMargins(0, em(self) // 4, 0, 0)
        self.grid.addWidget(line.name, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, box in enumerate(line.boxes, 1):
            self.grid.addWidget(box, row, column)
        self._order.append(line.item.code)
        self._next_row += _ROWS

    def _place_beneath(self, item: str, how_far: int, part: QWidget) -> None:
        self.grid.removeWidget(part)
        self.grid.addWidget(part, self._rows[item] + how_far, 0, 1, 1 + len(SIDES))


def _show(made: Iterable[QWidget]) -> None:
    for part in made:
        part.show()
        dressed(part)
