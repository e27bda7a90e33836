"""A code on paper: shown, printed, and two of its groups typed back."""

from itertools import pairwise
from random import SystemRandom

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from desktop.cards import Card, centred
from desktop.door import GROUPS_IN_CODE
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import Row, plain
from desktop.words import tr

_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class CodeStep(QWidget):
    """Shows the recovery code, prints it, and says what it is for."""

    done = Signal()

    def __init__(self, parent: QWidget, title: str = "", purpose: str = "") -> None:
        super().__init__(parent)
        self._purpose = purpose
        self.card = Card(title or tr("Your recovery code"), self)
        self.labels = [QLabel("", self.card) for _ in range(GROUPS_IN_CODE)]
        self.print_button = QPushButton(tr("&Print the code"), self.card)
        self.go_on = QPushButton(tr("I have it on pap&er"), self.card)
        self.back = QPushButton(tr("&Back"), self.card)
        self.printed = plain("", self.card, "muted")
        self._lay_out()
        self.setFocusProxy(self.print_button)
        self.go_on.clicked.connect(self.done)

    def show_code(self, groups: tuple[str, ...]) -> None:
        """Show the groups of the code."""
        for at, (label, group) in enumerate(zip(self.labels, groups, strict=True), start=1):
            label.setText(group)
            label.setAccessibleName(
                tr("Group {number}: {letters}").format(number=at, letters=" ".join(group))
            )

    def _lay_out(self) -> None:
        card = self.card
        card.box.addWidget(
            plain(
                self._purpose
                or tr(
                    "If the passphrase is ever forgotten, only this code opens the records. Nobody "
                    "can make a new one for you. Print it and keep it away from this computer."
                ),
                card,
            )
        )
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, label in enumerate(self.labels):
            label.setProperty("role", "code")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            grid.addWidget(label, at // 3, at % 3)
        card.box.addLayout(grid)
        card.box.addWidget(self.printed)
        self.print_button.setAutoDefault(True)
        self.back.setProperty("kind", "plain")
        self.back.setAutoDefault(True)
        self.back.hide()
        card.box.addLayout(right_line(self.go_on, self.back, self.print_button))
        centred(card, self)


class TypedBackStep(QWidget):
    """Asks for two groups of the code, so that it is known to be on paper."""

    done = Signal()
    again = Signal()

    def __init__(self, asked: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.card = Card(tr("Is it on paper?"), self)
        self.fields = [QLineEdit(self.card) for _ in asked]
        self.look_again = QPushButton(tr("&Show the code again"), self.card)
        self.finish = QPushButton(tr("&Finish"), self.card)
        self.trouble = plain("", self.card, "problem")
        self.progress = QProgressBar(self.card)
        self.asked = asked
        self._groups: tuple[str, ...] = ()
        self._lay_out()
        self.setFocusProxy(self.fields[0])
        self.look_again.clicked.connect(self.again)
        self.finish.clicked.connect(self.on_finish)
        self.fields[0].returnPressed.connect(self.fields[1].setFocus)
        self.fields[1].returnPressed.connect(self.on_finish)

    def expect(self, groups: tuple[str, ...]) -> None:
        """Take the code that the typed groups are compared with."""
        self._groups = groups

    def say(self, sentence: str) -> None:
        """Show why the clinic could not be made."""
        self._set_busy(False)
        self.trouble.setText(sentence)
        self.trouble.show()

    @Slot()
    def on_finish(self) -> None:
        """Finish the set-up when both groups are right."""
        wrong = [row for row, at in zip(self.rows, self.asked, strict=True) if self._say(row, at)]
        if wrong:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.finish.isEnabled():
            self._set_busy(True)
            self.done.emit()

    def _set_busy(self, is_busy: bool) -> None:
        self.trouble.hide()
        self.progress.setVisible(is_busy)
        for part in (self.finish, self.look_again):
            part.setEnabled(not is_busy)

    def _say(self, row: Row, at: int) -> bool:
        field = row.control
        typed = field.text() if isinstance(field, QLineEdit) else ""
        is_right = bool(self._groups) and _plain_group(typed) == _plain_group(self._groups[at])
        problem = "" if is_right else tr("This is not group {number}.").format(number=at + 1)
        row.say_problem(problem)
        return bool(problem)

    def _lay_out(self) -> None:
        card = self.card
        card.box.addWidget(
            plain(tr("Type two groups from the paper, so that nothing is left to chance."), card)
        )
        self.rows = [
            card.row(tr("Group &{number}").format(number=at + 1), field)
            for at, field in zip(self.asked, self.fields, strict=True)
        ]
        for part in (self.trouble, self.progress):
            part.hide()
            card.box.addWidget(part)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Making the clinic's records"))
        self.look_again.setProperty("kind", "plain")
        self.look_again.setAutoDefault(True)
        card.box.addLayout(right_line(self.finish, self.look_again))
        centred(card, self)


def two_groups() -> tuple[int, int]:
    """Return which two groups of the code are asked for: nobody can foresee them."""
    first, second = sorted(SystemRandom().sample(range(GROUPS_IN_CODE), 2))
    return first, second


def _plain_group(text: str) -> str:
    """Letters that look like digits count as those digits, as in the code itself."""
    return "".join(text.split()).upper().translate(_ALIKE)


def right_line(main: QPushButton, *others: QPushButton) -> QHBoxLayout:
    """Return a line of buttons, the one that goes on at its end; the others wrap."""
    main.setProperty("kind", "primary")
    main.setAutoDefault(True)
    line = QHBoxLayout()
    line.setContentsMargins(0, 8, 0, 0)
    beside = FlowLayout()
    for other in others:
        beside.addWidget(other)
    line.addLayout(beside, 1)
    line.addWidget(main, 0, Qt.AlignmentFlag.AlignBottom)
    for before, after in pairwise((*others, main)):
        QWidget.setTabOrder(before, after)
    return line
