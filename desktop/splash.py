"""The unlock page: the first thing that shows, before anything heavy is imported."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.cards import Card, centred_for_now, let_scroll
from desktop.door import Greeting
from desktop.passfield import PassField
from desktop.theme import text_scale
from desktop.trouble import Trouble
from desktop.widgets.texts import restyled, wrapped
from desktop.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QProgressBar

    from desktop.cards import Asked
    from desktop.splashparts import CodeWay, Countdown
    from desktop.widgets.form import Row

FITS_UP_TO = 1.3
"""The text size up to which the page fits into the smallest window, whatever it has to say."""


class Splash(QWidget):
    """Asks who you are and for your passphrase, or for the recovery code on paper."""

    unlocking = Signal(str, str, bool)  # user, passphrase or code, whether it is a code
    knocking_again = Signal()

    def __init__(self, greeting: Greeting, last_user: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._by_code = False
        self._is_blocked = False
        self._is_greeted = False
        self._is_wanted = False
        self.card = Card(greeting.clinic or tr("Your clinic"), self)
        self.user = QComboBox(self.card)
        self.passphrase = PassField(self.card)
        self.code_way: CodeWay | None = None
        self.countdown: Countdown | None = None
        self._progress: QProgressBar | None = None
        self.trouble = wrapped("", self.card, "problem")
        self.caps = wrapped(tr("Caps Lock is on."), self.card, "muted")
        # Made with its text, a button looks for an icon there too: all names of icons are made.
        self.open_button = QPushButton(self.card)
        self.open_button.setText(tr("&Unlock"))
        self.other_way = QPushButton(self.card)
        self._lay_out()
        self._fill(greeting, last_user)
        self._connect()
        self.show_way(by_code=False)

    def say(self, trouble: Trouble) -> None:
        """Show why it did not open, in place, and let the user try again."""
        if not self._is_greeted:
            self.block(trouble)
            return
        self.set_busy(False)
        self.trouble.setText(trouble.sentence)
        self.trouble.show()
        self._tell_keyboard(trouble)
        if trouble.code == "glass_reason_wanted" and self.code_way is not None:
            self.code_way.ask_for_reason()
            return
        field = self._field()
        restyled(field, "wrong", "true")
        field.setAccessibleDescription(trouble.sentence)
        field.setFocus()
        field.selectAll()

    def take_greeting(self, greeting: Greeting) -> None:
        """Show whose clinic this is, now that its keys were read."""
        self._is_greeted = True
        self._fill(greeting, self.user.currentText())
        self.wait(greeting.wait_seconds)
        if self._is_wanted:
            self.on_open()

    def block(self, trouble: Trouble) -> None:
        """Show why this clinic cannot be opened at all, and offer to look again."""
        self._is_blocked = True
        for row in self._rows():
            row.hide()
        self.other_way.hide()
        self.open_button.setText(tr("&Try again"))
        self.trouble.setText(trouble.sentence)
        self.trouble.show()
        self.open_button.setFocus()

    def wait(self, seconds: float) -> None:
        """Take no further try for so long; what is typed stays."""
        if seconds <= 0:
            return
        if self.countdown is None:
            from desktop.splashparts import Countdown

            self.countdown = Countdown(self.card, self.trouble, self.open_button)
        self.countdown.start(seconds)

    def set_busy(self, is_busy: bool) -> None:
        """Show that the passphrase is being tried; nothing can be pressed twice."""
        if is_busy and self._progress is None:
            from desktop.splashparts import progress

            self._progress = progress(self.card, self.trouble)
        if self._progress is not None:
            self._progress.setVisible(is_busy)
        for part in (*self._rows(), self.open_button, self.other_way):
            part.setEnabled(not is_busy)

    def forget(self) -> None:
        """Empty the secret fields."""
        for row in self._rows():
            if isinstance(row.control, QLineEdit):
                row.control.clear()

    def show_way(self, by_code: bool) -> None:
        """Ask for the recovery code on paper, or for a user's passphrase."""
        self._by_code = by_code
        if by_code and self.code_way is None:
            from desktop.splashparts import CodeWay

            self.code_way = CodeWay(self.card, self.caps)
            self.code_way.entered.connect(self.on_open)
            QWidget.setTabOrder(self.code_way.reason, self.other_way)
            QWidget.setTabOrder(self.other_way, self.open_button)
        for row in (self.user_row, self.passphrase_row):
            row.setVisible(not by_code)
        if self.code_way is not None:
            self.code_way.show(by_code)
        self.caps.hide()
        self.trouble.hide()
        self.other_way.setText(tr("Use a &passphrase") if by_code else tr("Use the &recovery code"))
        self.setFocusProxy(self._field())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def showEvent(self, event: "QShowEvent") -> None:
        super().showEvent(event)
        if not self._is_blocked:
            self._field().setFocus()

    @Slot()
    def on_open(self) -> None:
        """Try what was typed."""
        if self._is_blocked:
            self.knocking_again.emit()
            return
        if not self._is_greeted:
            self._is_wanted = True
            return
        if self.countdown is not None and self.countdown.is_on:
            return
        secret = self._field().text()
        if not secret.strip():
            self._field().setFocus()
            return
        self.trouble.hide()
        restyled(self._field(), "wrong", "false")
        self.set_busy(True)
        self.unlocking.emit(self.user.currentText(), secret, self._by_code)

    @Slot()
    def on_other_way(self) -> None:
        """Change between passphrase and recovery code."""
        self.show_way(not self._by_code)
        self._field().setFocus()

    @Slot(bool)
    def on_caps_lock(self, is_on: bool) -> None:
        """Show or hide the hint on Caps Lock."""
        self.caps.setText(tr("Caps Lock is on."))
        self.caps.setVisible(is_on)

    def _field(self) -> QLineEdit:
        return self.code_way.code if self._by_code and self.code_way else self.passphrase

    def _rows(self) -> "tuple[Asked | Row, ...]":
        rows: tuple[Asked | Row, ...] = (self.user_row, self.passphrase_row)
        return rows if self.code_way is None else (*rows, *self.code_way.rows)

    def _tell_keyboard(self, trouble: Trouble) -> None:
        """Name the keyboard in use where a passphrase was wrong: it may not be the usual one."""
        if trouble.code == "wrong_passphrase":
            from desktop.splashparts import keyboard_words

            self.caps.setText(keyboard_words())
            self.caps.setVisible(bool(self.caps.text()))

    def _lay_out(self) -> None:
        self.user_row = self.card.ask(tr("&Your name"), self.user)
        self.passphrase_row = self.card.ask(tr("&Passphrase"), self.passphrase)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addWidget(self.other_way)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        for part in (self.caps, self.trouble):
            self.card.box.addWidget(part)
        self.card.box.addLayout(buttons)
        QWidget.setTabOrder(self.other_way, self.open_button)
        self.open_button.setProperty("kind", "primary")
        self.open_button.setDefault(True)
        self.other_way.setProperty("kind", "plain")
        self.other_way.setAutoDefault(True)
        centred_for_now(self.card, self)
        self._fit()

    def _fit(self) -> None:
        if text_scale() > FITS_UP_TO:
            let_scroll(self)
            if self.isVisible() and not self._is_blocked:
                self._field().setFocus()

    def _fill(self, greeting: Greeting, last_user: str) -> None:
        users = greeting.users or ((last_user,) if last_user else ())
        self.user.clear()
        self.user.addItems(list(users))
        if last_user in users:
            self.user.setCurrentText(last_user)
        if greeting.clinic:
            self.card.title.setText(greeting.clinic)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.on_open)
        self.other_way.clicked.connect(self.on_other_way)
        self.passphrase.returnPressed.connect(self.on_open)
        self.passphrase.caps_lock_seen.connect(self.on_caps_lock)
