"""Findings that no single root explains, regions without a table, and the top of the lung."""

from dataclasses import replace

import pytest

from pathway.facts import FlagAnswer
from tests.pathway.charts import day
from tests.pathway.rootcharts import (
    both_sides,
    cervical,
    lumbar,
    of_region,
    ranked,
    rules,
    visit,
    whats,
)

# ---------------------------------------------------------------- not ranked


@pytest.mark.parametrize(
    ("right", "left"),
    [
        (("pain calf",), ("pain calf",)),
        (("pain outer_shin",), ("reflex ankle",)),
        (("power great_toe_extension",), ("sensation sole",)),
        (("sensation saddle",), ("sensation saddle",)),
        (("test slr",), ("test slr",)),
        (("pain calf",), ("power hip_flexion",)),
    ],
)
def test_findings_on_both_sides_are_not_ranked(
    right: tuple[str, ...], left: tuple[str, ...]
) -> None:
    roots = ranked(of_region("lumbar", both_sides(right, left)))
    assert (roots.rank_class, roots.ranked, roots.weights) == ("not_ranked", (), None)
    assert rules(roots)[0] == "ROOT-BOTH-SIDES"
    assert len(whats(roots, "ROOT-BOTH-SIDES")) == 2
    assert roots.side is None


@pytest.mark.parametrize(
    "left",
    ["pain low_back", "pain buttock", "no reflex ankle", "reflex ankle brisk", "test slump",
     "sensation sole increased"],
)  # fmt: skip
def test_these_on_the_other_side_do_not_make_it_bilateral(left: str) -> None:
    roots = ranked(of_region("lumbar", both_sides(("pain outer_shin", "pain low_back"), (left,))))
    assert roots.rank_class == "likely"
    assert roots.side == "right"


@pytest.mark.parametrize("item", ["RF-C7", "RF-M4"])
def test_both_limbs_told_are_not_ranked_by_the_findings_of_one(item: str) -> None:
    told = visit("pain calf", "reflex ankle", red_flags={item: FlagAnswer("yes")})
    roots = ranked(of_region("lumbar", told))
    assert (roots.rank_class, roots.ranked) == ("not_ranked", ())
    assert whats(roots, "ROOT-BOTH-SIDES") == [f"flag.{item}"]


def test_a_problem_on_both_sides_is_not_ranked_by_the_findings_of_one() -> None:
    made = of_region("lumbar", visit("pain calf", "reflex ankle"))
    both = replace(made, problem=replace(made.problem, side="both"))
    assert ranked(both).rank_class == "not_ranked"
    assert whats(ranked(both), "ROOT-BOTH-SIDES") == ["side"]


def test_both_limbs_told_without_a_finding_point_to_no_root() -> None:
    told = visit("pain low_back", red_flags={"RF-C7": FlagAnswer("yes")})
    assert ranked(of_region("lumbar", told)).rank_class == "none"


def test_both_limbs_count_as_told_last() -> None:
    before = visit(on=5, red_flags={"RF-C7": FlagAnswer("yes")})
    now = visit("pain calf", red_flags={"RF-C7": FlagAnswer("no")})
    assert ranked(of_region("lumbar", before, now)).rank_class == "likely"


def test_three_roots_are_not_ranked() -> None:
    roots = lumbar("pain inner_shin", "sensation top_of_foot", "reflex ankle")
    assert (roots.rank_class, rules(roots), roots.side) == ("not_ranked", ["ROOT-MANY"], "right")
    assert roots.because[0].inputs[0].value == "L4, L5, S1"
    assert set(roots.favouring or ()) == {"L4", "L5", "S1"}


def test_a_finding_with_two_equal_homes_names_no_root() -> None:
    roots = lumbar("pain front_thigh", "power knee_extension", "pain outer_shin", "test slr")
    assert roots.rank_class != "not_ranked"
    assert roots.ranked


def test_normal_findings_are_listed_also_when_nothing_is_ranked() -> None:
    found = both_sides(("pain calf", "no reflex knee"), ("pain calf", "no sensation top_of_foot"))
    roots = ranked(of_region("lumbar", found))
    assert set(roots.against or ()) == {"L3", "L4", "L5"}


