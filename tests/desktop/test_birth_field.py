"""A birth is typed as well as somebody knows it, and what was understood is said at once."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.births import BirthField, birth_text
from pathway.birth import Birth, of_age, whole
from pathway.facts import BirthKnown

TODAY = date(2026, 3, 30)


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[BirthField]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield BirthField(TODAY, parent)
    parent.close()


@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        ("14-Mar-1968", Birth(date(1968, 3, 14)), "58y"),
        ("03/1968", Birth(date(1968, 3, 1), "month"), "Some day in Mar-1968 · Approx 58y"),
        ("1968", Birth(date(1968, 1, 1), "year"), "Some day in 1968 · Approx 57y"),
        ("58y", of_age(58, TODAY), "Born between 31-Mar-1967 and 30-Mar-1968"),
        ("about 58 years old", of_age(58, TODAY), "Born between 31-Mar-1967 and 30-Mar-1968"),
        (
            "58y on 30-Jan-2026",
            of_age(58, date(2026, 1, 30)),
            "Born between 31-Jan-1967 and 30-Jan-1968",
        ),
    ],
)
def test_what_can_be_typed(field: BirthField, typed: str, expected: Birth, said: str) -> None:
    field.set_text(typed)
    assert field.birth() == expected
    assert field.understood.text() == said


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2031", "1880", "130y", "58y on tomorrow", "58y on foo", "58"],
)
def test_what_is_refused(field: BirthField, typed: str) -> None:
    field.set_text(typed)
    assert field.birth() is None
    assert bool(field.problem()) == bool(typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dates(date(1915, 1, 1), TODAY), st.sampled_from(["day", "month", "year", "age"]), st.data()
)
def test_a_birth_that_is_shown_is_read_as_the_same(
    field: BirthField, day: date, known: BirthKnown, data: st.DataObject
) -> None:
    birth = Birth(whole(day, known), known)
    if known == "age":
        birth = of_age(data.draw(st.integers(0, 100)), day)
    field.set_birth(birth)
    if not field.problem():
        assert field.birth() == birth
        field.set_text(field.kept_text())
        assert field.birth() == birth


def test_an_age_from_a_draft_is_that_of_its_own_day(field: BirthField) -> None:
    field.set_text("58y")
    assert field.kept_text() == "58y on 30-Mar-2026"
    assert birth_text(Birth(date(1968, 1, 1), "age")) == "0y on 31-Dec-1968"
