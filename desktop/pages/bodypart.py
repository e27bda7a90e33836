"""The body chart in a visit: where it hurts, is numb or tingles, drawn or listed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.bodymarks import (
    KINDS,
    Change,
    Earlier,
    Kind,
    comparison,
    drawing_of,
    earlier_drawing,
    is_drawn,
    kind_words,
    marked,
)
from desktop.models.bodypencil import Pencil
from desktop.widgets.bodychart import BodyChart
from desktop.widgets.bodyfigure import picture
from desktop.widgets.bodylist import BodyList
from desktop.widgets.bodypaint import paint_earlier, paint_marks
from desktop.widgets.bodysheet import NAMES, sheet
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.flow import flow
from desktop.widgets.form import Section, em, muted, plain
from desktop.widgets.taborder import controls, tab_after
from desktop.words import tr
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import Code, Coded
from pathway.facts import Chart, Problem, Region, Spot
from pathway.intake import Answers

Piece = Callable[[], object]
_DRESSING: Final = frozenset({QEvent.Type.PaletteChange, QEvent.Type.FontChange})
_TOOLS_LEFT: Final = 3
"""While so many pieces wait, the buttons are not there yet."""
_SHARP: Final = 2
_GAP: Final = "\u2002"


class BodyPart(Section):
    """A card with the chart, what is drawn on it, its list and what has changed since."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(self, catalogue: Catalogue, problem: Problem, parent: QWidget) -> None:
        super().__init__(tr("Where it is felt"), "", parent)
        self._zones = _zones(catalogue, problem.region)
        self._start = Spot("left" if problem.side == "left" else "right", self._zones[0].place)
        self._labels = {zone.place: zone.label for zone in self._zones}
        self._earlier: Earlier | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._last: QWidget | None = None
        self.pencil = Pencil(self.name, self)
        self.chart: BodyChart | None = None
        self.list: ZoneList | None = None
        self.pencil.drawn.connect(self.on_drawn)
        self._waiting: list[Piece] = [partial(picture, name) for name in NAMES]
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
    def on_kind(self) -> None:
        self.pencil.choose(self.kinds.value())
        self.on_pencil()

    @Slot()
    def on_pencil(self) -> None:
        """Show which kind is drawn, and what can be undone."""
        self.kinds.set_value(self.pencil.kind)
        self.undo.setEnabled(self.pencil.can_undo)
        self.redo.setEnabled(self.pencil.can_redo)

    @Slot()
    def on_earlier(self) -> None:
        self._tell_changes()

    @Slot()
    def on_same(self) -> None:
        """Draw again what was marked at the last visit: somebody says that it is so still."""
        if self._earlier:
            seen = self._earlier.drawing.items()
            self.pencil.copy({code: value for code, value in seen if value != "normal"})

    @Slot(str)
    def on_told(self, words: str) -> None:
        self.told.setText(words or self._invitation())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSING and len(self._waiting) < _TOOLS_LEFT:
            self._dress()

    def _make_tools(self) -> None:
        self.kinds = ChoiceButtons(_choices(), self)
        self.kinds.setAccessibleName(tr("What is drawn"))
        self.undo = self._button(tr("Undo"), "undo-2", self.pencil.undo)
        self.undo.setToolTip(tr("Undo on the body chart (Ctrl+Z)"))
        self.redo = self._button(tr("Redo"), "redo-2", self.pencil.redo)
        self.redo.setToolTip(tr("Do again on the body chart (Ctrl+Y)"))
        self.outlined = QPushButton(f"{_GAP}{tr('Last visit')}", self)
        self.outlined.setProperty("kind", "answer")
        self.outlined.setAutoDefault(False)
        self.outlined.setToolTip(tr("Outline what was marked at the last visit"))
        self.outlined.setCheckable(True)
        self.outlined.setChecked(True)
        self.outlined.clicked.connect(self.on_earlier)
        self.same = self._button(tr("Same as last visit"), "refresh-cw", self.on_same)
        self.same.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dress()
        self.changes = plain("", self)
        tools = flow(self, self.kinds, self.undo, self.redo, self.outlined)
        self._put(tools, self.changes, self.same)
        self.kinds.changed.connect(self.on_kind)
        self.pencil.changed.connect(self.on_pencil)
        self.on_pencil()
        self._tell_changes()

    def _make_chart(self) -> None:
        self.chart = BodyChart(self.pencil, self._start, self)
        self.told = muted(self._invitation(), self)
        self.told.setMinimumHeight(em(self))
        self.list = ZoneList(self._zones, self.pencil, self)
        self._put(self.chart, self.told, self.list)
        self.chart.told.connect(self.on_told)
        self._tell_changes()

    def _dress(self) -> None:
        """Put on each button a sample of what it draws, in the colours and the size in use."""
        buttons: tuple[QPushButton, ...] = (*self.kinds.buttons, self.outlined)
        for button, kind in zip(buttons, (*KINDS, None), strict=True):
            button.setIcon(swatch(kind, em(self)))
            button.setIconSize(QSize(em(self) * 2, em(self)))

    def _put(self, *parts: QWidget) -> None:
        """Add parts at the end, where Tab comes to them after what stands above."""
        for part in parts:
            self.add(part)
            part.show()
            tab_after(self.last_control(), part)
            self._last = [self.last_control(), *controls(part)][-1]

    def _button(self, words: str, icon: str, slot: Piece) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "plain")
        button.setAutoDefault(False)
        theme.put_icon(button, icon, "accent")
        button.clicked.connect(slot)
        return button

    def _tell_changes(self) -> None:
        """Say what has changed since the last visit, and outline it when that is wanted."""
        if len(self._waiting) >= _TOOLS_LEFT:
            return
        self.outlined.setVisible(self._earlier is not None)
        self.same.setVisible(self._earlier is not None and not self.count())
        words = comparison(self.pencil.drawing, self._earlier, self.name)
        self.changes.setText(words)
        self.changes.setVisible(bool(words))
        if self.chart:
            wanted = self._earlier is not None and self.outlined.isChecked()
            self.chart.show_earlier(self._earlier.drawing if wanted and self._earlier else {})

    def _invitation(self) -> str:
        return tr("Click or drag on the figure; or go with the arrow keys and press Space.")


