"""Letters at the window: chosen, filled in, seen at once, printed and recorded; the directory."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.letterform import LetterForm
from desktop.pages.printing import PrintingPage
from desktop.trouble import Trouble
from pathway.facts import Patient
from pathway.records import ProblemId
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text
from tests.desktop.test_chart import ToFile


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of a chart; another patient is registered too."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        banda = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        moyo = Patient(date(1980, 1, 1), family_name="Moyo")
        first, other = register(sat, banda, moyo)
        assert first.problem is not None
        assert other.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(first.problem)
        yield sat


def _printing(sat: Sitting) -> PrintingPage:
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    return sat.entrance.rooms.chart.printing


def _letter(sat: Sitting, kind: str) -> LetterForm:
    """Choose a letter and wait for its pages."""
    printing = _printing(sat)
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    printing.choose(kind)
    sat.entrance.rooms.chart.act("tab_4")
    sat.see(lambda: bool(printing.preview.pages))
    form = printing.letter.form
    assert form is not None
    return form


def _said(sat: Sitting) -> str:
    pages = _printing(sat).preview.pages
    return " ".join(page.accessibleDescription() for page in pages)


def test_a_letter_is_filled_in_seen_printed_recorded_and_its_addressee_kept(
    sat: Sitting, tmp_path: Path
) -> None:
    printing = _printing(sat)
    assert printing.letter.form is None
    form = _letter(sat, "urgent")
    assert "Urgent referral" in _said(sat)
    form.to.name.setFocus()
    type_text("Dr Nair")
    form.asks.setFocus()
    type_text("Please see {name} soon.")
    form.cc.setFocus()
    type_text("Dr Mensah; Dr Ode")
    form.enclosures.setFocus()
    sat.see(lambda: "Dr Mensah; Dr Ode" in _said(sat))
    assert "Please see BANDA soon." in _said(sat)
    form.to.keep.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(form.to.drop.isVisible)
    assert [form.to.pick.itemText(row) for row in range(1, form.to.pick.count())] == ["Dr Nair"]
    printing.choose_printer = ToFile(tmp_path / "letter.pdf").choose
    sat.see(printing.print.isEnabled)
    printing.on_print()
    sat.see(lambda: printing.given.list.count() == 1)
    assert "Urgent letter" in printing.given.list.item(0).text()
    form.to.drop.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: form.to.pick.count() == 1)


def test_a_field_that_nobody_knows_is_said_in_one_sentence(sat: Sitting) -> None:
    form = _letter(sat, "imaging")
    form.asks.setFocus()
    type_text("Dear {nmae}")
    form.cc.setFocus()
    printing = _printing(sat)
    sat.see(printing.refusal.isVisible)
    assert "{nmae}" in printing.refusal.text()
    assert "name, birth_date" in printing.refusal.text()
    assert not printing.print.isEnabled()
    assert printing.instead.isHidden()


def test_the_note_for_work_has_its_own_fields_and_nothing_of_the_record(sat: Sitting) -> None:
    form = _letter(sat, "work_note")
    assert form.work.isVisible()
    assert form.asks.isHidden() or not form.asks.isVisible()
    form.fitness.set_value("not_fit")
    form.changes.setFocus()
    form.cc.setFocus()
    sat.see(lambda: "Not fit for work" in _said(sat) and "Fit for work with" not in _said(sat))
    assert "Diagnosis" not in _said(sat)


def test_the_page_of_referrals_leads_to_the_letter_that_fits(sat: Sitting) -> None:
    from desktop.pages.refer import ReferPage

    rooms = sat.entrance.rooms
    assert rooms is not None
    rooms._over.show_flow("refer")
    page = rooms._over.page
    assert isinstance(page, ReferPage)
    sat.see(lambda: not page.form.has_more)
    assert page.form.answer_part.isHidden()
    page.form.kind.set_value("rheumatology")
    assert page.form.letter.isHidden()
    page.form.kind.set_value("imaging")
    page.form.to.setText("Dr Nair")
    page.form.asked.setText("Which level")
    page.form.letter.click()
    form = _printing(sat).letter.form
    assert form is not None
    assert (form.to.name.text(), form.asks.text()) == ("Dr Nair", "Which level")
    sat.see(lambda: "Which level" in _said(sat) and "Dr Nair" in _said(sat))
    assert _printing(sat).kind.value() == "imaging"


def test_what_was_typed_for_one_patient_never_reaches_another(sat: Sitting) -> None:
    form = _letter(sat, "physiotherapy")
    form.asks.setFocus()
    type_text("Secret")
    desk = sat.entrance.desk
    assert desk is not None
    assert sat.entrance.rooms is not None
    printing = _printing(sat)
    assert printing._problem is not None
    form.cc.setFocus()
    sat.see(lambda: "Secret" in _said(sat))
    printing.open(printing._problem, is_draft=False)
    assert form.asks.text() == "Secret"  # the same chart was read again
    printing.open(ProblemId("another"), is_draft=False)
    assert form.asks.text() == ""
    assert form.writing() == type(form.writing())()


def _reopened(sat: Sitting, problem: ProblemId) -> LetterForm:
    """Unlock again, and go on with the letter that was left."""
    sat.unlock()
    rooms = sat.entrance.rooms
    assert rooms is not None
    rooms.finder.unfinished.flow_wanted.emit(problem, "letter")
    form = _printing(sat).letter.form
    assert form is not None
    return form


def _written(sat: Sitting) -> ProblemId:
    """Type into every kind of field, and return whose letter it is."""
    form = _letter(sat, "work_note")
    problem = _printing(sat)._problem
    assert problem is not None
    form.to.name.setFocus()
    type_text("Dr Nair")
    form.text.setFocus()
    type_text("Seen {visit_date}.")
    form.fitness.set_value("fit")
    form.changes.setFocus()
    type_text("No lifting")
    _printing(sat).language.receiver.set_value("es")
    return problem


def _assert_whole(form: LetterForm) -> None:
    assert form.to.name.text() == "Dr Nair"
    assert form.text.toPlainText() == "Seen {visit_date}."
    assert form.fitness.value() == "fit"
    assert form.changes.toPlainText() == "No lifting"


def test_what_is_typed_into_a_letter_outlives_lock_and_another_patient(sat: Sitting) -> None:
    problem = _written(sat)
    rooms, desk = sat.entrance.rooms, sat.entrance.desk
    assert rooms is not None
    assert desk is not None
    sat.entrance.on_lock()
    sat.see(lambda: sat.entrance.rooms is None)
    form = _reopened(sat, problem)
    _assert_whole(form)
    printing = _printing(sat)
    assert printing.kind.value() == "work_note"
    assert printing.language.receiver.value() == "es"
    assert printing.letter.restored.isVisible()
    # Another chart knows nothing of it, and coming back brings it again.
    rooms, desk = sat.entrance.rooms, sat.entrance.desk
    assert rooms is not None
    assert desk is not None
    other = next(row for row in _rows(sat) if row != problem)
    rooms.show_chart(other)
    _letter(sat, "work_note")
    assert form.writing() == type(form.writing())()
    assert printing.language.receiver.value() == "clinic"
    rooms.show_chart(problem)
    _letter(sat, "work_note")
    _assert_whole(form)


def _rows(sat: Sitting) -> list[ProblemId]:
    assert sat.entrance.rooms is not None
    model = sat.entrance.rooms.finder.model
    found = (model.row_at(row) for row in range(model.rowCount()))
    return [row.problem_id for row in found if row is not None]


def _drafts(sat: Sitting, problem: ProblemId) -> list[str]:
    desk = sat.entrance.desk
    assert desk is not None
    return [kept.draft.form for kept in desk.drafts.of_problem(problem)]


def test_printing_or_throwing_away_ends_what_is_unfinished(sat: Sitting, tmp_path: Path) -> None:
    problem = _written(sat)
    printing = _printing(sat)
    sat.see(lambda: _drafts(sat, problem) == ["letter"])
    sat.see(lambda: "No lifting" in _said(sat) and printing.print.isEnabled())
    printing.choose_printer = ToFile(tmp_path / "letter.pdf").choose
    printing.on_print()
    sat.see(lambda: printing.given.list.count() == 1)
    sat.see(lambda: _drafts(sat, problem) == [])
    form = printing.letter.form
    assert form is not None
    form.diagnosis.setFocus()
    type_text("Nerve root pain")
    form.cc.setFocus()
    sat.see(lambda: _drafts(sat, problem) == ["letter"])
    printing.letter.throw.click()
    sat.see(lambda: _drafts(sat, problem) == [])
    assert form.writing() == type(form.writing())()
    assert printing.language.receiver.value() == "clinic"


def test_a_letter_that_cannot_be_kept_says_so_and_warns_once_on_leaving(sat: Sitting) -> None:
    _written(sat)
    letter = _printing(sat).letter
    letter._draft.take_trouble(Trouble("disk_full"))
    assert "could not be kept" in letter.restored.text()
    assert not letter.may_leave()
    assert letter.may_leave()
