"""Those who moved by the calendar: a line on the first page, listed, acknowledged, undone."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from db import moves as log
from desktop.desk import Desk
from desktop.models import moves as moved
from desktop.movedroom import MovedRoom
from desktop.pages.moves import MovesPage
from desktop.rooms import Rooms
from pathway.facts import Patient
from pathway.finding import Level
from pathway.records import PatientId, ProblemId
from pathway.states import Move, MovedPatient, State
from tests.desktop.clinics import Sitting, found_clinic, register, sitting

BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
PHIRI = Patient(date(1975, 1, 1), family_name="Phiri", allergy_state="none_known")
ACUTE = State("acute", "not_yet", Level.NONE)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic with two patients on day 30."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        register(sat, BANDA, PHIRI)
        yield sat


def desk_of(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def rooms_of(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def pass_days(sat: Sitting, count: int) -> None:
    """Let the calendar go on while the window is open."""
    clock = desk_of(sat)._clock
    clock._clock.moment += timedelta(count)  # type: ignore[attr-defined]
    clock.look_again()
    sat.settle()


def page_of(sat: Sitting) -> MovesPage:
    """Call the page by its key."""
    sat.press(Qt.Key.Key_F7)
    sat.settle()
    page = rooms_of(sat).findChild(MovedRoom)
    assert page is not None
    assert page.page is not None
    return page.page


def test_nobody_moved_is_said(sat: Sitting) -> None:
    assert not rooms_of(sat).finder.moved.isVisible()
    page = page_of(sat)
    assert page.nobody.isVisible()
    assert not page.seen.isVisible()
    sat.press(Qt.Key.Key_Escape)
    assert rooms_of(sat).finder.isVisible()


def test_midnight_with_the_window_open_moves_patients(sat: Sitting) -> None:
    pass_days(sat, 55)
    line = rooms_of(sat).finder.moved
    assert line.isVisible()
    assert line.button.text() == "2 moves since you last looked"
    page = page_of(sat)
    assert page.list.count() == 2
    text = page.list.item(0).text()
    assert "Stage: Subacute → Chronic" in text
    assert "Today" in text
    assert page.reasons.text()
    assert "Rule " not in page.reasons.text()
    assert "Content" in page.days.text()


def test_a_move_is_seen_by_space_and_taken_back_by_undo(sat: Sitting) -> None:
    pass_days(sat, 55)
    page = page_of(sat)
    first = page.list.item(0).text()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert page.list.count() == 1
    assert page.list.item(0).text() != first
    assert desk_of(sat).moves.count == 1
    assert "acknowledging a move" in desk_of(sat).corrections.undo_text
    sat.chord(Qt.Key.Key_Z)
    sat.settle()
    assert page.list.count() == 2
    sat.chord(Qt.Key.Key_Y)
    sat.settle()
    assert page.list.count() == 1
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert page.nobody.isVisible()
    sat.press(Qt.Key.Key_Escape)
    assert not rooms_of(sat).finder.moved.isVisible()


def test_moves_are_counted_beside_the_window(sat: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, count = list[threading.Thread](), log.count_unseen

    def noted(session: Session, on: date) -> int:
        counted.append(threading.current_thread())
        return count(session, on)

    monkeypatch.setattr(log, "count_unseen", noted)
    pass_days(sat, 55)
    assert desk_of(sat).moves.count == 2
    assert counted
    assert threading.main_thread() not in counted


def test_enter_opens_the_chart(sat: Sitting) -> None:
    pass_days(sat, 55)
    page = page_of(sat)
    one = page.selected()
    assert one is not None
    sat.press(Qt.Key.Key_Return)
    sat.settle()
    chart = rooms_of(sat).chart
    assert chart is not None
    assert chart.view is not None
    assert chart.view.problem_id == one.move.problem


def test_a_move_that_somebody_else_saw_first_leaves_the_list(sat: Sitting, qtbot: QtBot) -> None:
    pass_days(sat, 55)
    page = page_of(sat)
    one = page.selected()
    assert one is not None
    desk = desk_of(sat)
    desk._clinic.write(log.acknowledge, one.move.number, desk.stamp())
    with qtbot.waitSignal(desk.troubled):
        sat.press(Qt.Key.Key_Space)
    assert page.list.count() == 1


def test_on_a_doubtful_day_nobody_moves_before_somebody_says_it_is_right(sat: Sitting) -> None:
    pass_days(sat, 800)
    moves = desk_of(sat).moves
    assert moves.is_doubtful
    assert moves.count == 0
    line = rooms_of(sat).finder.moved
    assert line.isVisible()
    assert "doubtful" in line.button.text()
    page = page_of(sat)
    assert page.doubted.isVisible()
    assert page.list.count() == 0
    page.doubted.right.click()
    sat.settle()
    assert not desk_of(sat).moves.is_doubtful
    assert page.list.count() > 0
    assert not page.doubted.isVisible()
    pass_days(sat, 1)
    assert not desk_of(sat).moves.is_doubtful


def test_a_clock_that_was_put_back_moves_nobody(sat: Sitting) -> None:
    pass_days(sat, -40)
    moves = desk_of(sat).moves
    assert moves.is_doubtful
    assert moves.unseen() == ()


def test_a_lock_in_the_middle_leaves_the_rest_for_the_next_time(sat: Sitting) -> None:
    clock = desk_of(sat)._clock
    clock._clock.moment += timedelta(55)  # type: ignore[attr-defined]
    clock.look_again()
    sat.entrance.lock()
    sat.see(lambda: sat.entrance.desk is None)
    sat.unlock()
    assert desk_of(sat).moves.count == 2


def move(now: State, on: date, was: State = ACUTE) -> MovedPatient:
    made = Move(1, ProblemId("p"), on, was, now, (), "pack", "1")
    return MovedPatient(made, PatientId("x"), "Okafor", "Ruth", "F0000018")


def test_the_most_dangerous_come_first_then_the_newest(today: date) -> None:
    flagged = move(State("acute", "not_yet", Level.SAME_DAY), today - timedelta(5))
    due = move(State("acute", "decision_due", Level.NONE), today - timedelta(9))
    opened = move(State("acute", "window_open", Level.NONE), today)
    late = move(State("subacute", "not_yet", Level.NONE), today - timedelta(3))
    new = move(State("subacute", "not_yet", Level.NONE), today)
    assert moved.in_order((late, new, opened, due, flagged)) == (flagged, due, opened, new, late)


def test_a_move_in_words(today: date) -> None:
    now = State("subacute", "window_open", Level.URGENT, contact_by=today, decision_due_on=today)
    one = move(now, today - timedelta(1))
    opening = (
        "Surgical evaluation: Not yet: conservative care first → "
        "The window for surgical evaluation is open"
    )
    assert moved.whose(one) == "OKAFOR, Ruth · F0000018"
    assert moved.changes_of(one.move) == (
        "Red flags: No open red flag → Urgent: within 2 weeks",
        "Stage: Acute → Subacute",
        opening,
    )
    assert moved.to_do(now, today)[0].startswith("Next contact by")
    assert moved.to_do(now, today + timedelta(1))[0].startswith("Contact was due by")
    assert len(moved.to_do(now, today)) == 2
