"""The lock that comes by itself: idle by either clock, sleep, the system's screen; clipboard."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.autolock import AutoLock
from desktop.clipboard import ClearedClipboard
from desktop.screenlock import ScreenLock

MINUTES = 5


class Clocks:
    """The two clocks of a computer, which a test sets."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.moment = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)

    def uptime(self) -> float:
        return self.seconds

    def wall(self) -> datetime:
        return self.moment

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.moment += timedelta(seconds=seconds)


class Told:
    """Counts how often the lock was due."""

    def __init__(self, lock: AutoLock) -> None:
        self.count = 0
        lock.due.connect(self.tell)

    def tell(self) -> None:
        self.count += 1


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def lock(parent: QObject, clocks: Clocks) -> AutoLock:
    made = AutoLock(lambda: MINUTES, parent, clocks.uptime, clocks.wall)
    made.start(None)
    return made


def wait(lock: AutoLock, clocks: Clocks, seconds: int) -> None:
    """Let time pass as it does when nothing happens: the lock looks again and again."""
    for _ in range(seconds // 5):
        clocks.pass_by(5)
        lock.look()


def test_nobody_there_for_five_minutes(lock: AutoLock, clocks: Clocks) -> None:
    told = Told(lock)
    wait(lock, clocks, 60 * MINUTES - 5)
    assert told.count == 0
    wait(lock, clocks, 60)
    assert told.count == 1  # and not once more while it is locked


def test_a_key_begins_the_time_anew(lock: AutoLock, clocks: Clocks) -> None:
    told = Told(lock)
    wait(lock, clocks, 290)
    lock.note_use()
    wait(lock, clocks, 290)
    assert told.count == 0
    wait(lock, clocks, 10)
    assert told.count == 1


@pytest.mark.parametrize("clock", ["uptime", "wall"])
def test_a_sleep_locks_whichever_clock_went_on(lock: AutoLock, clocks: Clocks, clock: str) -> None:
    told = Told(lock)
    wait(lock, clocks, 30)
    if clock == "uptime":
        clocks.seconds += 90
    else:
        clocks.moment += timedelta(seconds=90)
    lock.note_use()  # whoever opens the lid presses a key first
    lock.look()
    assert told.count == 1


def test_a_clock_put_back_locks_nothing_and_hides_no_idle_time(
    lock: AutoLock, clocks: Clocks
) -> None:
    told = Told(lock)
    clocks.moment -= timedelta(days=3)
    wait(lock, clocks, 290)
    assert told.count == 0
    wait(lock, clocks, 10)
    assert told.count == 1


def test_keys_clicks_and_wheels_in_the_window_count(
    qtbot: QtBot, parent: QObject, clocks: Clocks
) -> None:
    lock = AutoLock(lambda: MINUTES, parent, clocks.uptime, clocks.wall)
    widget = QWidget()
    widget.show()
    qtbot.waitExposed(widget)
    window = widget.windowHandle()
    assert isinstance(window, QWindow)
    lock.start(window)
    told = Told(lock)
    for _ in range(3):
        wait(lock, clocks, 290)
        QTest.keyClick(window, Qt.Key.Key_Shift)
    for _ in range(3):
        wait(lock, clocks, 290)
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert told.count == 0
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    wait(lock, clocks, 300)
    assert told.count == 1
    widget.hide()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_key_that_is_a_shortcut_counts(qtbot: QtBot, parent: QObject, clocks: Clocks) -> None:
    lock = AutoLock(lambda: MINUTES, parent, clocks.uptime, clocks.wall)
    widget = QWidget()
    qtbot.addWidget(widget)
    done = list[bool]()
    action = QAction("", widget)
    action.setShortcut("F2")
    action.triggered.connect(lambda: done.append(True))
    widget.addAction(action)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    lock.start(widget.windowHandle())
    told, uses = Told(lock), list[int]()
    lock.used.connect(lambda: uses.append(1))
    for _ in range(3):
        wait(lock, clocks, 290)
        QTest.keyClick(widget.windowHandle(), Qt.Key.Key_F2)
    assert len(done) == 3
    assert told.count == 0
    assert len(uses) == 3


def test_the_screen_of_the_system_locks_this_one(lock: AutoLock, parent: QObject) -> None:
    told = Told(lock)
    screen = ScreenLock(parent)
    screen.locked.connect(lock.lock_now)
    screen.on_active(False)
    assert told.count == 0
    screen.on_active(True)
    screen.on_active(True)
    assert told.count == 1


HEARD = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.screenlock import ScreenLock
app = QCoreApplication(sys.argv)
screen = ScreenLock(app)
assert screen.is_heard
screen.locked.connect(app.quit)
QTimer.singleShot(20_000, lambda: app.exit(1))
subprocess.Popen(["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"])
sys.exit(app.exec())
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus here")
def test_the_desktop_tells_over_its_bus() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", HEARD],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def clipboard(
    qapp: QApplication, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> ClearedClipboard:
    # Without a display nobody owns the clipboard.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    return ClearedClipboard(parent)


def test_what_was_copied_here_is_cleared(clipboard: ClearedClipboard) -> None:
    QGuiApplication.clipboard().setText("BANDA, Grace")
    assert clipboard.is_waiting
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == ""
    assert not clipboard.is_waiting


def test_what_others_copied_is_theirs(
    clipboard: ClearedClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("BANDA, Grace")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    QGuiApplication.clipboard().setText("somebody's shopping list")
    assert not clipboard.is_waiting
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == "somebody's shopping list"
    QGuiApplication.clipboard().clear()
