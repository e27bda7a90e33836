"""Backups on screen: a folder chosen once, made by key, looked into, restored, made at the end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import revisions, search
from db.mounts import Mount
from desktop.desk.backups import Backups
from desktop.models.backups import BackupRow, BackupStatus, RehearsalStatus, told
from desktop.pages.backups import BackupsPage
from desktop.places import Places
from desktop.settings import SettingsFile
from desktop.upkeep import Upkeep
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
PHIRI = replace(BANDA, family_name="Phiri")


class ToFolder:
    """Chooses a folder in place of the system's dialog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choose(self, parent: object) -> Path | None:
        return self.folder


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder on another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A home with a clinic."""
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic."""
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        yield sat


def _upkeep(sat: Sitting) -> Upkeep:
    assert sat.entrance.upkeep is not None
    return sat.entrance.upkeep


def _page(sat: Sitting) -> BackupsPage:
    """Call the page of backups by its keys."""
    press(Qt.Key.Key_B, modifier=CONTROL | SHIFT)
    sat.settle()
    page = _upkeep(sat).page
    assert page is not None
    assert page.isVisible()
    return page


def _choose(sat: Sitting, disk: Path) -> BackupsPage:
    page = _page(sat)
    page.choose_folder = ToFolder(disk).choose
    assert focused() is page.choose
    press(Qt.Key.Key_Space)
    sat.settle()
    return page


def _names(sat: Sitting) -> list[str]:
    assert sat.entrance.desk is not None
    return [row.family_name for row in sat.entrance.desk.reader.read(search.find, "", 9)]


def _age(sat: Sitting) -> str:
    return _upkeep(sat).age.text()


def test_the_line_of_state_says_never_until_a_backup_counts(sat: Sitting, disk: Path) -> None:
    assert _age(sat) == "Last verified backup: never"
    _choose(sat, disk)
    assert _age(sat).startswith("Last verified backup: today ")
    assert len(list(disk.glob("foramen-*/backup.json"))) == 1


def test_a_folder_is_chosen_once(sat: Sitting, disk: Path, places: Places) -> None:
    page = _choose(sat, disk)
    assert page.folder.text() == str(disk)
    assert SettingsFile(places.settings).now.backup_folder == str(disk)
    assert page.list.count() == 1
    assert "verified" in page.list.item(0).text()


def test_a_folder_inside_the_clinic_is_refused(sat: Sitting, places: Places) -> None:
    page = _choose(sat, places.clinic)
    assert "lies inside the clinic's own folder" in page.news.text()
    assert page.folder.text() == "None chosen yet"
    assert not page.start.isEnabled()


def test_a_backup_is_made_by_key(sat: Sitting, disk: Path) -> None:
    page = _choose(sat, disk)
    page.start.setFocus()
    press(Qt.Key.Key_Space)
    sat.settle()
    assert "verified" in page.news.text()
    assert page.list.count() == 2
    press(Qt.Key.Key_Escape)
    assert _upkeep(sat).page is None


def test_a_backup_that_is_called_off_leaves_nothing(sat: Sitting, disk: Path) -> None:
    page = _choose(sat, disk)
    page.on_start()
    page.stop.click()
    sat.settle()
    assert "was stopped" in page.news.text()
    assert page.list.count() == 1
    assert len(list(disk.iterdir())) == 1


def test_locking_backs_up_what_was_entered(sat: Sitting, disk: Path) -> None:
    _choose(sat, disk)
    press(Qt.Key.Key_Escape)
    register(sat, BANDA)
    before = _upkeep(sat).backups.status.entries  # type: ignore[union-attr]
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None)
    assert sat.entrance.desk is None
    sat.settle()
    sat.unlock()
    assert _upkeep(sat).backups.status.entries > before  # type: ignore[union-attr]


def test_closing_backs_up_and_only_what_changed(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, disk: Path
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        _choose(sat, disk)
        register(sat, BANDA)
    first = sorted(disk.iterdir())
    assert len(first) == 2
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
    assert sorted(disk.iterdir()) == first


def test_a_restore_takes_the_clinic_back_and_keeps_what_was(
    sat: Sitting, disk: Path, places: Places
) -> None:
    register(sat, BANDA)
    page = _choose(sat, disk)
    register(sat, PHIRI)
    page.look.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(page.counts.isVisible)
    assert page.counts.cells["Patients"] == ("2", "1")
    assert page.counts.cells["Newest visit"] == ("none", "none")
    assert focused() is page.counts.leave
    page.counts.restore.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: "restored" in sat.window.notice.text.text())
    sat.settle()
    assert _names(sat) == ["Banda"]
    assert list((places.clinic / "before-restore").glob("*/backup.json"))


