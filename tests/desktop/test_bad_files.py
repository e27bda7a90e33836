"""Each way in which a clinic's files can be bad, from the file to the sentence on the screen."""

import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from db import engine, patients, search, vault, visits
from db.check import faults
from db.trouble import StoreTrouble
from desktop.commands.door import ClinicDoor
from desktop.desk import Opened
from desktop.places import Places
from desktop.trouble import Expected
from pathway.facts import OnsetDay, Patient, Problem, Visit
from pathway.records import Registration, Stamp, VisitEntry
from tests.desktop.clinics import CHEAP, PASSPHRASE, USER, Clock, found_clinic

PAGE = 4096


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A home with a clinic of one long chart, closed in good order."""
    places = found_clinic(home, today)
    opened = unlocked(places, today)
    stamp = Stamp(USER, Clock(today)(), today)
    patient = Patient(date(1968, 3, 14), family_name="Okafor", given_name="Ruth")
    person = Registration(patient, Problem("lumbar", OnsetDay(today), side="left"))
    problem = opened.clinic.write(patients.register, person, stamp).problem
    assert problem is not None
    for number in range(12):
        visit = Visit(today, pain_limb=4, note=f"{number}" + "x" * 9_000)
        opened.clinic.write(visits.save, VisitEntry(problem, visit), stamp)
    opened.close()
    return places


def unlocked(places: Places, today: date) -> Opened:
    door = ClinicDoor(places.clinic, Clock(today), CHEAP)
    try:
        return door.unlock(USER, PASSPHRASE)
    finally:
        door.leave()


def records(places: Places) -> Path:
    return places.clinic / "foramen.db"


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def beginning_lost(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(PAGE))


def of_another_key(path: Path) -> None:
    path.unlink()
    with vault.new_key("nobody") as key:
        connection = engine.create(path, key)
        connection.execute("CREATE TABLE t (a)")
        connection.execute("PRAGMA user_version = 1")
        connection.close()


def not_encrypted(path: Path) -> None:
    path.unlink()
    connection = driver.connect(str(path))  # without a key, as any other program would
    connection.execute("CREATE TABLE patient (name)")
    connection.commit()
    connection.close()


def zipped(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foramen.db", content)


def of_tomorrow(path: Path) -> None:
    with vault.unlock(path.parent, USER, PASSPHRASE) as key:
        connection = engine.connect(path, key, "migrate")
        connection.execute("PRAGMA user_version = 9999")
        connection.close()


def of_another_program(path: Path) -> None:
    with vault.unlock(path.parent, USER, PASSPHRASE) as key:
        connection = engine.connect(path, key, "migrate")
        connection.execute("PRAGMA application_id = 7")
        connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone, "is not there"),
        (emptied, "is empty"),
        (beginning_lost, "is damaged"),
        (of_another_key, "is damaged"),
        (not_encrypted, "is not encrypted"),
        (zipped, "belongs to another program"),
        (of_tomorrow, "newer Foramen"),
        (of_another_program, "belongs to another program"),
    ],
)
def test_what_cannot_be_opened_is_said_with_its_path_and_left_alone(
    places: Places, today: date, spoil: Callable[[Path], None], said: str
) -> None:
    path = records(places)
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(Expected) as refused:
        unlocked(places, today)
    sentence = refused.value.trouble.sentence
    assert said in sentence
    assert str(path) in sentence
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_wrong_passphrase_is_not_a_damaged_file(places: Places, today: date) -> None:
    beginning_lost(records(places))
    door = ClinicDoor(places.clinic, Clock(today), CHEAP)
    with pytest.raises(Expected) as refused:
        door.unlock(USER, "not the passphrase at all")
    door.leave()
    assert refused.value.trouble.code == "wrong_passphrase"


@pytest.mark.parametrize("pages", [1, 2, 7, 20])
def test_a_file_that_lost_its_end_is_read_and_never_written(
    places: Places, today: date, pages: int
) -> None:
    path = records(places)
    os.truncate(path, path.stat().st_size - pages * PAGE)
    before = path.read_bytes()
    opened = unlocked(places, today)
    assert opened.clinic.view_only == "damaged"
    assert len(opened.reader.read(search.find, "", 9)) <= 1
    opened.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("more", [100, -100])
def test_an_end_that_is_not_a_whole_page_is_found_by_the_check(
    places: Places, today: date, more: int
) -> None:
    path = records(places)
    os.truncate(path, path.stat().st_size + more)
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        assert any(faults(path, key))


def test_no_right_to_read_is_said(places: Places, today: date) -> None:
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("the system's administrator may read anything")
    records(places).chmod(0)
    with pytest.raises(Expected) as refused:
        unlocked(places, today)
    assert "may not open" in refused.value.trouble.sentence


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_goes_away_under_the_program_is_noticed_before_anything_is_lost(
    places: Places, today: date, how: str, tmp_path: Path
) -> None:
    opened = unlocked(places, today)
    path = records(places)
    (row,) = opened.reader.read(search.find, "", 9)
    if how == "deleted":
        path.unlink()
    else:
        other = Path(shutil.copy(path, tmp_path / "other"))
        other.replace(path)
    stamp = Stamp(USER, Clock(today)(), today)
    entry = VisitEntry(row.problem_id, Visit(today, pain_limb=1))
    with pytest.raises(StoreTrouble) as refused:
        opened.clinic.write(visits.save, entry, stamp)
    assert refused.value.code == "missing"
    opened.close()
