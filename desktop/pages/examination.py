"""The examination part of a visit: power, reflexes, tests and sensation, right and left."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.models import examination as exam
from desktop.pages.examlines import Piece
from desktop.pages.examsum import ExamSum
from desktop.pages.examway import ExamWay
from desktop.pages.sincewhen import SinceWhen
from desktop.widgets.answers import SinceCourse
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.sidedbox import SidedBox
from desktop.wording import level_words
from desktop.words import tr
from pathway.coding import Code, Coded
from pathway.facts import Chart, Region
from pathway.finding import Level, RedFlags
from pathway.intake import Answers, change
from pathway.sidedexam import Before, last_values, side_sums

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books

VISIT_KIND: Final = Code("situation.kind")
TELEPHONE: Final = "telephone"


class Examination(ExamWay):
    """What was found, right and left; what was not examined stays so."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(
        self, books: "Books", region: Region, on: date, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(books, region, parent)
        self._told_on, self._limits = on, limits
        self._answers = Answers()
        self._filling = False
        self._compared: object = None
        self._last_values: Mapping[Code, Before] = {}
        self._flags: tuple[RedFlags | None, date] = (None, on)
        self.sums: ExamSum | None = None
        self.grid.entered.connect(self.on_box)

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

    def examined(self) -> int:
        """Return how many findings were entered."""
        return sum(code.item in self._items for code in self._answers)

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        for box in self.boxes.values():
            self._fill(box)
        if "history" in vars(self):
            self.history.show_answers(answers)
        for box in self.boxes.values():
            self._allow(box)
        self.take_known()
        self._tell()

    @Slot(object, object)
    def take(self, code: Code, given: Coded | None) -> None:
        """Note a finding, or the kind of the visit, that was entered elsewhere on the form."""
        if code != VISIT_KIND and code.item not in self._items:
            return
        self._answers = change(self._answers, code, given)
        if code in self.boxes:
            self._fill(self.boxes[code])
        if code == VISIT_KIND:
            for box in self.boxes.values():
                self._allow(box)
        else:
            self.take_known()
            self._tell()

    def compare(self, chart: Chart, on: date) -> None:
        """Have the values of earlier visits beside these; the chart is without this visit."""
        if self._compared == (chart.visits, on):
            return
        self._compared = chart.visits, on
        self._last_values = last_values(chart.visits, on)
        for box in self.boxes.values():
            self._show_last(box)
        self.take_known()
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

    def _closing(self) -> Iterator[Piece]:
        yield self._put_sums
        yield self._put_history

    def _is_known(self, item: str) -> bool:
        codes = [code for code, _ in exam.sides_of(self._items[item])]
        return any(code in self._answers or code in self._last_values for code in codes)

    def _put_sums(self) -> None:
        self.sums = ExamSum(self.card)
        self.card.add(self.sums)
        self._tell()

    def _put_history(self) -> None:
        self.column.addWidget(self.history)
        self.history.show()
        self._link(self.history)

    def _dress(self, box: SidedBox) -> None:
        self._show_last(box)
        self._fill(box)
        self._allow(box)

    def _show_last(self, box: SidedBox) -> None:
        item = self._items[box.code.item]
        box.keep_line(any(code in self._last_values for code, _ in exam.sides_of(item)))
        before = self._last_values.get(box.code)
        words = exam.last_words(item, before) if before else ""
        box.show_last(before.value if before else "", words)

    def _fill(self, box: SidedBox) -> None:
        given = self._answers.get(box.code)
        self._filling = True
        box.set_value(given.value if given else "")
        self._filling = False

    def _allow(self, box: SidedBox) -> None:
        """Say of what nobody can examine by telephone that it is so; a blank stays a blank."""
        kind = self._answers.get(VISIT_KIND)
        is_far = kind is not None and kind.value == TELEPHONE
        item = self._items[box.code.item]
        is_impossible = is_far and exam.is_impossible(item, self._books.catalogue)
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
        for item in self._items:
            about = [one for one in found if one.item == item]
            self.grid.note(item, _lines(about), _kind(about))
        if self.sums is not None:
            about = [one for one in found if not one.item]
            self.sums.warn(_lines(about), _kind(about))


def _lines(about: list[exam.Deficit]) -> str:
    return "\n".join(f"{level_words(one.level)}: {one.words}" for one in about)


def _kind(about: list[exam.Deficit]) -> str:
    urgent = any(one.level >= Level.SAME_DAY for one in about)
    return "danger" if urgent else "warn"
