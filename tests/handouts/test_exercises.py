"""Which exercises are printed: by stage, and never past a closed gate."""

from dataclasses import replace

import pytest

from handouts.exercises import choose, read_exercises
from handouts.trouble import WordsTrouble
from pathway.assessment import Assessment
from pathway.facts import Cause, Chart, Pregnancy, Region, Spot
from pathway.finding import Level, PastFlag
from tests.handouts.made import DAY, REGIONS, STAGES, WORDS, assessment, chart, flag

BOOK = WORDS.exercises
NECK_HELD = frozenset({"EX-C02", "EX-C03", "EX-C04", "EX-C05", "EX-C06"})
LEVEL_ONE = frozenset(
    {
        "EX-L01",
        "EX-L02",
        "EX-L03",
        "EX-L04",
        "EX-L10",
        "EX-C01",
        "EX-C02",
        "EX-C03",
        "EX-C07",
        "EX-G01",
    }
)


def chosen(whole: Chart, concluded: Assessment) -> tuple[str, ...]:
    return choose(BOOK, whole, concluded)


def with_cause(cause: Cause) -> Chart:
    return replace(chart(), problem=replace(chart().problem, cause=cause))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_at_most_four_and_only_of_the_stage(region: Region, number: int) -> None:
    found = chosen(chart(region), assessment(STAGES[number]))
    assert 1 <= len(found) <= 4
    assert all(BOOK.rules[exercise].level <= number + 1 for exercise in found)


@pytest.mark.parametrize("region", REGIONS)
def test_the_acute_stage_has_level_one_only(region: Region) -> None:
    assert set(chosen(chart(region), assessment("acute"))) <= LEVEL_ONE


def test_stages_differ() -> None:
    assert len({chosen(chart(), assessment(stage)) for stage in STAGES}) == 3
    assert len({chosen(chart("cervical"), assessment(stage)) for stage in STAGES}) == 3


@pytest.mark.parametrize("item", ["RF-M1", "RF-M4", "RF-M10", "RF-V2", "RF-V4"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_neck_exercise_with_an_open_cord_or_vessel_flag(item: str, number: int) -> None:
    concluded = assessment(STAGES[number], flags=(flag(item, Level.URGENT, None),))
    assert not NECK_HELD & set(chosen(chart("cervical"), concluded))


def test_no_neck_exercise_while_the_cord_is_still_to_be_asked_about() -> None:
    assert not NECK_HELD & set(chosen(chart("cervical"), assessment(missing=("RF-M2",))))
    assert NECK_HELD & set(chosen(chart("cervical"), assessment(missing=("RF-T1",))))


def test_a_confirmed_flag_holds_like_an_open_one() -> None:
    concluded = assessment()
    past = PastFlag("RF-M2", DAY, "confirmed", DAY, "Dr Lee", "imaging")
    confirmed = replace(concluded, red_flags=replace(concluded.red_flags, history=(past,)))
    cleared = replace(confirmed.red_flags, history=(replace(past, state="cleared"),))
    assert not NECK_HELD & set(chosen(chart("cervical"), confirmed))
    assert NECK_HELD & set(chosen(chart("cervical"), replace(confirmed, red_flags=cleared)))


def test_unsteady_walking_means_no_walking_exercise() -> None:
    concluded = assessment(flags=(flag("RF-M2", Level.URGENT, None),))
    assert not {"EX-L10", "EX-G01"} & set(chosen(chart(), concluded))


def test_a_family_is_not_taken_for_an_item() -> None:
    """RF-V2 is a vessel of the limb; RF-F1 holds walking back, RF-F2 does not."""
    minor = assessment(flags=(flag("RF-F2", Level.URGENT, None),))
    major = assessment(flags=(flag("RF-F1", Level.URGENT, None),))
    assert "EX-L10" in chosen(chart(), minor)
    assert "EX-L10" not in chosen(chart(), major)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_bending_back_not_for_stenosis_and_bending_forward_not_for_fragile_bone(
    number: int,
) -> None:
    stage = STAGES[number]
    narrow = with_cause("stenosis")
    assert "EX-L03" not in chosen(narrow, assessment(stage))
    fragile = replace(
        narrow, patient=replace(narrow.patient, conditions=frozenset({"osteoporosis"}))
    )
    assert "EX-L04" not in chosen(fragile, assessment(stage))
    fall = assessment(stage, flags=(flag("RF-F2", Level.URGENT, None),))
    assert "EX-L04" not in chosen(narrow, fall)


def test_bending_directions_follow_the_cause() -> None:
    assert "EX-L04" in chosen(with_cause("stenosis"), assessment())
    assert "EX-L03" in chosen(with_cause("disc"), assessment())
    assert "EX-L04" not in chosen(with_cause("disc"), assessment())


@pytest.mark.parametrize(
    ("weeks", "is_printed"), [(12, True), (20, True), (21, False), (None, False)]
)
def test_nothing_on_the_front_after_twenty_weeks(weeks: int | None, is_printed: bool) -> None:
    patient = replace(chart().patient, pregnancy=Pregnancy("yes", weeks))
    found = chosen(replace(with_cause("disc"), patient=patient), assessment())
    assert ("EX-L03" in found) is is_printed


@pytest.mark.parametrize(
    ("zone", "wanted", "other"),
    [("calf", "EX-L05", "EX-L06"), ("front_thigh", "EX-L06", "EX-L05")],
)
def test_nerve_slides_follow_the_pain(zone: str, wanted: str, other: str) -> None:
    visit = replace(chart().visits[0], pain_map=frozenset({Spot("right", zone)}))
    found = chosen(replace(chart(), visits=(visit,)), assessment("subacute"))
    assert wanted in found
    assert other not in found


def test_every_exercise_of_the_library_has_rules_and_words() -> None:
    library = {f"EX-L{n:02}" for n in range(1, 11)} | {f"EX-C{n:02}" for n in range(1, 8)}
    assert set(BOOK.rules) == library | {"EX-G01"}
    listed = {exercise for levels in BOOK.sets.values() for level in levels for exercise in level}
    assert listed == set(BOOK.rules)
    for exercise in BOOK.rules:
        assert WORDS.lines(f"exercise_words.{exercise}.steps")


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ({}, "exercises.rules"),
        ({"rules": {"EX-1": {"level": 4}}, "sets": {}}, "exercises.rules.EX-1.level"),
        ({"rules": {"EX-1": {"level": 1, "sort": "x"}}, "sets": {}}, "exercises.rules.EX-1.sort"),
        ({"rules": {"EX-1": {"level": 1}}, "sets": {"lumbar": []}}, "exercises.sets.lumbar"),
        (
            {"rules": {"EX-1": {"level": 1}}, "sets": {"lumbar": [["EX-2"], [], []]}},
            "exercises.sets.lumbar",
        ),
    ],
)
def test_a_wrong_table_is_named(table: dict[str, object], path: str) -> None:
    with pytest.raises(WordsTrouble) as trouble:
        read_exercises(table)
    assert trouble.value.path == path
