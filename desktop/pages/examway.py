"""The way through an examination: from finding to finding, in which order, with help or without."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.habits import habits_of
from desktop.pages.examlines import ExamLines
from desktop.widgets.form import em
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.slices import Slices
from pathway.facts import Region

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books


class ExamWay(ExamLines):
    """Leads the keyboard from box to box, and has what is in focus seen."""

    went_to = Signal(QWidget, QRect)
    """What is in focus lies here in this widget."""

    def __init__(self, books: "Books", region: Region, parent: QWidget) -> None:
        super().__init__(books, region, parent)
        self.grid.reached.connect(self.on_reached)
        self.grid.passed.connect(self.on_passed)
        self.grid.how_wanted.connect(self.on_how)
        self.more.clicked.connect(self.on_more)
        self._late = Slices((self,), self)

    def focus_first(self) -> None:
        """Go to the first finding that can be examined."""
        order = self.grid.in_order()
        first = next((box for box in order if box.is_possible), None)
        if first is not None:
            self.grid.go_to(first)

    def take_known(self) -> None:
        """Have the lines there of which something is known by now."""
        is_short = any(self._is_wanted(one) and one not in self.grid.lines for one in self._more)
        if is_short and not self.has_more:
            self.lay_again()

    def toggle_how(self, is_wanted: bool, box: SidedBox | None) -> None:
        """Show how the finding of a box is looked for, or put that away."""
        wanted = box if is_wanted else None
        steps = self._known_help().of(wanted.code.item) if wanted is not None else None
        self.grid.show_how(wanted, steps)
        if self.tools is not None:
            self.tools.how.setChecked(is_wanted)

    @Slot(object)
    def on_reached(self, box: SidedBox) -> None:
        room = 2 * em(self)
        if self.grid.is_asking_how():
            self.toggle_how(True, box)
        self.went_to.emit(box, box.rect().adjusted(0, -room, 0, room))

    @Slot(object)
    def on_passed(self, box: SidedBox) -> None:
        """Go on to what is not there yet, or to what comes after the findings."""
        after = None
        while self._waiting and after is None:
            self.make_next()
            after = self.grid.box_after(box)
        self.show()
        if after is not None:
            self.grid.go_to(after)
        else:
            self.more.setFocus()  # what is more than usual is not in the way of the keys
            self.focusNextChild()

    @Slot(object)
    def on_how(self, box: SidedBox) -> None:
        """Show how a finding is looked for; a second time, put that away."""
        self.toggle_how(not self.grid.is_asking_how(), box)

    @Slot(bool)
    def on_how_button(self, is_wanted: bool) -> None:
        """Show how the first finding is looked for; the help goes along with the keyboard."""
        self.toggle_how(is_wanted, next(iter(self.grid.in_order()), None))

    @Slot(str)
    def on_order(self, order: str) -> None:
        """Arrange the findings by kind of test, or by nerve root; nothing of them is lost."""
        habits = habits_of(self)
        if habits is not None:
            habits.examination = order
        while self._waiting:
            self.make_next()
        self._order = order
        self.toggle_how(False, None)
        self.lay_again()

    @Slot()
    def on_more(self) -> None:
        """Have the other zones seen, or those only of which something is known."""
        self.toggle_how(False, None)
        lacking = [c for c in self._more if self._is_wanted(c) and c not in self.grid.lines]
        self._waiting += [partial(self._make_line, self._items[code]) for code in lacking]
        self._waiting.append(self.lay_again)
        self._late.start()

    def _open(self) -> None:
        super()._open()
        if self.tools is not None:
            self.tools.order_chosen.connect(self.on_order)
            self.tools.how_toggled.connect(self.on_how_button)
