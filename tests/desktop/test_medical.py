"""The medical background by keys alone: typed, kept, saved, undone; blanks keep their reasons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.pages.medical import MedicalPage
from pathway.facts import Egfr, MedicineTaken, Patient, Pregnancy
from pathway.medical import Medical
from pathway.person import Identity
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.pressing import type_text
from tests.desktop.told import WOMAN, front, open_chart, page, recorded, rooms, save, tab_to

ALT = Qt.KeyboardModifier.AltModifier
FULL = Patient(
    date(1988, 3, 14),
    family_name="Zulu",
    given_name="Grace",
    sex="female",
    conditions=frozenset({"diabetes", "unheard_of"}),
    medicines=(MedicineTaken("apixaban"), MedicineTaken("aspirin", date(2026, 3, 1))),
    allergies=("penicillin",),
    allergy_state="known",
    egfr=Egfr(58.125, date(2026, 2, 3)),
    weight_kg=71.0625,
    pregnancy=Pregnancy("no", on=date(2026, 3, 2)),
    breastfeeding="no",
    smoker="yes",
)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def enter(sat: Sitting, name: str, *texts: str) -> None:
    """Go to a list and enter names by the first letters."""
    tab_to(sat, name)
    for text in texts:
        sat.type(text)
        sat.press(Qt.Key.Key_Return)


def test_everything_is_told_by_keys_alone(sat: Sitting, today: date) -> None:
    open_chart(sat)
    page(sat)
    assert sat.focus.accessibleName() == "Allergic to"
    enter(sat, "Allergic to", "ibu", "latex")
    enter(sat, "Illnesses", "fibr", "Sjogren syndrome")
    enter(sat, "Medicines", "warf", "zzyzx")
    tab_to(sat, "warfarin was stopped")
    sat.press(Qt.Key.Key_Space)
    sat.type("-3d")
    for name, text in (
        ("Kidney function", "58,5"),
        ("Measured on", "-2w"),
        ("Weight", "71"),
        ("Pregnant", "y"),
        ("Weeks gone", "12"),
        ("Breastfeeding", "n"),
        ("Smokes", "c"),
    ):
        tab_to(sat, name)
        sat.type(text)
    save(sat)
    assert recorded(sat) == Medical(
        conditions=frozenset({"atrial_fibrillation"}),
        other_conditions=("Sjogren syndrome",),
        medicines=(MedicineTaken("warfarin", date(2026, 3, 27)), MedicineTaken("zzyzx")),
        allergies=("ibuprofen", "latex"),
        allergy_state="known",
        egfr=Egfr(58.5, date(2026, 3, 16)),
        weight_kg=71,
        pregnancy=Pregnancy("yes", 12, today),
        breastfeeding="no",
        blanks=frozenset({("smoker", "cannot_say")}),
    )


def test_none_known_cannot_say_and_not_asked_are_kept_apart(sat: Sitting) -> None:
    open_chart(sat)
    form = page(sat)
    tab_to(sat, "Allergic to: No known")
    sat.type("n")
    tab_to(sat, "Illnesses: None known")
    sat.type("c")
    tab_to(sat, "Medicines: None known")
    sat.type("n")
    form.fields.medical.measures.weight.none.setFocus()
    sat.type("c")
    save(sat)
    found = recorded(sat)
    assert found.allergy_state == "none_known"
    assert found.why_blank("conditions") == "cannot_say"
    assert found.why_blank("medicines") == "none_known"
    assert found.why_blank("weight") == "cannot_say"
    assert found.why_blank("egfr") is None
    again = page(sat)
    assert again.fields.medical.medical() == found


@pytest.mark.parametrize("patient", [WOMAN, FULL], ids=["blank", "full"])
def test_what_is_only_looked_at_stays_as_it_is(sat: Sitting, patient: Patient) -> None:
    open_chart(sat, patient)
    before = recorded(sat)
    form = page(sat)
    assert form.fields.medical.medical() == before
    save(sat)
    assert recorded(sat) == before


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("Kidney function", "900", "Between 0 and 250"),
        ("Kidney function", "abc", "A number"),
        ("Kidney function", "58", "The day on which it was measured"),
        ("Weight", "0.5", "Between 1 and 500"),
    ],
)
def test_what_cannot_be_is_said_in_place_and_nothing_is_saved(
    sat: Sitting, name: str, typed: str, said: str
) -> None:
    open_chart(sat)
    form = page(sat)
    tab_to(sat, name)
    sat.type(typed)
    sat.chord(Qt.Key.Key_S)
    assert front(sat) is form
    assert said in sat.focus.accessibleDescription()
    assert recorded(sat) == Medical()


def test_a_day_in_the_future_is_refused_in_place(sat: Sitting) -> None:
    open_chart(sat)
    form = page(sat)
    measures = form.fields.medical.measures
    measures.egfr.number.line.setText("58")
    measures.egfr_on.set_text("tomorrow")
    sat.chord(Qt.Key.Key_S)
    assert "Not after" in measures.day_row.problem
    assert recorded(sat) == Medical()


def test_leaving_keeps_what_is_typed_and_coming_back_shows_it(sat: Sitting) -> None:
    open_chart(sat)
    form = page(sat)
    form.fields.medical.lists.medicines.line.setFocus()
    sat.type("aspirin")
    sat.press(Qt.Key.Key_Return)
    sat.type("napr")
    form.fields.medical.measures.egfr.number.line.setText("5x")
    form.fields.medical.pregnancy.pregnancy.set_value("cannot_say")
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()
    assert sat.window.pages.currentWidget() is rooms(sat).chart
    again = page(sat)
    assert again is not form
    medicines = again.fields.medical.lists.medicines
    assert [one.name for one in medicines.entries()] == ["aspirin"]
    assert medicines.line.text() == "napr"
    assert again.fields.medical.measures.egfr.number.line.text() == "5x"
    assert again.fields.medical.pregnancy.pregnancy.value() == "cannot_say"
    assert "Restored what was typed at" in again.bar.words.text()
    assert recorded(sat) == Medical()


def test_what_was_restored_can_be_thrown_away(sat: Sitting) -> None:
    open_chart(sat, FULL)
    form = page(sat)
    form.fields.medical.measures.weight.number.line.setText("99")
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()
    again = page(sat)
    again.bar.throw.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert again.fields.medical.medical() == recorded(sat)
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()
    assert not page(sat).bar.isVisible()


def test_the_list_of_unfinished_forms_leads_back_to_the_page(sat: Sitting) -> None:
    open_chart(sat)
    page(sat).fields.medical.measures.weight.number.line.setText("71")
    sat.press(Qt.Key.Key_F2)
    sat.settle()
    (button,) = rooms(sat).finder.unfinished.buttons
    assert "unfinished medical background" in button.text()
    button.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert front(sat).fields.medical.measures.weight.number.line.text() == "71"


def test_saving_is_undone_by_name(sat: Sitting) -> None:
    open_chart(sat, FULL)
    before = recorded(sat)
    page(sat).fields.medical.measures.weight.number.line.setText("99")
    save(sat)
    assert recorded(sat).weight_kg == 99
    undo = sat.window.bar.by_id["undo"]
    sat.see(undo.isEnabled)
    assert "medical background" in undo.text()
    undo.trigger()
    sat.settle()
    assert recorded(sat) == before


def test_what_was_saved_meanwhile_is_not_overwritten(sat: Sitting) -> None:
    open_chart(sat)
    form = page(sat)
    form.fields.medical.measures.weight.number.line.setText("99")
    form._was = replace(form._was, medical=Medical(weight_kg=80))
    sat.chord(Qt.Key.Key_S)
    sat.see(form.notice.isVisible)
    assert recorded(sat) == Medical()
    assert form.fields.medical.measures.weight.number.line.text() == "99"


def test_a_wrong_name_and_birth_date_are_put_right_and_undone(sat: Sitting) -> None:
    open_chart(sat, FULL)
    tab_to_name(sat, page(sat))
    sat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sat.type("Mwansa")
    front(sat).who.birth.set_text("15-Mar-1988")
    save(sat)
    chart = rooms(sat).chart
    assert chart is not None
    assert "MWANSA, Grace" in sat.window.windowTitle()
    assert "15-Mar-1988" in chart.banner.spoken()
    undo = sat.window.bar.by_id["undo"]
    sat.see(undo.isEnabled)
    undo.trigger()
    sat.see(lambda: "14-Mar-1988" in chart.banner.spoken())
    rooms(sat).show_finder()
    rooms(sat).finder.search.setText("zulu")
    rooms(sat).finder.look()
    sat.settle()
    assert rooms(sat).finder.model.rowCount() == 1


def test_the_page_is_there_before_its_fields(sat: Sitting) -> None:
    open_chart(sat, FULL)
    sat.chord(Qt.Key.Key_5)
    form = front(sat)
    assert not form.form.is_made
    assert form.banner.name.text() == "ZULU, Grace"
    assert sat.focus is form
    sat.see(lambda: not form.form.has_more)
    assert sat.focus.accessibleName() == "Allergic to"


def test_what_is_typed_ahead_reaches_the_first_field(sat: Sitting) -> None:
    open_chart(sat)
    sat.chord(Qt.Key.Key_5)
    type_text("latex")
    assert front(sat).fields.medical.lists.allergies.line.text() == "latex"
    assert front(sat).fields.medical.lists.allergies.isVisible()


def test_tab_ahead_goes_on_from_the_first_field(sat: Sitting) -> None:
    open_chart(sat)
    sat.chord(Qt.Key.Key_5)
    sat.press(Qt.Key.Key_Tab)
    form = front(sat)
    assert not form.form.has_more
    assert form.fields.medical.lists.allergies.isAncestorOf(sat.focus)


def test_leaving_and_saving_before_the_fields_are_there_changes_nothing(sat: Sitting) -> None:
    open_chart(sat, FULL)
    before = recorded(sat)
    sat.chord(Qt.Key.Key_5)
    assert front(sat).may_leave()
    assert not front(sat).form.is_made
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()
    assert recorded(sat) == before
    sat.chord(Qt.Key.Key_5)
    save(sat)
    assert recorded(sat) == before


def tab_to_name(sat: Sitting, form: MedicalPage) -> None:
    form.fields.particulars.contact_phone.setFocus()
    tab_to(sat, "Family name")


def test_nobody_is_without_a_name_or_born_after_a_visit(sat: Sitting) -> None:
    open_chart(sat)
    who = page(sat).who
    who.family.clear()
    who.given.clear()
    who.birth.set_text("")
    sat.chord(Qt.Key.Key_S)
    assert "name is needed" in who.family_row.problem
    assert "birth is needed" in who.birth_row.problem
    who.fill(Identity("Zulu", "", date(2026, 3, 2), "female"), date(2026, 3, 1))
    assert who.show_problems()
    assert "01-Mar-2026" in who.birth_row.problem


def test_men_are_not_asked_about_pregnancy(sat: Sitting) -> None:
    open_chart(sat, Patient(date(1980, 1, 1), family_name="Banda", sex="male"))
    pregnancy = page(sat).fields.medical.pregnancy
    assert not pregnancy.pregnancy.isVisible()
    assert not pregnancy.breastfeeding.isVisible()
    assert pregnancy.smoker.isVisible()


def test_the_medicine_card_of_the_plan_leads_here(sat: Sitting) -> None:
    open_chart(sat, FULL)
    sat.chord(Qt.Key.Key_2)
    sat.settle()
    chart = rooms(sat).chart
    assert chart is not None
    plan = chart.plan
    plan.finish()
    sat.see(lambda: any(_leads_here(one) for one in plan.findChildren(QPushButton)))
    tab_to(sat, "Medical background")
    sat.press(Qt.Key.Key_Space)
    sat.settle()
    assert front(sat).fields.medical.lists.conditions.entries()


def _leads_here(button: QPushButton) -> bool:
    return button.isVisible() and "Medical" in button.text()