# ---------------------------------------------------------------- regions


def test_a_region_that_is_not_sure_is_that_of_the_findings() -> None:
    assert ranked(of_region("unsure", visit("reflex triceps"))).ranked[0] == "C7"
    assert ranked(of_region("unsure", visit("reflex ankle"))).ranked[0] == "S1"


def test_a_region_that_is_not_sure_has_no_list_while_nothing_is_found() -> None:
    roots = ranked(of_region("unsure", visit("pain sole")))
    assert (roots.rank_class, roots.ranked) == ("none", ())
    assert rules(roots) == ["ROOT-NONE", "ROOT-LISTED"]


def test_arm_and_leg_at_once_are_not_ranked_while_the_region_is_not_sure() -> None:
    roots = ranked(of_region("unsure", visit("reflex triceps", "reflex ankle")))
    assert (roots.rank_class, rules(roots)) == ("not_ranked", ["ROOT-ARM-AND-LEG"])
    assert set(roots.favouring or ()) == {"C7", "S1"}


def test_findings_of_another_region_are_listed() -> None:
    roots = ranked(of_region("lumbar", visit("reflex triceps", "reflex ankle")))
    assert roots.ranked[0] == "S1"
    assert whats(roots, "ROOT-LISTED") == ["right reflex.triceps"]


def test_the_middle_of_the_back_has_no_roots_to_rank() -> None:
    roots = ranked(of_region("thoracic", visit("reflex ankle")))
    assert (roots.rank_class, roots.ranked) == ("none", ())
    assert rules(roots) == ["ROOT-THORACIC", "ROOT-LISTED"]
    assert whats(roots, "ROOT-LISTED") == ["right reflex.ankle"]


def test_danger_is_named_in_the_middle_of_the_back_too() -> None:
    roots = ranked(of_region("thoracic", both_sides(("reflex ankle",), ("reflex ankle",))))
    assert roots.rank_class == "not_ranked"


# ---------------------------------------------------------------- the top of the lung


def test_a_leading_c8_or_t1_asks_for_the_top_of_the_lung() -> None:
    roots = cervical("sensation medial_forearm", "power finger_spread")
    (reason,) = [one for one in roots.because if one.rule == "ROOT-LUNG-APEX"]
    assert [(read.what, read.value) for read in reason.inputs] == [("root", "C8")]
    assert reason.missing == ("flag.RF-T6",)


def test_what_is_known_of_it_is_said() -> None:
    asked = visit("power finger_flexion", red_flags={"RF-T6": FlagAnswer("no")})
    older = visit(on=5, red_flags={"RF-T6": FlagAnswer("yes")})
    made = of_region("cervical", older, asked)
    made = replace(made, patient=replace(made.patient, smoker="yes"))
    (reason,) = [one for one in ranked(made).because if one.rule == "ROOT-LUNG-APEX"]
    assert [(read.what, read.value, read.on) for read in reason.inputs[1:]] == [
        ("patient.smoker", "yes", None),
        ("flag.RF-T6", "no", day(20)),
    ]
    assert reason.missing == ()


@pytest.mark.parametrize("findings", [(), ("reflex triceps",), ("sensation thumb",)])
def test_no_other_root_asks_for_it(findings: tuple[str, ...]) -> None:
    assert "ROOT-LUNG-APEX" not in rules(cervical(*findings))


def test_two_answers_of_one_day_are_told_in_one_order() -> None:
    asked = visit("power finger_flexion", red_flags={"RF-T6": FlagAnswer("no")})
    again = replace(asked, red_flags={"RF-T6": FlagAnswer("yes")})
    for visits in ((asked, again), (again, asked)):
        made = of_region("cervical", *visits)
        (reason,) = [one for one in ranked(made).because if one.rule == "ROOT-LUNG-APEX"]
        said = [given.value for given in reason.inputs if given.what == "flag.RF-T6"]
        assert said == ["no", "yes"]
