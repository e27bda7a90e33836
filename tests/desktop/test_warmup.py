"""Whoever types faster than libraries are imported waits for them: nothing is imported twice."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import warmup
from desktop.places import Places
from desktop.warmup import Warmup
from tests.desktop.clinics import PASSPHRASE, found_clinic, sitting


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


def test_the_door_opens_only_when_everything_was_imported(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.settle()  # the door was asked whose clinic it is
        slow = Warmup(sat.window)
        sat.entrance.wait_for(slow)
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        assert not sat.entrance.background.is_busy
        slow.finished.emit()
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()


def test_the_door_is_asked_when_its_own_modules_are_there(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        slow = Warmup(sat.window)
        sat.entrance.wait_for(slow)
        sat.entrance.greet()
        assert sat.entrance.splash
        assert sat.entrance.splash.user.count() == 0
        slow.door_ready.emit()
        sat.see(lambda: sat.entrance.splash is not None and sat.entrance.splash.user.count() == 1)


def test_what_cannot_be_imported_keeps_nobody_waiting(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(warmup, "LIBRARIES", ("no_such_library",))
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    slow = Warmup(qapp)
    with qtbot.waitSignals([slow.door_ready, slow.finished]):
        slow.start()
    slow.deleteLater()
