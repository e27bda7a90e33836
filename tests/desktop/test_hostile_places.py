"""The fields that stand on no form of a patient: taken as they read, or refused in one sentence.

The visit as a whole, letters, the clinic's own page, users, the first run, codes on paper, exports,
results of a recall sheet, notes on prints, and every line that searches.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import desktop
from db import users
from desktop.desk.letterhead import read_face
from desktop.door import Founding
from desktop.pages.letterform import LetterForm
from desktop.pages.settings import SettingsPage
from desktop.passfield import PassField
from desktop.places import Places
from desktop.widgets.cleantext import CleanLines
from desktop.widgets.fields import NumberField, TextLine
from pathway.readable import name_of, readable, words_of
from tests.desktop import corrected
from tests.desktop.clinics import CLINIC, PASSPHRASE, USER, Sitting, found_clinic, sitting
from tests.desktop.peopled import go_to, lines, put_envelope, show_people
from tests.desktop.test_hostile_saved import HOSTILE, NUMBERS, head, kept, said, said_of, save
from tests.journeys.flowing import open_chart

ALT: Final = Qt.KeyboardModifier.AltModifier
Typed: TypeAlias = QLineEdit | CleanLines
UNSEEN: Final = " \u200b\u2060 "
WORDS: Final = "six quiet herons wade"
TURNED: Final = "\u202eDr\u2066 Pa\u0301l\u200b  O\0de"
PLAIN: Final = "Dr Pál Ode"


@pytest.fixture
def places(home: Path, today: date) -> Places:
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, places, today) as sat:
        yield sat


def put(field: Typed, text: str) -> str:
    """Paste a text into a field that has the keys; return what is taken of it."""
    field.setFocus()
    QApplication.clipboard().setText(text)
    field.clear()
    field.paste()
    there = field.text()
    assert there == readable(there), field.accessibleName()
    return there


def fill(page: QWidget, fewest: int) -> dict[Typed, str]:
    """Put something hostile into every text of a page; return what is taken, field by field."""
    fields: list[Typed] = [*page.findChildren(QLineEdit), *page.findChildren(CleanLines)]
    texts = [one for one in fields if _is_text(one)]
    assert len(texts) >= fewest
    told = enumerate(texts)
    return {one: put(one, f"{at} {HOSTILE[at % len(HOSTILE)]}") for at, one in told}


def _is_text(field: QWidget) -> bool:
    is_own = isinstance(field.parent(), NumberField) or not field.isVisible()
    return not (is_own or isinstance(field, PassField) or field.property("readOnly"))


def test_every_field_for_several_lines_leaves_out_what_cannot_be_seen() -> None:
    """A plain field of Qt's takes everything: it is made in one place, and where none can type."""
    makes = re.compile(r"(?:class \w+\(|= )Q(?:Plain)?TextEdit[(),]")
    paths = sorted(Path(desktop.__path__[0]).rglob("*.py"))
    made = {path.name for path in paths if makes.search(path.read_text("utf-8"))}
    assert made == {"cleantext.py", "report.py"}


