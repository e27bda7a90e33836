"""Lanes: order, errors, superseded searches, a clean end."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.background import Background


class Taker(QObject):
    """Somebody who waits for answers."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.current_thread())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_answers_arrive_in_order_on_the_window_s_thread(
    background: Background, qtbot: QtBot
) -> None:
    taker = Taker()
    for number in range(50):
        background.run("store", partial(int, number), taker.take, taker.fail)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert taker.values == list(range(50))
    assert taker.threads == {threading.current_thread()}


def test_errors_arrive_as_errors(background: Background, qtbot: QtBot) -> None:
    taker = Taker()

    def broken() -> int:
        raise ZeroDivisionError

    background.run("jobs", broken, taker.take, taker.fail)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert taker.values == []
    assert isinstance(taker.errors[0], ZeroDivisionError)


def test_a_newer_search_makes_older_answers_unwanted(background: Background, qtbot: QtBot) -> None:
    taker, gate, asked = Taker(), threading.Event(), []

    def look(text: str) -> str:
        asked.append(text)
        gate.wait(5)
        return text

    for text in ("b", "ba", "ban"):
        background.run("search", partial(look, text), taker.take, taker.fail, "find")
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert taker.values == ["ban"]
    assert "ba" not in asked


def test_other_topics_are_left_alone(background: Background, qtbot: QtBot) -> None:
    taker = Taker()
    background.run("search", lambda: "one", taker.take, taker.fail, "find")
    background.run("search", lambda: "two", taker.take, taker.fail, "twins")
    qtbot.waitUntil(lambda: not background.is_busy)
    assert taker.values == ["one", "two"]


def test_who_is_gone_gets_no_answer(background: Background, qtbot: QtBot) -> None:
    gate, done = threading.Event(), []

    def work() -> int:
        gate.wait(5)
        done.append(1)
        return 1

    taker = Taker()
    background.run("jobs", work, taker.take, taker.fail)
    del taker
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert done == [1]


def test_closing_finishes_what_writes_and_forgets_the_rest(qtbot: QtBot) -> None:
    background, gate = Background(), threading.Event()
    written: list[int] = []
    taker = Taker()
    for number in range(20):
        background.run("store", partial(written.append, number), taker.take, taker.fail)
    background.run("jobs", lambda: gate.wait(5), taker.take, taker.fail)
    background.run("jobs", lambda: written.append(-1), taker.take, taker.fail)
    gate.set()
    background.close()
    assert written[:20] == list(range(20))


def test_idle_is_said_once_all_answers_are_in(background: Background, qtbot: QtBot) -> None:
    taker = Taker()
    with qtbot.waitSignal(background.idle):
        background.run("jobs", lambda: 1, taker.take, taker.fail)
    assert taker.values == [1]


def test_what_is_held_begins_later_in_the_order_asked(background: Background, qtbot: QtBot) -> None:
    taker, begun = Taker(), list[int]()
    background.hold()
    for number in range(5):
        background.run("store", partial(begun.append, number), taker.take, taker.fail)
    background.run("jobs", partial(begun.append, 5), taker.take, taker.fail)
    assert not [one for one in threading.enumerate() if one.name.startswith("lane")]
    assert background.is_busy
    assert begun == []
    background.go_on()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert sorted(begun) == list(range(6))
    assert [number for number in begun if number < 5] == list(range(5))
    assert len(taker.values) == 6


def test_what_is_held_is_written_when_all_is_closed(qtbot: QtBot) -> None:
    background, taker, written = Background(), Taker(), list[int]()
    background.hold()
    background.run("store", partial(written.append, 1), taker.take, taker.fail)
    background.close()
    assert written == [1]


def test_once_closed_no_thread_begins(qtbot: QtBot) -> None:
    background, taker = Background(), Taker()
    background.close()
    background.run("jobs", lambda: 1, taker.take, taker.fail)
    background.run("store", lambda: 1, taker.take, taker.fail)
    assert not background.is_busy
    assert not [one for one in threading.enumerate() if one.name.startswith("lane")]
