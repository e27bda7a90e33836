"""The body chart in a visit: where it hurts, is numb or tingles, drawn or listed."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import show
from desktop.models.bodymarks import (
    Change,
    Earlier,
    comparison,
    drawing_of,
    earlier_drawing,
    is_drawn,
    marked,
    without_normal,
)
from desktop.models.bodypencil import Pencil
from desktop.pages.bodytools import BodyTools
from desktop.widgets.bodychart import BodyChart
from desktop.widgets.bodyfigure import picture
from desktop.widgets.bodylist import BodyList
from desktop.widgets.bodysheet import NAMES, sheet
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.form import Section, em, muted, plain
from desktop.widgets.taborder import controls, tab_after
from desktop.words import tr
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import Code, Coded
from pathway.facts import Chart, Problem, Region, Spot
from pathway.intake import Answers

_Piece = Callable[[], object]
_ROOM_EMS: Final = 2


class BodyPart(Section):
    """A card with the chart, what is drawn on it, its list and what has changed since."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    went_to = Signal(QWidget, QRect)
    """What is in focus lies here in this widget."""

    def __init__(self, catalogue: Catalogue, problem: Problem, parent: QWidget) -> None:
        super().__init__(tr("Where it is felt"), "", parent)
        self._zones = _zones(catalogue, problem.region)
        self._start = Spot("left" if problem.side == "left" else "right", self._zones[0].place)
        self._labels = {zone.place: zone.label for zone in self._zones}
        self._earlier: Earlier | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self._numbers: Mapping[Code, str] = {}
        self.pencil = Pencil(self.name, self)
        self.tools: BodyTools | None = None
        self.chart: BodyChart | None = None
        self.list: ZoneList | None = None
        self.changes = plain("", self)
        self.told = muted(self._invitation(), self)
        for part in (self.changes, self.told):
            part.hide()
        self.pencil.drawn.connect(self.on_drawn)
        self._waiting: list[_Piece] = [partial(picture, name) for name in NAMES]
        self._waiting += [partial(sheet, "wide"), self._make_tools, self._make_chart, self.show]

    @property
    def has_more(self) -> bool:
        """Whether something is still to be made."""
        return bool(self._waiting)

    def make_next(self) -> None:
        """Make the next piece: a picture, the tools, the chart; then all of it is shown."""
        self._waiting.pop(0)()

    def finish(self) -> None:
        """Have everything there now."""
        while self._waiting:
            self.make_next()

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        if self._last is not None:
            return self._last
        return self.reads_after() if self.reads_after is not None else self

    def name(self, spot: Spot) -> str:
        """Return how a place is called."""
        label = self._labels.get(spot.place, spot.place)
        return f"{label}, {show.side(spot.side)}"

    def show_numbers(self, numbers: Mapping[Code, str]) -> None:
        """Show in the list which boxes of a paper sheet ask for the same, or none."""
        self._numbers = numbers
        if self.list is not None:
            self.list.show_numbers(numbers)

    def count(self) -> int:
        """Return how many places are marked."""
        return len(marked(self.pencil.drawing))

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self.pencil.show(drawing_of(answers.values()))
        self._tell_changes()

    @Slot(object, object)
    def take(self, code: Code, given: Coded | None) -> None:
        """Note a feeling that was entered elsewhere on the form."""
        if is_drawn(code):
            self.pencil.take(code, given.value if given else "")
            self._tell_changes()

    def compare(self, chart: Chart, on: date) -> None:
        """Have the drawing of an earlier visit beside this one; the chart is without this visit."""
        self._earlier = earlier_drawing(chart, on)
        self._tell_changes()

    @Slot(object)
    def on_drawn(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            told = Coded(change.code, change.after) if change.after else None
            self.entered.emit(change.code, told)
        self._tell_changes()

    @Slot()
    def on_same(self) -> None:
        """Draw again what was marked at the last visit: somebody says that it is so still."""
        if self._earlier:
            self.pencil.copy(without_normal(self._earlier.drawing))

    @Slot(str)
    def on_told(self, words: str) -> None:
        self.told.setText(words or self._invitation())

    @Slot(int)
    def on_moved(self, index: int) -> None:
        if self.chart:
            room = em(self) * _ROOM_EMS
            box = self.chart.placing.box(index)
            self.went_to.emit(self.chart, box.adjusted(0, -room, 0, room))

    def _make_tools(self) -> None:
        self.tools = BodyTools(self.pencil, self)
        self.tools.outlining.connect(self._tell_changes)
        self.tools.same_wanted.connect(self.on_same)
        self._put(self.tools)
        self.add(self.changes)
        self._tell_changes()

    def _make_chart(self) -> None:
        self.chart = BodyChart(self.pencil, self._start, self)
        self._put(self.chart)
        self.told.setMinimumHeight(em(self))
        self.add(self.told)
        self.told.show()
        self.list = ZoneList(self._zones, self.pencil, self)
        self.list.show_numbers(self._numbers)
        self._put(self.list)
        self.chart.told.connect(self.on_told)
        self.chart.moved.connect(self.on_moved)
        if self.tools:
            self.tools.kinds.answered.connect(self.chart.setFocus)  # chosen: on to the drawing
            self.tools.enlarging.connect(self.chart.enlarge)
        self._tell_changes()

    def _put(self, part: QWidget) -> None:
        """Add a part at the end, where Tab comes to it after what stands above."""
        self.add(part)
        part.show()
        tab_after(self.last_control(), part)
        self._last = list(controls(part))[-1]

    @Slot()
    def _tell_changes(self) -> None:
        """Say what has changed since the last visit, and outline it when that is wanted."""
        if self.tools is None:
            return
        self.tools.offer_earlier(is_there=self._earlier is not None, is_empty=not self.count())
        words = comparison(self.pencil.drawing, self._earlier, self.name)
        self.changes.setText(words)
        self.changes.setVisible(bool(words))
        if self.chart:
            is_wanted = self._earlier and self.tools.outlined.isChecked()
            self.chart.show_earlier(self._earlier.drawing if self._earlier and is_wanted else {})

    def _invitation(self) -> str:
        return tr("Click or drag on the figure; or go with the arrow keys and press Space.")


class ZoneList(Disclosure):
    """The list of zones, made when it is first opened."""

    def __init__(self, zones: tuple[CatalogueItem, ...], pencil: Pencil, parent: QWidget) -> None:
        super().__init__(tr("The same as a list"), parent)
        self._zones = zones
        self._pencil = pencil
        self._numbers: Mapping[Code, str] = {}
        self.table: BodyList | None = None

    def show_numbers(self, numbers: Mapping[Code, str]) -> None:
        """Show the numbers of boxes, or none."""
        self._numbers = numbers
        if self.table is not None:
            self.table.cells.show_numbers(numbers)

    def fill(self, box: QVBoxLayout) -> None:
        self.table = BodyList(self._zones, self._pencil, self.part)
        self.table.cells.show_numbers(self._numbers)
        box.addWidget(self.table)


def _zones(catalogue: Catalogue, region: Region) -> tuple[CatalogueItem, ...]:
    """Return every zone, those of the problem's region first."""
    mine = catalogue.zones(region)
    return (*mine, *(zone for zone in catalogue.zones() if zone not in mine))
