"""The examination part of a visit: power, sensation, reflexes and tests, right and left."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.answers import SinceCourse
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Row, Section, em, plain
from desktop.widgets.taborder import controls, tab_after
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import Code, Coded
from pathway.facts import BodySide, Region
from pathway.intake import Answers, change

SIDES: tuple[BodySide, BodySide] = ("right", "left")
WEAKNESS = Code("weakness")
NUMBNESS = Code("numbness")


class Table(NamedTuple):
    """Findings that are examined together: a title, a line for each, a word of help."""

    title: str
    items: tuple[CatalogueItem, ...]
    help: str


class SidedBox(PickBox):
    """One finding on one side of the patient."""

    def __init__(self, item: CatalogueItem, side: BodySide, parent: QWidget) -> None:
        super().__init__(tr("Not examined"), _choices(item), parent)
        self.code = Code(item.code, side)
        self.setAccessibleName(f"{item.label}, {show.side(side)}")
        self.setAccessibleDescription(item.help)


class Examination(QWidget):
    """What was found, in tables of right and left; what was not examined stays so."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(
        self, catalogue: Catalogue, region: Region, on: date, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[Code, SidedBox] = {}
        self._filling = False
        self._answers = Answers()
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self._on = on
        self._limits = limits
        self._waiting = [table for table in _tables(catalogue, region) if table.items]
        self._items = {item.code for table in self._waiting for item in table.items}
        self.count = 2 * len(self._items)
        self._in_hand: tuple[Section, QGridLayout] | None = None

    @cached_property
    def weakness(self) -> SinceCourse:
        """Since when the patient has been weak and how it went; made when first asked for."""
        made = SinceCourse(tr("Weakness"), self._on, self._limits, self)
        made.hide()
        _put_weakness(made, self._answers)
        made.changed.connect(self.on_weakness)
        return made

    @cached_property
    def numbness(self) -> DateField:
        """Since when the patient has been numb; made when first asked for."""
        made = DateField(self._on, self, self._limits)
        made.hide()
        _put_numbness(made, self._answers)
        made.changed.connect(self.on_numbness)
        return made

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        self._filling = True
        for box in self.boxes.values():
            self._fill(box)
        if "weakness" in vars(self):
            _put_weakness(self.weakness, answers)
        if "numbness" in vars(self):
            _put_numbness(self.numbness, answers)
        self._filling = False

    @property
    def has_more(self) -> bool:
        """Whether some line has no controls yet."""
        return bool(self._waiting)

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        return self._last or (self.reads_after() if self.reads_after is not None else self)

    def make_next(self) -> None:
        """Make the next line of the tables; they are shown once the last is there."""
        table = self._waiting[0]
        section, grid = self._in_hand = self._in_hand or self._open(table)
        row = grid.rowCount()
        self._put_line(table.items[row - 1], grid, row)
        if row == len(table.items):
            self._add_history(section, table.items[0].group)
            self._waiting.pop(0)
            self._in_hand = None
        if not self._waiting:
            self.show()

    def examined(self) -> int:
        """Return how many findings were entered."""
        return sum(code.item in self._items for code in self._answers)

    @Slot(object, object)
    def take(self, code: Code, given: Coded | None) -> None:
        """Note a finding that was entered elsewhere on the form."""
        if code.item in self._items:
            self._answers = change(self._answers, code, given)
            if code in self.boxes:
                self._show(self.boxes[code])

    @Slot()
    def on_box(self) -> None:
        box = self.sender()
        if isinstance(box, SidedBox) and not self._filling:
            value = box.value()
            told = Coded(box.code, value) if value else None
            self._answers = change(self._answers, box.code, told)
            self.entered.emit(box.code, told)

    @Slot()
    def on_weakness(self) -> None:
        if self._filling:
            return
        since, course = self.weakness.since.day(), self.weakness.told_course()
        told = Coded(WEAKNESS, "yes", since, course) if since or course else None
        self.entered.emit(WEAKNESS, told)

    @Slot()
    def on_numbness(self) -> None:
        if not self._filling:
            since = self.numbness.day()
            self.entered.emit(NUMBNESS, Coded(NUMBNESS, "yes", since) if since else None)

    def _open(self, table: Table) -> tuple[Section, QGridLayout]:
        section = Section(table.title, table.help, self)
        lines = QWidget(section)
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, words in ((1, tr("Right")), (2, tr("Left"))):
            grid.addWidget(plain(words, lines, "h3"), 0, column)
        section.add(lines)
        self.column.addWidget(section)
        section.show()  # at once: a layout shows what it takes only after the next turn
        return section, grid

    def _put_line(self, item: CatalogueItem, grid: QGridLayout, row: int) -> None:
        lines = grid.parentWidget() or self
        name = plain(item.label, lines)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        boxes = [self._box(item, side, lines) for side in SIDES]
        for column, box in enumerate(boxes, 1):
            grid.addWidget(box, row, column)
            self._link(box)
        for part in (name, *boxes):
            part.show()
            dressed(part)

    def _link(self, made: QWidget) -> None:
        """Let Tab come to what was made just now after all that stands before it."""
        before = self.last_control()
        if before is not self:
            tab_after(before, made)
        self._last = list(controls(made))[-1]

    def _box(self, item: CatalogueItem, side: BodySide, parent: QWidget) -> SidedBox:
        box = SidedBox(item, side, parent)
        box.setMinimumWidth(em(self) * 9)
        self._show(box)
        box.changed.connect(self.on_box)
        self.boxes[box.code] = box
        return box

    def _show(self, box: SidedBox) -> None:
        self._filling = True
        self._fill(box)
        self._filling = False

    def _fill(self, box: SidedBox) -> None:
        given = self._answers.get(box.code)
        box.set_value(given.value if given else "")

    def _add_history(self, section: Section, group: str) -> None:
        if group == "power":
            section.add(plain(tr("Weakness, as the patient tells it"), section, "h3"))
            section.add(self.weakness)
            self._link(self.weakness)
            self.weakness.show()
        if group == "sensation":
            section.add(Row(tr("Numbness since"), self.numbness, "", section))
            self._link(self.numbness)
            self.numbness.show()


def _put_weakness(asked: SinceCourse, answers: Answers) -> None:
    told = answers.get(WEAKNESS)
    asked.since.set_day(told.since if told else None)
    asked.course.set_value((told.course if told else None) or "")


def _put_numbness(asked: DateField, answers: Answers) -> None:
    told = answers.get(NUMBNESS)
    asked.set_day(told.since if told else None)


def _tables(catalogue: Catalogue, region: Region) -> tuple[Table, ...]:
    power = tr("0 none · 1 flicker · 2 gravity removed · 3 against gravity · 4 weak · 5 normal")
    return (
        Table(tr("Power"), catalogue.muscles(region), power),
        Table(tr("Reflexes"), catalogue.reflexes(region), ""),
        Table(tr("Tests"), catalogue.tests(region), ""),
        Table(tr("Sensation"), catalogue.group("sensation", region), ""),
    )


def _choices(item: CatalogueItem) -> tuple[Choice, ...]:
    if item.kind == "whole":
        return tuple(
            Choice(str(grade), str(grade))
            for grade in range(int(item.high or 0), int(item.low or 0) - 1, -1)
        )
    return tuple(
        Choice(choice.code, choice.label) for choice in item.choices if choice.code != "not_done"
    )
