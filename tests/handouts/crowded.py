"""A made-up patient of whom nearly everything is known, hardly two numbers of it alike."""

from datetime import date, time
from functools import cache
from typing import Final

from pathway.episodes import cut
from pathway.escalation import Escalation, EscalationStep, RaisedFlag
from pathway.evaluate import evaluate
from pathway.facts import (
    Care,
    Chart,
    Egfr,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    OnsetDay,
    Override,
    Patient,
    Pregnancy,
    Problem,
    Referral,
    Span,
    Spot,
    Visit,
    Weakness,
)
from tests.handouts.everycase import Sample
from tests.handouts.made import GUIDELINES

BEGAN: Final = date(2025, 12, 4)
FIRST: Final = date(2026, 1, 8)
SECOND: Final = date(2026, 2, 5)
THIRD: Final = date(2026, 3, 10)
ON: Final = date(2026, 3, 17)
STATEMENTS: Final = 24
TICKED: Final = 17

PATIENT: Final = Patient(
    birth_date=date(1991, 7, 23),
    number="7048813",
    family_name="Achterberg",
    given_name="Wilhelmina",
    sex="female",
    pregnancy=Pregnancy("yes", 11, date(2026, 2, 15)),
    breastfeeding="no",
    egfr=Egfr(47.5, date(2026, 1, 19)),
    weight_kg=83.5,
    conditions=frozenset({"diabetes", "ckd", "bleeding_disorder"}),
    medicines=(
        MedicineTaken("warfarin 3 mg"),
        MedicineTaken("amlodipine 12.5 mg"),
        MedicineTaken("tramadol 150 mg", stopped=date(2026, 1, 30)),
    ),
    allergies=("penicillin", "dye E102"),
    smoker="no",
)

VISITS: Final = (
    Visit(
        on=FIRST,
        pain_spine=8,
        pain_limb=9,
        psfs=2.5,
        pain_map=frozenset({Spot("right", "outer_shin")}),
        power={Spot("right", "great_toe_extension"): 4, Spot("right", "hip_abduction"): 5},
        tests={Spot("right", "slr"): "positive"},
        temperature=36.4,
        goal_pain=1,
    ),
    Visit(
        on=SECOND,
        pain_spine=6,
        pain_limb=7,
        psfs=3.5,
        state_acceptable="no",
        power={Spot("right", "great_toe_extension"): 3, Spot("left", "knee_flexion"): 5},
        sensation={Spot("right", "top_of_foot"): "reduced"},
        reflexes={Spot("right", "medial_hamstring"): "absent"},
        red_flags={"RF-T2": FlagAnswer("yes", date(2025, 11, 21), "stable")},
        weakness=Weakness(date(2026, 1, 27), "stable"),
        numbness_since=date(2025, 12, 29),
        temperature=36.9,
        beside={
            f"score.rmdq_{number}": "yes" if number <= TICKED else "no"
            for number in range(1, STATEMENTS + 1)
        },
    ),
    Visit(
        on=THIRD,
        pain_limb=5,
        pain_map=frozenset({Spot("right", "outer_shin"), Spot("right", "great_toe")}),
        power={Spot("right", "great_toe_extension"): 2, Spot("right", "hip_abduction"): 3},
        red_flags={
            "RF-C3": FlagAnswer("yes", date(2026, 3, 9), "stable"),
            "RF-C9": FlagAnswer("yes", date(2026, 3, 6), "progressing", number=240),
            "RF-T2": FlagAnswer("yes", date(2025, 11, 14), "progressing"),
        },
        tests={Spot("right", "slr"): "negative", Spot("left", "ulnt1"): "positive"},
        weakness=Weakness(date(2026, 2, 2), "progressing"),
        numbness_since=date(2025, 12, 22),
        temperature=37.2,
        rotation_degrees=55,
        goal_pain=4,
        goal_function="Walk 300 steps",
    ),
)

CARE: Final = (
    Care("home_exercise", span=Span(date(2025, 12, 11), None), days_per_week=4),
    Care("physiotherapy", dates=(date(2026, 1, 13), date(2026, 1, 16)), outcome="insufficient"),
    Care("massage", span=Span(date(2025, 12, 15), date(2026, 1, 25)), days_per_week=2),
    Care("medicine", "paracetamol 650 mg", span=Span(date(2025, 12, 9), None), outcome="helped"),
)

CALL: Final = Escalation(
    "spine_emergency",
    (
        EscalationStep("no_answer", ON, time(9, 41), "Dr Lee", due=time(9, 56)),
        EscalationStep("called", ON, time(10, 3), "Dr Lee", whom="Dr Baptiste, bleep 8862"),
        EscalationStep("advice", ON, time(10, 7), "Dr Lee", words="bed 31", due=time(11, 28)),
    ),
    (RaisedFlag("RF-C9", THIRD),),
)

REFERRALS: Final = (
    Referral("imaging", date(2026, 2, 10), "sent", "County", "MRI of 1.5 T"),
    Referral("rheumatology", date(2026, 2, 18), "answered", "Dr Quigley", "seen, no arthritis"),
)

OVERRIDES: Final = (
    Override("surgical_window", date(2026, 3, 11), "Dr Lee", "works at 20 m height", value="open"),
)


@cache
def crowded() -> Sample:
    """Return the patient as a sample case."""
    problem = Problem("lumbar", OnsetDay(BEGAN), side="right", cause="disc")
    cleared = FlagRecord(
        "RF-T1", FIRST, "cleared", date(2026, 1, 22), "Dr Osei", "imaging", words="MRI of 21 Jan"
    )
    chart = Chart(
        PATIENT,
        problem,
        VISITS,
        CARE,
        flags=(cleared,),
        overrides=OVERRIDES,
        referrals=REFERRALS,
        escalations=(CALL,),
    )
    return Sample("crowded", chart, ON, evaluate(cut(chart, ON), ON, GUIDELINES))