def test_lines_are_clean_however_they_came_there(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = CleanLines(page, 9)
    field.setPlainText("a\u202eb\nc")
    assert field.text() == "ab\nc"
    field.clear()
    QApplication.clipboard().setText("a\0\u2066b" + "x" * 20)
    field.paste()
    assert field.toPlainText() == "abxxxxxxx"


@pytest.mark.long(30)
def test_a_visit_keeps_every_text_as_it_reads_or_nothing(sat: Sitting) -> None:
    sat.unlock()
    open_chart(sat)
    form = corrected.chart(sat).visit.form
    assert form is not None
    form.parts.finish()
    sat.settle()
    before = head(sat)
    for number in form.findChildren(NumberField):
        if number.isVisible() and number.isEnabled():
            number.line.setText(NUMBERS[0])
            assert number.problem(), number.accessibleName()
            save(sat)
            assert head(sat) == before, number.accessibleName()
            assert any(number.problem() in one for one in said(sat.window))
            number.line.clear()
    texts: list[Typed] = [*form.findChildren(TextLine), *form.findChildren(CleanLines)]
    fields = [one for one in texts if one.isVisible() and one.isEnabled()]
    typed = {
        field: words_of(put(field, f"{at} {HOSTILE[at % len(HOSTILE)]}"))
        for at, field in enumerate(fields)
    }
    save(sat)
    assert head(sat) == before
    assert "Nothing was saved. Add the care to the list, or clear it." in words(sat.window)
    pending = (form.parts.care_part, form.parts.planned)  # half an entry, of which nobody knows
    for field in [one for one in typed if any(part.isAncestorOf(one) for part in pending)]:
        field.clear()
        del typed[field]
    assert len(typed) >= 4
    save(sat)
    assert head(sat) != before, words(sat.window)
    read = " | ".join(" ".join(one.split()) for one in kept(sat))
    assert [text for text in typed.values() if text not in read] == []


def words(window: QWidget) -> list[str]:
    """Return the sentences that are in sight."""
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


@pytest.mark.long(30)
def test_a_letter_and_whom_it_goes_to(sat: Sitting) -> None:
    sat.unlock()
    open_chart(sat)
    chart = corrected.chart(sat)
    chart.printing.choose("urgent")
    chart.act("tab_4")
    sat.see(lambda: bool(chart.printing.preview.pages))
    form = chart.printing.letter.form
    assert isinstance(form, LetterForm)
    put(form.to.name, UNSEEN)
    assert not form.to.keep.isEnabled()  # nobody is kept of whom nothing can be seen
    typed = fill(form, 8)
    sat.see(form.to.keep.isEnabled)
    form.to.keep.click()
    sat.settle()
    directory = corrected.desk(sat).letters.directory()
    (entry,) = [one.who for one in directory if one.who.name == words_of(typed[form.to.name])]
    assert entry.speciality == words_of(typed[form.to.speciality])
    assert entry.place == words_of(typed[form.to.place])
    assert entry.address == typed[form.to.address].strip()
    told = form.writing()
    assert told.text == typed[form.text].strip()
    assert told.asks == words_of(typed[form.asks])
    put(form.text, "x" * 20_001)
    sat.see(lambda: "20,000" in said_of(form.text) or "20000" in said_of(form.text))
    assert len(form.text.text()) == 20_000
    put(form.text, UNSEEN)
    assert form.writing().text == ""


def test_the_clinic_on_paper_is_kept_as_it_reads(sat: Sitting, places: Places) -> None:
    sat.unlock()
    sat.chord(Qt.Key.Key_Comma)
    page = sat.window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    assert page.paper is not None
    fields = page.paper.fields
    put(fields["name"], UNSEEN)
    put(fields["ambulance"], UNSEEN)
    put(fields["address"], f"{UNSEEN}\n1 \u202eHigh\0 Street\n{UNSEEN}\nKilifi")
    put(fields["letterhead"], HOSTILE[5])
    page.search.setFocus()
    sat.settle()
    face = read_face(places.clinic, "")
    assert face.name == CLINIC == fields["name"].text()  # a clinic is never without a name
    assert face.phones["ambulance"] == ""
    assert face.address == "1 High Street\nKilifi"
    put(fields["name"], TURNED)
    put(fields["clinic"], "9" * 999)
    sat.see(lambda: "At most 200" in said_of(fields["clinic"]))
    page.search.setFocus()
    sat.settle()
    face = read_face(places.clinic, "")
    assert face.name == PLAIN
    assert face.phones["clinic"] == "9" * 200


@pytest.mark.long(30)
def test_somebody_new_has_one_name_however_it_was_typed(sat: Sitting) -> None:
    sat.unlock()
    page = show_people(sat)
    secret = page.people.secret
    for name, told in (
        (UNSEEN, "A name is needed here."),
        (USER.upper(), "looks like that of somebody"),
        (TURNED, ""),
    ):
        go_to(sat, page.people.add)
        put(secret.name, name)
        secret.role.setCurrentIndex(1)
        for field in (secret.new, secret.again):
            field.setText(WORDS)
        sat.press(Qt.Key.Key_Return)
        sat.settle()
        assert told in f"{secret.name_row.problem} {secret.trouble.text()}"
        assert len(lines(page)) == (1 if told else 2)
        assert secret.isVisible() == bool(told)
        if told:
            assert secret.new.text() == WORDS  # nothing is lost from the other fields
            secret.on_leave()
    known = corrected.desk(sat).reader.read(users.everybody, frozenset())
    assert [one.name for one in known] == [USER, PLAIN]


def test_the_envelope_wants_a_name_and_a_reason_that_can_be_read(
    sat: Sitting, places: Places, today: date
) -> None:
    code = put_envelope(places, today)
    sat.settle()
    sat.press(Qt.Key.Key_R, ALT)
    sat.see(lambda: sat.focus.accessibleName() == "Recovery code")
    assert isinstance(sat.focus, QLineEdit)
    put(sat.focus, f"\u202e{code.text.lower()}\0")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.focus.accessibleName() == "Your name")
    splash = sat.entrance.splash
    assert splash is not None
    assert splash.code_way is not None
    for name, why in ((UNSEEN, "fire"), (TURNED, UNSEEN)):
        put(splash.code_way.name, name)
        put(splash.code_way.reason, why)
        sat.press(Qt.Key.Key_Return)
        sat.settle()
        assert sat.entrance.desk is None
        assert splash.trouble.isVisible()
    put(splash.code_way.reason, "\u2066fire\0  here")
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: sat.entrance.desk is not None)
    sat.settle()
    assert corrected.desk(sat).user == f"{PLAIN} (emergency envelope)"
    (paper,) = (one for one in corrected.desk(sat).reader.read(users.papers) if one.used_by)
    assert (paper.used_by, paper.used_reason) == (PLAIN, "fire here")


