"""What the date field understands, and what it refuses to guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import show
from desktop.widgets.daytext import Reading, read_day

TODAY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-Mar-2026", date(2026, 3, 12)),
        ("12 march 2026", date(2026, 3, 12)),
        ("12mar26", date(2026, 3, 12)),
        ("Mon 12-Mar-2026", date(2026, 3, 12)),
        ("March 12, 2026", date(2026, 3, 12)),
        ("12 Dec", date(2025, 12, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("12.03.2026", date(2026, 3, 12)),
        ("13/02/2026", date(2026, 2, 13)),
        ("02/13/2026", date(2026, 2, 13)),
        ("05/05/2026", date(2026, 5, 5)),
        ("5.3.85", date(1985, 3, 5)),
        ("20260312", date(2026, 3, 12)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 29)),
        ("+3w", date(2026, 4, 20)),
        ("-2d", date(2026, 3, 28)),
        ("2m", date(2026, 5, 30)),
        ("1y", date(2027, 3, 30)),
        ("-1m", date(2026, 2, 28)),
        ("3 weeks ago", date(2026, 3, 9)),
        ("−2d", date(2026, 3, 28)),
        ("١٢.٠٣.٢٠٢٦", date(2026, 3, 12)),
        ("29 Feb", date(2024, 2, 29)),
    ],
)
def test_days_that_are_understood(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == Reading("day", (day,))


def test_an_ambiguous_date_has_two_readings() -> None:
    assert read_day("03/04/2026", TODAY) == Reading("choice", (date(2026, 4, 3), date(2026, 3, 4)))


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("", Reading("blank")),
        ("   ", Reading("blank")),
        ("unknown", Reading("unknown")),
        ("Mar 2026", Reading("month", (date(2026, 3, 1),))),
        ("3/2026", Reading("month", (date(2026, 3, 1),))),
        ("2026-03", Reading("month", (date(2026, 3, 1),))),
        ("2024", Reading("year", (date(2024, 1, 1),))),
    ],
)
def test_less_than_a_day(typed: str, reading: Reading) -> None:
    assert read_day(typed, TODAY) == reading


@pytest.mark.parametrize(
    "typed",
    ["31-Feb-2026", "30/02/2026", "14:30", "2h", "12-Foo-2026", "Ma 2026", "0", "00/00/0000", "x"],
)
def test_what_is_not_understood_is_never_a_day(typed: str) -> None:
    assert read_day(typed, TODAY).kind == "wrong"


@given(st.text(max_size=30), st.dates())
def test_nothing_that_is_typed_breaks_the_reader(typed: str, today: date) -> None:
    reading = read_day(typed, today)
    wanted = {"day": 1, "month": 1, "year": 1, "choice": 2}.get(reading.kind, 0)
    assert len(reading.days) == wanted


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_what_is_shown_is_understood_again(day: date) -> None:
    for text in (show.day(day), show.weekday_day(day), day.isoformat()):
        assert read_day(text, TODAY).day == day
