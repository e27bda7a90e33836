"""A chart is read once, and again beside the window when something was written."""

from dataclasses import replace
from threading import current_thread, main_thread

import pytest
from sqlmodel import Session

from db import patients, prints, visits
from db.clinic import Clinic
from db.prints import Seen
from db.trouble import StoreTrouble
from pathway.records import ChartView, ProblemId, VisitEntry
from tests.desktop.clinics import Waiting
from tests.desktop.test_desk import A4, VISIT, Sat, draft, sat

__all__ = ["sat"]
WORSE = replace(VISIT, pain_limb=9)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each reading of a chart, whether the window's own thread did it."""
    places: list[bool] = []
    plain = patients.chart_view

    def noted(session: Session, problem: ProblemId) -> ChartView:
        places.append(current_thread() is main_thread())
        return plain(session, problem)

    monkeypatch.setattr(patients, "chart_view", noted)
    return places


def pain(sat: Sat, problem: ProblemId) -> list[int | None]:
    view = sat.desk.view(problem)
    assert view is not None
    return [seen.visit.pain_limb for seen in view.visits]


def test_what_was_written_is_read_by_the_lane_that_wrote(sat: Sat, read_here: list[bool]) -> None:
    problem = sat.register()
    assert pain(sat, problem) == []
    visit = sat.save(VisitEntry(problem, VISIT))
    assert pain(sat, problem) == [7]
    assert sat.desk.assessment(problem) is not None
    sat.changes(sat.desk.sign_visit, visit)
    view = sat.desk.view(problem)
    assert view is not None
    assert view.visits[0].signed_by
    assert read_here
    assert not any(read_here)


def test_a_draft_changes_no_chart(sat: Sat, read_here: list[bool]) -> None:
    problem = sat.register()
    before = sat.desk.view(problem)
    read_here.clear()
    sat.desk.drafts.keep(draft(problem, "tingling"))
    sat.settle()
    assert sat.desk.view(problem) is before
    assert read_here == []


def test_one_reading_serves_advice_and_print(sat: Sat, read_here: list[bool]) -> None:
    problem, other = sat.register(), sat.register()
    sat.save(VisitEntry(other, VISIT))
    read_here.clear()
    told = Waiting()
    sat.desk.advice.foresee(problem, told.take)
    sat.settle()
    assert told.answers == [problem]
    pages = sat.ask(sat.desk.print_pages, "care_plan", problem, A4)
    assert isinstance(pages, bytes)
    assert read_here == [False]


def test_a_print_knows_the_change_that_its_chart_reaches_to(sat: Sat) -> None:
    problem = sat.register()
    sat.save(VisitEntry(problem, VISIT))
    seen = sat.desk.charts.seen(problem)
    assert seen == sat.desk.reader.read(prints.what_is_known, problem)


def test_what_somebody_else_wrote_is_seen_once_it_is_asked_for(sat: Sat) -> None:
    problem = sat.register()
    visit = sat.save(VisitEntry(problem, VISIT))
    assert pain(sat, problem) == [7]
    clinic_of(sat).write(visits.save, VisitEntry(problem, WORSE, id=visit), sat.desk.stamp())
    sat.desk.charts.take(None)
    assert pain(sat, problem) == [9]


def clinic_of(sat: Sat) -> Clinic:
    """Return the clinic behind the desk."""
    clinic = sat.desk._clinic
    assert isinstance(clinic, Clinic)
    return clinic


def test_what_cannot_be_read_after_a_save_is_saved_all_the_same(
    sat: Sat, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = sat.register()
    plain = prints.what_is_known

    def lost(session: Session, wanted: ProblemId) -> Seen:
        if current_thread() is main_thread():
            return plain(session, wanted)
        raise StoreTrouble("damaged", clinic_of(sat).path)

    monkeypatch.setattr(prints, "what_is_known", lost)
    assert sat.save(VisitEntry(problem, VISIT))
    assert pain(sat, problem) == [7]
