"""The codes on paper: when each was made, whether it still opens, and the wish for a new one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.users import paper_name, paper_words
from desktop.pages.userlist import refusal_of
from desktop.trouble import Trouble
from desktop.widgets.flow import flow
from desktop.widgets.form import Row, muted, plain, strong
from desktop.words import tr
from pathway.users import Paper, PaperCode

if TYPE_CHECKING:
    from desktop.desk import Desk


class PaperCodeBox(QWidget):
    """One code on paper and what can be done about it."""

    renewing = Signal(str)  # Paper
    checking = Signal(str, str)  # Paper, what was typed
    seen = Signal()

    def __init__(self, kind: Paper, help: str, parent: QWidget) -> None:  # noqa: A002
        super().__init__(parent)
        self._kind = kind
        self.state = plain("", self)
        self.check = QPushButton(tr("Check that it opens …"), self)
        self.renew = QPushButton("", self)
        self.note = QPushButton(tr("I know of it"), self)
        self.code = QLineEdit(self)
        self.row = Row(tr("The six groups"), self.code, "", self)
        self.said = plain("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (
            strong(plain(paper_name(kind), self)),
            muted(help, self),
            self.state,
            flow(self, self.check, self.renew, self.note),
            self.row,
            self.said,
        ):
            box.addWidget(part)
        self.row.hide()
        self.said.hide()
        for button, slot in (
            (self.check, self.on_check),
            (self.renew, self.on_renew),
            (self.note, self.seen),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        self.code.returnPressed.connect(self.on_typed)

    def show_code(self, code: PaperCode | None, refusal: str) -> None:
        """Show what is known of the code; ``refusal`` says why it cannot be renewed here."""
        self.state.setText(paper_words(code))
        self.check.setVisible(code is not None)
        self.note.setVisible(code is not None and code.is_unseen)
        self.renew.setText(tr("Make a new one …") if code else tr("Make one …"))
        name = tr("{button}: {what}").format(
            button=self.renew.text().replace("&", ""), what=paper_name(self._kind)
        )
        self.renew.setAccessibleName(name)
        for button in (self.renew, self.note):
            button.setEnabled(not refusal)
            button.setToolTip(refusal)

    def say(self, sentence: str) -> None:
        """Say how the check ended."""
        self.said.setText(sentence)
        self.said.show()

    @Slot()
    def on_check(self) -> None:
        """Ask for the code on the paper."""
        self.said.hide()
        self.code.clear()
        self.row.show()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_typed(self) -> None:
        """Have it tried whether the code opens the clinic."""
        if self.code.text().strip():
            typed = self.code.text()
            self.code.clear()
            self.row.hide()
            self.checking.emit(self._kind, typed)

    @Slot()
    def on_renew(self) -> None:
        """Ask for a new code."""
        self.renewing.emit(self._kind)


class PaperCodes(QWidget):
    """The recovery code and the envelope for an emergency, one beneath the other."""

    code_wanted = Signal(str)  # Paper

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checked: Paper = "recovery"
        self.boxes: dict[Paper, PaperCodeBox] = {
            kind: PaperCodeBox(kind, words, self) for kind, words in _purposes().items()
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(20)
        for one in self.boxes.values():
            box.addWidget(one)
            one.checking.connect(self.on_check)
            one.renewing.connect(self.code_wanted)
            one.seen.connect(self.on_seen)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows in which a code can be typed."""
        return tuple(box.row for box in self.boxes.values())

    @Slot()
    def refresh(self) -> None:
        """Show what is known of both."""
        known = self._desk.users.papers
        for kind, box in self.boxes.items():
            box.show_code(known.get(kind), refusal_of(self._desk))

    @Slot(str, str)
    def on_check(self, kind: Paper, typed: str) -> None:
        """Have it tried whether a code opens the clinic."""
        self._checked = kind
        self._desk.users.check_code(kind, typed, self.take_checked, self.take_trouble)

    @Slot()
    def on_seen(self) -> None:
        """Note that a clinician knows that the envelope was opened."""
        self._checked = "envelope"
        self._desk.users.note_seen(self.take_seen, self.take_trouble)

    @Slot(object)
    def take_checked(self, _changes: object) -> None:
        """Say that the code is good."""
        self.refresh()
        self.boxes[self._checked].say(tr("It opens the clinic. This was noted."))

    @Slot(object)
    def take_seen(self, _changes: object) -> None:
        """Show that it was taken note of."""
        self.refresh()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why not."""
        self.boxes[self._checked].say(trouble.sentence)


def _purposes() -> dict[Paper, str]:
    return {
        "recovery": tr(
            "Opens the records when a passphrase was forgotten. Look for the paper once a year."
        ),
        "envelope": tr(
            "A sealed code for the day on which nobody with a passphrase can be reached. Whoever "
            "opens it is asked for name and reason, and every clinician is told."
        ),
    }
