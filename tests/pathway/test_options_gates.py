"""What an option hangs on: the stage, what was tried and failed, the care clock, choices."""

from dataclasses import replace

import pytest

from pathway.facts import (
    Care,
    Closed,
    FlagAnswer,
    FlagRecord,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Outcome,
    Span,
)
from tests.pathway.charts import ONSET, care, day, seen, sessions, with_facts
from tests.pathway.optioncharts import (
    chosen,
    failed_exercise,
    in_region,
    medicine,
    options,
    rules,
    well,
)

NAPROXEN_FAILED = medicine("naproxen", 20, 30, "insufficient")


# ---------------------------------------------------------------- when there are no options at all


def test_none_in_an_emergency_and_none_while_it_is_escalated() -> None:
    flagged = replace(seen(10, 6, 3), red_flags={"RF-C1": FlagAnswer("yes")})
    assert options(well(10, flagged), 10) == {}
    record = FlagRecord("RF-C1", day(10), "escalated", day(10), "Dr Lee")
    assert options(well(10, flagged, flags=(record,)), 12) == {}


def test_they_come_back_when_the_flag_is_cleared() -> None:
    flagged = replace(seen(10, 6, 3), red_flags={"RF-C1": FlagAnswer("yes")})
    record = FlagRecord("RF-C1", day(10), "cleared", day(11), "Dr Lee", "imaging")
    found = options(well(10, flagged, flags=(record,)), 12)
    assert found["education"].state == "offered"


def test_a_confirmed_flag_leaves_everything_to_the_specialist() -> None:
    flagged = replace(seen(10, 6, 3), red_flags={"RF-T1": FlagAnswer("yes")})
    record = FlagRecord("RF-T1", day(10), "confirmed", day(11), "Dr Lee", "imaging")
    found = options(well(10, flagged, flags=(record,)), 12)
    assert {option.state for option in found.values()} == {"locked", "not_offered"}
    assert rules(found["education"].locked_because) == ["FLAG-CONFIRMED"]


def test_none_under_18_and_none_once_closed() -> None:
    assert options(well(10, birth_date=day(-365 * 16)), 10) == {}
    assert options(well(10, closed=Closed(day(5), "recovered")), 10) == {}


# ---------------------------------------------------------------- the chronic stage


@pytest.mark.parametrize("option", ["duloxetine", "tramadol"])
@pytest.mark.parametrize(("number", "is_open"), [(84, False), (85, True)])
def test_second_line_medicines_open_on_the_first_chronic_day(
    option: str, number: int, is_open: bool
) -> None:
    chart = well(number, given=(failed_exercise(80), NAPROXEN_FAILED))
    found = options(chart, number)[option]
    assert (found.state == "offered") == is_open


@pytest.mark.parametrize(
    ("onset", "is_open"),
    [
        (OnsetMonth(ONSET.replace(day=1)), False),  # day 84 by the latest onset
        (OnsetAbout(120, day(109)), True),  # day 90 at the least
        (OnsetAbout(100, day(109)), False),
        (OnsetUnknown(day(24)), True),
        (OnsetUnknown(day(25)), False),
    ],
)
def test_an_imprecise_onset_opens_them_by_its_latest_day(onset: object, is_open: bool) -> None:
    number = 110 if isinstance(onset, OnsetMonth) else 109
    chart = well(number, given=(failed_exercise(80), NAPROXEN_FAILED), onset=onset)
    found = options(chart, number)["duloxetine"]
    assert (found.state == "offered") == is_open
    if not is_open:
        assert found.locked_because[0].missing == ("onset",)


def test_while_two_stages_are_possible_the_more_cautious_counts() -> None:
    chart = well(90, onset=OnsetAbout(90, day(90)))  # subacute or chronic
    found = options(chart, 90)
    assert found["muscle_relaxant"].state == "not_offered"
    assert found["tai_chi"].state == "optional"
    assert found["nsaid"].state == "locked"
    assert rules(found["nsaid"].locked_because) == ["S40"]


def test_while_the_stage_is_uncertain_care_of_any_stage_opens_the_nsaid() -> None:
    chart = well(90, given=(failed_exercise(30),), onset=OnsetAbout(90, day(90)))
    assert options(chart, 90)["nsaid"].state == "offered"


# ---------------------------------------------------------------- what was tried


