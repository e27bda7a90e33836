"""Who can unlock the clinic and what they may do: a list, and what can be done with each."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.users import role_words, user_words
from desktop.pages.secretform import Given, Purpose, SecretForm
from desktop.trouble import Trouble
from desktop.widgets.flow import flow
from desktop.widgets.form import plain, restyled
from desktop.widgets.shortlist import ShortList
from desktop.words import tr
from pathway.users import NewUser, Role, User

if TYPE_CHECKING:
    from desktop.desk import Desk

LIST_LINES: Final = 14
OTHER_ROLE: Final[dict[Role, Role]] = {"clinician": "staff", "staff": "clinician"}


def refusal_of(desk: "Desk") -> str:
    """Return why whoever sits here cannot change others' access, empty when they can."""
    return "" if desk.users.is_clinician else tr("For clinicians. Ask one of them to do it.")


class UserList(QWidget):
    """Shows everybody; what is for clinicians is shut for others and says why."""

    key_wanted = Signal()
    """Somebody left, and the records are to get a new key."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._users: tuple[User, ...] = ()
        self.list = ShortList(self, LIST_LINES)
        self.role = QPushButton("", self)
        self.reset = QPushButton(tr("New passphrase …"), self)
        self.remove = QPushButton(tr("Leaves the clinic"), self)
        self.add = QPushButton(tr("A&dd somebody …"), self)
        self.own = QPushButton(tr("Change &your passphrase …"), self)
        self.rekey = QPushButton(tr("Give the records a new &key"), self)
        self.news = plain("", self)
        self.secret = SecretForm(desk.card.name, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    @Slot()
    def refresh(self) -> None:
        """Show who is known now."""
        self._users = self._desk.users.everybody()
        chosen = max(self.list.currentRow(), 0)
        self.list.clear()
        self.list.addItems([user_words(user, self._desk.user) for user in self._users])
        self.list.setCurrentRow(min(chosen, self.list.count() - 1))
        self.rekey.setVisible(any(user.is_key_due for user in self._users))
        self.own.setVisible(self._desk.users.opened_by == "user")
        self.offer()

    @Slot()
    def offer(self) -> None:
        """Offer what can be done with the one chosen; what cannot says why."""
        user, refusal = self._chosen(), refusal_of(self._desk)
        is_self = user is not None and user.name == self._desk.user
        is_here = user is not None and user.is_active
        other = OTHER_ROLE[user.role] if user else "staff"
        self.role.setText(tr("Make {role}").format(role=role_words(other).lower()))
        for button, can in (
            (self.add, True),
            (self.role, is_here),
            (self.reset, is_here and not is_self),
            (self.remove, is_here and not is_self),
            (self.rekey, True),
        ):
            button.setEnabled(can and not refusal)
            button.setToolTip(refusal)

    @Slot(object)
    def take_done(self, _changes: object) -> None:
        """Show what is so now."""
        self.secret.on_leave()
        self.refresh()
        self._tell(tr("Done."), "info")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why nothing was changed, where it was asked for."""
        if self.secret.isVisible():
            self.secret.say(trouble.sentence)
        else:
            self._tell(trouble.sentence, "danger")

    @Slot(object)
    def on_given(self, given: Given) -> None:
        """Set the passphrase that was typed twice."""
        users = self._desk.users
        if given.purpose == "add":
            users.add(given.user, given.new, self.take_done, self.take_trouble)
        elif given.purpose == "reset":
            users.reset(given.user.name, given.new, self.take_done, self.take_trouble)
        else:
            users.change_own(given.old, given.new, self.take_done, self.take_trouble)

    @Slot()
    def on_asked(self) -> None:
        """Ask for what a button needs."""
        purposes: dict[object, Purpose] = {self.add: "add", self.reset: "reset", self.own: "own"}
        user = self._chosen()
        purpose = purposes[self.sender()]
        self.news.hide()
        self.secret.ask(purpose, user.name if user and purpose == "reset" else "")

    @Slot()
    def on_role(self) -> None:
        user = self._chosen()
        if user is not None:
            new = NewUser(user.name, OTHER_ROLE[user.role])
            self._desk.users.set_role(new, self.take_done, self.take_trouble)

    @Slot()
    def on_remove(self) -> None:
        user = self._chosen()
        if user is not None:
            self._desk.users.remove(user.name, self.take_removed, self.take_trouble)

    @Slot(object)
    def take_removed(self, _changes: object) -> None:
        """Say what is still to be done for the one who left."""
        self.refresh()
        self._tell(
            tr(
                "They cannot unlock the clinic any more. Give the records a new key now, and make "
                "a new recovery code if they may have seen it: a copy of the files from before "
                "would still open with what they know."
            ),
            "warn",
        )
        self.rekey.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> User | None:
        row = self.list.currentRow()
        return self._users[row] if 0 <= row < len(self._users) else None

    def _tell(self, sentence: str, kind: str) -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(sentence)
        self.news.show()

    def _lay_out(self) -> None:
        self.list.setAccessibleName(tr("People of this clinic"))
        self.list.setWordWrap(True)
        self.news.setMargin(8)
        self.news.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.list)
        box.addWidget(flow(self, self.role, self.reset, self.remove))
        box.addWidget(flow(self, self.add, self.own, self.rekey))
        box.addWidget(self.news)
        box.addWidget(self.secret)

    def _connect(self) -> None:
        self.secret.given.connect(self.on_given)
        self.secret.left.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self.offer)
        for button, slot in (
            (self.add, self.on_asked),
            (self.reset, self.on_asked),
            (self.own, self.on_asked),
            (self.role, self.on_role),
            (self.remove, self.on_remove),
            (self.rekey, self.key_wanted),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
