"""Quiet days are passed over, and nothing is lost by it: not a flag, not what later days read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.facts import (
    Chart,
    FlagAnswer,
    FlagRecord,
    OnsetDay,
    Patient,
    Pregnancy,
    Problem,
    Side,
    Spot,
    Visit,
    Weakness,
)
from pathway.finding import RedFlags
from pathway.flagcase import FlagCase, TimingInputs
from pathway.flags import red_flags
from pathway.quietdays import quiet_days
from pathway.sittings import sittings_of
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import BORN, ON, ONSET, ago, flag, left, levels, right, rules

BOOK = guidelines().flags
ASKED = tuple(item.id for item in BOOK.items.values() if item.is_asked)
CARE_START = ago(40)
QUIET = Visit(
    on=ON,
    pain_spine=3,
    pain_limb=6,
    red_flags={"RF-C1": FlagAnswer("no"), "RF-T1": FlagAnswer("not_asked")},
    red_flags_unlisted="no",
    pain_map=frozenset({Spot("left", "calf"), Spot("left", "low_back")}),
    sensation={Spot("left", "saddle"): "normal", Spot("right", "calf"): "normal"},
    power={**left(ankle_dorsiflexion=5), **right(ankle_dorsiflexion=5)},
    reflexes={Spot("left", "ankle"): "reduced", Spot("right", "ankle"): "normal"},
    exam_unlisted="normal",
)
ADULT = Patient(birth_date=BORN)


class Loud(NamedTuple):
    """One thing that makes a day loud, and the flag that it raises."""

    flag: str
    visit: dict[str, object]


BY_VISIT = {
    "yes": Loud("RF-T2", {"red_flags": {"RF-T2": FlagAnswer("yes")}}),
    "unable": Loud("RF-C1", {"red_flags": {"RF-C1": FlagAnswer("unable")}}),
    "declined": Loud("RF-C1", {"red_flags": {"RF-C1": FlagAnswer("declined")}}),
    "all declined": Loud("RF-C2", {"red_flags_unlisted": "declined"}),
    "weakness": Loud("RF-N3", {"weakness": Weakness(None, "progressing")}),
    "temperature": Loud("RF-I1", {"temperature": 38.0}),
    "power": Loud("RF-N2", {"power": left(ankle_dorsiflexion=4)}),
    "brisk": Loud("RF-M9", {"reflexes": {Spot("left", "ankle"): "brisk"}}),
    "sensation": Loud("RF-C5", {"sensation": {Spot("left", "saddle"): "reduced"}}),
    "score": Loud("RF-P2", {"beside": {"score.phq_9": "several_days"}}),
    "both sides": Loud(
        "RF-C7", {"pain_map": frozenset({Spot("left", "calf"), Spot("right", "calf")})}
    ),
}
BY_PATIENT: dict[str, tuple[str, Patient, Side]] = {
    "both sides": ("RF-C7", ADULT, "both"),
    "condition": ("RF-T1", replace(ADULT, conditions=frozenset({"cancer"})), "left"),
    "pregnancy": ("RF-P4", replace(ADULT, pregnancy=Pregnancy("yes", 20)), "left"),
    "child": ("RF-P5", Patient(birth_date=ON.replace(year=ON.year - 18) + timedelta(1)), "left"),
}


def case_of(chart: Chart, on: date) -> FlagCase:
    care_day = (on - CARE_START).days
    timing = TimingInputs(ONSET, ONSET, care_day, "chronic", ("chronic",), CARE_START)
    return FlagCase(chart, on, BOOK, guidelines().medicines, timing)


def passed(chart: Chart, on: date = ON) -> int:
    """How many days of a chart are passed over."""
    return quiet_days(sittings_of(chart.visits, BOOK), case_of(chart, on))


def conclude(chart: Chart, on: date = ON) -> RedFlags:
    return red_flags(chart, on, guidelines(), case_of(chart, on).timing)


def slowly(chart: Chart, on: date = ON) -> RedFlags:
    """The red flags when every day is looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pathway.flags.quiet_days", lambda _sittings, _case: 0)
        return conclude(chart, on)


def chart(*visits: Visit, patient: Patient = ADULT, side: Side = "left") -> Chart:
    return Chart(patient, Problem("lumbar", OnsetDay(ONSET), side), visits)


def quiet(days: int, **more: object) -> Visit:
    """A quiet visit so many days ago."""
    return replace(QUIET, on=ago(days), **more)  # type: ignore[arg-type]


def test_a_chart_of_quiet_days_is_passed_over_whole() -> None:
    calm = chart(quiet(9), quiet(5), quiet(0))
    assert passed(calm) == 3
    assert conclude(calm).open == ()
    assert conclude(calm) == slowly(calm)
    assert passed(chart()) == 0


@pytest.mark.parametrize("name", BY_VISIT)
def test_a_day_on_which_something_can_raise_a_flag_is_looked_at(name: str) -> None:
    loud = BY_VISIT[name]
    noisy = chart(quiet(9), quiet(5, **loud.visit), quiet(0))
    assert passed(noisy) == 1
    assert loud.flag in levels(conclude(noisy))
    assert conclude(noisy) == slowly(noisy)


@pytest.mark.parametrize("name", BY_VISIT)
def test_the_second_visit_of_a_day_is_looked_at_too(name: str) -> None:
    loud = BY_VISIT[name]
    noisy = chart(quiet(5), quiet(5, **loud.visit))
    assert passed(noisy) == 0
    assert loud.flag in levels(conclude(noisy))


