"""The timeline as a screen reader sees it: a list whose items are the events."""

from collections.abc import Mapping
from typing import Final, Protocol, cast

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.models.events import details_text, spoken
from desktop.models.timeline import lane_words
from desktop.widgets.timeframe import Frame
from pathway.course import Event

_VIEWPORT: Final = "qt_scrollarea_viewport"
_NOWHERE: Final = -1


class Spoken(Protocol):
    """What a painted timeline must answer to be read aloud."""

    current: int

    @property
    def events(self) -> tuple[Event, ...]: ...

    def frame(self) -> Frame: ...


class TimelineParts:
    """The events of a timeline, one item each."""

    role = QAccessible.Role.List
    part_role = QAccessible.Role.ListItem

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._view = cast(Spoken, widget)

    def count(self) -> int:
        """Return how many events there are."""
        return len(self._view.events)

    def current(self) -> int:
        """Return the event in focus."""
        return self._view.current

    def at(self, point: QPointF) -> int:
        """Return the event at a point."""
        found = self._view.frame().hit(point)
        return found[-1] if found else _NOWHERE

    def box(self, index: int) -> QRect:
        """Return where an event lies."""
        area = self._view.frame().box(index).toRect()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        viewport = self._widget.findChild(QWidget, _VIEWPORT, direct)
        return area.translated(viewport.pos()) if viewport else area

    def name(self, index: int) -> str:
        """Return the day, the lane and the content of an event in one line."""
        return spoken(self._view.events[index])

    def description(self, index: int) -> str:
        """Return the lane of an event and its details."""
        event = self._view.events[index]
        return f"{lane_words(event.lane)}. {details_text(event)}"

    def states(self, index: int) -> Mapping[str, bool]:
        """Return that an event can be gone to and read."""
        here = self._view.current == index
        return {
            "focusable": True,
            "selectable": True,
            "focused": here,
            "selected": here,
            "readOnly": True,
        }
