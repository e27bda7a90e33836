"""Work on the lanes makes way for whoever is at the keyboard."""

import os
import sys
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.watch import Cancelled
from desktop import makingway
from desktop.background import Background, LaneName
from desktop.commands.hands import Hands
from desktop.desk.calls import Call
from desktop.desk.copywork import CopyWork, Doing
from desktop.makingway import NICE, PAUSE_SECONDS, QUIET_SECONDS, Presence
from tests.desktop.clinics import Sitting, found_clinic, sitting

QUIET = QUIET_SECONDS
LANES: tuple[LaneName, ...] = ("store", "search", "jobs", "copies", "system")


class Uptime:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Rests(threading.Event):
    """Notes how long somebody wants to rest, and has them go on at once."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.taken.append(timeout)
        return self.is_set()


@pytest.fixture
def uptime(monkeypatch: pytest.MonkeyPatch) -> Uptime:
    """The clock of ``presence``."""
    monkeypatch.setattr(makingway, "QUIET_SECONDS", QUIET)
    return Uptime()


@pytest.fixture
def rests() -> Rests:
    """What is rested in ``presence``."""
    return Rests()


@pytest.fixture
def presence(uptime: Uptime, rests: Rests) -> Presence:
    """A presence in a time of its own, long after the last key."""
    made = Presence(uptime)
    made._over = rests
    uptime.seconds += QUIET
    return made


def test_work_rests_while_keys_are_pressed_and_goes_on_after_them(
    presence: Presence, uptime: Uptime, rests: Rests
) -> None:
    presence.give_way()
    assert rests.taken == []
    presence.note_use()
    presence.give_way()
    uptime.seconds += QUIET / 2
    presence.give_way()
    assert rests.taken == [PAUSE_SECONDS] * 2
    uptime.seconds += QUIET / 2
    presence.give_way()
    assert rests.taken == [PAUSE_SECONDS] * 2


def test_each_piece_of_a_long_work_makes_way(presence: Presence, rests: Rests) -> None:
    call = Call(lambda _stage, _percent: None, presence.give_way)
    watch = call.watch()
    presence.note_use()
    for part in (0.1, 0.2, 0.3):
        watch.at("checking", part)
    assert len(rests.taken) == 3


def test_what_was_called_off_rests_no_more(presence: Presence, rests: Rests) -> None:
    call = Call(lambda _stage, _percent: None, presence.give_way)
    presence.note_use()
    call.cancel()
    with pytest.raises(Cancelled):
        call.watch().at("checking", 0.1)
    assert rests.taken == []


def test_nobody_rests_once_the_window_waits_for_the_lanes(qtbot: QtBot) -> None:
    background = Background()
    background.close()
    assert background.presence._over.is_set()


class Told(QObject):
    """Takes the priorities of the lanes."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: dict[str, int] = {}

    def take(self, told: tuple[str, int]) -> None:
        self.levels[told[0]] = told[1]

    def fail(self, error: Exception) -> None:
        raise error


def own_level(name: str = "") -> tuple[str, int]:
    """Return how nice the thread is that asks."""
    return name, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other scales")
def test_every_lane_comes_after_the_window(qtbot: QtBot) -> None:
    told, background = Told(), Background()
    _, before = own_level()
    for name in LANES:
        background.run(name, partial(own_level, name), told.take, told.fail)
    qtbot.waitUntil(lambda: not background.is_busy)
    background.close()
    assert told.levels == dict.fromkeys(LANES, min(before + NICE, 19))
    assert own_level() == ("", before)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who has just unlocked."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def test_a_key_in_the_open_clinic_is_noted(
    sat: Sitting, qapp: QApplication, presence: Presence, rests: Rests
) -> None:
    sat.entrance.background.presence = presence
    presence.give_way()
    Hands(qapp, sat.window).press(Qt.Key.Key_Down)
    presence.give_way()
    assert rests.taken == [PAUSE_SECONDS]


@pytest.mark.parametrize(("doing", "rested"), [("check", 1), ("rehearsal", 1), ("backup", 0)])
def test_only_what_nobody_asked_for_rests(
    sat: Sitting, presence: Presence, rests: Rests, doing: Doing, rested: int
) -> None:
    background = sat.entrance.background
    background.presence = presence
    presence.note_use()
    done = list[object]()
    work = CopyWork(background, sat.window)
    work.run(doing, lambda watch: watch.at("checking", 0.5), done.append)
    sat.see(lambda: done == [None])
    assert len(rests.taken) == rested


def test_printers_are_named_while_all_records_are_checked(sat: Sitting) -> None:
    gate, told = threading.Event(), list[tuple[str, ...]]()
    background = sat.entrance.background
    background.run("copies", gate.wait, print, print)
    desk = sat.entrance.desk
    assert desk is not None
    try:
        desk.prints.look_for_printers(lambda: ("Brother",), told.append, print)
        sat.see(lambda: told == [("Brother",)])
    finally:
        gate.set()
    sat.settle()
