"""People: who can unlock the clinic and do what, codes on paper, and when the screen locks."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.actions import ActionId
from desktop.pages.papercodes import PaperCodes
from desktop.pages.userlist import UserList, refusal_of
from desktop.settings import LOCK_MINUTES
from desktop.widgets.form import Form, heading
from desktop.words import ntr, tr

if TYPE_CHECKING:
    from desktop.desk import Desk

NARROW: Final = 360


class UsersPage(QWidget):
    """Shows who can unlock the clinic; what is for clinicians says so. Esc goes back."""

    left = Signal()
    minutes_chosen = Signal(int)

    def __init__(self, desk: "Desk", lock_minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.back = QPushButton(tr("&Back"), self)
        self.form = Form(self)
        self.people = UserList(desk, self)
        self.papers = PaperCodes(desk, self)
        self.minutes = QComboBox(self)
        self.minutes.addItems([ntr("{count} minute", "{count} minutes", n) for n in LOCK_MINUTES])
        self.minutes.setCurrentIndex(LOCK_MINUTES.index(lock_minutes))
        self.minutes.setMaximumWidth(NARROW)
        self._lay_out()
        self.minutes.activated.connect(self.on_minutes)
        self.people.secret.wanted.connect(self.form.bring_into_view)
        self.back.clicked.connect(self.left)
        self.setFocusProxy(self.people)
        self.refresh()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"}

    def act(self, action: ActionId) -> None:
        """Go back, or look again."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Show who is known, and what is known of the codes on paper."""
        self.people.refresh()
        self.papers.refresh()

    @Slot(int)
    def on_minutes(self, row: int) -> None:
        """Lock after this time from now on."""
        self.minutes_chosen.emit(LOCK_MINUTES[row])

    def _lay_out(self) -> None:
        self.back.setAutoDefault(True)
        who = self.form.section(tr("Who can unlock this clinic"), refusal_of(self._desk))
        who.rows += self.people.secret.rows
        who.add(self.people)
        codes = self.form.section(tr("Codes on paper"))
        codes.rows += self.papers.rows
        codes.add(self.papers)
        lock = self.form.section(
            tr("Locking"),
            tr(
                "The screen locks by itself when nobody uses it for so long, and when the computer "
                "sleeps. What is being typed is kept."
            ),
        )
        lock.row(tr("Lock &after"), self.minutes)
        top = QHBoxLayout()
        top.setContentsMargins(24, 20, 24, 0)
        top.addWidget(heading(tr("People"), self, 1), 1)
        top.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(top)
        box.addWidget(self.form, 1)
