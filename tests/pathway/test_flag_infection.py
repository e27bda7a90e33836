"""Red flags of infection, alone and together."""

import pytest

from pathway.facts import Answer, Patient, Spot
from tests.pathway.flagcharts import (
    BORN,
    About,
    Found,
    ago,
    ask,
    check,
    given,
    left,
    levels,
    seen,
    yes,
)


@pytest.mark.parametrize(
    ("days", "heat", "level"),
    [
        (None, 36.7, "urgent"),
        (None, None, "urgent"),
        (13, 36.7, "same_day"),
        (14, 36.7, "same_day"),
        (15, 36.7, "urgent"),
        (15, 37.9, "urgent"),
        (15, 38.0, "same_day"),
        (None, 39.5, "same_day"),
    ],
)
def test_fever(days: int | None, heat: float | None, level: str) -> None:
    assert ask(given(I1=yes(days)), temperature=heat) == {"RF-I1": level}


@pytest.mark.parametrize("answer", ["no", "not_asked", "declined"])
def test_a_temperature_counts_whatever_was_answered(answer: Answer) -> None:
    assert ask(given(I1=answer), temperature=38.0) == {"RF-I1": "same_day"}
    assert ask(given(I1=answer), temperature=37.9) == {}


SIGNS: dict[str, Found] = {
    "weakness": {"power": left(ankle_dorsiflexion=4)},
    "numbness": {"sensation": {Spot("left", "sole"): "reduced"}},
    "reflex": {"reflexes": {Spot("left", "ankle"): "absent"}},
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("item", ["I1", "I2", "F4"])
def test_infection_or_fracture_with_a_neurological_sign_is_an_emergency(
    item: str, sign: str
) -> None:
    assert ask(given(**{item: "yes"}), **SIGNS[sign])[f"RF-{item}"] == "emergency"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_seen_before_still_counts_unless_it_was_found_normal(sign: str) -> None:
    before = seen(ago(40), **SIGNS[sign])
    fever = seen(flags=given(I1=yes(20)), exam_unlisted="not_done")
    normal = seen(flags=given(I1=yes(20)))
    assert levels(check(before, fever))["RF-I1"] == "emergency"
    assert levels(check(before, normal))["RF-I1"] == (
        "emergency" if sign == "weakness" else "urgent"
    )


def test_fever_lifts_the_way_in_and_the_procedure() -> None:
    found = ask(given(I1=yes(100), I2="yes", I4="yes"))
    assert found == {"RF-I1": "urgent", "RF-I2": "emergency", "RF-I4": "emergency"}
    assert ask(given(I4="yes"), temperature=38.5)["RF-I4"] == "emergency"


@pytest.mark.parametrize(
    ("item", "level"), [("I1", "same_day"), ("I2", "same_day"), ("I4", "same_day")]
)
def test_weak_defences_lift_by_one_step(item: str, level: str) -> None:
    assert ask(given(I3="yes", **{item: "yes"})) == {f"RF-{item}": level}


def test_weak_defences_lift_a_same_day_fever_to_an_emergency() -> None:
    assert ask(given(I3="yes", I1=yes(3))) == {"RF-I1": "emergency"}


def test_weak_defences_lift_only_once_over_many_visits() -> None:
    visits = [seen(ago(days), given(I3="yes", I2="yes")) for days in (30, 20, 10, 0)]
    assert levels(check(*visits)) == {"RF-I2": "same_day"}


def test_weak_defences_never_count_alone_nor_for_tuberculosis() -> None:
    assert ask(given(I3="yes")) == {}
    assert ask(given(I3="yes", I5="yes")) == {"RF-I5": "urgent"}


@pytest.mark.parametrize("illness", ["diabetes", "immunosuppression", "steroid_long_term"])
def test_weak_defences_are_known_from_the_list_of_illnesses(illness: str) -> None:
    patient = Patient(birth_date=BORN, conditions=frozenset({illness}))
    found = check(seen(flags=given(I2="yes")), about=About(patient=patient))
    assert levels(found)["RF-I2"] == "same_day"
