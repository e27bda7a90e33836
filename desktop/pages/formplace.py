"""The place of a visit form: the form comes a turn later, and what is typed ahead waits for it.

Opening a chart shows at once whose it is; making the form would hold that up. Whoever asks for the
form, or types, has it made now.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.pages.visit import VisitForm
from desktop.widgets.lettinggo import let_go
from desktop.widgets.slices import Slices


class FormPlace(QWidget):
    """Holds the visit in hand, or knows how to make it."""

    arrived = Signal()
    """What was to come is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form: VisitForm | None = None
        self._making: list[Callable[[], None]] = []
        self._is_turn = False
        self.stack = QStackedWidget(self)
        self._blank = QWidget(self.stack)
        self.stack.addWidget(self._blank)
        self._turns = Slices((self,), self)

    @property
    def form(self) -> VisitForm | None:
        """The form in hand; one that is to come is made now."""
        self.come()
        return self._form

    @property
    def in_hand(self) -> VisitForm | None:
        """The form as far as it is there."""
        return self._form

    @property
    def has_form(self) -> bool:
        """Whether there is a form in hand, or may be in a moment."""
        return self._turns.is_busy or self._form is not None

    @property
    def has_more(self) -> bool:
        """Whether what is to stand here is still to be made."""
        return bool(self._making)

    def make_next(self) -> None:
        """Make it, or the next piece of it."""
        self._is_turn = True
        try:
            self._take_next()
        finally:
            self._is_turn = False

    def bring(self, make: Callable[[], None]) -> None:
        """Clear the place, and have something made for it at the next turn."""
        self.put_by(make)
        self.look()

    def put_by(self, make: Callable[[], None]) -> None:
        """Clear the place; what belongs there is made when somebody looks."""
        self.discard()
        self.stack.setCurrentWidget(self._blank)
        self._making = [make]

    def go_on(self, *pieces: Callable[[], None]) -> None:
        """Take the last pieces of what is being made: each in a turn of its own, if there is time.

        Whoever asks for the form has them taken at once.
        """
        self._making += pieces
        if self._is_turn:
            self.look()
        else:
            self.come()

    def take_pieces(self, pieces: Iterator[None]) -> None:
        """Take the first of these pieces; the others come next, before what else is to come."""
        self._making.insert(0, partial(self.take_pieces, pieces))
        if next(pieces, self) is self:
            self._making.pop(0)

    def come(self) -> None:
        """Make now what is to come."""
        while self.has_more:
            self._take_next()

    def _take_next(self) -> None:
        self._making.pop(0)()
        if self.has_more:
            return
        self._forget()
        self.arrived.emit()
        if self.hasFocus():
            self.focus_start()

    def focus_start(self) -> None:
        """Go to where work goes on, as soon as it is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def look(self) -> None:
        """Have what was put by made at the next turn."""
        if self.has_more:
            self.installEventFilter(self)
            self._turns.start()

    def discard(self) -> None:
        """Drop the form, and what is to come."""
        self._forget()
        if self._form is None:
            return
        if self._form.isAncestorOf(self.window().focusWidget()):
            # Else Qt would look for the next stop through all the controls that go.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.rest()
        let_go(self._form, self.stack)
        self._form = None

    def has_unsaved(self) -> bool:
        """Say whether the form holds something that is not kept."""
        return self._form is not None and self._form.has_unsaved()

    def save(self) -> bool:
        """Have the visit in hand kept; False when there is none or it cannot be accepted."""
        return self.form.save() if self.form else False

    def toggle_numbers(self) -> None:
        """Show the numbers of the paper sheets on the form in hand, or hide them."""
        if self.form:
            self.form.parts.numbers.toggle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and self.has_more:
            self.come()
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and focused is not watched:
                QApplication.sendEvent(focused, event)
                return True
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        self._turns.stop()
        self._making.clear()
        self.removeEventFilter(self)
