"""People come and go by the keyboard: who may do what, passphrases, codes on paper, a new key."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import vault
from db.codes import RecoveryCode
from db.trouble import StoreTrouble
from desktop.commands.door import ClinicDoor
from desktop.places import Places
from pathway.records import Changes
from tests.desktop import walking
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
from tests.desktop.peopled import (
    AMA,
    WORDS,
    Uptime,
    become,
    go_to,
    lines,
    lock,
    note_of,
    open_chart,
    open_clinic,
    page_of,
    put_envelope,
    put_user,
    show_people,
    splash,
)

CAME = """
SELECT kind, who, what FROM access_log
WHERE kind IN ('login', 'login_failed', 'lock') ORDER BY seq
"""
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


@pytest.fixture
def code(places: Places, today: date) -> RecoveryCode:
    """The code of an emergency envelope."""
    return put_envelope(places, today)


@pytest.fixture
def staffed(places: Places, today: date) -> None:
    """A clinic where Ama works too, as staff."""
    put_user(places, today, "Ama")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, places, today) as one:
        yield one


def test_somebody_new_gets_a_passphrase_and_unlocks_with_it(sat: Sitting) -> None:
    sat.unlock()
    page = show_people(sat)
    assert lines(page) == [f"{USER} · Clinician · you"]
    go_to(sat, page.people.add)
    sat.type("Ama Owusu")
    sat.press(Qt.Key.Key_Tab)
    sat.press(Qt.Key.Key_S)  # staff
    sat.press(Qt.Key.Key_Tab)
    sat.type("password12345")
    assert "Too easy" in page.people.secret.new_row.help.text()
    sat.press(Qt.Key.Key_Return)
    assert "Too easy" in page.people.secret.new_row.problem
    sat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sat.type(WORDS)
    assert page.people.secret.new_row.help.text() == "Strong."
    sat.press(Qt.Key.Key_Tab)
    sat.type(WORDS)
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: len(lines(page)) == 2)
    assert lines(page)[0] == "Ama Owusu · Staff"
    assert not page.people.secret.isVisible()
    assert page.people.secret.new.text() == ""
    sat.settle()
    lock(sat)
    become(sat, "Ama Owusu")
    assert sat.entrance.desk is not None
    assert sat.entrance.desk.users.role == "staff"


def test_everything_is_reached_by_tab_named_and_large_enough(staffed: None, sat: Sitting) -> None:
    become(sat, USER, PASSPHRASE)
    page = show_people(sat)
    go_to(sat, page.people.add)
    secret = page.people.secret
    sat.see(
        lambda: secret.again.mapTo(page, QPoint()).y() > secret.new.mapTo(page, QPoint()).y() + 36
    )
    assert walking.unnamed(sat.window) == []
    assert walking.too_small(sat.window) == []
    seen = walking.walked(sat.window)
    assert {secret.keep, page.papers.boxes["envelope"].renew, page.minutes} <= set(seen)
    assert walking.out_of_order(seen, right_to_left=False) == []


def test_staff_see_why_they_cannot_sign_or_change_others(staffed: None, sat: Sitting) -> None:
    become(sat, "Ama")
    (changes,) = register(sat, AMA)
    assert changes.problem is not None
    rooms = sat.entrance.rooms
    assert rooms is not None
    rooms.show_chart(changes.problem)
    sat.settle()
    actions = sat.window.bar.by_id
    for name in ("sign", "amend", "in_error", "merge"):
        assert not actions[name].isEnabled()
        assert "clinician" in actions[name].toolTip()
    assert actions["emergency"].isEnabled()
    assert actions["save"].isEnabled()
    page = show_people(sat)
    for button in (page.people.add, page.people.reset, page.people.remove):
        assert not button.isEnabled()
        assert "clinicians" in button.toolTip()
    assert page.people.own.isEnabled()


def test_ones_own_passphrase_is_changed_with_the_old_one(sat: Sitting, places: Places) -> None:
    sat.unlock()
    page = show_people(sat)
    go_to(sat, page.people.own)
    for words in ("not the old one", WORDS, WORDS):
        sat.type(words)
        sat.press(Qt.Key.Key_Tab)
    page.people.secret.again.setFocus()
    sat.press(Qt.Key.Key_Return)
    sat.see(page.people.secret.trouble.isVisible)
    assert "does not open" in page.people.secret.trouble.text()
    page.people.secret.old.setFocus()
    sat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sat.type(PASSPHRASE)
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: not page.people.secret.isVisible())
    vault.unlock(places.clinic, USER, WORDS).wipe()


@pytest.mark.long(15)
def test_who_leaves_opens_nothing_and_the_records_get_a_new_key(
    staffed: None, sat: Sitting, places: Places
) -> None:
    before = vault.unlock(places.clinic, USER, PASSPHRASE).as_pragma()
    become(sat, USER, PASSPHRASE)
    page = show_people(sat)
    assert lines(page)[0].startswith("Ama")
    page.people.list.setCurrentRow(0)
    go_to(sat, page.people.remove)
    sat.see(page.people.rekey.isVisible)
    assert "new key due" in lines(page)[0]
    assert sat.focus is page.people.rekey
    sat.press(Qt.Key.Key_Space)
    sat.see(lambda: sat.entrance.desk is None)
    sat.see(lambda: sat.entrance.desk is not None)
    sat.settle()
    assert "new key" in sat.window.notice.text.text()
    page = page_of(sat)  # where it was asked for
    assert "left 30-Mar-2026" in lines(page)[0]
    assert "due" not in lines(page)[0]
    assert vault.unlock(places.clinic, USER, PASSPHRASE).as_pragma() != before
    assert vault.user_names(places.clinic) == (USER,)


def test_a_new_recovery_code_counts_once_it_is_on_paper(sat: Sitting, places: Places) -> None:
    sat.unlock()
    page = show_people(sat)
    go_to(sat, page.papers.boxes["recovery"].renew)
    users = sat.entrance.staying.users if sat.entrance.staying else None
    assert users is not None
    shown = users.code
    assert shown is not None
    groups = tuple(label.text() for label in shown.code.labels)
    go_to(sat, shown.code.go_on)
    for at in shown.back.asked:
        with pytest.raises(Exception):  # noqa: B017 - it opens nothing yet
            vault.unlock_with_code(places.clinic, "-".join(groups))
        sat.type(groups[at].lower())
        sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    vault.unlock_with_code(places.clinic, "-".join(groups)).wipe()
    go_to(sat, page.papers.boxes["recovery"].check)
    sat.type(" ".join(groups))
    sat.press(Qt.Key.Key_Return)
    said = page.papers.boxes["recovery"].said
    sat.see(said.isVisible)
    assert said.text().startswith("It opens")


def test_the_envelope_wants_a_name_and_a_reason_and_everybody_is_told(
    code: RecoveryCode, sat: Sitting
) -> None:
    sat.settle()
    sat.press(Qt.Key.Key_R, ALT)
    sat.see(lambda: sat.focus.accessibleName() == "Recovery code")
    sat.type(code.text)
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.focus.accessibleName() == "Your name")
    sat.type("Nurse Zulu")
    sat.press(Qt.Key.Key_Tab)
    sat.type("Dr Phiri is on the road")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.entrance.desk is not None)
    sat.settle()
    desk = sat.entrance.desk
    assert desk is not None
    assert desk.user == "Nurse Zulu (emergency envelope)"
    lock(sat)
    sat.unlock()
    upkeep = sat.entrance.upkeep
    assert upkeep is not None
    assert "opened on 30-Mar-2026 by Nurse Zulu: Dr Phiri is on the road" in upkeep.bar.text()
    page = show_people(sat)
    go_to(sat, page.papers.boxes["envelope"].note)
    sat.settle()
    sat.see(lambda: "Put a new code" in upkeep.bar.text())


def test_a_code_that_nobody_looked_for_in_a_year_is_asked_about(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today + timedelta(days=366)) as sat:
        sat.unlock()
        upkeep = sat.entrance.upkeep
        assert upkeep is not None
        assert "recovery code in a year" in upkeep.bar.text()


def test_after_failed_tries_the_next_one_waits(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    uptime = Uptime()
    door = ClinicDoor(places.clinic, Clock(today), CHEAP, uptime)
    with sitting(qtbot, qapp, places, today, door) as sat:
        for _ in range(3):
            sat.see(lambda: isinstance(sat.focus, type(splash(sat).passphrase)))
            sat.type("wrong")
            sat.press(Qt.Key.Key_Return)
            sat.see(splash(sat).trouble.isVisible)
            sat.settle()
        countdown = splash(sat).countdown
        assert countdown is not None
        assert "possible in 2 s" in countdown.label.text()
        assert not splash(sat).open_button.isEnabled()
        sat.type(PASSPHRASE)
        sat.press(Qt.Key.Key_Return)
        assert not sat.entrance.background.is_busy
        uptime.seconds += 2
        for _ in range(2):
            countdown.on_second()
        assert splash(sat).open_button.isEnabled()
        sat.press(Qt.Key.Key_Return)
        sat.see(lambda: sat.entrance.desk is not None)
        sat.settle()


def test_who_came_in_and_left_is_noted(sat: Sitting, places: Places) -> None:
    sat.type("wrong words")
    sat.press(Qt.Key.Key_Return)
    sat.see(splash(sat).trouble.isVisible)
    sat.settle()
    sat.type(PASSPHRASE)
    sat.unlock("")
    lock(sat)
    clinic, _ = open_clinic(places)
    rows = clinic.read(lambda session: session.connection().exec_driver_sql(CAME).all())
    clinic.close()
    assert [tuple(row) for row in rows] == [
        ("login_failed", USER, "1"),
        ("login", USER, "user"),
        ("lock", USER, ""),
    ]


def test_left_alone_it_locks_keeps_what_was_typed_and_comes_back_to_it(
    staffed: None, sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a display nobody owns the clipboard.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    become(sat, USER, PASSPHRASE)
    chart = open_chart(sat)
    note_of(chart).setFocus()
    sat.type("half a sentence about GRACE")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("BANDA, Grace")
    staying = sat.entrance.staying
    assert staying is not None
    staying.autolock.lock_now()
    shown = sat.window.pages.currentWidget()
    assert shown is not chart
    assert sat.window.windowTitle() == "Foramen"
    assert not sat.window.bar.isVisible()
    sat.see(lambda: sat.entrance.desk is None)
    assert clipboard.text() == ""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any("BANDA" in label.text() for label in sat.window.findChildren(QLabel))
    become(sat, USER, PASSPHRASE)
    rooms = sat.entrance.rooms
    assert rooms is not None
    assert rooms.chart is not None
    assert sat.window.pages.currentWidget() is rooms.chart
    assert note_of(rooms.chart).value() == "half a sentence about GRACE"
    lock(sat)
    become(sat, "Ama")
    rooms = sat.entrance.rooms
    assert rooms is not None
    assert sat.window.pages.currentWidget() is rooms.finder


def test_left_alone_with_what_cannot_be_kept_it_stays_open_and_says_so(
    staffed: None, places: Places, sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Changes:
        raise StoreTrouble("disk_full", places.clinic)

    become(sat, USER, PASSPHRASE)
    chart = open_chart(sat)
    monkeypatch.setattr("db.drafts.keep", refuse)
    note_of(chart).setFocus()
    sat.type("half a sentence")
    staying = sat.entrance.staying
    assert staying is not None
    staying.autolock.lock_now()
    sat.see(lambda: sat.window.notice.accessibleName().startswith("Not locked"))
    assert sat.window.pages.currentWidget() is chart
    assert note_of(chart).value() == "half a sentence"
    monkeypatch.undo()
    staying.autolock.lock_now()
    sat.see(lambda: sat.entrance.desk is None)
