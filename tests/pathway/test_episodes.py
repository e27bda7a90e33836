"""Cutting a chart at a day, and telling a new episode from the old one."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.episodes import cut, episode_of
from pathway.facts import (
    Care,
    Chart,
    Closed,
    Egfr,
    FlagRecord,
    MedicineTaken,
    OnsetMonth,
    OnsetUnknown,
    Override,
    Pregnancy,
    Referral,
    Span,
    Spot,
    Weakness,
)
from tests.pathway.charts import ONSET, care, chart, day, guidelines, on_day, rules, seen, sessions

FULL = chart(
    seen(0, 8),
    seen(20, 6),
    care=(care(2, 30, outcome="helped"), sessions(5, 12, 19), care(25, 40)),
    closed=Closed(day(50), "moved away"),
    pain_free=(Span(day(12), day(22)), Span(day(30), day(31))),
    medicines=(MedicineTaken("naproxen", day(15)), MedicineTaken("ibuprofen", day(5))),
    egfr=Egfr(50, day(20)),
    pregnancy=Pregnancy("yes", 12, day(20)),
    flags=(
        FlagRecord("RF-T2", day(0), "cleared", day(20), "Dr Lee", "imaging"),
        FlagRecord("RF-T1", day(20), "open"),
    ),
    overrides=(Override("surgical_window", day(20), "Dr Lee", "seen", "open"),),
    referrals=(Referral("imaging", day(20), "sent"),),
)


def test_facts_of_later_days_are_as_if_not_written() -> None:
    known = cut(FULL, day(14))
    assert [visit.on for visit in known.visits] == [day(0)]
    running, physio = known.care
    assert running == Care("home_exercise", span=Span(day(2), None))
    assert physio == Care("physiotherapy", dates=(day(5), day(12)))
    assert known.problem.closed is None
    assert known.problem.pain_free == (Span(day(12), None),)
    assert known.patient.medicines == (
        MedicineTaken("naproxen"),
        MedicineTaken("ibuprofen", day(5)),
    )
    assert known.patient.egfr is None
    assert known.patient.pregnancy == Pregnancy()
    assert known.flags == (FlagRecord("RF-T2", day(0), "open"),)
    assert known.overrides == ()
    assert known.referrals == ()


def test_facts_of_the_day_itself_are_known() -> None:
    known = cut(FULL, day(20))
    assert len(known.visits) == 2
    assert known.flags[0].state == "cleared"
    assert len(known.overrides) == len(known.referrals) == 1
    assert known.patient.egfr == Egfr(50, day(20))


@pytest.mark.parametrize(("number", "end", "outcome"), [(29, None, "unknown"), (30, 30, "helped")])
def test_an_outcome_is_known_when_care_ends(number: int, end: int | None, outcome: str) -> None:
    first = cut(FULL, day(number)).care[0]
    assert first.span == Span(day(2), None if end is None else day(end))
    assert first.outcome == outcome


def test_sessions_that_were_cut_have_no_outcome_yet() -> None:
    done = replace(sessions(5, 12, 19), outcome="insufficient")
    assert cut(chart(care=(done,)), day(18)).care[0].outcome == "unknown"
    assert cut(chart(care=(done,)), day(19)).care[0].outcome == "insufficient"
    assert cut(chart(care=(done,)), day(4)).care == ()


def test_weeks_of_pregnancy_belong_to_the_latest_visit() -> None:
    pregnant = chart(seen(0), seen(20), pregnancy=Pregnancy("yes", 12))
    assert cut(pregnant, day(30)).patient.pregnancy == Pregnancy("yes", 12, day(20))
    assert cut(pregnant, day(10)).patient.pregnancy == Pregnancy("yes", None)


def test_cutting_twice_is_cutting_once() -> None:
    for number in range(55):
        known = cut(FULL, day(number))
        assert cut(known, day(number)) == known


def test_cutting_puts_each_list_in_order() -> None:
    turned = replace(FULL, visits=FULL.visits[::-1], care=FULL.care[::-1], flags=FULL.flags[::-1])
    assert cut(turned, day(60)) == cut(FULL, day(60))


def began(made: Chart, number: int) -> int:
    """The day of the problem on which the episode began, by the earliest onset."""
    episode = episode_of(cut(made, day(number)), day(number), guidelines().thresholds)
    assert episode.onset.earliest is not None
    return (episode.onset.earliest - ONSET).days


@pytest.mark.parametrize(("last", "onset"), [(58, 0), (59, 60), (60, 61)])
def test_thirty_pain_free_days_end_an_episode(last: int, onset: int) -> None:
    assert began(chart(pain_free=(Span(day(30), day(last)),)), 90) == onset


def test_spans_that_touch_are_one() -> None:
    assert began(chart(pain_free=(Span(day(46), day(61)), Span(day(31), day(45)))), 90) == 62
    assert began(chart(pain_free=(Span(day(31), day(44)), Span(day(46), day(61)))), 90) == 0


def test_the_latest_gap_counts() -> None:
    spans = (Span(day(20), day(60)), Span(day(100), day(140)))
    assert began(chart(pain_free=spans), 200) == 141
    assert began(chart(pain_free=spans), 120) == 61


@pytest.mark.parametrize(("number", "onset"), [(70, 0), (71, 71)])
def test_a_gap_counts_from_the_first_pain_day_on(number: int, onset: int) -> None:
    assert began(chart(pain_free=(Span(day(30), day(70)),)), number) == onset


def test_a_gap_that_runs_keeps_the_clocks_running() -> None:
    free = chart(pain_free=(Span(day(30), None),))
    assert began(free, 100) == 0
    assert "EP-FREE-NOW" in rules(on_day(free, 100).stage.because)


def test_a_gap_before_the_onset_changes_nothing() -> None:
    assert began(chart(pain_free=(Span(day(-60), day(-10)),)), 40) == 0


def test_pain_found_within_a_gap_breaks_it() -> None:
    gap = Span(day(30), day(80))
    assert began(chart(seen(50, 2), pain_free=(gap,)), 100) == 81
    assert began(chart(seen(55, 2), pain_free=(gap,)), 100) == 0
    assert began(chart(seen(65, 2), pain_free=(gap,)), 100) == 65
    assert began(chart(seen(55, 0, 0), pain_free=(gap,)), 100) == 81


def test_pain_today_ends_a_gap_that_runs() -> None:
    assert began(chart(seen(90, 5), pain_free=(Span(day(30), None),)), 90) == 90


@pytest.mark.parametrize(
    "deficit",
    [
        {"weakness": Weakness(day(1), "stable")},
        {"numbness_since": day(1)},
        {"power": {Spot("left", "ankle_dorsiflexion"): 4}},
        {"sensation": {Spot("left", "calf"): "reduced"}},
    ],
)
def test_numbness_or_weakness_without_pain_is_no_recovery(deficit: dict[str, object]) -> None:
    visit = replace(seen(50, 0, 0), **deficit)  # type: ignore[arg-type]
    assert began(chart(visit, pain_free=(Span(day(30), day(80)),)), 100) == 0


def test_a_gap_narrows_an_onset_that_is_not_exact() -> None:
    free = (Span(date(2025, 11, 20), date(2026, 1, 9)),)
    limits = guidelines().thresholds
    january = chart(onset=OnsetMonth(date(2026, 1, 1)), pain_free=free)
    onset = episode_of(cut(january, day(60)), day(60), limits).onset
    assert (onset.earliest, onset.latest) == (date(2026, 1, 10), date(2026, 1, 31))
    unknown = chart(onset=OnsetUnknown(date(2026, 2, 1)), pain_free=free)
    onset = episode_of(cut(unknown, day(60)), day(60), limits).onset
    assert (onset.earliest, onset.latest) == (date(2026, 1, 10), date(2026, 2, 1))


def test_both_clocks_start_anew_in_a_new_episode() -> None:
    again = chart(
        seen(0, 8),
        seen(105, 7),
        care=(care(2, 20), care(101, per_week=4)),
        pain_free=(Span(day(50), day(99)),),
    )
    found = on_day(again, 110)
    assert (found.stage.day, found.stage.code) == (10, "acute")
    assert (found.care_clock.start, found.care_clock.care_day) == (day(101), 9)
    assert "EP-30" in rules(found.stage.because)
    assert "CARE-OLDER" in rules(found.care_clock.because)


def test_care_that_runs_through_the_gap_counts_from_the_new_onset() -> None:
    again = chart(care=(care(2, per_week=4),), pain_free=(Span(day(50), day(99)),))
    # Day 100 is 14 weeks after day 2: the first of the four days of its week.
    assert on_day(again, 110).care_clock.start == day(100)
    assert on_day(
        chart(care=(care(3, per_week=1),), pain_free=(Span(day(50), day(99)),)), 110
    ).care_clock.start == day(101)


@pytest.mark.parametrize("number", range(100, 108))
def test_care_that_runs_on_has_not_started_before_its_first_day(number: int) -> None:
    """Care once a week from day 4: its first day in the episode that begins on day 100 is 102."""
    again = chart(care=(care(4, per_week=1),), pain_free=(Span(day(50), day(99)),))
    found = on_day(again, number).care_clock
    expected = (None, None, 0) if number < 102 else (day(102), number - 102, 0)
    assert (found.start, found.care_day, found.paused_days) == expected


def test_care_before_the_onset_is_shown_but_not_counted() -> None:
    early = on_day(chart(care=(care(-10, 5),)), 20).care_clock
    assert (early.start, "CARE-OLDER" in rules(early.because)) == (day(0), True)
    assert on_day(chart(care=(care(-10, -5),)), 20).care_clock.start is None


def test_pain_on_the_last_day_of_a_gap_ends_it_the_day_before() -> None:
    assert began(chart(seen(60, 4), pain_free=(Span(day(30), day(60)),)), 90) == 60


def test_on_the_last_day_of_a_gap_the_stage_changes_tomorrow() -> None:
    gone = chart(pain_free=(Span(day(30), day(70)),))
    assert on_day(gone, 70).stage.next_change_on == day(71)


def test_a_span_that_begins_with_a_sore_day_begins_the_day_after() -> None:
    """Pain on the first day leaves 29 days of 30 without pain, on the last one as well."""
    free = Span(day(100), day(129))
    starts = {
        sore: on_day(chart(seen(sore, limb=3), pain_free=(free,)), 140).stage.onset_earliest
        for sore in (99, 100, 129, 130)
    }
    assert starts == {99: day(130), 100: day(0), 129: day(0), 130: day(130)}
    longer = Span(day(100), day(130))
    found = on_day(chart(seen(100, limb=3), pain_free=(longer,)), 140)
    assert found.stage.onset_earliest == day(131)
