"""A past day seen from today holds what is known now of the time up to then, nothing later."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pathway.facts import Care, Span
from pathway.plans import MEDICINES
from pathway.recalling import Shown, as_it_was, conclusion, recalled_of
from pathway.records import CareEntry, ChartView, PatientId, ProblemId, RecordedVisit, VisitId
from pathway.responses import Response
from tests.pathway.charts import care, chart, day, on_day, seen, sessions

FIRST, SECOND = seen(0, 8), replace(seen(10, 5), beside={MEDICINES: "ibuprofen"})
VISITS = tuple(RecordedVisit(VisitId(str(one.on)), one) for one in (FIRST, SECOND))


def response(at: datetime | None) -> Response:
    return Response("option", "EX", "offered", (), "declined", "cost", at=at)


def view(*given: Care) -> ChartView:
    return ChartView(
        PatientId("p"),
        ProblemId("q"),
        chart(FIRST, SECOND, care=given),
        VISITS,
        tuple(CareEntry(one) for one in given),
        visits_in_error=VISITS,
        care_in_error=tuple(CareEntry(one) for one in given),
    )


def cared(seen: ChartView) -> list[Care]:
    """The care that a view tells of; what was entered in error is cut alike."""
    assert seen.care == seen.care_in_error
    return [entry.care for entry in seen.care]


def test_visits_after_the_day_are_not_there_yet() -> None:
    past = as_it_was(view(), day(9))
    assert past.visits == past.visits_in_error == VISITS[:1]
    assert past.chart.visits == (FIRST,)
    assert as_it_was(view(), day(10)).visits == VISITS


def test_the_plan_is_that_of_the_visits_up_to_the_day() -> None:
    assert as_it_was(view(), day(9)).chart.plan.medicines == ()
    assert as_it_was(view(), day(10)).chart.plan.medicines == ("ibuprofen",)


def test_of_dates_those_up_to_the_day_are_told() -> None:
    given = sessions(1, 5, 9)
    assert cared(as_it_was(view(given), day(5))) == [sessions(1, 5)]
    assert cared(as_it_was(view(given), day(0))) == []


def test_a_span_is_told_from_its_first_day_on() -> None:
    given = care(3, 20)
    assert cared(as_it_was(view(given), day(3))) == [given]
    assert cared(as_it_was(view(given), day(2))) == []


def test_care_that_says_neither_dates_nor_days_is_of_no_day() -> None:
    assert cared(as_it_was(view(Care("rest")), day(300))) == []
    assert cared(as_it_was(view(Care("rest", span=Span(day(0), None))), day(0))) != []


def test_answers_after_the_day_or_of_no_moment_are_not_there() -> None:
    early = response(datetime(2026, 1, 6, 9, tzinfo=UTC))
    late = response(datetime(2026, 1, 9, 9, tzinfo=UTC))
    whole = replace(view(), responses=(response(None), early, late))
    assert as_it_was(whole, day(1)).responses == (early,)


def test_an_assessment_is_kept_in_codes() -> None:
    found = on_day(chart(seen(0, 8, 3)), 40)
    kept = recalled_of(found)
    assert (kept.on, kept.stage) == (found.assessed_on, "subacute")
    assert (kept.pack_id, kept.pack_version) == (found.pack.id, found.pack.version)
    assert kept.is_available
    assert kept.flag_level == "none"
    assert kept.contact_by == found.next_contact.by


def test_only_options_that_were_offered_are_kept() -> None:
    found = on_day(chart(seen(0, 8, 3)), 40)
    assert found.options is not None
    states = {option.id: option.state for option in found.options}
    kept = recalled_of(found).options
    assert kept
    assert {states[one] for one in kept} <= {"offered", "optional"}
    assert len(kept) < len(states)
    assert recalled_of(replace(found, options=None)).options == ()


def test_another_day_or_pack_is_the_same_conclusion() -> None:
    kept = recalled_of(on_day(chart(seen(0, 8, 3)), 40))
    other = replace(kept, on=date(2020, 1, 1), pack_id="other", pack_version="9")
    assert conclusion(kept) == conclusion(other)
    assert Shown(kept, other).is_same
    assert not Shown(kept, replace(kept, stage="acute")).is_same
    assert not Shown(kept, None).is_same
    assert Shown(None, None).is_same
    assert conclusion(None) is None
