"""The place of a visit form: the form comes a turn later, and what is typed ahead waits for it.

Opening a chart shows at once whose it is; making the form would hold that up. Whoever asks for the
form, or types, has it made now.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.pages.visit import VisitForm
from desktop.widgets.slices import Slices


class FormPlace(QWidget):
    """Holds the visit in hand, or knows how to make it."""

    arrived = Signal()
    """What was to come is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form: VisitForm | None = None
        self._making: Callable[[], None] | None = None
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
        return self._making is not None

    def make_next(self) -> None:
        """Make it."""
        self.come()

    def bring(self, make: Callable[[], None]) -> None:
        """Clear the place, and have something made for it at the next turn."""
        self.put_by(make)
        self.look()

    def put_by(self, make: Callable[[], None]) -> None:
        """Clear the place; what belongs there is made when somebody looks."""
        self.discard()
        self.stack.setCurrentWidget(self._blank)
        self._making = make

    def come(self) -> None:
        """Make now what is to come."""
        make = self._making
        if make is None:
            return
        self._forget()
        make()
        self.arrived.emit()

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
        self.stack.removeWidget(self._form)
        self._form.hide()
        # Letting hundreds of controls go takes a turn of its own, not that of what follows.
        QTimer.singleShot(0, self._form, self._form.deleteLater)
        self._form = None

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
        self._making = None
        self.removeEventFilter(self)
