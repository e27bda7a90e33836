"""A large made-up clinic is made of the same rows as a small one, only faster."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from db import demo_bulk, demo_copies, patients, revisions, search, snapshots
from db.clinic import Clinic
from db.demo import DemoChart, demo_charts
from db.demo_bulk import Batch
from db.demo_names import NAMES, person
from db.trouble import RecordRefused
from pathway.clinicnumbers import clinic_number
from pathway.evaluate import evaluate
from pathway.guidelines import Guidelines
from tests.db.given import STAMP, TODAY, Place, register

FIRST = 36  # who comes after the named people is put together


@pytest.fixture
def batch(guidelines: Guidelines) -> Batch:
    return Batch(TODAY, 7, 0, 45, 0, STAMP, guidelines)


def test_the_rows_are_those_of_a_real_clinic(
    place: Place, batch: Batch, guidelines: Guidelines
) -> None:
    clinic = place.open()
    assert demo_bulk.fill(clinic, batch) == 45
    assert clinic.read(revisions.verify).is_whole
    assert clinic.read(snapshots.count_without_advice) == 0
    wanted = {made.registration.patient.birth_date: made for made in demo_charts(TODAY, 7, 45)}
    rows = clinic.read(search.find, "", 99)
    assert len(rows) == 45
    for row in rows:
        view = clinic.read(patients.chart_view, row.problem_id)
        made = wanted[row.birth_date]
        assert view.chart.visits == made.visits
        assert view.chart.care == made.care
        kept = clinic.read(snapshots.latest, row.problem_id)
        assert kept is not None
        assert kept.stage == evaluate(view.chart, TODAY, guidelines).stage.code
    clinic.close()
    again = place.open()
    assert again.notices == ()
    again.close()


def test_numbers_go_on_where_the_clinic_ends(place: Place, batch: Batch) -> None:
    clinic = place.open()
    register(clinic)
    assert demo_bulk.fill(clinic, replace(batch, count=3)) == 4
    register(clinic)
    numbers = [row.number for row in clinic.read(search.find, "", 9)]
    assert len(set(numbers)) == 5
    assert clinic.read(revisions.verify).is_whole
    clinic.close()


def test_courses_that_are_shared_are_as_sound(
    place: Place, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_bulk, "SHARED_FROM", 9)
    clinic = place.open()
    assert demo_bulk.fill(clinic, replace(batch, first=FIRST, count=30), workers=1) == 30
    assert clinic.read(revisions.verify).is_whole
    rows = clinic.read(search.find, "", 99)
    assert len({row.patient_id for row in rows}) == 30
    assert len({row.number for row in rows}) == 30
    assert len({(row.family_name, row.given_name) for row in rows}) > 25
    charts = [clinic.read(patients.chart_view, row.problem_id).chart for row in rows]
    courses = Counter(repr((chart.visits, chart.care)) for chart in charts)
    assert sorted(courses.values()) == [3] * 10
    for row in rows:
        kept = clinic.read(snapshots.latest, row.problem_id)
        assert kept is not None
        chart = clinic.read(patients.chart_view, row.problem_id).chart
        assert kept.stage == evaluate(chart, TODAY, batch.guidelines).stage.code
        found = clinic.read(search.find, f"{row.given_name} {row.number}", 9)
        assert [one.patient_id for one in found] == [row.patient_id]
    clinic.close()


def test_workers_change_nothing(
    place: Place, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_bulk, "BATCH", 4)
    clinic = place.open()
    wanted = replace(batch, first=FIRST, count=6)
    assert demo_bulk.fill(clinic, wanted, workers=2) == 6
    made = demo_charts(TODAY, 7, 6, FIRST)
    rows = {row.number: row for row in clinic.read(search.find, "", 9)}
    for sequence, chart in enumerate(made, 1):
        row = rows[clinic_number(sequence)]
        assert row.birth_date == chart.registration.patient.birth_date
        assert clinic.read(patients.chart_view, row.problem_id).chart.visits == chart.visits
    assert clinic.read(revisions.verify).is_whole
    clinic.close()


def test_a_bad_row_is_refused_like_any_other(
    batch: Batch, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = replace(NAMES[0], family=("x" * 201,), female=("Eve",), male=("Adam",))
    monkeypatch.setattr("db.demo_names.NAMES", (spoilt,))
    monkeypatch.setattr("db.demo_names.ONLY_GIVEN", 0.0)
    with pytest.raises(RecordRefused) as refusal:
        demo_bulk.made(replace(batch, first=FIRST, count=1))
    assert refusal.value.what == ("family_name",)
    monkeypatch.undo()
    demo_bulk.fill(clinic, replace(batch, first=FIRST, count=1))
    told = clinic.read(demo_copies.courses, 7, FIRST, 0)
    monkeypatch.setattr("db.demo_names.NAMES", (spoilt,))
    monkeypatch.setattr("db.demo_names.ONLY_GIVEN", 0.0)
    with pytest.raises(RecordRefused):
        clinic.write(demo_copies.retell, demo_copies.Turn(told, 1), STAMP)


def test_short_contacts_make_up_for_missing_visits(place: Place, batch: Batch) -> None:
    clinic = place.open()
    demo_bulk.fill(clinic, replace(batch, first=FIRST, count=8, contacts=6), workers=1)
    charts = [
        clinic.read(patients.chart_view, row.problem_id).chart
        for row in clinic.read(search.find, "", 9)
    ]
    clinic.close()
    counts = [len(chart.visits) for chart in charts]
    assert sum(count >= 6 for count in counts) >= 4
    assert max(counts) <= 11


@pytest.fixture(scope="module")
def many() -> tuple[DemoChart, ...]:
    return demo_charts(TODAY, 3, 400, FIRST)


def test_batches_can_be_made_anywhere(many: tuple[DemoChart, ...]) -> None:
    assert demo_charts(TODAY, 3, 10, FIRST + 50) == many[50:60]
    assert demo_charts(TODAY, 3, 20, FIRST - 10)[10:] == many[:10]
    assert demo_charts(TODAY, 4, 10, FIRST + 50) != many[50:60]


def test_many_courses_are_all_different_and_possible(many: tuple[DemoChart, ...]) -> None:
    for made in many:
        patient, problem = made.registration.patient, made.registration.problem
        days = [visit.on for visit in made.visits]
        assert days == sorted(set(days))
        assert patient.birth_date < days[0] <= days[-1] <= TODAY
        assert problem.closed is None or days[-1] <= problem.closed.on <= TODAY
    counts = Counter(len(made.visits) for made in many)
    assert max(counts) >= 10
    assert min(counts) == 1
    over = sum(made.registration.problem.closed is not None for made in many)
    assert 0.4 < over / len(many) < 0.75
    assert len({repr(made.visits) for made in many}) == len(many)
    people = {made.registration.patient for made in many}
    assert len({(one.family_name, one.given_name) for one in people}) > 350
    assert {one.language for one in people} == {names.language for names in NAMES}


def test_names_fit_the_sex(many: tuple[DemoChart, ...]) -> None:
    women_only = [person(Random(number), "female") for number in range(50)]
    assert {one.sex for one in women_only} == {"female"}
    assert {person(Random(number), None).sex for number in range(50)} == {"female", "male"}
    given = {name for names in NAMES for name in names.female}
    women = [made.registration.patient for made in many]
    for patient in women:
        if patient.sex == "female":
            assert any(patient.given_name.startswith(name) for name in given)
