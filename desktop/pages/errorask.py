"""Asks on the page itself whether something was entered in error, and why."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.fields import TextLine
from desktop.widgets.flow import flow
from desktop.widgets.form import Row, em, heading, plain, restyled
from desktop.words import tr
from pathway.records import EnteredInError

STACK_EMS = 44
LONGEST_REASON = 500


class ErrorAsk(QFrame):
    """Names what would be marked, wants a reason, and waits; Escape leaves everything as it is."""

    confirmed = Signal(object)
    """The EnteredInError that somebody confirmed."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        restyled(self, "notice", "warn")
        self._wrong: EnteredInError | None = None
        self.title = heading("", self)
        self.lines = plain(
            tr(
                "It leaves the forms, the rules and the prints, and stays to be read, struck "
                "through. Undo brings it back."
            ),
            self,
        )
        self.reason = TextLine(self)
        self.reason.setMaxLength(LONGEST_REASON)
        self.row = Row(tr("Why it is wrong"), self.reason, "", self)
        self.confirm = QPushButton(tr("Mark as entered in error"), self)
        self.confirm.setProperty("kind", "danger")
        self.keep = QPushButton(tr("Leave it as it is"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 10, 20, 12)
        box.setSpacing(8)
        for part in (self.title, self.lines, self.row, flow(self, self.confirm, self.keep)):
            box.addWidget(part)
        for button in (self.confirm, self.keep):
            button.setAutoDefault(True)
        self.reason.returnPressed.connect(self.on_confirm)
        self.confirm.clicked.connect(self.on_confirm)
        self.keep.clicked.connect(self.on_keep)
        self.hide()

    def ask(self, wrong: EnteredInError, name: str) -> None:
        """Ask about something that is called ``name``; its reason is still to be given."""
        self._wrong = wrong
        self.title.setText(tr("Was this entered in error? {what}").format(what=name))
        self.setAccessibleName(f"{self.title.text()} {self.lines.text()}")
        self.reason.clear()
        self.row.say_problem("")
        self.row.set_stacked(self.window().width() < STACK_EMS * em(self))
        self.row.resize_label()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.on_keep()
            return
        super().keyPressEvent(event)

    @Slot()
    def on_confirm(self) -> None:
        """Take the reason, or say that it is missing and go there."""
        reason = self.reason.value()
        if not reason or self._wrong is None:
            self.row.say_problem(tr("Say in a few words why this was entered in error."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.confirmed.emit(EnteredInError(self._wrong.id, reason))

    @Slot()
    def on_keep(self) -> None:
        """Leave everything as it is."""
        self.hide()
        self.left.emit()
