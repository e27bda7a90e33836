"""How fast the timeline is: 5,000 events over 20 years, drawn, pointed at and stepped through.

What the window's thread works is measured; a bare form in the same run tells how much slower than
a quiet machine this one is just now, and an empty widget of the same size what Qt takes by itself.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import median
from time import thread_time
from typing import Final

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.timeline import ZOOM, Timeline
from pathway.course import SHAPES, Course, Event, Lane, in_order
from tests.benchmarks.floors import bare_form_seconds
from tests.benchmarks.test_window import FORM_MILLISECONDS

TODAY: Final = date(2026, 3, 30)
YEARS: Final = 20
DAYS: Final = 365 * YEARS
COUNTS: Final[dict[Lane, int]] = {
    "flags": 60,
    "limb": 700,
    "spine": 700,
    "function": 400,
    "visits": 700,
    "ahead": 5,
    "treatments": 250,
    "medicines": 250,
    "imaging": 150,
    "referrals": 150,
    "decisions": 100,
    "prints": 500,
}
WEEKS: Final = DAYS // 7
FRAME_MILLISECONDS, WORST_MILLISECONDS = 4.0, 16.0
"""The aims of the clinic, times how much slower than a quiet machine this one is just now."""
HIT_MILLISECONDS: Final = 0.2
KEY_MILLISECONDS: Final = 1.0
STEPS: Final = 18
MOVES: Final = 10
TRIES: Final = 300
KEYS: Final = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


def course(chance: random.Random) -> Course:
    """Return 5,000 events over 20 years in every lane."""
    found = []
    for lane, count in COUNTS.items():
        for number in range(count):
            ahead = lane == "ahead"
            day = TODAY + timedelta(days=number * 9 if ahead else -chance.randrange(DAYS))
            length = chance.randrange(5, 90) if SHAPES[lane] == "bars" else 0
            end = max(min(day + timedelta(days=length), TODAY), day)
            value = float(chance.randrange(11))
            title = f"{lane} {number % 12}"
            found.append(Event(lane, day, end, title, value=value, ahead=ahead))
    kinds = ("active", "passive", "empty", "paused")
    for number in range(WEEKS):
        start = TODAY - timedelta(days=DAYS - 7 * number)
        end = start + timedelta(days=6)
        words = (str(number + 1),)
        found.append(Event("care", start, end, "A week", chance.choice(kinds), labels=words))
    scales: dict[Lane, tuple[float, float]] = dict.fromkeys(("limb", "spine", "function"), (0, 10))
    first = TODAY - timedelta(days=DAYS)
    return Course(TODAY, tuple(sorted(found, key=in_order)), first, first, scales=scales)


@pytest.fixture
def timeline(qtbot: QtBot, qapp: QApplication) -> Iterator[Timeline]:
    """A timeline of a long course in a window of 1280 × 900."""
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    shown = Timeline(course(random.Random(1)), window)
    assert len(shown.events) >= 5000
    shown.resize(1230, shown.sizeHint().height())
    window.resize(1280, 900)
    window.show()
    yield shown
    window.close()


def milliseconds(work: Callable[[], object]) -> float:
    begun = thread_time()
    work()
    return 1000 * (thread_time() - begun)


def floor_of(size_like: QWidget) -> float:
    """Return how long an empty widget of this size takes to be drawn."""
    empty = QWidget()
    empty.resize(size_like.size())
    image = QImage(size_like.size(), QImage.Format.Format_ARGB32_Premultiplied)
    took = median(milliseconds(lambda: empty.render(image)) for _ in range(200))
    empty.deleteLater()
    return took


def slowness() -> float:
    """Return how many times slower than a quiet machine this one is just now."""
    return max(1000 * bare_form_seconds() / FORM_MILLISECONDS, 1.0)


@pytest.mark.benchmark(group="timeline")
def test_frames_while_zooming_and_panning(benchmark: BenchmarkFixture, timeline: Timeline) -> None:
    view = timeline.viewport()
    image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
    found: list[list[float]] = []

    def play() -> None:
        timeline.show_stretch(timeline.view.whole())
        took = []
        for step in range(STEPS):
            for _ in range(MOVES):
                days = timeline.view.days * (-0.03 if step % 2 else 0.03)
                timeline.show_stretch(timeline.view.moved(days))
                took.append(milliseconds(lambda: view.render(image)))
            timeline.zoom(ZOOM)
        found.append(took)

    benchmark.pedantic(play, rounds=3, warmup_rounds=1)
    slow = slowness()
    middle = min(median(took) for took in found[1:])
    worst = min(max(took) for took in found[1:])
    benchmark.extra_info["median ms"] = round(middle, 2)
    benchmark.extra_info["worst ms"] = round(worst, 2)
    benchmark.extra_info["empty ms"] = round(floor_of(view), 3)
    benchmark.extra_info["slowness"] = round(slow, 2)
    assert middle <= FRAME_MILLISECONDS * slow
    assert worst <= WORST_MILLISECONDS * slow


@pytest.mark.benchmark(group="timeline")
def test_what_is_pointed_at(benchmark: BenchmarkFixture, timeline: Timeline) -> None:
    chance = random.Random(2)
    timeline.show_stretch(timeline.view.whole())
    timeline.frame().hit(QPointF(0, 0))
    wide, high = timeline.viewport().width(), timeline.viewport().height()
    spots = [QPointF(chance.uniform(180, wide), chance.uniform(0, high)) for _ in range(TRIES)]
    timeline.viewport().grab()

    def point() -> float:
        return max(milliseconds(partial(timeline.frame().hit, spot)) for spot in spots)

    found = [benchmark.pedantic(point, rounds=1), point(), point()]
    slow = slowness()
    benchmark.extra_info["worst ms"] = round(min(found), 3)
    benchmark.extra_info["slowness"] = round(slow, 2)
    assert min(found) <= HIT_MILLISECONDS * slow


@pytest.mark.benchmark(group="timeline")
def test_a_key_step(benchmark: BenchmarkFixture, timeline: Timeline) -> None:
    chance = random.Random(3)
    timeline.setFocus()
    found: list[float] = []

    def step() -> None:
        for _ in range(TRIES):
            key = chance.choice(KEYS)
            found.append(milliseconds(partial(QTest.keyClick, timeline, key)))

    benchmark.pedantic(step, rounds=1, warmup_rounds=1)
    slow = slowness()
    benchmark.extra_info["median ms"] = round(median(found), 3)
    benchmark.extra_info["slowness"] = round(slow, 2)
    assert median(found) <= KEY_MILLISECONDS * slow
