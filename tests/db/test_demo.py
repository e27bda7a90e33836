"""The made-up clinic shows everything there is, alike for the same seed, and looks like people."""

from collections import Counter
from datetime import date, timedelta
from typing import get_args

import pytest

from db import patients, search, snapshots
from db.clinic import Clinic
from db.demo import DemoChart, demo_charts, fill
from db.demo_people import PEOPLE
from pathway.assessment import Assessment
from pathway.evaluate import evaluate
from pathway.facts import Chart, FlagRecord, Override, Referral
from pathway.finding import Level, StageCode, SurgicalStatus
from pathway.guidelines import Guidelines
from pathway.recallsheet import village_of
from tests.db.given import STAMP, TODAY

SEEDS = (1, 2, 7)


def chart_of(made: DemoChart) -> Chart:
    return Chart(
        patient=made.registration.patient,
        problem=made.registration.problem,
        visits=made.visits,
        care=made.care,
        flags=tuple(item for item in made.decided if isinstance(item, FlagRecord)),
        overrides=tuple(item for item in made.decided if isinstance(item, Override)),
        referrals=tuple(item for item in made.decided if isinstance(item, Referral)),
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("today", [TODAY, date(2027, 12, 31), date(2028, 2, 29)])
def test_every_stage_status_and_level_occurs(
    seed: int, today: date, guidelines: Guidelines
) -> None:
    found = [evaluate(chart_of(made), today, guidelines) for made in demo_charts(today, seed, 30)]
    assert {item.stage.code for item in found} == set(get_args(StageCode))
    assert {item.surgical_evaluation.status for item in found} == set(get_args(SurgicalStatus))
    assert {item.red_flags.level for item in found} == set(Level)
    assert Counter(item.red_flags.level for item in found)[Level.NONE] >= 10
    assert not all(item.red_flags.screen_complete for item in found)
    assert has_window_with_dates(found)


def has_window_with_dates(found: list[Assessment]) -> bool:
    windows = [item.surgical_evaluation for item in found]
    return any(w.status == "not_yet" and w.window_opens_on and w.decision_due_on for w in windows)


def test_the_same_seed_and_day_give_the_same_patients() -> None:
    assert demo_charts(TODAY, 7, 40) == demo_charts(TODAY, 7, 40)
    assert demo_charts(TODAY, 7, 40) != demo_charts(TODAY, 8, 40)
    assert demo_charts(TODAY, 7, 40) != demo_charts(TODAY + timedelta(1), 7, 40)
    assert demo_charts(TODAY, 7, 5) == demo_charts(TODAY, 7, 40)[:5]


def test_nobody_comes_twice_while_there_are_other_names() -> None:
    names = [made.registration.patient.family_name for made in demo_charts(TODAY, 3, 34)]
    assert Counter(names).most_common(1)[0][1] <= 2
    assert len({(p.family, p.given) for p in PEOPLE}) == len(PEOPLE)
    assert any(not person.family for person in PEOPLE)
    assert any(len(person.family) > 30 for person in PEOPLE)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_lies_in_the_future_or_before_the_onset(seed: int) -> None:
    for made in demo_charts(TODAY, seed, 30):
        patient = made.registration.patient
        days = [visit.on for visit in made.visits]
        assert days == sorted(days)
        assert patient.birth_date < days[0] <= days[-1] <= TODAY
        assert all(v.recorded_at and v.recorded_at.date() == v.on for v in made.visits)


def test_a_clinic_is_filled_in_one_go(clinic: Clinic, guidelines: Guidelines) -> None:
    changes = fill(clinic, TODAY, 7, 30, STAMP)
    assert len(changes.patients) == 30
    rows = clinic.read(search.find, "", 99)
    made = {m.registration.patient.family_name: m for m in demo_charts(TODAY, 7, 30)}
    assert len(rows) == 30
    for row in rows:
        view = clinic.read(patients.chart_view, row.problem_id)
        kept = clinic.read(snapshots.latest, row.problem_id)
        assessment = evaluate(view.chart, TODAY, guidelines)
        assert kept is not None
        assert kept.surgical_status == assessment.surgical_evaluation.status
        wanted = made[row.family_name]
        if wanted.registration.patient.given_name == row.given_name:
            assert view.chart.visits == wanted.visits
            assert view.chart.care == wanted.care
    views = [clinic.read(patients.chart_view, row.problem_id) for row in rows]
    assert [v.chart.visits[-1].signed for v in views].count(False) == 1


def test_most_can_be_called_and_some_were() -> None:
    charts = demo_charts(TODAY, 7, 30)
    told = [made.reached for made in charts if made.reached is not None]
    assert len(told) == 30
    phones = {one.phone for one in told}
    assert "" in phones
    assert all(phone.startswith("555-01") for phone in phones if phone)
    assert len({village_of(one.address) for one in told}) > 3
    kinds = sorted(made.called.kind for made in charts if made.called is not None)
    assert kinds == ["reached", "will_come"]
