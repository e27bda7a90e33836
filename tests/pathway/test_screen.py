"""Which items a screen may not leave blank, and how long it lasts."""

from datetime import timedelta
from typing import Unpack

import pytest

from pathway.facts import (
    Answer,
    Care,
    Chart,
    FlagAnswer,
    MedicineTaken,
    OnsetUnknown,
    Patient,
    Problem,
    Region,
    Span,
    Spot,
    Visit,
)
from pathway.finding import StageCode
from pathway.flags import TimingInputs, red_flags
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import (
    BORN,
    ON,
    About,
    Found,
    ago,
    check,
    given,
    left,
    record,
    seen,
    spots,
)

EVERY = "N3 M2 M4 M5 T1 T2 T3 I1 I2 I3 I4 I5 F1 F2 F3 P1"
CAUDA = "C1 C2 C3 C4 C5 C6"
BACK = f"{EVERY} {CAUDA} C7 V1 V2"
NECK = f"{EVERY} M1 M3 V2 V3 V4 T6"
BY_REGION: dict[Region, str] = {
    "lumbar": BACK,
    "thoracic": BACK,
    "cervical": NECK,
    "unsure": f"{BACK} {NECK}",
}


def blank(**more: Unpack[Found]) -> Visit:
    """A visit at which nothing was asked."""
    more["red_flags_unlisted"] = "not_asked"
    return seen(**more)


def ids(items: str) -> set[str]:
    return {f"RF-{item}" for item in items.split()}


@pytest.mark.parametrize("region", BY_REGION)
def test_mandatory_items_by_region(region: Region) -> None:
    found = check(blank(), about=About(region=region))
    assert set(found.missing) == ids(BY_REGION[region])
    assert not found.screen_complete


@pytest.mark.parametrize("region", BY_REGION)
def test_missing_items_come_in_the_order_of_the_book(region: Region) -> None:
    found = check(blank(), about=About(region=region))
    order = list(guidelines().flags.items)
    assert list(found.missing) == sorted(found.missing, key=order.index)


@pytest.mark.parametrize("region", BY_REGION)
@pytest.mark.parametrize("answer", ["yes", "no", "unable", "declined"])
def test_every_answer_counts_as_asked(region: Region, answer: Answer) -> None:
    asked = {item: FlagAnswer(answer) for item in ids(f"{BACK} {NECK}")}
    found = check(blank(flags=asked), about=About(region=region))
    assert found.screen_complete
    assert found.missing == ()


@pytest.mark.parametrize("region", BY_REGION)
def test_one_blank_item_makes_the_screen_incomplete(region: Region) -> None:
    for item in ids(BY_REGION[region]):
        asked = {i: FlagAnswer("no") for i in ids(BY_REGION[region]) - {item}}
        found = check(blank(flags=asked), about=About(region=region))
        assert found.missing == (item,)
        assert not found.screen_complete


def test_not_asked_in_so_many_words_is_blank() -> None:
    found = check(seen(flags=given(C2="not_asked")))
    assert found.missing == ("RF-C2",)


def test_a_stated_answer_to_all_else_is_an_answer() -> None:
    assert check(seen()).screen_complete
    assert check(seen(red_flags_unlisted="declined")).screen_complete


def test_stated_answers_do_not_speak_for_numbers_and_computed_items() -> None:
    found = check(seen(red_flags_unlisted="yes"))
    open_ids = {flag.id for flag in found.open}
    assert {"RF-C1", "RF-M6", "RF-V6"} <= open_ids
    assert not {"RF-C9", "RF-M10", "RF-N1"} & open_ids


# ---------------------------------------------------------------- situations


@pytest.mark.parametrize("sign", ["M2", "M4", "M5"])
def test_a_neck_with_a_cord_sign_is_asked_about_the_bladder(sign: str) -> None:
    about = About(region="cervical")
    found = check(blank(flags=given(**{sign: "yes"})), about=about)
    assert ids(CAUDA) <= set(found.missing)
    assert "RF-C7" not in found.missing
    for answer in ("no", "not_asked"):
        found = check(blank(flags=given(**{sign: answer})), about=about)
        assert not ids(CAUDA) & set(found.missing)


def test_what_is_asked_because_of_a_sign_stands_in_the_order_of_the_book() -> None:
    order = list(guidelines().flags.items)
    cord = seen(told=given(M2="yes"), red_flags_unlisted="not_asked")
    found = check(cord, about=About(region="cervical")).missing
    assert list(found) == sorted(found, key=order.index)
    assert found[0] == "RF-C1"


def test_a_cord_sign_that_still_stands_asks_about_the_bladder_again() -> None:
    visits = seen(ago(9), given(M2="yes")), blank(flags=given(M2="no"))
    assert ids(CAUDA) <= set(check(*visits, about=About(region="cervical")).missing)
    cleared = About(region="cervical", records=(record("RF-M2", ago(9), "cleared", ago(5)),))
    assert not ids(CAUDA) & set(check(*visits, about=cleared).missing)


@pytest.mark.parametrize("place", ["calf", "groin", "buttock", "saddle", "great_toe"])
def test_a_neck_with_a_leg_zone_marked_is_asked_about_the_bladder(place: str) -> None:
    about = About(region="cervical")
    pain = blank(pain_map=spots("left", place))
    felt = blank(sensation={Spot("left", place): "reduced"})
    normal = blank(sensation={Spot("left", place): "normal"})
    assert ids(CAUDA) <= set(check(pain, about=about).missing)
    assert ids(CAUDA) <= set(check(felt, about=about).missing)
    assert not ids(CAUDA) & set(check(normal, about=about).missing)


