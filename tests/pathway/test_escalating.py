"""What follows from escalations, referrals and relapses: flags escalated, threads, episodes."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.escalating import concerned, flag_records, latest_step
from pathway.escalation import Escalation, EscalationStep, RaisedFlag, StepKind, up_to
from pathway.evaluate import assess_day
from pathway.facts import Chart, FlagAnswer, FlagRecord, Referral, Span, Visit, Weakness
from pathway.referring import threads
from pathway.relapse import relapse_of, relapsed
from tests.pathway.charts import ONSET, chart, day, guidelines

FLAG = RaisedFlag("RF-C1", ONSET)


def step(kind: StepKind, days: int = 0, at: time = time(9)) -> EscalationStep:
    return EscalationStep(kind, day(days), at, "Dr Lee")


def escalated(*kinds: tuple[StepKind, int]) -> Escalation:
    return Escalation("spine_emergency", tuple(step(kind, on) for kind, on in kinds), (FLAG,))


def test_each_day_knows_what_was_known_on_it() -> None:
    one = escalated(("no_answer", 1), ("called", 2), ("transport", 2), ("arrived", 3))
    told = [(r.on, r.called, r.arrived) for r in flag_records((one,))]
    assert told == [
        (day(1), "no", "unknown"),
        (day(2), "yes", "unknown"),
        (day(3), "yes", "yes"),
    ]
    assert flag_records(up_to((one,), day(0))) == ()


def test_only_arrival_and_outcome_end_it_and_the_later_word_counts() -> None:
    assert escalated(("no_answer", 0)).state == "no_answer"
    assert escalated(("called", 0), ("no_answer", 1)).state == "called"
    assert escalated(("called", 0), ("transport", 0)).is_waiting
    assert not escalated(("called", 0), ("arrived", 1)).is_waiting
    gone = escalated(("arrived", 1), ("not_arrived", 2))
    assert gone.state == "not_arrived"
    assert gone.is_waiting
    assert escalated(("outcome", 0), ("not_arrived", 1)).state == "ended"


def test_what_is_due_is_that_of_the_newest_step_and_may_be_tomorrow() -> None:
    late = replace(step("transport", 0, time(23, 30)), due=time(1))
    one = Escalation("other", (late,))
    assert one.due is late
    assert late.due_at == datetime.combine(day(1), time(1))
    assert Escalation("other", (late, step("arrived", 1))).due is None


def test_a_call_is_about_the_flags_that_name_its_place() -> None:
    answers = {"RF-C1": FlagAnswer("yes", since=day(3)), "RF-P2": FlagAnswer("yes")}
    flags = assess_day(chart(Visit(day(4), red_flags=answers)), day(4), guidelines()).red_flags
    assert [one.id for one in concerned(flags, "spine_emergency")] == ["RF-C1"]
    assert [one.id for one in concerned(flags, "mental_health_crisis")] == ["RF-P2"]
    assert [one.id for one in concerned(flags, "other")] == ["RF-C1"]


def test_an_escalated_flag_stays_escalated_until_it_is_cleared() -> None:
    answers = {"RF-C1": FlagAnswer("yes", since=day(3))}
    one = Escalation("spine_emergency", (step("arrived", 5),), (RaisedFlag("RF-C1", day(4)),))
    flagged = replace(chart(Visit(day(4), red_flags=answers)), flags=flag_records((one,)))
    states = [
        assess_day(flagged, day(on), guidelines()).red_flags.open[0].state for on in (4, 5, 9)
    ]
    assert states == ["open", "escalated", "escalated"]
    cleared = FlagRecord("RF-C1", day(4), "cleared", day(6), "Dr Lee", "imaging")
    done = replace(flagged, flags=(*flagged.flags, cleared))
    assert assess_day(done, day(9), guidelines()).red_flags.open == ()


def test_what_is_sent_after_an_answer_is_another_referral() -> None:
    told = (
        Referral("imaging", day(0), "sent", "Hospital"),
        Referral("physiotherapy", day(1), "sent"),
        Referral("imaging", day(2), "arrived"),
        Referral("imaging", day(3), "answered", words="clear"),
        Referral("imaging", day(4), "sent"),
    )
    first, second, third = threads(told)
    assert (first.kind, first.to, first.is_waiting) == ("imaging", "Hospital", False)
    assert [one.is_waiting for one in (second, third)] == [True, True]
    assert threads((Referral("other", day(0), "answered"),))[0].is_waiting is False


@given(st.integers(1, 80), st.integers(1, 60), st.booleans(), st.booleans())
def test_a_relapse_is_what_the_rules_make_of_it(
    since: int, length: int, is_sore: bool, is_weak: bool
) -> None:
    """Asked beforehand or after it was told, the answer is one."""
    found = Visit(
        day(since + length // 2),
        pain_limb=3 if is_sore else 0,
        weakness=Weakness(day(since)) if is_weak else None,
    )
    told: Chart = chart(found)
    free = Span(day(since), day(since + length - 1))
    on = day(since + length + 2)
    relapse = relapse_of(told, free, on, guidelines().thresholds)
    stage = assess_day(relapsed(told, free), on, guidelines()).stage
    assert relapse.is_new == (stage.onset_earliest == day(since + length))
    assert relapse.is_new == (length >= 30 and not is_sore and not is_weak)
    assert bool(relapse.why_same) == (not relapse.is_new)
    if is_sore:
        assert relapse.why_same == "pain_meanwhile"


def test_days_are_those_of_the_pack() -> None:
    free = Span(day(10), day(44))
    found = relapse_of(chart(), free, day(50), guidelines().thresholds)
    assert (found.free_days, found.needed_days, found.starts) == (35, 30, day(45))


def test_a_referral_begins_with_its_first_entry() -> None:
    sent, there = Referral("imaging", day(2), "sent"), Referral("imaging", day(9), "arrived")
    (thread,) = threads((sent, there))
    assert (thread.begun_on, thread.newest) == (day(2), there)


def test_what_follows_a_call_leaves_it_called() -> None:
    told = [(r.on, r.called) for r in flag_records((escalated(("called", 1), ("no_answer", 2)),))]
    assert told == [(day(1), "yes")]


def test_the_newest_step_is_that_of_any_escalation() -> None:
    one, other = escalated(("called", 1), ("arrived", 5)), escalated(("called", 3))
    assert latest_step((one, other)) == latest_step((other, one)) == day(5)
    assert latest_step(()) is None


@pytest.mark.parametrize(
    ("last", "visit", "why"),
    [
        (44, Visit(day(20), pain_limb=3), "pain_meanwhile"),
        (44, Visit(day(20), pain_spine=3), "pain_meanwhile"),
        (38, Visit(day(20), pain_limb=0), "too_short"),
        (44, Visit(day(20), pain_limb=0, weakness=Weakness(day(5))), "deficit"),
        (44, Visit(day(20), pain_limb=0), ""),
    ],
)
def test_the_same_episode_has_its_reason(last: int, visit: Visit, why: str) -> None:
    free = Span(day(10), day(last))
    found = relapse_of(chart(visit), free, day(50), guidelines().thresholds)
    assert found.why_same == why
    assert found.is_new is not bool(why)
    assert found.free_days == last - 9


def test_a_time_without_pain_before_a_newer_episode_began_is_older() -> None:
    later = chart(pain_free=(Span(day(100), day(140)),))
    found = relapse_of(later, Span(day(10), day(44)), day(150), guidelines().thresholds)
    assert (found.is_new, found.why_same) == (False, "older")


def test_pain_that_has_not_come_back_yet_is_no_new_episode() -> None:
    running = Span(day(10), None)
    found = relapse_of(chart(), running, day(50), guidelines().thresholds)
    assert (found.is_new, found.free_days) == (False, 41)
