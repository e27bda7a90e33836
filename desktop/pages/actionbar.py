"""The bar beneath a visit: how complete the red-flag screen is, and what can be done."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop import show, theme
from desktop.models.interview import Progress
from desktop.widgets.flow import flow
from desktop.widgets.form import chip, em, restyled
from desktop.wording import level_words
from desktop.words import tr
from pathway.finding import Level

SHORT_EMS = 40


class ActionBar(QFrame):
    """Always in view: progress, the most urgent flag, the emergency letter, save and sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ActionBar")
        self.progress = chip("", "warn", self)
        self.level = chip("", "danger", self)
        self._kept = ""
        self.saved = QLabel(self)
        self.saved.setProperty("role", "small")
        self.emergency = self._button(tr("Emergency letter"), "danger", "ambulance", "on_danger")
        self.save = self._button(tr("Save"), "", "save", "muted")
        self.sign = self._button(tr("Save and sign"), "primary", "pen-line", "on_accent")
        self.discard = self._button(tr("Discard the amendment"), "", "x", "muted")
        self.discard.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 10, 24, 10)
        line.setSpacing(16)
        line.addWidget(flow(self, self.progress, self.level, self.saved), 1)
        line.addWidget(flow(self, self.emergency, self.discard, self.save, self.sign, gap=10))
        self.level.hide()

    def offer_amendment(self) -> None:
        """Offer what can be done with a visit that is signed already."""
        self.sign.hide()
        self.discard.show()
        self.save.setText(tr("Save the amendment"))
        restyled(self.save, "kind", "primary")
        theme.put_icon(self.save, "save", "on_accent")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Do without the pictures on the buttons where the words fill the width."""
        side = 0 if self.width() < SHORT_EMS * em(self) else theme.pixels(theme.ICON_PIXELS)
        for button in (self.emergency, self.save, self.sign):
            button.setIconSize(QSize(side, side))

    def show_progress(self, done: Progress, level: Level | None) -> None:
        """Show how many of the needed questions have an answer, and what the answers mean."""
        words = tr("{answered} of {needed} answered").format(
            answered=done.answered, needed=done.needed
        )
        if not done.is_complete:
            words = f"{words} · {tr('not complete')}"
        self.progress.setText(words)
        restyled(self.progress, "chip", "ok" if done.is_complete else "warn")
        if level is None:
            self.level.setText(tr("Advice could not be worked out"))
        else:
            self.level.setText(level_words(level))
        urgent = level is None or level >= Level.SAME_DAY
        restyled(self.level, "chip", "danger" if urgent else "warn")
        self.level.setVisible(level is None or level > Level.NONE)

    def show_saved(self, *, is_saved: bool) -> None:
        """Say whether everything on the form is kept."""
        if is_saved:
            self._kept = ""
        self.saved.setText(tr("All saved") if is_saved else self._kept or tr("Not saved yet"))

    def show_draft(self, at: datetime) -> None:
        """Say that what is not saved is kept as a draft."""
        said = tr("Not saved yet · draft kept {time}")
        self._kept = said.format(time=show.clock(at.astimezone()))
        self.saved.setText(self._kept)

    def _button(self, words: str, kind: str, icon: str, token: str) -> QPushButton:
        button = QPushButton(words, self)
        if kind:
            button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.put_icon(button, icon, token)
        return button
