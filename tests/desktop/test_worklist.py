"""The worklist by a person's keys: it greets, leads through the charts, takes what calls say."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from db import states
from desktop import show
from desktop.background import Background, _Job
from desktop.desk import Desk
from desktop.desk.work import Work
from desktop.models.patients import STANDING
from desktop.models.worklist import REACH, STAGE, WAITS, WHO
from desktop.models.workwords import days_words, group_meanings, group_words
from desktop.pages.call import CallPage
from desktop.pages.chart import ChartPage
from desktop.pages.workgroups import COUNT, GROUPS, Group
from desktop.pages.worklist import WorklistPage
from desktop.rooms import Rooms
from pathway.facts import Patient
from pathway.finding import Level
from pathway.records import Changes, ProblemId, Stamp
from pathway.worklist import KINDS
from tests.desktop.clinics import (
    PASSPHRASE,
    Sitting,
    Waiting,
    found_clinic,
    register,
    sitting,
)

PEOPLE = tuple(
    Patient(date(1970, 1, 1), family_name=name, allergy_state="none_known")
    for name in ("Banda", "Daka", "Moyo", "Phiri")
)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of a clinic in which Banda has a red flag, and Daka and Moyo are late."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        for changes, days in zip(register(sat, *PEOPLE), (1, 9, 2, 0), strict=True):
            assert changes.problem is not None
            if days:
                stand(sat, changes.problem, days, is_flagged=days == 1)
        yield sat


def stand(sat: Sitting, problem: ProblemId, days_over: int, *, is_flagged: bool) -> None:
    """Have somebody wait, whatever the rules would say."""
    desk, opened = desk_of(sat), sat.entrance.opened
    assert opened is not None
    told = {
        "stage": "subacute",
        "surgical_status": "not_yet",
        "flag_level": (Level.SAME_DAY if is_flagged else Level.NONE).value,
        "open_flags": "RF-N3" if is_flagged else "",
        "contact_by": desk.today - timedelta(days_over),
    }

    def put(session: Session, which: ProblemId, _stamp: Stamp) -> Changes:
        row = states.TABLE.update().where(states.TABLE.c.problem_id == which)
        session.execute(row.values(**told), execution_options={"derived": True})
        return Changes(frozenset({"visits"}))

    desk.write(partial(opened.clinic.keep, put, problem, desk.stamp()), _nothing)
    sat.settle()


def _nothing(_changes: Changes) -> None:
    return


def desk_of(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def rooms_of(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def page_of(sat: Sitting) -> WorklistPage:
    """Call the page by its key."""
    sat.press(Qt.Key.Key_F4)
    sat.settle()
    page = rooms_of(sat).work.page
    assert page is not None
    sat.see(lambda: page.model.rowCount() > 0 and sat.window.pages.currentWidget() is page)
    sat.settle()
    return page


def names(page: WorklistPage) -> list[str]:
    """Return who is listed, once every line is there."""
    lines = range(page.model.rowCount())
    return [page.model.cells(line).cells[WHO].first for line in lines]


def count_of(page: WorklistPage, group: Group) -> int | None:
    found = page.groups.item(GROUPS.index(group)).data(COUNT)
    return None if found is None else int(found)


def front_name(sat: Sitting) -> str:
    """Return whose chart is in front."""
    chart = sat.window.pages.currentWidget()
    assert isinstance(chart, ChartPage)
    assert chart.view is not None
    return chart.view.chart.patient.family_name


def test_danger_comes_first_then_what_waits_longest(sat: Sitting) -> None:
    page = page_of(sat)
    assert names(page) == ["BANDA", "DAKA", "MOYO"]
    first = page.model.cells(0)
    assert first.reason is not None
    assert first.reason.kind == "danger"
    assert first.cells[WAITS].first.startswith("Missed · Red flag: same day")
    assert "1 day over" in first.cells[WAITS].first
    assert first.cells[WAITS].second.startswith("Worsening weakness")
    assert first.cells[REACH].first == "No telephone"
    assert "9 days over" in page.model.cells(1).cells[WAITS].first
    sat.see(lambda: "week 5, day 30" in page.model.cells(1).cells[STAGE].second)
    assert [count_of(page, group) for group in ("", "red_flag", "overdue", "due")] == [3, 1, 3, 0]
    heard = page.model.data(page.model.index(0, WHO), Qt.ItemDataRole.AccessibleTextRole)
    assert str(heard).startswith("Patient: BANDA")
    QAbstractItemModelTester(page.model)


def test_groups_are_one_key_apart_and_empty_ones_are_passed_over(sat: Sitting) -> None:
    page = page_of(sat)
    sat.press(Qt.Key.Key_Right)
    assert (page.groups.group, names(page)) == ("missed", ["BANDA"])
    for _ in range(3):
        sat.press(Qt.Key.Key_Right)
    assert page.groups.group == "overdue"
    assert names(page) == ["BANDA", "DAKA", "MOYO"]
    for _ in range(9):
        sat.press(Qt.Key.Key_Left)
    assert page.groups.currentRow() == 0


def test_next_patient_goes_down_the_list_and_back_to_the_same_line(sat: Sitting) -> None:
    page = page_of(sat)
    sat.press(Qt.Key.Key_Down)
    sat.press(Qt.Key.Key_Return)
    sat.settle()
    assert front_name(sat) == "Daka"
    sat.press(Qt.Key.Key_F3)
    sat.settle()
    assert front_name(sat) == "Moyo"
    sat.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    sat.settle()
    assert page.table.currentIndex().row() == 2
    sat.press(Qt.Key.Key_Return)
    sat.settle()
    sat.press(Qt.Key.Key_F3)
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    assert "last one" in sat.window.notice.accessibleName()


def test_next_patient_on_the_list_opens_the_line_in_hand_first(sat: Sitting) -> None:
    page = page_of(sat)
    for name in ("Banda", "Daka"):
        sat.press(Qt.Key.Key_F3)
        sat.settle()
        assert front_name(sat) == name
        sat.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        sat.see(lambda: sat.window.pages.currentWidget() is page)
        sat.settle()


@pytest.mark.parametrize(
    ("key", "stays"), [(Qt.Key.Key_R, True), (Qt.Key.Key_D, False), (Qt.Key.Key_X, False)]
)
def test_a_letter_says_what_came_of_a_call(sat: Sitting, key: Qt.Key, stays: bool) -> None:
    page = page_of(sat)
    sat.press(Qt.Key.Key_Down)
    sat.press(key)
    sat.see(lambda: isinstance(sat.window.pages.currentWidget(), CallPage))
    sat.settle()
    call = rooms_of(sat).work.call
    assert call is not None
    sat.see(lambda: call.form.kind.value() != "" and sat.focus is not call)
    sat.press(Qt.Key.Key_Return)
    if key == Qt.Key.Key_X:  # the day of death may be told: nobody is dead by one slip of a key
        assert sat.focus is call.form.day.line
        sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    sat.settle()
    assert ("DAKA" in names(page)) == stays
    assert count_of(page, "aside") == (0 if stays else 1)
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert names(page) == ["BANDA", "DAKA", "MOYO"]


def test_who_died_is_said_so_in_the_chart_and_among_all_patients(sat: Sitting) -> None:
    page_of(sat)
    sat.press(Qt.Key.Key_Return)
    sat.settle()
    sat.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    sat.settle()
    call = rooms_of(sat).work.call
    assert call is not None
    sat.see(lambda: sat.focus is not call)
    sat.press(Qt.Key.Key_X)
    call.form.day.setFocus()
    sat.type("-2d")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: isinstance(sat.window.pages.currentWidget(), ChartPage))
    sat.settle()
    chart = rooms_of(sat).chart
    assert chart is not None
    said = f"† Died {show.day(desk_of(sat).today - timedelta(2))}"
    assert said in chart.banner.spoken()
    sat.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    above = rooms_of(sat).work.call
    assert above is not None
    assert said in above.banner.spoken()
    sat.settle()
    sat.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    sat.see(lambda: isinstance(sat.window.pages.currentWidget(), ChartPage))
    page = page_of(sat)
    assert names(page)[0] == "BANDA"  # the flag stays until a clinician clears it
    assert count_of(page, "overdue") == 2
    sat.press(Qt.Key.Key_F2)
    model = rooms_of(sat).finder.model
    sat.see(lambda: model.data(model.index(0, STANDING)) == "Died")


def test_a_day_is_asked_for_and_half_a_call_is_kept(sat: Sitting) -> None:
    page = page_of(sat)
    sat.press(Qt.Key.Key_Down)
    sat.press(Qt.Key.Key_L)
    sat.settle()
    call = rooms_of(sat).work.call
    assert call is not None
    sat.see(lambda: sat.focus is call.form.day.line)
    sat.press(Qt.Key.Key_Return)
    assert call.form.show_problems()
    sat.type("+7d")
    call.form.note.setFocus()
    sat.type("after the harvest")
    sat.press(Qt.Key.Key_F4)
    sat.settle()
    assert count_of(page, "draft") == 1
    sat.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    sat.settle()
    again = rooms_of(sat).work.call
    assert again is not None
    sat.see(lambda: again.form.note.text() == "after the harvest")
    again.form.note.setFocus()
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.window.pages.currentWidget() is page)
    sat.settle()
    assert (count_of(page, "draft"), count_of(page, "aside")) == (0, 1)
    assert names(page) == ["BANDA", "MOYO"]


def test_search_another_day_and_nobody(sat: Sitting) -> None:
    page = page_of(sat)
    page.head.search.setFocus()
    sat.type("moy")
    sat.see(lambda: names(page) == ["MOYO"])
    sat.type("zzz")
    sat.see(page.state.isVisible)
    assert "moyzzz" in page.state.title.text()
    sat.press(Qt.Key.Key_Escape)
    sat.see(lambda: page.model.rowCount() == 3)
    page.head.on.setFocus()
    sat.type("-20d")
    sat.settle()
    assert "as far as what is known now" in page.head.told.text()
    sat.see(lambda: names(page) == ["BANDA"])  # a red flag stands on every day
    page.head.back.click()
    sat.see(lambda: page.model.rowCount() == 3)


def test_the_worklist_greets_and_nothing_is_seen_while_locked(sat: Sitting) -> None:
    page_of(sat)
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None and sat.entrance.rooms is None)
    assert not sat.window.pages.findChildren(WorklistPage) or not any(
        one.isVisible() for one in sat.window.pages.findChildren(WorklistPage)
    )
    sat.type("green window seven")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.entrance.rooms is not None)
    sat.settle()
    assert isinstance(sat.window.pages.currentWidget(), WorklistPage)
    sat.press(Qt.Key.Key_F2)
    assert sat.window.pages.currentWidget() is rooms_of(sat).finder


def test_the_first_lines_stand_before_anything_else_is_asked(
    sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sat.entrance.lock()
    begin, go_on = Background._begin, Background.go_on
    asked: list[str] = []

    def noted(background: Background, job: _Job) -> None:
        asked.append(job.lane)
        begin(background, job)

    monkeypatch.setattr(Background, "_begin", noted)
    monkeypatch.setattr(Background, "go_on", lambda _background: None)
    sat.type(PASSPHRASE)
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.entrance.rooms is not None)
    page = rooms_of(sat).work.page
    assert page is not None
    sat.see(lambda: page.table.isVisible() and page.model.rowCount() == 3)
    shown = names(page)
    assert shown == ["BANDA", "DAKA", "MOYO"]
    assert asked == ["jobs"]  # opening itself
    assert page.count.text() == "Being counted…"
    go_on(sat.entrance.background)
    sat.settle()
    assert names(page) == shown
    assert count_of(page, "") == 3


def test_lines_of_another_day_are_not_shown_as_today_s(sat: Sitting) -> None:
    opened = sat.entrance.opened
    assert opened is not None
    assert opened.first is not None
    assert opened.first.on == desk_of(sat).today
    asked = Waiting()
    work = Work(desk_of(sat), opened, sat.entrance.background)
    work.open(opened.first.on + timedelta(1), asked.take, asked.take)
    assert asked.answers == []
    sat.settle()
    assert len(asked.answers) == 1


def test_every_group_has_words_and_days_are_told_in_full() -> None:
    assert set(group_words()) == set(group_meanings()) == set(KINDS)
    today = date(2026, 3, 30)
    told = [days_words(today + timedelta(days), today) for days in (-2, -1, 0, 1, 3)]
    assert told == ["2 days over", "1 day over", "today", "in 1 day", "in 3 days"]
