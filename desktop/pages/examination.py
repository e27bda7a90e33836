"""The examination part of a visit: power, reflexes, tests and sensation, right and left."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.examwords import exam_help
from desktop.habits import habits_of
from desktop.models import examination as exam
from desktop.pages.examgrid import ExamGrid, Heading
from desktop.pages.examsum import ExamSum
from desktop.pages.examtools import ExamTools
from desktop.pages.sincewhen import SinceWhen
from desktop.widgets.answers import SinceCourse
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Section, em
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.taborder import controls, tab_after
from desktop.wording import level_words
from desktop.words import tr
from pathway.catalogue import CatalogueItem
from pathway.coding import Code, Coded
from pathway.examhelp import ExamHelp
from pathway.facts import Chart, Region
from pathway.finding import Level, RedFlags
from pathway.intake import Answers, change
from pathway.sidedexam import Before, last_values, side_sums

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books

VISIT_KIND: Final = "situation.kind"
TELEPHONE: Final = "telephone"
_Piece = Callable[[], object]


class Examination(QWidget):
    """What was found, right and left; what was not examined stays so."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    went_to = Signal(QWidget, QRect)
    """What is in focus lies here in this widget."""

    def __init__(
        self, books: "Books", region: Region, on: date, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._region = region
        self._items = {item.code: item for item in exam.items_of(books.catalogue, region)}
        self.count = 2 * len(self._items)
        self._answers = Answers()
        self._filling = False
        self._by_telephone = False
        self._compared: object = None
        self._last_values: Mapping[Code, Before] = {}
        self._flags: tuple[RedFlags | None, date] = (None, on)
        self._help: ExamHelp | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.card = Section(tr("Examination"), "", self)
        self.tools: ExamTools | None = None
        self.sums: ExamSum | None = None
        self.grid = ExamGrid(self.card)
        self._told_on, self._limits = on, limits
        self._order = self._usual_order()
        self._waiting: list[_Piece] = list(self._pieces())
        self._connect()

    @property
    def boxes(self) -> dict[Code, SidedBox]:
        """The boxes that are there so far."""
        return self.grid.boxes

    @cached_property
    def history(self) -> SinceWhen:
        """Since when power and feeling are less; made when first asked for."""
        made = SinceWhen(self._told_on, self._limits, self)
        made.show_answers(self._answers)
        made.entered.connect(self.entered)
        return made

    @property
    def weakness(self) -> SinceCourse:
        """Since when the patient has been weak and how it went."""
        return self.history.weakness

    @property
    def numbness(self) -> DateField:
        """Since when the patient has been numb."""
        return self.history.numbness

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
        first = next((box for box in self.boxes.values() if box.is_possible), None)
        if first is not None:
            self.grid.go_to(first)

    def examined(self) -> int:
        """Return how many findings were entered."""
        return sum(code.item in self._items for code in self._answers)

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        self._filling = True
        for box in self.boxes.values():
            self._fill(box)
        self._filling = False
        if "history" in vars(self):
            self.history.show_answers(answers)
        self._take_kind()
        self._tell()

    @Slot(object, object)
    def take(self, code: Code, given: Coded | None) -> None:
        """Note a finding, or the kind of the visit, that was entered elsewhere on the form."""
        if code.item == VISIT_KIND:
            self._answers = change(self._answers, code, given)
            self._take_kind()
        elif code.item in self._items:
            self._answers = change(self._answers, code, given)
            if code in self.boxes:
                self._show(self.boxes[code])
            self._tell()

    def compare(self, chart: Chart, on: date) -> None:
        """Have the values of earlier visits beside these; the chart is without this visit."""
        if self._compared == (chart.visits, on):
            return
        self._compared = chart.visits, on
        self._last_values = last_values(chart.visits, on)
        for box in self.boxes.values():
            self._show_last(box)
        self._tell()

    def show_flags(self, flags: RedFlags | None, on: date) -> None:
        """Show what the rules make of the findings so far."""
        self._flags = flags, on
        self._tell_deficits()

    @Slot(object)
    def on_box(self, box: SidedBox) -> None:
        if self._filling:
            return
        value = box.value()
        told = Coded(box.code, value) if value else None
        self._answers = change(self._answers, box.code, told)
        self.entered.emit(box.code, told)
        self._tell()

    @Slot(object)
    def on_reached(self, box: SidedBox) -> None:
        room = 2 * em(self)
        if self.grid.is_asking_how():
            self._show_how(box)
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
            box.setFocus()
            self.focusNextChild()

    @Slot(object)
    def on_how(self, box: SidedBox) -> None:
        """Show how a finding is looked for; a second time, put that away."""
        self.toggle_how(not self.grid.is_asking_how(), box)

    @Slot(bool)
    def on_how_button(self, is_wanted: bool) -> None:
        self.toggle_how(is_wanted, next(iter(self.boxes.values()), None))

    def toggle_how(self, is_wanted: bool, box: SidedBox | None) -> None:
        """Show how the finding of a box is looked for, or put that away."""
        self._show_how(box if is_wanted else None)
        if self.tools is not None:
            self.tools.how.setChecked(is_wanted)

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

    def _usual_order(self) -> str:
        habits = habits_of(self)
        return habits.examination if habits else exam.BY_TEST

    def _groups(self) -> tuple[exam.Group, ...]:
        guidelines = self._books.guidelines
        return exam.groups(self._items.values(), self._region, self._order, guidelines)

    def _pieces(self) -> Iterator[_Piece]:
        yield self._open
        for group in self._groups():
            yield partial(self.grid.open_group, Heading(group.title, group.help))
            for code in group.items:
                yield partial(self._put_line, self._items[code])
        yield self._close
        yield self._put_history

    def _connect(self) -> None:
        self.grid.entered.connect(self.on_box)
        self.grid.reached.connect(self.on_reached)
        self.grid.passed.connect(self.on_passed)
        self.grid.how_wanted.connect(self.on_how)

    def _open(self) -> None:
        self._help = exam_help(self._books.catalogue)
        self.tools = ExamTools(self._order, self.card)
        self.tools.tell_keys(has_last=bool(self._last_values))
        self.tools.order_chosen.connect(self.on_order)
        self.tools.how_toggled.connect(self.on_how_button)
        self.card.add(self.tools)
        self.card.add(self.grid)
        self.column.addWidget(self.card)
        self._link(self.tools)
        self.card.show()  # at once: a layout shows what it takes only after the next turn
        self._take_kind()

    def _put_line(self, item: CatalogueItem) -> None:
        choices = exam.values(item, self._known_help())
        made = [SidedBox(item, side, choices, self.grid) for _, side in exam.sides_of(item)]
        for box in made:
            self._show_last(box)
            self._show(box)
            self._allow(box)
        self.grid.put(item, tuple(made))
        for box in made:
            self._link(box)

    def _close(self) -> None:
        self.sums = ExamSum(self.card)
        self.card.add(self.sums)
        self._tell()

    def _put_history(self) -> None:
        self.column.addWidget(self.history)
        self.history.show()
        self._link(self.history)

    def _link(self, made: QWidget) -> None:
        """Let Tab come to what was made just now after all that stands before it."""
        before = self.last_control()
        if before is not self:
            tab_after(before, made)
        self._last = list(controls(made))[-1]

    def _known_help(self) -> ExamHelp:
        self._help = self._help or exam_help(self._books.catalogue)
        return self._help

    def _show_how(self, box: SidedBox | None) -> None:
        steps = self._known_help().of(box.code.item) if box is not None else None
        self.grid.show_how(box, steps)

    def _show_last(self, box: SidedBox) -> None:
        codes = exam.sides_of(self._items[box.code.item])
        box.keep_line(any(code in self._last_values for code, _ in codes))
        before = self._last_values.get(box.code)
        words = exam.last_words(self._items[box.code.item], before) if before else ""
        box.show_last(before.value if before else "", words)

    def _show(self, box: SidedBox) -> None:
        self._filling = True
        self._fill(box)
        self._filling = False

    def _fill(self, box: SidedBox) -> None:
        given = self._answers.get(box.code)
        box.set_value(given.value if given else "")

    def _take_kind(self) -> None:
        """Say of what nobody can examine by telephone that it is so; a blank stays a blank."""
        kind = self._answers.get(Code(VISIT_KIND))
        self._by_telephone = kind is not None and kind.value == TELEPHONE
        for box in self.boxes.values():
            self._allow(box)

    def _allow(self, box: SidedBox) -> None:
        item = self._items[box.code.item]
        is_impossible = self._by_telephone and exam.is_impossible(item, self._books.catalogue)
        box.set_possible(not is_impossible, tr("Not possible by telephone"))

    def _tell(self) -> None:
        """Say what stands out of the findings so far."""
        if self.tools is not None:
            self.tools.tell_keys(has_last=bool(self._last_values))
        if self.sums is not None:
            right, left = side_sums(self._answers, self._last_values)
            self.sums.tell(exam.sum_words(right, self._items), exam.sum_words(left, self._items))
        self._tell_deficits()

    def _tell_deficits(self) -> None:
        flags, on = self._flags
        books = self._books
        found = exam.deficits(flags, on, books.guidelines, books.words)
        said = {item: [one for one in found if one.item == item] for item in self._items}
        for item, about in said.items():
            self.grid.note(item, _lines(about), _kind(about))
        if self.sums is not None:
            about = [one for one in found if not one.item]
            self.sums.warn(_lines(about), _kind(about))


def _lines(about: list[exam.Deficit]) -> str:
    return "\n".join(f"{level_words(one.level)}: {one.words}" for one in about)


def _kind(about: list[exam.Deficit]) -> str:
    urgent = any(one.level >= Level.SAME_DAY for one in about)
    return "danger" if urgent else "warn"
