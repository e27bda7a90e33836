"""Asks for what opened the clinic when a backup was made: today's key does not open it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.desk.looking import OTHER_KEY
from desktop.models.backups import row_words
from desktop.passfield import PassField
from desktop.trouble import Trouble
from desktop.widgets.flow import flow
from desktop.widgets.form import Row, heading, plain, restyled
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk.backups import Backups
    from desktop.desk.restoring import OtherKey


class OtherKeyBox(QFrame):
    """Says why it asks, and forgets what was typed as soon as that is tried."""

    asked = Signal(QWidget)
    """The box itself, which is to be brought into view."""
    left = Signal()

    def __init__(self, backups: "Backups", today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.backup: Path | None = None
        self._backups = backups
        self._today = today
        self.title = heading("", self, 3)
        self.user = QComboBox(self)
        self.secret = PassField(self)
        self.caps = plain(tr("Caps Lock is on."), self, "muted")
        self.trouble = plain("", self)
        self.open = QPushButton(tr("&Open and compare"), self)
        self.leave = QPushButton(tr("&Leave everything as it is"), self)
        self._lay_out()
        self.secret.caps_lock_seen.connect(self.caps.setVisible)
        self.secret.returnPressed.connect(self.on_open)
        for button, slot in ((self.open, self.on_open), (self.leave, self.on_leave)):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        backups.looking.secret_wanted.connect(self.ask)
        backups.changed.connect(self.show_busy)
        self.hide()

    @Slot(object)
    def ask(self, other: "OtherKey") -> None:
        """Ask for what opened the clinic when this backup was made."""
        self.backup = other.backup
        self.title.setText(self.name_of(other.backup))
        self.user.clear()
        for user in other.users:
            self.user.addItem(user, user)
        self.user.addItem(tr("The recovery code on paper"), "")
        self.secret.clear()
        self.trouble.hide()
        self.show()
        self.asked.emit(self)
        self.user.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_of(self, backup: Path | None) -> str:
        """Return what the list calls a backup."""
        rows = self._backups.status.rows
        return next((row_words(row, self._today) for row in rows if row.path == backup), "")

    def takes(self, doing: str, trouble: Trouble | None) -> bool:
        """Answer whether this trouble is dealt with here, and say it where somebody was asked."""
        if doing != "look" or trouble is None:
            return False
        if self.isVisible():
            self.trouble.setText(trouble.sentence)
            self.trouble.show()
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.isVisible() or trouble.code == OTHER_KEY

    @Slot()
    def show_busy(self) -> None:
        """Take nothing more while a secret is tried."""
        # The one in hand is not shut: the keys would go elsewhere.
        self.open.setEnabled(not self._backups.is_running or self.open.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.on_leave()
            return
        super().keyPressEvent(event)

    @Slot()
    def on_open(self) -> None:
        """Give what was typed, and forget it."""
        secret = self.secret.text()
        if secret and not self._backups.is_running and self.backup is not None:
            self.secret.clear()
            self.trouble.hide()
            user = str(self.user.currentData())
            self._backups.looking.start_with(self.backup, user, secret)

    @Slot()
    def on_leave(self) -> None:
        """Ask no more; nothing was changed."""
        self.secret.clear()
        self.hide()
        self.left.emit()

    def _lay_out(self) -> None:
        why = tr(
            "This backup was made when the records had another key: somebody left since then, or "
            "an older backup was restored. Today's passphrases do not open it. It opens with a "
            "passphrase or the recovery code of the time it was made. A wrong one changes nothing."
        )
        self.open.setProperty("kind", "primary")
        self.trouble.setMargin(8)
        restyled(self.trouble, "notice", "danger")
        self.caps.hide()
        self.trouble.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(10)
        who, what = (
            Row(tr("&Who could open it then"), self.user, "", self),
            Row(tr("&Passphrase or code of that time"), self.secret, "", self),
        )
        parts: tuple[QWidget, ...] = (self.title, plain(why, self), who, what)
        for part in (*parts, self.caps, self.trouble):
            box.addWidget(part)
        box.addWidget(flow(self, self.open, self.leave))
