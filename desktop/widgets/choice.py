"""One answer out of a few, none chosen until somebody chooses: buttons in a line, or a short list.

The buttons share one Tab stop. Arrow keys move among them without answering, Space takes the one
in focus, an answer's own key takes it at once, Backspace takes the answer back.
"""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from desktop.widgets.flow import FlowLayout

_PLAIN_KEYS: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Choice(NamedTuple):
    """One possible answer: its code, its words, the keys that take it, and what it means."""

    code: str
    label: str
    keys: str = ""
    meaning: str = ""


class ChoiceButton(QPushButton):
    """A button of a line of answers; leaves the keys to the line it stands in."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.label, parent)
        self.choice = choice
        self.setProperty("kind", "answer")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(choice.meaning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)


class ChoiceButtons(QWidget):
    """A line of answers of which one or none is chosen."""

    changed = Signal()
    answered = Signal()
    """An answer was given by hand: whoever asked may move on to the next question."""

    def __init__(self, choices: tuple[Choice, ...], parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self.buttons = tuple(ChoiceButton(choice, self) for choice in choices)
        self._is_settling = False
        layout = FlowLayout(self, gap)
        for button in self.buttons:
            layout.addWidget(button)
            button.toggled.connect(self.on_toggled)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rove(0)

    def value(self) -> str:
        """Return the code of the chosen answer, empty when none is chosen."""
        return next((b.choice.code for b in self.buttons if b.isChecked()), "")

    def set_value(self, code: str) -> None:
        """Choose the answer with this code, or none."""
        if code == self.value():
            return
        self._check(code)
        for place, button in enumerate(self.buttons):
            if button.isChecked():
                self._rove(place)
        if not code:
            self._rove(0)
        self.changed.emit()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        for button in self.buttons:
            spoken = button.choice.meaning or button.choice.label
            button.setAccessibleName(f"{name}: {spoken}" if name else spoken)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802
        super().setAccessibleDescription(description)
        for button in self.buttons:
            button.setAccessibleDescription(description)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() not in _PLAIN_KEYS or not self._take_key(event):
            super().keyPressEvent(event)

    @Slot(bool)
    def on_toggled(self, is_checked: bool) -> None:
        """Take the answer of a button: pressed by hand, or toggled by a screen reader."""
        button = self.sender()
        if isinstance(button, ChoiceButton) and not self._is_settling:
            self._answer(button.choice.code)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
            return True
        if key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.set_value("")
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answered.emit()
            return True
        return self._take_letter(event.text().lower())

    def _take_letter(self, letter: str) -> bool:
        found = [b for b in self.buttons if letter and letter in b.choice.keys]
        if not found:
            return False
        self._answer(found[0].choice.code)
        return True

    def _answer(self, code: str) -> None:
        chosen = next(b for b in self.buttons if b.choice.code == code)
        self._check(code)
        self._rove(self.buttons.index(chosen))
        self.changed.emit()
        self.answered.emit()

    def _check(self, code: str) -> None:
        self._is_settling = True
        for button in self.buttons:
            button.setChecked(button.choice.code == code)
        self._is_settling = False

    def _step(self, step: int) -> None:
        focused = [place for place, b in enumerate(self.buttons) if b.hasFocus()]
        step = -step if self.isRightToLeft() else step
        place = min(max((focused or [0])[0] + step, 0), len(self.buttons) - 1)
        self._rove(place)
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _rove(self, stop: int) -> None:
        """Make one button the Tab stop of the line, and the place where focus lands."""
        for place, button in enumerate(self.buttons):
            here = place == stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.buttons[stop])


class PickBox(QComboBox):
    """A short list of which nothing is chosen at first; the mouse wheel never changes it."""

    changed = Signal()

    def __init__(self, blank: str, choices: tuple[Choice, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.addItem(blank, "")
        for choice in choices:
            self.addItem(choice.label, choice.code)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self.on_picked)

    def value(self) -> str:
        """Return the chosen code, empty when nothing is chosen."""
        return str(self.currentData())

    def set_value(self, code: str) -> None:
        """Choose a code; one that is not in the list is added as it is, never dropped."""
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(max(self.findData(code), 0))

    @Slot()
    def on_picked(self) -> None:
        self.changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.setCurrentIndex(0)
            return
        super().keyPressEvent(event)