def test_what_is_entered_after_a_restore_is_backed_up_as_well(sat: Sitting, disk: Path) -> None:
    """Whoever goes back holds fewer entries than the backups from before, for a while."""
    page = _choose(sat, disk)
    first = page.list.count()
    register(sat, BANDA, PHIRI)
    page.on_start()
    sat.settle()
    page.list.setCurrentRow(first)  # the first one, before anybody was there
    page.on_look()
    sat.see(page.counts.isVisible)
    page.on_restore()
    sat.see(lambda: "restored" in sat.window.notice.text.text())
    sat.settle()
    assert _names(sat) == []
    register(sat, BANDA)
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None)
    sat.settle()
    sat.unlock()
    assert sat.entrance.desk is not None
    assert _backups(sat).status.entries == sat.entrance.desk.reader.read(revisions.head).seq


def test_leaving_everything_as_it_is_changes_nothing(sat: Sitting, disk: Path) -> None:
    register(sat, BANDA)
    page = _choose(sat, disk)
    page.on_look()
    sat.see(page.counts.isVisible)
    press(Qt.Key.Key_Space)
    assert page.counts.isHidden()
    assert sat.entrance.desk is not None


def test_a_damaged_backup_is_not_restored(sat: Sitting, disk: Path) -> None:
    register(sat, BANDA)
    page = _choose(sat, disk)
    (kept,) = disk.iterdir()
    content = bytearray((kept / "foramen.db").read_bytes())
    content[9000:9100] = bytes(100)
    (kept / "foramen.db").write_bytes(content)
    page.on_look()
    sat.settle()
    assert "is damaged" in page.news.text()
    assert page.counts.isHidden()


def test_a_folder_that_is_gone_is_said(sat: Sitting, disk: Path, tmp_path: Path) -> None:
    page = _choose(sat, disk)
    disk.rename(tmp_path / "unplugged")
    page.act("refresh")
    sat.settle()
    assert _age(sat) == "Last verified backup: folder not reachable"
    page.on_start()
    sat.settle()
    assert "is not there" in page.news.text()


@pytest.mark.parametrize(
    ("days", "text", "kind"),
    [
        (0, "Last verified backup: today 10:42", ""),
        (1, "Last verified backup: yesterday 10:42", ""),
        (2, "Last verified backup: 28-Mar-2026 10:42, 2 days ago", ""),
        (3, "Backup overdue · last verified 27-Mar-2026 10:42, 3 days ago", "warn"),
    ],
)
def test_three_days_without_a_backup_are_a_warning(
    today: date, days: int, text: str, kind: str
) -> None:
    here = datetime(2026, 3, 30, 10, 42).astimezone() - timedelta(days=days)
    status = BackupStatus(Path("disk"), (BackupRow(Path("one"), here.astimezone(UTC), True),))
    assert told(status, today)[:2] == (text, kind)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _choose_stick(sat: Sitting, stick: Path) -> BackupsPage:
    page = _page(sat)
    page.choose_stick = ToFolder(stick).choose
    page.other_stick.setFocus()
    press(Qt.Key.Key_Space)
    sat.settle()
    return page


def test_a_second_copy_goes_to_the_stick_by_one_key(
    sat: Sitting, stick: Path, tmp_path: Path
) -> None:
    page = _choose_stick(sat, stick)
    assert page.stick.text() == str(stick)
    assert page.stick_age.text().startswith("today ")
    assert "same disk" in page.doubt.text()
    assert len(list(stick.glob("foramen-*/backup.json"))) == 1
    assert focused() is page.other_stick
    page.to_stick.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is page.to_stick  # not shut under the fingers: the keys would go elsewhere
    assert not page.start.isEnabled()
    press(Qt.Key.Key_Space)
    sat.settle()
    assert focused() is page.to_stick
    assert "verified" in page.news.text()
    assert len(list(stick.glob("foramen-*/backup.json"))) == 2
    stick.rename(tmp_path / "pulled")
    page.act("refresh")
    sat.settle()
    assert page.stick.text() == "Not plugged in"
    assert not page.to_stick.isEnabled()


