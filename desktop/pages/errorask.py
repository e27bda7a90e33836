"""Asks on the page itself whether something was entered in error, and why."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.fields import TextLine
from desktop.widgets.fitting import Fitting
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, em, heading, plain, restyled
from desktop.words import tr
from pathway.records import EnteredInError

LONGEST_REASON = 500
BENEATH_EMS = 15
"""With less room beneath, the start of a visit says nothing."""
QWIDGETSIZE_MAX = 16_777_215


class ErrorAsk(Form):
    """Names what would be marked, wants a reason, and waits; Escape leaves everything as it is.

    What is ``behind`` it stays in sight where there is room for both, and gives way elsewhere.
    """

    confirmed = Signal(object)
    """The EnteredInError that somebody confirmed."""
    left = Signal()

    def __init__(self, behind: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._behind = behind
        self._wrong: EnteredInError | None = None
        part = self.section("")
        restyled(part, "weight", "warn")
        self.title = heading("", part, 1)
        self.lines = plain(
            tr(
                "It leaves the forms, the rules and the prints, and stays to be read, struck "
                "through. Undo brings it back."
            ),
            part,
        )
        part.add(self.title)
        part.add(self.lines)
        self.reason = TextLine(part)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason_row = part.row(tr("Why it is wrong"), self.reason)
        self.confirm = QPushButton(tr("Mark as entered in error"), part)
        self.confirm.setProperty("kind", "danger")
        self.keep = QPushButton(tr("Leave it as it is"), part)
        part.add(flow(part, self.confirm, self.keep))
        for button in (self.confirm, self.keep):
            button.setAutoDefault(True)
        self.reason.changed.connect(self.on_typed)
        self.reason.returnPressed.connect(self.on_confirm)
        self.confirm.clicked.connect(self.on_confirm)
        self.keep.clicked.connect(self.on_keep)
        Fitting(self).due.connect(self._fit)
        self.hide()

    def ask(self, wrong: EnteredInError, name: str) -> None:
        """Ask about something that is called ``name``; its reason is still to be given."""
        self._wrong = wrong
        self.title.setText(tr("Was this entered in error? {what}").format(what=name))
        self.setAccessibleName(f"{self.title.text()} {self.lines.text()}")
        self.reason.clear()
        self.reason_row.say_problem("")
        self.show()
        self._fit()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Show again what was behind."""
        if not self.isHidden():
            self.hide()  # first: as long as it stands there, it decides what is seen beneath
            self._behind.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.on_keep()
            return
        super().keyPressEvent(event)

    @Slot()
    def on_typed(self) -> None:
        """Ask no more for what is being given."""
        self.reason_row.say_problem("")

    @Slot()
    def on_confirm(self) -> None:
        """Take the reason, or say that it is missing and go there."""
        reason = self.reason.value()
        if not reason or self._wrong is None:
            self.reason_row.say_problem(tr("Say in a few words why this was entered in error."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.put_away()
        self.confirmed.emit(EnteredInError(self._wrong.id, reason))

    @Slot()
    def on_keep(self) -> None:
        """Leave everything as it is."""
        self.put_away()
        self.left.emit()

    @Slot()
    def _fit(self) -> None:
        """Take no more room than the question needs, where what it is about can stand beneath."""
        if self.isHidden():
            return
        needed = self.content.heightForWidth(self.width())
        whole: QWidget | None = self.parentWidget()
        spare = whole.height() - needed if whole else 0
        is_roomy = spare >= BENEATH_EMS * em(self)
        self.setMaximumHeight(needed if is_roomy else QWIDGETSIZE_MAX)
        self._behind.setVisible(is_roomy)
