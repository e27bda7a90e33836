"""The window's notice: trouble stays until somebody has closed it, whatever comes after it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.notice import WindowNotice
from tests.desktop.books import room


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window that stays until the test is over."""
    with room(qtbot) as held:
        yield held


@pytest.fixture
def notice(window: QWidget) -> WindowNotice:
    """The notice of a window that is shown."""
    made = WindowNotice(window)
    window.show()
    return made


def closings(notice: WindowNotice) -> list[str]:
    """Close notice after notice and return what stood there, in turn."""
    stood = []
    while notice.isVisible():
        stood.append(notice.text.text())
        notice.ok.click()
    return stood


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ("i", "i"),
        ("ij", "j"),
        ("wi", "i"),
        ("iA", "A"),
        ("Ai", "Ai"),
        ("AB", "BA"),
        ("ABi", "BAi"),
        ("AiB", "BAi"),
        ("AiBj", "BAij"),
        ("AA", "A"),
        ("ABA", "AB"),
        ("AiAi", "Ai"),
    ],
)
def test_trouble_is_read_before_it_goes(notice: WindowNotice, told: str, stands: str) -> None:
    for sentence in told:
        kind = "danger" if sentence.isupper() else "warn" if sentence == "w" else "info"
        notice.tell(sentence, kind)
    assert notice.accessibleName() == stands[0]
    assert "".join(closings(notice)) == stands


def test_a_locked_window_tells_nothing_of_before(notice: WindowNotice) -> None:
    notice.tell("A", "danger")
    notice.tell("B", "danger")
    notice.forget()
    assert closings(notice) == []
    notice.tell("i", "info")
    assert closings(notice) == ["i"]
