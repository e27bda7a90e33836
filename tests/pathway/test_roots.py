"""The ranking of roots: the published vectors, the classes, and what is refused a rank."""

from dataclasses import replace

import pytest

import resources
from pathway.advice import RootClass
from pathway.facts import Region
from tests.pathway.charts import chart, day, guidelines
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

VECTORS: list[tuple[Region, tuple[str, ...], dict[str, float], RootClass]] = [
    ("lumbar", (), {"L5": 0.320, "S1": 0.320, "L4": 0.156}, "none"),
    ("lumbar", ("test slr",), {"L5": 0.402, "S1": 0.402, "L4": 0.090}, "likely"),
    (
        "lumbar",
        ("pain outer_shin", "power great_toe_extension", "test slr"),
        {"L5": 0.855, "S1": 0.105, "L4": 0.026},
        "clear",
    ),
    (
        "lumbar",
        ("pain calf", "reflex ankle", "test slr", "sensation outer_foot"),
        {"S1": 0.945, "L5": 0.044},
        "clear",
    ),
    (
        "lumbar",
        ("pain inner_shin", "reflex knee", "power knee_extension", "test femoral_stretch"),
        {"L4": 0.756, "L3": 0.168},
        "clear",
    ),
    (
        "lumbar",
        ("pain front_thigh", "test femoral_stretch", "power knee_extension"),
        {"L3": 0.435, "L4": 0.374, "L2": 0.091},
        "likely",
    ),
    (
        "lumbar",
        ("pain outer_shin", "reflex ankle", "test slr"),
        {"L5": 0.479, "S1": 0.467},
        "likely",
    ),
    (
        "lumbar",
        (
            "power ankle_dorsiflexion",
            "power great_toe_extension",
            "power hip_abduction",
            "pain outer_shin",
        ),
        {"L5": 0.963, "L4": 0.018},
        "clear",
    ),
    ("cervical", (), {"C7": 0.381, "C6": 0.225, "C8": 0.155}, "none"),
    (
        "cervical",
        ("sensation middle_finger", "power elbow_extension", "reflex triceps"),
        {"C7": 0.957, "C6": 0.019},
        "clear",
    ),
    (
        "cervical",
        ("sensation thumb", "power forearm_pronation", "reflex brachioradialis"),
        {"C6": 0.796, "C7": 0.146},
        "clear",
    ),
    (
        "cervical",
        ("sensation outer_upper_arm", "power shoulder_abduction", "reflex biceps"),
        {"C5": 0.575, "C6": 0.330},
        "likely",
    ),
    (
        "cervical",
        ("sensation little_finger", "power finger_flexion"),
        {"C8": 0.592, "C7": 0.262},
        "likely",
    ),
    (
        "cervical",
        ("sensation medial_forearm", "power finger_spread"),
        {"C8": 0.548, "T1": 0.245},
        "likely",
    ),
    (
        "cervical",
        ("sensation thumb", "power elbow_extension"),
        {"C7": 0.590, "C6": 0.280},
        "likely",
    ),
]


@pytest.mark.parametrize(("region", "findings", "expected", "rank_class"), VECTORS)
def test_vector(
    region: Region, findings: tuple[str, ...], expected: dict[str, float], rank_class: RootClass
) -> None:
    roots = ranked(of_region(region, visit(*findings)))
    assert roots.rank_class == rank_class
    assert roots.ranked[: len(expected)] == tuple(expected)
    assert roots.weights is not None
    for root, weight in expected.items():
        assert roots.weights[root] == pytest.approx(weight, abs=0.002)  # type: ignore[index]


# ---------------------------------------------------------------- the list


def test_all_six_are_listed_and_equal_ones_stand_in_table_order() -> None:
    assert lumbar().ranked == ("L5", "S1", "L4", "L3", "S2", "L2")
    assert cervical().ranked == ("C7", "C6", "C8", "C5", "T1", "C4")
    assert lumbar("test slr").ranked[:3] == ("L5", "S1", "L4")


