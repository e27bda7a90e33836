"""A clinic of the test's own, with its real window: real encrypted files, cheap key slots."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import reserve
from db.create import NewClinic, create_clinic
from db.kdf import KdfCost
from db.places import RESERVE
from desktop import theme
from desktop.commands.door import ClinicDoor
from desktop.door import Door
from desktop.entrance import Entrance
from desktop.pages.worklist import WorklistPage
from desktop.places import Places, make_private, prepare
from desktop.settings import SettingsFile
from desktop.today import Today
from desktop.trouble import CrashLog, Watch
from desktop.window import Window
from pathway.facts import OnsetDay, Patient, Problem
from pathway.records import Changes, Registration, Stamp

CHEAP: Final = KdfCost(1, 8192, 1)
CLINIC: Final = "Mfuwe Clinic"
USER: Final = "Dr Phiri"
PASSPHRASE: Final = "green window seven"


class Clock:
    """A clock that a test sets."""

    def __init__(self, day: date) -> None:
        self.moment = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


class Waiting(QObject):
    """Takes the answer of a lane."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)


class Sitting:
    """One person in front of the window: keys go to whatever has the focus, nowhere else."""

    def __init__(self, qtbot: QtBot, entrance: Entrance, window: Window) -> None:
        self.qtbot = qtbot
        self.entrance = entrance
        self.window = window

    @property
    def focus(self) -> QWidget:
        """The widget that takes the keys."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(self.focus, text)

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        QTest.keyClick(self.focus, key, keys or Qt.KeyboardModifier.NoModifier)

    def chord(self, key: Qt.Key) -> None:
        """Press Ctrl with a key."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def see(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Unlock with the keyboard and wait for the list of patients."""
        self.see(lambda: self.entrance.splash is not None)
        self.type(passphrase)
        self.press(Qt.Key.Key_Return)
        self.see(lambda: self.entrance.desk is not None)
        self.settle()
        if isinstance(self.window.pages.currentWidget(), WorklistPage):
            self.press(Qt.Key.Key_F2)
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way, and the chart says what is new."""
        self.see(self._is_settled)

    def _is_settled(self) -> bool:
        chart = self.entrance.rooms.chart if self.entrance.rooms is not None else None
        is_showing = chart is not None and not chart.has_more and chart.state.has_more
        return not self.entrance.background.is_busy and not is_showing


def found_clinic(home: Path, day: date) -> Places:
    """Make a home with a clinic that is locked: a copy, since making one takes longer."""
    places = Places(home)
    prepare(places)
    make_private(places.clinic)
    for name, content in _clinic_of(day).items():
        (places.clinic / name).write_bytes(content)
    # The size of a reserve that takes no space: tests/db/test_faults.py fills real ones.
    (places.clinic / RESERVE).touch()
    os.truncate(places.clinic / RESERVE, reserve.BYTES)
    return places


@cache
def _clinic_of(day: date) -> Mapping[str, bytes]:
    """Make a clinic and return its files."""
    with TemporaryDirectory() as made:
        folder = Path(made, "clinic")
        wanted = NewClinic(CLINIC, USER, PASSPHRASE, kdf=CHEAP, reserve=0)
        create_clinic(folder, wanted, Stamp(USER, Clock(day)(), day))
        return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def sitting(
    qtbot: QtBot, app: QApplication, places: Places, day: date, door: Door | None = None
) -> Iterator[Sitting]:
    """Open the window on a home, as the command does; close it at the end."""
    clock = Clock(day)
    prepare(places)
    settings = SettingsFile(places.settings)
    theme.apply(app, "light", 1.0)
    watch = Watch(CrashLog(places.crash_log, clock))
    window = Window(app, settings)
    opened = door or ClinicDoor(places.clinic, clock, CHEAP)
    entrance = Entrance(window, opened, settings, Today(window, clock), watch)
    entrance.greet()
    entrance.window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.is_painted)
    window.furnish()
    try:
        yield Sitting(qtbot, entrance, window)
    finally:
        entrance.close()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def register(sat: Sitting, *patients: Patient, began: date | None = None) -> tuple[Changes, ...]:
    """Keep patients as if somebody had registered them: in pain since a day, else for 30 days."""
    desk = sat.entrance.desk
    assert desk is not None
    waiting = Waiting()
    for patient in patients:
        onset = OnsetDay(began or date.fromordinal(desk.today.toordinal() - 30))
        desk.register(Registration(patient, Problem("lumbar", onset, "left")), waiting.take)
    sat.see(lambda: len(waiting.answers) == len(patients))
    sat.settle()
    return tuple(answer for answer in waiting.answers if isinstance(answer, Changes))
