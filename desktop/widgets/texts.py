"""Words on a page: on the side where reading begins, broken where they may be, read aloud whole."""

import re
from functools import cache
from typing import Final

# ``QtCore.Qt`` is made when it is first used and takes long: the first page does without it.
from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.lettering import reads_from_right
from desktop.widgets.heights import Heights

PLAIN_TEXT, AUTO_TEXT = 0, 2  # Qt.TextFormat, as the property takes it
_MAY_BREAK: Final = "\u200b"
_JOINED: Final = "\u2060"
_MARKED: Final = frozenset("-/\\")
_NO: Final = "false"


class Words(QLabel):
    """Text on the side where reading begins; by itself Qt goes by the script of the text.

    What was put in the middle stays there. The path of a file may be broken after each of its
    parts, since as one word it would be cut off; a date is not broken at all.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(_set(text), parent)
        self._is_aligned = False
        self._heights = Heights()
        self._density = 0.0
        self._align()

    def setText(self, text: str) -> None:
        self._heights.forget()
        super().setText(_set(text))
        self._align()

    def heightForWidth(self, width: int) -> int:
        density = self.devicePixelRatioF()
        if density != self._density:  # it went to another screen
            self._heights.forget()
            self._density = density
        height = self._heights.known(width)
        if height is None and width >= 0:
            return self._heights.measured(width, super().heightForWidth)
        return super().heightForWidth(width) if height is None else height

    def text(self) -> str:
        return super().text().replace(_MAY_BREAK, "").replace(_JOINED, "")

    def changeEvent(self, event: QEvent) -> None:
        self._heights.forget()
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        is_turned = self.isRightToLeft()
        if not (self._is_aligned or is_turned or reads_from_right(super().text())):
            return  # Qt's own way is right, and the first page does without the names of sides
        self._is_aligned = True
        flags = QtCore.Qt.AlignmentFlag
        if self.alignment() & flags.AlignHCenter:
            return
        side = flags.AlignRight if is_turned else flags.AlignLeft
        self.setAlignment(side | flags.AlignAbsolute | flags.AlignVCenter)


def _set(text: str) -> str:
    """Return a text with marks for where its lines may be broken and where not."""
    if _MARKED.isdisjoint(text):
        return text
    path, day = _patterns()
    broken = path.sub(rf"\1{_MAY_BREAK}", text)
    return day.sub(rf"\1{_JOINED}-{_JOINED}\2{_JOINED}-{_JOINED}\3", broken)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a part of a path and a date look like: the first page has none of them."""
    path = re.compile(r"(?<=\w)([/\\])(?=\w)")
    return path, re.compile(r"\b(\d\d)-(\w{3,9})-(\d{4})\b")


def wrapped(text: str, parent: QWidget, role: str = "") -> QLabel:
    """Return a label that wraps, for a page with room to spare; ``role`` is its style."""
    label = Words(text, parent)
    label.setProperty("textFormat", PLAIN_TEXT)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def em(widget: QWidget) -> int:
    """Return the height of a line of text: the measure that grows with the text size."""
    return widget.fontMetrics().height()


def restyled(widget: QWidget, name: str, value: str) -> None:
    """Give a style property a new value and have the style sheet read it again.

    A property that was never set is "false"; what was never shown reads the style sheet later.
    """
    if (widget.property(name) or _NO) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def dressed(part: QWidget) -> None:
    """Have the style sheet read for a part before it is shown: then its show takes less long."""
    for one in (part, *part.findChildren(QWidget)):
        one.ensurePolished()


def spoken(label: str) -> str:
    """Return a label as it is read aloud: without the mark of its key."""
    return "&".join(part.replace("&", "") for part in label.split("&&")).strip()
