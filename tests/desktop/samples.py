"""A made-up patient, and what could be concluded about her: for tests of what is shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pathway.assessment import Assessment, PackUsed
from pathway.facts import (
    Care,
    Chart,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    OnsetDay,
    Patient,
    Problem,
    Span,
    Spot,
    Visit,
)
from pathway.finding import (
    CareClock,
    ForecastEntry,
    Gap,
    Imaging,
    Input,
    Level,
    NextContact,
    OpenFlag,
    PastFlag,
    Reason,
    RedFlags,
    Scope,
    Stage,
    SurgicalEvaluation,
)

TODAY = date(2026, 3, 30)
ONSET = date(2026, 1, 5)
CARE_START = date(2026, 2, 9)


def patient() -> Patient:
    """Return a patient with an allergy and a blood thinner."""
    return Patient(
        birth_date=date(1968, 3, 14),
        number="F-000342-81",
        family_name="Müller",
        given_name="Anna",
        sex="female",
        medicines=(MedicineTaken("apixaban"),),
        allergies=("penicillin",),
        allergy_state="known",
    )


def visit(on: date, spine: int, limb: int, *, signed: bool = True) -> Visit:
    """Return a visit with pain ratings, two red-flag answers and one finding."""
    return Visit(
        on=on,
        recorded_at=datetime(on.year, on.month, on.day, 9, 30, tzinfo=UTC),
        pain_spine=spine,
        pain_limb=limb,
        red_flags={"RF-C1": FlagAnswer("no"), "RF-T1": FlagAnswer("yes", date(2019, 5, 2))},
        power={Spot("left", "ankle_dorsiflexion"): 4},
        note="Leg pain on sitting; walks 20 minutes.",
        signed=signed,
    )


def chart() -> Chart:
    """Return three visits over ten weeks, with care and a cleared flag."""
    return Chart(
        patient=patient(),
        problem=Problem("lumbar", OnsetDay(ONSET), "left", "disc"),
        visits=(
            visit(date(2026, 1, 20), 6, 8),
            visit(CARE_START, 5, 7),
            visit(date(2026, 3, 23), 4, 6, signed=False),
        ),
        care=(Care("home_exercise", span=Span(CARE_START, None), days_per_week=4),),
        flags=(
            FlagRecord(
                "RF-T1", date(2026, 1, 20), "cleared", date(2026, 2, 3), "Dr Ode", "imaging"
            ),
        ),
    )


def reason(rule: str, missing: tuple[str, ...] = ()) -> Reason:
    """Return a reason with an onset as its input."""
    return Reason(rule, (Input("problem.onset", ONSET.isoformat(), ONSET),), "ACP17", missing)


def red_flags(level: Level = Level.URGENT, *, complete: bool = True) -> RedFlags:
    """Return a screen with one open flag of a level, or none."""
    flag = OpenFlag("RF-N4", level, date(2026, 3, 23), because=(reason("RF-N4"),))
    past = PastFlag("RF-T1", date(2026, 1, 20), "cleared", date(2026, 2, 3), "Dr Ode", "imaging")
    return RedFlags(
        level=level,
        escalation=(),
        screen_complete=complete,
        missing=() if complete else ("RF-C2", "RF-C5"),
        open=(flag,) if level else (),
        history=(past,),
        screened_on=date(2026, 3, 23),
        rescreen_by=date(2026, 3, 30),
    )


def assessment() -> Assessment:
    """Return a subacute stage with seven weeks of care and the surgical window just open."""
    return Assessment(
        assessed_on=TODAY,
        pack=PackUsed("foramen-2026", "1.0"),
        in_scope=Scope(True),
        stage=Stage(
            code="subacute",
            possible=("subacute",),
            day=84,
            day_earliest=84,
            day_latest=84,
            next_change_on=date(2026, 3, 31),
            onset_earliest=ONSET,
            onset_latest=ONSET,
            because=(reason("S01"),),
        ),
        care_clock=CareClock(
            start=CARE_START,
            care_day=49,
            active_weeks=4,
            paused_days=0,
            blocks=("active", "active", "passive", "empty", "active", "paused", "active"),
        ),
        red_flags=red_flags(),
        surgical_evaluation=SurgicalEvaluation(
            "window_open", date(2026, 3, 23), date(2026, 5, 4), (reason("S45", ("pain.limb",)),)
        ),
        imaging=Imaging("consider_if_candidate", (reason("S47"),)),
        next_contact=NextContact(date(2026, 4, 6), (reason("NC-U"),)),
        gaps=(Gap("score.psfs", ("surgical_evaluation",)),),
        forecast=(
            ForecastEntry(date(2026, 3, 31), "stage:chronic"),
            ForecastEntry(date(2026, 5, 4), "surgical_decision_due"),
        ),
    )


def imprecise() -> Assessment:
    """Return the same with an onset of which only the month is known."""
    whole = assessment()
    stage = replace(
        whole.stage, onset_earliest=date(2026, 1, 1), onset_latest=date(2026, 1, 31), day=None
    )
    return replace(whole, stage=stage)
