"""Forms: one call gives a control its label, help, place for trouble and accessible name."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

# ``QtCore.Qt`` is made when it is first used and takes long: the first page does without it.
from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.boxnumber import BoxNumber, box_words
from desktop.widgets.texts import AUTO_TEXT, PLAIN_TEXT, em, restyled, spoken, wrapped

__all__ = [
    "ChipKind",
    "Form",
    "Row",
    "Scroll",
    "Section",
    "Sheet",
    "card",
    "chip",
    "em",
    "heading",
    "muted",
    "plain",
    "restyled",
    "spoken",
    "target",
]

ChipKind: TypeAlias = Literal["danger", "warn", "ok", "info"]
LABEL_EMS: Final = 13
STACK_BELOW_EMS: Final = 34
_LEVEL_ROLES: Final = {1: "h1", 2: "h2", 3: "h3"}


def plain(text: str, parent: QWidget, role: str = "") -> QLabel:
    """Return a wrapping label that is never lower than its text; ``role`` is its style."""
    label = wrapped(text, parent, role)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def heading(text: str, parent: QWidget, level: int = 2) -> QLabel:
    """Return a heading of level 1 (page), 2 (section) or 3 (card)."""
    return plain(text, parent, _LEVEL_ROLES[level])


def muted(text: str, parent: QWidget) -> QLabel:
    """Return a quiet line of explanation."""
    return plain(text, parent, "muted")


def chip(text: str, kind: ChipKind, parent: QWidget) -> QLabel:
    """Return a short tinted label; its words carry the meaning, the tint only repeats it."""
    label = QLabel(text, parent)
    label.setProperty("textFormat", PLAIN_TEXT)
    label.setProperty("chip", kind)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def card(parent: QWidget) -> QFrame:
    """Return an empty card: a quiet frame with room around what it holds."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    return frame


def target(control: QWidget) -> QWidget:
    """Return the widget that takes the keys when ``control`` is focused."""
    proxy = control.focusProxy()
    return target(proxy) if proxy else control


class Row(QWidget):
    """A label, its control, a line of help and a place for what is wrong with the answer."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        help: str,  # noqa: A002
        parent: QWidget,
        *,
        stacked: bool = False,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self.label = plain(label, self)
        self.label.setProperty("textFormat", AUTO_TEXT)
        self.label.setBuddy(control)
        self.help = muted(help, self)
        self.help.setVisible(bool(help))
        self.trouble = plain("", self, "problem")
        self.trouble.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(16)
        control.setParent(self)
        self._stacked: bool | None = None
        self._number: BoxNumber | None = None
        self._name(label)
        self.set_stacked(stacked)

    @property
    def problem(self) -> str:
        """Return what is wrong with the answer, empty when nothing is."""
        return self.trouble.text()

    def say_problem(self, text: str) -> None:
        """Show what is wrong beneath the control, or nothing; screen readers hear it as well."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        restyled(target(self.control), "wrong", "true" if text else "false")
        self._describe()

    def show_number(self, number: str) -> None:
        """Show before the label which box of a paper sheet this is, or nothing."""
        if self._number is None:
            self._number = BoxNumber(self)
            flags = QtCore.Qt.AlignmentFlag
            self._grid.addWidget(self._number, 0, 0, flags.AlignTop | flags.AlignLeading)
        self._number.tell(number)
        self.resize_label()
        self._describe()

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above the control, as narrow windows and large text need it."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for part in (self.label, self.control, self.help, self.trouble):
            self._grid.removeWidget(part)
        column, top = (0, 1) if stacked else (1, 0)
        if stacked:
            self._grid.addWidget(self.label, 0, 0)
        else:
            self._grid.addWidget(self.label, 0, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.control, top, column)
        self._grid.addWidget(self.help, top + 1, column)
        self._grid.addWidget(self.trouble, top + 2, column)
        self._grid.setColumnStretch(1, 0 if stacked else 1)
        self._grid.setColumnStretch(0, 1 if stacked else 0)
        self.resize_label()

    def resize_label(self) -> None:
        """Give the label column the width that all rows share at this text size."""
        width = 0 if self._stacked else LABEL_EMS * em(self) // 2 * 2
        self.label.setMinimumWidth(width)
        self.label.setMaximumWidth(width or 16_777_215)
        room = 0 if self._stacked else max(em(self) // 3, 4)
        aside = self._aside(room)
        is_turned = self.isRightToLeft()
        self.label.setContentsMargins(0 if is_turned else aside, room, aside if is_turned else 0, 0)

    def _aside(self, room: int) -> int:
        """Place the number beside the first line of the label; return the width it takes."""
        if self._number is None or not self._number.text():
            return 0
        self._number.ensurePolished()
        lower = self.label.fontMetrics().ascent() - self._number.fontMetrics().ascent()
        self._number.setContentsMargins(0, room + lower, 0, 0)
        return self._number.sizeHint().width() + em(self) // 2

    def _name(self, label: str) -> None:
        # The control comes last: a line of answers names each of its buttons after its own answer.
        for widget in (target(self.control), self.control):
            widget.setAccessibleName(spoken(label))
        self._describe()

    def _describe(self) -> None:
        number = box_words(self._number.text() if self._number else "")
        told = (self.trouble.text(), self.help.text(), number)
        said = " ".join(text for text in told if text)
        for widget in (target(self.control), self.control):
            widget.setAccessibleDescription(said)


class Section(QFrame):
    """A titled card of rows."""

    def __init__(self, title: str, help: str, parent: QWidget) -> None:  # noqa: A002
        super().__init__(parent)
        self.setProperty("role", "card")
        self.rows: list[Row] = []
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 20)
        self.box.setSpacing(14)
        self._stacked = False
        if title:
            self.setAccessibleName(title)
            self.box.addWidget(heading(title, self, 2))
        if help:
            self.box.addWidget(muted(help, self))

    def row(self, label: str, control: QWidget, help: str = "") -> Row:  # noqa: A002
        """Add a labelled control and return its row."""
        row = Row(label, control, help, self)
        row.set_stacked(self._stacked)
        self.rows.append(row)
        self.box.addWidget(row)
        return row

    def add(self, widget: QWidget) -> None:
        """Add something that is no row: a table, a line of buttons."""
        self.box.addWidget(widget)

    def set_stacked(self, stacked: bool) -> None:
        """Put every label above its control, or all beside them."""
        self._stacked = stacked
        for row in self.rows:
            row.set_stacked(stacked)
            row.resize_label()