def test_a_stick_is_known_again_wherever_it_is_plugged_in(
    sat: Sitting, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _choose_stick(sat, stick)
    (tmp_path / "E").mkdir()
    moved = stick.rename(tmp_path / "E" / "foramen")
    there = Mount(tmp_path / "E", "exfat", is_removable=True)
    monkeypatch.setattr("db.mounts.mounts", lambda: (there,))
    monkeypatch.setattr("db.portable.seconds_to_sync", lambda _folder: 0.000_01)
    page.act("refresh")
    sat.settle()
    assert page.stick.text() == str(moved)
    assert "sooner than it can be" in page.doubt.text()


def test_a_copy_to_the_stick_that_is_called_off_leaves_nothing(sat: Sitting, stick: Path) -> None:
    page = _choose_stick(sat, stick)
    page.to_stick.setFocus()
    press(Qt.Key.Key_Space)
    page.stop.setFocus()
    press(Qt.Key.Key_Space)
    sat.settle()
    assert focused() is page.to_stick
    assert "copy to the stick was stopped" in page.news.text()
    assert len(list(stick.glob("foramen-*"))) == 2  # the mark and the first copy


def test_the_way_back_is_rehearsed_by_itself(sat: Sitting, disk: Path, places: Places) -> None:
    assert _page(sat).rehearsed.text().startswith("Not yet")
    page = _choose(sat, disk)
    assert page.rehearsed.text().startswith("today ")
    assert page.rehearsed.text().endswith("all alike.")
    assert not (places.clinic / "rehearsal").exists()
    assert page.news.text() == "Done: read back and verified."


def test_what_a_rehearsal_finds_wrong_is_red(sat: Sitting, disk: Path, today: date) -> None:
    page = _choose(sat, disk)
    at = datetime(2026, 3, 30, 8, tzinfo=UTC)
    _backups(sat).rehearsals.status = RehearsalStatus(at, 12, is_alike=False)
    page.show_status()
    assert "NOT like the records" in page.rehearsed.text()
    assert page.rehearsed.property("role") == "problem"


def test_the_file_is_checked_after_unlocking(sat: Sitting) -> None:
    sat.settle()
    assert _backups(sat).rehearsals.is_file_checked


def test_what_a_rehearsal_left_that_was_cut_off_is_gone_after_unlocking(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    left = places.clinic / "rehearsal" / "clinic"
    left.mkdir(parents=True)
    (left / "foramen.db").write_bytes(b"half")
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        sat.settle()
        assert not (places.clinic / "rehearsal").exists()


def test_damage_found_by_the_check_stops_the_writing(sat: Sitting, places: Places) -> None:
    sat.settle()
    register(sat, BANDA)
    with (places.clinic / "foramen.db").open("r+b") as file:
        file.seek(3 * 4096 + 40)
        file.write(bytes(30))
    assert sat.entrance.desk is not None
    _backups(sat).rehearsals.check_file()
    sat.settle()
    assert "records file is damaged" in _upkeep(sat).bar.text()
    assert _backups(sat)._opened.clinic.view_only == "damaged"


def test_what_is_asked_for_does_not_wait_for_what_nobody_asked_for(
    sat: Sitting, disk: Path
) -> None:
    page = _choose(sat, disk)
    sat.settle()
    before = page.list.count()
    _backups(sat).rehearsals.check_file()
    page.on_start()
    assert page.stop.isVisible() or _backups(sat).work.is_running
    sat.settle()
    assert page.list.count() == before + 1


def _backups(sat: Sitting) -> Backups:
    found = _upkeep(sat).backups
    assert found is not None
    return found


def test_a_damaged_backup_does_not_count(today: date) -> None:
    made = datetime(2026, 3, 30, 8, tzinfo=UTC)
    status = BackupStatus(Path("disk"), (BackupRow(Path("one"), made, False, 9),))
    assert told(status, today).text == "Last verified backup: never"
    assert status.entries == -1
