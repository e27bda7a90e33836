"""Walks through what is on the screen: what can take the keyboard, and what it looks like."""

import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from desktop.widgets.preview import Preview
from desktop.widgets.taborder import stop_from
from desktop.widgets.timeline import Timeline

LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight
LEAST = 24
MOST_STOPS = 400


def stops(window: QWidget) -> list[QWidget]:
    """Return every control that Tab should reach, as it stands on the screen."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


class Marks:
    """Looks, once for each kind of control, whether one sees that it has the keys."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self._known: set[str] = set()

    def look(self, here: QWidget) -> None:
        """Press Tab, and compare the control before and after."""
        kind = f"{type(here).__name__} {here.property('kind')} {here.isEnabled()}"
        if kind in self._known:
            QTest.keyClick(here, Qt.Key.Key_Tab)
            return
        self._known.add(kind)
        with_keys = here.grab().toImage()
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if here.grab().toImage() == with_keys and QApplication.focusWidget() is not here:
            self.missing.append(where(here))


def walked(window: QWidget, marks: Marks | None = None) -> list[QWidget]:
    """Press Tab until it comes back to where it began, and return where it has been."""
    marks = marks or Marks()
    seen: list[QWidget] = []
    while len(seen) < MOST_STOPS:
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the focus"
        if here in seen:
            break
        seen.append(here)
        marks.look(here)
    return seen


def chain(window: QWidget) -> list[QWidget]:
    """Return the stops of Tab in their order, from the one with the keys on, pressing nothing.

    A page that keeps the keys while its parts are made is no stop itself.
    """
    focused: QWidget | None = window.focusWidget()
    start = window if focused is None else focused
    is_stop = start.focusPolicy() & Qt.FocusPolicy.TabFocus
    here = start if is_stop else stop_from(start, window, forward=True)
    seen: list[QWidget] = []
    while here is not None and here not in seen and len(seen) < MOST_STOPS:
        seen.append(here)
        here = stop_from(here, window, forward=True)
    return seen


def unnamed(window: QWidget) -> list[str]:
    """Return the controls of which a screen reader could say neither name nor role."""
    return [where(widget) for widget in stops(window) if not _is_spoken(widget)]


def too_small(window: QWidget) -> list[str]:
    """Return the controls that a finger or a shaking hand would miss."""
    return [
        f"{where(widget)}: {widget.width()} × {widget.height()}"
        for widget in stops(window)
        if min(widget.width(), widget.height()) < LEAST
    ]


def clipped(window: QWidget) -> list[str]:
    """Return the words and buttons that do not have the room they need."""
    told = []
    for widget, parents in _worded(window):
        short = _wanted(widget) - widget.size()
        if short.width() > 1 or short.height() > 1:
            told.append(f"{where(widget)}: {short.width()} × {short.height()} too small")
        elif not _is_within(widget, parents, window) or _is_cut(widget, parents):
            told.append(f"{where(widget)}: sticks out")
    return told


def sideways(window: QWidget) -> list[str]:
    """Return what has to be scrolled sideways to be read, but for tables, lines and pages."""
    may = (QAbstractItemView, QLineEdit, Preview, Timeline)
    return [
        f"{where(area)}: scrolls sideways"
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible() and not isinstance(area, may) and _scrolls_sideways(area)
    ]


def out_of_order(seen: list[QWidget], right_to_left: bool) -> list[str]:
    """Return the steps of Tab that go against the direction of reading.

    From the last control it may go on at the first one: that is where it begins again.
    """
    stands = [(one, _shared_room(one), _place(one)) for one in seen]
    firsts: dict[int, tuple[QWidget, QRect]] = {}
    for one, room, place in stands:
        _, first = firsts.setdefault(id(room), (one, place))
        if place.bottom() < first.top() or _goes_back(first, place, right_to_left):
            firsts[id(room)] = one, place
    return [
        f"{where(before)} → {where(after)}"
        for (before, room, here), (after, other, there) in pairwise(stands)
        if room is other
        and _goes_back(here, there, right_to_left and not _is_axis(before, after))
        and after is not firsts[id(other)][0]
    ]


