"""Whatever is typed into a form comes back as it reads after saving, or nothing is saved at all.

The fields are looked for on the pages themselves, so that a new one is tried by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db import revisions
from desktop.pages.boxentry import BoxLine
from desktop.pages.draftpage import DraftPage
from desktop.widgets.clocktime import ClockField
from desktop.widgets.dates import DateField
from desktop.widgets.fields import NumberField
from desktop.widgets.form import Row
from desktop.widgets.typeahead import TypeAhead
from pathway.facts import FlagAnswer, Visit
from pathway.readable import is_blank, readable, words_of
from pathway.records import ProblemId
from tests.desktop import corrected
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.test_hostile_text import watch_of, whole
from tests.journeys.flowing import open_chart, rooms_of, saw

HOSTILE: Final = (
    "a\0b",
    "\u202eabc\u2066d",
    "x" * 10_000,
    "👩🏽‍⚕️🦴𝔄",
    "bell\x07\x1b[2J",
    "half \ud800 a letter",
    "=1+1@SUM(A1)",
    "'; DROP TABLE patient; --",
    "\u200b\u200dunseen\u2060",
    "{name} %s <b>bold</b> &amp;",
    "Ångström مريم",
)
BLANK: Final = " \u200b\t\u2060 "
DAYS: Final = ("31-Feb-2026", "12-Mar-12026", "+400y", "x" * 10_000, "03/04/2026")
TIMES: Final = ("25:00", "noon", "-1", "9" * 40)
NUMBERS: Final = ("-1", "1e400", "nan", "9" * 12, "½", "=2+2")
Texts = list[QLineEdit | QPlainTextEdit]


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


class Tried(NamedTuple):
    """A form that is tried: how it opens, what is chosen on it, how many texts it has at least."""

    open: Callable[[Sitting, ProblemId], None]
    chosen: Mapping[str, str]
    fewest: int


def _registration(sat: Sitting, _problem: ProblemId) -> None:
    rooms_of(sat).show_registration()


def _medical(sat: Sitting, problem: ProblemId) -> None:
    rooms_of(sat).show_medical(problem)


def _problem(sat: Sitting, problem: ProblemId) -> None:
    rooms_of(sat).show_chart(problem)
    rooms_of(sat)._over.show_problem()


def _another(sat: Sitting, problem: ProblemId) -> None:
    rooms_of(sat).show_chart(problem)
    rooms_of(sat)._over.show_another()


def _call(sat: Sitting, problem: ProblemId) -> None:
    rooms_of(sat).work.show_call(problem, "")


def _flow(name: str) -> Callable[[Sitting, ProblemId], None]:
    def show(sat: Sitting, problem: ProblemId) -> None:
        rooms_of(sat)._over.go_on_with(problem, name)

    return show


NEW: Final = {"region": "lumbar", "side": "left", "kind": "unknown"}
FORMS: Final[Mapping[str, Tried]] = {
    "registration": Tried(_registration, {**NEW, "sex": "female"}, 5),
    "medical": Tried(_medical, {}, 8),
    "problem": Tried(_problem, {}, 1),
    "another problem": Tried(_another, NEW, 1),
    "escalating": Tried(_flow("escalate"), {"place": "other", "kind": "advice"}, 4),
    "clearing": Tried(_flow("flags"), {"flag": "RF-C1", "state": "confirmed", "basis": "other"}, 2),
    "referring": Tried(_flow("refer"), {"kind": "other"}, 2),
    "closing": Tried(_flow("episode"), {"what": "close", "why": "other"}, 1),
    "relapse": Tried(_flow("episode"), {"what": "relapse"}, 0),
    "calling": Tried(_call, {"kind": "declined"}, 1),
    "calling again": Tried(_call, {"kind": "remind_on", "day": "+3d"}, 1),
}


@pytest.mark.long(20)
@pytest.mark.parametrize("name", FORMS)
def test_it_comes_back_as_it_reads_or_nothing_is_saved(
    sat: Sitting, name: str, today: date
) -> None:
    problem = open_chart(sat)
    if name == "clearing":
        saw(sat, problem, Visit(today, red_flags={"RF-C1": FlagAnswer("yes", since=today)}))
    page = opened(sat, name, problem)
    refuses_what_cannot_be(sat, page)
    if FORMS[name].fewest:
        keeps_nothing_unseen(sat, name, page)
        page = opened(sat, name, problem)
        keeps_what_is_typed(sat, name, page)


def refuses_what_cannot_be(sat: Sitting, page: QWidget) -> None:
    """Type days, times and numbers that cannot be; each is said, and nothing is saved."""
    before = head(sat)
    days = [one for one in page.findChildren(DateField) if is_free(one, page)]
    clocks = [one for one in page.findChildren(ClockField) if is_free(one, page)]
    numbers = [one for one in page.findChildren(NumberField) if is_free(one, page)]
    tried: list[tuple[DateField | ClockField | NumberField, QLineEdit, Sequence[str]]] = []
    tried += ((one, one.line, DAYS) for one in days)
    tried += ((one, one.line, TIMES) for one in clocks)
    tried += ((one, one.line, NUMBERS) for one in numbers)
    for field, line, texts in tried:
        was = line.text()
        for text in texts:
            line.setText(text)
            assert field.problem(), (field.accessibleName(), text)
        save(sat)
        assert head(sat) == before, field.accessibleName()
        assert is_told(field, page), field.accessibleName()
        line.setText(was)


def keeps_nothing_unseen(sat: Sitting, name: str, page: QWidget) -> None:
    """Type what nobody can see into every text: it is no text."""
    for field in texts(page, FORMS[name].fewest):
        put(sat, field, BLANK)
    before = head(sat)
    save(sat)
    if head(sat) == before and page is sat.window.pages.currentWidget():
        assert said(sat.window)  # nothing is refused in silence
    assert [one for one in kept(sat) if one and is_blank(one)] == []


def keeps_what_is_typed(sat: Sitting, name: str, page: QWidget) -> None:
    """Type something hostile into every text; what the form will not have is said and left out."""
    found = texts(page, FORMS[name].fewest)
    shown: dict[int, str] = {}
    for place, field in enumerate(found):
        shown[place] = put(sat, field, f"{place} {HOSTILE[place % len(HOSTILE)]}")
    before = head(sat)
    save(sat)
    while head(sat) == before:
        wrong = [place for place in shown if said_of(found[place])]
        assert wrong, (name, said(sat.window), [said_of(one) for one in found])
        for place in wrong:
            found[place].clear()
            del shown[place]
        save(sat)
    read = " | ".join(" ".join(one.split()) for one in kept(sat))
    assert len(shown) >= FORMS[name].fewest
    for text in shown.values():
        assert text in read


def opened(sat: Sitting, name: str, problem: ProblemId) -> QWidget:
    """Open a form, and choose what it needs."""
    FORMS[name].open(sat, problem)
    sat.settle()
    page = whole(sat)
    assert isinstance(page, DraftPage)
    chosen = FORMS[name].chosen
    for place in page.places():
        ending = place.name.rpartition(".")[2]
        if place.name in chosen or ending in chosen:
            place.put(chosen.get(place.name, chosen.get(ending, "")))
    if name == "registration":
        page.form.who.birth.set_text("14-Mar-1968")  # type: ignore[attr-defined]
    sat.settle()
    return page


def save(sat: Sitting) -> None:
    sat.chord(Qt.Key.Key_S)
    sat.settle()


def head(sat: Sitting) -> object:
    """Return where the log of changes stands: drafts are no part of it."""
    return corrected.desk(sat).reader.read(revisions.head)


def texts(page: QWidget, fewest: int) -> Texts:
    """Return every text that somebody can type on a page, but for what is half of something."""
    found: Texts = [one for one in page.findChildren(QLineEdit) if _is_text(one)]
    found += [one for one in page.findChildren(QPlainTextEdit) if not one.isReadOnly()]
    found = [one for one in found if is_free(one, page)]
    assert len(found) >= fewest
    return found


def _is_text(line: QLineEdit) -> bool:
    parent = line.parent()
    is_own = isinstance(parent, QAbstractSpinBox | DateField | ClockField | NumberField)
    return not (is_own or line.isReadOnly() or isinstance(line, TypeAhead | BoxLine))


def is_free(field: QWidget, page: QWidget) -> bool:
    return field.isVisibleTo(page) and field.isEnabled()


def put(sat: Sitting, field: QLineEdit | QPlainTextEdit, text: str) -> str:
    """Paste a text as a program may put it on the clipboard; return what is taken of it."""
    if isinstance(field, QLineEdit):
        watch_of(sat).on_focus(None, field)
    QApplication.clipboard().setText(text)
    field.clear()
    field.paste()
    there = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert there == readable(there)
    assert words_of(there) or text == BLANK, field.accessibleName()
    return words_of(there)


def kept(sat: Sitting) -> list[str]:
    """Return every text that is recorded of the patient in front."""
    desk, view = corrected.desk(sat), corrected.view(sat)
    rows = desk.people.problems(view.patient_id)
    charts = [(desk.view(problem), desk.people.problem(problem)) for problem, _ in rows]
    person = desk.people.person(view.patient_id)
    return list(_strings((charts, person, desk.work.outcomes(view.patient_id))))


def _strings(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif is_dataclass(told):
        for one in fields_of(told):
            yield from _strings(getattr(told, one.name))
    elif isinstance(told, Mapping):
        yield from _strings(tuple(told.items()))
    elif isinstance(told, tuple | list | frozenset | set):
        for part in told:
            yield from _strings(part)


def row_of(field: QWidget) -> Row | None:
    part: QWidget | None = field
    while part is not None and not isinstance(part, Row):
        part = part.parentWidget()
    return part


def said_of(field: QWidget) -> str:
    """Return the sentence beneath a field."""
    row = row_of(field)
    return row.problem if row is not None else ""


def said(window: QWidget) -> list[str]:
    """Return every sentence about something wrong that is in sight."""
    labels = window.findChildren(QLabel)
    seen = (one for one in labels if one.isVisible() and one.property("role") == "problem")
    return [one.text() for one in seen if one.text()]


def is_told(field: DateField | ClockField | NumberField, page: QWidget) -> bool:
    """Say whether what is wrong with a field can be read."""
    problem = field.problem()
    return any(problem in one for one in (*said(page.window()), said_of(field)))
