"""The first run: a clinic of one's own, its passphrase, and the recovery code on paper.

What can come later can be left empty (``desktop/guidesteps.py``).

The set-up cannot be finished before two groups of the printed code were typed back: a code that was
never written down opens nothing on the day it is needed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedLayout, QWidget

from desktop.cards import Card, centred
from desktop.codesteps import CodeStep, TypedBackStep, right_line
from desktop.door import Arrival, Founding
from desktop.guide import ENGLISH_ONLY, Languages, StartStep
from desktop.guidesteps import BackupStep, GuideStep, LetterheadStep, NumbersStep
from desktop.passfield import PassField
from desktop.passphrases import advice, weakness
from desktop.trouble import Trouble
from desktop.widgets.form import Row, plain
from desktop.words import tr
from pathway.readable import name_of
from pathway.users import LONGEST_NAME

if TYPE_CHECKING:
    from desktop.arrival import ArrivalStep


class FirstRun(QWidget):
    """One step after the other, with the way back; only what is needed cannot be left empty."""

    founding = Signal(object)  # Founding
    printing = Signal()
    finished = Signal()
    arriving = Signal()
    trying = Signal()
    given_up = Signal()
    language_chosen = Signal(str)
    opening = Signal(str, str)
    """A clinic from another computer: who opens it, and the secret."""

    def __init__(
        self, asked: tuple[int, int], parent: QWidget, languages: Languages = ENGLISH_ONLY
    ) -> None:
        super().__init__(parent)
        self.choose_folder: Callable[[QWidget], Path | None] = _no_folder
        self.start = StartStep(languages, self)
        self.who = WhoStep(self)
        self.code = CodeStep(self)
        self.back = TypedBackStep(asked, self)
        self.optional: tuple[GuideStep, ...] = ()
        """The steps that can be left empty; made when they are reached."""
        self.arrival: ArrivalStep | None = None
        self.is_arrival_only = False
        """Whether there is a clinic here already, and only another is brought in its place."""
        self._founding: Founding | None = None
        self._steps = QStackedLayout(self)
        for step in (self.start, self.who, self.code, self.back):
            self._steps.addWidget(step)
        self._connect()

    @property
    def step(self) -> QWidget:
        """The step in front."""
        front = self._steps.currentWidget()
        return self.start if front is None else front

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = getattr(self.step, "back", None)
        if event.key() == Qt.Key.Key_Escape and isinstance(button, QPushButton):
            button.click()
            return
        super().keyPressEvent(event)

    def show_code(self, groups: tuple[str, ...]) -> None:
        """Show the code that was made, to be printed or written down."""
        self.code.show_code(groups)
        self.back.expect(groups)
        self._go(self.code)

    def say(self, trouble: Trouble) -> None:
        """Show why the clinic could not be made, or not be opened."""
        if self.step is self.arrival:
            self.arrival.say(trouble)
        elif self.step is self.start:
            self.start.say(trouble)
        else:
            self.back.say(trouble.sentence)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show a clinic that comes from another computer, to be opened here."""
        if self.arrival is None:
            from desktop.arrival import ArrivalStep

            self.arrival = ArrivalStep(self, replaces=self.is_arrival_only)
            self.arrival.opening.connect(self.opening)
            self.arrival.choosing.connect(self.arriving)
            self.arrival.left.connect(self.on_stay)
            self._steps.addWidget(self.arrival)
        self.arrival.show_arrival(arrival)
        self._go(self.arrival)

    @Slot()
    def on_stay(self) -> None:
        """Go back to the first page, or to the clinic that is here."""
        if self.is_arrival_only:
            self.given_up.emit()
        else:
            self._go(self.start)

    @Slot()
    def on_start(self) -> None:
        """Ask who sets the clinic up."""
        self._go(self.who)

    @Slot(object)
    def on_who(self, founding: Founding) -> None:
        """Ask for what can be left empty."""
        self._founding = founding
        if not self.optional:
            self.optional = self._made()
        self._go(self.optional[0])

    @Slot()
    def on_step_done(self) -> None:
        """Ask for the next thing; after the last one the code is made."""
        at = self.optional.index(self.step) + 1
        if at < len(self.optional):
            self._go(self.optional[at])
        elif self._founding is not None:
            told: tuple[GuideStep, ...] = self.optional
            self.founding.emit(filled(self._founding, told))

    @Slot()
    def on_step_left(self) -> None:
        """Go back to the step before."""
        before: tuple[QWidget, ...] = (self.start, self.who, *self.optional, self.code)
        self._go(before[before.index(self.step) - 1])

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

    def _connect(self) -> None:
        self.start.done.connect(self.on_start)
        self.start.language_chosen.connect(self.language_chosen)
        self.start.ways.moving.connect(self.arriving)
        self.start.ways.trying.connect(self.trying)
        self.who.done.connect(self.on_who)
        self.code.print_button.clicked.connect(self.printing)
        self.code.done.connect(self.on_written_down)
        self.code.back.show()
        self.back.again.connect(self.on_look_again)
        self.back.done.connect(self.finished)
        for button in (self.who.back, self.code.back):
            button.clicked.connect(self.on_step_left)

    def _made(self) -> tuple[GuideStep, ...]:
        made = (LetterheadStep(self), NumbersStep(self), BackupStep(self.choose_folder, self))
        for step in made:
            step.done.connect(self.on_step_done)
            step.left.connect(self.on_step_left)
            self._steps.addWidget(step)
        return made

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
        self.back = QPushButton(tr("&Back"), self.card)
        for name in (self.clinic, self.user):
            name.setMaxLength(LONGEST_NAME)
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
        self.done.emit(Founding(*self._names(), self.passphrase.text()))

    def _show_problems(self) -> bool:
        clinic, user = self._names()
        said = (
            (self.clinic_row, "" if clinic else tr("The clinic needs a name.")),
            (self.user_row, "" if user else tr("Your name is needed here.")),
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
        return name_of(self.clinic.text()), name_of(self.user.text())

    def _difference(self) -> str:
        same = self.passphrase.text() == self.again.text()
        return "" if same else tr("The two passphrases are not the same.")

    def _lay_out(self) -> None:
        card = self.card
        card.box.addWidget(
            plain(tr("Others who work here are let in later, under People."), card, "muted")
        )
        self.clinic_row = card.row(tr("C&linic"), self.clinic, tr("It is printed on handouts."))
        self.user_row = card.row(tr("&Your name"), self.user, tr("As it stands under a visit."))
        self.passphrase_row = card.row(tr("&Passphrase"), self.passphrase, advice(""))
        self.again_row = card.row(tr("Passphrase &again"), self.again)
        self.caps.hide()
        card.box.addWidget(self.caps)
        self.back.setProperty("kind", "plain")
        self.back.setAutoDefault(True)
        card.box.addLayout(right_line(self.go_on, self.back))
        centred(card, self)


def filled(founding: Founding, steps: tuple[GuideStep, ...]) -> Founding:
    """Return what was asked for, with what was told on the steps that can be left empty."""
    for step in steps:
        if isinstance(step, LetterheadStep):
            address, letterhead = step.address.text(), step.letterhead.text()
            founding = founding._replace(address=address, letterhead=letterhead)
        elif isinstance(step, NumbersStep):
            founding = founding._replace(phones=step.phones())
        elif isinstance(step, BackupStep):
            founding = founding._replace(backup_folder=str(step.folder or ""))
    return founding


def _no_folder(_parent: QWidget) -> Path | None:
    return None
