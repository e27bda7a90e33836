"""The chart as it was known on a date: plain, read only, honest where there was nothing yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.past import end_of
from desktop.pages.asknown import KnownPage
from desktop.pages.chart import PLAN
from desktop.pages.knownsheet import KnownVisit, conclusion_lines
from pathway.records import Amendment, Recalled, VisitEntry
from tests.desktop import corrected
from tests.desktop.books import books
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import CONTROL, chart, desk, said, view
from tests.desktop.pressing import focused, press, type_text

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who asks how a chart was known, of a visit that was amended since."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        visit_id = corrected.open_signed(sat)
        entry = VisitEntry(view(sat).problem_id, replace(corrected.VISIT, pain_limb=2), id=visit_id)
        corrected.do(sat, desk(sat).corrections.amend, Amendment(entry, "misheard"))
        press(Qt.Key.Key_K, modifier=CONTROL | SHIFT)
        sat.see(known(sat).isVisible)
        sat.settle()
        yield sat


def known(sat: Sitting) -> KnownPage:
    return chart(sat).known


def choose(sat: Sitting, text: str) -> None:
    known(sat).focus_start()
    type_text(text)
    sat.settle()


def test_it_opens_at_today_and_says_unmistakably_what_it_is(sat: Sitting) -> None:
    page = known(sat)
    assert page.line.text() == "As known on 30-Mar-2026 – read only"
    assert page.accessibleName() == page.line.text()
    assert focused() is page.day.line
    assert page.day.line.accessibleName() == "As known on"
    assert not chart(sat).tabs.isVisible()
    assert chart(sat).banner.isVisible()


def test_it_shows_what_had_been_concluded_the_visits_and_the_care(sat: Sitting) -> None:
    words = said(known(sat))
    assert "Stage: Subacute" in words
    assert any(line.startswith("Red flags: Emergency") for line in words)
    assert any(line.startswith("Open: ") and "RF-C1" in line for line in words)
    assert "1 visit" in words
    assert "Visit of Mon 16-Mar-2026" in words
    assert "Amended by Dr Phiri on 30-Mar-2026 10:00: misheard" in words
    assert any(line.startswith("Exercise at home") for line in words)


def test_the_findings_of_a_visit_open_and_close_by_key(sat: Sitting) -> None:
    (visit,) = known(sat).findChildren(KnownVisit)
    visit.findings.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: any(line.endswith(": 2") for line in said(visit)))
    press(Qt.Key.Key_Space)
    assert not any(line.endswith(": 2") for line in said(visit))


def test_before_the_first_entry_it_says_that_there_was_nothing(sat: Sitting) -> None:
    choose(sat, "29-Mar-2026")
    sat.see(lambda: "As known on 29-Mar-2026 – read only" in said(known(sat)))
    nothing = "Nothing of this problem was recorded on or before 29-Mar-2026."
    sat.see(lambda: nothing in said(known(sat)))
    assert not any(one.isVisible() for one in known(sat).findChildren(KnownVisit))
    assert not sat.window.notice.isVisible()


def test_no_later_day_can_be_asked_for(sat: Sitting) -> None:
    choose(sat, "31-Mar-2026")
    assert known(sat).day.problem() == "Not after 30-Mar-2026."
    assert known(sat).line.text() == "As known on a date – read only"
    assert not any(one.isVisible() for one in known(sat).findChildren(KnownVisit))


def test_escape_leads_back_to_where_it_was_called(sat: Sitting) -> None:
    press(Qt.Key.Key_Escape)
    assert not known(sat).isVisible()
    assert chart(sat).tabs.isVisible()
    assert focused() is chart(sat).visit.sheet.amend
    assert sat.window.pages.currentWidget() is chart(sat)


def test_the_keys_of_the_chart_lead_back_as_well(sat: Sitting) -> None:
    press(Qt.Key.Key_2, modifier=CONTROL)
    assert not known(sat).isVisible()
    assert chart(sat).tabs.currentIndex() == PLAN
    press(Qt.Key.Key_K, modifier=CONTROL | SHIFT)
    press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert chart(sat).tabs.isVisible()
    assert sat.window.pages.currentWidget() is chart(sat)


def test_a_day_ends_with_its_last_moment_on_this_clock() -> None:
    moment = end_of(date(2026, 2, 3))
    assert moment.tzinfo is not None
    assert moment.replace(tzinfo=None) == datetime(2026, 2, 3, 23, 59, 59, 999999)  # noqa: DTZ001


def test_conclusions_that_are_missing_are_said_to_be() -> None:
    words = books().words
    assert conclusion_lines(None, words) == ("Nothing had been worked out yet.",)
    failed = Recalled(date(2026, 2, 3), "foramen-2026", "1", is_available=False)
    first, source = conclusion_lines(failed, words)
    assert first == "Advice could not be worked out then."
    assert "03-Feb-2026" in source
