"""The clinic's own figures: each case in one place, nothing counted twice, blanks named as such."""

from datetime import date, timedelta
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from pathway.figures import (
    STAGES,
    Figure,
    Fired,
    Imaged,
    Opened,
    OpioidStart,
    Overrode,
    Period,
    Recall,
    Standing,
    by_imaging,
    by_opioids,
    by_recall,
    by_rule,
    by_stage,
    by_window,
    period_of,
)
from pathway.recalls import KINDS
from pathway.records import PatientId, ProblemId

TODAY = date(2026, 3, 30)
CARE_DAYS = 42
names = st.sampled_from([f"p{number}" for number in range(12)])
problems = names.map(ProblemId)
standings = st.builds(
    Standing, names.map(PatientId), problems, st.sampled_from([*STAGES, "newer stage"])
)
images = st.builds(
    Imaged, problems, st.just(TODAY), st.none() | st.integers(0, 99), st.none() | st.booleans()
)
starts = st.builds(OpioidStart, problems, st.none() | st.just(TODAY), st.booleans(), st.booleans())
rules = st.sampled_from(["M03", "M09", "RF-C1"])
fires = st.builds(Fired, problems, rules)
denials = st.builds(Overrode, problems, rules, st.sampled_from(["benefit", "short"]))


def told(figure: Figure) -> dict[str, int]:
    return {part.code: part.count for part in (*figure.parts, *figure.unknown)}


def case(name: str) -> ProblemId:
    return ProblemId(name)


def test_a_patient_counts_once_by_the_earliest_stage() -> None:
    one, other = PatientId("one"), PatientId("other")
    figure = by_stage(
        (
            Standing(one, case("a"), "chronic"),
            Standing(one, case("b"), "acute"),
            Standing(one, case("c"), "closed"),
            Standing(other, case("d"), "closed"),
        )
    )
    assert figure.of == 2
    assert {code: count for code, count in told(figure).items() if count} == {
        "acute": 1,
        "closed": 1,
    }
    assert figure.parts[0].cases == ("b",)


@given(st.lists(standings))
def test_the_stages_together_are_all_patients(found: list[Standing]) -> None:
    figure = by_stage(found)
    assert sum(part.count for part in figure.parts) == figure.of == len({p.patient for p in found})
    assert by_stage(reversed(found)) == Figure("stages", figure.of, by_stage(found[::-1]).parts)


def test_imaging_is_early_only_without_a_flag_and_within_care_that_is_recorded() -> None:
    figure = by_imaging(
        (
            Imaged(case("early"), TODAY, 41, False),
            Imaged(case("due"), TODAY, 42, False),
            Imaged(case("flagged"), TODAY, 3, True),
            Imaged(case("elsewhere"), TODAY, None, False),
            Imaged(case("failed"), TODAY, 3, None),
        ),
        CARE_DAYS,
    )
    assert told(figure) == dict.fromkeys(
        ("early", "after_care", "with_flag", "no_care_recorded", "no_advice"), 1
    )
    assert figure.parts[0].cases == ("early",)


@given(st.lists(images))
def test_each_request_is_in_one_place(found: list[Imaged]) -> None:
    figure = by_imaging(found, CARE_DAYS)
    assert sum(told(figure).values()) == figure.of == len(found)


@given(st.lists(starts))
def test_each_opioid_is_in_one_place(found: list[OpioidStart]) -> None:
    figure = by_opioids(found)
    assert sum(told(figure).values()) == figure.of == len(found)


def test_what_came_before_an_opioid() -> None:
    figure = by_opioids(
        (
            OpioidStart(case("a"), TODAY, after_non_drug=True, after_nsaid=True),
            OpioidStart(case("b"), TODAY, after_non_drug=True),
            OpioidStart(case("c"), TODAY, after_nsaid=True),
            OpioidStart(case("d"), TODAY),
            OpioidStart(case("e"), None),
        )
    )
    assert [part.cases for part in figure.parts] == [("a",), ("b",), ("c",), ("d",)]
    assert figure.unknown[0].cases == ("e",)


def test_the_days_to_a_decision_are_of_those_that_have_one() -> None:
    figure = by_window(
        (
            Opened(case("soon"), TODAY, TODAY + timedelta(4)),
            Opened(case("before"), TODAY, TODAY - timedelta(9)),
            Opened(case("late"), TODAY, TODAY + timedelta(30)),
            Opened(case("waits"), TODAY),
        )
    )
    assert (figure.of, figure.days) == (4, 4)
    assert told(figure) == {"decided": 3, "no_decision": 1}
    assert by_window((Opened(case("waits"), TODAY),)).days is None


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_median_is_one_of_the_numbers(days: list[int]) -> None:
    found = [Opened(case(str(place)), TODAY, TODAY + timedelta(n)) for place, n in enumerate(days)]
    assert by_window(found).days == median_low(days)


def test_outcomes_and_rows_without_one() -> None:
    rows = (Recall(case("a"), "reached"), Recall(case("b"), None), Recall(case("a"), "died"))
    figure = by_recall(rows, KINDS)
    found = told(figure)
    assert (found["reached"], found["died"], found["not_recorded"]) == (1, 1, 1)
    assert sum(found.values()) == figure.of == 3


def test_an_override_counts_once_however_often_it_was_entered() -> None:
    again = Overrode(case("a"), "M03", "benefit")
    figure = by_rule((Fired(case("a"), "M03"), Fired(case("b"), "M03")), (again, again))
    found = told(figure)
    assert found == {"fired:M03": 2, "overridden:M03": 1, "reason:M03:benefit": 1}
    assert [part.of for part in figure.parts] == [None, 2, 1]


def test_a_rule_that_was_overridden_had_fired() -> None:
    figure = by_rule((), (Overrode(case("a"), "M03", "short"),))
    assert told(figure)["fired:M03"] == 1


@given(st.lists(fires), st.lists(denials))
def test_overrides_are_among_what_fired_and_nothing_counts_twice(
    fired: list[Fired], denied: list[Overrode]
) -> None:
    figure = by_rule(fired, denied)
    assert by_rule([*fired, *fired], [*denied, *denied]) == figure
    parts = {part.code: part for part in figure.parts}
    for code, part in parts.items():
        kind, _, rule = code.partition(":")
        assert len(set(part.cases)) == part.count
        if kind == "overridden":
            assert set(part.cases) == {one.problem for one in denied if one.rule == rule}
            assert set(part.cases) <= set(parts[f"fired:{rule}"].cases)
            assert part.of == parts[f"fired:{rule}"].count
    heard = {(one.problem, one.rule) for one in fired}
    assert figure.of == len(heard | {(one.problem, one.rule) for one in denied})


def test_a_period_ends_today_and_has_its_days() -> None:
    weeks = period_of("weeks_4", TODAY)
    assert (weeks.last - weeks.first).days == 27
    assert weeks.has(TODAY)
    assert not weeks.has(TODAY - timedelta(28))
    assert period_of("all", TODAY) == Period(date.min, TODAY)
