"""While the timeline moves only its edge is painted; at rest it is as if painted anew."""

import random

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.timeframe import Stretch
from desktop.widgets.timeline import Timeline
from tests.benchmarks.test_timeline import course
from tests.desktop.books import put, room


def painted(timeline: Timeline) -> QImage:
    view = timeline.viewport()
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(image)
    return image


def shown(window: QWidget) -> Timeline:
    made = Timeline(course(random.Random(5)), window)
    put(window, made)
    window.grab()
    return made


def test_moving_paints_the_edge_and_rest_paints_all_of_it(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        timeline = shown(window)
        timeline.show_stretch(timeline.view.ending(timeline.course.today.toordinal(), 900))
        before = painted(timeline)
        for days in (-40, -40, 25):
            timeline.show_stretch(timeline.view.moved(days))
            painted(timeline)
            assert timeline._is_pushed
        moving = painted(timeline)
        qtbot.waitUntil(lambda: not timeline._rest.isActive())
        rested = painted(timeline)
        assert not timeline._is_pushed
        assert rested != before
        assert _differing(moving, rested) < 0.12
        timeline._kept = None
        assert painted(timeline) == rested


def test_another_zoom_or_a_leap_is_painted_whole(qtbot: QtBot) -> None:
    with room(qtbot) as window:
        timeline = shown(window)
        timeline.show_stretch(timeline.view.whole())
        painted(timeline)
        timeline.zoom(2.0)
        painted(timeline)
        assert not timeline._is_pushed
        timeline.show_stretch(_far(timeline))
        painted(timeline)
        assert not timeline._is_pushed


def _far(timeline: Timeline) -> Stretch:
    view = timeline.view
    return view.moved(-0.8 * view.days)


def _differing(one: QImage, other: QImage) -> float:
    """Return which part of the pixels differ, of every fifth of them."""
    places = [(x, y) for x in range(0, one.width(), 5) for y in range(0, one.height(), 5)]
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places) / len(places)
