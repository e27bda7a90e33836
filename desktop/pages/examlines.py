"""The card of an examination, made line by line: its order, its help, and the way through it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.examwords import exam_help
from desktop.habits import habits_of
from desktop.models import examination as exam
from desktop.pages.examgrid import ExamGrid, Heading
from desktop.pages.examtools import ExamTools
from desktop.widgets.form import Section, em
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.taborder import controls, tab_after
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.examhelp import ExamHelp
from pathway.facts import Region

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books

Piece = Callable[[], object]


class ExamLines(QWidget):
    """Lines of findings with a box for each side; what they hold is the business of others."""

    went_to = Signal(QWidget, QRect)
    """What is in focus lies here in this widget."""

    def __init__(self, books: "Books", region: Region, parent: QWidget) -> None:
        super().__init__(parent)
        self._books = books
        self._region = region
        self._items = {item.code: item for item in exam.items_of(books.catalogue, region)}
        self.count = 2 * len(self._items)
        self._help: ExamHelp | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.card = Section(tr("Examination"), "", self)
        self.tools: ExamTools | None = None
        self.grid = ExamGrid(self.card)
        habits = habits_of(self)
        self._order = habits.examination if habits else exam.BY_TEST
        self._waiting: list[Piece] = list(self._pieces())
        self.grid.reached.connect(self.on_reached)
        self.grid.passed.connect(self.on_passed)
        self.grid.how_wanted.connect(self.on_how)

    @property
    def boxes(self) -> dict[Code, SidedBox]:
        """The boxes that are there so far."""
        return self.grid.boxes

    @property
    def has_more(self) -> bool:
        """Whether some line has no controls yet."""
        return bool(self._waiting)

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        return self._last or (self.reads_after() if self.reads_after is not None else self)

    def make_next(self) -> None:
        """Make the next line; the lines are shown once the last is there."""
        self._waiting.pop(0)()
        if not self._waiting:
            self.show()

    def focus_first(self) -> None:
        """Go to the first finding that can be examined."""
        order = self.grid.in_order()
        first = next((box for box in order if box.is_possible), None)
        if first is not None:
            self.grid.go_to(first)

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
        self.grid.clear()
        for group in self._groups():
            self.grid.open_group(Heading(group.title, group.help))
            for code in group.items:
                self.grid.put_back(code)
        if self.tools is not None:
            self.grid.settle(list(controls(self.tools))[-1])

    def _groups(self) -> tuple[exam.Group, ...]:
        guidelines = self._books.guidelines
        return exam.groups(self._items.values(), self._region, self._order, guidelines)

    def _pieces(self) -> Iterator[Piece]:
        yield self._open
        for group in self._groups():
            heading: Heading | None = Heading(group.title, group.help)
            for code in group.items:
                yield partial(self._put_line, self._items[code], heading)
                heading = None
        yield from self._closing()

    def _closing(self) -> Iterator[Piece]:
        """Go through what is made after the last line."""
        raise NotImplementedError

    def _dress(self, box: SidedBox) -> None:
        """Fill a box that was made just now."""
        raise NotImplementedError

    def _open(self) -> None:
        self.tools = ExamTools(self._order, self.card)
        self.tools.order_chosen.connect(self.on_order)
        self.tools.how_toggled.connect(self.on_how_button)
        self.card.add(self.tools)
        self.card.add(self.grid)
        self.column.addWidget(self.card)
        self._link(self.tools)
        self.card.show()  # at once: a layout shows what it takes only after the next turn

    def _put_line(self, item: CatalogueItem, heading: Heading | None) -> None:
        """Make a line, with its heading above it: Tab goes to each piece that was made."""
        if heading is not None:
            self.grid.open_group(heading)
        choices = exam.values(item, self._known_help())
        made = [SidedBox(item, side, choices, self.grid) for _, side in exam.sides_of(item)]
        for box in made:
            self._dress(box)
        self.grid.put(item, tuple(made))
        for box in made:
            self._link(box)

    def _link(self, made: QWidget) -> None:
        """Let Tab come to what was made just now after all that stands before it."""
        before = self.last_control()
        if before is not self:
            tab_after(before, made)
        self._last = list(controls(made))[-1]

    def _known_help(self) -> ExamHelp:
        self._help = self._help or exam_help(self._books.catalogue)
        return self._help
