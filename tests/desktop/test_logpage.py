"""The page of the access log by keys: per patient and for the clinic, filters, check, table."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import engine
from desktop.logroom import LogRoom
from desktop.models.logrows import PATIENT, WHAT
from desktop.pages.logpage import LogPage
from pathway.audited import Event
from tests.desktop import corrected, walking
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import CONTROL, chart, desk
from tests.desktop.pressing import focused, press, type_text

SHIFT = Qt.KeyboardModifier.ShiftModifier
WHO_LOOKED = [
    "Opened the chart",
    "Signed the visit of 16-Mar-2026",
    "Recorded the visit of 16-Mar-2026",
    "Registered the patient",
]


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who reads a signed visit."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        yield sat


def opened(sat: Sitting, key: Qt.Key = Qt.Key.Key_A) -> LogPage:
    press(key, modifier=CONTROL | SHIFT)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, LogPage)
    return page


def told(page: LogPage) -> list[str]:
    rows = page.sheet.rows
    return [str(rows.index(row, WHAT).data()) for row in range(rows.rowCount())]


def test_a_chart_tells_who_looked_at_it(sat: Sitting) -> None:
    page = opened(sat, Qt.Key.Key_W)
    assert page.title.text() == "Who looked at the record of BANDA"
    assert told(page)[1:] == WHO_LOOKED
    assert told(page)[0] == "Read the access log of this record"
    assert page.sheet.table.isColumnHidden(PATIENT)
    press(Qt.Key.Key_Escape)
    assert sat.window.pages.currentWidget() is chart(sat)


def test_the_clinic_has_a_log_of_all(sat: Sitting) -> None:
    page = opened(sat)
    assert "Founded the clinic" in told(page)
    assert not page.sheet.table.isColumnHidden(PATIENT)
    assert any("BANDA" in line for line in spoken(page))
    assert focused() is page.sort
    assert walking.unnamed(sat.window) == []


def test_filters_by_key(sat: Sitting) -> None:
    page = opened(sat)
    type_text("L")
    sat.settle()
    looks = {"Saw the list of patients", "Opened the chart", "Read the access log of the clinic"}
    assert set(told(page)) == looks
    page.sort.set_value("printed")
    sat.settle()
    assert told(page) == []
    assert page.sheet.none.isVisible()
    assert not page.save.isEnabled()
    page.sort.set_value("")
    page.who.set_value("Dr Phiri")
    page.since.setFocus()
    type_text("31-Mar-2026")
    sat.settle()
    assert page.since.problem()
    assert told(page)  # nothing is asked by a day that is not accepted
    page.since.set_text("30-Mar-2026")
    page.until.set_text("29-Mar-2026")
    sat.settle()
    assert told(page) == []


def test_the_line_in_hand_is_told_in_full(sat: Sitting) -> None:
    desk(sat).log.note(Event("override", "U", None, "stage", "A long reason"))
    page = opened(sat)
    page.sheet.table.setFocus()
    press(Qt.Key.Key_Down)
    assert page.sheet.whole.text().endswith("why: A long reason")
    assert page.sheet.whole.text() in spoken(page)


def test_the_logs_are_checked_and_an_altered_row_is_named(sat: Sitting) -> None:
    page = opened(sat)
    press_on(sat, page.check)
    assert page.news.text().startswith("Both logs are whole")
    clinic = desk(sat)._clinic
    connection = engine.connect(clinic.path, clinic._key, "migrate")
    connection.execute("DROP TRIGGER access_log_no_update")
    connection.execute("UPDATE access_log SET what = 'x' WHERE seq = 2")
    connection.close()
    press_on(sat, page.check)
    assert page.news.text() == "The access log was altered: number 2 is not as it was written."
    assert page.news.property("notice") == "danger"


def test_a_table_is_saved_where_it_is_wanted(sat: Sitting, tmp_path: Path) -> None:
    page = opened(sat, Qt.Key.Key_W)
    page.choose_file = lambda _parent: None
    press_on(sat, page.save)
    assert not page.news.isVisible()
    page.choose_file = lambda _parent: tmp_path / "log.csv"
    press_on(sat, page.save)
    assert "not encrypted" in page.news.text()
    lines = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) - 1 >= len(WHO_LOOKED)
    press(Qt.Key.Key_F5)
    sat.settle()
    assert "Took out of the clinic: the access log" in told(page)


def test_a_folder_that_takes_no_table_is_said(sat: Sitting, tmp_path: Path) -> None:
    page = opened(sat)
    page.choose_file = lambda _parent: tmp_path / "none" / "log.csv"
    press_on(sat, page.save)
    assert page.news.text().startswith("The table could not be written to ")
    assert page.news.property("notice") == "danger"


def test_older_lines_come_when_they_are_asked_for(sat: Sitting) -> None:
    log = desk(sat).log
    for number in range(210):
        log.note(Event("view", "R", None, f"page {number}"))
    sat.settle()
    page = opened(sat)
    assert len(told(page)) == 200
    press_on(sat, page.more)
    assert len(told(page)) > 210
    assert not page.more.isVisible()
    assert focused() is page.sheet.table


def test_what_colleagues_did_is_for_clinicians(sat: Sitting) -> None:
    clinic = desk(sat)._clinic
    clinic.role = "staff"
    room = sat.entrance.rooms
    assert room is not None
    (log_room,) = room.findChildren(LogRoom)
    log_room.show_clinic()
    assert sat.window.pages.currentWidget() is chart(sat)
    sat.window.bar.unlock("", is_clinician=False)
    sat.window.update_actions()
    for name in ("access_log", "who_looked"):
        action = sat.window.bar.by_id[name]
        assert not action.isEnabled()
        assert "clinicians" in action.toolTip()


def spoken(page: LogPage) -> list[str]:
    rows = page.sheet.rows
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(rows.index(row, 0).data(role)) for row in range(rows.rowCount())]


def press_on(sat: Sitting, button: QWidget) -> None:
    button.setFocus()
    press(Qt.Key.Key_Space)
    sat.settle()
