"""How a flag lives: from the first yes until somebody clears or confirms it."""

from datetime import UTC, datetime

import pytest

from pathway.facts import FlagState, Patient
from pathway.finding import Level
from tests.pathway.flagcharts import (
    BORN,
    ON,
    About,
    ago,
    check,
    flag,
    given,
    levels,
    record,
    rules,
    seen,
    yes,
)


def test_a_flag_stays_at_its_level_when_a_later_visit_says_no() -> None:
    found = check(seen(ago(30), given(C1="yes")), seen())
    assert levels(found) == {"RF-C1": "emergency"}
    assert flag(found, "RF-C1").raised_on == ago(30)
    assert flag(found, "RF-C1").because[0].inputs[0].on == ago(30)


def test_a_flag_keeps_its_highest_level() -> None:
    later = seen(flags=given(C3=yes(3000, "longstanding")))
    assert levels(check(seen(ago(30), given(C3="yes")), later)) == {"RF-C3": "emergency"}
    earlier = seen(ago(30), given(C3=yes(3000, "longstanding")))
    found = check(earlier, seen(flags=given(C3=yes(3, "progressing"))))
    assert levels(found) == {"RF-C3": "emergency"}
    assert flag(found, "RF-C3").raised_on == ago(30)
    assert rules(found, "RF-C3") == ["RF-C3"]


def test_new_is_judged_on_the_day_of_the_answer() -> None:
    asked = seen(ago(100), given(C2=yes(10, "stable", on=ago(100))))
    assert levels(check(asked, on=ON)) == {"RF-C2": "emergency"}


@pytest.mark.parametrize("state", ["cleared", "confirmed"])
def test_clearing_or_confirming_closes_a_flag_and_keeps_it_in_the_history(
    state: FlagState,
) -> None:
    closed = record("RF-C1", ago(30), state, ago(29))
    found = check(seen(ago(30), given(C1="yes")), about=About(records=(closed,)), on=ON)
    assert found.open == ()
    assert found.level is Level.NONE
    past = found.history[0]
    assert (past.id, past.raised_on, past.state, past.on) == ("RF-C1", ago(30), state, ago(29))
    assert (past.by, past.basis) == ("Dr Lee", "imaging")


def test_closing_one_flag_leaves_the_others_open() -> None:
    closed = record("RF-C1", ago(30), "cleared", ago(29))
    found = check(seen(ago(30), given(C1="yes", C5="yes")), about=About(records=(closed,)), on=ON)
    assert levels(found) == {"RF-C5": "emergency"}


def test_a_new_yes_after_clearing_opens_a_new_flag() -> None:
    closed = record("RF-C1", ago(30), "cleared", ago(29))
    visits = seen(ago(30), given(C1="yes")), seen(flags=given(C1="yes"))
    found = check(*visits, about=About(records=(closed,)))
    assert flag(found, "RF-C1").raised_on == ON
    assert len(found.history) == 1


def test_a_yes_on_the_day_of_clearing_is_the_one_that_was_cleared() -> None:
    closed = record("RF-C1", ago(1), "cleared", ON)
    visits = seen(ago(1), given(C1="yes")), seen(flags=given(C1=yes(5)))
    assert check(*visits, about=About(records=(closed,))).open == ()


def test_what_began_on_the_day_an_older_flag_was_cleared_is_new() -> None:
    closed = record("RF-C1", ago(1), "cleared", ON)
    visits = seen(ago(1), given(C1="yes")), seen(flags=given(C1=yes(0)))
    found = check(*visits, about=About(records=(closed,)))
    assert flag(found, "RF-C1").raised_on == ON


def test_what_was_raised_and_cleared_on_one_day_is_cleared() -> None:
    closed = record("RF-C1", ON, "cleared", ON)
    found = check(seen(flags=given(C1=yes(0))), about=About(records=(closed,)))
    assert found.open == ()


def test_no_after_clearing_leaves_it_cleared() -> None:
    closed = record("RF-C1", ago(30), "cleared", ago(29))
    found = check(seen(ago(30), given(C1="yes")), seen(), about=About(records=(closed,)))
    assert found.open == ()


