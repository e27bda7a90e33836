"""The recall sheet: villages and households together, everybody once, in the order of danger."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.facts import Patient
from pathway.recallsheet import (
    WITH_PHONE,
    Caller,
    Grouping,
    RecallSheet,
    SheetGroup,
    grouped,
    village_of,
)
from pathway.records import PatientId, ProblemId
from tests.pathway.charts import day

WHO = Patient(date(1980, 6, 15))


def caller(name: str, phone: str = "", address: str = "") -> Caller:
    return Caller(PatientId(name), ProblemId(name), WHO, phone, address, ("due",), day(0))


def told(groups: tuple[SheetGroup, ...]) -> list[tuple[str, str]]:
    """Each group as its place and the names in it."""
    return [(one.place, "".join(row.caller.patient for row in one.rows)) for one in groups]


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("", ""),
        ("Mfuwe", "Mfuwe"),
        ("Hill 4\nMfuwe", "Mfuwe"),
        ("Hill 4, Mfuwe, 10101", "Mfuwe"),
        ("Hill 4\n10101 Nova Mfuwe", "Nova Mfuwe"),
        ("4\n10101", ""),
        ("Mfuwe\n , \n", "Mfuwe"),
        ("Plot B2, Farm", "Farm"),
    ],
)
def test_a_village_is_the_last_part_with_a_word(address: str, village: str) -> None:
    assert village_of(address) == village


def test_a_village_stands_where_its_first_person_stands() -> None:
    people = (
        caller("a", address="Mfuwe"),
        caller("b", address="Katete"),
        caller("c", address="4, Mfuwe"),
        caller("d"),
    )
    assert told(grouped(people, "village")) == [("Mfuwe", "ac"), ("Katete", "b"), ("", "d")]


def test_a_household_is_called_once() -> None:
    people = (caller("a", "555 01"), caller("b"), caller("c", "777"), caller("d", "55-501"))
    assert told(grouped(people, "phone")) == [(WITH_PHONE, "adc"), ("", "b")]


def test_too_few_digits_are_no_number_to_call() -> None:
    people = (caller("a", "55"), caller("b", "55"), caller("c", "555"))
    assert told(grouped(people, "phone")) == [("", "ab"), (WITH_PHONE, "c")]


def test_a_sheet_tells_its_rows_in_order_of_their_numbers() -> None:
    groups = grouped((caller("a", address="Mfuwe"), caller("b"), caller("c")), "village")
    sheet = RecallSheet(3, day(0), day(6), "village", groups)
    assert [(row.number, row.caller.patient) for row in sheet.rows] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
    ]


PLACES = st.sampled_from(["", "Mfuwe", "Katete 4", "Plot 4, Katete"])
PHONES = st.sampled_from(["", "55", "555", "5 5 5", "777"])
PEOPLE = st.lists(st.tuples(PHONES, PLACES), max_size=8)


@given(PEOPLE, st.sampled_from(["village", "phone"]))
def test_nobody_is_left_out_or_stands_there_twice(
    drawn: list[tuple[str, str]], grouping: Grouping
) -> None:
    people = [caller(str(place), *where) for place, where in enumerate(drawn)]
    rows = RecallSheet(1, day(0), day(6), grouping, grouped(people, grouping)).rows
    assert [row.number for row in rows] == list(range(1, len(people) + 1))
    assert sorted(row.caller.patient for row in rows) == sorted(one.patient for one in people)
