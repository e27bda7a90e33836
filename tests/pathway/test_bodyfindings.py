"""The latest result at each place of the body: what replaces what, and what stays."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pathway.bodyfindings import BodyFindings, body_findings
from pathway.facts import Visit
from tests.pathway.charts import day
from tests.pathway.rootcharts import visit


def seen(*visits: Visit) -> dict[str, str]:
    """The results by place, of visits in order of their days."""
    return {f"{one.group} {one.place}": one.value for one in of(*visits).found}


def of(*visits: Visit) -> BodyFindings:
    return body_findings(visits)


def test_nothing_recorded_is_nothing_known() -> None:
    body = of(visit())
    assert (body.found, body.normal_on, body.groups) == ((), None, frozenset())
    assert of() == body


def test_a_finding_that_is_examined_again_is_replaced() -> None:
    first, again = visit("power hip_abduction 3", on=1), visit("no power hip_abduction", on=9)
    assert seen(first, again) == {"power hip_abduction": "5"}
    assert of(first, again).found[0].on == day(9)


def test_a_finding_that_is_not_examined_again_stays_with_its_day() -> None:
    first, again = visit("reflex ankle", "pain calf", on=1), visit("no power knee_extension", on=9)
    body = of(first, again)
    assert {(one.place, one.on) for one in body.found} == {
        ("ankle", day(1)), ("calf", day(1)), ("knee_extension", day(9)),
    }  # fmt: skip


def test_a_test_that_was_not_done_keeps_its_result() -> None:
    assert seen(visit("test slr", on=1), visit("test slr not_done", on=9)) == {
        "test slr": "positive"
    }
    assert seen(visit("test slr not_done")) == {}


def test_the_sides_are_apart() -> None:
    left = visit("no reflex ankle", on=9, side="left")
    body = of(visit("reflex ankle", on=1), left)
    assert [(one.side, one.value) for one in body.found] == [
        ("left", "normal"),
        ("right", "reduced"),
    ]


def test_what_was_stated_normal_replaces_what_is_older() -> None:
    first = visit(
        "reflex ankle", "sensation sole", "power hip_flexion", "test slr", "pain calf", on=1
    )
    normal = visit("reflex knee", on=9, exam_unlisted="normal")
    body = of(first, normal)
    assert seen(first, normal) == {"pain_map calf": "yes", "reflex knee": "reduced"}
    assert body.normal_on == day(9)
    assert body.groups == {"pain_map", "sensation", "power", "reflex", "test"}


def test_what_is_newer_than_the_statement_counts() -> None:
    normal = visit(on=1, exam_unlisted="normal")
    assert seen(normal, visit("reflex ankle", on=9)) == {"reflex ankle": "reduced"}


def test_a_drawing_replaces_the_older_one_as_a_whole() -> None:
    assert seen(visit("pain calf", "pain sole", on=1), visit("pain calf", on=9)) == {
        "pain_map calf": "yes"
    }


def test_no_drawing_is_no_news_but_no_limb_pain_is() -> None:
    drawn, undrawn = visit("pain calf", on=1), visit(on=9)
    assert seen(drawn, undrawn)
    assert seen(drawn, replace(undrawn, pain_limb=3))
    assert seen(drawn, replace(undrawn, pain_limb=0)) == {}
    assert seen(replace(drawn, pain_limb=0)) == {"pain_map calf": "yes"}


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        ("power hip_flexion 3", "power hip_flexion 4", "3"),
        ("power hip_flexion 4", "no power hip_flexion", "4"),
        ("sensation sole absent", "sensation sole reduced", "absent"),
        ("sensation sole", "sensation sole increased", "reduced"),
        ("sensation sole increased", "no sensation sole", "increased"),
        ("reflex ankle absent", "reflex ankle", "absent"),
        ("reflex ankle brisk", "no reflex ankle", "brisk"),
        ("test slr", "no test slr", "positive"),
    ],
)
def test_on_one_day_the_worse_result_counts_in_any_order(one: str, other: str, counts: str) -> None:
    late = datetime(2026, 1, 25, 9, tzinfo=UTC)
    for first, second in ((one, other), (other, one)):
        told = seen(visit(first), replace(visit(second), recorded_at=late))
        assert list(told.values()) == [counts]


def test_on_one_day_drawings_are_joined_and_beat_no_pain() -> None:
    painless = replace(visit(), pain_limb=0)
    expected = {"pain_map calf": "yes", "pain_map sole": "yes"}
    assert seen(visit("pain calf"), visit("pain sole"), painless) == expected
    assert seen(painless, visit("pain sole"), visit("pain calf")) == expected


def test_on_one_day_what_was_found_beats_what_was_stated() -> None:
    normal = visit(exam_unlisted="normal")
    assert seen(normal, visit("reflex ankle")) == {"reflex ankle": "reduced"}
    assert seen(visit("reflex ankle"), normal) == {"reflex ankle": "reduced"}


def test_signs() -> None:
    body = of(visit("sensation sole", "no sensation calf", "sensation groin increased"))
    assert {one.place: one.sign for one in body.found} == {
        "sole": "positive", "calf": "negative", "groin": "other",
    }  # fmt: skip


def test_findings_stand_in_the_order_of_the_table_and_unknown_places_last() -> None:
    made = visit("test slr", "reflex knee", "power winging", "power hip_flexion", "pain calf")
    assert [one.place for one in of(made).found] == [
        "calf",
        "hip_flexion",
        "knee",
        "slr",
        "winging",
    ]