def test_an_escalated_flag_stays_open_as_escalated() -> None:
    sent = record("RF-C1", ago(1), "escalated", ago(1))
    found = check(seen(ago(1), given(C1="yes")), about=About(records=(sent,)), on=ON)
    assert flag(found, "RF-C1").state == "escalated"
    assert found.level is Level.EMERGENCY
    assert found.escalation[0].destination == "spine_emergency"


def test_a_file_may_tell_each_step_of_a_flag() -> None:
    steps = (
        record("RF-C1", ago(9), "open"),
        record("RF-C1", ago(9), "escalated", ago(9)),
        record("RF-C1", ago(9), "cleared", ago(8)),
    )
    found = check(seen(ago(9), given(C1="yes")), about=About(records=steps), on=ON)
    assert found.open == ()
    assert len(found.history) == 1


@pytest.mark.parametrize("state", ["open", "escalated"])
@pytest.mark.parametrize(
    ("item", "level"),
    [("RF-C1", "emergency"), ("RF-N3", "same_day"), ("RF-T1", "urgent"), ("RF-A1", "routine")],
)
def test_a_flag_known_from_the_file_only_stays_open_at_its_base_level(
    item: str, level: str, state: FlagState
) -> None:
    found = check(seen(), about=About(records=(record(item, ago(20), state, ago(19)),)))
    assert levels(found) == {item: level}
    assert flag(found, item).state == state
    assert flag(found, item).raised_on == ago(20)
    assert rules(found, item) == ["FLAG-ON-FILE"]


def test_a_flag_on_file_without_any_visit_counts() -> None:
    found = check(about=About(records=(record("RF-C1", ago(20), "open"),)))
    assert levels(found) == {"RF-C1": "emergency"}
    assert not found.screen_complete


def test_a_flag_that_the_pack_does_not_know_is_not_dropped() -> None:
    found = check(seen(), about=About(records=(record("RF-C77", ago(20), "open"),)))
    assert levels(found) == {"RF-C77": "urgent"}


def test_a_record_of_the_flag_that_a_visit_raised_does_not_change_its_level() -> None:
    visit = seen(ago(5), given(C3=yes(3000, "longstanding")))
    raised = record("RF-C3", ago(5), "open")
    assert levels(check(visit, about=About(records=(raised,)), on=ON)) == {"RF-C3": "routine"}
    older = record("RF-C3", ago(50), "open")
    found = check(visit, about=About(records=(older,)), on=ON)
    assert levels(found) == {"RF-C3": "emergency"}
    assert flag(found, "RF-C3").raised_on == ago(50)


def test_a_flag_on_file_lifts_others_as_well() -> None:
    cancer = record("RF-T1", ago(20), "open")
    found = check(seen(flags=given(M2="yes")), about=About(records=(cancer,)))
    assert levels(found)["RF-T1"] == "emergency"


def test_what_a_cleared_flag_lifted_while_it_stood_keeps_its_level() -> None:
    cleared = record("RF-M2", ago(10), "cleared", ago(5))
    visits = seen(ago(10), given(T1="yes", M2="yes")), seen()
    assert levels(check(*visits, about=About(records=(cleared,)))) == {"RF-T1": "emergency"}


def test_a_flag_that_was_cleared_before_lifts_nothing() -> None:
    cleared = record("RF-M2", ago(10), "cleared", ago(5))
    visits = seen(ago(10), given(M2="yes")), seen(flags=given(T1="yes"))
    assert levels(check(*visits, about=About(records=(cleared,)))) == {"RF-T1": "urgent"}


def test_cancer_on_the_list_is_not_raised_again_once_it_was_dealt_with() -> None:
    visits = seen(ago(10), given(T1="yes")), seen()
    cleared = record("RF-T1", ago(10), "cleared", ago(5))
    patient = Patient(birth_date=BORN, conditions=frozenset({"cancer"}))
    found = check(*visits, about=About(patient=patient, records=(cleared,)))
    assert found.open == ()