def _is_axis(one: QWidget, other: QWidget) -> bool:
    """Whether both stand on a line that runs from left to right in every language, as time does."""
    parent = one.parentWidget()
    if parent is None or parent is not other.parentWidget():
        return False
    return parent.layoutDirection() == LEFT_TO_RIGHT


def _is_spoken(widget: QWidget) -> bool:
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return False
    name = interface.text(QAccessible.Text.Name)
    return bool(name.strip()) and interface.role() != QAccessible.Role.NoRole


def _worded(window: QWidget) -> Iterator[tuple[QLabel | QAbstractButton, list[QWidget]]]:
    """Go through the words in sight, each with all that it stands in."""
    worded: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel)]
    worded += window.findChildren(QAbstractButton)
    for widget in worded:
        if not widget.isVisible() or not widget.text().strip():
            continue
        parents = _parents(widget)
        in_table = any(isinstance(parent, QAbstractItemView) for parent in parents)
        if not in_table and not _may_be_cut(widget, parents):
            yield widget, parents


def _may_be_cut(widget: QWidget, parents: list[QWidget]) -> bool:
    """Whether it says itself that it gives way, or it is the inside of a field."""
    gives_way = widget.sizePolicy().horizontalPolicy() in {
        QSizePolicy.Policy.Ignored,
        QSizePolicy.Policy.Expanding,
    }
    inside = any(isinstance(parent, QLineEdit) for parent in parents)
    return inside or (gives_way and isinstance(widget, QLabel) and not widget.wordWrap())


def _wanted(widget: QWidget) -> QSize:
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(re.split(r"[\s/\\]+", widget.text()), key=len)
        width = widget.fontMetrics().horizontalAdvance(longest) if "<" not in longest else 0
        return QSize(width, widget.heightForWidth(widget.width()))
    return widget.sizeHint()


def _is_within(widget: QWidget, parents: list[QWidget], window: QWidget) -> bool:
    """Whether the window shows all of its width, where nothing can be scrolled sideways."""
    if any(_scrolls_sideways(parent) for parent in parents):
        return True
    left = widget.mapTo(window, QPoint()).x()
    return left >= 0 and left + widget.width() <= window.width()


def _is_cut(widget: QWidget, parents: list[QWidget]) -> bool:
    """Whether something that does not scroll shows only a part of it."""
    for parent in parents:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return False  # what does not fit can be scrolled to
        place = QRect(widget.mapTo(parent, QPoint()), widget.size()).adjusted(1, 1, -1, -1)
        if not parent.rect().contains(place):
            return True
    return False


def _scrolls_sideways(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > 0


def _parents(widget: QWidget) -> list[QWidget]:
    found, here = [], widget.parentWidget()
    while here is not None:
        found.append(here)
        here = here.parentWidget()
    return found


def _shared_room(widget: QWidget) -> QWidget | None:
    """Return what scrolls as one with it, or its bar: places are compared only within."""
    rooms = (p for p in _parents(widget) if isinstance(p, QScrollArea | QToolBar | QMainWindow))
    return next(rooms, None)


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def _goes_back(before: QRect, after: QRect, right_to_left: bool) -> bool:
    """Whether the second lies above the first, or before it on the same line."""
    is_above = after.bottom() < before.top()
    shares_line = after.top() < before.bottom() and before.top() < after.bottom()
    is_earlier, is_beside = after.right() < before.left(), after.left() > before.right()
    if right_to_left:
        is_earlier, is_beside = is_beside, is_earlier
    return (is_above and not is_beside) or (shares_line and is_earlier)


def where(widget: QWidget) -> str:
    """Return a control by its kind and its words."""
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or (str(text()) if text else "")
    return f"{type(widget).__name__} “{said[:40]}”"
