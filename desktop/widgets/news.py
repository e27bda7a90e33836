"""A sentence above the page, with its mark and a button; in a low window one line of it."""

from typing import Final

from PySide6.QtCore import QMargins, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.theme import icon, pixels
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.form import plain, restyled
from desktop.widgets.shortened import Shortened
from desktop.words import tr

_ROOMY: Final = QMargins(16, 8, 8, 8)
_TIGHT: Final = QMargins(16, 2, 8, 2)
_ICONS: Final = {"danger": "octagon-alert", "warn": "triangle-alert"}


class News(QFrame):
    """Says one sentence; where the window is low and it is long, "More" shows all of it."""

    def __init__(self, button: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = QLabel(self)
        self.words = plain("", self)
        self.first = Shortened(self)
        self.more = QPushButton(tr("More"), self)
        self.more.setProperty("kind", "plain")
        self.more.setCheckable(True)
        self.more.setAutoDefault(True)
        self.button = button
        button.setParent(self)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(12)
        self._line.addWidget(self.mark)
        for part in (self.words, self.first):
            self._line.addWidget(part, 1)
        self._line.addWidget(self.more)
        self._line.addWidget(button)
        QWidget.setTabOrder(self.more, button)
        self.more.toggled.connect(self.on_more)
        Fitting(self).due.connect(self.on_room)
        self._fit()

    def say(self, sentence: str, kind: str) -> None:
        """Say a sentence; ``kind`` is "danger", "warn" or "info"."""
        restyled(self, "notice", kind)
        side = pixels(20)
        token = kind if kind in _ICONS else "accent"
        self.mark.setPixmap(icon(_ICONS.get(kind, "info"), token).pixmap(side, side))
        self.words.setText(sentence)
        self.first.setText(sentence)
        self.setAccessibleName(sentence)
        self.more.setAccessibleName(tr("More: {sentence}").format(sentence=sentence))
        self.more.setChecked(False)
        self._fit()

    def height_at(self, width: int) -> int:
        """Return how high it has to be at this width."""
        self._fit(width)
        needed = self.heightForWidth(width)
        return needed if needed >= 0 else self.sizeHint().height()

    @Slot()
    def on_room(self) -> None:
        """Show as much as the room that there is now allows."""
        self._fit()

    @Slot(bool)
    def on_more(self, whole: bool) -> None:
        """Show the whole sentence, or its beginning again."""
        self.more.setText(tr("Less") if whole else tr("More"))
        self._fit()

    def _fit(self, width: int = 0) -> None:
        is_tight = is_low(self)
        self._line.setContentsMargins(_TIGHT if is_tight else _ROOMY)
        is_long = is_tight and self._is_long(width or self.width())
        self.more.setVisible(is_long)
        self.words.setVisible(not is_long or self.more.isChecked())
        self.first.setVisible(is_long and not self.more.isChecked())

    def _is_long(self, width: int) -> bool:
        """Whether the sentence needs more than one line beside its mark and its button."""
        beside = 0 if self.button.isHidden() else self.button.sizeHint().width() + 12
        margins = _TIGHT.left() + _TIGHT.right() + 12 + pixels(20)
        room = width - beside - margins
        return self.words.fontMetrics().horizontalAdvance(self.words.text()) > room