# ---------------------------------------------------------------- two visits on one day


def test_the_flags_of_two_visits_on_one_day_are_joined() -> None:
    one, other = seen(flags=given(C1="yes")), seen(flags=given(M2="yes"))
    expected = {"RF-C1": "emergency", "RF-M2": "urgent"}
    assert levels(check(one, other)) == expected
    assert levels(check(other, one)) == expected


def test_a_no_on_the_same_day_takes_nothing_back() -> None:
    early, late = datetime(2026, 2, 10, 9, tzinfo=UTC), datetime(2026, 2, 10, 16, tzinfo=UTC)
    one = seen(flags=given(C1="yes"), recorded_at=early)
    other = seen(flags=given(C1="no"), recorded_at=late)
    assert levels(check(one, other)) == {"RF-C1": "emergency"}


def test_of_two_answers_on_one_day_each_is_judged_by_its_own_start() -> None:
    one, other = seen(flags=given(I1=yes(3))), seen(flags=given(I1="yes"))
    assert levels(check(one, other)) == {"RF-I1": "same_day"}
    assert levels(check(other, one)) == {"RF-I1": "same_day"}


def test_findings_of_two_visits_on_one_day_work_together() -> None:
    fever = seen(flags=given(I1="yes"), exam_unlisted="not_done")
    weak = seen(flags=given(M2="yes"), exam_unlisted="not_done")
    assert levels(check(fever, weak))["RF-I1"] == "emergency"


def test_both_legs_are_not_harmless_if_the_other_visit_of_the_day_says_so() -> None:
    legs = seen(flags=given(C7=yes(200, "longstanding")))
    other = seen(flags=given(C1="declined"))
    assert levels(check(legs, other))["RF-C7"] == "emergency"


# ---------------------------------------------------------------- order, destinations


def test_the_most_urgent_come_first_then_the_order_of_the_book() -> None:
    found = check(seen(flags=given(P2="yes", V3="yes", T2="yes", C3="yes", C1="yes", A1="yes")))
    assert list(levels(found)) == ["RF-C1", "RF-C3", "RF-V3", "RF-P2", "RF-T2", "RF-A1"]


def test_each_emergency_and_same_day_flag_names_its_destination() -> None:
    answers = given(C1="yes", V3="yes", V4="yes", F1="yes", P2="yes", T2="yes")
    found = check(seen(flags=answers))
    assert [(e.destination, e.level.code, len(e.because)) for e in found.escalation] == [
        ("stroke_vascular", "emergency", 2),
        ("spine_emergency", "emergency", 1),
        ("emergency_department", "emergency", 1),
        ("mental_health_crisis", "same_day", 1),
    ]
    assert flag(found, "RF-T2").destination is None


@pytest.mark.parametrize(
    ("item", "destination"),
    [
        ("C1", "spine_emergency"), ("M5", "spine_emergency"), ("V6", "spine_emergency"),
        ("F1", "emergency_department"), ("V1", "stroke_vascular"), ("V2", "stroke_vascular"),
        ("V3", "stroke_vascular"), ("V4", "stroke_vascular"), ("P2", "mental_health_crisis"),
        ("P6", "mental_health_crisis"),
    ],
)  # fmt: skip
def test_where_to_call(item: str, destination: str) -> None:
    found = check(seen(flags=given(**{item: "yes"})))
    assert flag(found, f"RF-{item}").destination == destination
    assert [e.destination for e in found.escalation] == [destination]


def test_every_reason_names_a_source_and_what_it_read() -> None:
    found = check(seen(flags=given(C1=yes(3, "progressing"))))
    reason = flag(found, "RF-C1").because[0]
    told = [(i.what, i.value, i.on) for i in reason.inputs]
    assert told == [
        ("RF-C1", "yes", ON),
        ("since", ago(3).isoformat(), ON),
        ("course", "progressing", ON),
    ]
    assert reason.source == "GIRFT23"
