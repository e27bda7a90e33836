"""The first run: a clinic of one's own, its passphrase, and the recovery code on paper.

The set-up cannot be finished before two groups of the printed code were typed back: a code that was
never written down opens nothing on the day it is needed.
"""

from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from desktop.cards import Card, centred
from desktop.door import GROUPS_IN_CODE, Arrival, Founding
from desktop.passfield import PassField
from desktop.passphrases import advice, weakness
from desktop.trouble import Trouble
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import Row, plain
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.arrival import ArrivalStep

_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class FirstRun(QWidget):
    """Three steps: who you are, the recovery code, and two of its groups typed back."""

    founding = Signal(object)  # Founding
    printing = Signal()
    finished = Signal()
    arriving = Signal()
    opening = Signal(str, str)
    """A clinic from another computer: who opens it, and the secret."""

    def __init__(self, asked: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.who = WhoStep(self)
        self.code = CodeStep(self)
        self.back = TypedBackStep(asked, self)
        self._steps = QStackedLayout(self)
        for step in (self.who, self.code, self.back):
            self._steps.addWidget(step)
        self.arrival: ArrivalStep | None = None
        self.who.done.connect(self.founding)
        self.who.from_other.clicked.connect(self.arriving)
        self.code.print_button.clicked.connect(self.printing)
        self.code.done.connect(self.on_written_down)
        self.back.again.connect(self.on_look_again)
        self.back.done.connect(self.finished)

    def show_code(self, groups: tuple[str, ...]) -> None:
        """Show the code that was made, to be printed or written down."""
        self.code.show_code(groups)
        self.back.expect(groups)
        self._go(self.code)

    def say(self, trouble: Trouble) -> None:
        """Show why the clinic could not be made, or not be opened."""
        if self.arrival is not None and self._steps.currentWidget() is self.arrival:
            self.arrival.say(trouble)
            return
        if self._steps.currentWidget() is self.who:
            self.who.say(trouble)
            return
        self.back.say(trouble.sentence)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show a clinic that comes from another computer, to be opened here."""
        if self.arrival is None:
            from desktop.arrival import ArrivalStep

            self.arrival = ArrivalStep(self)
            self.arrival.opening.connect(self.opening)
            self.arrival.choosing.connect(self.arriving)
            self.arrival.left.connect(self.on_stay)
            self._steps.addWidget(self.arrival)
        self.arrival.show_arrival(arrival)
        self._go(self.arrival)

    @Slot()
    def on_stay(self) -> None:
        """Set up a clinic of one's own after all."""
        self._go(self.who)

    def say_printed(self, sentence: str) -> None:
        """Show what became of the printing."""
        self.code.printed.setText(sentence)

    @Slot()
    def on_written_down(self) -> None:
        """Ask for two groups of the code."""
        self._go(self.back)

    @Slot()
    def on_look_again(self) -> None:
        """Show the code once more."""
        self._go(self.code)

    def _go(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        step.setFocus(Qt.FocusReason.OtherFocusReason)


class WhoStep(QWidget):
    """The clinic's name, the user's name, and a passphrase typed twice."""

    done = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = Card(tr("Set up your clinic"), self)
        self.clinic = QLineEdit(self.card)
        self.user = QLineEdit(self.card)
        self.passphrase = PassField(self.card)
        self.again = PassField(self.card)
        self.caps = plain(tr("Caps Lock is on."), self.card, "muted")
        self.go_on = QPushButton(tr("&Continue"), self.card)
        self.from_other = QPushButton(tr("Open from another co&mputer …"), self.card)
        self.trouble = plain("", self.card, "problem")
        self._lay_out()
        self.setFocusProxy(self.clinic)
        for field in (self.passphrase, self.again):
            field.caps_lock_seen.connect(self.caps.setVisible)
        for line in (self.clinic, self.user, self.passphrase, self.again):
            line.returnPressed.connect(self.on_continue)
            line.textEdited.connect(self.on_typed)
        self.passphrase.textChanged.connect(self.on_passphrase)
        self.go_on.clicked.connect(self.on_continue)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.clinic.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, trouble: Trouble) -> None:
        """Show why no clinic from another computer was found."""
        self.trouble.setText(trouble.sentence)
        self.trouble.show()

    @Slot(str)
    def on_passphrase(self, text: str) -> None:
        """Say how good the passphrase is, while it is typed."""
        self.passphrase_row.help.setText(advice(text, *self._names()))

    @Slot()
    def on_typed(self) -> None:
        """Take back what was said of a field that is being put right."""
        rows = (self.clinic_row, self.user_row, self.passphrase_row, self.again_row)
        for row in rows:
            if row.control is self.sender():
                row.say_problem("")

    @Slot()
    def on_continue(self) -> None:
        """Go on when everything is given."""
        if self._show_problems():
            return
        clinic, user = self.clinic.text().strip(), self.user.text().strip()
        self.done.emit(Founding(clinic, user, self.passphrase.text()))

    def _show_problems(self) -> bool:
        said = (
            (self.clinic_row, "" if self.clinic.text().strip() else tr("The clinic needs a name.")),
            (self.user_row, "" if self.user.text().strip() else tr("Your name is needed here.")),
            (self.passphrase_row, weakness(self.passphrase.text(), *self._names())),
            (self.again_row, self._difference()),
        )
        for row, problem in said:
            row.say_problem(problem)
        wrong: Row | None = next((row for row, problem in said if problem), None)
        if wrong is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is not None

    def _names(self) -> tuple[str, str]:
        return self.clinic.text(), self.user.text()

    def _difference(self) -> str:
        same = self.passphrase.text() == self.again.text()
        return "" if same else tr("The two passphrases are not the same.")

    def _lay_out(self) -> None:
        card = self.card
        card.box.addWidget(
            plain(tr("Nothing leaves this computer. It takes two minutes."), card, "muted")
        )
        self.clinic_row = card.row(tr("C&linic"), self.clinic, tr("It is printed on handouts."))
        self.user_row = card.row(tr("&Your name"), self.user, tr("As it stands under a visit."))
        self.passphrase_row = card.row(tr("&Passphrase"), self.passphrase, advice(""))
        self.again_row = card.row(tr("Passphrase &again"), self.again)
        self.caps.hide()
        card.box.addWidget(self.caps)
        self.trouble.hide()
        card.box.addWidget(self.trouble)
        self.from_other.setProperty("kind", "plain")
        self.from_other.setAutoDefault(True)
        card.box.addLayout(_right(self.go_on))
        # A line of its own: beside each other the two would not fit a large text.
        below = FlowLayout()
        below.addWidget(self.from_other)
        card.box.addLayout(below)
        centred(card, self)


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
        card.box.addLayout(_right(self.go_on, self.print_button))
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
        card.box.addLayout(_right(self.finish, self.look_again))
        centred(card, self)


def two_groups() -> tuple[int, int]:
    """Return which two groups of the code are asked for: nobody can foresee them."""
    first, second = sorted(SystemRandom().sample(range(GROUPS_IN_CODE), 2))
    return first, second


def _plain_group(text: str) -> str:
    """Letters that look like digits count as those digits, as in the code itself."""
    return "".join(text.split()).upper().translate(_ALIKE)


def _right(main: QPushButton, *others: QPushButton) -> QHBoxLayout:
    main.setProperty("kind", "primary")
    main.setAutoDefault(True)
    line = QHBoxLayout()
    line.setContentsMargins(0, 8, 0, 0)
    for other in others:
        line.addWidget(other)
    line.addStretch(1)
    line.addWidget(main)
    return line
