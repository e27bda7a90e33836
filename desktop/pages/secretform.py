"""A few lines to name somebody or to set a passphrase: typed twice, and how strong it is."""

from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.models.users import role_words
from desktop.passfield import PassField
from desktop.passphrases import advice, weakness
from desktop.widgets.flow import flow
from desktop.widgets.form import Row, heading, plain
from desktop.words import tr
from pathway.readable import name_of
from pathway.users import LONGEST_NAME, ROLES, NewUser

Purpose: TypeAlias = Literal["add", "reset", "own"]


class Given(NamedTuple):
    """What stands on the form: who, the old passphrase (of one's own) and the new one."""

    purpose: Purpose
    user: NewUser
    old: str
    new: str


class SecretForm(QWidget):
    """Asks for a new passphrase, and for as much more as the purpose needs."""

    given = Signal(object)  # Given
    left = Signal()
    wanted = Signal(object)
    """The part that somebody has to see now."""

    def __init__(self, clinic: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic = clinic
        self._purpose: Purpose = "own"
        self.title = heading("", self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.role = QComboBox(self)
        self.role.addItems([role_words(role) for role in ROLES])
        self.old, self.new, self.again = (PassField(self) for _ in range(3))
        self.caps = plain(tr("Caps Lock is on."), self, "muted")
        self.trouble = plain("", self, "problem")
        self.bar = QProgressBar(self)
        self.keep = QPushButton(tr("&Keep"), self)
        self.leave = QPushButton(tr("C&ancel"), self)
        self._lay_out()
        self._connect()
        self.hide()

    def ask(self, purpose: Purpose, name: str = "") -> None:
        """Show the lines that a purpose needs, empty."""
        self._purpose = purpose
        titles: dict[Purpose, str] = {
            "add": tr("Somebody new"),
            "reset": tr("A new passphrase for {name}").format(name=name),
            "own": tr("Your new passphrase"),
        }
        self.title.setText(titles[purpose])
        self.forget()
        self.name.setText(name)
        for row in (self.name_row, self.role_row):
            row.setVisible(purpose == "add")
        self.old_row.setVisible(purpose == "own")
        self.show()
        first = {"add": self.name, "reset": self.new, "own": self.old}[purpose]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wanted.emit(self)

    def forget(self) -> None:
        """Empty every line."""
        for field in (self.name, self.old, self.new, self.again):
            field.clear()
        self.role.setCurrentIndex(-1)
        for row in self.rows:
            row.say_problem("")
        self.set_busy(False)
        for part in (self.trouble, self.caps):
            part.hide()

    def say(self, sentence: str) -> None:
        """Show why nothing was kept."""
        self.set_busy(False)
        self.trouble.setText(sentence)
        self.trouble.show()

    def set_busy(self, is_busy: bool) -> None:
        """Show that the passphrase is being set."""
        self.bar.setVisible(is_busy)
        for part in (self.keep, self.leave):
            part.setEnabled(not is_busy)

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Say how good the new passphrase is."""
        self.new_row.help.setText(advice(text, self._clinic, self.name.text()))

    @Slot()
    def on_keep(self) -> None:
        """Give what stands here, if all of it will do."""
        if not self.keep.isEnabled() or self._has_problem():
            return
        self.trouble.hide()
        self.set_busy(True)
        role = ROLES[max(self.role.currentIndex(), 0)]
        user = NewUser(name_of(self.name.text()), role)
        self.given.emit(Given(self._purpose, user, self.old.text(), self.new.text()))

    @Slot()
    def on_leave(self) -> None:
        """Empty the lines and go."""
        self.forget()
        self.hide()
        self.left.emit()

    def _has_problem(self) -> bool:
        is_new = self._purpose == "add"
        has_name, has_role = bool(name_of(self.name.text())), self.role.currentIndex() >= 0
        alike = self.new.text() == self.again.text()
        problems = (
            tr("A name is needed here.") if is_new and not has_name else "",
            tr("Choose what they may do.") if is_new and not has_role else "",
            tr("It is needed here.") if self._purpose == "own" and not self.old.text() else "",
            weakness(self.new.text(), self._clinic, self.name.text()),
            "" if alike else tr("The two passphrases are not the same."),
        )
        for row, problem in zip(self.rows, problems, strict=True):
            row.say_problem(problem)
        wrong = [row for row, problem in zip(self.rows, problems, strict=True) if problem]
        if wrong:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
            self.wanted.emit(wrong[0])
        return bool(wrong)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return every row, asked for now or not."""
        return self.name_row, self.role_row, self.old_row, self.new_row, self.again_row

    def _lay_out(self) -> None:
        self.name_row = Row(tr("&Name"), self.name, tr("As it stands under a visit."), self)
        may = tr(
            "Staff register, interview and print. Clinicians also sign, amend, decide and look "
            "after this page."
        )
        self.role_row = Row(tr("&May do"), self.role, may, self)
        self.old_row = Row(tr("Passphrase &until now"), self.old, "", self)
        self.new_row = Row(tr("New &passphrase"), self.new, advice(""), self)
        self.again_row = Row(tr("Passphrase a&gain"), self.again, "", self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Setting the passphrase"))
        self.keep.setProperty("kind", "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(10)
        parts = (self.title, *self.rows, self.caps, self.trouble, self.bar)
        for part in parts:
            box.addWidget(part)
        box.addWidget(flow(self, self.keep, self.leave))

    def _connect(self) -> None:
        for field in (self.old, self.new, self.again):
            field.caps_lock_seen.connect(self.caps.setVisible)
        for line in (self.name, self.old, self.new, self.again):
            line.returnPressed.connect(self.on_keep)
        self.new.textChanged.connect(self.on_typed)
        for button, slot in ((self.keep, self.on_keep), (self.leave, self.on_leave)):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