def test_a_finding_stands_for_each_root_that_it_is_at_home_in() -> None:
    roots = lumbar("pain outer_shin", "reflex knee", "test slr")
    assert roots.favouring is not None
    named = {root: [read.what for read in reads] for root, reads in roots.favouring.items()}
    assert named == {
        "L5": ["right pain_map.outer_shin", "right test.slr"],
        "S1": ["right test.slr"],
        "L4": ["right reflex.knee"],
        "L3": ["right reflex.knee"],
    }
    assert list(named) == [root for root in roots.ranked if root in named]


def test_values_and_days_are_as_recorded() -> None:
    roots = lumbar("power great_toe_extension 3")
    assert roots.favouring is not None
    (read,) = roots.favouring["L5"]
    assert (read.what, read.value, read.on) == ("right power.great_toe_extension", "3", day(20))


@pytest.mark.parametrize(
    "finding",
    [
        "power great_toe_extension 0",
        "power great_toe_extension 4",
        "sensation top_of_foot absent",
        "sensation top_of_foot reduced",
        "reflex ankle absent",
        "reflex ankle reduced",
        "test slr positive",
        "pain calf",
    ],
)
def test_positive_findings_point_to_a_root(finding: str) -> None:
    assert lumbar(finding).rank_class == "likely"


@pytest.mark.parametrize(
    "finding",
    [
        "power great_toe_extension 5",
        "sensation top_of_foot normal",
        "sensation top_of_foot increased",
        "reflex ankle normal",
        "reflex ankle brisk",
        "test slr negative",
        "test slr not_done",
        "sensation calf",
        "pain great_toe",
        "pain medial_ankle",
        "power hip_extension",
        "reflex medial_hamstring",
        "test slump",
        "test crossed_slr",
    ],
)
def test_other_findings_are_not_scored(finding: str) -> None:
    roots = lumbar(finding)
    assert roots.rank_class == "none"
    assert roots.weights == lumbar().weights


@pytest.mark.parametrize("order", [("not_done", "positive"), ("positive", "not_done")])
def test_what_was_not_done_takes_nothing_from_a_finding_of_that_day(order: tuple[str, str]) -> None:
    visits = (visit(f"test slr {result}", on=20) for result in order)
    assert ranked(of_region("lumbar", *visits)) == ranked(of_region("lumbar", visit("test slr")))


def test_pain_of_the_neck_module_is_listed_and_only_its_sensation_is_scored() -> None:
    roots = cervical("pain thumb")
    assert roots.rank_class == "none"
    assert whats(roots, "ROOT-LISTED") == ["right pain_map.thumb"]
    assert cervical("sensation thumb").rank_class == "likely"


def test_what_is_not_scored_is_listed() -> None:
    roots = lumbar(
        "pain outer_shin", "sensation great_toe", "sensation calf increased", "reflex knee brisk",
        "power hip_flexion", "test slump",
    )  # fmt: skip
    assert whats(roots, "ROOT-LISTED") == [
        "right sensation.calf",
        "right sensation.great_toe",
        "right power.hip_flexion",
        "right reflex.knee",
        "right test.slump",
    ]


# ---------------------------------------------------------------- the class


def test_two_kinds_that_agree_are_clear() -> None:
    roots = lumbar("pain outer_shin", "sensation top_of_foot")
    assert (roots.rank_class, rules(roots)) == ("clear", ["ROOT-CLEAR"])
    assert whats(roots, "ROOT-CLEAR") == [
        "root", "right pain_map.outer_shin", "right sensation.top_of_foot",
    ]  # fmt: skip


def test_one_kind_is_likely_however_far_it_leads() -> None:
    roots = lumbar("power great_toe_extension", "power hip_abduction")
    assert roots.weights is not None
    assert roots.weights["L5"] > 5 * roots.weights["S1"]
    assert (roots.rank_class, rules(roots)) == ("likely", ["ROOT-ONE-KIND"])


def test_a_provocation_test_is_no_kind_of_its_own() -> None:
    roots = lumbar("pain outer_shin", "pain top_of_foot", "test slr")
    assert (roots.rank_class, rules(roots)) == ("likely", ["ROOT-ONE-KIND"])


def test_a_kind_that_speaks_for_another_root_does_not_make_it_clear() -> None:
    motor = ("power ankle_dorsiflexion", "power great_toe_extension", "power hip_abduction")
    roots = lumbar(*motor, "pain calf")
    assert roots.ranked[0] == "L5"
    assert rules(roots) == ["ROOT-ONE-KIND"]


