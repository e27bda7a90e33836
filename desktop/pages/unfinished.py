"""What is not finished: the forms that somebody left, each one key away."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import em, plain
from desktop.words import ntr, tr
from pathway.drafts import Unfinished
from pathway.records import DraftForm, ProblemId

MOST_SHOWN = 6
FLOWS: Mapping[DraftForm, str] = {
    "escalation": "escalate",
    "clearing": "flags",
    "referral": "refer",
    "episode": "episode",
    "letter": "letter",
}
"""The flow that each of these forms belongs to."""
MOST_EMS = 30


class UnfinishedButton(QPushButton):
    """One form that somebody left; words too long for a line end in dots and in its tool tip."""

    def __init__(self, left: Unfinished, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.left = left
        self._words = words
        self.setAccessibleName(words)
        self.setAutoDefault(True)
        theme.put_icon(self, "pen-line")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = MOST_EMS * em(self)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._words else self._words)


class UnfinishedForms(QWidget):
    """The unfinished forms of one user, the newest first; hidden while there are none.

    In a low window only the newest stands there: the others follow when it is done.
    """

    opened = Signal(object)
    """The ProblemId whose visit goes on."""
    registering = Signal()
    medical_wanted = Signal(object)
    """The ProblemId whose medical background goes on."""
    flow_wanted = Signal(object, str)
    """The ProblemId whose flow goes on, and which."""
    problem_wanted = Signal(object, bool)
    """The ProblemId whose page goes on, and whether it is that of another problem."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = plain("", self, "h3")
        self.buttons: list[UnfinishedButton] = []
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.title)
        box.addWidget(self._holder)
        Fitting(self).due.connect(self._fit)
        self.hide()

    def show_forms(self, forms: tuple[Unfinished, ...], today: date) -> None:
        """Show these."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for left in forms[:MOST_SHOWN]:
            words = f"{_whose(left)} · {unfinished_words(left, today)}"
            button = UnfinishedButton(left, words, self._holder)
            button.clicked.connect(self.on_clicked)
            self._flow.addWidget(button)
            self.buttons.append(button)
        self.title.setText(
            ntr("{count} unfinished form", "{count} unfinished forms", len(forms)) if forms else ""
        )
        self._fit()
        self.setVisible(bool(forms))

    @Slot()
    def _fit(self) -> None:
        is_cramped = is_low(self)
        for button in self.buttons[1:]:
            button.setHidden(is_cramped)

    @Slot()
    def on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, UnfinishedButton):
            problem = button.left.key.problem
            if problem is None:
                self.registering.emit()
            elif button.left.key.form == "patient":
                self.medical_wanted.emit(problem)
            elif button.left.key.form in FLOWS:
                self.flow_wanted.emit(problem, FLOWS[button.left.key.form])
            elif button.left.key.form in {"problem", "new_problem"}:
                self.problem_wanted.emit(problem, button.left.key.form == "new_problem")
            else:
                self.opened.emit(problem)


def by_problem(forms: tuple[Unfinished, ...], today: date) -> Mapping[ProblemId, str]:
    """Return what is unfinished at each problem, in words."""
    return {left.key.problem: unfinished_words(left, today) for left in forms if left.key.problem}


def unfinished_words(left: Unfinished, today: date) -> str:
    """Return what was left unfinished and when: "unfinished visit, 10:42"."""
    forms: dict[DraftForm, str] = {
        "visit": tr("unfinished visit, {time}"),
        "amendment": tr("unfinished amendment, {time}"),
        "registration": tr("unfinished registration, {time}"),
        "patient": tr("unfinished medical background, {time}"),
        "problem": tr("unfinished change of the problem, {time}"),
        "new_problem": tr("unfinished other problem, {time}"),
        "escalation": tr("unfinished escalation, {time}"),
        "clearing": tr("unfinished clearing of a red flag, {time}"),
        "referral": tr("unfinished referral, {time}"),
        "episode": tr("unfinished closing or reopening, {time}"),
        "letter": tr("unfinished letter, {time}"),
    }
    said = forms.get(left.key.form, tr("unfinished form, {time}"))
    return said.format(time=_time(left.kept_at.astimezone(), today))


def _time(at: datetime, today: date) -> str:
    return show.clock(at) if at.date() == today else show.moment(at)


def _whose(left: Unfinished) -> str:
    if left.patient is None:
        return tr("New patient")
    return show.name(left.family_name, left.given_name)
