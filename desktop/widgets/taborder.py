"""Keeps Tab in the order of reading: what is made late would otherwise come last."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
_TAKING_TAB: Final = frozenset(
    {Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus}
)


def controls(part: QWidget) -> Iterator[QWidget]:
    """Go through the controls of a part in the order in which it is laid out."""
    if isinstance(part, CONTROLS) or _is_painted(part):
        yield part
        return
    inside = part.widget() if isinstance(part, QScrollArea) else None
    if inside is not None:
        yield from controls(inside)
    layout = part.layout()
    if layout is not None:
        yield from _laid_out(layout)


def tab_in_order(part: QWidget) -> None:
    """Let Tab go through a part in the order in which it is laid out."""
    for before, after in pairwise(controls(part)):
        QWidget.setTabOrder(before, after)


def tab_after(before: QWidget, made: QWidget) -> None:
    """Let Tab go from a control to something that was made later, and on from there."""
    for control in controls(made):
        if control is not before:
            QWidget.setTabOrder(before, control)
        before = control


def tab_on(before: QWidget, part: QWidget) -> None:
    """Let Tab go through a part in the order in which it is laid out, after the one before it."""
    last = next(reversed(list(controls(before))), None)
    if last is None:
        tab_in_order(part)
    else:
        tab_after(last, part)


def next_stop(window: QWidget, forward: bool) -> QWidget | None:
    """Return where Tab goes from here; None when there is nowhere to go.

    Qt would also stop at a page or a field that passes its focus on to a control inside, and jump
    to that control, past everything that lies between them in the order of reading.
    """
    focused: QWidget | None = window.focusWidget()
    return stop_from(window if focused is None else focused, window, forward)


def stop_from(here: QWidget, window: QWidget, forward: bool) -> QWidget | None:
    """Return where Tab would go from a control; None when there is nowhere else to go."""
    there = _beside(here, forward)
    while there is not None and there is not here:
        if _is_stop(there, window):
            return there
        there = _beside(there, forward)
    return None


def first_stop(part: QWidget) -> QWidget | None:
    """Return the first control of a part at which Tab stops; None when it has none to be seen."""
    window = part.window()
    return next((control for control in controls(part) if _is_stop(control, window)), None)


def stop_after(part: QWidget, focused: QWidget) -> QWidget | None:
    """Return where Tab stops next within a part; None when it would lead out of it."""
    window, inside = part.window(), controls(part)
    if focused not in inside:  # what comes after it is still to be gone through
        return None
    return next((control for control in inside if _is_stop(control, window)), None)


def leave(page: QWidget) -> None:
    """Take the keyboard from a page that goes out of sight; another part is given it at once.

    Else Qt would look for the next stop through everything that comes after the page.
    """
    focused: QWidget | None = page.window().focusWidget()
    if focused is not None and page.isAncestorOf(focused):
        focused.clearFocus()


def _beside(widget: QWidget, forward: bool) -> QWidget | None:
    """Return the neighbour in the focus chain, left in the hands of its own parent.

    PySide hands what the chain answers to the widget that was asked, as if it were its child: a
    walk would tie all stand-ins into one long chain, and one widget's end would be its neighbour's.
    """
    there = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    if there is not None:
        _leave_at_home(there)
    return there


def _leave_at_home(widget: QWidget) -> None:
    """Tie the stand-ins of a widget and of all its parents as Qt ties the widgets themselves.

    The stand-in of a table's header, made on the way and held by nobody but the header's own part,
    would be collected with it, and take the header along.
    """
    here: QWidget | None = widget
    while here is not None:
        parent = here.parentWidget()
        here.setParent(parent)
        here = parent


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    if widget.focusProxy() is not None or not widget.isEnabled():
        return False
    takes_tab = widget.focusPolicy() in _TAKING_TAB
    return takes_tab and widget.isVisibleTo(window) and widget.window() is window


def _is_painted(part: QWidget) -> bool:
    """Tell whether a part takes the keys itself and holds nothing that is laid out."""
    takes_tab = part.focusPolicy() in _TAKING_TAB and part.focusProxy() is None
    return takes_tab and part.layout() is None and not isinstance(part, QScrollArea)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            yield from controls(widget)
        elif inner is not None:
            yield from _laid_out(inner)
