"""The day changes at midnight, after sleep, when the window wakes."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.today import LONGEST_NAP_SECONDS, Today


class Clock:
    """A clock that a test sets."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def noon() -> datetime:
    return datetime(2026, 3, 30, 12, 0).astimezone()


def test_says_when_the_day_changes(qtbot: QtBot) -> None:
    clock = Clock(noon())
    today = Today(None, clock)
    assert today.day == date(2026, 3, 30)
    clock.moment += timedelta(days=1)
    with qtbot.waitSignal(today.day_changed) as told:
        today.look_again()
    assert told.args == [date(2026, 3, 31)]
    assert today.day == date(2026, 3, 31)


def test_says_nothing_within_a_day(qtbot: QtBot) -> None:
    clock = Clock(noon())
    today = Today(None, clock)
    assert today.day == date(2026, 3, 30)
    clock.moment += timedelta(hours=11)
    with qtbot.assertNotEmitted(today.day_changed):
        today.look_again()


def test_looks_again_when_the_window_becomes_active(qtbot: QtBot, qapp: QApplication) -> None:
    clock = Clock(noon())
    today = Today(None, clock)
    assert today.day == date(2026, 3, 30)
    clock.moment += timedelta(days=3)
    with qtbot.waitSignal(today.day_changed):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_wakes_at_midnight_and_never_naps_long(qtbot: QtBot) -> None:
    today = Today(None, Clock(noon()))
    assert not today._timer.isActive()
    assert today.day == date(2026, 3, 30)
    assert today._timer.interval() == LONGEST_NAP_SECONDS * 1000
    late = Today(None, Clock(noon().replace(hour=23, minute=59, second=30)))
    assert late.day == date(2026, 3, 30)
    assert late._timer.interval() == 31_000


def test_now_is_aware_and_in_utc(qtbot: QtBot) -> None:
    moment = Today(None, Clock(noon())).now()
    assert moment.tzinfo is UTC
    assert moment == noon()


def test_a_first_look_is_no_change(qtbot: QtBot) -> None:
    today = Today(None, Clock(noon()))
    with qtbot.assertNotEmitted(today.day_changed):
        today.look_again()
    assert today.day == date(2026, 3, 30)
