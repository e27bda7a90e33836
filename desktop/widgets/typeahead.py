"""A line that offers names while somebody types: the first lies ready, Enter takes it.

What is offered lies over the form beneath the line and never takes the keyboard. The last of it is
the text as it was typed: a name that nobody knows is a name all the same.
"""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QListView, QScrollArea, QWidget

from desktop.widgets.form import em
from desktop.words import tr
from pathway.namelist import Named, NameList, plain_words
from pathway.readable import words_of

LONGEST: Final = 200
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Offers(QListView):
    """What can be taken, beneath the line in which somebody types."""

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._scroll = _scroll_of(parent)
        self._names = QStringListModel(self)
        self._under: QWidget | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self.place)
        parent.installEventFilter(self)
        self.setModel(self._names)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Names that fit"))
        self.clicked.connect(self.on_clicked)
        self.hide()

    def offer(self, lines: list[str], under: QWidget) -> None:
        """Show these lines beneath a widget, or above it where there is no room."""
        self._names.setStringList(lines)
        self.mark(0)
        self._under = under
        self.place()
        self.show()
        self.raise_()
        if self._scroll is not None:
            # Asked for a list, Qt would be content with the line of it that is marked.
            self._scroll.ensureVisible(self.x(), self.geometry().bottom(), 0, 4)
            self._scroll.ensureWidgetVisible(under, 0, 4)

    @Slot()
    def place(self) -> None:
        """Lie beneath the line, wherever that is by now."""
        under, room = self._under, self._room
        if under is None:
            return
        height = self._line_height() * self._names.rowCount() + 4
        top = under.mapTo(room, QPoint(0, under.height() + 2))
        if top.y() + height > room.height():
            top.setY(max(under.mapTo(room, QPoint()).y() - height - 2, 0))
        self.setGeometry(top.x(), top.y(), under.width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._settled.start(0)  # once the parts of the room have found their places
        return super().eventFilter(watched, event)

    def fitting(self, under: QWidget) -> int:
        """Return how many lines can be seen together with the line above them."""
        sight = self._scroll.viewport() if self._scroll is not None else self._room
        return max((sight.height() - under.height() - 2 * em(self)) // self._line_height(), 2)

    def _line_height(self) -> int:
        return max(self.sizeHintForRow(0), em(self) + 8)

    def mark(self, row: int) -> None:
        """Mark the line that Enter takes."""
        self.setCurrentIndex(self._names.index(row % max(self._names.rowCount(), 1)))

    @Slot(QModelIndex)
    def on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())


class TypeAhead(QLineEdit):
    """A line of text with names to choose from."""

    chosen = Signal(object)
    """A Named: one of the list, or the text as it was typed."""
    pointed = Signal()
    """Enter would take another name than before, or none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = NameList(())
        self._found: tuple[Named, ...] = ()
        self._typed: Named | None = None
        self._offers: Offers | None = None
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self.on_edited)

    @property
    def is_offering(self) -> bool:
        """Whether there are names to choose from on the screen."""
        return self._offers is not None and self._offers.isVisible()

    def offered(self) -> tuple[str, ...]:
        """Return what is offered, as it reads."""
        return tuple(self._words(one) for one in self._found) if self.is_offering else ()

    def marked(self) -> Named | None:
        """Return what Enter would take, None while nothing is offered."""
        if not self.is_offering or self._offers is None:
            return None
        row = self._offers.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def set_names(self, names: NameList) -> None:
        """Offer names of this list from now on."""
        self._names = names
        if self.hasFocus() and self.text().strip():
            self.on_edited(self.text())

    def take_typed(self) -> None:
        """Take what stands in the line: the name that was typed whole, or the text as it is."""
        text = words_of(self.text())
        if text:
            self._take(self.known(text))

    def known(self, text: str) -> Named:
        """Return a name as it is typed, with its code where the list has one for it."""
        words = words_of(text)
        found = self._names.exactly(words)
        return found if found and found.code else Named(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._handles(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.take_typed()

    @Slot(str)
    def on_edited(self, text: str) -> None:
        """Offer what fits the text so far."""
        typed = words_of(text)
        if typed:
            self._offer(self._names.find(typed), typed)
        else:
            self._close()

    @Slot(int)
    def on_taken(self, row: int) -> None:
        """Take what was clicked."""
        if row < len(self._found):
            self._take(self._found[row])

    def _handles(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in _ENTER and self.text().strip():
            self._take_marked()
            return True
        if key == Qt.Key.Key_Escape and self.is_offering:
            self._close()
            return True
        return False

    def _step(self, step: int) -> None:
        if not self.is_offering or self._offers is None:
            self._offer(self._names.find(self.text()), words_of(self.text()))
            return
        row = (self._offers.currentIndex().row() + step) % len(self._found)
        self._offers.mark(row)
        self._announce(row)
        self.pointed.emit()

    def _take_marked(self) -> None:
        if self.is_offering and self._offers is not None:
            self.on_taken(self._offers.currentIndex().row())
        else:
            self.take_typed()

    def _take(self, named: Named) -> None:
        self._close()
        self.clear()
        self.chosen.emit(named)

    def _offer(self, found: tuple[Named, ...], typed: str) -> None:
        if self._offers is None:
            self._offers = Offers(_room(self))
            self._offers.taken.connect(self.on_taken)
        is_new = bool(typed) and self._names.exactly(typed) is None
        self._typed = Named(typed) if is_new else None
        found = found[: self._offers.fitting(self) - is_new]
        as_typed = (self._typed,) if self._typed else ()
        self._found = (*as_typed, *found) if _is_whole(typed, found) else (*found, *as_typed)
        if not self._found:
            self._close()
            return
        self._offers.offer([self._words(one) for one in self._found], self)
        self._announce(0)
        self.pointed.emit()

    def _words(self, named: Named) -> str:
        if named is self._typed:
            return tr("“{text}”, as it is typed").format(text=named.name)
        return f"{named.name}  ·  {named.meaning}" if named.meaning else named.name

    def _announce(self, row: int) -> None:
        if QAccessible.isActive():
            words = tr("{row} of {count}: {name}").format(
                row=row + 1, count=len(self._found), name=self._words(self._found[row])
            )
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _close(self) -> None:
        if self._offers is not None and self._offers.isVisible():
            self._offers.hide()
            self.pointed.emit()


def _is_whole(typed: str, found: tuple[Named, ...]) -> bool:
    """Say whether a whole name may be typed: "penicillin" is not to become "penicillin g".

    A name with a code stands for what was meant; without one it would be another substance.
    """
    if not found or found[0].code:
        return False
    return plain_words(found[0].name).startswith(f"{plain_words(typed)} ")


def _scroll_of(room: QWidget) -> QScrollArea | None:
    viewport = room.parentWidget()
    scroll = viewport.parentWidget() if viewport is not None else None
    return scroll if isinstance(scroll, QScrollArea) else None


def _room(line: QWidget) -> QWidget:
    """Return what scrolls as one with the line, else its window: there is room to lie over."""
    here: QWidget | None = line.parentWidget()
    while here is not None:
        above = here.parentWidget()
        if above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
            return here
        here = above
    return line.window()