def test_a_neck_with_a_weak_leg_is_asked_about_the_bladder() -> None:
    found = check(blank(power=left(knee_extension=4)), about=About(region="cervical"))
    assert ids(CAUDA) <= set(found.missing)


@pytest.mark.parametrize("place", ["neck", "thumb", "low_back"])
def test_other_zones_do_not_ask_about_the_bladder(place: str) -> None:
    found = check(blank(pain_map=spots("left", place)), about=About(region="cervical"))
    assert not ids(CAUDA) & set(found.missing)


@pytest.mark.parametrize("region", BY_REGION)
def test_a_blood_thinner_asks_for_sudden_spine_pain(region: Region) -> None:
    patient = Patient(birth_date=BORN, medicines=(MedicineTaken("ELIQUIS 5 mg"),))
    found = check(blank(), about=About(region=region, patient=patient))
    assert set(found.missing) == ids(f"{BY_REGION[region]} V6")


def test_a_bleeding_disorder_asks_for_sudden_spine_pain() -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({"bleeding_disorder"}))
    assert "RF-V6" in check(blank(), about=About(patient=patient)).missing


@pytest.mark.parametrize(("days", "counts"), [(0, True), (6, True), (7, False), (-1, True)])
def test_a_stopped_blood_thinner_counts_for_a_week(days: int, counts: bool) -> None:
    patient = Patient(birth_date=BORN, medicines=(MedicineTaken("warfarin", ago(days)),))
    missing = check(blank(), about=About(patient=patient)).missing
    assert ("RF-V6" in missing) is counts


@pytest.mark.parametrize(
    ("care", "counts"),
    [
        (Care("medicine", "Clexane", span=Span(ago(30), None)), True),
        (Care("medicine", "Clexane", span=Span(ago(30), ago(7))), True),
        (Care("medicine", "Clexane", span=Span(ago(30), ago(8))), False),
        (Care("medicine", "Clexane", dates=(ago(30), ago(3))), True),
        (Care("medicine", "Clexane", dates=(ago(30),)), False),
        (Care("medicine", "naproxen", span=Span(ago(30), None)), False),
    ],
)
def test_a_blood_thinner_given_as_care_counts(care: Care, counts: bool) -> None:
    assert ("RF-V6" in check(blank(), about=About(care=(care,))).missing) is counts


# ---------------------------------------------------------------- the latest screen


def test_the_latest_visit_decides_whether_the_screen_is_complete() -> None:
    found = check(seen(ago(9)), blank())
    assert not found.screen_complete
    assert found.screened_on == ago(9)


def test_two_visits_of_one_day_make_one_screen() -> None:
    half = ids(BACK) - {"RF-C1"}
    one = blank(flags={item: FlagAnswer("no") for item in half})
    other = blank(flags=given(C1="no"))
    assert check(one, other).screen_complete


def test_without_a_visit_nothing_is_screened() -> None:
    found = check()
    assert not found.screen_complete
    assert set(found.missing) == ids(BACK)
    assert found.screened_on is None
    assert found.rescreen_by is None


# ---------------------------------------------------------------- when to ask again


@pytest.mark.parametrize(
    ("onset_days", "lasts"), [(0, 7), (27, 7), (28, 21), (84, 21), (85, 42), (900, 42)]
)
def test_a_screen_lasts_by_the_stage_of_its_day(onset_days: int, lasts: int) -> None:
    about = About(onset=ago(onset_days))
    found = check(seen(), about=about)
    assert found.rescreen_by == ON + timedelta(lasts)
    later = check(seen(), about=about, on=ON + timedelta(60))
    assert later.rescreen_by == found.rescreen_by


@pytest.mark.parametrize(
    ("item", "lasts"), [("A1", 42), ("T2", 7), ("P2", 7), ("C1", 7), ("C3", 7)]
)
def test_an_open_flag_shortens_it_unless_routine(item: str, lasts: int) -> None:
    assert check(seen(flags=given(**{item: "yes"}))).rescreen_by == ON + timedelta(lasts)


def test_a_cleared_flag_no_longer_shortens_it() -> None:
    about = About(records=(record("RF-C1", ON, "cleared", ON),))
    assert check(seen(flags=given(C1="yes")), about=about).rescreen_by == ON + timedelta(42)


def test_it_counts_from_the_latest_screen_not_from_a_visit_without_questions() -> None:
    assert check(seen(ago(9)), blank()).rescreen_by == ago(9) + timedelta(42)
    assert check(blank()).rescreen_by == ON


def stage_of(stage: StageCode) -> TimingInputs:
    return TimingInputs(None, ON, None, stage, (stage,))


def test_an_unknown_onset_may_be_new_and_a_closed_problem_asks_no_more() -> None:
    chart = Chart(Patient(birth_date=BORN), Problem("lumbar", OnsetUnknown(ON)), (seen(),))
    found = red_flags(chart, ON, guidelines(), stage_of("unknown"))
    assert found.rescreen_by == ON + timedelta(7)
    closed = red_flags(chart, ON, guidelines(), stage_of("closed"))
    assert closed.rescreen_by is None
