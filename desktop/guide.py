"""The first page of a first run: set a clinic up, bring one from another computer, or look around.

The ways to another clinic stand beneath the unlock page as well.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.cards import Card, centred
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import plain
from desktop.words import ENGLISH, language, tr

Languages = tuple[tuple[str, str], ...]
"""The code of each language that the screen can speak, with its own name for itself."""
ENGLISH_ONLY: Final[Languages] = (("en", "English"),)
NOT_REVIEWED: Final = "No clinician has reviewed this translation yet: in doubt the English counts."
"""Told in English as well, to whoever reads the language but sets the program up for others."""


class Ways(QWidget):
    """Two buttons for those who want another clinic than the one here."""

    moving = Signal()
    trying = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.move_here = QPushButton(tr("Move from another co&mputer …"), self)
        self.demo = QPushButton(tr("Try the &demo"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flow(self, self.move_here, self.demo))
        for button, signal in ((self.move_here, self.moving), (self.demo, self.trying)):
            button.setProperty("kind", "plain")
            button.setAutoDefault(True)
            button.clicked.connect(signal)


class StartStep(QWidget):
    """Says what the program is for, and asks for the language and the way."""

    done = Signal()
    language_chosen = Signal(str)

    def __init__(self, languages: Languages, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = Card(tr("Welcome to Foramen"), self)
        self.set_up = QPushButton(tr("&Set up your clinic"), self.card)
        self.ways = Ways(self.card)
        self.news = plain("", self.card)
        self.languages = ChoiceButtons(
            tuple(Choice(code, name) for code, name in languages), self.card
        )
        self._lay_out(has_choice=len(languages) > 1)
        self.setFocusProxy(self.set_up)
        self.set_up.clicked.connect(self.done)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_up.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, trouble: Trouble) -> None:
        """Show why no clinic from another computer was found."""
        self._tell(trouble.sentence, "problem")

    def say_demo(self, is_started: bool) -> None:
        """Say what became of the demonstration."""
        self._tell(demo_words(is_started=is_started), "" if is_started else "problem")

    def _tell(self, said: str, role: str) -> None:
        self.news.setProperty("role", role)
        self.news.style().unpolish(self.news)
        self.news.style().polish(self.news)
        self.news.setText(said)
        self.news.show()

    @Slot()
    def on_language(self) -> None:
        """Speak another language; one is always chosen."""
        code = self.languages.value()
        if not code:
            self.languages.set_value(language())
        elif code != language():
            self.language_chosen.emit(code)

    def _lay_out(self, *, has_choice: bool) -> None:
        card = self.card
        said = tr(
            "For clinicians who look after adults with a pinched nerve in the neck or the low "
            "back. It works without a network, and nothing leaves this computer."
        )
        card.box.addWidget(plain(said, card))
        row = card.row(tr("Language"), self.languages)
        row.setVisible(has_choice)
        self.languages.set_value(language())
        self.languages.changed.connect(self.on_language)
        if language() != ENGLISH:
            card.box.addWidget(plain(f"{_not_reviewed()}\n{NOT_REVIEWED}", card, "muted"))
        self.set_up.setProperty("kind", "primary")
        self.set_up.setAutoDefault(True)
        self.news.hide()
        minutes = tr("It takes five minutes. What you do not know yet can come later.")
        card.box.addWidget(plain(minutes, card, "muted"))
        card.box.addWidget(self.set_up)
        card.box.addWidget(self.ways)
        card.box.addWidget(self.news)
        centred(card, self)


def _not_reviewed() -> str:
    return tr("No clinician has reviewed this translation yet: in doubt the English counts.")


def demo_words(*, is_started: bool) -> str:
    """Return what became of the demonstration, in words."""
    if is_started:
        return tr(
            "The demo opens in a window of its own. All its patients are made up, and nothing of "
            "it is kept."
        )
    return tr("The demo could not be started. Start it as “foramen demo” at the terminal.")
