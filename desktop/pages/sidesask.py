"""Sides that do not fit together, asked about in place: it is so, or it is changed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import plain, restyled
from desktop.words import tr
from pathway.facts import BodySide
from pathway.sides import SideQuestion

SO: Final = "so"
CHANGE: Final = "change"
_ACROSS: Final[Mapping[BodySide, BodySide]] = {"left": "right", "right": "left"}


class SidesAsk(QWidget):
    """One notice for each pair of sides that nobody confirmed."""

    confirmed = Signal(object)
    """A SideQuestion of which somebody says that it is so."""
    changing = Signal(str)
    """What somebody wants to change: "problem", "pain", "power" or "sensation"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked: tuple[SideQuestion, ...] = ()
        self.notices: list[SideNotice] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.hide()

    def ask(self, questions: tuple[SideQuestion, ...]) -> None:
        """Ask these; what is asked already stays as it is."""
        if questions == self._asked:
            return
        self._asked = questions
        for notice in self.notices:
            self._box.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.notices = [SideNotice(question, self) for question in questions]
        for notice in self.notices:
            notice.told.connect(self.on_told)
            self._box.addWidget(notice)
        self.setVisible(bool(questions))

    @Slot(str)
    def on_told(self, answer: str) -> None:
        notice = self.sender()
        if not isinstance(notice, SideNotice):
            return
        if answer == SO:
            self.confirmed.emit(notice.question)
        else:
            self.changing.emit(notice.question.other)


class SideNotice(QFrame):
    """One pair of sides with its two answers."""

    told = Signal(str)

    def __init__(self, question: SideQuestion, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        restyled(self, "notice", "warn")
        words = side_words(question)
        self.buttons = ChoiceButtons(
            (
                Choice(SO, tr("It is so"), "y1", tr("It is so: it was looked at")),
                Choice(CHANGE, tr("Change it"), "c2", tr("Change it: go to where it was entered")),
            ),
            self,
        )
        self.buttons.setAccessibleName(words)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 10)
        box.setSpacing(6)
        box.addWidget(plain(words, self))
        box.addWidget(self.buttons)
        self.setAccessibleName(words)
        self.buttons.answered.connect(self.on_answered)

    @Slot()
    def on_answered(self) -> None:
        self.told.emit(self.buttons.value())


class NoticeLine(QFrame):
    """A line of words that must not be overlooked; hidden while it has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        restyled(self, "notice", "info")
        self.words = plain("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.addWidget(self.words)
        self.hide()

    def say(self, words: str) -> None:
        """Show words, or nothing."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


def side_words(question: SideQuestion) -> str:
    """Return what does not fit together, as a question."""
    first = {
        "problem": tr("The problem is on the {side}"),
        "pain": tr("Pain is on the {side}"),
    }
    then = {
        "pain": tr("pain on the {side}"),
        "power": tr("weakness on the {side}"),
        "sensation": tr("changed feeling on the {side}"),
    }
    one = first[question.one].format(side=show.side(question.side))
    other = then[question.other].format(side=show.side(_ACROSS[question.side]))
    return tr("{one}, {other}. Is that so?").format(one=one, other=other)
