"""A field for a passphrase: hidden until asked, and it says when Caps Lock is on."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.theme import put_icon
from desktop.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPaintEvent


class PassField(QLineEdit):
    """A line whose text is hidden until the eye is pressed (Alt+Shift+S)."""

    caps_lock_seen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye: QAction | None = None

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if self.eye is None:
            # It can wait: the first paint is for the one who types.
            QTimer.singleShot(0, self, self._add_eye)

    @Slot()
    def _add_eye(self) -> None:
        if self.eye is not None:
            return
        from PySide6.QtGui import QAction

        self.eye = QAction(tr("Show the passphrase"), self)
        self.eye.setCheckable(True)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self.eye.toggled.connect(self.on_eye)
        self._draw_eye()

    @Slot(bool)
    def on_eye(self, is_open: bool) -> None:
        """Show or hide what was typed."""
        mode = QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        if self.eye is not None:
            self.eye.setToolTip(tr("Hide the passphrase") if is_open else tr("Show the passphrase"))
        self._draw_eye()

    def _draw_eye(self) -> None:
        if self.eye is not None:
            put_icon(self.eye, "eye-off" if self.eye.isChecked() else "eye")

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if self.eye is not None and self._is_eye_key(event):
            self.eye.toggle()
            return
        self._look_at_case(event)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        super().focusOutEvent(event)
        self.caps_lock_seen.emit(False)

    def _is_eye_key(self, event: "QKeyEvent") -> bool:
        # No shortcut of the action: setting one makes QtCore.Qt, which takes long.
        keys = QtCore.Qt.KeyboardModifier
        wanted = keys.AltModifier | keys.ShiftModifier
        return event.key() == QtCore.Qt.Key.Key_S and event.modifiers() == wanted

    def _look_at_case(self, event: "QKeyEvent") -> None:
        """Qt does not tell the state of Caps Lock; a letter against its Shift key does."""
        if event.key() == QtCore.Qt.Key.Key_CapsLock:
            self.caps_lock_seen.emit(False)
            return
        letter = event.text()
        if not letter.isalpha() or letter.upper() == letter.lower():
            return
        has_shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        self.caps_lock_seen.emit(letter.isupper() != has_shift)