class Sheet(QWidget):
    """What scrolls: as tall as its texts are at its width, where Qt reckons with narrow ones."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _is_squeezed(held: QWidget) -> bool:
    """Whether texts became longer without Qt's noticing, as what is made bit by bit may."""
    return held.heightForWidth(held.width()) > held.height()


class Scroll(QScrollArea):
    """Scrolls what it holds, which is always as tall as its texts need."""

    def viewportEvent(self, event: QEvent) -> bool:
        held: QWidget | None = self.widget()
        if event.type() is QEvent.Type.Paint and held is not None and _is_squeezed(held):
            QCoreApplication.postEvent(held, QEvent(QEvent.Type.LayoutRequest))
        return super().viewportEvent(event)


class Form(Scroll):
    """A scrolling page of sections; labels move above their controls when room gets scarce."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.content = Sheet(self)
        self.content.setObjectName("FormContent")
        self.box = QVBoxLayout(self.content)
        self.box.setContentsMargins(24, 20, 24, 24)
        self.box.setSpacing(16)
        self.box.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.content)
        self._sections: list[Section] = []
        self._loose: Section | None = None

    def section(self, title: str, help: str = "") -> Section:  # noqa: A002
        """Add a titled card and return it."""
        section = Section(title, help, self.content)
        self.add_section(section)
        return section

    def add_section(self, section: Section) -> None:
        """Add a card that was made elsewhere."""
        self._sections.append(section)
        self._loose = section
        self.box.addWidget(section)
        self._reflow()

    def row(self, label: str, control: QWidget, help: str = "") -> Row:  # noqa: A002
        """Add a labelled control to the latest section and return its row."""
        section = self._loose or self.section("")
        return section.row(label, control, help)

    def add(self, widget: QWidget) -> None:
        """Add something between or after the sections."""
        self.box.addWidget(widget)

    def bring_into_view(self, part: QWidget, room: int = 0, least: Sequence[QWidget] = ()) -> None:
        """Scroll a part into view with room around it.

        One that is too high is seen from its top, with ``least`` of it if that is possible, the
        first of these in any case.
        """
        layout = self.content.layout()
        if layout is not None:
            layout.activate()  # what came into sight just now has its size
        spare = self.viewport().height() - part.height()
        if spare > 0:
            self.ensureWidgetVisible(part, 0, min(room, spare // 2))
        else:
            top = part.mapTo(self.content, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(max(top - em(self) // 2, 0))
            for one in reversed(least):
                self.ensureWidgetVisible(one, 0, em(self) // 2)

    def show_first_problem(self) -> bool:
        """Focus the first control with trouble; True when there is one."""
        rows = (row for section in self._sections for row in section.rows)
        found = next((row for row in rows if row.problem), None)
        if found is None:
            return False
        self.ensureWidgetVisible(found)
        target(found.control).setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._reflow()

    def _reflow(self) -> None:
        stacked = self.width() < STACK_BELOW_EMS * em(self)
        for section in self._sections:
            section.set_stacked(stacked)


def strong(label: QLabel) -> QLabel:
    """Return the label in bold: a value that is stronger than its caption."""
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    return label
