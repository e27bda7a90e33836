"""Whatever is pasted into any field of any page: taken as it reads, or refused in one sentence.

The fields are looked for on the pages themselves, so that a new one is tried by itself.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.draftpage import DraftPage
from desktop.widgets.cleantext import CleanLines, LineWatch, too_long
from desktop.widgets.dates import DateField
from desktop.widgets.fields import NumberField
from desktop.widgets.form import Row
from pathway.facts import Patient
from pathway.readable import is_blank, readable, words_of
from tests.desktop import corrected
from tests.desktop.clinics import Sitting, found_clinic, register, sitting

ALT: Final = Qt.KeyboardModifier.AltModifier
GRACE: Final = Patient(date(1968, 3, 14), family_name="Zulu", given_name="Grace", sex="female")
MUCH: Final = "x" * 50_000_000
AT_ONCE_SECONDS: Final = 1.5
"""What the thread of the window works to take 50 MB off the clipboard."""
HOSTILE: Final = {
    "empty": "",
    "NUL": "a\0b",
    "bell": "a\x07b",
    "right to left": "مريم الفاسي",
    "turned": "\u202eabc\u2066d",
    "zero width": "\u200b\u200d",
    "emoji": "👩🏽‍⚕️🦴",
    "table": "'; DROP TABLE patient; --",
    "search": '" OR a* NEAR(b) AND -c',
    "two letters": "Ng",
    "long name": "Wolfeschlegelsteinhausenbergerdorff-Li",
    "two lines": "one\ntwo\tthree",
    "format": "{name} %s %(x)d &amp; <b>bold</b>",
    "formula": "=1+1@SUM(A1)",
    "accents": "Ångström Ḿỡ́",
}
DAYS: Final = ("31-Feb-2026", "99/99/9999", "03/04/2026", "+400y", "0", "12-Mar-12026", "x" * 40)
NUMBERS: Final = ("-1", "1e400", "nan", "inf", "1,2,3", "9" * 12, "½", "0x10", "--")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        yield sat


def registration(sat: Sitting) -> QWidget:
    sat.unlock()
    sat.chord(Qt.Key.Key_N)
    return whole(sat)


def over_chart(sat: Sitting, key: Qt.Key) -> QWidget:
    sat.unlock()
    (changes,) = register(sat, GRACE)
    assert sat.entrance.rooms is not None
    assert changes.problem is not None
    sat.entrance.rooms.show_chart(changes.problem)
    sat.settle()
    sat.chord(key)
    return whole(sat)


def medical(sat: Sitting) -> QWidget:
    return over_chart(sat, Qt.Key.Key_5)


def problem(sat: Sitting) -> QWidget:
    return over_chart(sat, Qt.Key.Key_6)


def another_problem(sat: Sitting) -> QWidget:
    over_chart(sat, Qt.Key.Key_6)
    assert sat.entrance.rooms is not None
    sat.entrance.rooms._over.show_another()
    return whole(sat)


def visit(sat: Sitting) -> QWidget:
    over_chart(sat, Qt.Key.Key_1)
    form = corrected.chart(sat).visit.form
    assert form is not None
    form.parts.finish()
    for _ in range(5):
        sat.settle()
    return form


def amendment(sat: Sitting) -> QWidget:
    corrected.open_signed(sat)
    corrected.begin_amending(sat)
    form = corrected.amend_form(sat)
    form.parts.finish()
    sat.settle()
    return form


def merging(sat: Sitting) -> QWidget:
    over_chart(sat, Qt.Key.Key_1)
    assert sat.entrance.rooms is not None
    sat.entrance.rooms._over.merge_in_front()
    return whole(sat)


def whole(sat: Sitting) -> QWidget:
    """Return the page in front, with everything of it made."""
    page = sat.window.pages.currentWidget()
    assert page is not None
    if isinstance(page, DraftPage):
        page.form.finish()
    sat.settle()
    return page


PAGES: Final[dict[str, Callable[[Sitting], QWidget]]] = {
    "registration": registration,
    "medical": medical,
    "problem": problem,
    "another problem": another_problem,
    "visit": visit,
    "amendment": amendment,
    "merging": merging,
}
FEWEST: Final = {"registration": 15, "medical": 15, "problem": 8, "visit": 12, "merging": 1}


def lines(page: QWidget) -> list[QLineEdit]:
    """Return every line of text; those of calendars are Qt's own."""
    found = page.findChildren(QLineEdit)
    return [one for one in found if not isinstance(one.parent(), QAbstractSpinBox)]


def watch_of(sat: Sitting) -> LineWatch:
    (found,) = sat.window.findChildren(LineWatch)
    return found


def said_of(field: QWidget) -> str:
    """Return the sentence beneath a field."""
    part: QWidget | None = field
    while part is not None and not isinstance(part, Row):
        part = part.parentWidget()
    return part.problem if part is not None else ""


