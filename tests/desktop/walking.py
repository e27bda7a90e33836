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


def walked(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes back to where it began, and return where it has been."""
    seen: list[QWidget] = []
    while len(seen) < MOST_STOPS:
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the focus"
        if here in seen:
            break
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
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
    for widget in _worded(window):
        short = _wanted(widget) - widget.size()
        if short.width() > 1 or short.height() > 1:
            told.append(f"{where(widget)}: {short.width()} × {short.height()} too small")
        elif not _is_within(widget, window) or _is_cut(widget):
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
    steps = [(a, b) for a, b in pairwise(seen) if _shared_room(a) is _shared_room(b)]
    firsts = {id(_shared_room(one)): min(_siblings(one, seen), key=_top) for one in seen}
    return [
        f"{where(before)} → {where(after)}"
        for before, after in steps
        if _goes_back(_place(before), _place(after), right_to_left and not _is_axis(before, after))
        and after is not firsts[id(_shared_room(after))]
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


def _worded(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        in_table = any(isinstance(parent, QAbstractItemView) for parent in _parents(widget))
        if widget.text().strip() and not in_table and not _may_be_cut(widget):
            yield widget


def _may_be_cut(widget: QWidget) -> bool:
    """Whether it says itself that it gives way, or it is the inside of a field."""
    gives_way = widget.sizePolicy().horizontalPolicy() in {
        QSizePolicy.Policy.Ignored,
        QSizePolicy.Policy.Expanding,
    }
    inside = any(isinstance(parent, QLineEdit) for parent in _parents(widget))
    return inside or (gives_way and isinstance(widget, QLabel) and not widget.wordWrap())


def _wanted(widget: QWidget) -> QSize:
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(re.split(r"[\s/\\]+", widget.text()), key=len)
        width = widget.fontMetrics().horizontalAdvance(longest) if "<" not in longest else 0
        return QSize(width, widget.heightForWidth(widget.width()))
    return widget.sizeHint()


def _is_within(widget: QWidget, window: QWidget) -> bool:
    """Whether the window shows all of its width, where nothing can be scrolled sideways."""
    if any(_scrolls_sideways(parent) for parent in _parents(widget)):
        return True
    left = widget.mapTo(window, QPoint()).x()
    return left >= 0 and left + widget.width() <= window.width()


def _is_cut(widget: QWidget) -> bool:
    """Whether something that does not scroll shows only a part of it."""
    for parent in _parents(widget):
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


def _siblings(widget: QWidget, seen: list[QWidget]) -> list[QWidget]:
    return [one for one in seen if _shared_room(one) is _shared_room(widget)]


def _top(widget: QWidget) -> int:
    return _place(widget).top()


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
