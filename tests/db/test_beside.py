"""Scores and situation of a visit are kept, amended and read back as any other finding."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from db import drafts, history, patients, visits
from db.clinic import Clinic
from pathway.coding import Code, coded
from pathway.drafts import Draft
from pathway.facts import Visit
from pathway.records import Amendment, VisitEntry
from pathway.versions import replaced
from tests.db.given import STAMP, TODAY, register
from tests.exchange.charts import besides

ITEM_9 = "score.phq_9"
VISIT = Visit(TODAY, STAMP.at, psfs=5.0, beside={"score.psfs_1": "5", ITEM_9: "several_days"})
ANY_CLINIC = [HealthCheck.function_scoped_fixture]


def test_what_has_no_field_of_its_own_is_kept_and_read_back(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    (found,) = clinic.read(patients.chart_view, problem).visits
    assert replace(found.visit, signed=True) == VISIT


@settings(max_examples=10, suppress_health_check=ANY_CLINIC, deadline=None)
@given(besides)
def test_any_of_it_comes_back(clinic: Clinic, beside: dict[str, str]) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, replace(VISIT, beside=beside)), STAMP)
    (found,) = clinic.read(patients.chart_view, problem).visits
    assert found.visit.beside == beside


def test_an_amendment_changes_it_and_keeps_what_was_said(clinic: Clinic) -> None:
    problem = register(clinic)
    saved = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    assert saved.visit
    clinic.write(visits.sign, saved.visit, STAMP)
    right = replace(VISIT, beside={"score.psfs_1": "5", "situation.kind": "telephone"})
    entry = VisitEntry(problem, right, id=saved.visit)
    clinic.write(visits.amend, Amendment(entry, "misheard"), STAMP)
    versions = clinic.read(history.of_visit, saved.visit)
    said = replaced(versions)
    assert [one.was.value for one in said[Code(ITEM_9)] if one.was] == ["several_days"]
    assert [one.was for one in said[Code("situation.kind")]] == [None]
    assert Code("score.psfs_1") not in said


def test_a_draft_keeps_it(clinic: Clinic) -> None:
    problem = register(clinic)
    draft = Draft(problem, on=TODAY, answers=coded(VISIT))
    clinic.write(drafts.keep, draft, STAMP)
    (kept,) = clinic.read(drafts.of_problem, problem, STAMP.who)
    assert set(kept.draft.answers) == set(coded(VISIT))
