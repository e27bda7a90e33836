"""Lets screen readers walk a painted widget: what it shows are children with names and states."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_NOWHERE: Final = -1


class Parts(Protocol):
    """What a painted widget shows, as a screen reader asks for it."""

    role: QAccessible.Role
    """What the widget is."""
    part_role: QAccessible.Role
    """What each part is."""

    def count(self) -> int:
        """Return how many parts there are."""

    def current(self) -> int:
        """Return the part in focus, -1 when there is none."""

    def at(self, point: QPointF) -> int:
        """Return the part at a point of the widget, -1 when there is none."""

    def box(self, index: int) -> QRect:
        """Return where a part lies in the widget."""

    def name(self, index: int) -> str:
        """Return how a part is called."""

    def description(self, index: int) -> str:
        """Return what else there is to say about a part."""

    def states(self, index: int) -> Mapping[str, bool]:
        """Return the states of a part, by Qt's names for them."""


class PartAccess(QAccessibleInterface):
    """One part as a screen reader sees it."""

    def __init__(self, widget: QWidget, parts: Parts, index: int) -> None:
        super().__init__()
        self._widget = widget
        self._parts = parts
        self.index = index

    def isValid(self) -> bool:
        return isValid(self._widget) and self.index < self._parts.count()

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
        if what == QAccessible.Text.Name:
            return self._parts.name(self.index)
        if what == QAccessible.Text.Description:
            return self._parts.description(self.index)
        return ""

    def setText(self, what: QAccessible.Text, text: str) -> None:
        """Ignore it: what is painted has no text to be edited."""

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        box = self._parts.box(self.index)
        return QRect(self._widget.mapToGlobal(box.topLeft()), box.size())

    def role(self) -> QAccessible.Role:
        return self._parts.part_role

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        states = self._parts.states(self.index) if self.isValid() else {"invalid": True}
        for name, value in states.items():
            setattr(state, name, value)
        return state


class PaintedAccess(QAccessibleWidget):
    """A painted widget as a screen reader sees it: its parts are its children."""

    def __init__(self, widget: QWidget, parts: Parts) -> None:
        super().__init__(widget, parts.role, widget.accessibleName())
        self._widget = widget
        self._parts = parts
        self._made: dict[int, PartAccess] = {}

    def is_alive(self) -> bool:
        """Say whether the widget is still there."""
        return isValid(self._widget)

    def childCount(self) -> int:
        return self._parts.count() if self.is_alive() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._made:
            self._made[index] = PartAccess(self._widget, self._parts, index)
            QAccessible.registerAccessibleInterface(self._made[index])
        return self._made[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, PartAccess) else _NOWHERE

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self._parts.at(QPointF(self._widget.mapFromGlobal(QPoint(x, y)))))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self._parts.current())


class _Ears:
    """Keeps what Qt only borrows: the interfaces must outlive their widgets."""

    def __init__(self) -> None:
        self.widgets: WeakValueDictionary[int, QWidget] = WeakValueDictionary()
        self.parts: dict[str, Callable[[QWidget], Parts]] = {}
        self.given: list[PaintedAccess] = []

    def hear(self, widget: QWidget, parts: Callable[[QWidget], Parts]) -> None:
        self.widgets[id(widget)] = widget
        if not self.parts:
            QAccessible.installFactory(_access_for)
        self.parts[type(widget).__name__] = parts

    def keep(self, access: PaintedAccess) -> None:
        self.given = [kept for kept in self.given if kept.is_alive()]
        self.given.append(access)


_EARS: Final = _Ears()


def serve_screen_readers(widget: QWidget, parts: Callable[[QWidget], Parts]) -> None:
    """Have screen readers see the parts of a painted widget; ``parts`` answers for its class."""
    _EARS.hear(widget, parts)


def _access_for(key: str, thing: QObject) -> QAccessibleInterface | None:
    widget = _EARS.widgets.get(id(thing))
    if widget is None or widget is not thing or key != type(widget).__name__:
        return None
    made = PaintedAccess(widget, _EARS.parts[key](widget))
    _EARS.keep(made)
    return made