@pytest.mark.parametrize("name", BY_PATIENT)
def test_a_patient_about_whom_a_rule_speaks_has_no_quiet_days(name: str) -> None:
    raised, patient, side = BY_PATIENT[name]
    noisy = chart(quiet(9), quiet(0), patient=patient, side=side)
    assert passed(noisy) == 0
    assert raised in levels(conclude(noisy))
    assert conclude(noisy) == slowly(noisy)


def test_what_is_told_beside_that_no_flag_reads_leaves_a_day_quiet() -> None:
    assert passed(chart(quiet(5, beside={"score.unknown": "several_days"}), quiet(0))) == 2


def test_who_came_of_age_since_was_a_child_on_the_first_day() -> None:
    grown = Patient(birth_date=ago(3).replace(year=ON.year - 18))
    assert "RF-P5" in levels(conclude(chart(quiet(9), quiet(0), patient=grown)))
    assert passed(chart(quiet(9), quiet(0), patient=grown)) == 0
    assert passed(chart(quiet(3), quiet(0), patient=grown)) == 2


@pytest.mark.parametrize("state", ["open", "escalated", "cleared"])
def test_a_flag_on_file_stands_beside_quiet_days(state: str) -> None:
    record = FlagRecord("RF-T1", ago(7), state, ago(2))  # type: ignore[arg-type]
    known = replace(chart(quiet(9), quiet(0)), flags=(record,))
    assert ("RF-T1" in levels(conclude(known))) == (state != "cleared")
    assert bool(conclude(known).history) == (state == "cleared")
    assert conclude(known) == slowly(known)
    assert ("RF-T1" in levels(conclude(replace(known, visits=())))) == (state != "cleared")


def test_full_power_of_a_quiet_day_is_what_a_drop_is_counted_from() -> None:
    dropped = quiet(0, power=left(ankle_dorsiflexion=3))
    found = conclude(chart(quiet(5), dropped))
    assert "5" in [each.value for each in flag(found, "RF-N2").because[0].inputs]
    unexamined = chart(quiet(5, power={}, exam_unlisted="not_done"), dropped)
    assert "RF-N2" not in levels(conclude(unexamined))


def test_a_reflex_of_a_quiet_day_lifts_a_later_fever() -> None:
    fever = quiet(0, red_flags={"RF-I1": FlagAnswer("yes")}, reflexes={}, exam_unlisted="not_done")
    assert "RF-I1.neurological" in rules(conclude(chart(quiet(5), fever)), "RF-I1")
    examined = quiet(5, reflexes={Spot("left", "ankle"): "normal"})
    assert "RF-I1.neurological" not in rules(conclude(chart(examined, fever)), "RF-I1")


def test_the_pain_of_the_first_quiet_day_is_what_later_pain_is_compared_with() -> None:
    cancer = {"RF-T1": FlagAnswer("yes")}
    days = (quiet(20, pain_limb=9), quiet(10, pain_limb=5), quiet(0, pain_limb=5, red_flags=cancer))
    assert "RF-T5" not in levels(conclude(chart(*days)))
    assert "RF-T5" in levels(conclude(chart(*days[1:])))


days_back = st.integers(0, 60)
plain_answers = st.sampled_from([FlagAnswer("no"), FlagAnswer("not_asked")])
scores = st.none() | st.integers(0, 10)
quiet_visits = st.builds(
    quiet,
    days_back,
    pain_spine=scores,
    pain_limb=scores,
    red_flags=st.dictionaries(st.sampled_from(ASKED), plain_answers, max_size=2),
    red_flags_unlisted=st.sampled_from(["no", "not_asked"]),
    reflexes=st.sampled_from([QUIET.reflexes, {}, {Spot("left", "knee"): "absent"}]),
    power=st.sampled_from([QUIET.power, {}, left(knee_extension=5)]),
    exam_unlisted=st.sampled_from(["normal", "not_done"]),
)
later_findings = st.sampled_from(
    [
        *(loud.visit for loud in BY_VISIT.values()),
        {"red_flags": {"RF-I1": FlagAnswer("yes")}},
        {"red_flags": {"RF-T3": FlagAnswer("yes"), "RF-T1": FlagAnswer("yes")}},
        {"power": {**left(ankle_dorsiflexion=3), **right(knee_extension=2)}},
    ]
)
loud_visits = st.builds(
    lambda visit, finding: replace(visit, **finding), quiet_visits, later_findings
)
patients = st.builds(
    Patient,
    birth_date=st.sampled_from([BORN, BORN, ago(3).replace(year=ON.year - 18), ago(365 * 70)]),
    conditions=st.sampled_from([frozenset[str](), frozenset[str](), frozenset({"cancer"})]),
    pregnancy=st.sampled_from([Pregnancy(), Pregnancy(), Pregnancy("yes", 20)]),
)
records = st.builds(
    FlagRecord,
    st.sampled_from(["RF-T1", "RF-N2", "RF-N4"]),
    days_back.map(ago),
    st.sampled_from(["open", "cleared"]),
    st.none() | days_back.map(ago),
)
charts = st.builds(
    lambda patient, side, first, later, flags: replace(
        chart(*first, *later, patient=patient, side=side), flags=tuple(flags)
    ),
    patients,
    st.sampled_from(["left", "left", "left", "both"]),
    st.lists(quiet_visits, max_size=3),
    st.lists(loud_visits, max_size=2),
    st.just([]) | st.lists(records, max_size=2),
)


@given(charts)
@settings(max_examples=300)
def test_passing_over_quiet_days_changes_nothing(known: Chart) -> None:
    assert conclude(known) == slowly(known)
