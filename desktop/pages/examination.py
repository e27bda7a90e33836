"""The examination part of a visit: power, sensation, reflexes and tests, right and left."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.answers import SinceCourse
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Row, Section, em, plain
from desktop.words import tr
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import Code, Coded
from pathway.facts import BodySide, Region
from pathway.intake import Answers, change

SIDES: tuple[BodySide, BodySide] = ("right", "left")
WEAKNESS = Code("weakness")
NUMBNESS = Code("numbness")


class SidedBox(PickBox):
    """One finding on one side of the patient."""

    def __init__(self, item: CatalogueItem, side: BodySide, parent: QWidget) -> None:
        super().__init__(tr("Not examined"), _choices(item), parent)
        self.code = Code(item.code, side)
        self.setAccessibleName(f"{item.label}, {show.side(side)}")
        self.setAccessibleDescription(item.help)


class Examination(QWidget):
    """What was found, in tables of right and left; what was not examined stays so."""

    built = Signal()
    """Every table is there now."""
    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(
        self, catalogue: Catalogue, region: Region, on: date, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[Code, SidedBox] = {}
        self._filling = False
        self._answers = Answers()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self.on_turn)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.weakness = SinceCourse(tr("Weakness"), on, limits, self)
        self.numbness = DateField(on, self, limits)
        for part in (self.weakness, self.numbness):
            part.hide()
        self._waiting = [group for group in _groups(catalogue, region) if group[1]]
        self.count = 2 * sum(len(items) for _, items, _ in self._waiting)
        self._turn.start(0)
        self.weakness.changed.connect(self.on_weakness)
        self.numbness.changed.connect(self.on_numbness)

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        self._filling = True
        for box in self.boxes.values():
            self._fill(box)
        weakness, numbness = answers.get(WEAKNESS), answers.get(NUMBNESS)
        self.weakness.since.set_day(weakness.since if weakness else None)
        self.weakness.course.set_value((weakness.course if weakness else None) or "")
        self.numbness.set_day(numbness.since if numbness else None)
        self._filling = False

    def finish(self) -> None:
        """Have every table there now; else each comes when the window has time for it."""
        while self._waiting:
            self.on_turn()

    @Slot()
    def on_turn(self) -> None:
        if self._waiting:
            table = self._table(*self._waiting.pop(0))
            self.column.addWidget(table)
            table.show()  # at once: a layout shows what it takes only after the next turn
        if not self._waiting:
            self._turn.stop()
            self.built.emit()

    def examined(self) -> int:
        """Return how many findings were entered."""
        return sum(code.side is not None for code in self._answers)

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

    def _table(self, title: str, items: tuple[CatalogueItem, ...], help_text: str) -> Section:
        section = Section(title, help_text, self)
        table = QWidget(section)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, words in ((1, tr("Right")), (2, tr("Left"))):
            grid.addWidget(plain(words, table, "h3"), 0, column)
        for row, item in enumerate(items, 1):
            grid.addWidget(plain(item.label, table), row, 0, Qt.AlignmentFlag.AlignVCenter)
            for column, side in enumerate(SIDES, 1):
                grid.addWidget(self._box(item, side, table), row, column)
        section.add(table)
        self._add_history(section, items[0].group)
        return section

    def _box(self, item: CatalogueItem, side: BodySide, parent: QWidget) -> SidedBox:
        box = SidedBox(item, side, parent)
        box.setMinimumWidth(em(self) * 9)
        self._filling = True
        self._fill(box)
        self._filling = False
        box.changed.connect(self.on_box)
        self.boxes[box.code] = box
        return box

    def _fill(self, box: SidedBox) -> None:
        given = self._answers.get(box.code)
        box.set_value(given.value if given else "")

    def _add_history(self, section: Section, group: str) -> None:
        if group == "power":
            section.add(plain(tr("Weakness, as the patient tells it"), section, "h3"))
            section.add(self.weakness)
            self.weakness.show()
        if group == "sensation":
            section.add(Row(tr("Numbness since"), self.numbness, "", section))
            self.numbness.show()


def _groups(
    catalogue: Catalogue, region: Region
) -> tuple[tuple[str, tuple[CatalogueItem, ...], str], ...]:
    power = tr("0 none · 1 flicker · 2 gravity removed · 3 against gravity · 4 weak · 5 normal")
    return (
        (tr("Power"), catalogue.muscles(region), power),
        (tr("Reflexes"), catalogue.reflexes(region), ""),
        (tr("Tests"), catalogue.tests(region), ""),
        (tr("Sensation"), catalogue.group("sensation", region), ""),
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
