"""Care warnings: heat, cold, manual therapy, traction, rest, supports; running and planned care."""

from dataclasses import replace
from datetime import date

import pytest

from pathway.facts import Care, FlagAnswer, Pregnancy, Sensation, Span, Spot, Visit, Weakness
from tests.pathway.charts import care, day, seen, sessions
from tests.pathway.optioncharts import care_rules, in_region, planned, rules, well


def felt(number: int, zones: dict[str, Sensation], *, rest: bool = False) -> Visit:
    """A visit at which feeling was examined on both sides in some zones only."""
    found = {Spot(side, zone): value for zone, value in zones.items() for side in ("left", "right")}
    visit = replace(seen(number, 6, 3), sensation=found)
    return visit if rest else replace(visit, exam_unlisted="not_done")


# ---------------------------------------------------------------- which care counts


def test_no_physical_care_no_warnings() -> None:
    assert care_rules(well(10), 10) == {}
    heated = well(10, given=(care(0, 9, kind="heat"),))
    assert care_rules(heated, 10) == {}


@pytest.mark.parametrize(
    "given",
    [
        care(0, None, kind="heat"),
        care(0, 10, kind="heat"),
        sessions(2, 10, kind="heat"),
        sessions(2, -3, kind="heat"),
    ],
)
def test_care_that_runs_is_checked(given: Care) -> None:
    assert "H9" in care_rules(well(10, given=(given,)), 10)


def test_single_sessions_run_until_the_gap_is_long_enough() -> None:
    chart = well(30, seen(16, 6, 3), given=(sessions(2, kind="heat"),))
    assert "H9" in care_rules(chart, 15)
    assert care_rules(chart, 16) == {}


@pytest.mark.parametrize("name", ["heat", "superficial_heat"])
def test_planned_care_is_checked_by_either_name(name: str) -> None:
    warned = care_rules(well(10, plan=planned(name)), 10)["H9"]
    assert (warned.severity, warned.medicines, warned.message) == ("INFO", ("heat",), "H9")
    assert warned.source == warned.because.source == "HEATWRAP"


def test_a_planned_word_that_no_rule_knows_warns_of_nothing() -> None:
    assert care_rules(well(10, plan=planned("swimming")), 10) == {}


# ---------------------------------------------------------------- feeling


@pytest.mark.parametrize("value", ["reduced", "absent"])
@pytest.mark.parametrize(
    ("region", "zone", "rule"),
    [
        ("lumbar", "low_back", "H1"),
        ("lumbar", "buttock", "H1"),
        ("lumbar", "top_of_foot", "H2"),
        ("lumbar", "neck", "H2"),
        ("cervical", "neck", "H1"),
        ("cervical", "shoulder_top", "H1"),
        ("cervical", "thumb", "H2"),
        ("unsure", "low_back", "H1"),
        ("unsure", "scapula", "H1"),
        ("thoracic", "scapula", "H1"),
    ],
)
def test_heat_stops_where_feeling_is_gone(
    region: str, zone: str, rule: str, value: Sensation
) -> None:
    visit = felt(10, {zone: value}, rest=True)
    found = care_rules(in_region(well(10, visit, plan=planned("heat")), region), 10)
    assert set(found) == {rule, "H9"}
    assert found[rule].severity == ("STOP" if rule == "H1" else "WARN")
    assert found[rule].because.inputs[0].what == f"sensation.{zone}"
    assert found[rule].because.inputs[0].on == day(10)


def test_more_feeling_than_usual_is_not_numb() -> None:
    visit = felt(10, {"low_back": "increased"}, rest=True)
    assert set(care_rules(well(10, visit, plan=planned("heat")), 10)) == {"H9"}


