"""Keys go to the widget that has the focus: sent to a named one they would prove nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focused() -> QWidget:
    """Return the widget that a key press reaches."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after the other, wherever the focus is by then."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def type_text(text: str) -> None:
    """Type text, each letter to whatever has the focus by then."""
    for letter in text:
        QTest.keyClicks(focused(), letter)