def test_a_passphrase_is_taken_letter_by_letter_also_while_it_is_seen(sat: Sitting) -> None:
    """What is left out in sight and kept while hidden would shut its owner out."""
    splash = sat.entrance.splash
    assert splash is not None
    sat.see(lambda: splash.passphrase.eye is not None)
    assert splash.passphrase.eye is not None
    splash.passphrase.eye.trigger()
    splash.other_way.setFocus()
    splash.passphrase.setFocus()
    QApplication.clipboard().setText("a\u202eb")
    splash.passphrase.paste()
    assert splash.passphrase.text() == "a\u202eb"
    splash.passphrase.clear()
    sat.unlock(PASSPHRASE)


def test_a_first_run_keeps_names_as_they_read(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    with sitting(qtbot, qapp, Places(home), today) as sat:
        founder = sat.entrance.founder
        assert founder is not None
        founder.page.on_start()
        who = founder.page.who
        put(who.clinic, UNSEEN)
        put(who.user, TURNED)
        for field in (who.passphrase, who.again):
            field.setText(WORDS)
        sat.press(Qt.Key.Key_Return)
        assert who.clinic_row.problem == "The clinic needs a name."
        assert (who.passphrase.text(), name_of(who.user.text())) == (WORDS, PLAIN)
        put(who.clinic, "x" * 201)
        sat.see(lambda: "At most 200" in who.clinic_row.problem)
        put(who.clinic, f"{UNSEEN}{TURNED} Clinic")
        told: list[Founding] = []
        who.done.connect(told.append)
        sat.press(Qt.Key.Key_Return)
        assert [(one.clinic, one.user) for one in told] == [(f"{PLAIN} Clinic", PLAIN)]
        assert not places_made(home)


def places_made(home: Path) -> list[Path]:
    """Return what was written of a clinic: nothing before its code is on paper."""
    clinic = Places(home).clinic
    return list(clinic.iterdir()) if clinic.exists() else []
