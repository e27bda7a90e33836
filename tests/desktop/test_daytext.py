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


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12th March 2026", date(2026, 3, 12)),
        ("the 1st of March 2026", date(2026, 3, 1)),
        ("March 2nd, 2026", date(2026, 3, 2)),
        ("2026年3月12日", date(2026, 3, 12)),
        ("2026–03–12", date(2026, 3, 12)),
        ("١٣／٠٢／٢٠٢٦", date(2026, 2, 13)),
        ("in 3 weeks", date(2026, 4, 20)),
        ("25/12", date(2025, 12, 25)),
        ("12/25", date(2025, 12, 25)),
        ("24.12.", date(2025, 12, 24)),
    ],
)
def test_local_ways_of_writing_a_day(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == Reading("day", (day,))


def test_a_day_without_a_year_is_one_that_has_been_and_never_a_guess() -> None:
    assert read_day("11/12", TODAY) == Reading("choice", (date(2025, 12, 11), date(2025, 11, 12)))
    assert read_day("1/2", TODAY) == Reading("choice", (date(2026, 2, 1), date(2026, 1, 2)))


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
signs = st.sampled_from(["/", "-", " "])


@given(days, signs)
def test_two_readings_are_offered_wherever_there_are_two(day: date, sign: str) -> None:
    typed = f"{day.day}{sign}{day.month}{sign}{day.year}"
    reading = read_day(typed, TODAY)
    assert day in reading.days
    is_sure = day.day > 12 or day.day == day.month
    assert reading.kind == ("day" if is_sure else "choice")
    if not is_sure:
        assert set(reading.days) == {day, date(day.year, day.day, day.month)}


@given(days, st.sampled_from("٠०০๐０"))
def test_the_digits_of_any_script_are_read_alike(day: date, zero: str) -> None:
    written = str.maketrans({str(n): chr(ord(zero) + n) for n in range(10)})
    for typed in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", "-3w"):
        assert read_day(typed.translate(written), TODAY) == read_day(typed, TODAY)


@given(days, st.integers(0, 3000), st.sampled_from("dwmy"))
def test_a_shift_forth_is_never_before_and_back_never_after(
    today: date, count: int, unit: str
) -> None:
    forth, back = read_day(f"+{count}{unit}", today), read_day(f"-{count}{unit}", today)
    assert forth.kind in {"day", "wrong"}
    assert forth.day is None or forth.day >= today
    assert back.day is None or back.day <= today
    assert read_day(f"{count}{unit}", today) == forth


@given(days, st.integers(0, 9999))
def test_days_and_weeks_count_exactly(today: date, count: int) -> None:
    weeks, by_days = read_day(f"-{count}w", today), read_day(f"-{min(count * 7, 9999)}d", today)
    if weeks.day and count * 7 <= 9999:
        assert weeks == by_days
        assert (today - weeks.day).days == count * 7


@given(days, days)
def test_a_month_is_offered_as_a_month_and_never_as_its_first_day(day: date, today: date) -> None:
    for typed in (
        f"{day:%b} {day.year}",
        f"{day.month}/{day.year}",
        f"{day.year:04}-{day.month:02}",
    ):
        assert read_day(typed, today) == Reading("month", (day.replace(day=1),))
