"""The first page and the unlock page: another clinic, the demonstration, another language."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db import backup, search, vault
from db.backup import BackupOrder
from desktop import words
from desktop.arrival import ArrivalStep
from desktop.commands.demo import DemoDoor, begin
from desktop.door import Founding
from desktop.firstrun import filled
from desktop.guide import NOT_REVIEWED
from desktop.guidesteps import BackupStep, LetterheadStep, NumbersStep
from desktop.languages import start_speaking
from desktop.places import Places
from desktop.settings import SettingsFile
from desktop.trydemo import demo_command
from pathway.facts import Patient
from tests.desktop.clinics import PASSPHRASE, USER, Clock, Sitting, found_clinic, register, sitting

BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Asked:
    """Stands in for the system: chooses a folder, starts a program or does not."""

    def __init__(self, folder: Path | None = None, *, starts: bool = True) -> None:
        self.folder = folder
        self.starts = starts
        self.homes: list[Path] = []

    def choose(self, _parent: object) -> Path | None:
        return self.folder

    def start(self, home: Path) -> bool:
        self.homes.append(home)
        return self.starts


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """Speak English again afterwards."""
    yield
    start_speaking(qapp, words.ENGLISH)


@pytest.mark.parametrize("starts", [True, False])
def test_the_demo_is_offered_on_the_first_page(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, starts: bool
) -> None:
    with sitting(qtbot, qapp, Places(home), today) as sat:
        founder, asked = sat.entrance.founder, Asked(starts=starts)
        assert founder is not None
        founder.start_demo = asked.start
        founder.page.start.ways.demo.setFocus()
        sat.press(Qt.Key.Key_Space)
        assert asked.homes == [home]
        assert ("window of its own" in founder.page.start.news.text()) is starts


def test_the_demo_is_a_program_of_its_own(tmp_path: Path) -> None:
    program, told = demo_command(tmp_path)
    assert Path(program).exists()
    assert told == ["-m", "desktop", "--home", str(tmp_path), "demo"]


def test_both_ways_stand_beneath_the_unlock_page(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        front, asked = sat.entrance.front, Asked()
        assert front is not None
        assert front.ways is not None
        front.start_demo = asked.start
        front.choose_folder = asked.choose
        front.ways.demo.click()
        assert asked.homes == [home]
        assert "made up" in sat.window.notice.text.text()
        asked.folder = home
        front.ways.move_here.click()
        assert "no copy of a clinic" in sat.window.notice.text.text()
        assert sat.entrance.founder is None
        sat.unlock()
        sat.entrance.lock()
        sat.see(front.ways.isVisible)


def test_both_ways_stand_in_the_menu_of_an_open_clinic(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        by_id, front, asked = sat.window.bar.by_id, sat.entrance.front, Asked()
        assert front is not None
        front.start_demo, front.choose_folder = asked.start, asked.choose
        assert by_id["demo"].isEnabled()
        assert not by_id["move_here"].isEnabled()
        sat.unlock()
        sat.press(Qt.Key.Key_T, SHIFTED)
        assert asked.homes == [home]
        assert "window of its own" in sat.window.notice.text.text()
        assert sat.window.bar.isVisible()
        asked.folder = home  # without a copy of a clinic
        sat.press(Qt.Key.Key_M, SHIFTED)
        sat.see(lambda: "no copy of a clinic" in sat.window.notice.text.text())
        assert sat.entrance.desk is None
        assert sat.entrance.splash is not None
        assert sat.window.bar.isHidden()


def test_whoever_moves_in_loses_nothing_typed(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    places, away = found_clinic(home, today), tmp_path / "away"
    away.mkdir()
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        backup.make(BackupOrder(places.clinic, away, Clock(today)(), "1"), key)
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        front = sat.entrance.front
        assert front is not None
        front.choose_folder = Asked(away).choose
        sat.chord(Qt.Key.Key_N)
        sat.type("Zulu")
        sat.press(Qt.Key.Key_M, SHIFTED)
        sat.see(lambda: sat.entrance.founder is not None)
        founder = sat.entrance.founder
        assert founder is not None
        assert founder.page.arrival is not None
        founder.page.arrival.back.click()
        sat.see(lambda: sat.entrance.splash is not None)
        sat.unlock()
        assert sat.entrance.desk is not None
        (left,) = sat.entrance.desk.drafts.unfinished()
        assert left.key.form == "registration"


def test_in_the_demo_neither_way_is_offered(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, Places(home), today, DemoDoor(home / "clinic", 1)) as sat:
        by_id = sat.window.bar.by_id
        begin(sat.entrance)
        assert not by_id["demo"].isEnabled()
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()
        assert not by_id["demo"].isEnabled()
        assert not by_id["move_here"].isEnabled()
        assert by_id["lock"].isEnabled()


def test_a_demo_that_was_locked_is_the_same_when_it_opens_again(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, Places(home), today, DemoDoor(home / "clinic", 2)) as sat:
        begin(sat.entrance)
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()
        (entered,) = register(sat, BANDA)
        sat.chord(Qt.Key.Key_L)
        sat.see(lambda: sat.entrance.desk is None)
        sat.unlock("nobody knows it")
        assert sat.entrance.desk is not None
        assert entered.problem is not None
        assert sat.entrance.desk.view(entered.problem) is not None


def test_a_newer_copy_takes_the_place_of_the_clinic_here(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, tmp_path: Path
) -> None:
    places, away = found_clinic(home, today), tmp_path / "away"
    away.mkdir()
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        register(sat, BANDA)
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        backup.make(BackupOrder(places.clinic, away, Clock(today)(), "1"), key)
    with sitting(qtbot, qapp, places, today) as sat:
        page = _arrival(sat, away)
        page.back.click()
        sat.see(lambda: sat.entrance.splash is not None)
        page = _arrival(sat, away)
        page.secret.setFocus()
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()
        desk = sat.entrance.desk
        assert desk is not None
        assert [row.family_name for row in desk.reader.read(search.find, "", 9)] == ["Banda"]
        assert any((places.clinic / "before-restore").iterdir())


def test_another_language_is_spoken_at_once(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, english: None
) -> None:
    with sitting(qtbot, qapp, Places(home), today) as sat:
        founder = sat.entrance.founder
        assert founder is not None
        if not founder.page.start.languages.buttons[1:]:
            pytest.skip("there is one language only")
        assert NOT_REVIEWED not in told_on(founder.page.start)
        founder.page.start.languages.set_value("es")
        sat.see(lambda: sat.entrance.founder is not None and sat.entrance.founder is not founder)
        assert words.language() == "es"
        assert SettingsFile(home / "settings.txt").now.language == "es"
        again = sat.entrance.founder
        assert again is not None
        assert again.page.start.languages.value() == "es"
        assert "Ningún clínico ha revisado" in told_on(again.page.start)
        assert NOT_REVIEWED in told_on(again.page.start)


def test_what_can_come_later_is_taken_along(qtbot: QtBot, tmp_path: Path) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    steps = (
        LetterheadStep(room),
        NumbersStep(room),
        BackupStep(Asked(tmp_path).choose, room),
    )
    founding = Founding("Mfuwe Clinic", "Dr Phiri", PASSPHRASE)
    assert filled(founding, steps) == founding
    assert not founding.has_paper
    steps[0].address.setText("Box 1")
    steps[1].fields["ambulance"].setText(" 1199 ")
    steps[2].on_choose()
    told = filled(founding, steps)
    assert (told.address, told.phones) == ("Box 1", (("ambulance", "1199"),))
    assert told.backup_folder == str(tmp_path)
    assert told.has_paper


def told_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def _arrival(sat: Sitting, folder: Path) -> ArrivalStep:
    front = sat.entrance.front
    assert front is not None
    front.choose_folder = Asked(folder).choose
    assert front.ways is not None
    front.ways.move_here.click()
    founder = sat.entrance.founder
    assert founder is not None
    assert founder.page.arrival is not None
    return founder.page.arrival
