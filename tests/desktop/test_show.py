"""The forms of dates, durations, ages, names and numbers on screen."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import show
from pathway.birth import Birth, of_age
from pathway.facts import OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown, Problem

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
SHOWN = re.compile(r"(0[1-9]|[12]\d|3[01])-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4}")


@given(DAYS)
def test_every_date_has_the_one_form(value: date) -> None:
    assert SHOWN.fullmatch(show.day(value))


@pytest.mark.parametrize("place", ["ar_EG.UTF-8", "fa_IR.UTF-8", "ne_NP.UTF-8", "de_DE.UTF-8"])
def test_regional_settings_do_not_change_dates(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", place)
    assert show.day(date(2026, 5, 7)) == "07-May-2026"


def test_a_missing_date_is_said_in_words() -> None:
    assert show.day(None) == "Not recorded"
    assert show.weekday_day(None) == "Not recorded"


def test_weekday_stands_before_the_date() -> None:
    assert show.weekday_day(date(2026, 3, 12)) == "Thu 12-Mar-2026"


def test_clock_has_twenty_four_hours() -> None:
    assert show.clock(datetime(2026, 3, 12, 0, 0)) == "00:00"  # noqa: DTZ001
    assert show.moment(datetime(2026, 3, 12, 23, 59)) == "12-Mar-2026 23:59"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "text"), [(0, "0d"), (6, "6d"), (7, "1w"), (44, "6w 2d"), (84, "12w"), (-9, "1w 2d")]
)
def test_durations(days: int, text: str) -> None:
    assert show.duration(days) == text


@given(st.integers(min_value=0, max_value=10_000))
def test_durations_add_up(days: int) -> None:
    parts = {part[-1]: int(part[:-1]) for part in show.duration(days).split()}
    assert parts.get("w", 0) * 7 + parts.get("d", 0) == days
    assert days == 0 or 0 not in parts.values()


@pytest.mark.parametrize(
    ("day", "text"), [(0, "week 1, day 0"), (6, "week 1, day 6"), (30, "week 5, day 30")]
)
def test_a_treatment_week_always_says_its_day(day: int, text: str) -> None:
    assert show.week_and_day(day) == text


@pytest.mark.parametrize(
    ("birth", "text"),
    [
        (date(1945, 7, 14), "80y"),
        (date(2024, 4, 1), "23m"),
        (date(2024, 3, 30), "2y"),
        (date(2026, 3, 1), "4w 1d"),
        (date(2026, 3, 30), "0d"),
    ],
)
def test_ages(birth: date, text: str) -> None:
    assert show.age(birth, date(2026, 3, 30)) == text


@given(DAYS, DAYS)
def test_an_age_is_never_nonsense(birth: date, on: date) -> None:
    text = show.age(birth, on)
    assert text == "Not Known" if birth > on else re.fullmatch(r"\d+y|\d+m|\d+w( \d+d)?|\d+d", text)


def test_the_age_shown_is_the_age_that_the_rules_count() -> None:
    assert show.age(date(2000, 2, 29), date(2025, 2, 28)) == "24y"
    assert show.age(date(2000, 2, 29), date(2025, 3, 1)) == "25y"


def test_birth_date_with_age_in_parentheses() -> None:
    assert show.born(Birth(date(1945, 7, 14)), date(2007, 1, 1)) == "14-Jul-1945 (61y)"
    assert show.born(None, date(2007, 1, 1)) == "Not Known"


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (Birth(date(1968, 3, 1), "month"), "Mar-1968 (Approx 58y)"),
        (Birth(date(1968, 2, 1), "month"), "Feb-1968 (58y)"),
        (Birth(date(1968, 1, 1), "year"), "1968 (Approx 57y)"),
        (of_age(58, date(2026, 3, 30)), "Approx 1967 (58y)"),
        (of_age(58, date(2026, 1, 30)), "Approx 1967 (Approx 58y)"),
        (Birth(date(2026, 1, 1), "year"), "2026 (Approx 6w 2d)"),
    ],
)
def test_a_birth_is_shown_as_well_as_it_is_known(birth: Birth, expected: str) -> None:
    assert show.born(birth, date(2026, 3, 30)) == expected


@pytest.mark.parametrize(
    ("family", "given_name", "text"),
    [
        ("Müller", "Anna", "MÜLLER, Anna"),
        ("", "Suharto", "SUHARTO"),
        ("Suharto", "", "SUHARTO"),
        ("", "", "Not Known"),
        ("الحسن", "فاطمة", "الحسن, فاطمة"),
        ("van der  Berg", " Jan ", "VAN DER BERG, Jan"),
    ],
)
def test_names(family: str, given_name: str, text: str) -> None:
    assert show.name(family, given_name) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (2.0, "2"),
        (1000, "1,000"),
        (12345.678, "12,345.68"),
        (-0.0, "0"),
        (100, "100"),
        (36.6, "36.6"),
        (1e-9, "0"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    assert show.number(value) == text


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_numbers_never_trail_zeros_nor_start_with_a_point(value: float) -> None:
    text = show.number(value)
    assert not re.search(r"\.\d*0$|^-?\.|\.$", text)
    assert abs(float(text.replace(",", "")) - value) <= 0.0051


def test_a_number_stays_with_its_unit() -> None:
    assert show.quantity(200, "mL") == "200\u00a0mL"
    assert show.quantity(7, "") == "7"


@pytest.mark.parametrize(
    ("onset", "text"),
    [
        (OnsetDay(date(2026, 1, 5)), "05-Jan-2026"),
        (OnsetMonth(date(2026, 1, 1)), "Jan-2026"),
        (
            OnsetAbout(60, date(2026, 3, 1), "two months"),
            "Approx 8w 4d before 01-Mar-2026 (“two months”)",
        ),
        (OnsetUnknown(date(2026, 3, 1)), "Not known; first documented 01-Mar-2026"),
    ],
)
def test_an_onset_is_as_exact_as_it_was_told(
    onset: OnsetDay | OnsetMonth | OnsetAbout | OnsetUnknown, text: str
) -> None:
    assert show.onset(Problem("lumbar", onset)) == text


def test_how_far_a_day_lies() -> None:
    today = date(2026, 3, 30)
    assert show.ago(today, today) == "today"
    assert show.ago(today - timedelta(days=23), today) == "3w 2d ago"
    assert show.ago(today + timedelta(days=5), today) == "in 5d"
    assert show.ago(date(2023, 12, 30), today) == "2y 3m ago"


def test_dates_stay_in_order_on_a_screen_that_reads_right_to_left() -> None:
    assert show.upright("12-Mar-2026", right_to_left=False) == "12-Mar-2026"
    assert show.upright("12-Mar-2026", right_to_left=True) == "\u200e12-Mar-2026"
    assert show.upright("فاطمة", right_to_left=True) == "فاطمة"