class ZoneList(Disclosure):
    """The list of zones, made when it is first opened."""

    def __init__(self, zones: tuple[CatalogueItem, ...], pencil: Pencil, parent: QWidget) -> None:
        super().__init__(tr("The same as a list"), parent)
        self._zones = zones
        self._pencil = pencil
        self.table: BodyList | None = None

    def fill(self, box: QVBoxLayout) -> None:
        self.table = BodyList(self._zones, self._pencil, self.part)
        box.addWidget(self.table)


def _zones(catalogue: Catalogue, region: Region) -> tuple[CatalogueItem, ...]:
    """Return every zone, those of the problem's region first."""
    mine = catalogue.zones(region)
    return (*mine, *(zone for zone in catalogue.zones() if zone not in mine))


def _choices() -> tuple[Choice, ...]:
    def named(kind: Kind, key: str) -> Choice:
        words = kind_words(kind)
        return Choice(kind, f"{_GAP}{key}  {words[:1].upper()}{words[1:]}", key, words)

    return tuple(named(kind, str(place)) for place, kind in enumerate(KINDS, 1))


def swatch(kind: Kind | None, height: int) -> QIcon:
    """Return a sample of a pattern, or of the outline of an earlier drawing."""
    sample = QPixmap(height * 2 * _SHARP, height * _SHARP)
    sample.setDevicePixelRatio(_SHARP)
    sample.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sample)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, area = QPainterPath(), QPainterPath()
    ground.addRoundedRect(QRectF(0, 0, height * 2, height), 4, 4)
    area.addRoundedRect(QRectF(2, 2, height * 2 - 4, height - 4), 3, 3)
    painter.fillPath(ground, theme.colour("base"))  # a chosen button is dark
    paint_marks(painter, area, (kind,)) if kind else paint_earlier(painter, area)
    painter.end()
    return QIcon(sample)
