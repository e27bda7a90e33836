"""What changed between two moments is named, whatever it was; nothing changed is nothing said."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pathway.assessment import Assessment, PackUsed
from pathway.facts import Care, Chart, MedicineTaken, OnsetDay, Patient, Problem, Referral, Visit
from pathway.finding import (
    CareClock,
    Imaging,
    Level,
    NextContact,
    OpenFlag,
    RedFlags,
    Scope,
    Stage,
    SurgicalEvaluation,
)
from pathway.records import (
    CareEntry,
    CareId,
    ChartView,
    Correction,
    PatientId,
    ProblemId,
    RecordedVisit,
    VisitId,
)
from pathway.since import Known, Since, changes_between

DAY = date(2026, 3, 30)
PATIENT = Patient(
    date(1968, 3, 14), medicines=(MedicineTaken("ibuprofen"),), allergies=("penicillin",)
)
CHART = Chart(PATIENT, Problem("lumbar", OnsetDay(date(2026, 2, 1))))
SEEN = RecordedVisit(VisitId("v1"), Visit(DAY))
TOLD = CareEntry(Care("rest"), CareId("c1"))
VIEW = ChartView(PatientId("p"), ProblemId("q"), CHART, (SEEN,), (TOLD,))
CORRECTED = Correction("Dr Ode", datetime(2026, 3, 30, 9, tzinfo=UTC), "misheard")


def advice(*flags: OpenFlag) -> Assessment:
    level = max((flag.level for flag in flags), default=Level.NONE)
    return Assessment(
        assessed_on=DAY,
        pack=PackUsed("pack", "1"),
        in_scope=Scope(True),
        stage=Stage(
            code="acute",
            possible=("acute",),
            day=5,
            day_earliest=5,
            day_latest=5,
            next_change_on=None,
            onset_earliest=DAY,
            onset_latest=DAY,
        ),
        care_clock=CareClock(None, None, 0, 0, ()),
        red_flags=RedFlags(level, (), True, (), flags, (), DAY, None),
        surgical_evaluation=SurgicalEvaluation("not_yet", None, None),
        imaging=Imaging("not_routine"),
        next_contact=NextContact(DAY),
        gaps=(),
    )


def flag(level: Level) -> OpenFlag:
    return OpenFlag("RF-N4", level, DAY)


def known(view: ChartView = VIEW, advised: Assessment | None = None) -> Known:
    return Known(view, advised or advice(), "pack 1")


def with_patient(patient: Patient) -> ChartView:
    return replace(VIEW, chart=replace(CHART, patient=patient))


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (VIEW, ()),
        (
            replace(VIEW, visits=(SEEN, RecordedVisit(VisitId("v2"), Visit(DAY)))),
            (Since("visit_new", "v2", on=DAY),),
        ),
        (
            replace(VIEW, visits=(replace(SEEN, signed_by="Dr Lee"),)),
            (Since("visit_changed", "v1", on=DAY),),
        ),
        (
            replace(VIEW, visits=(replace(SEEN, amended=CORRECTED),)),
            (Since("visit_amended", "v1", on=DAY),),
        ),
        (
            replace(VIEW, visits=(), visits_in_error=(replace(SEEN, in_error=CORRECTED),)),
            (Since("visit_in_error", "v1", on=DAY),),
        ),
        (
            with_patient(
                replace(
                    PATIENT,
                    medicines=(MedicineTaken("ibuprofen", DAY), MedicineTaken("apixaban")),
                )
            ),
            (
                Since("medicine_changed", "ibuprofen", on=DAY),
                Since("medicine_new", "apixaban"),
            ),
        ),
        (with_patient(replace(PATIENT, medicines=())), (Since("medicine_gone", "ibuprofen"),)),
        (
            with_patient(replace(PATIENT, allergies=("latex",))),
            (Since("allergy_new", "latex"), Since("allergy_gone", "penicillin")),
        ),
        (with_patient(replace(PATIENT, weight_kg=80.0)), (Since("patient_changed"),)),
        (replace(VIEW, care=()), (Since("care_changed"),)),
        (
            replace(VIEW, chart=replace(CHART, referrals=(Referral("imaging", DAY, "sent"),))),
            (Since("decisions_changed"),),
        ),
        (
            replace(VIEW, chart=replace(CHART, problem=replace(CHART.problem, side="left"))),
            (Since("problem_changed"),),
        ),
    ],
)
def test_each_change_of_the_chart_is_named(view: ChartView, expected: tuple[Since, ...]) -> None:
    assert changes_between(known(), known(view)) == expected


def test_a_visit_that_is_no_error_after_all_is_named() -> None:
    wrong = replace(VIEW, visits=(), visits_in_error=(replace(SEEN, in_error=CORRECTED),))
    assert changes_between(known(wrong), known()) == (Since("visit_back", "v1", on=DAY),)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ((), (flag(Level.URGENT),), Since("flag_new", "RF-N4", "", "urgent", DAY)),
        ((flag(Level.URGENT),), (), Since("flag_gone", "RF-N4", "urgent", "", DAY)),
        (
            (flag(Level.URGENT),),
            (flag(Level.EMERGENCY),),
            Since("flag_raised", "RF-N4", "urgent", "emergency", DAY),
        ),
        (
            (flag(Level.EMERGENCY),),
            (flag(Level.ROUTINE),),
            Since("flag_lowered", "RF-N4", "emergency", "routine", DAY),
        ),
    ],
)
def test_each_change_of_a_flag_is_named(
    then: tuple[OpenFlag, ...], now: tuple[OpenFlag, ...], expected: Since
) -> None:
    assert changes_between(known(VIEW, advice(*then)), known(VIEW, advice(*now))) == (expected,)


def test_changed_advice_is_named_and_so_is_missing_advice() -> None:
    then = advice()
    status = replace(then.surgical_evaluation, status="window_open")
    now = replace(then, stage=replace(then.stage, code="chronic"), surgical_evaluation=status)
    assert changes_between(known(VIEW, then), Known(VIEW, now, "pack 2")) == (
        Since("pack", before="pack 1", after="pack 2"),
        Since("stage", before="acute", after="chronic"),
        Since("surgical_status", before="not_yet", after="window_open"),
    )
    assert changes_between(known(), Known(VIEW, None, "pack 1")) == (Since("advice_missing"),)


def test_a_flag_that_stays_as_it_was_is_no_change() -> None:
    then, now = (known(VIEW, advice(flag(Level.URGENT))) for _ in range(2))
    assert changes_between(then, now) == ()


def test_a_visit_that_came_and_was_an_error_since_is_no_change() -> None:
    wrong = replace(SEEN, id=VisitId("v2"), in_error=CORRECTED)
    now = known(replace(VIEW, visits_in_error=(wrong,)))
    assert changes_between(known(), now) == ()