def paste(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    field.clear()
    QApplication.clipboard().setText(text)
    field.paste()


@pytest.mark.long(30)
@pytest.mark.parametrize("name", PAGES)
def test_each_text_is_taken_as_it_reads_or_said_to_be_too_long(sat: Sitting, name: str) -> None:
    page = PAGES[name](sat)
    found, watch = lines(page), watch_of(sat)
    assert len(found) >= FEWEST.get(name, 1)
    for line in found:
        watch.on_focus(None, line)
        limit = line.maxLength()
        assert limit <= 2_000, line.accessibleName()
        for text in HOSTILE.values():
            paste(line, text)
            wanted = readable(text).replace("\n", " ").replace("\t", " ")
            if len(wanted) <= limit:
                assert line.text() == wanted, (line.accessibleName(), text)
            else:
                _wait_for_sentence(sat, line)
        line.clear()
        assert said_of(line) != too_long(limit)


@pytest.mark.long(30)
@pytest.mark.parametrize("name", PAGES)
def test_fifty_megabytes_stop_nobody(sat: Sitting, name: str) -> None:
    page = PAGES[name](sat)
    watch = watch_of(sat)
    notes = [one for one in page.findChildren(QPlainTextEdit) if not one.isReadOnly()]
    assert all(isinstance(one, CleanLines) for one in notes)
    fields: list[QLineEdit | QPlainTextEdit] = [*lines(page), *notes]
    for field in fields:
        if isinstance(field, QLineEdit):
            watch.on_focus(None, field)
        begun = thread_time()
        paste(field, MUCH)
        assert thread_time() - begun < AT_ONCE_SECONDS, field.accessibleName()
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert 0 < len(text) <= 20_000
        _wait_for_sentence(sat, field)
        field.clear()
    QApplication.clipboard().clear()


@pytest.mark.long(20)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "merging"])
def test_a_day_or_a_number_that_cannot_be_is_said(sat: Sitting, name: str) -> None:
    page = PAGES[name](sat)
    for field in page.findChildren(DateField):
        for text in DAYS:
            field.set_text(text)
            assert field.problem() or field.day() is not None, (field.accessibleName(), text)
            day = field.day()
            assert day is None or day.year < 2030
        field.set_text("")
    for number in page.findChildren(NumberField):
        for text in NUMBERS:
            number.line.setText(text)
            assert number.problem(), (number.accessibleName(), text)
        number.line.clear()


def test_the_first_key_in_a_line_is_watched_already(sat: Sitting) -> None:
    page = registration(sat)
    assert isinstance(page, DraftPage)
    assert isinstance(sat.focus, QLineEdit)
    assert sat.focus.validator() is not None
    paste(sat.focus, "x" * 201)
    sat.see(lambda: said_of(sat.focus) == too_long(200))
    sat.press(Qt.Key.Key_Backspace)
    assert said_of(sat.focus) == ""


@pytest.mark.parametrize("what", HOSTILE)
def test_particulars_are_kept_as_they_read(sat: Sitting, what: str) -> None:
    page = medical(sat)
    assert isinstance(page, DraftPage)
    desk = sat.entrance.desk
    assert desk is not None
    text = HOSTILE[what]
    told = page.fields.particulars  # type: ignore[attr-defined]
    for line in (told.preferred, told.phone, told.contact, told.relation):
        watch_of(sat).on_focus(None, line)
        paste(line, text)
    paste(told.address, text)
    sat.chord(Qt.Key.Key_S)
    sat.settle()
    assert sat.window.pages.currentWidget() is corrected.chart(sat)
    person = desk.people.person(corrected.view(sat).patient_id)
    assert person is not None
    kept = person.particulars
    assert kept.preferred_name == kept.phone == kept.contact_name == words_of(readable(text))
    assert kept.address == ("" if is_blank(text) else readable(text))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_name_is_kept_as_it_reads_or_asked_for(sat: Sitting, what: str) -> None:
    page = registration(sat)
    assert isinstance(page, DraftPage)
    form = page.form
    who = form.who  # type: ignore[attr-defined]
    watch_of(sat).on_focus(None, who.family)
    paste(who.family, HOSTILE[what])
    who.birth.set_text("14-Mar-1968")
    who.sex.set_value("female")
    fields = form.problem  # type: ignore[attr-defined]
    fields.region.set_value("lumbar")
    fields.side.set_value("left")
    fields.onset.kind.set_value("unknown")
    sat.chord(Qt.Key.Key_S)
    sat.settle()
    wanted = words_of(readable(HOSTILE[what]))
    if not wanted:
        assert who.family_row.problem == "At least one name is needed."
        return
    assert corrected.view(sat).chart.patient.family_name == wanted


def _wait_for_sentence(sat: Sitting, field: QWidget) -> None:
    """Wait for a sentence beneath a field; where one searches, there is no place for any."""
    if _in_row(field):
        sat.see(lambda: bool(said_of(field)))


def _in_row(field: QWidget) -> bool:
    part: QWidget | None = field
    while part is not None and not isinstance(part, Row):
        part = part.parentWidget()
    return part is not None
