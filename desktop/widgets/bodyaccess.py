"""The body chart as a screen reader sees it: a box for each zone and side, ticked when marked."""

from collections.abc import Mapping
from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from desktop.models.bodymarks import kinds_at
from desktop.models.bodypencil import Pencil
from desktop.widgets.bodyplace import Placing
from pathway.facts import Spot


class Drawn(Protocol):
    """What a body chart must answer to be read aloud."""

    pencil: Pencil

    @property
    def placing(self) -> Placing: ...

    def spot(self) -> Spot | None: ...


class BodyParts:
    """The zones of the chart, each side once, in the order in which they are drawn."""

    role = QAccessible.Role.Grouping
    part_role = QAccessible.Role.CheckBox

    def __init__(self, widget: QWidget) -> None:
        self._chart = cast(Drawn, widget)

    def count(self) -> int:
        """Return how many zones there are, left and right."""
        return len(self._chart.placing.sheet.spots)

    def current(self) -> int:
        """Return the zone in focus."""
        return place_of(self._chart, self._chart.spot())

    def at(self, point: QPointF) -> int:
        """Return the zone at a point."""
        lies = self._chart.placing
        index = lies.index_at(point)
        return place_of(self._chart, lies.sheet.areas[index].spot) if index >= 0 else index

    def box(self, index: int) -> QRect:
        """Return where a zone is drawn largest."""
        lies = self._chart.placing
        return lies.box(lies.sheet.first_of(self._spot(index)))

    def name(self, index: int) -> str:
        """Return a zone with its side and marks."""
        return self._chart.pencil.words(self._spot(index))

    def description(self, index: int) -> str:
        """Return nothing more: the name says it all."""
        return ""

    def states(self, index: int) -> Mapping[str, bool]:
        """Return whether a zone is marked, and in focus."""
        here = self._spot(index) == self._chart.spot()
        is_marked = bool(kinds_at(self._chart.pencil.drawing, self._spot(index)))
        return {"focusable": True, "checkable": True, "checked": is_marked, "focused": here}

    def _spot(self, index: int) -> Spot:
        return self._chart.placing.sheet.spots[index]


def place_of(chart: Drawn, spot: Spot | None) -> int:
    """Return the number of a zone among the chart's children, -1 when it is none of them."""
    spots = chart.placing.sheet.spots
    return spots.index(spot) if spot in spots else -1


def tell_focus(chart: QWidget, index: int) -> None:
    """Tell screen readers that another zone has the focus."""
    told = QAccessibleEvent(chart, QAccessible.Event.Focus)
    told.setChild(index)
    QAccessible.updateAccessibility(told)


def announce(widget: QWidget, words: str) -> None:
    """Have screen readers say what happened."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
