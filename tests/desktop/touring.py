"""Plays the tour of the demonstration in tests: a fixed day, and a camera of the test's own."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.commands.album import Camera
from desktop.commands.dressing import Look
from desktop.commands.programme import whole_plan
from desktop.commands.tour import Theatre, Tour
from desktop.door import Door
from desktop.entrance import Entrance
from desktop.places import Places
from desktop.settings import SettingsFile
from desktop.today import Today
from desktop.trouble import CrashLog, Watch
from desktop.window import Window

PATIENTS = 30
PATIENCE_MILLISECONDS = 1_200_000
"""A whole tour takes half a minute; a machine that eight others use takes ten."""


def play(qtbot: QtBot, app: QApplication, home: Path, day: date, shot: tuple[Look, Camera]) -> None:
    """Play every scene in a look before a camera."""
    look, camera = shot
    clock = partial(_ten_o_clock, day)
    is_open = app.quitOnLastWindowClosed()
    app.setQuitOnLastWindowClosed(False)
    theatre = Theatre(app, home, clock, partial(_open, app, clock))
    tour = Tour(theatre, camera, whole_plan(PATIENTS, (look,)))
    try:
        with qtbot.waitSignal(tour.ended, timeout=PATIENCE_MILLISECONDS):
            tour.start()
    finally:
        app.setQuitOnLastWindowClosed(is_open)
        tour.deleteLater()
    assert not tour.stopped, tour.stopped


def _ten_o_clock(day: date) -> datetime:
    """Return ten o'clock on the computer's own clock, wherever it stands."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC).replace(tzinfo=None).astimezone()


def _open(app: QApplication, clock: Callable[[], datetime], places: Places, door: Door) -> Entrance:
    settings = SettingsFile(places.settings)
    theme.apply(app, settings.now.scheme, settings.now.text_scale)
    watch = Watch(CrashLog(places.crash_log, clock))
    window = Window(app, settings)
    entrance = Entrance(window, door, settings, Today(window, clock), watch)
    window.first_painted.connect(entrance.on_warm)
    return entrance
