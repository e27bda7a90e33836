"""Options are tested before they are shown: medicines, heat, cold, manual therapy, exercise."""

from dataclasses import replace

import pytest

from pathway.facts import (
    Cause,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    Plan,
    Pregnancy,
    Spot,
    Visit,
    Weakness,
)
from tests.pathway.charts import day, seen
from tests.pathway.optioncharts import in_region, medicine, options, rules, well


def flagged(number: int, item: str, **more: object) -> Visit:
    """A visit at which one red-flag question was answered yes, all others no."""
    answer = FlagAnswer("yes", **more)  # type: ignore[arg-type]
    return replace(seen(number, 6, 3), red_flags={item: answer})


# ---------------------------------------------------------------- medicines


@pytest.mark.parametrize(
    ("condition", "option", "rule"),
    [
        ("heart_failure", "nsaid", "M08"),
        ("peptic_ulcer_active", "nsaid", "M06"),
        ("cirrhosis", "nsaid", "M45"),
        ("arrhythmia", "muscle_relaxant", "M35"),
        ("seizures", "tramadol", "M23"),
        ("glaucoma_narrow_angle", "duloxetine", "M32"),
    ],
)
def test_a_stop_rule_locks_the_medicine(condition: str, option: str, rule: str) -> None:
    found = options(well(10, conditions=frozenset({condition})), 10)[option]
    assert found.state == "locked"
    assert any(name.startswith(rule) for name in rules(found.locked_because))


def test_a_warning_is_a_caution_and_locks_nothing() -> None:
    found = options(well(10, birth_date=day(-365 * 70)), 10)["nsaid"]
    assert found.state == "offered"
    assert any(name.startswith("M09") for name in rules(found.cautions))


def test_what_is_taken_already_counts_as_given() -> None:
    chart = well(10, medicines=(MedicineTaken("apixaban"),))
    found = options(chart, 10)["nsaid"]
    assert found.state == "locked"
    assert any(name.startswith("M01") for name in rules(found.locked_because))


def test_who_takes_an_nsaid_is_not_asked_about_a_second_one() -> None:
    taking = well(10, given=(medicine("Naprosyn", 5, None),))
    assert options(taking, 10)["nsaid"].state == "offered"
    two = well(10, given=(medicine("naproxen", 5, None),), plan=Plan(("ibuprofen",)))
    assert any(name.startswith("M12") for name in rules(options(two, 10)["nsaid"].locked_because))


def test_tramadol_that_runs_is_no_other_opioid() -> None:
    chart = well(10, given=(medicine("tramadol", 5, None),))
    told = options(chart, 10)["other_opioid"].locked_because
    (gate,) = (reason for reason in told if reason.rule.startswith("M29"))
    assert "codeine" in gate.inputs[0].value


def test_each_rule_is_told_once() -> None:
    chart = well(10, medicines=(MedicineTaken("apixaban"), MedicineTaken("lisinopril")))
    for option in options(chart, 10).values():
        told = [*rules(option.locked_because), *rules(option.cautions)]
        assert len(told) == len(set(told)), option.id


# ---------------------------------------------------------------- heat and cold


def numb(*zones: str, number: int = 10) -> Visit:
    """A visit at which feeling was reduced in some zones on the left."""
    return replace(seen(number, 6, 3), sensation={Spot("left", zone): "reduced" for zone in zones})


def test_a_numb_back_locks_heat_and_cold() -> None:
    found = options(well(10, numb("low_back")), 10)
    assert (found["superficial_heat"].state, found["cold_packs"].state) == ("locked", "locked")
    assert rules(found["superficial_heat"].locked_because) == ["H1"]
    assert found["superficial_heat"].locked_because[0].inputs[0].value == "reduced"
    assert rules(found["cold_packs"].locked_because) == ["H5"]


def test_a_numb_foot_leaves_heat_for_the_back() -> None:
    found = options(well(10, numb("top_of_foot")), 10)["superficial_heat"]
    assert found.state == "offered"
    assert rules(found.cautions) == ["H9", "H2"]


def test_neuropathy_and_raynaud() -> None:
    found = options(well(10, conditions=frozenset({"neuropathy"})), 10)
    assert found["superficial_heat"].state == "locked"
    found = options(well(10, conditions=frozenset({"raynaud"})), 10)
    assert (found["superficial_heat"].state, found["cold_packs"].state) == ("offered", "locked")


def test_feeling_that_was_not_examined_is_missing_and_never_normal() -> None:
    unexamined = replace(seen(10, 6, 3), exam_unlisted="not_done")
    caution = options(well(10, unexamined), 10)["superficial_heat"].cautions[-1]
    assert (caution.rule, caution.missing) == ("H4", ("sensation.low_back", "sensation.buttock"))


# ---------------------------------------------------------------- manipulation and traction


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("RF-M3", "J1"),
        ("RF-F2", "J3"),
        ("RF-I5", "J5"),
        ("RF-T1", "J6"),
        ("RF-A1", "J7"),
    ],
)
def test_contraindications_lock_manipulation(item: str, rule: str) -> None:
    region = "cervical" if item == "RF-M3" else "lumbar"
    found = options(in_region(well(10, flagged(10, item)), region), 10)["manipulation"]
    assert found.state == "locked"
    assert rules(found.locked_because) == [rule]


