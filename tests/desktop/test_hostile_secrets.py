"""Whoever opens an export, groups of a code typed back, and what opens an older or moved clinic.

Whatever is pasted there: nothing is written, renewed, restored or put in place by it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import vault
from db.places import ATTEMPTS
from desktop.pages.backups import BackupsPage
from desktop.places import Places
from tests.desktop import test_arrival as arrival
from tests.desktop import test_older_backups as older
from tests.desktop.clinics import USER, Sitting, found_clinic, sitting
from tests.desktop.peopled import go_to, show_people
from tests.desktop.pressing import press
from tests.desktop.test_hostile_places import PLAIN, TURNED, UNSEEN, WORDS, put
from tests.desktop.test_hostile_saved import HOSTILE

SECRETS: Final = ("a\0b", "\u202e\u200b", "x" * 100_000, "'; DROP TABLE patient; --")
TRIES: Final = ((0, SECRETS[0]), (0, SECRETS[2]), (1, SECRETS[1]))
"""Whose secret is tried, the last one as the code on paper; after more tries the next one waits."""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
stick, disk = arrival.stick, older.disk


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        yield sat


@pytest.fixture
def parted(home: Path, today: date, disk: Path) -> Places:
    """A clinic whose backup opens with another key."""
    return older.make_parted(home, today, disk)


def test_an_export_has_a_name_that_can_be_read(sat: Sitting, tmp_path: Path) -> None:
    press(Qt.Key.Key_B, modifier=CONTROL | SHIFT)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, BackupsPage)
    box, away = page.export, tmp_path / "away"
    away.mkdir()
    box.form.choose_folder = arrival.FromFolder(away).choose
    box.open.click()
    box.form.on_choose()
    for secret in SECRETS[:3]:
        for field in (box.form.new, box.form.again):
            QApplication.clipboard().setText(secret)
            field.clear()
            field.paste()
        put(box.form.name, UNSEEN)
        box.form.on_write()
        assert box.form.name_row.problem == "A name is needed here."
        assert box.form.new_row.problem
    box.form.name_row.say_problem("")
    put(box.form.name, "x" * 10_000)
    sat.see(lambda: "At most 200" in box.form.name_row.problem)
    for field in (box.form.new, box.form.again):
        field.setText(WORDS)
    assert list(away.iterdir()) == []
    put(box.form.name, TURNED)
    box.form.on_write()
    sat.see(box.done.isVisible)
    (made,) = away.iterdir()
    assert vault.user_names(made) == (PLAIN,)


def test_a_code_counts_by_its_own_groups_only(sat: Sitting, places: Places) -> None:
    page = show_people(sat)
    go_to(sat, page.papers.boxes["recovery"].renew)
    users = sat.entrance.staying.users if sat.entrance.staying else None
    assert users is not None
    shown = users.code
    assert shown is not None
    groups = tuple(label.text() for label in shown.code.labels)
    before = vault.read_vault(places.clinic)
    go_to(sat, shown.code.go_on)
    first, second = shown.back.fields
    for text in (*HOSTILE, UNSEEN):
        put(first, text)
        put(second, text)
        shown.back.on_finish()
        assert [row.problem for row in shown.back.rows] == [
            f"This is not group {at + 1}." for at in shown.back.asked
        ]
    assert vault.read_vault(places.clinic) == before
    for field, at in zip(shown.back.fields, shown.back.asked, strict=True):
        put(field, f"\u202e {groups[at].lower()}\0")
    shown.back.on_finish()
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    vault.unlock_with_code(places.clinic, "-".join(groups)).wipe()
    box = page.papers.boxes["recovery"]
    for text in (SECRETS[0], SECRETS[2]):
        go_to(sat, box.check)
        put(box.code, text)
        press(Qt.Key.Key_Return)
        sat.see(box.said.isVisible)
        sat.settle()
        assert box.said.text()
        assert not box.said.text().startswith("It opens")
        (places.clinic / ATTEMPTS).unlink(missing_ok=True)


def test_nothing_but_the_key_of_that_time_opens_an_older_backup(
    qtbot: QtBot, qapp: QApplication, parted: Places, today: date
) -> None:
    with sitting(qtbot, qapp, parted, today) as sat:
        sat.unlock(older.NEWER)
        box = older.asked(sat).other_key
        for row, text in TRIES:
            box.user.setCurrentIndex(row)
            QApplication.clipboard().setText(text)
            box.secret.paste()
            box.on_open()
            sat.settle()
            assert "does not open the backup" in box.trouble.text()
            assert box.secret.text() == ""
        assert older.names(sat) == ["Banda"]
        assert vault.user_names(parted.clinic) == (USER,)


def test_nothing_but_its_key_opens_a_clinic_from_another_computer(
    qtbot: QtBot, qapp: QApplication, stick: Path, today: date, tmp_path: Path
) -> None:
    new = Places(tmp_path / "new")
    with sitting(qtbot, qapp, new, today) as sat:
        page = arrival.step(sat, stick)
        for row, text in TRIES:
            page.user.setCurrentIndex(row)
            page.secret.clear()
            QApplication.clipboard().setText(text)
            page.secret.paste()
            page.on_open()
            sat.see(page.trouble.isVisible)
            sat.settle()
            assert "does not open" in page.trouble.text()
        assert not new.clinic.exists() or not (new.clinic / "foramen.db").exists()