@pytest.mark.parametrize(
    ("entry", "is_open"),
    [
        (failed_exercise(85), True),
        (failed_exercise(84), False),  # it ended before the chronic stage
        (care(0, None, kind="yoga", outcome="insufficient"), True),
        (replace(sessions(40, 90), outcome="insufficient"), True),
        (care(0, 90, kind="exercise", outcome="not_tolerated"), False),
        (care(0, 90, kind="exercise", outcome="helped"), False),
        (care(0, 90, kind="bed_rest", outcome="insufficient"), False),
        (medicine("naproxen", 0, 90, "insufficient"), False),
    ],
)
def test_in_chronic_pain_an_nsaid_waits_for_other_care(entry: Care, is_open: bool) -> None:
    found = options(well(100, given=(entry,)), 100)["nsaid"]
    assert (found.state == "offered") == is_open
    assert ("S40" in rules(found.locked_because)) == (not is_open)


def test_an_outcome_that_nobody_recorded_is_named_as_missing() -> None:
    chart = well(100, given=(care(0, 90, kind="exercise"),))
    assert options(chart, 100)["nsaid"].locked_because[0].missing == ("care.outcome",)
    bare = replace(chart, care=(care(0, 90, kind="exercise", outcome="helped"),))
    assert options(bare, 100)["nsaid"].locked_because[0].missing == ()


@pytest.mark.parametrize(
    ("outcome", "is_open"),
    [
        ("insufficient", True),
        ("not_tolerated", True),
        ("contraindicated", True),
        ("helped", False),
        ("unknown", False),
    ],
)
def test_duloxetine_waits_for_an_nsaid(outcome: Outcome, is_open: bool) -> None:
    chart = well(100, given=(medicine("Naprosyn 250 mg", 20, 30, outcome),))
    found = options(chart, 100)["duloxetine"]
    assert (found.state == "offered") == is_open
    missing = () if not found.locked_because else found.locked_because[0].missing
    assert missing == (("care.outcome",) if outcome == "unknown" else ())


def test_an_nsaid_that_is_ruled_out_opens_duloxetine() -> None:
    chart = well(100, conditions=frozenset({"heart_failure"}))
    found = options(chart, 100)
    assert "M08" in rules(found["nsaid"].locked_because)[-1]
    assert found["duloxetine"].state == "offered"


def test_care_of_an_older_episode_opens_nothing() -> None:
    old = (care(-200, -150, kind="exercise", outcome="insufficient"),)
    nsaid = (medicine("naproxen", -200, -150, "not_tolerated"),)
    chart = well(100, given=(*old, *nsaid), onset=OnsetDay(day(-200)))
    gap = with_facts(chart, pain_free=(Span(day(-140), day(-1)),))
    assert options(chart, 100)["tramadol"].state == "offered"
    assert options(gap, 100)["tramadol"].state == "locked"


@pytest.mark.parametrize(("last", "is_open"), [(-1, False), (0, True)])
def test_what_lasted_to_the_first_day_of_the_pain_counts(last: int, is_open: bool) -> None:
    chart = well(100, given=(medicine("naproxen", -5, last, "not_tolerated"),))
    assert (options(chart, 100)["duloxetine"].state == "offered") == is_open


@pytest.mark.parametrize(
    ("given", "is_open"),
    [
        ((failed_exercise(40), NAPROXEN_FAILED), True),
        ((failed_exercise(40),), False),
        ((NAPROXEN_FAILED,), False),
        ((failed_exercise(40), medicine("codeine", 20, 30, "insufficient")), False),
        ((failed_exercise(40), medicine("hopesnake", 20, 30, "insufficient")), False),
        ((care(0, 40, kind="rest", outcome="insufficient"), NAPROXEN_FAILED), False),
    ],
)
def test_opioids_wait_for_both_kinds_of_failure(given: tuple[Care, ...], is_open: bool) -> None:
    conditions = frozenset({"heart_failure"})  # an NSAID is ruled out: the other gate stands open
    found = options(well(100, given=given, conditions=conditions), 100)["tramadol"]
    assert ("S48" not in rules(found.locked_because)) == is_open
    assert (found.state == "offered") == is_open


def test_what_failed_is_named() -> None:
    chart = well(100, given=(failed_exercise(40),))
    gate = next(r for r in options(chart, 100)["tramadol"].locked_because if r.rule == "S48")
    assert {given.what: given.value for given in gate.inputs} == {
        "failed_care": "exercise",
        "failed_medicine": "none",
    }
    assert gate.missing == ("care.outcome",)


