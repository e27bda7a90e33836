"""A rehearsal walks the way back and throws away what it made; what it finds is noted."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, engine, patients, places, rehearsal
from db.backup import Backup, BackupOrder
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from db.watch import Cancelled, Watch
from tests.db.given import STAMP, Place, register, registration


@pytest.fixture
def made(place: Place, tmp_path: Path) -> Backup:
    clinic = place.open()
    register(clinic)
    clinic.close()
    (tmp_path / "stick").mkdir()
    return backup.make(BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1"), place.key())


@pytest.fixture
def order(place: Place, made: Backup) -> RestoreOrder:
    return RestoreOrder(made.path, place.folder, STAMP.at, "1")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_counts_heads_and_rows_are_those_of_the_open_clinic(
    place: Place, order: RestoreOrder
) -> None:
    before = names(place.folder)
    clinic = place.open()
    clinic.write(patients.register, registration("Gurung"), STAMP)  # entered since the backup
    found = rehearsal.rehearse(order, place.key())
    clinic.close()
    assert found.is_alike
    assert found.rows >= 3
    assert found.made_at == STAMP.at
    assert rehearsal.last(place.folder) == found
    assert names(place.folder) - before <= {places.REHEARSAL, places.SEAL}


def test_a_row_that_is_another_is_found(place: Place, order: RestoreOrder) -> None:
    # The records were put back to another state behind the program's back, and went on.
    connection = engine.connect(place.records, place.key(), "migrate")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'revision'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE revision SET who = 'somebody else' WHERE seq = 2")
    connection.close()
    found = rehearsal.rehearse(order, place.key())
    assert not found.is_alike
    known = rehearsal.last(place.folder)
    assert known is not None
    assert not known.is_alike


def test_a_backup_that_cannot_be_restored_is_trouble_and_leaves_nothing(
    place: Place, order: RestoreOrder
) -> None:
    with (order.backup / "foramen.db").open("r+b") as file:
        file.seek(9_000)
        file.write(bytes(50))
    with pytest.raises(StoreTrouble) as trouble:
        rehearsal.rehearse(order, place.key())
    assert trouble.value.code == "backup_damaged"
    assert not (place.folder / places.REHEARSED).exists()
    assert rehearsal.last(place.folder) is None


def test_one_that_is_called_off_or_cut_off_leaves_nothing(
    place: Place, order: RestoreOrder
) -> None:
    turns = iter([False] * 5 + [True] * 99)
    watch = Watch(lambda _stage, _part: None, lambda: next(turns))
    with pytest.raises(Cancelled):
        rehearsal.rehearse(order, place.key(), watch)
    assert not (place.folder / places.REHEARSED).exists()
    shutil.copytree(order.backup, place.folder / places.REHEARSED / "clinic")  # a kill left this
    assert rehearsal.rehearse(order, place.key()).is_alike
    assert not (place.folder / places.REHEARSED).exists()


def test_it_is_due_each_week_and_after_a_clock_that_went_back(
    place: Place, order: RestoreOrder
) -> None:
    assert rehearsal.is_due(place.folder, STAMP.at)
    rehearsal.rehearse(order, place.key())
    day = timedelta(days=1)
    due = {days: rehearsal.is_due(place.folder, STAMP.at + days * day) for days in (-1, 0, 6, 7)}
    assert due == {-1: True, 0: False, 6: False, 7: True}
    (place.folder / places.REHEARSAL).write_text("{", "utf-8")
    assert rehearsal.is_due(place.folder, STAMP.at)
