"""The guards of tests/conftest.py catch what they are there to catch."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.source_files import ROOT

GUILTY = """
import logging, threading, warnings
import pytest
from PySide6.QtCore import QThread, qWarning
from PySide6.QtWidgets import QLabel

kept = []
stop = threading.Event()

def test_surprise_in_the_log():
    logging.getLogger("x").warning("surprise")

@pytest.mark.expects_log("never")
def test_silence_where_a_log_was_announced():
    pass

def test_thread_left():
    threading.Thread(target=stop.wait, args=(30,), daemon=True).start()

def test_window_left(qtbot):
    kept.append(QLabel("left"))
    kept[-1].show()

def test_qthread_left(qtbot, request):
    thread = QThread()
    thread.start()
    request.session.config.add_cleanup(lambda: (thread.quit(), thread.wait()))

def test_qt_message(qtbot):
    qWarning("surprise")

def test_python_warning():
    warnings.warn("surprise")
"""

LONG_AND_SHORT = """
import pytest

def test_first(): ...
def test_second(): ...
def test_third(): ...

@pytest.mark.long(20)
def test_long(): ...

@pytest.mark.long(30)
def test_longest(): ...
"""

UNKNOWN_MARKER = """
import pytest

@pytest.mark.no_such_marker
def test_marked():
    pass
"""

INNOCENT = """
import logging
from datetime import date
import pytest
from hypothesis import given, strategies
from PySide6.QtWidgets import QLabel, QMainWindow

@pytest.mark.expects_log("^announced")
def test_announced_log():
    logging.getLogger("x").warning("announced")

def test_window_closed(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    QLabel("inside", window)
    window.show()

def test_home_and_day(home, today, tmp_path):
    assert home.is_dir() and home.is_relative_to(tmp_path) and today == date(2026, 3, 30)

@given(strategies.dates())
def test_hypothesis_works_beside_the_fixtures(day):
    assert day.year
"""


def test_each_leak_and_surprise_fails(tmp_path: Path) -> None:
    report = _report(tmp_path, GUILTY)
    guilty = re.findall(r"def (test_\w+)", GUILTY)
    caught = re.findall(r"^(?:ERROR|FAILED) .*::(\w+)", report, re.MULTILINE)
    assert sorted(caught) == sorted(guilty), report


def test_what_is_in_order_passes(tmp_path: Path) -> None:
    report = _report(tmp_path, INNOCENT)
    assert "4 passed" in report, report
    assert "error" not in report


def test_an_unknown_marker_is_refused(tmp_path: Path) -> None:
    assert "'no_such_marker' not found" in _report(tmp_path, UNKNOWN_MARKER)


def test_the_longest_begin_first(tmp_path: Path) -> None:
    report = _report(tmp_path, LONG_AND_SHORT, "-p", "no:randomly", "-v")
    assert re.findall(r"::test_(\w+) PASSED", report)[:3] == ["longest", "long", "first"], report


def test_each_worker_begins_with_a_long_one(tmp_path: Path) -> None:
    report = _report(tmp_path, LONG_AND_SHORT, "-n2", "--dist=worksteal", "-v")
    assert "5 passed" in report, report
    ended = re.findall(r"^\[(gw\d)\].* PASSED .*::test_(\w+)", report, re.MULTILINE)
    first = dict(reversed(ended))  # the earliest of each worker
    assert sorted(first.values()) == ["long", "longest"], report


def _report(folder: Path, source: str, *options: str) -> str:
    """What pytest says of the tests in the source, run with our own set-up."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_inner.py").write_text(source, "utf-8")
    ours = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *ours, *(options or ["-q"])]
    ended = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True)
    return ended.stdout + ended.stderr
