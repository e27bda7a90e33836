"""Whoever types faster than libraries are imported waits for them: nothing is imported twice."""

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import warmup
from desktop.places import Places
from desktop.warmup import Warmup
from tests.desktop.clinics import PASSPHRASE, found_clinic, sitting

DESKTOP = Path(warmup.__file__).parent
PRINTING = {"reportlab", "pikepdf", "pypdfium2", "segno", "PIL"}


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


def test_the_door_opens_only_when_everything_was_imported(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.settle()  # the door was asked whose clinic it is
        slow = Warmup(sat.window)
        sat.entrance.wait_for(slow)
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        assert not sat.entrance.background.is_busy
        slow.finished.emit()
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()


def test_the_door_is_asked_when_its_own_modules_are_there(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        slow = Warmup(sat.window)
        sat.entrance.wait_for(slow)
        sat.entrance.greet()
        assert sat.entrance.splash
        assert sat.entrance.splash.user.count() == 0
        slow.door_ready.emit()
        sat.see(lambda: sat.entrance.splash is not None and sat.entrance.splash.user.count() == 1)


def test_what_cannot_be_imported_keeps_nobody_waiting(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(warmup, "LIBRARIES", ("no_such_library",))
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    slow = Warmup(qapp)
    with qtbot.waitSignals([slow.door_ready, slow.finished]):
        slow.start()
    slow.deleteLater()


def test_who_never_prints_has_nothing_of_what_prints() -> None:
    names = (*warmup.DOOR, *warmup.LIBRARIES, *warmup.OWN, *_asked_of_handouts_by_pages())
    lines = (f"for name in {names!r}: importlib.import_module(name)", "print(*sys.modules)")
    code = "\n".join(("import importlib, sys", *lines))
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not PRINTING & {name.partition(".")[0] for name in told.stdout.split()}


def _asked_of_handouts_by_pages() -> set[str]:
    """Return what the pages import while they run, on the window's own thread."""
    asked = set[str]()
    for path in DESKTOP.glob("pages/*.py"):
        found = ast.parse(path.read_text("utf-8"))
        for named in (one for one in found.body if isinstance(one, ast.FunctionDef | ast.ClassDef)):
            asked |= {
                one.module or ""
                for one in ast.walk(named)
                if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("handouts.")
            }
    return asked
