"""What every test may count on: a home of its own, a fixed day, and no trouble that goes unseen."""

import gc
import logging
import os
import pickle
import re
import threading
import time
import tomllib
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtCore import QThread
    from PySide6.QtWidgets import QWidget

# Chosen before anything imports Qt. Another platform is asked for by name, never inherited from the
# developer's desktop, where windows would pop up.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("FORAMEN_TEST_PLATFORM", "offscreen")

hypothesis.settings.register_profile("here", deadline=None, database=None)
hypothesis.settings.register_profile("ci", deadline=None, database=None, derandomize=True)
# For packaging/dev.py coverage: what chance reaches proves nothing, so that only examples count.
hypothesis.settings.register_profile("coverage", database=None, phases=[hypothesis.Phase.explicit])
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

HOME_VARIABLES = {
    "FORAMEN_HOME": "foramen",
    "HOME": "user",
    "USERPROFILE": "user",
    "APPDATA": "user/roaming",
    "LOCALAPPDATA": "user/local",
    "XDG_CONFIG_HOME": "user/config",
    "XDG_DATA_HOME": "user/data",
    "XDG_CACHE_HOME": "user/cache",
    "XDG_STATE_HOME": "user/state",
    "XDG_RUNTIME_DIR": "user/runtime",
}
PATIENCE_MILLISECONDS = 60_000
LIMIT_SECONDS = 120
"""For a test of which nothing else is said, as in pyproject.toml."""
BUSY = 6
"""So many times as long as alone may a long test take beside others."""
THREAD_PATIENCE_SECONDS = 10.0
TASKS = Path("/proc/self/task")
Parser = Callable[..., dict[str, object]]
FAILED = pytest.StashKey[bool]()
# QThreads that were left by an earlier test: only the first one is to blame.
BLAMED = pytest.StashKey[set[int]]()


def pytest_configure(config: pytest.Config) -> None:
    """Let each text of TOML be parsed once: hundreds of tests read the same pack.

    And wait longer than pytest-qt would: a busy machine is no reason to fail.
    """
    patch = pytest.MonkeyPatch()
    patch.setattr(tomllib, "loads", _parsing_once(tomllib.loads))
    for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
        patch.setitem(waiting.__kwdefaults__ or {}, "timeout", PATIENCE_MILLISECONDS)
    config.add_cleanup(patch.undo)


def _parsing_once(loads: Parser) -> Parser:
    """Give each asker an own copy of what the parser made of the same text before."""
    known: dict[str, bytes] = {}

    def parse(text: str, /, **options: Callable[[str], object]) -> dict[str, object]:
        if options:
            return loads(text, **options)
        if text not in known:
            known[text] = pickle.dumps(loads(text))
        copy: dict[str, object] = pickle.loads(known[text])
        return copy

    return parse


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long tests first, so that no worker begins one when the others are done.

    What takes a minute by itself may take five beside others.
    """
    for item in items:
        if _seconds(item) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(max(LIMIT_SECONDS, BUSY * _seconds(item))))
    workers: dict[str, int] = getattr(config, "workerinput", {})
    items[:] = _long_ones_first(items, workers.get("workercount", 1))


def _long_ones_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Order tests for workers that take equal shares of the list, one share after the other."""
    long = sorted(filter(_seconds, items), key=_seconds, reverse=True)
    short = [item for item in items if not _seconds(item)]
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        first = long[worker::workers]
        share = (len(items) - len(ordered)) // (workers - worker)
        rest = max(0, share - len(first))
        ordered += [*first, *short[:rest]]
        del short[:rest]
    return ordered


