"""Words and the clinic's details are checked when they are read."""

from collections.abc import Mapping

import pytest

import resources
from handouts.clinic import placeholder, read_clinic
from handouts.trouble import ClinicTrouble, WordsTrouble
from handouts.words import read_words
from tests.handouts.made import DAY, WORDS


def test_dates_and_lists_in_words() -> None:
    assert WORDS.day(DAY) == "12 March 2026"
    assert WORDS.short_day(DAY) == "12-Mar-2026"
    assert WORDS.joined(("a", "b", "c")) == "a, b and c"
    assert WORDS.joined(("a",)) == "a"
    assert WORDS.joined(()) == ""


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(WordsTrouble, match=r"care_plan\.nothing"):
        WORDS.say("care_plan.nothing")


@pytest.mark.parametrize("name", ["common", "care_plan", "danger_signs", "emergency", "exercises"])
def test_a_missing_table_is_named(name: str) -> None:
    tables = dict(resources.handout_tables("en"))
    del tables[name]
    with pytest.raises(WordsTrouble) as trouble:
        read_words(tables)
    assert trouble.value.path == name


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"say": "Born {birthday}"}, "care_plan.say"),
        ({"say": "Half a brace {"}, "care_plan.say"),
        ({"say": ""}, "care_plan.say"),
        ({"say": []}, "care_plan.say"),
        ({"say": ["one", 2]}, "care_plan.say"),
        ({"part": {"say": 3}}, "care_plan.part.say"),
    ],
)
def test_a_wrong_sentence_is_named(change: Mapping[str, object], path: str) -> None:
    tables = dict(resources.handout_tables("en"))
    with pytest.raises(WordsTrouble) as trouble:
        read_words({**tables, "care_plan": {**tables["care_plan"], **change}})
    assert trouble.value.path == path


def test_an_exercise_without_words_is_named() -> None:
    tables = dict(resources.handout_tables("en"))
    words = {key: value for key, value in tables["exercise_words"].items() if key != "EX-L05"}
    with pytest.raises(WordsTrouble, match="EX-L05"):
        read_words({**tables, "exercise_words": words})


def test_a_clinic_tells_what_it_likes() -> None:
    clinic = read_clinic({"name": " Hill ", "address": "Road\nTown", "phones": {"clinic": "1"}})
    assert clinic.name == "Hill"
    assert clinic.address == ("Road", "Town")
    assert clinic.phone("clinic") == "1"
    assert clinic.phone("ambulance") == ""
    assert read_clinic({}) == placeholder()


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ({"nome": "Hill"}, "nome"),
        ({"name": 3}, "name"),
        ({"address": 3}, "address"),
        ({"address": ["Road", 3]}, "address[1]"),
        ({"phones": ["1"]}, "phones"),
        ({"phones": {"pizza": "1"}}, "phones.pizza"),
        ({"phones": {"clinic": 1}}, "phones.clinic"),
    ],
)
def test_wrong_details_of_a_clinic_are_named(table: dict[str, object], path: str) -> None:
    with pytest.raises(ClinicTrouble) as trouble:
        read_clinic(table)
    assert trouble.value.path == path
