"""What is copied here carries the marks that ask other programs not to keep it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.clipboard import MARKS, ClearedClipboard, is_marked, marked
from tests.desktop.books import put, room
from tests.desktop.pressing import press

HISTORY = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'


@pytest.fixture
def line(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QLineEdit]:
    """A field in a shown window whose clipboard is watched; without a display nobody owns it."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    with room(qtbot) as window:
        watch = ClearedClipboard(QObject(window))
        made = QLineEdit(window)
        put(window, made)
        made.setFocus()
        yield made
        watch.clear()


def test_what_is_copied_by_key_is_marked(line: QLineEdit) -> None:
    line.setText("OKAFOR, Ruth")
    line.selectAll()
    press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "OKAFOR, Ruth"
    assert bytes(copied.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert bytes(copied.data(HISTORY).data()) == bytes(4)
    assert is_marked(copied)


@given(st.text(max_size=40), st.binary(max_size=20))
def test_the_marks_change_nothing_of_what_was_copied(text: str, more: bytes) -> None:
    copied = QMimeData()
    copied.setText(text)
    copied.setData("application/x-own", QByteArray(more))
    found = marked(copied)
    assert found.text() == copied.text()
    assert bytes(found.data("application/x-own").data()) == more
    assert set(found.formats()) == {*copied.formats(), *MARKS}
    assert is_marked(found)
    assert not is_marked(copied)
