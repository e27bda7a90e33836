"""Unlocking: each thing that can be wrong has its own sentence, in place."""

import os
import shutil
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db import places as names
from db.create import NewClinic, create_clinic
from db.lock import hold
from db.watch import Cancelled
from db.watch import Watch as DbWatch
from desktop.commands.door import ClinicDoor
from desktop.door import Greeting
from desktop.places import Places
from desktop.splash import Splash
from desktop.trouble import Expected, Trouble, store_trouble
from pathway.records import Changes, PatientId, Stamp
from tests.desktop.clinics import (
    CHEAP,
    CLINIC,
    PASSPHRASE,
    USER,
    Clock,
    Sitting,
    Waiting,
    found_clinic,
    sitting,
)


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


def splash_of(sat: Sitting) -> Splash:
    assert sat.entrance.splash is not None
    return sat.entrance.splash


def said(sat: Sitting) -> str:
    """Wait for the sentence on the unlock page."""
    splash = splash_of(sat)
    sat.see(splash.trouble.isVisible)
    return splash.trouble.text()


def try_passphrase(sat: Sitting, passphrase: str = PASSPHRASE) -> str:
    sat.type(passphrase)
    sat.press(Qt.Key.Key_Return)
    return said(sat)


def test_the_right_passphrase_opens(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        assert sat.window.windowTitle() == "Foramen"
        assert not sat.window.bar.isVisible()
        sat.unlock()
        assert sat.entrance.splash is None
        assert sat.window.bar.isVisible()
        assert sat.window.bar.clinic.text() == f"{CLINIC} · {USER}"
        assert sat.focus.accessibleName() == "Find a patient"


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        assert "does not open" in try_passphrase(sat, "wrong")
        assert isinstance(sat.focus, QLineEdit)
        assert sat.focus.selectedText()
        assert "does not open" in sat.focus.accessibleDescription()
        sat.unlock()


def test_caps_lock_is_said_before_anything_is_wrong(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    """With Caps Lock on, a letter is large without Shift and small with it."""
    shift = Qt.KeyboardModifier.ShiftModifier
    with sitting(qtbot, qapp, places, today) as sat:
        caps = splash_of(sat).caps
        for letter, keys, is_said in (
            ("g", None, False),
            ("G", None, True),
            ("5", None, True),  # a digit says nothing of it
            ("G", shift, False),
            ("g", shift, True),
        ):
            QTest.keyClicks(sat.focus, letter, keys or Qt.KeyboardModifier.NoModifier)
            assert caps.isVisible() is is_said, (letter, keys)
        assert caps.text() == "Caps Lock is on."
        sat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert "does not open" in try_passphrase(sat, PASSPHRASE.upper())


class SlowDoor(ClinicDoor):
    """A door whose key slots lie on a slow disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.gate = threading.Event()

    def greet(self) -> Greeting:
        self.gate.wait(10)
        return super().greet()


def test_what_is_typed_before_the_keys_were_read_counts(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    door = SlowDoor(places.clinic)
    with sitting(qtbot, qapp, places, today, door) as sat:
        assert splash_of(sat).user.count() == 0
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        door.gate.set()
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()
        assert sat.entrance.desk is not None
        assert sat.entrance.desk.user == USER


def test_the_recovery_code_opens(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> None:
    places = Places(home)
    wanted = NewClinic(CLINIC, USER, PASSPHRASE, kdf=CHEAP, reserve=0)
    code = create_clinic(places.clinic, wanted, Stamp(USER, Clock(today)(), today))
    with sitting(qtbot, qapp, places, today) as sat:
        sat.settle()
        sat.press(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
        sat.see(lambda: sat.focus.accessibleName() == "Recovery code")
        sat.type("nonsense")
        sat.press(Qt.Key.Key_Return)
        assert "recovery code does not open" in said(sat)
        sat.type(" ".join(code.groups).lower())
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: sat.entrance.desk is not None)


def damage(places: Places, what: str) -> None:
    """Break the records in one way."""
    records, folder = names.records(places.clinic), places.clinic
    match what:
        case "missing":
            records.unlink()
        case "empty":
            records.write_bytes(b"")
        case "damaged":
            content = bytearray(records.read_bytes())
            content[2048:6144] = bytes(range(256)) * 16
            records.write_bytes(content)
        case "plain":
            records.write_bytes(b"SQLite format 3\0" + bytes(8176))
        case "vault_missing":
            for name in names.VAULTS:
                (folder / name).unlink()
        case "vault_damaged":
            for name in names.VAULTS:
                (folder / name).write_text("{}")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("missing", "is not there"),
        ("empty", "is empty"),
        ("damaged", "is damaged"),
        ("plain", "is not encrypted"),
    ],
)
def test_broken_records_are_said_after_the_passphrase(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, what: str, sentence: str
) -> None:
    damage(places, what)
    with sitting(qtbot, qapp, places, today) as sat:
        text = try_passphrase(sat)
        assert sentence in text
        assert str(names.records(places.clinic)) in text
        assert sat.entrance.desk is None


@pytest.mark.parametrize(
    ("what", "sentence"), [("vault_missing", "is not there"), ("vault_damaged", "is damaged")]
)
def test_a_broken_vault_is_said_at_once(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, what: str, sentence: str
) -> None:
    damage(places, what)
    with sitting(qtbot, qapp, places, today) as sat:
        text = said(sat)
        assert "key file" in text
        assert sentence in text


def test_a_newer_file_is_refused(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    from db import engine, vault

    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        connection = engine.connect(names.records(places.clinic), key, "migrate")
        connection.execute(f"PRAGMA user_version = {engine.SCHEMA + 1}")
        connection.close()
    with sitting(qtbot, qapp, places, today) as sat:
        assert "newer Foramen" in try_passphrase(sat)


def test_a_second_instance_is_refused_until_the_first_is_closed(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    other = hold(places.clinic)
    with sitting(qtbot, qapp, places, today) as sat:
        text = said(sat)
        assert "already open" in text
        assert "process" in text
        assert isinstance(sat.focus, QPushButton)
        other.release()
        sat.press(Qt.Key.Key_Space)
        sat.settle()
        sat.unlock()


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the system's administrator may write anywhere"
)
def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    places.clinic.chmod(0o500)
    try:
        with sitting(qtbot, qapp, places, today) as sat:
            assert "can be read but not written" in said(sat)
    finally:
        places.clinic.chmod(0o700)


class ShutDoor(ClinicDoor):
    """A door with trouble that a test cannot make by itself: the administrator may do anything."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(Path("/clinic"))
        self._trouble = trouble

    def is_new(self) -> bool:
        return False

    def greet(self) -> Greeting:
        raise Expected(self._trouble)


@pytest.mark.parametrize("code", ["read_only", "no_permission", "disk_full", "no_wal"])
def test_trouble_at_the_door_is_said_in_place(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, code: str
) -> None:
    trouble = store_trouble(code, places.clinic)
    with sitting(qtbot, qapp, places, today, ShutDoor(trouble)) as sat:
        assert said(sat) == trouble.sentence
        assert not splash_of(sat).passphrase.isVisible()


def test_locking_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        sat.chord(Qt.Key.Key_L)
        sat.see(lambda: sat.entrance.splash is not None)
        assert sat.entrance.desk is None
        assert sat.window.windowTitle() == "Foramen"
        assert sat.window.bar.clinic.text() == ""
        assert not sat.window.bar.isVisible()
        sat.settle()
        sat.unlock()


def test_locking_waits_for_no_moves(
    qtbot: QtBot,
    qapp: QApplication,
    places: Places,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batches: list[object] = []

    def endless(_session: object, batch: object, _stamp: object) -> Changes:
        batches.append(batch)
        return Changes(frozenset(), frozenset({PatientId("1" * 36)}))

    monkeypatch.setattr("db.advance.advance", endless)
    with sitting(qtbot, qapp, places, today) as sat:
        sat.see(lambda: sat.entrance.splash is not None)
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: len(batches) > 3)
        sat.chord(Qt.Key.Key_L)
        sat.see(lambda: sat.entrance.desk is None)


def test_while_all_records_are_checked_a_print_is_made_and_nobody_waits_to_lock(
    qtbot: QtBot,
    qapp: QApplication,
    places: Places,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended, moment = list[bool](), threading.Event()

    def looks_for_ever(_path: Path, _key: object, watch: DbWatch) -> tuple[int, int, int]:
        while not watch.is_cancelled():
            moment.wait(0.001)
        ended.append(True)
        raise Cancelled

    monkeypatch.setattr("db.check.faults", looks_for_ever)
    with sitting(qtbot, qapp, places, today) as sat:
        sat.see(lambda: sat.entrance.splash is not None)
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: sat.entrance.desk is not None)
        assert sat.entrance.desk is not None
        taken = Waiting()
        sat.entrance.desk.run_job(lambda: "printed", taken.take)
        sat.see(lambda: taken.answers == ["printed"])
        assert not ended
        sat.chord(Qt.Key.Key_L)
        sat.see(lambda: sat.entrance.desk is None)
        assert ended


def test_no_page_is_made_for_a_clinic_that_was_locked_at_once(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        sat.settle()
        rooms = sat.entrance.rooms
        assert rooms is not None
        rooms._spare = None  # as if the list had been painted this very moment
        rooms.close()
        left = sat.window.pages.count()
        rooms.lay_ready()
        assert sat.window.pages.count() == left
        assert rooms._spare is None


def test_settings_remember_who_was_here(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
    with sitting(qtbot, qapp, places, today) as sat:
        assert splash_of(sat).user.currentText() == USER
        assert splash_of(sat).card.title.text() == CLINIC
        sat.settle()


def test_the_clinic_can_move_to_another_folder(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, tmp_path: Path
) -> None:
    moved = Places(tmp_path / "elsewhere")
    shutil.copytree(places.home, moved.home)
    with sitting(qtbot, qapp, moved, today) as sat:
        sat.unlock()
