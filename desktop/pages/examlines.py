"""The card of an examination, made line by line: its order, its help, and the way through it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.examwords import exam_help
from desktop.habits import habits_of
from desktop.models import examination as exam
from desktop.pages.examgrid import ExamGrid, Heading
from desktop.pages.examtools import ExamTools
from desktop.widgets.form import Section
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.taborder import controls, tab_after
from desktop.words import ntr, tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code
from pathway.examhelp import ExamHelp
from pathway.facts import Region

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books

Piece = Callable[[], object]


class ExamLines(QWidget):
    """Lines of findings with a box for each side; what they hold is the business of others."""

    def __init__(self, books: "Books", region: Region, parent: QWidget) -> None:
        super().__init__(parent)
        self._books = books
        self._region = region
        self._items = {item.code: item for item in exam.items_of(books.catalogue, region)}
        self._help: ExamHelp | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self.numbers: Mapping[Code, str] = {}
        """The numbers of boxes that are shown before those here."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.card = Section(tr("Examination"), "", self)
        self.more = QPushButton(self.card)
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tools: ExamTools | None = None
        self.grid = ExamGrid(self.card)
        habits = habits_of(self)
        self._order = habits.examination if habits else exam.BY_TEST
        self._more = tuple(i for group in self._groups() if group.more for i in group.items)
        self._waiting: list[Piece] = list(self._pieces())

    @property
    def boxes(self) -> dict[Code, SidedBox]:
        """The boxes that are there so far."""
        return self.grid.boxes

    @property
    def count(self) -> int:
        """How many findings are asked for, both sides counted."""
        return 2 * sum(map(self._is_wanted, self._items))

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

    def lay_again(self) -> None:
        """Put the lines that are wanted in their places; nothing of what they hold is lost."""
        before = self.tools
        self.grid.clear()
        for group in self._groups():
            wanted = [code for code in group.items if self._is_wanted(code)]
            if wanted:
                self.grid.open_group(Heading(group.title, group.help))
            for code in wanted:
                if code not in self.grid.lines:
                    self._make_line(self._items[code])
                self.grid.put_back(code)
        self._tell_more()
        self.grid.settle(list(controls(before))[-1] if before is not None else None)

    def _is_wanted(self, item: str) -> bool:
        return item not in self._more or self.more.isChecked() or self._is_known(item)

    def _is_known(self, item: str) -> bool:
        """Tell whether something was found of it, now or before."""
        raise NotImplementedError

    def _groups(self) -> tuple[exam.Group, ...]:
        guidelines = self._books.guidelines
        return exam.groups(self._items.values(), self._region, self._order, guidelines)

    def _pieces(self) -> Iterator[Piece]:
        yield self._open
        for group in (one for one in self._groups() if not one.more):
            heading: Heading | None = Heading(group.title, group.help)
            for code in group.items:
                yield partial(self._put_line, self._items[code], heading)
                heading = None
        yield self._put_more
        yield from self._closing()
        yield self.show  # in a turn of its own: so many lines are laid out for the first time

    def _closing(self) -> Iterator[Piece]:
        """Go through what is made after the last line."""
        raise NotImplementedError

    def _dress(self, box: SidedBox) -> None:
        """Fill a box that was made just now."""
        raise NotImplementedError

    def _open(self) -> None:
        self.tools = ExamTools(self._order, self.card)
        self.card.add(self.tools)
        self.card.add(self.grid)
        self.column.addWidget(self.card)
        self._link(self.tools)
        self.card.show()  # at once: a layout shows what it takes only after the next turn

    def _put_line(self, item: CatalogueItem, heading: Heading | None) -> None:
        """Make a line, with its heading above it: Tab goes to each piece that was made."""
        if heading is not None:
            self.grid.open_group(heading)
        self._make_line(item)
        self.grid.put_back(item.code)
        for box in self.grid.lines[item.code].boxes:
            self._link(box)

    def _make_line(self, item: CatalogueItem) -> None:
        """Make the boxes of a line that has no place yet."""
        choices = exam.values(item, self._known_help())
        made = [SidedBox(item, side, choices, self.grid) for _, side in exam.sides_of(item)]
        for box in made:
            box.show_number(self.numbers.get(box.code, ""))
            self._dress(box)
        self.grid.keep(item, tuple(made))

    def _put_more(self) -> None:
        """Make what is more than usual and known all the same, and the button for the rest."""
        heading: Heading | None = Heading(tr("More zones"), "")
        for code in filter(self._is_wanted, self._more):
            self._put_line(self._items[code], heading)
            heading = None
        self.card.add(self.more)
        self._link(self.more)
        self._tell_more()

    def _tell_more(self) -> None:
        count = sum(code not in self.grid.lines for code in self._more)
        words = ntr("{count} more zone of the skin", "{count} more zones of the skin", count)
        self.more.setText(tr("Hide the other zones") if self.more.isChecked() else words)
        self.more.setVisible(bool(self._more))

    def _link(self, made: QWidget) -> None:
        """Let Tab come to what was made just now after all that stands before it."""
        before = self.last_control()
        if before is not self:
            tab_after(before, made)
        self._last = list(controls(made))[-1]

    def _known_help(self) -> ExamHelp:
        self._help = self._help or exam_help(self._books.catalogue)
        return self._help