def test_other_opioids_come_last_of_all() -> None:
    both = (failed_exercise(90), NAPROXEN_FAILED)
    found = options(well(100, given=both), 100)["other_opioid"]
    assert rules(found.locked_because) == ["OPT-OPIOID-LAST"]
    tried = (*both, medicine("tramadol", 86, 95, "not_tolerated"))
    assert options(well(100, given=tried), 100)["other_opioid"].state == "optional"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ((), "locked"),
        ((medicine("ibuprofen", 1, 5, "insufficient"),), "locked"),
        ((medicine("ibuprofen", 1, 5, "not_tolerated"),), "optional"),
        ((medicine("ibuprofen", 1, 5, "contraindicated"),), "optional"),
    ],
)
def test_paracetamol_takes_the_place_of_an_nsaid(given: tuple[Care, ...], state: str) -> None:
    assert options(well(10, given=given), 10)["paracetamol"].state == state


def test_paracetamol_opens_when_a_rule_stops_the_nsaid() -> None:
    chart = well(10, conditions=frozenset({"peptic_ulcer_active"}))
    found = options(chart, 10)
    assert (found["nsaid"].state, found["paracetamol"].state) == ("locked", "optional")


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(("number", "state"), [(6, "locked"), (7, "optional"), (28, "offered")])
def test_nerve_gliding_waits_a_week(number: int, state: str) -> None:
    found = options(well(number), number)["neural_gliding"]
    assert found.state == state
    if state == "locked":
        told = {given.what: given.value for given in found.locked_because[0].inputs}
        assert told == {"day_latest": "6", "gliding_from_days": "7"}


@pytest.mark.parametrize(("number", "state"), [(41, "locked"), (42, "optional")])
def test_a_diagnostic_block_waits_for_six_weeks_of_care(number: int, state: str) -> None:
    assert options(well(number), number)["diagnostic_nerve_block"].state == state


def test_without_care_the_block_stays_shut_and_care_is_missing() -> None:
    chart = replace(well(100), care=())
    found = options(chart, 100)["diagnostic_nerve_block"]
    assert (found.state, found.locked_because[0].missing) == ("locked", ("care",))


@pytest.mark.parametrize(("on", "state"), [(89, "optional"), (90, "not_offered")])
def test_injections_are_advised_against_from_three_calendar_months(on: int, state: str) -> None:
    found = options(well(on), on)["specialist_injection"]  # 5 January to 5 April
    assert found.state == state
    assert rules(found.locked_because) == (["EPIDURAL-3M"] if state == "not_offered" else [])
    assert found.line == (3 if state == "optional" else None)


# ---------------------------------------------------------------- a clinician's choice


def test_a_choice_opens_what_a_gate_shut_and_says_so() -> None:
    found = options(well(10, overrides=(chosen("tramadol", 9),)), 10)["tramadol"]
    assert (found.state, found.locked_because) == ("offered", ())
    told = rules(found.cautions)
    assert told[0] == "OPT-OVERRIDE"
    assert {"S41", "S48", "M29"} <= set(told)
    assert "tramadol" in found.conflicts
    assert found.cautions[0].inputs[0].value == "asked for by the patient"


def test_a_choice_of_what_is_not_offered_is_shown_with_what_speaks_against_it() -> None:
    found = options(well(10, overrides=(chosen("lumbar_support", 9),)), 10)["lumbar_support"]
    assert (found.state, found.line) == ("offered", 1)
    assert rules(found.cautions) == ["OPT-OVERRIDE", "S50"]


def test_a_chosen_medicine_that_is_not_offered_keeps_its_own_warnings() -> None:
    chart = well(10, overrides=(chosen("benzodiazepine", 9),))
    told = rules(options(chart, 10)["benzodiazepine"].cautions)
    assert told[:2] == ["OPT-OVERRIDE", "OPT-BENZODIAZEPINE"]
    assert "M41" in told


def test_a_choice_of_yesterday_counts_but_none_of_tomorrow_or_of_an_older_episode() -> None:
    later = well(10, overrides=(chosen("tramadol", 11),))
    assert options(later, 10)["tramadol"].state == "locked"
    chart = well(100, overrides=(chosen("tramadol", -180),), onset=OnsetDay(day(-200)))
    gap = with_facts(chart, pain_free=(Span(day(-140), day(-1)),))
    assert rules(options(chart, 100)["tramadol"].cautions)[0] == "OPT-OVERRIDE"
    assert rules(options(gap, 100)["tramadol"].cautions)[0] != "OPT-OVERRIDE"


def test_other_overrides_choose_no_option() -> None:
    window = replace(chosen("open", 9), what="surgical_window")
    assert options(well(10, overrides=(window,)), 10) == options(well(10), 10)


def test_a_choice_holds_in_the_neck_too() -> None:
    chart = in_region(well(10, overrides=(chosen("acupuncture", 9),)), "cervical")
    assert options(chart, 10)["acupuncture"].state == "offered"
