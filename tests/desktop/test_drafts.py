"""Drafts: what is typed is on the disk at once, comes back without a question, ends by saving."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.models.patients import LAST_VISIT
from desktop.pages.chart import ChartPage
from desktop.pages.registration import RegistrationPage
from desktop.pages.soon import SOON_MILLISECONDS
from desktop.pages.visit import VisitForm
from desktop.places import Places
from desktop.rooms import Rooms
from desktop.trouble import Trouble
from pathway.coding import Code
from pathway.drafts import Draft
from pathway.facts import Patient
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A clinic on the disk."""
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic with the chart of the first of two patients open."""
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        for name in ("Banda", "Mumba"):
            patient = Patient(date(1970, 1, 1), family_name=name, allergy_state="none_known")
            register(sat, patient)
        open_chart(sat, "Banda")
        yield sat


def open_chart(sat: Sitting, name: str) -> None:
    finder = rooms(sat).finder
    model = finder.model
    rows = [row for line in range(model.rowCount()) if (row := model.row_at(line))]
    (problem,) = [row.problem_id for row in rows if row.family_name == name]
    rooms(sat).show_chart(problem)


def rooms(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def desk(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def chart(sat: Sitting) -> ChartPage:
    found = rooms(sat).chart
    assert found is not None
    return found


def form(sat: Sitting) -> VisitForm:
    found = chart(sat).visit.form
    assert found is not None
    return found


def problem(sat: Sitting) -> ProblemId:
    return form(sat).view.problem_id


def kept(sat: Sitting) -> tuple[Draft, ...]:
    sat.settle()
    return tuple(one.draft for one in desk(sat).drafts.of_problem(problem(sat)))


def type_much(sat: Sitting) -> None:
    """Type answers, half a date, a number that is none, and care that is not added."""
    type_text("n")
    type_text("y")
    type_text("12-Ma")
    parts = form(sat).parts
    parts.pain.fields["temperature"].setFocus()
    type_text("388")
    parts.decisions.fields["note"].setFocus()
    type_text("Sleeps badly")
    parts.care.kind.setFocus()
    type_text("Exercise at")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    type_text("3/4")


def assert_much(sat: Sitting) -> None:
    parts = form(sat).parts
    assert form(sat).progress.answered == 2
    questions = [one for one in parts.interview.questions.values() if one.answer == "yes"]
    assert [one.detail.since.text() for one in questions if one.detail] == ["12-Ma"]
    temperature = parts.pain.fields["temperature"]
    assert temperature.value() == "388"
    assert form(sat).answers[Code("note")].value == "Sleeps badly"
    assert parts.decisions.fields["note"].value() == "Sleeps badly"
    assert parts.care.kind.value() == "home_exercise"
    assert parts.care.first.text() == "3/4"
    assert form(sat).has_unsaved()


def test_the_first_change_is_kept_within_a_second_and_said(sat: Sitting) -> None:
    assert SOON_MILLISECONDS < 1000
    type_text("n")
    sat.see(lambda: "draft kept" in form(sat).bar.saved.text())
    assert sat.window.state.saved.text().startswith("Draft kept ")
    (draft,) = kept(sat)
    assert len(draft.answers) == 1


def test_leaving_asks_nothing_and_coming_back_restores_everything(sat: Sitting) -> None:
    type_much(sat)
    press(Qt.Key.Key_F2)
    assert sat.window.pages.currentWidget() is rooms(sat).finder
    open_chart(sat, "Mumba")
    assert not form(sat).answers
    assert not chart(sat).bar.isVisible()
    open_chart(sat, "Banda")
    assert_much(sat)
    assert "Restored what was typed at" in chart(sat).bar.words.text()
    assert not chart(sat).bar.save.isVisible()


def test_locking_and_unlocking_restores_everything(sat: Sitting) -> None:
    type_much(sat)
    press(Qt.Key.Key_L, modifier=CONTROL)
    sat.see(lambda: sat.entrance.rooms is None)
    sat.unlock()
    open_chart(sat, "Banda")
    assert_much(sat)


def test_closing_the_window_keeps_the_last_key(
    qtbot: QtBot, qapp: QApplication, sat: Sitting, places: Places, today: date
) -> None:
    type_much(sat)
    assert sat.window.close()
    sat.entrance.close()
    with sitting(qtbot, qapp, places, today) as again:
        again.unlock()
        open_chart(again, "Banda")
        assert_much(again)


def test_a_tab_of_the_chart_keeps_what_was_typed(sat: Sitting) -> None:
    form(sat).parts.decisions.fields["note"].setFocus()
    type_text("Sle")
    press(Qt.Key.Key_2, modifier=CONTROL)
    (draft,) = kept(sat)
    assert [row.value for row in draft.answers] == ["Sle"]


def test_saving_ends_the_draft(sat: Sitting) -> None:
    type_text("n")
    assert not kept(sat)
    form(sat).parts.decisions.fields["note"].setFocus()
    type_text("Sleeps")
    form(sat).parts.pain.setFocus()
    press(Qt.Key.Key_F2)
    open_chart(sat, "Banda")
    assert len(kept(sat)) == 1
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: form(sat).bar.saved.text() == "All saved")
    assert not kept(sat)
    assert not chart(sat).bar.isVisible()
    press(Qt.Key.Key_F2)
    open_chart(sat, "Banda")
    assert form(sat).progress.answered == 1
    assert not form(sat).has_unsaved()


def test_what_was_restored_can_be_discarded_and_brought_back(sat: Sitting) -> None:
    type_much(sat)
    press(Qt.Key.Key_F2)
    open_chart(sat, "Banda")
    chart(sat).bar.throw.setFocus()
    press(Qt.Key.Key_Space)
    assert not form(sat).answers
    assert not kept(sat)
    chart(sat).bar.bring.setFocus()
    press(Qt.Key.Key_Space)
    assert_much(sat)
    assert len(kept(sat)) == 1


def test_only_a_draft_that_could_not_be_kept_asks_before_leaving(
    sat: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(draft: Draft, failed: object) -> None:
        assert callable(failed)
        failed(Trouble("disk_full", {"path": "records"}))

    monkeypatch.setattr(desk(sat).drafts, "keep", refuse)
    type_text("n")
    press(Qt.Key.Key_F2)
    assert sat.window.pages.currentWidget() is chart(sat)
    assert focused() is chart(sat).bar.save
    press(Qt.Key.Key_Space)
    sat.see(lambda: sat.window.pages.currentWidget() is rooms(sat).finder)
    open_chart(sat, "Banda")
    assert form(sat).progress.answered == 1
    assert not form(sat).has_unsaved()


def test_care_that_was_told_and_not_saved_is_told_again(sat: Sitting) -> None:
    care = form(sat).parts.care
    care.kind.set_value("heat")
    care.first.set_text("-1w")
    care.days.set_value("3")
    care.on_put()
    press(Qt.Key.Key_F2)
    open_chart(sat, "Banda")
    (entry,) = form(sat).parts.care.entries()
    assert entry.care.kind == "heat"
    assert form(sat).parts.care.count() == 1


def test_the_list_names_what_is_unfinished_and_leads_back_to_it(sat: Sitting) -> None:
    type_much(sat)
    press(Qt.Key.Key_F2)
    sat.settle()
    finder = rooms(sat).finder
    sat.see(finder.unfinished.isVisible)
    assert finder.unfinished.title.text() == "1 unfinished form"
    (button,) = finder.unfinished.buttons
    assert button.text().startswith("BANDA · unfinished visit, ")
    sat.settle()
    lines = [
        str(finder.model.index(line, LAST_VISIT).data()) for line in range(finder.model.rowCount())
    ]
    assert sorted(line.startswith("Unfinished visit, ") for line in lines) == [False, True]
    button.setFocus()
    press(Qt.Key.Key_Space)
    assert_much(sat)
    press(Qt.Key.Key_N, modifier=CONTROL)
    type_text("Zulu")
    press(Qt.Key.Key_F2)
    sat.see(lambda: len(finder.unfinished.buttons) == 2)
    new = next(one for one in finder.unfinished.buttons if one.left.key.problem is None)
    assert new.text().startswith("New patient · unfinished registration, ")
    sat.see(new.isVisible)
    new.setFocus()
    press(Qt.Key.Key_Space)
    assert isinstance(sat.window.pages.currentWidget(), RegistrationPage)
