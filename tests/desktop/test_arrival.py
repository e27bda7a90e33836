"""A clinic moves to another computer: its copy is opened at the first run there, by keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import backup, search, vault
from db.backup import BackupOrder
from desktop.arrival import ArrivalStep
from desktop.places import Places
from pathway.facts import Patient
from tests.desktop.clinics import PASSPHRASE, USER, Clock, Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press

BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")


class FromFolder:
    """Chooses a folder in place of the system's dialog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choose(self, parent: object) -> Path | None:
        return self.folder


@pytest.fixture
def stick(qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path) -> Path:
    """A stick with a copy of a clinic of one patient, from another computer."""
    there = found_clinic(tmp_path / "old", today)
    with sitting(qtbot, qapp, there, today) as sat:
        sat.unlock()
        register(sat, BANDA)
    (there.clinic / "clinic.toml").write_text('name = "Mfuwe Clinic"\n', "utf-8")
    folder = tmp_path / "stick"
    folder.mkdir()
    with vault.unlock(there.clinic, USER, PASSPHRASE) as key:
        backup.make(BackupOrder(there.clinic, folder, Clock(today)(), "1"), key)
    return folder


@pytest.fixture
def sat(
    qtbot: QtBot, qapp: QApplication, stick: Path, today: date, tmp_path: Path
) -> Iterator[Sitting]:
    """Somebody in front of a computer without a clinic."""
    with sitting(qtbot, qapp, Places(tmp_path / "new"), today) as sat:
        yield sat


def step(sat: Sitting, folder: Path) -> ArrivalStep:
    """Choose a folder by keys; return the page that asks for what opens it."""
    founder = sat.entrance.founder
    assert founder is not None
    founder.choose_folder = FromFolder(folder).choose
    founder.page.start.ways.move_here.setFocus()
    press(Qt.Key.Key_Space)
    assert founder.page.arrival is not None
    return founder.page.arrival


def test_it_is_opened_at_the_first_run_with_the_passphrase_of_old(
    sat: Sitting, stick: Path, tmp_path: Path
) -> None:
    page = step(sat, stick)
    assert page.found.text() == "Mfuwe Clinic, as it was on 30-Mar-2026 10:00."
    assert page.user.currentText() == USER
    assert focused() is page.secret
    sat.type("wrong words in a row")
    sat.press(Qt.Key.Key_Return)
    sat.see(page.trouble.isVisible)
    assert "does not open this clinic" in page.trouble.text()
    sat.type(PASSPHRASE)
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.entrance.desk is not None)
    sat.settle()
    desk = sat.entrance.desk
    assert desk is not None
    assert [row.family_name for row in desk.reader.read(search.find, "", 9)] == ["Banda"]
    assert (tmp_path / "new" / "clinic" / "clinic.toml").exists()
    register(sat, replace(BANDA, family_name="Phiri"))


def test_a_folder_without_a_copy_is_said(sat: Sitting, tmp_path: Path) -> None:
    founder = sat.entrance.founder
    assert founder is not None
    founder.choose_folder = FromFolder(tmp_path).choose
    founder.page.start.ways.move_here.click()
    assert "no copy of a clinic" in founder.page.start.news.text()


def test_one_can_go_back_and_set_up_a_clinic_of_ones_own(sat: Sitting, stick: Path) -> None:
    page = step(sat, stick)
    page.back.setFocus()
    press(Qt.Key.Key_Space)
    founder = sat.entrance.founder
    assert founder is not None
    assert founder.page.start.isVisible()
    assert page.isHidden()


def test_a_damaged_copy_is_said_and_leaves_no_clinic(
    sat: Sitting, stick: Path, tmp_path: Path
) -> None:
    (made,) = stick.iterdir()
    content = bytearray((made / "foramen.db").read_bytes())
    content[9000:9100] = bytes(100)
    (made / "foramen.db").write_bytes(content)
    page = step(sat, made)
    sat.type(PASSPHRASE)
    sat.press(Qt.Key.Key_Return)
    sat.see(page.trouble.isVisible)
    assert "is damaged" in page.trouble.text()
    assert not (tmp_path / "new" / "clinic" / "foramen.db").exists()
