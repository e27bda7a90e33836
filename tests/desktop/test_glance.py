"""At a glance: who, what to mind, where they stand, what changed; all of it without scrolling."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.models.glance import glance_facts, since_fact
from desktop.pages.chart import PLAN
from pathway.facts import MedicineTaken, Patient
from pathway.finding import CareClock, NextContact
from pathway.records import VisitEntry
from pathway.since import Since
from pathway.sincevisit import SinceVisit
from tests.desktop import corrected, samples, walking
from tests.desktop.books import books
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.corrected import chart, desk, view

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe"
LONG_LIST = tuple(f"antibiotic number {number}" for number in range(12))


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of a chart with one visit of two weeks ago, at 1280 × 720."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.window.setFixedSize(1280, 720)
        corrected.open_signed(sat)
        sat.settle()
        yield sat


def seen(sat: Sitting) -> dict[QLabel, str]:
    """Return the words of banner and strip that are whole inside the window, by their labels."""
    sat.window.grab()
    room = QRect(0, 0, sat.window.width(), sat.window.height())
    labels = [
        label
        for part in (chart(sat).banner, chart(sat).glance)
        for label in part.findChildren(QLabel)
        if label.isVisible()
    ]
    return {label: label.text() for label in labels if room.contains(_place(label, sat.window))}


def _place(label: QWidget, window: QWidget) -> QRect:
    return QRect(label.mapTo(window, label.rect().topLeft()), label.size())


def told(sat: Sitting) -> str:
    """Return all that is to be seen, without marks of style."""
    return " | ".join(text.replace("<b>", "").replace("</b>", "") for text in seen(sat).values())


WANTED = (
    "BANDA",
    "No known allergies",
    "asked 2w ago",
    "Stage",
    "Care week",
    "of 6",
    "Surgical evaluation",
    "Next contact",
    "overdue by 2w",
    "Since 16-Mar-2026, 2w ago",
)


def test_everything_is_in_sight_without_scrolling(sat: Sitting) -> None:
    said = told(sat)
    assert [words for words in WANTED if words not in said] == []
    assert not walking.clipped(sat.window)
    spoken = chart(sat).glance.accessibleDescription()
    assert all(words in spoken for words in ("Stage: ", "Care week: ", "Since 16-Mar-2026"))


def test_long_names_and_lists_push_nothing_out_of_sight(sat: Sitting) -> None:
    known = view(sat).chart
    patient = replace(
        known.patient,
        family_name=LONG_NAME,
        given_name="Maria Magdalena Josefa",
        allergies=LONG_LIST,
        allergy_state="known",
        medicines=(MedicineTaken("apixaban"),),
    )
    flags = desk(sat).advice.flags(view(sat).problem_id)
    medicines = desk(sat).guidelines.medicines
    chart(sat).banner.show_chart(replace(known, patient=patient), desk(sat).today, flags, medicines)
    said = told(sat)
    wanted = (LONG_NAME.upper(), *LONG_LIST, "Blood thinner: apixaban", *WANTED[2:])
    assert [words for words in wanted if words not in said] == []
    assert not walking.clipped(sat.window)


def test_in_letters_of_twice_the_size_what_matters_most_remains(
    sat: Sitting, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", 2.0)
    try:
        assert not chart(sat).glance.isVisible(), "while a visit is written, each line counts"
        chart(sat).show_tab(PLAN)
        sat.see(chart(sat).glance.isVisible)
        said = told(sat)
        for words in ("BANDA", "No known allergies", "asked 2w ago", "Stage", "Next contact"):
            assert words in said
        strip = chart(sat).glance
        assert all(words in strip.line.toolTip() for words in ("Care week", "Since 16-Mar-2026"))
        assert strip.height() < 2 * strip.line.fontMetrics().height()
        assert not walking.clipped(chart(sat).banner)
        assert not walking.clipped(strip)
    finally:
        theme.apply(qapp, "light", 1.0)


def test_what_was_entered_today_is_told_as_change(sat: Sitting) -> None:
    entry = VisitEntry(
        view(sat).problem_id, replace(corrected.VISIT, on=desk(sat).today, pain_limb=4)
    )
    corrected.do(sat, desk(sat).save_visit, entry)
    sat.see(lambda: "Pain in the arm or leg: 7 → 4" in told(sat))
    assert "Since 16-Mar-2026" in told(sat)


def test_the_first_visit_has_nothing_to_be_compared_with() -> None:
    fact = since_fact(SinceVisit(None), books().words, samples.TODAY)
    assert (fact.caption, fact.value) == ("Since the last visit", "No earlier visit")
    calm = since_fact(SinceVisit(samples.CARE_START), books().words, samples.TODAY)
    assert (calm.caption, calm.value) == ("Since 09-Feb-2026, 7w ago", "No change")


def test_of_many_changes_the_weightiest_are_named_and_the_others_counted() -> None:
    changes = tuple(Since("medicine_new", f"medicine number {n} of many") for n in range(7))
    fact = since_fact(SinceVisit(samples.CARE_START, changes), books().words, samples.TODAY)
    assert fact.value.startswith("New medicine: medicine number 0 of many · ")
    assert fact.value.endswith(" · 5 more")
    assert fact.more.count("\n") == 6


def test_care_weeks_contact_and_failed_advice_are_said_in_words() -> None:
    whole = samples.assessment()
    values = [fact.value for fact in glance_facts(whole, 6)]
    assert values == [
        "Subacute · week 13, day 84",
        "4 of 6",
        "window open",
        "by 06-Apr-2026, in 1w",
    ]
    late = replace(whole, next_contact=NextContact(samples.CARE_START), care_clock=CareClock(None))
    told_late = glance_facts(late, 6)
    assert told_late[1].value == "0 of 6: no care recorded"
    assert (told_late[3].value, told_late[3].is_late) == ("09-Feb-2026, overdue by 7w", True)
    many = replace(whole, care_clock=CareClock(samples.CARE_START, 149, 21))
    assert glance_facts(many, 6)[1].value == "6 of 6, 21 in all"
    nobody = replace(whole, next_contact=NextContact(None))
    assert glance_facts(nobody, 6)[3].value == "no date"
    assert {fact.value for fact in glance_facts(None, 6)} == {"not worked out"}


def test_a_patient_who_is_new_is_told_so(sat: Sitting) -> None:
    (changes,) = register(sat, Patient(date(1960, 1, 1), family_name="Phiri"))
    assert sat.entrance.rooms is not None
    assert changes.problem is not None
    sat.entrance.rooms.show_chart(changes.problem)
    sat.see(lambda: "No earlier visit" in told(sat))
