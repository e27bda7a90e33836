"""The list of care: what is said already keeps its line, so that saving lays out little anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.caregiven import CareGiven
from desktop.pages.careline import CareLine
from desktop.widgets.dates import DayLimits
from pathway.facts import Care, Span
from pathway.records import CareEntry, CareId
from tests.desktop import samples
from tests.desktop.books import books, put, room

TODAY = samples.TODAY
SPAN = Span(TODAY - timedelta(days=28), TODAY)
EXERCISE = CareEntry(Care("exercise", span=SPAN, days_per_week=5), CareId("a"))
ADVICE = CareEntry(Care("education", span=SPAN, days_per_week=1), CareId("b"))


@pytest.fixture
def given(qtbot: QtBot) -> Iterator[CareGiven]:
    with room(qtbot) as window:
        made = CareGiven(books().catalogue, DayLimits(None, TODAY), window)
        put(window, made)
        yield made


def test_what_is_listed_already_keeps_its_line(given: CareGiven) -> None:
    given.show_entries((EXERCISE, ADVICE))
    before = lines(given)
    given.show_entries((EXERCISE, ADVICE))
    assert lines(given) == before
    assert all(line.isVisible() for line in before)


def test_lines_stand_in_the_order_of_the_entries(given: CareGiven) -> None:
    given.show_entries((ADVICE,))
    (kept,) = lines(given)
    given.show_entries((EXERCISE, ADVICE))
    assert [line.entry for line in lines(given)] == [EXERCISE, ADVICE]
    assert lines(given)[1] is kept


def test_care_that_was_saved_gets_the_line_of_what_is_recorded(given: CareGiven) -> None:
    new = replace(EXERCISE, id=None)
    given.tell_again((new,))
    (told,) = lines(given)
    assert not told.remove.isHidden()
    given.show_entries((EXERCISE,))
    (saved,) = lines(given)
    assert saved.remove.isHidden()
    assert not saved.wrong.isHidden()


def test_care_that_is_recorded_now_is_not_listed_twice(given: CareGiven) -> None:
    new = replace(EXERCISE, id=None)
    given.show_entries((ADVICE,))
    given.tell_again((new,))
    told = lines(given)
    given.take_known((ADVICE, EXERCISE))
    assert lines(given) == told
    assert given.entries() == ()
    assert told[1].remove.isHidden()


def test_care_told_while_the_visit_is_saved_stays_to_be_saved(given: CareGiven) -> None:
    sent, later = replace(EXERCISE, id=None), replace(ADVICE, id=None)
    given.tell_again((sent, later))
    given.take_known((EXERCISE,))
    given.take_saved((EXERCISE,), (sent,))
    assert given.entries() == (later,)
    assert [line.entry for line in lines(given)] == [EXERCISE, later]


def test_care_that_the_store_words_anew_is_not_saved_twice(given: CareGiven) -> None:
    sent = replace(EXERCISE, id=None)
    given.tell_again((sent,))
    kept = replace(EXERCISE, care=replace(EXERCISE.care, name="Walking"))
    given.take_known((kept,))
    given.take_saved((kept,), (sent,))
    assert given.entries() == ()
    assert [line.entry for line in lines(given)] == [kept]


def test_what_is_being_changed_stays_when_something_else_is_recorded(given: CareGiven) -> None:
    new = replace(EXERCISE, id=None)
    given.tell_again((new,))
    (line,) = lines(given)
    line.change.click()
    given.take_known((ADVICE,))
    assert given.pending()
    given.put.click()
    assert given.entries() == (new,)


def test_a_line_of_an_equal_entry_tells_of_the_one_that_is_listed(given: CareGiven) -> None:
    given.show_entries((EXERCISE,))
    again = replace(EXERCISE)
    given.show_entries((again,))
    (line,) = lines(given)
    assert line.entry is again


def test_nothing_listed_says_so(given: CareGiven) -> None:
    given.show_entries((EXERCISE,))
    (gone,) = lines(given)
    given.show_entries(())
    assert gone.isHidden()
    assert lines(given) == []


def lines(given: CareGiven) -> list[CareLine]:
    """Return the lines in sight, from above."""
    shown = [line for line in given.findChildren(CareLine) if not line.isHidden()]
    return sorted(shown, key=place)


def place(line: CareLine) -> int:
    holder = line.parentWidget()
    layout = holder.layout() if holder is not None else None
    assert layout is not None
    return layout.indexOf(line)
