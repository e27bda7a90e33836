"""Opening a clinic that comes from another computer: its copy, who opens it, and the passphrase."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop import show
from desktop.cards import Card, centred
from desktop.door import Arrival
from desktop.passfield import PassField
from desktop.trouble import Trouble
from desktop.widgets.form import plain
from desktop.words import tr


class ArrivalStep(QWidget):
    """Says whose copy was found and when it was made, and asks for what opens it."""

    opening = Signal(str, str)
    """Who opens it (empty: by the recovery code), and the secret."""
    choosing = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, *, replaces: bool = False) -> None:
        super().__init__(parent)
        self._replaces = replaces
        self.card = Card(tr("Move from another computer"), self)
        self.found = plain("", self.card)
        self.user = QComboBox(self.card)
        self.secret = PassField(self.card)
        self.caps = plain(tr("Caps Lock is on."), self.card, "muted")
        self.trouble = plain("", self.card, "problem")
        self.progress = QProgressBar(self.card)
        self.back = QPushButton(tr("&Back"), self.card)
        self.other = QPushButton(tr("Other &folder …"), self.card)
        self.open = QPushButton(tr("&Open"), self.card)
        self._lay_out()
        self.setFocusProxy(self.secret)
        self.secret.caps_lock_seen.connect(self.caps.setVisible)
        self.secret.returnPressed.connect(self.on_open)
        self.open.clicked.connect(self.on_open)
        self.other.clicked.connect(self.choosing)
        self.back.clicked.connect(self.left)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show whose copy it is."""
        made = show.moment(arrival.made_at.astimezone()) if arrival.made_at else tr("unknown time")
        words = tr("{clinic}, as it was on {made}.").format(clinic=arrival.clinic, made=made)
        self.found.setText(words)
        self.user.clear()
        for name in arrival.users:
            self.user.addItem(name, name)
        self.user.addItem(tr("The recovery code on paper"), "")
        self.secret.clear()
        self._set_busy(False)

    def say(self, trouble: Trouble) -> None:
        """Show why it was not opened."""
        self._set_busy(False)
        self.trouble.setText(trouble.sentence)
        self.trouble.show()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        self.secret.selectAll()

    @Slot()
    def on_open(self) -> None:
        """Have the copy put in place and opened."""
        if self.open.isEnabled() and self.secret.text():
            self._set_busy(True)
            self.opening.emit(str(self.user.currentData()), self.secret.text())

    def _set_busy(self, is_busy: bool) -> None:
        self.trouble.hide()
        self.progress.setVisible(is_busy)
        for part in (self.open, self.other, self.back):
            part.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        card = self.card
        card.box.addWidget(self.found)
        text = tr(
            "It is copied to this computer and checked. From then on work here only: what is "
            "entered on two computers cannot be put together again."
        )
        card.box.addWidget(plain(text, card, "muted"))
        if self._replaces:
            said = tr(
                "It takes the place of the clinic on this computer, if it is the same one. What is "
                "here now is kept first, as a backup beside the records."
            )
            card.box.addWidget(plain(said, card, "problem"))
        card.row(tr("&Who opens it"), self.user)
        card.row(tr("&Passphrase or code"), self.secret)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Putting the clinic in place"))
        for part in (self.caps, self.trouble, self.progress):
            part.hide()
            card.box.addWidget(part)
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        for button in (self.back, self.other, self.open):
            button.setAutoDefault(True)
        self.open.setProperty("kind", "primary")
        for button in (self.back, self.other):
            button.setProperty("kind", "plain")
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.open)
        card.box.addLayout(line)
        centred(card, self)
