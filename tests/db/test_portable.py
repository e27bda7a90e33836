"""A clinic on a stick: no write-ahead log, a backup while it is read, and an honest medium."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import backup, engine, patients, places, portable, restore, revisions, search
from db.backup import BackupOrder
from db.lock import hold
from db.mounts import Mount
from db.restore import RestoreOrder
from tests.db.given import STAMP, Place, register, registration


def journal_of(place: Place) -> str:
    connection = engine.connect(place.records, place.key(), "write")
    found = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    return str(found)


def test_a_clinic_on_a_stick_is_kept_without_a_log(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal_of(place) == "wal"
    stick = Mount(place.folder.parent, "vfat", is_removable=True)
    monkeypatch.setattr("db.mounts.mounts", lambda: (stick,))
    with hold(place.folder):
        clinic = place.open()
        problem = register(clinic)
        reader = clinic.reader()
        assert journal_of(place) == "truncate"
        assert not place.records.with_name("foramen.db-wal").exists()
        clinic.write(patients.register, registration("Gurung"), STAMP)
        assert len(reader.read(search.find, "", 9)) == 2
        assert reader.read(patients.chart_view, problem).chart.patient.family_name == "Okafor"
        reader.close()
        clinic.close()
    monkeypatch.undo()
    assert journal_of(place) == "truncate"  # what was marked stays so, wherever it lies
    (place.folder / places.PORTABLE).unlink()
    assert journal_of(place) == "wal"
    clinic = place.open()
    assert clinic.read(revisions.verify).is_whole
    clinic.close()


def test_an_ordinary_disk_is_not_taken_for_a_stick(place: Place) -> None:
    with hold(place.folder):
        assert not portable.is_portable(place.folder)


def test_a_backup_of_a_stick_is_made_while_it_is_read(place: Place, tmp_path: Path) -> None:
    portable.mark(place.folder)
    clinic = place.open()
    register(clinic)
    reader = clinic.reader()
    (tmp_path / "copies").mkdir()
    order = BackupOrder(place.folder, tmp_path / "copies", STAMP.at, "1")
    made = backup.make(order, place.key())
    assert len(reader.read(search.find, "", 9)) == 1
    clinic.write(patients.register, registration("Gurung"), STAMP)
    reader.close()
    clinic.close()
    there = RestoreOrder(made.path, tmp_path / "laptop", STAMP.at, "1")
    with hold(there.folder):
        assert restore.restore(there, place.key()).is_alike
    moved = replace(place, folder=there.folder)
    assert journal_of(moved) == "wal"
    assert not portable.is_portable(there.folder)


def test_a_medium_that_answers_too_soon_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert portable.seconds_to_sync(tmp_path) > 0
    assert list(tmp_path.glob("sync-*")) == []
    monkeypatch.setattr(portable, "seconds_to_sync", lambda _folder: 0.000_01)
    assert not portable.is_honest(tmp_path)
    monkeypatch.setattr(portable, "seconds_to_sync", lambda _folder: 0.002)
    assert portable.is_honest(tmp_path)


def test_a_medium_that_cannot_be_asked_is_not_accused(tmp_path: Path) -> None:
    assert portable.is_honest(tmp_path / "nowhere")
