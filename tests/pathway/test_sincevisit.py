"""What is told of the time since the last visit: what was found, not that somebody was there."""

from dataclasses import replace

from pathway.facts import Visit
from pathway.records import ChartView, PatientId, ProblemId, RecordedVisit, VisitId
from pathway.since import Known, Since
from pathway.sincevisit import last_before, since_visit
from tests.pathway.charts import chart, day, on_day, seen


def recorded(*visits: Visit) -> tuple[RecordedVisit, ...]:
    return tuple(RecordedVisit(VisitId(str(place)), one) for place, one in enumerate(visits))


def view(*visits: Visit) -> ChartView:
    return ChartView(PatientId("p"), ProblemId("q"), chart(*visits), recorded(*visits))


def known(number: int, *visits: Visit) -> Known:
    """What is known on a day of the problem of a chart with these visits."""
    return Known(view(*visits), on_day(chart(*visits), number), "1")


def scores(*visits: Visit) -> list[Since]:
    """Return what is told of pain and function since the first of some visits."""
    last = recorded(visits[0])[0]
    found = since_visit(last, known(10, visits[0]), known(10, *visits))
    return [one for one in found.changes if one.what in {"pain_limb", "pain_spine", "psfs"}]


def test_the_last_visit_is_the_newest_one_before_today() -> None:
    whole = view(seen(0), seen(3), seen(10))
    last = last_before(whole, day(10))
    assert last is not None
    assert last.visit.on == day(3)
    assert last_before(whole, day(0)) is None


def test_a_score_that_is_another_one_is_told_with_both() -> None:
    first, second = seen(0, 8, 4, psfs=3.5), seen(10, 5, 4, psfs=6)
    assert scores(first, second) == [
        Since("pain_limb", before="8", after="5"),
        Since("psfs", before="3.5", after="6"),
    ]


def test_the_newest_score_counts_and_a_blank_tells_nothing() -> None:
    assert scores(seen(0, 8), seen(5, 6), seen(10)) == [Since("pain_limb", before="8", after="6")]
    assert scores(seen(0), seen(10, 5)) == []
    assert scores(seen(0, 8), seen(10)) == []


def test_a_new_visit_is_not_told_as_such_but_a_medicine_is() -> None:
    first, second = seen(0, 5), seen(10, 5)
    then, now = known(10, first), known(10, first, second)
    patient = replace(now.view.chart.patient, allergies=("latex",))
    told = replace(now.view, chart=replace(now.view.chart, patient=patient))
    found = since_visit(recorded(first)[0], then, replace(now, view=told))
    assert found.last == day(0)
    assert [one.what for one in found.changes] == ["allergy_new"]
