"""Every option in every stage and region is what the clinical text says, with its grade."""

import pytest

from pathway.facts import Region
from pathway.optionbook import IDS, PHASES, SPANS, Stages
from tests.pathway.charts import guidelines
from tests.pathway.optioncharts import IN_STAGE, in_region, options, rules, well

# One letter for acute, subacute, chronic: Offered, optional (p), Locked, not offered (-). The
# patient is well, in his care nothing has failed yet, and care began with the pain.
LUMBAR = {
    "structured_exercise": "-pO",
    "education": "OOO",
    "superficial_heat": "OOp",
    "gentle_exercise": "OOp",
    "directional_exercise": "OOO",
    "motor_control": "OOO",
    "neural_gliding": "pOO",
    "cbt": "ppO",
    "tai_chi": "-pO",
    "yoga": "-pO",
    "stretching": "ppp",
    "manipulation": "ppp",
    "massage": "ppp",
    "acupuncture": "ppp",
    "cold_packs": "ppp",
    "traction": "---",
    "collar": "---",
    "laser": "p-p",
    "bed_rest": "---",
    "lumbar_support": "---",
    "tens": "---",
    "nsaid": "OOL",
    "muscle_relaxant": "Op-",
    "paracetamol": "LL-",
    "duloxetine": "LLL",
    "tramadol": "LLL",
    "other_opioid": "LLL",
    "gabapentinoid": "---",
    "oral_steroid": "---",
    "benzodiazepine": "---",
    "specialist_injection": "pp-",
    "diagnostic_nerve_block": "Lpp",
}
CERVICAL = LUMBAR | {
    "superficial_heat": "ppp",
    "massage": "---",
    "acupuncture": "---",
    "traction": "ppp",
    "collar": "p--",
    "laser": "p--",
}
LETTER = {"offered": "O", "optional": "p", "locked": "L", "not_offered": "-"}


def test_the_tables_name_every_option() -> None:
    assert set(LUMBAR) == set(CERVICAL) == set(IDS)
    assert len(IDS) == 32


@pytest.mark.parametrize("option", IDS)
@pytest.mark.parametrize("region", ["lumbar", "cervical"])
def test_each_option_by_stage_and_region(option: str, region: str) -> None:
    table = LUMBAR if region == "lumbar" else CERVICAL
    states = ""
    for stage in PHASES:
        number = IN_STAGE[stage]
        found = options(in_region(well(number), region), number)[option]
        states += LETTER[found.state]
        assert bool(found.locked_because) == (found.state in {"locked", "not_offered"})
        assert (found.line is None) == (found.state == "not_offered")
    assert states == table[option]


@pytest.mark.parametrize(
    ("option", "stage", "grade"),
    [
        ("superficial_heat", "acute", ("strong", "moderate", "moderate")),
        ("superficial_heat", "subacute", ("strong", "moderate", "moderate")),
        ("superficial_heat", "chronic", ("", "", "")),
        ("structured_exercise", "chronic", ("strong", "moderate", "small")),
        ("motor_control", "chronic", ("strong", "low", "moderate")),
        ("tai_chi", "chronic", ("strong", "low", "moderate")),
        ("yoga", "chronic", ("strong", "low", "")),
        ("acupuncture", "acute", ("strong", "low", "")),
        ("acupuncture", "chronic", ("strong", "moderate", "")),
        ("massage", "acute", ("strong", "low", "")),
        ("manipulation", "chronic", ("strong", "low", "")),
        ("laser", "acute", ("", "low", "")),
        ("nsaid", "acute", ("strong", "moderate", "")),
        ("nsaid", "chronic", ("weak", "moderate", "")),
        ("muscle_relaxant", "acute", ("strong", "moderate", "")),
        ("duloxetine", "chronic", ("weak", "moderate", "small")),
        ("tramadol", "chronic", ("weak", "moderate", "moderate")),
        ("cold_packs", "acute", ("", "", "")),
        ("neural_gliding", "subacute", ("", "", "")),
    ],
)
def test_grades_are_those_published_for_the_low_back(
    option: str, stage: str, grade: tuple[str, str, str]
) -> None:
    number = IN_STAGE[stage]
    found = options(well(number), number)[option]
    assert (found.strength, found.quality, found.effect) == grade


def test_tai_chi_shows_the_quality_that_the_guideline_gives_and_the_disagreement() -> None:
    found = options(well(100), 100)["tai_chi"]
    assert (found.quality, found.effect) == ("low", "moderate")
    assert "tai_chi" in found.conflicts


@pytest.mark.parametrize("stages", SPANS)
def test_the_neck_never_cites_the_guideline_that_left_it_out(stages: Stages) -> None:
    pack = guidelines()
    for offer in pack.options.offers[stages, "cervical"]:
        option = offer.option
        cited = {*option.sources, *(pack.rules[gate.rule] for gate in offer.gates)}
        cited |= {reason.source for reason in (*option.locked_because, *option.cautions)}
        cited |= {s for name in option.conflicts for s in pack.options.conflicts[name].sources}
        assert "ACP17" not in cited, option.id


@pytest.mark.parametrize("region", ["cervical", "unsure"])
def test_few_good_trials_speak_of_the_neck_and_that_is_said(region: Region) -> None:
    offers = guidelines().options.offers[("acute",), region]
    told = {offer.item.id for offer in offers if "neck" in offer.option.conflicts}
    assert {"education", "superficial_heat", "nsaid", "traction", "duloxetine"} <= told


def test_every_row_says_in_whom_the_evidence_was_found() -> None:
    assert all(
        offer.option.population and offer.option.sources
        for offers in guidelines().options.offers.values()
        for offer in offers
    )


def test_non_drug_care_comes_first_and_medicines_second() -> None:
    found = options(well(10), 10)
    lines = [option.line for option in found.values() if option.line]
    assert lines == sorted(lines)
    assert (found["education"].line, found["nsaid"].line) == (1, 2)
    assert found["specialist_injection"].line == 3


def test_a_structured_programme_is_the_first_item_of_the_chronic_stage() -> None:
    shown = [o.id for o in options(well(100), 100).values() if o.state == "offered"]
    assert shown[0] == "structured_exercise"


def test_a_region_nobody_is_sure_of_gets_the_more_cautious_of_both() -> None:
    found = options(in_region(well(10), "unsure"), 10)
    assert found["superficial_heat"].state == "optional"
    assert found["traction"].state == found["collar"].state == "not_offered"
    assert found["education"].state == "offered"


def test_the_middle_of_the_back_has_no_options() -> None:
    assert options(in_region(well(10), "thoracic"), 10) == {}


def test_all_twenty_five_disagreements_are_in_the_pack() -> None:
    conflicts = guidelines().options.conflicts.values()
    assert sorted(conflict.row for conflict in conflicts) == list(range(1, 26))


def test_not_offered_says_which_rule_in_which_stage_and_region() -> None:
    reason = options(well(10), 10)["bed_rest"].locked_because[0]
    assert (reason.rule, reason.source) == ("S30", "SEED-B")
    assert {given.what: given.value for given in reason.inputs} == {
        "stage": "acute",
        "region": "lumbar",
    }
    assert rules(options(well(10), 10)["lumbar_support"].locked_because) == ["S50"]
