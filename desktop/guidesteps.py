"""Steps of a first run that can be left empty: letterhead, emergency numbers, backup place."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.cards import Card, centred
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import plain
from desktop.words import tr
from pathway.readable import words_of
from pathway.users import LONGEST_NAME

if TYPE_CHECKING:
    from desktop.pages.paperface import Lines

FIRST_NUMBERS: Final = ("clinic", "out_of_hours", "ambulance", "emergency_department")
"""The numbers that every clinic has; Settings has all."""


class GuideStep(QWidget):
    """A card with the way back and on; what is left empty comes later."""

    done = Signal()
    left = Signal()

    def __init__(self, title: str, purpose: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = Card(title, self)
        self.back = QPushButton(tr("&Back"), self.card)
        self.go_on = QPushButton(tr("&Continue"), self.card)
        self.card.box.addWidget(plain(purpose, self.card))
        self.first: QWidget = self.go_on
        self._fill()
        later = tr("What you leave empty can come later: Settings has all of it.")
        self.card.box.addWidget(plain(later, self.card, "muted"))
        self.card.box.addLayout(self._buttons())
        centred(self.card, self)
        self.setFocusProxy(self.first)
        self.back.clicked.connect(self.left)
        self.go_on.clicked.connect(self.done)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """Add what the step asks for."""

    def _buttons(self) -> QHBoxLayout:
        self.back.setProperty("kind", "plain")
        self.go_on.setProperty("kind", "primary")
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.go_on)
        for button in (self.back, self.go_on):
            button.setAutoDefault(True)
        return line


class LetterheadStep(GuideStep):
    """Asks what stands on top of papers beside the clinic's name."""

    address: "Lines"
    letterhead: "Lines"

    def __init__(self, parent: QWidget) -> None:
        told = tr("It stands on handouts and letters, beneath the clinic's name.")
        super().__init__(tr("Your letterhead"), told, parent)

    def _fill(self) -> None:
        from desktop.pages.paperface import Lines

        self.address, self.letterhead = Lines(self.card), Lines(self.card)
        self.card.row(tr("&Address"), self.address, tr("Line by line, as on paper."))
        more = tr("Such as a licence number, or the hours.")
        self.card.row(tr("&Letterhead"), self.letterhead, more)
        self.first = self.address


class NumbersStep(GuideStep):
    """Asks for the telephone numbers that patients and colleagues are given."""

    def __init__(self, parent: QWidget) -> None:
        self.fields: dict[str, QLineEdit] = {}
        told = tr("They stand on the emergency letter and on papers for patients. Try each once.")
        super().__init__(tr("Emergency numbers"), told, parent)

    def _fill(self) -> None:
        from desktop.pages.paperface import purpose_words

        words = purpose_words()
        for name in FIRST_NUMBERS:
            self.fields[name] = QLineEdit(self.card)
            self.fields[name].setMaxLength(LONGEST_NAME)
            self.fields[name].returnPressed.connect(self.done)
            self.card.row(words[name], self.fields[name])
        self.first = self.fields[FIRST_NUMBERS[0]]

    def phones(self) -> tuple[tuple[str, str], ...]:
        """Return the numbers that were given, each with what it is for."""
        texts = ((name, words_of(field.text())) for name, field in self.fields.items())
        return tuple((name, text) for name, text in texts if text)


class BackupStep(GuideStep):
    """Asks where backups go."""

    def __init__(self, choose_folder: Callable[[QWidget], Path | None], parent: QWidget) -> None:
        self.folder: Path | None = None
        self._choose_folder = choose_folder
        told = tr(
            "Best on another disk, or on a stick that stays plugged in. Each copy is encrypted as "
            "the records are, and made each day by itself."
        )
        super().__init__(tr("Where backups go"), told, parent)
        self.choose.clicked.connect(self.on_choose)

    def _fill(self) -> None:
        self.choose = QPushButton(tr("Choose a &folder …"), self.card)
        self.choose.setAutoDefault(True)
        self.chosen = plain(tr("None chosen yet"), self.card, "muted")
        line = FlowLayout()
        line.addWidget(self.choose)
        self.card.box.addLayout(line)
        self.card.box.addWidget(self.chosen)
        self.first = self.choose

    @Slot()
    def on_choose(self) -> None:
        """Take the folder that is chosen."""
        folder = self._choose_folder(self)
        if folder is not None:
            self.folder = folder
            self.chosen.setText(str(folder))
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