def test_the_latest_examination_of_a_place_counts() -> None:
    first, second = felt(5, {"low_back": "reduced"}), felt(10, {"low_back": "normal"})
    chart = well(10, first, second, plan=planned("heat"))
    assert "H1" in care_rules(chart, 9)
    assert "H1" not in care_rules(chart, 10)
    whole = seen(10, 6, 3)  # the rest of the examination was normal
    assert "H1" not in care_rules(well(10, first, whole, plan=planned("heat")), 10)
    unexamined = replace(whole, exam_unlisted="not_done")
    assert "H1" in care_rules(well(10, first, unexamined, plan=planned("heat")), 10)


@pytest.mark.parametrize(
    ("zones", "missing"),
    [
        ({}, ("sensation.low_back", "sensation.buttock")),
        ({"low_back": "normal"}, ("sensation.buttock",)),
        ({"low_back": "normal", "buttock": "normal"}, None),
    ],
)
def test_a_site_that_was_not_examined_is_missing(
    zones: dict[str, Sensation], missing: tuple[str, ...] | None
) -> None:
    found = care_rules(well(10, felt(10, zones), plan=planned("heat", "cold")), 10)
    if missing is None:
        assert not {"H4", "H8"} & set(found)
        return
    assert found["H4"].because.missing == found["H8"].because.missing == missing
    assert found["H4"].severity == "INFO"


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_two_visits_of_a_day_the_worse_feeling_counts(is_turned: bool) -> None:
    lost, dull = felt(10, {"low_back": "absent"}), felt(10, {"low_back": "reduced"})
    visits = (felt(10, {"low_back": "increased"}), lost, dull, seen(10, 6, 3))
    chart = well(10, *(reversed(visits) if is_turned else visits), plan=planned("heat"))
    found = care_rules(chart, 10)
    assert found["H1"].because.inputs[0].value == "absent"
    assert "H4" not in found


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_two_visits_of_a_day_the_growing_weakness_counts(is_turned: bool) -> None:
    grows = replace(seen(10, 6, 3), weakness=Weakness(day(5), "progressing"))
    stable = replace(seen(10, 6, 3), weakness=Weakness(day(5), "stable"))
    visits = (stable, grows) if is_turned else (grows, stable)
    chart = well(10, seen(5, 6, 3), *visits, plan=planned("manipulation"))
    assert "J2" in care_rules(chart, 10)
    later = well(12, *visits, seen(12, 6, 3), plan=planned("manipulation"))
    assert "weakness.course" not in {
        given.what for it in care_rules(later, 12).values() for given in it.because.inputs
    }


def test_one_side_alone_is_not_the_whole_site() -> None:
    half = replace(
        seen(10, 6, 3),
        sensation={Spot("left", "low_back"): "normal", Spot("left", "buttock"): "normal"},
        exam_unlisted="not_done",
    )
    assert "H4" in care_rules(well(10, half, plan=planned("heat")), 10)


def test_nobody_examined_at_all() -> None:
    chart = replace(well(10, plan=planned("heat")), visits=())
    assert "H4" in care_rules(chart, 10)


def test_numbness_told_without_a_place_may_be_anywhere() -> None:
    told = replace(seen(10, 6, 3), numbness_since=day(3))
    assert "H4" in care_rules(well(10, told, plan=planned("heat")), 10)
    found = replace(told, sensation={Spot("left", "calf"): "reduced"})
    assert "H4" not in care_rules(well(10, found, plan=planned("heat")), 10)


# ---------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("condition", "heat", "cold"),
    [
        ("neuropathy", "STOP", "STOP"),
        ("diabetes", "WARN", None),
        ("poor_circulation", "WARN", None),
        ("peripheral_artery_disease", "WARN", None),
        ("raynaud", None, "STOP"),
        ("hypertension", None, None),
    ],
)
def test_conditions(condition: str, heat: str | None, cold: str | None) -> None:
    chart = well(10, conditions=frozenset({condition}), plan=planned("heat", "cold"))
    found = care_rules(chart, 10)
    for kind, expected in (("heat", heat), ("cold", cold)):
        severities = [w.severity for w in found.values() if kind in w.medicines]
        assert [s for s in severities if s != "INFO"] == ([expected] if expected else [])


