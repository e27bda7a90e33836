"""Garbage is collected on the window's thread, however much the lanes ask for."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.garbage import GarbageRound
from desktop.widgets.slices import Slices

PIECES = 50_000
"""Far more than Python lets pile up before it collects by itself."""


class Knot:
    """What only the collector takes away, and on which thread it was taken."""

    def __init__(self, taken_on: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: taken_on.append(threading.get_ident()))


@pytest.fixture
def thresholds() -> Iterator[None]:
    """Thresholds that a test may set."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def ask_for_much() -> list[list[int]]:
    """Ask for memory as a lane does that reads many charts."""
    return [[number] for number in range(PIECES)]


def on_a_lane() -> None:
    """Do that on another thread, to the end."""
    lane = threading.Thread(target=ask_for_much)
    lane.start()
    lane.join()


def look(qtbot: QtBot, holder: QObject) -> None:
    """Look once, and wait for the turn in which is collected."""
    GarbageRound(holder).look()
    qtbot.waitUntil(lambda: not any(one.is_busy for one in holder.findChildren(Slices)))


def test_a_lane_takes_nothing_away(qtbot: QtBot) -> None:
    holder = QObject()
    gc.enable()
    GarbageRound(holder).start()
    taken_on: list[int] = []
    Knot(taken_on)
    on_a_lane()
    assert taken_on == []
    kept = ask_for_much()  # what was let go again does not count as piled up
    qtbot.waitUntil(lambda: bool(taken_on))
    assert taken_on == [threading.get_ident()]
    assert len(kept) == PIECES


def test_without_it_a_lane_does(qtbot: QtBot) -> None:
    taken_on: list[int] = []
    gc.collect()  # what other tests left must not go on a lane
    gc.enable()
    Knot(taken_on)
    on_a_lane()
    gc.disable()
    assert taken_on != []
    assert threading.get_ident() not in taken_on


@pytest.mark.parametrize(("young", "middle", "oldest"), [(0, 0, 0), (2, 0, 1), (0, 2, 2)])
def test_the_oldest_that_is_due_is_collected(
    qtbot: QtBot, thresholds: None, young: int, middle: int, oldest: int
) -> None:
    gc.set_threshold(1, 1, 1)
    gc.collect()
    for _ in range(middle):
        gc.collect(1)
    for _ in range(young):
        gc.collect(0)
    kept = ask_for_much()
    before = [told["collections"] for told in gc.get_stats()]
    holder = QObject()
    look(qtbot, holder)
    after = [told["collections"] for told in gc.get_stats()]
    assert len(kept) == PIECES
    collected = [age for age in range(len(after)) if after[age] > before[age]]
    assert collected == [oldest]


def test_nothing_is_collected_before_it_is_due(qtbot: QtBot, thresholds: None) -> None:
    gc.set_threshold(1_000_000, 1, 1)
    gc.collect()
    holder = QObject()
    before = gc.get_stats()
    look(qtbot, holder)
    assert gc.get_stats() == before
