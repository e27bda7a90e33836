"""A backup that today's key does not open: the page asks for what opened the clinic then."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from db import audit, backup, keychange, patients, rekey, search, vault
from db.backup import BackupOrder
from db.clinic import Clinic
from db.codes import RecoveryCode, new_code
from db.lock import hold
from db.places import ATTEMPTS
from db.rekey import RekeyOrder
from desktop.pages.backups import BackupsPage
from desktop.places import Places
from desktop.settings import SettingsFile
from pathway.facts import OnsetDay, Patient, Problem
from pathway.guidelines import read_guidelines
from pathway.records import Registration, Stamp
from tests.desktop.clinics import (
    CHEAP,
    PASSPHRASE,
    USER,
    Clock,
    Sitting,
    found_clinic,
    register,
    sitting,
)
from tests.desktop.pressing import focused, press

NEWER = "nine herons over reeds"
CODE = RecoveryCode(new_code().groups)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
PHIRI = Patient(date(1971, 1, 1), family_name="Phiri", allergy_state="none_known")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder on another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def places(home: Path, today: date, disk: Path) -> Places:
    """A clinic with a backup from yesterday, and since then with another key and passphrase."""
    return make_parted(home, today, disk)


def make_parted(home: Path, today: date, disk: Path) -> Places:
    """Make a clinic that got another key after its backup."""
    places = found_clinic(home, today)
    folder, at = places.clinic, Clock(today)() - timedelta(days=1)
    stamp = Stamp(USER, at, at.date())
    key = vault.unlock(folder, USER, PASSPHRASE)
    clinic = Clinic.open(folder, key, read_guidelines(resources.pack_tables()))
    keychange.set_code(clinic, key, ("recovery", CODE), stamp, CHEAP)
    onset = OnsetDay(date(2026, 3, 1))
    clinic.write(patients.register, Registration(BANDA, Problem("lumbar", onset, "left")), stamp)
    backup.make(BackupOrder(folder, disk, at, "1"), key)
    clinic.close()
    with hold(folder):
        new = rekey.rekey(RekeyOrder(folder, at, "1"), key)
    vault.replace_vault(folder, vault.with_user(vault.read_vault(folder), new, NEWER, CHEAP))
    settings = SettingsFile(places.settings)
    settings.keep(settings.now._replace(backup_folder=str(disk)))
    return places


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody in front of the clinic with its key of today."""
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock(NEWER)
        register(sat, PHIRI)
        yield sat


def asked(sat: Sitting) -> BackupsPage:
    """Choose the backup of yesterday by keys, and have it compared."""
    press(Qt.Key.Key_B, modifier=CONTROL | SHIFT)
    sat.settle()
    page = sat.entrance.upkeep.page if sat.entrance.upkeep else None
    assert page is not None
    page.list.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    sat.see(page.other_key.isVisible)
    sat.settle()
    return page


def try_secret(sat: Sitting, page: BackupsPage, secret: str) -> None:
    page.other_key.secret.setFocus()
    sat.type(secret)
    press(Qt.Key.Key_Return)
    sat.settle()


def names(sat: Sitting) -> list[str]:
    assert sat.entrance.desk is not None
    return [row.family_name for row in sat.entrance.desk.reader.read(search.find, "", 9)]


def test_it_says_why_and_asks_who_opened_it_then(sat: Sitting) -> None:
    page = asked(sat)
    box = page.other_key
    assert page.news.isHidden()
    assert focused() is box.user
    assert [box.user.itemText(n) for n in range(box.user.count())] == [
        USER,
        "The recovery code on paper",
    ]
    assert box.title.text().startswith("yesterday ")
    press(Qt.Key.Key_Escape)
    assert box.isHidden()
    assert focused() is page.look
    assert names(sat) == ["Banda", "Phiri"]


def test_a_wrong_secret_loses_nothing_and_each_further_try_waits(
    sat: Sitting, places: Places
) -> None:
    page = asked(sat)
    for _ in range(3):
        try_secret(sat, page, NEWER)
        assert "does not open the backup" in page.other_key.trouble.text()
        assert focused() is page.other_key.secret
        assert page.other_key.secret.text() == ""
    assert (places.clinic / ATTEMPTS).read_text("utf-8").startswith("[3, ")
    (places.clinic / ATTEMPTS).write_text("[9, 1e12]", "utf-8")  # who waits now, waits a minute
    try_secret(sat, page, PASSPHRASE)
    assert "Wait" in page.other_key.trouble.text()
    assert page.counts.isHidden()
    (places.clinic / ATTEMPTS).write_text("[1, 0.0]", "utf-8")
    try_secret(sat, page, PASSPHRASE)
    assert page.counts.isVisible()
    assert page.other_key.isHidden()
    assert sat.entrance.desk is not None
    noted = sat.entrance.desk.reader.read(audit.latest_of, "login_failed")
    assert noted is not None
    assert noted.what == "1"


def test_it_is_compared_and_restored_and_the_key_of_that_time_is_back(
    sat: Sitting, places: Places
) -> None:
    page = asked(sat)
    try_secret(sat, page, PASSPHRASE)
    sat.see(page.counts.isVisible)
    assert page.counts.cells["Patients"] == ("2", "1")
    assert page.counts.keys.isVisible()
    assert focused() is page.counts.leave
    page.counts.restore.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: "of the time of the backup" in sat.window.notice.text.text())
    sat.settle()
    assert names(sat) == ["Banda"]
    assert sat.entrance.desk is not None
    assert sat.entrance.desk.user == USER
    assert list((places.clinic / "before-restore").glob("*/backup.json"))
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None)
    sat.settle()
    sat.unlock(PASSPHRASE)
    assert names(sat) == ["Banda"]


def test_the_recovery_code_of_that_time_opens_it_too(sat: Sitting) -> None:
    page = asked(sat)
    press(Qt.Key.Key_End)
    assert page.other_key.user.currentData() == ""
    try_secret(sat, page, CODE.text)
    sat.see(page.counts.isVisible)
    wanted = sat.entrance.upkeep.backups.looking.wanted  # type: ignore[union-attr]
    assert wanted is not None
    key = wanted.key
    assert key is not None
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None)
    with pytest.raises(ValueError, match="wiped"):
        key.as_pragma()
