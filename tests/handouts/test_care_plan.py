"""What the care plan says follows from the assessment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handouts import blocks as b
from handouts.build import Refused, build
from handouts.care_plan import care_plan
from pathway.assessment import Assessment
from pathway.facts import Care, Chart, MedicineTaken, Plan, Pregnancy, Region, Span, Spot
from pathway.finding import Level, NextContact, Scope
from tests.handouts.made import (
    DAY,
    STAGES,
    STAMP,
    assessment,
    chart,
    flag,
    materials,
)
from tests.handouts.reading import said, text_of


def texts(whole: Chart, concluded: Assessment) -> str:
    document = care_plan(whole, concluded, materials(), STAMP)
    return " | ".join(said(document.blocks))


def with_patient(whole: Chart, **changes: object) -> Chart:
    return replace(whole, patient=replace(whole.patient, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("level", [Level.EMERGENCY])
def test_refused_under_an_open_emergency_flag(level: Level) -> None:
    concluded = assessment(flags=(flag("RF-C1", level),))
    with pytest.raises(Refused) as refused:
        build("care_plan", chart(), concluded, materials(), STAMP)
    assert refused.value.code == "emergency_open"
    assert refused.value.instead == ("danger_card", "letter --kind emergency")


def test_refused_while_an_escalated_emergency_is_not_settled() -> None:
    escalated = replace(flag("RF-C1"), state="escalated")
    with pytest.raises(Refused):
        build("care_plan", chart(), assessment(flags=(escalated,)), materials(), STAMP)


def test_refused_outside_the_scope() -> None:
    concluded = replace(assessment(), in_scope=Scope(False))
    with pytest.raises(Refused) as refused:
        build("care_plan", chart(), concluded, materials(), STAMP)
    assert refused.value.code == "out_of_scope"


@pytest.mark.parametrize("level", [Level.SAME_DAY, Level.URGENT, Level.ROUTINE])
def test_printed_under_a_lesser_flag(level: Level) -> None:
    concluded = assessment(flags=(flag("RF-N4", level, None),))
    assert build("care_plan", chart(), concluded, materials(), STAMP).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("region", "sign", "other"),
    [
        ("lumbar", "You leak pee or poo.", "Your hands get clumsy."),
        ("cervical", "Your hands get clumsy.", "You leak pee or poo."),
    ],
)
def test_danger_signs_are_those_of_the_region(region: Region, sign: str, other: str) -> None:
    said_here = texts(chart(region), assessment())
    assert sign in said_here
    assert other not in said_here
    assert "You have a fever" in said_here


@pytest.mark.parametrize("region", ["thoracic", "unsure"])
def test_both_sets_of_danger_signs_when_the_level_is_not_sure(region: Region) -> None:
    said_here = texts(chart(region), assessment())
    assert "You leak pee or poo." in said_here
    assert "Your hands get clumsy." in said_here


def test_main_message_follows_the_stage() -> None:
    messages = {
        block.text
        for stage in STAGES
        for block in care_plan(chart(), assessment(stage), materials(), STAMP).blocks
        if isinstance(block, b.Message)
    }
    assert len(messages) == len(STAGES)


def test_an_unsure_stage_reads_as_the_earliest_possible() -> None:
    stage = replace(assessment().stage, code="unknown", possible=("subacute", "chronic"))
    concluded = replace(assessment(), stage=stage)
    assert "build up step by step" in texts(chart(), concluded)


def test_dates_are_long_and_promise_nothing() -> None:
    text = text_of(build("care_plan", chart(), assessment(), materials(), STAMP))
    assert "We want to see you by 26 March 2026." in text
    assert "From 03 April 2026: if a spine specialist should see you too." in text
    assert "MRI" not in text
    assert "scan" not in text
    assert "operation" not in text


@pytest.mark.parametrize("by", [DAY, DAY - timedelta(days=3)])
def test_a_contact_that_is_due_is_for_today(by: date) -> None:
    concluded = replace(assessment(), next_contact=NextContact(by))
    assert "see or call you again today" in texts(chart(), concluded)


def test_no_planned_contact_leaves_a_line_to_write_on() -> None:
    concluded = replace(assessment(), next_contact=NextContact(None), forecast=None)
    document = care_plan(chart(), concluded, materials(), STAMP)
    fields = [f for p in document.blocks if isinstance(p, b.Pair) for f in p.right]
    assert b.Fields((b.Field("Next visit"),), columns=1) in fields


def test_medicines_are_those_agreed_as_typed() -> None:
    whole = replace(
        chart(),
        plan=Plan(medicines=("Ibuprofen 400 mg",)),
        care=(
            Care("medicine", name="gabapentin", span=Span(date(2026, 3, 1), None)),
            Care("medicine", name="codeine", span=Span(date(2026, 2, 21), date(2026, 3, 1))),
        ),
    )
    said_here = texts(whole, assessment())
    assert "Ibuprofen 400 mg" in said_here
    assert "gabapentin" in said_here
    assert "codeine" not in said_here
    assert "lisinopril" not in said_here
    assert "stools turn black" in said_here
    assert "Do not stop it all at once." in said_here


def test_no_medicine_is_said_in_words() -> None:
    said_here = texts(replace(chart(), care=()), assessment())
    assert "We did not agree on a new medicine." in said_here
    assert "Do not add other pain pills without asking us." in said_here
    assert "stools turn black" not in said_here


def test_a_blood_thinner_adds_its_danger_sign() -> None:
    whole = with_patient(chart(), medicines=(MedicineTaken("Apixaban"),))
    assert "You take a blood thinner" in texts(whole, assessment())
    assert "You take a blood thinner" not in texts(chart(), assessment())


def test_a_stopped_blood_thinner_does_not() -> None:
    whole = with_patient(chart(), medicines=(MedicineTaken("apixaban", date(2026, 1, 1)),))
    assert "You take a blood thinner" not in texts(whole, assessment())


def test_numb_skin_is_named_and_spared() -> None:
    said_here = texts(chart(), assessment())
    assert "Never put a pack on numb skin. You feel less here: right top of the foot." in said_here
    assert "Numbness often gets better too." in said_here


def test_no_pack_where_the_site_itself_is_numb() -> None:
    visit = replace(chart().visits[0], sensation={Spot("left", "low_back"): "absent"})
    said_here = texts(replace(chart(), visits=(visit,)), assessment())
    assert "Do not use warm or cold packs here: left low back." in said_here
    assert "may ease the pain for a while" not in said_here


def test_no_pack_with_neuropathy() -> None:
    whole = with_patient(chart(), conditions=frozenset({"neuropathy"}))
    said_here = texts(whole, assessment())
    assert "Your nerves may not feel a burn." in said_here
    assert "Put a cloth" not in said_here


def test_feeling_that_came_back_is_not_numb() -> None:
    first = chart().visits[0]
    later = replace(first, on=DAY, sensation={Spot("right", "top_of_foot"): "normal"})
    earlier = replace(first, on=DAY - timedelta(days=7))
    assert "You feel less here" not in texts(
        replace(chart(), visits=(earlier, later)), assessment()
    )


@pytest.mark.parametrize("condition", ["diabetes", "poor_circulation", "peripheral_artery_disease"])
def test_poor_blood_flow_asks_first(condition: str) -> None:
    whole = with_patient(chart(), conditions=frozenset({condition}))
    assert "Ask us before you use a warm pack." in texts(whole, assessment())


def test_pregnancy_asks_first_and_raynaud_means_no_cold() -> None:
    pregnant = with_patient(chart(), pregnancy=Pregnancy("yes", 12))
    assert "Ask us before you use a warm pack." in texts(pregnant, assessment())
    raynaud = with_patient(chart(), conditions=frozenset({"raynaud"}))
    assert "Do not use cold packs." in texts(raynaud, assessment())


def test_a_weak_muscle_means_no_driving() -> None:
    visit = replace(chart().visits[0], power={Spot("right", "ankle_dorsiflexion"): 4})
    assert "We found a weak muscle." in texts(replace(chart(), visits=(visit,)), assessment())
    assert "We found a weak muscle." not in texts(chart(), assessment())


def test_open_safety_questions_are_said() -> None:
    assert "Some safety questions are still open." in texts(chart(), assessment(missing=("RF-T1",)))
    assert "Some safety questions" not in texts(chart(), assessment())


def test_disc_number_only_for_a_known_disc_in_the_low_back() -> None:
    disc = replace(chart(), problem=replace(chart().problem, cause="disc"))
    neck = replace(chart("cervical"), problem=replace(chart("cervical").problem, cause="disc"))
    assert "about 6 in 10 slipped discs" in texts(disc, assessment())
    assert "6 in 10" not in texts(chart(), assessment())
    assert "6 in 10" not in texts(neck, assessment())


def test_records_of_later_days_are_as_if_not_yet_written() -> None:
    first = chart().visits[0]
    later = replace(first, on=DAY + timedelta(days=9), goal_function="A goal of the future")
    whole = replace(chart(), visits=(first, later))
    text = text_of(build("care_plan", whole, assessment(), materials(), STAMP))
    assert "Carry the shopping home" in text
    assert "A goal of the future" not in text


def test_who_checked_it_is_named_only_after_sign_off() -> None:
    signed = texts(chart(), assessment())
    assert "It was checked with you by Dr Lee." in signed
    draft = care_plan(chart(), assessment(), materials(), replace(STAMP, draft=True))
    assert "checked with you by Dr Lee" not in " ".join(said(draft.blocks))