def _seconds(item: pytest.Item) -> float:
    """Return how long a test is said to take; nothing is said of most."""
    mark = item.get_closest_marker("long")
    return float(mark.args[0]) if mark else 0.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember on the test whether it has failed: its leftovers are then no news."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def today() -> date:
    """The day on which the tests take place."""
    return date(2026, 3, 30)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own; nothing is read from or written to the real one."""
    for name, folder in HOME_VARIABLES.items():
        place = tmp_path / folder
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(place))
    # Who edits the pack runs the tests before it is sealed: tests/house/test_seal.py says so.
    monkeypatch.setenv("FORAMEN_UNSEALED", "1")
    return tmp_path / "foramen"


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on a log record at WARNING or above that the test did not announce."""
    yield
    records = caplog.get_records("setup") + caplog.get_records("call")
    loud = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    patterns = [str(p) for mark in request.node.iter_markers("expects_log") for p in mark.args]
    surprises = [text for text in loud if not any(re.search(p, text) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, text) for text in loud)]
    if surprises:
        pytest.fail(f"logged without being announced: {surprises}")
    if missing and not request.node.stash.get(FAILED, False):
        pytest.fail(f"announced but never logged: {missing}")


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a thread that the test started is still there after it."""
    before = set(threading.enumerate())
    yield
    left = _threads_after(before)
    end = time.monotonic() + THREAD_PATIENCE_SECONDS
    while left and time.monotonic() < end:
        left[0].join(timeout=0.01)
        left = _threads_after(before)
    if left and not request.node.stash.get(FAILED, False):
        pytest.fail(f"left running: {[thread.name for thread in left]}")


def _threads_after(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads started since, without the stand-ins that Python keeps for Qt's own threads."""
    stand_in = threading._DummyThread
    return [t for t in threading.enumerate() if t not in before and not isinstance(t, stand_in)]


@pytest.fixture(autouse=True)
def garbage_is_left_to_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect nothing on a lane while a test has windows: desktop/garbage.py says why."""
    if not {"qtbot", "qapp", "qtmodeltester"} & set(request.fixturenames):
        yield
        return
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def long_work_rests_for_nobody(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have what takes minutes make way for no key: tests wait for its end."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        monkeypatch.setattr("desktop.makingway.QUIET_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def no_leaked_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a test leaves a top-level window or a running QThread behind."""
    if not {"qtbot", "qapp", "qtmodeltester"} & set(request.fixturenames):
        yield
        return
    before = {id(widget) for widget in _top_level_widgets()}
    tasks = _tasks()
    yield
    blamed = request.config.stash.setdefault(BLAMED, set())
    # To look for QThreads takes long, and without a new thread of the system there is none.
    looks = not tasks or _tasks() - tasks
    found = _running_qthreads() if looks else []
    running = {id(thread): type(thread).__name__ for thread in found}
    threads = [name for key, name in running.items() if key not in blamed]
    blamed.update(running)
    if request.node.stash.get(FAILED, False):
        return
    windows = _leaked_windows(before)
    if windows:
        gc.collect()
        windows = _leaked_windows(before)
    if windows or threads:
        pytest.fail(f"left behind: windows {windows}, threads {threads}")


def _tasks() -> set[str]:
    """The threads of this process by the numbers that Linux gives them; elsewhere none."""
    return {task.name for task in TASKS.iterdir()} if TASKS.is_dir() else set()


def _leaked_windows(before: set[int]) -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    new = [widget for widget in _top_level_widgets() if id(widget) not in before]
    # Qt keeps the tool tip for the next time; it names its own things with qt in front.
    own = [w for w in new if w.parent() is None and not w.objectName().startswith("qt")]
    return [f"{type(w).__name__} {w.objectName()!r}" for w in own]


def _top_level_widgets() -> list["QWidget"]:
    from PySide6.QtWidgets import QApplication

    return list(QApplication.topLevelWidgets())


def _running_qthreads() -> list["QThread"]:
    from PySide6.QtCore import QCoreApplication, QThread
    from shiboken6 import isValid

    app = QCoreApplication.instance()
    main = app.thread() if app else None
    threads = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread)]
    return [t for t in threads if t is not main and isValid(t) and t.isRunning()]
