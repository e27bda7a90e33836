"""The log of escalations: what was done about each, in order of time, and how far it got."""

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.models import escalationwords as words
from desktop.widgets.flow import flow
from desktop.widgets.form import Section, chip, plain
from desktop.words import tr
from pathway.readable import words_of
from pathway.records import RecordedEscalation, RecordedStep, StepId


class StepLines(QWidget):
    """The steps of one escalation, a line each: time, who, what."""

    wrong = Signal(object)
    """The RecordedStep that somebody says never happened."""

    def __init__(self, one: RecordedEscalation, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[StepId, QPushButton] = {}
        self._steps = one.steps
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, recorded in enumerate(one.steps):
            self._add(grid, line, recorded)
        for line, recorded in enumerate(one.in_error, start=len(one.steps)):
            self._add_error(grid, line, recorded)

    @Slot()
    def on_wrong(self) -> None:
        sender = self.sender()
        found = next((one for one in self._steps if self.buttons[one.id] is sender), None)
        if found is not None:
            self.wrong.emit(found)

    def _add(self, grid: QGridLayout, line: int, recorded: RecordedStep) -> None:
        step = recorded.step
        told = f"{words.told(step)} · {step.by}"
        button = QPushButton(tr("Entered in error…"), self)
        button.setProperty("kind", "plain")
        button.setAutoDefault(True)
        named = tr("Entered in error: {what}").format(what=f"{words.when(step)} {told}")
        button.setAccessibleName(named)
        button.clicked.connect(self.on_wrong)
        self.buttons[recorded.id] = button
        grid.addWidget(plain(words.when(step), self, "h3"), line, 0)
        grid.addWidget(plain(told, self), line, 1)
        grid.addWidget(button, line, 2)

    def _add_error(self, grid: QGridLayout, line: int, recorded: RecordedStep) -> None:
        wrong = recorded.in_error
        told = words.told(recorded.step)
        if wrong is not None:
            said = tr("{what} – entered in error, said {who}: {why}")
            told = said.format(what=told, who=wrong.by, why=words.reason(wrong.reason))
        grid.addWidget(plain(words.when(recorded.step), self, "muted"), line, 0)
        grid.addWidget(plain(told, self, "muted"), line, 1, 1, 2)


class EscalationLog(Section):
    """Every escalation of a problem, the newest first; a step can be said to be an error."""

    marked = Signal(object, str)
    """The StepId of what never happened, and why it was entered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("What was done so far"), "", parent)
        self.lines: list[StepLines] = []
        self._parts: list[QWidget] = []
        self._asked: StepId | None = None
        self.none = plain(tr("Nobody was called yet."), self, "muted")
        self.add(self.none)
        self.reason = QLineEdit(self)
        self.confirm = QPushButton(tr("Mark as entered in &error"), self)
        self.confirm.setAutoDefault(True)
        self.keep = QPushButton(tr("&Leave it"), self)
        self.keep.setAutoDefault(True)
        self._ask = plain("", self)
        self._asking = QWidget(self)
        self._lay_out_question()
        self.confirm.clicked.connect(self.on_confirm)
        self.reason.textEdited.connect(self.on_typed)
        self.reason.returnPressed.connect(self.on_confirm)
        self.keep.clicked.connect(self.on_keep)

    def show_log(self, told: tuple[RecordedEscalation, ...]) -> None:
        """Show these."""
        self.on_keep()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self.lines, self._parts = [], []
        for one in reversed(told):
            for part in self._made(one):
                self._parts.append(part)
                self.box.insertWidget(self.box.indexOf(self._asking), part)
                part.show()
        self.none.setVisible(not told)

    @Slot(object)
    def on_wrong(self, recorded: RecordedStep) -> None:
        """Ask why a step was entered."""
        self._asked = recorded.id
        step = recorded.step
        said = tr("Why was “{what}” of {when} entered, though it never happened?")
        self._ask.setText(said.format(what=words.told(step), when=words.when(step)))
        self.reason.setAccessibleName(self._ask.text())
        self._asking.show()
        self.reason.setFocus()

    @Slot(str)
    def on_typed(self, _text: str) -> None:
        """Ask no more for what is being given."""
        self.reason_row.say_problem("")

    @Slot()
    def on_confirm(self) -> None:
        """Tell that a step was an error, or say that the reason is missing."""
        reason = words_of(self.reason.text())
        lacking = "" if reason else tr("Say in a few words why this was entered in error.")
        self.reason_row.say_problem(lacking)
        if self._asked is not None and reason:
            self.marked.emit(self._asked, reason)
        else:
            self.reason.setFocus()

    @Slot()
    def on_keep(self) -> None:
        """Leave the steps as they are."""
        self._asked = None
        self.reason.clear()
        self.reason_row.say_problem("")
        self._asking.hide()

    def _made(self, one: RecordedEscalation) -> Iterator[QWidget]:
        top = QWidget(self)
        line = QHBoxLayout(top)
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(12)
        line.addWidget(plain(words.where(one.escalation), top, "h3"), 1)
        is_waiting = one.escalation.is_waiting
        state = words.state_words()[one.escalation.state]
        line.addWidget(chip(state, "danger" if is_waiting else "info", top))
        yield top
        lines = StepLines(one, self)
        lines.wrong.connect(self.on_wrong)
        self.lines.append(lines)
        yield lines

    def _lay_out_question(self) -> None:
        self._asking.setProperty("role", "card")
        held = Section("", "", self._asking)
        held.add(self._ask)
        self.reason_row = held.row(tr("Why it is wrong"), self.reason)
        held.add(flow(held, self.confirm, self.keep))
        box = QHBoxLayout(self._asking)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(held)
        self.add(self._asking)
        self._asking.hide()
