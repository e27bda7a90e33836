"""What a timeline holds of a problem: recorded, concluded, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import get_args

from desktop.models.events import spoken
from desktop.models.timeline import course_of
from pathway.course import Lane
from pathway.facts import (
    Care,
    MedicineTaken,
    OnsetDay,
    Override,
    Problem,
    Referral,
    Span,
)
from pathway.finding import CareClock
from pathway.prints import PrintId, PrintRow
from pathway.records import Correction, ProblemId
from tests.desktop import samples
from tests.desktop.courses import (
    course_books,
    everything_known,
    of_lane,
    sample_course,
    sample_events,
    what_is_known,
)

TODAY = samples.TODAY


def test_an_amended_visit_says_so_where_it_stands() -> None:
    made = Correction("Dr Ode", datetime(2026, 3, 28, 8, 5, tzinfo=UTC), "misheard")
    known = what_is_known()
    first, *others = known.view.visits
    view = replace(known.view, visits=(replace(first, amended=made), *others))
    events = course_of(replace(known, view=view), course_books()).events
    told = [event for event in events if "amended" in event.title]
    assert [event.start for event in told] == [first.visit.on]
    assert "Dr Ode on 28-Mar-2026 08:05: misheard" in spoken(told[0])
    assert len(events) == len(sample_events())


def test_the_stage_bands_change_on_the_days_that_the_rules_count() -> None:
    bands = [event for event in sample_events() if event.lane == "stage"]
    assert [(band.title, band.start, band.ahead) for band in bands] == [
        ("Acute", date(2026, 1, 5), False),
        ("Subacute", date(2026, 2, 2), False),
        ("Chronic", date(2026, 3, 31), True),
    ]


def test_an_imprecise_onset_gives_hatched_bands_of_every_stage_that_fits() -> None:
    bands = of_lane("stage", sample_course(assessment=samples.imprecise()))
    assert bands[0].title == "Onset in these days"
    assert [band.title for band in bands if not band.sure][1:] == [
        "Acute or Subacute",
        "Subacute or Chronic",
        "Subacute or Chronic",
    ]


def test_bands_never_overlap_and_leave_no_day_out() -> None:
    for whole in (samples.assessment(), samples.imprecise()):
        for band, following in pairwise(of_lane("stage", sample_course(assessment=whole))):
            assert following.start == band.end + timedelta(days=1)


def test_every_visit_rating_flag_week_and_forecast_is_an_event() -> None:
    lanes = [event.lane for event in sample_events()]
    assert {lane: lanes.count(lane) for lane in set(lanes)} == {
        "stage": 3,
        "surgical": 2,
        "care": 8,
        "limb": 3,
        "spine": 3,
        "visits": 3,
        "flags": 2,
        "ahead": 3,
        "treatments": 1,
        "medicines": 1,
    }


def test_somebody_of_whom_everything_is_known_has_every_lane() -> None:
    course = course_of(everything_known(), course_books())
    assert {event.lane for event in course.events} == set(get_args(Lane))
    assert not course.absent


def test_without_advice_the_facts_are_still_there() -> None:
    known = replace(what_is_known(), assessment=None)
    lanes = {event.lane for event in course_of(known, course_books()).events}
    assert lanes == {"limb", "spine", "visits", "flags", "treatments", "medicines"}


def test_weeks_of_care_stand_where_they_were() -> None:
    weeks = of_lane("care", sample_course())
    assert weeks[0].start == samples.CARE_START
    assert weeks[3].title == "Care week 4: nothing recorded"
    assert weeks[-1].title == "Care week 8: still running"


def test_no_care_no_weeks() -> None:
    whole = replace(samples.assessment(), care_clock=CareClock(None))
    assert not of_lane("care", sample_course(assessment=whole))


def test_what_is_drawn_as_a_pattern_is_also_said() -> None:
    events = sample_course(assessment=samples.imprecise()).events
    stages = [event for event in events if event.lane == "stage"]
    assert "not exact" in spoken(next(event for event in stages if not event.sure))
    assert "if nothing else changes" in spoken(next(event for event in events if event.ahead))


def test_the_window_opens_and_the_decision_falls_due_on_their_days() -> None:
    window, due = of_lane("surgical", sample_course())
    assert (window.start, window.end) == (date(2026, 3, 23), date(2026, 5, 3))
    assert (due.kind, due.start, due.ahead) == ("due", date(2026, 5, 4), True)


def test_a_status_without_a_window_is_said_on_its_day() -> None:
    whole = samples.assessment()
    bare = replace(whole.surgical_evaluation, window_opens_on=None, status="responding")
    (told,) = of_lane(
        "surgical", sample_course(assessment=replace(whole, surgical_evaluation=bare))
    )
    assert (told.kind, told.start) == ("status", TODAY)


def test_medicines_with_their_days_and_those_of_the_list() -> None:
    taken = Care("medicine", "naproxen", span=Span(date(2026, 2, 1), date(2026, 2, 9)))
    patient = replace(
        samples.patient(), medicines=(MedicineTaken("apixaban"), MedicineTaken("Naproxen"))
    )
    chart = replace(samples.chart(), patient=patient, care=(taken,))
    listed, given = sorted(of_lane("medicines", sample_course(chart)), key=lambda one: one.title)
    assert (given.start, given.end) == (date(2026, 2, 1), date(2026, 2, 9))
    assert (listed.end, listed.sure) == (TODAY, False)
    assert "nobody recorded when it began" in spoken(listed)


def test_sessions_keep_their_single_days() -> None:
    days = (date(2026, 2, 20), date(2026, 2, 10))
    chart = replace(samples.chart(), care=(Care("physiotherapy", dates=days),))
    (event,) = of_lane("treatments", sample_course(chart))
    assert event.days == (date(2026, 2, 10), date(2026, 2, 20))
    assert "2 sessions: 10-Feb-2026, 20-Feb-2026" in spoken(event)


def test_referrals_imaging_decisions_and_prints_have_lanes() -> None:
    on = date(2026, 3, 1)
    chart = replace(
        samples.chart(),
        referrals=(Referral("imaging", on, "answered"), Referral("physiotherapy", on, "sent")),
        overrides=(Override("surgical_window", on, "Dr Ode", "surgeon asks", "open"),),
    )
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    row = PrintRow(
        PrintId("1"), ProblemId("x"), "care_plan", "a4", "standard", True, "1", "p", "1", 1, on,
        at, "Dr Ode", "0" * 64,
    )  # fmt: skip
    course = course_of(replace(what_is_known(chart), prints=(row,)), course_books())
    assert [one.title for one in of_lane("imaging", course)] == ["Referral: Imaging, answered"]
    assert [one.title for one in of_lane("referrals", course)] == ["Referral: Physiotherapy, sent"]
    assert "surgeon asks" in spoken(of_lane("decisions", course)[0])
    assert "Care plan. printed by Dr Ode, DRAFT" in spoken(of_lane("prints", course)[0])


def test_what_is_not_recorded_has_no_lane() -> None:
    absent = sample_course().absent
    assert {"imaging", "referrals", "decisions", "prints", "function"} <= set(absent)


def test_an_earlier_episode_and_another_problem_have_rows_of_their_own() -> None:
    gap = Span(date(2025, 10, 1), date(2026, 1, 4))
    problem = replace(samples.chart().problem, onset=OnsetDay(date(2025, 3, 1)), pain_free=(gap,))
    other = Problem("cervical", OnsetDay(date(2024, 1, 1)), "right")
    known = what_is_known(replace(samples.chart(), problem=problem))
    course = course_of(replace(known, others=(other,)), course_books())
    rows = of_lane("episodes", course)
    assert [row.title for row in rows] == [
        "Another problem: Neck, right",
        "Episode 1",
        "Free of pain, 13w 5d",
        "Episode 2",
    ]
    assert next(band.start for band in of_lane("stage", course)) == date(2025, 3, 1)
    assert course.opens == samples.ONSET


def test_no_line_joins_values_of_two_episodes() -> None:
    gap = Span(date(2026, 1, 25), date(2026, 3, 1))
    problem = replace(samples.chart().problem, pain_free=(gap,))
    chart = replace(samples.chart(), problem=problem)
    kept = tuple(one for one in chart.visits if one.on != samples.CARE_START)
    facts = replace(what_is_known(replace(chart, visits=kept)), assessment=None)
    first, last = of_lane("limb", course_of(facts, course_books()))
    assert (first.kind, last.kind) == ("begin", "begin")


def test_the_band_of_what_is_too_little_lies_around_the_first_value() -> None:
    course = sample_course()
    (limb,) = (band for band in course.bands if band.lane == "limb")
    assert (limb.first, limb.low, limb.high) == (date(2026, 1, 20), 6, 10)
    told = [spoken(event) for event in of_lane("limb", course)]
    assert told[1].endswith("−1 since 20-Jan-2026: too little to count")
    assert told[2].endswith("−2 since 20-Jan-2026: better")
    assert course.now["limb"] == "6 of 10, before 7"


def test_other_activities_begin_another_line() -> None:
    first, second, third = samples.chart().visits
    beside = {"score.psfs_1_activity": "walking"}
    visits = (
        replace(first, psfs=3.0, beside=beside),
        replace(second, psfs=4.0, beside=beside),
        replace(third, psfs=8.0, beside={"score.psfs_1_activity": "sitting"}),
    )
    values = of_lane("function", sample_course(replace(samples.chart(), visits=visits)))
    assert [one.kind for one in values] == ["begin", "", "begin"]
