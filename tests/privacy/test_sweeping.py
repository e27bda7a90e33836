"""Things for a moment are swept at start and at lock; a made-up clinic that is open stays."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.lock import hold
from desktop.commands.sweeping import Sweeper, sweep
from desktop.places import Places, make_private
from tests.desktop.clinics import found_clinic, sitting


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


def left_by_a_crash(places: Places) -> Path:
    """What a crash may leave: a sheet, a folder, a made-up clinic of which nobody holds the key."""
    folder = make_private(places.temporary)
    (folder / "sheet-1.pdf").write_bytes(b"Quixzolt")
    (folder / "rehearsal").mkdir()
    (folder / "rehearsal" / "foramen.db").write_bytes(b"x")
    (folder / "demo-dead").mkdir()
    return folder


def test_everything_is_swept_but_what_is_open(places: Places) -> None:
    folder = left_by_a_crash(places)
    with hold(folder / "demo-open" / "clinic"):
        sweep(places)
        assert [path.name for path in folder.iterdir()] == ["demo-open"]
    sweep(places)
    assert not list(folder.iterdir())


def test_only_the_link_is_taken_away_not_what_it_points_to(places: Places, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    (make_private(places.temporary) / "link").symlink_to(kept)
    sweep(places)
    assert not list(places.temporary.iterdir())
    assert (kept / "file").exists()


def test_a_home_without_such_a_folder_is_in_order(places: Places) -> None:
    sweep(places)


def test_locking_sweeps(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        Sweeper(sat.entrance, places)
        sat.unlock()
        folder = left_by_a_crash(places)
        sat.window.locking.emit()
        sat.see(lambda: sat.entrance.desk is None)
        sat.settle()
        assert not list(folder.iterdir())
