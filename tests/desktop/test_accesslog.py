"""What is looked at is noted beside the window, once each; what was noted can be read and taken."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import audit, engine
from desktop.entering import Entering
from desktop.models.logtable import neutral
from desktop.pages.registration import RegistrationPage
from pathway.audited import Event, Traces, Wanted
from tests.desktop import corrected
from tests.desktop.clinics import Clock, Sitting, Waiting, found_clinic, sitting
from tests.desktop.corrected import desk, view
from tests.desktop.pressing import press


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who reads a signed visit."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        yield sat


def noted(sat: Sitting, wanted: Wanted | None = None) -> list[tuple[str, str]]:
    """Return the kinds and things of the log of access, the oldest first."""
    sat.settle()
    waiting = Waiting()
    desk(sat).log.read(wanted or Wanted(), waiting.take)
    sat.settle()
    (found,) = waiting.answers
    assert isinstance(found, Traces)
    lines = found.lines[::-1]
    return [(one.event.kind, one.event.what) for one in lines if one.log == "access"]


def test_opening_a_chart_is_noted_once(sat: Sitting) -> None:
    lines = noted(sat, Wanted(patient=view(sat).patient_id))
    assert lines == [("view", "chart")]
    assert sat.entrance.rooms is not None
    sat.entrance.rooms.show_chart(view(sat).problem_id)
    desk(sat).log.looked_at(view(sat).patient_id)
    assert noted(sat, Wanted(patient=view(sat).patient_id)) == lines


def test_a_search_is_noted_when_it_ends_not_with_each_key(sat: Sitting) -> None:
    press(Qt.Key.Key_F2)
    sat.settle()
    for letter in "ban":
        sat.type(letter)
        sat.settle()
    assert ("search", "ban") not in noted(sat)
    press(Qt.Key.Key_Return)
    sat.settle()
    searches = [line for line in noted(sat) if line[0] == "search"]
    assert searches == [("search", "ban")]


def test_the_list_after_unlocking_is_noted_once(sat: Sitting) -> None:
    assert noted(sat).count(("view", "patients")) == 1
    press(Qt.Key.Key_F2)
    sat.settle()
    press(Qt.Key.Key_F5)
    assert noted(sat).count(("view", "patients")) == 1
    sat.entrance.lock()
    sat.unlock()
    assert noted(sat).count(("view", "patients")) == 2


def test_looking_for_a_twin_is_noted_once_not_with_each_key(sat: Sitting) -> None:
    opened = view(sat).chart.patient
    sat.chord(Qt.Key.Key_N)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, RegistrationPage)
    form = page.form
    sat.type(opened.family_name)
    sat.see(form.twins.isVisible)
    assert "search" not in [kind for kind, _ in noted(sat)]
    for _ in range(2):
        press(Qt.Key.Key_Tab)
        sat.settle()
    searches = [what for kind, what in noted(sat) if kind == "search"]
    assert searches == [opened.family_name]


def test_what_the_clinic_rests_on_is_noted_when_it_is_another(sat: Sitting) -> None:
    kinds = [kind for kind, _ in noted(sat)]
    assert kinds.count("pack_change") == kinds.count("migration") == 1
    sat.entrance.lock()
    sat.unlock()
    kinds = [kind for kind, _ in noted(sat)]
    assert kinds.count("pack_change") == kinds.count("migration") == 1
    assert "settings" not in kinds


def test_the_table_is_harmless_to_a_spreadsheet_and_is_noted_itself(
    sat: Sitting, tmp_path: Path
) -> None:
    log = desk(sat).log
    log.searched("=HYPERLINK(1)")
    log.note(Event("override", "U", None, "stage", "=1+1"))
    sat.settle()
    waiting = Waiting()
    log.write_table(Wanted(), tmp_path / "log.csv", waiting.take)
    sat.settle()
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert waiting.answers == [len(rows) - 1]
    assert "'=1+1" in [row[7] for row in rows]
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
    assert ("export", "access log") in noted(sat)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "  @"])
def test_a_cell_starts_nothing(start: str) -> None:
    assert neutral(f"{start}1").startswith("'")
    assert neutral(f"a{start}1") == f"a{start}1"


def test_a_log_that_cannot_be_written_keeps_nobody_from_looking(sat: Sitting) -> None:
    opened = desk(sat)
    opened._clinic.stop_writing("damaged")
    before = noted(sat)
    opened.log.looked_at(view(sat).patient_id, "old_values")
    assert noted(sat) == before
    assert not sat.window.notice.isVisible()


def test_a_clock_that_stands_still_or_back_hides_nothing(sat: Sitting) -> None:
    opened, clock = desk(sat), sat.entrance.clock._clock
    assert isinstance(clock, Clock)
    for minutes in (0, 10, -60):
        clock.moment += timedelta(minutes=minutes)
        opened.log.looked_at(view(sat).patient_id, "print")
    assert [line for line in noted(sat) if line[1] == "print"] == [("view", "print")] * 3


def test_the_whole_log_stands_the_check(sat: Sitting) -> None:
    noted(sat)
    waiting = Waiting()
    desk(sat).log.check(waiting.take)
    sat.settle()
    assert waiting.answers == [(None, None)]
    assert desk(sat).reader.read(audit.verify).is_whole


def alter(sat: Sitting) -> None:
    """Lock, and change a row of the log behind the program's back."""
    noted(sat)
    clinic = desk(sat)._clinic
    path, key = clinic.path, clinic._key.copy()
    sat.entrance.lock()
    connection = engine.connect(path, key, "migrate")
    connection.execute("DROP TRIGGER access_log_no_update")
    connection.execute("UPDATE access_log SET who = 'x' WHERE seq = 2")
    connection.close()


def is_told(sat: Sitting) -> bool:
    """Whether the window says that the log was altered."""
    notice = sat.window.notice
    return notice.isVisible() and "log was altered" in notice.text.text()


def test_an_altered_row_is_told_when_somebody_sits_down(sat: Sitting) -> None:
    alter(sat)
    sat.unlock()
    sat.see(lambda: is_told(sat))


def test_an_altered_row_found_before_the_rooms_stand_is_told(
    sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Entering.start

    def late(entering: Entering) -> None:
        entering.desk.log.glance()
        sat.settle()
        assert entering.rooms is None
        start(entering)

    alter(sat)
    monkeypatch.setattr(Entering, "start", late)
    sat.unlock()
    assert is_told(sat)