def test_close_roots_are_named_together() -> None:
    roots = lumbar("pain outer_shin", "reflex ankle")
    assert rules(roots) == ["ROOT-CLOSE"]
    assert [read.value for read in roots.because[0].inputs[:2]] == ["L5", "S1"]


@pytest.mark.parametrize(
    ("findings", "missing"),
    [
        (("test slr",), ("pain_map", "sensation", "power", "reflex")),
        (("pain calf", "no reflex ankle"), ("sensation", "power")),
        (("no sensation sole", "no power hip_flexion"), ("pain_map", "reflex")),
    ],
)
def test_kinds_that_were_not_examined_are_missing(
    findings: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert lumbar(*findings).because[0].missing == missing


def test_nothing_found_is_none_and_says_so() -> None:
    roots = lumbar("no reflex ankle")
    assert (roots.rank_class, rules(roots), roots.side) == ("none", ["ROOT-NONE"], None)
    assert roots.favouring == {}


@pytest.mark.parametrize(
    ("findings", "named"),
    [
        (("pain outer_shin", "sensation top_of_foot"), ("L5",)),
        (("power great_toe_extension", "power hip_abduction"), ("L5",)),
        (("pain outer_shin", "reflex ankle"), ("L5", "S1")),
        (("no reflex ankle",), ()),
        (("pain inner_shin", "sensation top_of_foot", "reflex ankle"), ()),
    ],
)
def test_people_are_told_one_root_or_two_that_are_close(
    findings: tuple[str, ...], named: tuple[str, ...]
) -> None:
    assert lumbar(*findings).named == named


# ---------------------------------------------------------------- normal findings


def test_normal_findings_stand_against_and_are_not_scored() -> None:
    bare = lumbar("pain outer_shin")
    roots = lumbar(
        "pain outer_shin", "no reflex knee", "no power great_toe_extension", "no test slr"
    )
    assert (roots.ranked, roots.weights) == (bare.ranked, bare.weights)
    assert roots.against is not None
    named = {root: [read.what for read in reads] for root, reads in roots.against.items()}
    assert named == {
        "L5": ["right power.great_toe_extension", "right test.slr"],
        "S1": ["right test.slr"],
        "L4": ["right reflex.knee"],
        "L3": ["right reflex.knee"],
    }


def test_normal_findings_of_the_other_side_say_nothing() -> None:
    roots = ranked(of_region("lumbar", both_sides(("pain outer_shin",), ("no reflex knee",))))
    assert roots.against == {}


def test_without_a_finding_the_side_of_the_problem_counts() -> None:
    seen = both_sides(("no reflex knee",), ("no reflex ankle",))
    made = of_region("lumbar", seen)
    assert set(ranked(made).against or ()) == {"L3", "L4", "S1"}
    right = replace(made, problem=replace(made.problem, side="right"))
    assert set(ranked(right).against or ()) == {"L3", "L4"}
    midline = replace(made, problem=replace(made.problem, side="midline"))
    assert set(ranked(midline).against or ()) == {"L3", "L4", "S1"}


def test_what_is_stated_as_normal_stands_last_against_each_root_that_was_examined() -> None:
    seen = visit("pain outer_shin", "no reflex ankle", exam_unlisted="normal")
    roots = ranked(of_region("lumbar", seen))
    assert roots.against is not None
    assert [read.what for read in roots.against["S1"]] == ["right reflex.ankle", "exam_unlisted"]
    assert [read.what for read in roots.against["L5"]] == ["exam_unlisted"]
    assert "S2" not in roots.against


# ---------------------------------------------------------------- the whole


def test_every_rule_has_a_source_and_a_sentence() -> None:
    says = resources.words_tables("en")["roots"]["says"]
    assert isinstance(says, dict)
    assert set(says) == set(guidelines().roots.rules)
    assert set(guidelines().roots.rules.items()) <= set(guidelines().rules.items())


def test_care_and_scores_do_not_matter() -> None:
    made = chart(replace(visit("pain outer_shin"), pain_limb=9, psfs=2.0))
    assert ranked(made) == lumbar("pain outer_shin")
