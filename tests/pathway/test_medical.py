"""What bears on medicines: a blank says why it is blank, and never stands beside an answer."""

from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

from pathway.facts import Egfr, ListState, MedicineTaken, Patient, Pregnancy
from pathway.medical import (
    Medical,
    Question,
    WhyBlank,
    contradictions,
    list_state,
    medical_of,
    with_medical,
)

BIRTH, ON = date(1980, 6, 15), date(2026, 3, 30)
QUESTIONS: tuple[Question, ...] = get_args(Question)
NO_ANSWER = Medical(blanks=frozenset((question, "cannot_say") for question in QUESTIONS))
TOLD = Patient(
    BIRTH,
    "F0000018",
    conditions=frozenset({"diabetes"}),
    medicines=(MedicineTaken("ibuprofen"),),
    allergies=("penicillin",),
    allergy_state="known",
    egfr=Egfr(55.0, ON),
    weight_kg=61.5,
    pregnancy=Pregnancy("no"),
    breastfeeding="no",
    smoker="yes",
    conditions_state="listed",
    medicines_state="listed",
)


def test_a_blank_says_why_and_what_was_not_asked_says_nothing() -> None:
    medical = Medical(blanks=frozenset({("weight", "cannot_say"), ("egfr", "none_known")}))
    assert medical.why_blank("weight") == "cannot_say"
    assert medical.why_blank("egfr") == "none_known"
    assert medical.why_blank("smoker") is None


def test_what_was_taken_from_a_patient_and_given_back_is_the_same() -> None:
    assert with_medical(TOLD, medical_of(TOLD)) == TOLD


def test_what_no_rule_reads_stands_beside_the_facts() -> None:
    blanks = frozenset({("smoker", "cannot_say")})
    medical = medical_of(TOLD, ("gout",), blanks)  # type: ignore[arg-type]
    assert medical.other_conditions == ("gout",)
    assert medical.blanks == blanks
    assert medical.egfr == TOLD.egfr


def test_names_and_number_are_not_touched() -> None:
    patient = with_medical(TOLD, Medical())
    assert (patient.birth_date, patient.number) == (BIRTH, "F0000018")
    assert patient.conditions_state == patient.medicines_state == "not_asked"


def test_an_illness_without_a_code_makes_a_list_too() -> None:
    patient = with_medical(Patient(BIRTH), Medical(other_conditions=("gout",)))
    assert patient.conditions_state == "listed"
    assert patient.medicines_state == "not_asked"


@pytest.mark.parametrize(
    ("is_listed", "why", "state"),
    [
        (True, None, "listed"),
        (False, None, "not_asked"),
        (False, "cannot_say", "not_asked"),
        (True, "cannot_say", "listed"),
        (False, "none_known", "none_known"),
        (True, "none_known", "none_known"),
    ],
)
def test_who_cannot_say_has_told_no_more_than_who_was_not_asked(
    is_listed: bool, why: WhyBlank | None, state: ListState
) -> None:
    assert list_state(is_listed, why) == state


def test_blanks_without_an_answer_contradict_nothing() -> None:
    assert contradictions(NO_ANSWER) == frozenset()


ANSWERED: dict[Question, Medical] = {
    "conditions": Medical(conditions=frozenset({"diabetes"})),
    "medicines": Medical(medicines=(MedicineTaken("ibuprofen"),)),
    "egfr": Medical(egfr=Egfr(55.0, ON)),
    "weight": Medical(weight_kg=0.5),
    "pregnancy": Medical(pregnancy=Pregnancy("no")),
    "breastfeeding": Medical(breastfeeding="no"),
    "smoker": Medical(smoker="no"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_contradicts_its_own_blank_and_no_other(question: Question) -> None:
    told = {each.name: getattr(ANSWERED[question], each.name) for each in fields(Medical)}
    medical = Medical(**{**told, "blanks": NO_ANSWER.blanks})
    assert contradictions(medical) == {question}


def test_a_medicine_that_was_stopped_is_no_answer_to_what_is_taken() -> None:
    stopped = (MedicineTaken("ibuprofen", stopped=ON),)
    assert contradictions(Medical(medicines=stopped, blanks=NO_ANSWER.blanks)) == frozenset()
