"""The buttons of the body chart, which are its legend: kinds, undo and redo, the last visit."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.models.bodymarks import KINDS, Kind, kind_words
from desktop.models.bodypencil import Pencil
from desktop.widgets.bodypicture import swatch
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import em
from desktop.words import tr

_DRESSING: Final = frozenset({QEvent.Type.PaletteChange, QEvent.Type.FontChange})
_GAP: Final = "\u2002"


class BodyTools(QWidget):
    """A line of buttons; each shows the pattern or the line that it stands for."""

    outlining = Signal()
    """The outline of the last visit is wanted, or not wanted any more."""
    enlarging = Signal(bool)
    """The chart is wanted larger, or side by side again."""
    same_wanted = Signal()
    """Somebody says that it is as it was at the last visit."""

    def __init__(self, pencil: Pencil, parent: QWidget) -> None:
        super().__init__(parent)
        self._pencil = pencil
        self.kinds = ChoiceButtons(_choices(), self)
        self.kinds.setAccessibleName(tr("What is drawn"))
        self.undo = self._button(tr("Undo"), "undo-2", tr("Undo on the body chart (Ctrl+Z)"))
        self.redo = self._button(tr("Redo"), "redo-2", tr("Do again on the body chart (Ctrl+Y)"))
        self.outlined = QPushButton(f"{_GAP}{tr('Last visit')}", self)
        self.outlined.setProperty("kind", "answer")
        self.outlined.setAutoDefault(False)
        self.outlined.setToolTip(tr("Outline what was marked at the last visit"))
        self.outlined.setCheckable(True)
        self.outlined.setChecked(True)
        meaning = tr("Mark again what was marked at the last visit")
        self.same = self._button(tr("Same as last visit"), "refresh-cw", meaning)
        self.larger = self._button(tr("Larger"), "zoom-in", tr("Draw the chart larger"))
        self.larger.setCheckable(True)
        self._lay_out()
        self._dress()
        self.kinds.changed.connect(self.on_kind)
        self.undo.clicked.connect(pencil.undo)
        self.redo.clicked.connect(pencil.redo)
        self.larger.clicked.connect(self.on_larger)
        self.outlined.clicked.connect(self.outlining)
        self.same.clicked.connect(self.same_wanted)
        pencil.changed.connect(self.on_pencil)
        self.on_pencil()

    def offer_earlier(self, *, is_there: bool, is_empty: bool) -> None:
        """Offer the last visit where there is one; to draw it again only on an empty chart."""
        self.outlined.setVisible(is_there)
        self.same.setVisible(is_there and is_empty)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSING:
            self._dress()

    @Slot()
    def on_kind(self) -> None:
        self._pencil.choose(self.kinds.value())
        self.on_pencil()

    @Slot(bool)
    def on_larger(self, is_large: bool) -> None:
        self.larger.setText(tr("Smaller") if is_large else tr("Larger"))
        theme.put_icon(self.larger, "zoom-out" if is_large else "zoom-in", "accent")
        self.enlarging.emit(is_large)

    @Slot()
    def on_pencil(self) -> None:
        """Show which kind is drawn, and what can be undone."""
        self.kinds.set_value(self._pencil.kind)
        self.undo.setEnabled(self._pencil.can_undo)
        self.redo.setEnabled(self._pencil.can_redo)

    def _lay_out(self) -> None:
        line = FlowLayout(self, 8)
        for part in (self.kinds, self.undo, self.redo, self.larger, self.outlined, self.same):
            line.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _button(self, words: str, icon: str, meaning: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "plain")
        button.setAutoDefault(False)
        button.setToolTip(meaning)
        theme.put_icon(button, icon, "accent")
        return button

    def _dress(self) -> None:
        """Put on each button a sample of what it draws, in the colours and the size in use."""
        buttons: tuple[QPushButton, ...] = (*self.kinds.buttons, self.outlined)
        for button, kind in zip(buttons, (*KINDS, None), strict=True):
            button.setIcon(swatch(kind, em(self)))
            button.setIconSize(QSize(em(self) * 2, em(self)))


def _choices() -> tuple[Choice, ...]:
    return tuple(_choice(kind, str(place)) for place, kind in enumerate(KINDS, 1))


def _choice(kind: Kind, key: str) -> Choice:
    words = kind_words(kind)
    return Choice(kind, f"{_GAP}{key}  {words[:1].upper()}{words[1:]}", key, words)
