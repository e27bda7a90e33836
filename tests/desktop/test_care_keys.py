"""Care told by keys alone: type-ahead, weeks counted beside it, and how many keys it takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.pages.visit import VisitForm
from pathway.evaluate import assess_day
from pathway.facts import Care, Span
from pathway.namelist import medicine_names
from pathway.records import ChartView, PatientId, ProblemId
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press, type_text

TODAY = samples.TODAY
MOST_KEYS_OF_A_CARE = 6
MOST_KEYS_OF_A_PLAN = 2
MOST_KEYS_OF_A_STOP = 3


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[VisitForm]:
    """The form of a first visit, whole, with the names of medicines."""
    chart = replace(samples.chart(), visits=(), care=(), flags=())
    view = ChartView(PatientId("p"), ProblemId("x"), chart)
    with room(qtbot) as window:
        made = VisitForm(books(), view, None, TODAY, window)
        put(window, made)
        names = medicine_names(books().guidelines.medicines)
        made.parts.care_part.set_medicines(names)
        made.parts.planned.set_medicines(names)
        made.parts.finish()
        yield made


class Counted:
    """Counts key presses beyond the typed text itself."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, *keys: Qt.Key) -> None:
        press(*keys)
        self.count += len(keys)

    def key(self, letter: str) -> None:
        type_text(letter)
        self.count += 1


def tell_care(keys: Counted, what: str, since: str, days: str, outcome: str) -> None:
    type_text(what)
    keys.press(Qt.Key.Key_Return)
    type_text(since)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    keys.key(days)
    keys.key(outcome) if outcome else keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)


def test_two_cares_and_a_planned_medicine_cost_few_keys(form: VisitForm) -> None:
    keys = Counted()
    form.parts.care.kind.setFocus()
    tell_care(keys, "exercise at", "-5w", "5", "")
    tell_care(keys, "naprox", "-3w", "7", "i")
    assert keys.count == 2 * MOST_KEYS_OF_A_CARE
    told = [entry.care for entry in form.parts.care.entries()]
    first, second = TODAY - timedelta(weeks=5), TODAY - timedelta(weeks=3)
    assert told == [
        Care("home_exercise", "", (), Span(first, None), 5),
        Care("medicine", "naproxen", (), Span(second, None), 7, "insufficient"),
    ]
    before = keys.count
    keys.press(Qt.Key.Key_Return)
    assert focused() is form.parts.planned.card.line
    type_text("paracet")
    keys.press(Qt.Key.Key_Return)
    assert keys.count - before == MOST_KEYS_OF_A_PLAN
    assert form.parts.planned.count() == 1
    type_text("ibupro")
    keys.press(Qt.Key.Key_Return)
    before = keys.count
    assert focused() is form.parts.planned.card.asks[0].reason
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_text("for two days")
    keys.press(Qt.Key.Key_Return)
    assert keys.count - before == MOST_KEYS_OF_A_STOP


def test_tab_reaches_care_that_was_told_where_it_is_read(form: VisitForm) -> None:
    form.parts.care.kind.setFocus()
    tell_care(Counted(), "exercise at", "-5w", "5", "")
    tell_care(Counted(), "naprox", "-3w", "7", "i")
    assert focused() is form.parts.care.kind
    passed = []
    for _ in range(4):
        press(Qt.Key.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)
        passed.append(focused().accessibleName().split(":")[0])
    assert passed == ["Remove", "Change", "Remove", "Change"]


def test_the_weeks_are_those_of_the_rules_while_somebody_types(
    form: VisitForm, qtbot: QtBot
) -> None:
    care = form.parts.care
    care.kind.setFocus()
    type_text("exercise at")
    press(Qt.Key.Key_Return)
    type_text("-5w")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "counted here" in care.weeks.said.text()
    type_text("5")
    qtbot.waitUntil(lambda: care.weeks.clock is not None and bool(care.weeks.clock.blocks))
    wanted = Care("home_exercise", "", (), Span(TODAY - timedelta(weeks=5), None), 5)
    chart = replace(form.view.chart, care=(wanted,))
    clock = assess_day(chart, TODAY, books().guidelines).care_clock
    assert care.weeks.clock == clock
    assert clock.blocks == ("active",) * 5
    assert "5 active weeks" in care.weeks.said.text()
    care.days.set_value("1")
    qtbot.waitUntil(lambda: care.weeks.clock is not None and "passive" in care.weeks.clock.blocks)
    assert "passive: 5" in care.weeks.legend.text()
    assert not care.entries()


def test_a_medicine_is_told_by_a_brand_and_an_unknown_one_by_its_words(form: VisitForm) -> None:
    care = form.parts.care
    care.kind.setFocus()
    type_text("Warblinol 5")
    press(Qt.Key.Key_Return)
    assert (care.kind.value(), care.kind.name()) == ("medicine", "Warblinol 5")
    care.kind.setFocus()
    care.kind.selectAll()
    type_text("hea")
    assert care.kind.value() == ""
    press(Qt.Key.Key_Tab)
    assert (care.kind.value(), care.kind.text()) == ("heat", "Heat")


def test_care_that_was_told_is_changed_with_its_name(form: VisitForm) -> None:
    care = form.parts.care
    known = Care("medicine", "naproxen", (), Span(TODAY - timedelta(weeks=3), None), 7)
    care.fields.fill(known)
    assert care.kind.text() == "naproxen"
    assert care.fields.care(()) == known
    care.fields.clear()
    assert care.fields.is_blank()