def test_pregnancy_asks_before_heat() -> None:
    pregnancy = Pregnancy("yes", 12, day(8))
    chart = well(10, sex="female", pregnancy=pregnancy, plan=planned("heat"))
    warned = care_rules(chart, 10)["H3"]
    assert (warned.severity, warned.because.inputs[0].on) == ("WARN", day(8))


def test_what_has_no_place_in_the_record_is_always_named() -> None:
    found = care_rules(well(10, plan=planned("heat", "manipulation")), 10)
    assert "skin_broken" in found["H9"].because.missing
    assert "joint_instability" in found["J12"].because.missing


# ---------------------------------------------------------------- manual therapy, traction, others


def test_manual_therapy_and_traction_share_a_rule_and_are_both_named() -> None:
    chart = well(10, given=(care(0, kind="traction"),), plan=planned("manipulation"))
    found = care_rules(
        replace(chart, patient=replace(chart.patient, conditions=frozenset({"cancer"}))), 10
    )
    assert found["J6"].medicines == ("manual_therapy", "traction")
    assert found["J6"].severity == "STOP"
    assert (found["J11"].severity, found["J11"].medicines) == ("WARN", ("traction",))


def test_traction_of_the_neck_is_not_warned_of_as_such() -> None:
    chart = in_region(well(10, plan=planned("traction")), "cervical")
    assert set(care_rules(chart, 10)) == {"J12"}


def test_night_pain_alone_is_no_tumour() -> None:
    at_night = replace(seen(10, 6, 3), red_flags={"RF-T3": FlagAnswer("yes")})
    assert "J6" not in care_rules(well(10, at_night, plan=planned("manipulation")), 10)
    past = replace(seen(10, 6, 3), red_flags={"RF-T1": FlagAnswer("yes")})
    assert "J6" in care_rules(well(10, past, plan=planned("manipulation")), 10)


def test_warnings_stay_in_an_emergency_and_under_18() -> None:
    cord = replace(seen(10, 6, 3), red_flags={"RF-M5": FlagAnswer("yes")})
    chart = in_region(well(10, cord, plan=planned("manipulation")), "cervical")
    assert care_rules(chart, 10)["J1"].severity == "STOP"
    child = well(10, birth_date=date(2012, 1, 1), plan=planned("bed_rest"))
    assert set(care_rules(child, 10)) == {"W1"}


@pytest.mark.parametrize(
    ("kind", "rule", "severity"),
    [("bed_rest", "W1", "WARN"), ("lumbar_support", "W2", "WARN"), ("tens", "W4", "INFO")],
)
def test_what_guidelines_advise_against(kind: str, rule: str, severity: str) -> None:
    (warned,) = care_rules(well(10, plan=planned(kind)), 10).values()
    assert (warned.id, warned.severity, warned.because.inputs) == (rule, severity, ())


def test_short_rest_is_nothing_to_warn_of() -> None:
    assert care_rules(well(10, plan=planned("rest")), 10) == {}


@pytest.mark.parametrize(("number", "is_warned"), [(42, False), (43, True)])
def test_a_collar_is_worn_six_weeks_at_most(number: int, is_warned: bool) -> None:
    chart = in_region(well(number, given=(care(0, kind="collar"),)), "cervical")
    found = care_rules(chart, number)
    assert (set(found) == {"W3"}) == is_warned
    if is_warned:
        assert found["W3"].because.inputs[0].value == "43"


def test_the_earliest_day_of_two_entries_counts() -> None:
    two = (
        Care("collar", span=Span(day(30), None)),
        Care("collar", span=Span(day(0), None)),
    )
    chart = in_region(well(50, given=two), "cervical")
    assert "W3" in care_rules(chart, 50)


def test_warnings_come_in_the_order_of_the_pack() -> None:
    chart = well(10, plan=planned("bed_rest", "manipulation", "heat"))
    assert list(care_rules(chart, 10)) == ["H9", "J12", "W1"]
    assert rules(tuple(w.because for w in care_rules(chart, 10).values())) == ["H9", "J12", "W1"]
