"""Results of recall sheets, notes on prints, searches, care, plans and reasons: whatever is typed.

Each is taken as it reads, up to the store or the page, or refused in one sentence.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import audit
from desktop.pages.answerable import Answerable
from desktop.pages.settings import SettingsPage
from desktop.widgets.cleantext import too_long
from desktop.widgets.dates import DateField
from pathway.facts import MedicineTaken, Patient
from pathway.readable import is_blank, readable, words_of
from tests.desktop import corrected
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.pressing import press
from tests.desktop.test_hostile_places import Typed, put
from tests.desktop.test_hostile_saved import BLANK, DAYS, HOSTILE, head, said_of, save
from tests.desktop.test_hostile_text import AT_ONCE_SECONDS, MUCH
from tests.desktop.test_logpage import opened as log_opened
from tests.desktop.test_recall_papers import entry_of, make_due, outcomes, printed
from tests.desktop.test_worklist import page_of as worklist_of
from tests.handouts.reading import text_of
from tests.journeys.flowing import open_chart, rooms_of

ALT: Final = Qt.KeyboardModifier.AltModifier
NO_DAYS: Final = (*DAYS, "01-Jan-0001", "31-Dec-9999", "0000-00-00", "-1", "NaN", "<b>today</b>")
NO_ROWS: Final = ("0", "-1", "7", "99999", "1e0", "NaN", "½", "²", "2;--", "<b>2</b>")
MIXED: Final = " ".join(text for text in HOSTILE if len(text) < 100)
"""Every hostile text but the long one, in one line."""
CLEAN: Final = words_of(readable(MIXED))
ON_WARFARIN: Final = Patient(
    date(1950, 1, 1),
    family_name="Banda",
    allergy_state="none_known",
    medicines=(MedicineTaken("warfarin"),),
)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        yield sat


def refuses_days(field: DateField, days: Sequence[str] = NO_DAYS) -> None:
    """Type days that cannot be; each is said to be none."""
    for text in days:
        field.set_text(text)
        assert field.problem(), (field.accessibleName(), text)
        assert field.day() is None


def takes_no_more(sat: Sitting, field: Typed, longest: int, text: str = "x" * 10_000) -> None:
    """Paste too much: only what fits is taken, at once, and beneath the field it is said."""
    begun = thread_time()
    put(field, text)
    assert thread_time() - begun < AT_ONCE_SECONDS
    assert len(field.text()) == longest
    sat.see(lambda: said_of(field) == too_long(longest))
    field.clear()


@pytest.mark.long(20)
def test_the_result_of_a_recall_sheet(sat: Sitting, tmp_path: Path) -> None:
    make_due(sat)
    printed(sat, tmp_path)
    entry = entry_of(sat)
    (sheet,) = corrected.desk(sat).papers.sheets()
    row = corrected.desk(sat).papers.row(sheet.id, 2)
    assert row is not None
    for text in NO_ROWS:
        put(entry.number, text)
        assert "there is no such row" in entry.number_row.problem, text
        entry.on_save()
        assert not entry.save.isEnabled()
    for text in ("\u202e2", "２", "٢"):
        put(entry.number, text)
        assert row.who.family_name.upper() in entry.who.text(), text
    entry.outcome.set_value("will_come")
    takes_no_more(sat, entry.note, 2_000, MUCH)
    put(entry.note, MIXED)
    for field, told in ((entry.day, entry.day_row), (entry.called, entry.called_row)):
        for text in NO_DAYS:
            refuses_days(field, (text,))
            entry.on_save()
            assert told.problem == field.problem()
        field.set_text("+3d" if field is entry.day else "today")
    assert outcomes(sat, row.patient) == ()
    entry.on_save()
    sat.see(lambda: bool(outcomes(sat, row.patient)))
    sat.settle()
    (recorded,) = outcomes(sat, row.patient)
    assert recorded.outcome.note == CLEAN


@pytest.mark.long(20)
def test_dose_and_note_beside_a_print(sat: Sitting) -> None:
    sat.unlock()
    open_chart(sat)
    chart = corrected.chart(sat)
    chart.act("tab_4")
    page = chart.printing
    page.choose("exercises")
    form = page.exercises
    sat.see(lambda: form.list.count() > 0 and bool(page.pdf))
    form.list.setCurrentRow(0)
    form.list.item(0).setCheckState(Qt.CheckState.Checked)
    for field, longest in ((form.dose, 80), (form.note, 300)):
        takes_no_more(sat, field, longest)
        put(field, BLANK)
    told = form.own("exercises")
    assert told.exercises is not None
    assert (told.exercises[0].dose, told.note) == ("", "")
    for text in (*HOSTILE, MIXED):
        dose, note = put(form.dose, text), put(form.note, text)
        told = form.own("exercises")
        assert told.exercises is not None
        assert (told.exercises[0].dose, told.note) == (words_of(dose), words_of(note))
    sat.see(lambda: bool(page.pdf) and shows(page.pdf, "'; DROP TABLE patient; --", "Ångström"))
    read = text_of(page.pdf)
    assert read.count("'; DROP TABLE pati") == 2  # the dose ends there, the note goes on
    assert not any(is_unseen(letter) for letter in read)


def shows(pages: bytes, *texts: str) -> bool:
    """Answer whether a print has all of the texts, which only the last of those typed have."""
    read = text_of(pages)
    return all(text in read for text in texts)


def is_unseen(letter: str) -> bool:
    return letter not in "\n\t\x0c" and not readable(letter)


@pytest.mark.long(20)
def test_every_line_that_searches(sat: Sitting) -> None:
    make_due(sat)
    finder = rooms_of(sat).finder
    for text in (*HOSTILE, MUCH, BLANK):
        put(finder.search, text)
        finder.look()
        sat.settle()
        seen = finder.empty.title if finder.empty.isVisible() else finder.count
        assert seen.text()
        sat.press(Qt.Key.Key_Tab)
    sat.settle()
    noted = corrected.desk(sat).reader.read(audit.latest_of, "search")
    assert noted is not None
    assert not is_blank(noted.what)  # nobody looked for what nobody can see
    finder.search.clear()
    work = worklist_of(sat)
    for text in (*HOSTILE, "BANDA"):
        put(work.head.search, text)
        sat.see(lambda: not work.head._pause.isActive())
        sat.settle()
    before = work.head.told.text()
    refuses_days(work.head.on)
    sat.settle()
    assert (work.head.on.understood.isVisible(), work.head.told.text()) == (True, before)
    work.head.on_back()
    log = log_opened(sat)
    for day in (log.since, log.until):
        refuses_days(day)
        assert log.sheet.rows.rowCount()  # nothing is asked by a day that is not accepted
    sat.chord(Qt.Key.Key_Comma)
    settings = sat.window.pages.currentWidget()
    assert isinstance(settings, SettingsPage)
    for text in HOSTILE:
        put(settings.search, text)
        assert settings.none.isVisible()
    put(settings.search, BLANK)
    assert not settings.none.isVisible()


@pytest.mark.long(20)
def test_care_and_plan_of_a_visit(sat: Sitting) -> None:
    sat.unlock()
    open_chart(sat)
    form = corrected.chart(sat).visit.form
    assert form is not None
    form.parts.finish()
    sat.settle()
    given, card = form.parts.care_part.given, form.parts.planned.card
    card.finish()
    put(given.kind, BLANK)
    put(card.line, BLANK)
    given.put.click()
    press(Qt.Key.Key_Return)
    assert given.fields.kind_row.problem == "Choose what was given."
    assert (given.count(), form.parts.planned.count()) == (0, 0)
    for text in HOSTILE:
        if len(text) > 200:
            takes_no_more(sat, given.kind, 200)
        put(given.kind, text)
        put(given.name, text)
        before = given.count()
        for field in (given.first, given.last):
            for day in () if before else NO_DAYS:
                refuses_days(field, (day,))
                given.put.click()
                assert given.count() == 0, day
            field.set_text("-3d")
        given.days.set_value("3")
        given.put.click()
        assert given.count() == before + 1, text
        put(card.line, text)
        press(Qt.Key.Key_Tab)  # Enter would take a name that is offered
    typed = [words_of(readable(text))[:200] for text in HOSTILE]
    assert [entry.care.name for entry in given.entries()] == typed
    save(sat)
    sat.see(lambda: bool(corrected.view(sat).care))
    view = corrected.view(sat)
    assert sorted(entry.care.name for entry in view.care) == sorted(typed)
    assert view.chart.plan.medicines == tuple(typed)


@pytest.mark.long(20)
def test_why_a_signed_visit_is_amended_or_was_an_error(sat: Sitting) -> None:
    corrected.open_signed(sat)
    form = corrected.begin_amending(sat)
    form.parts.finish()
    form.parts.pain.fields["pain.limb"].set_value("2")
    before = head(sat)
    put(form.reason, BLANK)
    save(sat)
    assert head(sat) == before
    assert said_of(form.reason)
    takes_no_more(sat, form.reason, form.reason.maxLength())
    put(form.reason, MIXED)
    save(sat)
    (visit,) = corrected.view(sat).visits
    assert visit.amended is not None
    assert words_of(visit.amended.reason) == CLEAN
    press(Qt.Key.Key_F12, modifier=ALT)
    ask = corrected.chart(sat).visit.ask
    before = head(sat)
    put(ask.reason, BLANK)
    ask.confirm.click()
    sat.settle()
    assert (head(sat), ask.reason_row.problem) == (
        before,
        "Say in a few words why this was entered in error.",
    )
    takes_no_more(sat, ask.reason, 500)
    put(ask.reason, MIXED)
    ask.confirm.click()
    sat.settle()
    (wrong,) = corrected.view(sat).visits_in_error
    assert wrong.in_error is not None
    assert words_of(wrong.in_error.reason) == CLEAN


@pytest.mark.long(20)
def test_why_a_suggestion_is_declined_and_a_stop_is_passed(sat: Sitting) -> None:
    sat.unlock()
    open_chart(sat, ON_WARFARIN)
    chart = corrected.chart(sat)
    card = chart.visit.form.parts.planned.card if chart.visit.form else None
    assert card is not None
    card.line.setFocus()
    put(card.line, "naproxen")
    press(Qt.Key.Key_Return)
    while card.asks:
        ask, left = card.asks[0], len(card.asks)
        ask.reason.set_value("benefit")
        for text in (BLANK, MIXED):
            put(ask.words, text)
            row, before = ask.words_row, head(sat)
            ask.put.click()
            assert bool(row.problem) == (text is BLANK)
            assert text is MIXED or head(sat) == before
        sat.see(lambda known=left: len(card.asks) < known)  # type: ignore[misc]
    save(sat)
    assert {words_of(one.words) for one in corrected.view(sat).acknowledged} == {CLEAN}
    chart.act("tab_2")
    chart.plan.finish()
    heat = next(
        one for one in chart.plan.findChildren(Answerable) if "Heat" in one.answer.accessibleName()
    )
    heat.answer.setFocus()
    press(Qt.Key.Key_D)
    assert heat.form is not None
    why = heat.form._why
    assert why is not None
    why.reason.setCurrentIndex(why.reason.count() - 1)
    for text in (BLANK, MIXED):
        put(why.words, text)
        why.keep.click()
        sat.settle()
        assert len(corrected.view(sat).responses) == (text is MIXED)
        assert text is MIXED or why.words_row.problem
    assert words_of(corrected.view(sat).responses[0].words) == CLEAN
