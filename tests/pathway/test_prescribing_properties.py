"""What holds of the medicine rules whatever is taken, by whomever."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.evaluate import assess_day, glimpse
from pathway.facts import (
    Care,
    Chart,
    Egfr,
    Known,
    MedicineTaken,
    Outcome,
    Patient,
    Plan,
    Pregnancy,
    PregnancyStatus,
    Sex,
    Span,
)
from pathway.prescribing import if_planned, trying
from tests.pathway.charts import guidelines
from tests.pathway.prescribed import TODAY, healthy, prescribed, report, told
from tests.pathway.strategies import CHARTS, Dated

ROWS: Any = resources.pack_tables()["medicines"]["medicine"]
CONDITIONS: Any = resources.catalogue_tables()["catalogue"]["conditions"]
TOUCHED = sorted(
    name
    for name, tags in guidelines().medicines.tags.items()
    if tags & guidelines().prescribing.tags
)
FORMS = ["", " 10 mg", " TABLETS", " 1-0-1"]
NAMES = st.one_of(
    st.sampled_from(TOUCHED),
    st.sampled_from(
        ["metformin", "foozol", "aspirin 75 mg", "aspirin 1 g", "Zestoretic", "Vimovo"]
    ),
    st.builds(lambda name, form: name + form, st.sampled_from(TOUCHED), st.sampled_from(FORMS)),
)
DAYS_AGO = st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days))


@st.composite
def cares(draw: st.DrawFn) -> Care:
    first = draw(DAYS_AGO)
    last = draw(st.none() | st.integers(0, 60).map(lambda days: first + timedelta(days=days)))
    outcome = draw(st.sampled_from(get_args(Outcome)))
    if draw(st.booleans()):
        return Care("medicine", draw(NAMES), (first, first + timedelta(days=2)))
    return Care("medicine", draw(NAMES), span=Span(first, last), outcome=outcome)


@st.composite
def patients(draw: st.DrawFn) -> Patient:
    pregnancy = Pregnancy(
        draw(st.sampled_from(get_args(PregnancyStatus))),
        draw(st.none() | st.integers(0, 40)),
        draw(st.none() | DAYS_AGO),
    )
    stopped = st.builds(MedicineTaken, NAMES, st.none() | DAYS_AGO)
    return Patient(
        birth_date=date(draw(st.integers(1920, 2015)), 3, 1),
        sex=draw(st.sampled_from(get_args(Sex))),
        pregnancy=pregnancy,
        breastfeeding=draw(st.sampled_from(get_args(Known))),
        egfr=draw(st.none() | st.builds(Egfr, st.floats(1, 140), DAYS_AGO)),
        weight_kg=draw(st.none() | st.floats(20, 150)),
        conditions=frozenset(draw(st.lists(st.sampled_from(CONDITIONS["codes"]), max_size=4))),
        medicines=tuple(draw(st.lists(stopped, max_size=4))),
        allergies=tuple(draw(st.lists(NAMES, max_size=2))),
    )


@st.composite
def treated(draw: st.DrawFn) -> Chart:
    """Somebody who takes several medicines, some of them for the pain."""
    return replace(
        healthy(*draw(st.lists(NAMES, max_size=4))),
        patient=draw(patients()),
        care=tuple(draw(st.lists(cares(), max_size=3))),
    )


@given(treated())
def test_nothing_raises_and_every_warning_is_whole(made: Chart) -> None:
    warnings, check = report(made)
    pack = guidelines()
    assert check.rules_checked == len(pack.prescribing.ids)
    assert check.fired == len({it.id for it in warnings})
    for it in warnings:
        assert it.message == it.because.rule
        assert it.message.partition(".")[0] == it.id
        assert it.source == it.because.source
        assert it.source in pack.sources
        assert set(it.because.missing) <= set(check.inputs_missing)
        assert it.medicines == tuple(sorted(it.medicines))
    places = [("STOP", "WARN", "INFO").index(it.severity) for it in warnings]
    assert places == sorted(places)


@given(treated(), st.randoms())
def test_order_never_matters(made: Chart, random: Any) -> None:  # noqa: ANN401 - of Hypothesis
    def mixed(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(parts, len(parts)))

    patient = made.patient
    turned = replace(
        made,
        patient=replace(
            patient, medicines=mixed(patient.medicines), allergies=mixed(patient.allergies)
        ),
        care=mixed(made.care),
        plan=Plan(mixed(made.plan.medicines)),
    )
    assert report(turned) == report(made)


@given(treated(), NAMES)
def test_a_further_medicine_never_takes_a_warning_away(made: Chart, name: str) -> None:
    """But for M09, which a proton-pump inhibitor turns into information, and M34 of a restart."""
    more = replace(made, plan=Plan((*made.plan.medicines, name)))
    medicines = guidelines().medicines
    may_go = {"M09 WARN"} if "ppi" in medicines.classes_of(name) else set()
    may_go |= {"M34 INFO"} if "duloxetine" in medicines.look_up(name).generics else set()
    lost = told(made) - told(more)
    assert lost <= may_go
    assert "M09 WARN" not in lost or "M09 INFO" in told(more)


@given(treated(), NAMES)
def test_trying_a_name_is_planning_it(made: Chart, name: str) -> None:
    kept = prescribed(made)
    tried = if_planned(trying(kept), (name,))
    planned = report(replace(made, plan=Plan((*made.plan.medicines, name))))[0]
    assert set(map(repr, tried)) <= set(map(repr, planned))
    for it in planned:
        assert (it in tried) or name.strip() not in it.medicines


@given(st.sampled_from([row for row in ROWS if row["name"] != "aspirin"]), patients(), st.data())
def test_a_brand_is_its_generic_name(row: dict[str, Any], patient: Patient, data: Any) -> None:  # noqa: ANN401 - of Hypothesis
    other = data.draw(st.sampled_from([*row.get("also", []), *row.get("brands", []), row["name"]]))
    by_brand = replace(healthy(other), patient=patient)
    by_name = replace(healthy(row["name"]), patient=patient)
    assert told(by_brand) == told(by_name)
    assert report(by_brand)[1] == report(by_name)[1]


@given(treated())
def test_what_is_not_recorded_is_named_where_a_rule_asks_for_it(made: Chart) -> None:
    """Answering a missing question is all that can bring a warning that was not there."""
    missing = report(made)[1].inputs_missing
    known = replace(made, patient=replace(made.patient, egfr=Egfr(20, TODAY), weight_kg=40.0))
    new = told(known) - told(made)
    if made.patient.egfr is None and "egfr" not in missing:
        assert new <= {"M49 WARN"}
    if made.patient.weight_kg is None and "weight_kg" not in missing:
        assert "M49 WARN" not in new


@given(CHARTS)
def test_any_chart_has_its_report(made: Dated) -> None:
    assessment = assess_day(made.chart, made.on, guidelines())
    assert assessment.medicine_warnings is not None
    assert assessment.medicine_check is not None


@given(treated(), CHARTS)
def test_a_glimpse_is_a_part_of_the_day(made: Chart, case: Dated) -> None:
    """What a form asks for at each pause says the same as the whole assessment."""
    for chart, on in ((made, TODAY), (case.chart, case.on)):
        seen, whole = glimpse(chart, on, guidelines()), assess_day(chart, on, guidelines())
        assert seen.care_clock == whole.care_clock
        assert seen.medicine_warnings == whole.medicine_warnings
        assert seen.care_warnings == whole.care_warnings
