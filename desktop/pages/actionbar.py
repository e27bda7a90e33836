"""The bar beneath a visit: how complete the red-flag screen is, and what can be done."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop import show, theme
from desktop.models.interview import Progress
from desktop.widgets.flow import flow
from desktop.widgets.form import chip, restyled
from desktop.wording import level_words
from desktop.words import tr
from pathway.finding import Level

EDGE: Final = 24
BESIDE: Final = 16
GAP: Final = 10
LARGE: Final = QSize(999, 999)
"""Larger than any icon is drawn."""


class ActionBar(QFrame):
    """Always in view: progress, the most urgent flag, the emergency letter, save and sign.

    Where its one line is too short it does without the pictures first, then with fewer words.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ActionBar")
        self.progress = chip("", "warn", self)
        self.level = chip("", "danger", self)
        self._kept = ""
        self._counted = ("", "")
        self._said = ("", "")
        self._widths: dict[tuple[bool, int], int] = {}
        self.saved = QLabel(self)
        self.saved.setProperty("role", "small")
        self.emergency = self._button(tr("Emergency letter"), "danger", "ambulance", "on_danger")
        self.save = self._button(tr("Save"), "", "save", "muted")
        self.sign = self._button(tr("Save and sign"), "primary", "pen-line", "on_accent")
        self.discard = self._button(tr("Discard the amendment"), "", "x", "muted")
        self.discard.hide()
        self._words = {one: (one.text(), one.text()) for one in self._buttons()}
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE, GAP, EDGE, GAP)
        line.setSpacing(BESIDE)
        line.addWidget(flow(self, self.progress, self.level, self.saved), 1)
        line.addWidget(flow(self, *self._buttons(), gap=GAP))
        self.level.hide()

    def shut_signing(self, why: str) -> None:
        """Let nobody sign here, and say why."""
        self.sign.setEnabled(False)
        self.sign.setToolTip(why)
        self.sign.setAccessibleDescription(why)

    def offer_amendment(self) -> None:
        """Offer what can be done with a visit that is signed already."""
        self.sign.hide()
        self.discard.show()
        self._words[self.save] = (tr("Save the amendment"), tr("Save"))
        self._words[self.discard] = (tr("Discard the amendment"), tr("Discard"))
        self.save.setText(tr("Save the amendment"))
        self._widths.clear()
        restyled(self.save, "kind", "primary")
        theme.put_icon(self.save, "save", "on_accent")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widths.clear()

    def show_progress(self, done: Progress, level: Level | None) -> None:
        """Show how many of the needed questions have an answer, and what the answers mean."""
        words = tr("{answered} of {needed} answered").format(
            answered=done.answered, needed=done.needed
        )
        if not done.is_complete:
            words = f"{words} · {tr('not complete')}"
        self._counted = words, f"{show.number(done.answered)} / {show.number(done.needed)}"
        self.progress.setText(words)
        self.progress.setAccessibleName(words)
        restyled(self.progress, "chip", "ok" if done.is_complete else "warn")
        if level is None:
            self.level.setText(tr("Advice could not be worked out"))
        else:
            self.level.setText(level_words(level))
        urgent = level is None or level >= Level.SAME_DAY
        restyled(self.level, "chip", "danger" if urgent else "warn")
        self.level.setVisible(level is None or level > Level.NONE)
        self._fit()

    def show_saved(self, *, is_saved: bool) -> None:
        """Say whether everything on the form is kept."""
        if is_saved:
            self._kept = ""
        brief = tr("All saved") if is_saved else tr("Not saved yet")
        self._said = self._kept or brief, brief
        self.saved.setText(self._said[0])
        self._fit()

    def show_draft(self, at: datetime) -> None:
        """Say that what is not saved is kept as a draft."""
        said = tr("Not saved yet · draft kept {time}")
        self._kept = said.format(time=show.clock(at.astimezone()))
        self._said = self._kept, tr("Not saved yet")
        self.saved.setText(self._kept)
        self._fit()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.emergency, self.discard, self.save, self.sign

    def _fit(self) -> None:
        """Put everything into one line, with as many words as it holds."""
        room = self.width() - 2 * EDGE - BESIDE
        least = self._told_width(self._counted[1], self._said[1])
        ways = ((True, 0), (False, 0), (False, 1))
        pictured, brief = next((one for one in ways if self._wide(*one) + least <= room), ways[-1])
        for button in self._buttons():
            button.setIconSize(_drawn(button) if pictured else QSize(0, 0))
            button.setText(self._words[button][brief])
            button.setAccessibleName(self._words[button][0])
        beside = room - self._wide(pictured, brief)
        both = [(self._counted[a], self._said[b]) for a, b in ((0, 0), (0, 1), (1, 1))]
        counted, said = next((one for one in both if self._told_width(*one) <= beside), both[-1])
        self.progress.setText(counted)
        self.saved.setText(said)

    def _wide(self, pictured: bool, brief: int) -> int:
        """Return how wide the buttons are with or without pictures, and with these words."""
        if (pictured, brief) in self._widths:
            return self._widths[pictured, brief]
        shown = [button for button in self._buttons() if not button.isHidden()]
        widths = (
            _with_words(button, self._words[button][brief])
            - button.iconSize().width()
            + (_drawn(button).width() if pictured else 0)
            for button in shown
        )
        self._widths[pictured, brief] = wide = sum(widths) + GAP * (len(shown) - 1)
        return wide

    def _told_width(self, counted: str, said: str) -> int:
        """Return how wide the words before the buttons are."""
        level = 0 if self.level.isHidden() else self.level.sizeHint().width() + GAP
        return _with_words(self.progress, counted) + GAP + level + _with_words(self.saved, said)

    def _button(self, words: str, kind: str, icon: str, token: str) -> QPushButton:
        button = QPushButton(words, self)
        if kind:
            button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.put_icon(button, icon, token)
        return button


def _with_words(part: QLabel | QPushButton, words: str) -> int:
    """Return how wide a part is with these words in place of its own."""
    metrics = part.fontMetrics()
    frame = part.sizeHint().width() - metrics.horizontalAdvance(part.text())
    return frame + metrics.horizontalAdvance(words)


def _drawn(button: QPushButton) -> QSize:
    """Return how large the icon of a button is drawn."""
    return button.icon().actualSize(LARGE)
