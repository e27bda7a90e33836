"""Lets screen readers walk the painted timeline: a list whose items are the events."""

from typing import Final, Protocol
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from desktop.models.events import details_text, spoken
from desktop.models.timeline import Event, lane_words
from desktop.widgets.timeframe import Frame, hit

_NOWHERE: Final = -1


class Spoken(Protocol):
    """What a painted widget must answer to be read aloud."""

    events: tuple[Event, ...]
    current: int

    def frame(self) -> Frame: ...


class EventAccess(QAccessibleInterface):
    """One event as a screen reader sees it."""

    def __init__(self, widget: QWidget, view: Spoken, index: int) -> None:
        super().__init__()
        self._widget = widget
        self._view = view
        self.index = index

    def isValid(self) -> bool:
        return isValid(self._widget) and self.index < len(self._view.events)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return _NOWHERE

    def text(self, what: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        event = self._view.events[self.index]
        if what == QAccessible.Text.Name:
            return spoken(event)
        if what == QAccessible.Text.Description:
            return f"{lane_words(event.lane)}. {details_text(event)}"
        return ""

    def setText(self, what: QAccessible.Text, text: str) -> None:
        """Ignore it: a recorded event is not edited from here."""

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        area = self._view.frame().area(self._view.events[self.index]).toRect()
        viewport = self._widget.findChild(
            QWidget, "qt_scrollarea_viewport", Qt.FindChildOption.FindDirectChildrenOnly
        )
        return QRect((viewport or self._widget).mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        here = self._view.current == self.index
        for name, value in {
            "focusable": True,
            "selectable": True,
            "focused": here,
            "selected": here,
            "readOnly": True,
        }.items():
            setattr(state, name, value)
        return state


class TimelineAccess(QAccessibleWidget):
    """The timeline as a screen reader sees it: a list of events."""

    def __init__(self, widget: QWidget, view: Spoken) -> None:
        super().__init__(widget, QAccessible.Role.List, widget.accessibleName())
        self._widget = widget
        self._view = view
        self._items: dict[int, EventAccess] = {}

    def is_alive(self) -> bool:
        """Say whether the widget is still there."""
        return isValid(self._widget)

    def childCount(self) -> int:
        return len(self._view.events) if self.is_alive() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._items:
            self._items[index] = EventAccess(self._widget, self._view, index)
            QAccessible.registerAccessibleInterface(self._items[index])
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, EventAccess) else _NOWHERE

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        spot = self._widget.mapFromGlobal(QPoint(x, y))
        return self.child(hit(self._view.frame(), self._view.events, QPointF(spot)))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self._view.current)


class _Ears:
    """Keeps what Qt only borrows: the interfaces must outlive their widgets."""

    def __init__(self) -> None:
        self.widgets: WeakValueDictionary[int, QWidget] = WeakValueDictionary()
        self.given: list[TimelineAccess] = []
        self.listens = False

    def hear(self, widget: QWidget) -> None:
        self.widgets[id(widget)] = widget
        if not self.listens:
            self.listens = True
            QAccessible.installFactory(_access_for)

    def keep(self, access: TimelineAccess) -> None:
        self.given = [kept for kept in self.given if kept.is_alive()]
        self.given.append(access)


_EARS: Final = _Ears()


def serve_screen_readers(widget: QWidget) -> None:
    """Have screen readers see the events of a painted timeline."""
    _EARS.hear(widget)


def _access_for(key: str, thing: QObject) -> QAccessibleInterface | None:
    widget = _EARS.widgets.get(id(thing))
    if widget is None or widget is not thing or key != type(widget).__name__:
        return None
    view: Spoken = widget  # type: ignore[assignment]
    made = TimelineAccess(widget, view)
    _EARS.keep(made)
    return made