def test_a_weakness_that_grows_locks_manipulation() -> None:
    told = replace(seen(10, 6, 3), weakness=Weakness(day(5), "progressing"))
    chart = well(10, told)
    assert "J2" in rules(options(chart, 10)["manipulation"].locked_because)


@pytest.mark.parametrize(("condition", "rule"), [("osteoporosis", "J4"), ("cancer", "J6")])
def test_conditions_lock_manipulation(condition: str, rule: str) -> None:
    found = options(well(10, conditions=frozenset({condition})), 10)["manipulation"]
    assert rules(found.locked_because) == [rule]


def test_what_was_confirmed_is_still_there() -> None:
    record = FlagRecord("RF-F2", day(5), "confirmed", day(6), "Dr Lee", "imaging")
    found = options(well(10, flags=(record,)), 10)["manipulation"]
    assert rules(found.locked_because) == ["FLAG-CONFIRMED", "J3"]


def test_a_cleared_flag_locks_nothing() -> None:
    record = FlagRecord("RF-F2", day(5), "cleared", day(6), "Dr Lee", "imaging")
    assert options(well(10, flags=(record,)), 10)["manipulation"].state == "optional"


def test_the_neck_is_screened_first() -> None:
    blank = replace(seen(10, 6, 3), red_flags_unlisted="not_asked")
    found = options(in_region(well(10, blank), "cervical"), 10)
    for option in ("manipulation", "traction"):
        assert found[option].state == "locked"
        (reason,) = found[option].locked_because
        assert reason.rule == "J10"
        assert {"RF-M1", "RF-V4"} <= set(reason.missing)
        assert not any(code.startswith("RF-T") for code in reason.missing)
    assert options(well(10, blank), 10)["manipulation"].state == "optional"


@pytest.mark.parametrize("cause", ["disc", "stenosis"])
def test_a_relative_contraindication_is_a_caution(cause: Cause) -> None:
    found = options(well(10, cause=cause), 10)["manipulation"]
    assert (found.state, rules(found.cautions)) == (
        "optional",
        ["OPT-WITH-EXERCISE", "J12", "J9"],
    )


def test_a_cord_sign_bars_strong_neck_exercise_but_not_gentle_movement() -> None:
    chart = in_region(well(100, flagged(100, "RF-M3")), "cervical")
    found = options(chart, 100)
    for option in ("structured_exercise", "directional_exercise", "neural_gliding", "yoga"):
        assert rules(found[option].locked_because) == ["J13"], option
    assert found["gentle_exercise"].state == "optional"
    assert options(well(100, flagged(100, "RF-M4")), 100)["structured_exercise"].state == "offered"


# ---------------------------------------------------------------- directions and positions


def test_stenosis_bars_extension_so_that_one_direction_is_left() -> None:
    found = options(well(10, cause="stenosis"), 10)
    assert found["directional_exercise"].state == "optional"
    assert rules(found["directional_exercise"].cautions) == ["OPT-NO-EXTENSION"]
    assert found["gentle_exercise"].state == "offered"
    assert "OPT-NO-EXTENSION" in rules(found["gentle_exercise"].cautions)


@pytest.mark.parametrize("by", ["condition", "open flag", "confirmed flag"])
def test_weak_bone_bars_flexion(by: str) -> None:
    charts = {
        "condition": well(10, conditions=frozenset({"osteoporosis"})),
        "open flag": well(10, flagged(10, "RF-F2")),
        "confirmed flag": well(
            10, flags=(FlagRecord("RF-F2", day(5), "confirmed", day(6), "Dr Lee"),)
        ),
    }
    found = options(charts[by], 10)["directional_exercise"]
    assert "OPT-NO-FLEXION" in rules(found.cautions)
    assert found.state == ("locked" if by == "confirmed flag" else "optional")


def test_with_both_directions_barred_none_is_left() -> None:
    chart = well(10, cause="stenosis", conditions=frozenset({"osteoporosis"}))
    found = options(chart, 10)["directional_exercise"]
    assert (found.state, rules(found.locked_because)) == ("locked", ["OPT-NO-DIRECTION"])


@pytest.mark.parametrize(
    ("pregnancy", "is_barred"),
    [
        (Pregnancy("yes", 20, day(10)), True),
        (Pregnancy("yes", 19, day(3)), True),  # carried forward to 20 weeks
        (Pregnancy("yes", 19, day(4)), False),
        (Pregnancy("yes", 22), True),
        (Pregnancy("yes", None), True),
        (Pregnancy("no", 30, day(10)), False),
    ],
)
def test_late_in_pregnancy_nothing_is_done_lying_on_the_front(
    pregnancy: Pregnancy, is_barred: bool
) -> None:
    chart = well(10, sex="female", pregnancy=pregnancy)
    found = options(chart, 10)["directional_exercise"]
    assert found.state == "offered"
    assert ("OPT-NO-PRONE" in rules(found.cautions)) == is_barred
    if is_barred and pregnancy.weeks is None:
        assert found.cautions[-1].missing == ("pregnancy.weeks",)


def test_weeks_of_nobody_knows_which_day_are_not_carried_forward() -> None:
    bare = replace(well(10, sex="female", pregnancy=Pregnancy("yes", 19)), visits=())
    assert "OPT-NO-PRONE" not in rules(options(bare, 10)["yoga"].cautions)
