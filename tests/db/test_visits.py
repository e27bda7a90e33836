"""A visit comes back as it was saved; signed, it stays as it is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import patients, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway import facts
from pathway.facts import Care, FlagAnswer, Patient, Problem, Span, Spot, Visit, Weakness
from pathway.readable import is_blank
from pathway.records import CareEntry, Registration, VisitEntry
from tests.db.given import STAMP, TODAY, problem_of, register

LITTLE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
named = texts.filter(lambda text: not is_blank(text))
days = st.dates(date(2020, 1, 1), TODAY)
maybe_days = st.none() | days
moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 3, 30), timezones=st.just(UTC))  # noqa: DTZ001
points = st.none() | st.integers(0, 10)
amounts = st.none() | st.floats(0, 90, allow_nan=False, width=32)
known = st.sampled_from(["yes", "no", "unknown"])
places = st.sampled_from(["knee", "thumb", "calf", "slr", "saddle"])
spots = st.builds(Spot, st.sampled_from(["left", "right"]), places)
courses = st.none() | st.sampled_from(["progressing", "stable", "longstanding"])
answers = st.builds(
    FlagAnswer, st.sampled_from(["yes", "no", "unable", "declined"]), maybe_days, courses
)
counted = st.builds(FlagAnswer, st.just("yes"), maybe_days, courses, st.integers(0, 999).map(float))
flags = st.builds(
    lambda plain, numbers: {**plain, **numbers},
    st.dictionaries(st.sampled_from(["RF-C1", "RF-N3", "RF-T1"]), answers),
    st.dictionaries(st.sampled_from(["RF-C9", "RF-M10"]), counted),
)
all_visits = st.builds(
    Visit,
    on=days,
    recorded_at=moments,
    pain_spine=points,
    pain_limb=points,
    psfs=amounts,
    state_acceptable=known,
    red_flags=flags,
    red_flags_unlisted=st.sampled_from(["no", "not_asked"]),
    pain_map=st.frozensets(spots),
    sensation=st.dictionaries(spots, st.sampled_from(["normal", "reduced", "absent"])),
    power=st.dictionaries(spots, st.integers(0, 5)),
    reflexes=st.dictionaries(spots, st.sampled_from(["absent", "reduced", "brisk"])),
    tests=st.dictionaries(spots, st.sampled_from(["positive", "negative", "not_done"])),
    rotation_degrees=amounts,
    exam_unlisted=st.sampled_from(["normal", "not_done"]),
    temperature=amounts,
    weakness=st.none() | st.builds(Weakness, maybe_days, courses),
    numbness_since=maybe_days,
    radiation=st.none() | st.sampled_from(["none", "hand_or_foot"]),
    goal_pain=points,
    goal_function=texts,
    intractable_pain=texts,
    surgery_candidate=known,
    note=texts | st.sampled_from(["unknown", "None", "not_done"]),
    signed=st.just(False),
)
spans = st.builds(Span, days, st.none() | st.just(TODAY))
all_care = st.builds(
    Care,
    kind=st.sampled_from(["physiotherapy", "medicine", "home_exercise"]),
    name=texts,
    dates=st.lists(days, unique=True, max_size=4).map(lambda found: tuple(sorted(found))),
    span=st.none() | spans,
    days_per_week=st.integers(1, 7),
    outcome=st.sampled_from(["helped", "unknown"]),
)
onsets = st.one_of(
    st.builds(facts.OnsetDay, days),
    st.builds(facts.OnsetMonth, days.map(lambda day: day.replace(day=1))),
    st.builds(facts.OnsetAbout, st.integers(0, 900), days, texts),
    st.builds(facts.OnsetUnknown, days),
)


def listed(patient: Patient) -> Patient:
    """Return the patient with the lists told as what they are."""
    return replace(
        patient,
        conditions_state="listed" if patient.conditions else "not_asked",
        medicines_state="listed" if patient.medicines else "not_asked",
    )


all_patients = st.builds(
    Patient,
    birth_date=st.dates(date(1900, 1, 1), date(2019, 1, 1)),
    family_name=named,
    given_name=texts,
    sex=st.sampled_from(["female", "male", "other", "unknown"]),
    language=st.sampled_from(["", "en", "ne"]),
    pregnancy=st.builds(
        facts.Pregnancy,
        st.sampled_from(["yes", "unknown"]),
        st.none() | st.integers(0, 45),
        maybe_days,
    ),
    breastfeeding=known,
    egfr=st.none() | st.builds(facts.Egfr, st.floats(1, 120), days),
    weight_kg=st.none() | st.floats(1, 300),
    conditions=st.frozensets(st.sampled_from(["diabetes", "ckd", "falls"])),
    medicines=st.lists(st.builds(facts.MedicineTaken, named, maybe_days), max_size=3).map(tuple),
    allergies=st.lists(named, max_size=3).map(tuple),
    allergy_state=st.sampled_from(["known", "none_known", "not_recorded"]),
    smoker=known,
).map(listed)
all_problems = st.builds(
    Problem,
    region=st.sampled_from(["cervical", "lumbar", "thoracic", "unsure"]),
    onset=onsets,
    side=st.sampled_from(["left", "both", "unknown"]),
    cause=st.sampled_from(["disc", "unknown"]),
    pain_free=st.lists(spans, max_size=3, unique_by=lambda span: span.start).map(
        lambda found: tuple(sorted(found, key=lambda span: span.start))
    ),
    closed=st.none() | st.builds(facts.Closed, days, texts),
)


@settings(max_examples=25, suppress_health_check=LITTLE)
@given(patient=all_patients, problem=all_problems)
def test_a_patient_comes_back_as_registered(
    clinic: Clinic, patient: Patient, problem: Problem
) -> None:
    changes = clinic.write(patients.register, Registration(patient, problem), STAMP)
    view = clinic.read(patients.chart_view, problem_of(changes))
    assert changes.patients == {view.patient_id}
    assert view.chart.problem == problem
    assert view.chart.patient == replace(patient, number=view.chart.patient.number)


@settings(max_examples=25, suppress_health_check=LITTLE)
@given(first=all_visits, second=all_visits, told=st.lists(all_care, max_size=2), again=all_care)
def test_a_visit_comes_back_as_saved_and_as_changed(
    clinic: Clinic, first: Visit, second: Visit, told: list[Care], again: Care
) -> None:
    problem = register(clinic)
    entry = VisitEntry(problem, first, tuple(CareEntry(care) for care in told))
    saved = clinic.write(visits.save, entry, STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert view.chart.visits == (first,)
    assert view.chart.care == tuple(told)
    changed = tuple(replace(known, care=again) for known in view.care)
    clinic.write(visits.save, VisitEntry(problem, second, changed, saved.visit), STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert view.chart.visits == (second,)
    assert view.chart.care == tuple(again for _ in told)
    assert [row.id for row in view.visits] == [saved.visit]


def test_a_signed_visit_refuses_change(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = Visit(date(2026, 3, 1), pain_limb=7, note="as told")
    saved = clinic.write(visits.save, VisitEntry(problem, visit), STAMP)
    assert saved.visit is not None
    assert not clinic.read(patients.chart_view, problem).chart.visits[0].signed
    clinic.write(visits.sign, saved.visit, STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert (view.visits[0].signed_by, view.visits[0].signed_at) == (STAMP.who, STAMP.at)
    assert view.chart.visits[0].signed
    changed = VisitEntry(problem, replace(visit, pain_limb=2), id=saved.visit)
    for operation, entry in ((visits.save, changed), (visits.sign, saved.visit)):
        with pytest.raises(RecordRefused) as refusal:
            clinic.write(operation, entry, STAMP)  # type: ignore[arg-type]
        assert refusal.value.code == "signed"
    assert clinic.read(patients.chart_view, problem) == view


def test_visits_come_in_the_order_of_their_days(clinic: Clinic) -> None:
    problem = register(clinic)
    order = [date(2026, 3, 20), date(2026, 3, 1), date(2026, 3, 10)]
    for day in order:
        clinic.write(visits.save, VisitEntry(problem, Visit(day)), STAMP)
    found = clinic.read(patients.chart_view, problem).chart.visits
    assert [visit.on for visit in found] == sorted(order)
    assert {visit.recorded_at for visit in found} == {STAMP.at}
