"""Two records of one person: no warning is lost, and nothing that differs is chosen by itself."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.facts import AllergyState, Egfr, MedicineTaken, Pregnancy
from pathway.medical import Medical, Question, WhyBlank
from pathway.merging import PARTICULARS, Choices, NotChosen, Particular, differing, merged, value_of
from pathway.particulars import Particulars
from pathway.person import NOBODY, Identity, Person

ON = date(2026, 3, 30)
RUTH = Person(
    Medical(
        egfr=Egfr(55.0, ON),
        weight_kg=61.5,
        pregnancy=Pregnancy("no"),
        breastfeeding="no",
        smoker="yes",
    ),
    Particulars("Ruth", "9434765919", "555", "Hill 4", "fr", "yes", "Ben Banda", "brother", "777"),
    "en",
    Identity("Banda", "Ruth", date(1979, 4, 1), "female"),
)
OTHER = Person(
    Medical(
        egfr=Egfr(48.0, ON),
        weight_kg=63.0,
        pregnancy=Pregnancy("unknown", 12),
        breastfeeding="yes",
        smoker="no",
    ),
    Particulars("Ruthie", "9434765870", "556", "Hill 5", "de", "no", "Ada Banda", "sister", "778"),
    "es",
    Identity("Bande", "Rut", date(1980, 4, 1), "male"),
)
"""A record that tells something else of everything."""
ALL_KEPT: Choices = dict.fromkeys(PARTICULARS, "kept")
ALL_OTHER: Choices = dict.fromkeys(PARTICULARS, "other")


def medical(**told: object) -> Person:
    return Person(Medical(**told))  # type: ignore[arg-type]


def with_blank(question: Question, why: WhyBlank) -> Person:
    return medical(blanks=frozenset({(question, why)}))


def test_every_particular_of_two_records_may_differ() -> None:
    assert differing(RUTH, OTHER) == PARTICULARS


def test_one_record_does_not_differ_from_itself_or_from_an_empty_one() -> None:
    assert differing(RUTH, RUTH) == ()
    assert differing(RUTH, NOBODY) == differing(NOBODY, RUTH) == ()


@pytest.mark.parametrize("what", PARTICULARS)
def test_each_particular_is_asked_for_when_it_differs(what: Particular) -> None:
    chosen: Choices = {each: which for each, which in ALL_KEPT.items() if each != what}
    with pytest.raises(NotChosen, match=f"^{what}$"):
        merged(RUTH, OTHER, chosen)


@pytest.mark.parametrize("what", PARTICULARS)
def test_what_was_chosen_of_the_other_record_is_taken_and_nothing_else(what: Particular) -> None:
    made = merged(RUTH, OTHER, {**ALL_KEPT, what: "other"})
    assert value_of(made, what) == value_of(OTHER, what)
    for each in PARTICULARS:
        if each != what:
            assert value_of(made, each) == value_of(RUTH, each), each


def test_whoever_keeps_all_keeps_the_record_and_whoever_takes_all_has_the_other() -> None:
    assert merged(RUTH, OTHER, ALL_KEPT) == RUTH
    assert merged(RUTH, OTHER, ALL_OTHER) == OTHER


def test_what_only_one_record_tells_is_kept_unasked() -> None:
    empty = Person(who=replace(RUTH.who, sex="unknown")) if RUTH.who else NOBODY
    made = merged(empty, RUTH, {})
    assert made == RUTH
    assert merged(RUTH, empty, {}) == RUTH


def test_without_an_identity_nobody_is_renamed() -> None:
    assert merged(replace(RUTH, who=None), OTHER, ALL_OTHER).who is None
    assert merged(RUTH, replace(OTHER, who=None), ALL_OTHER).who == RUTH.who


def test_lists_are_united_and_a_name_in_other_letters_is_the_same_name() -> None:
    one = medical(
        conditions=frozenset({"diabetes"}),
        other_conditions=("gout",),
        medicines=(MedicineTaken("Ibuprofen"), MedicineTaken("aspirin", ON)),
        allergies=("Penicillin",),
    )
    other = medical(
        conditions=frozenset({"cancer"}),
        other_conditions=("Gout", "shingles"),
        medicines=(MedicineTaken("ibuprofen"), MedicineTaken("aspirin")),
        allergies=("penicillin", "latex"),
    )
    made = merged(one, other, {}).medical
    assert made.conditions == {"diabetes", "cancer"}
    assert made.other_conditions == ("gout", "shingles")
    assert made.medicines == (
        MedicineTaken("Ibuprofen"),
        MedicineTaken("aspirin", ON),
        MedicineTaken("aspirin"),
    )
    assert made.allergies == ("Penicillin", "latex")
    assert made.allergy_state == "known"


STATES: list[tuple[AllergyState, AllergyState, AllergyState]] = [
    ("not_recorded", "not_recorded", "not_recorded"),
    ("not_recorded", "none_known", "none_known"),
    ("unavailable", "none_known", "unavailable"),
    ("none_known", "known", "known"),
]


@pytest.mark.parametrize(("one", "other", "expected"), STATES)
def test_of_two_answers_about_allergies_the_more_careful_one_stands(
    one: AllergyState, other: AllergyState, expected: AllergyState
) -> None:
    for mine, theirs in ((one, other), (other, one)):
        made = merged(medical(allergy_state=mine), medical(allergy_state=theirs), {})
        assert made.medical.allergy_state == expected


def test_a_blank_of_one_record_stays_unless_the_other_has_an_answer() -> None:
    blank = with_blank("weight", "cannot_say")
    assert merged(blank, NOBODY, {}).medical.blanks == {("weight", "cannot_say")}
    assert merged(NOBODY, blank, {}).medical.blanks == {("weight", "cannot_say")}
    answered = merged(blank, medical(weight_kg=61.5), {}).medical
    assert (answered.weight_kg, answered.blanks) == (61.5, frozenset())


def test_of_two_reasons_for_a_blank_the_one_that_knows_less_stands() -> None:
    none, unsure = with_blank("medicines", "none_known"), with_blank("medicines", "cannot_say")
    assert merged(none, none, {}).medical.blanks == {("medicines", "none_known")}
    assert merged(none, unsure, {}).medical.blanks == {("medicines", "cannot_say")}


NAMES = st.lists(st.sampled_from(["latex", "Latex", "penicillin", "iodine"]), max_size=4)
MEDICALS = st.builds(
    Medical,
    conditions=st.frozensets(st.sampled_from(["diabetes", "cancer", "gout"])),
    allergies=NAMES.map(tuple),
    medicines=st.lists(st.builds(MedicineTaken, st.sampled_from(["ibuprofen", "aspirin"])))
    .map(tuple),
    blanks=st.frozensets(
        st.tuples(st.sampled_from(get_args(Question)), st.sampled_from(get_args(WhyBlank))),
        max_size=3,
    ),
)  # fmt: skip


@given(MEDICALS, MEDICALS)
def test_no_warning_is_lost_whichever_record_is_kept(one: Medical, other: Medical) -> None:
    made = merged(Person(one), Person(other), {}).medical
    turned = merged(Person(other), Person(one), {}).medical
    for part in (one, other):
        assert part.conditions <= made.conditions
        for mine, whole in ((part.allergies, made.allergies), (part.allergies, turned.allergies)):
            assert {name.casefold() for name in mine} <= {name.casefold() for name in whole}
        assert set(part.medicines) <= set(made.medicines)
