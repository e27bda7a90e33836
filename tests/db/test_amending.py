"""A signed visit is corrected with a reason; what it said before stays, and the file sees to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlcipher3 import dbapi2 as driver

from db import care, engine, history, patients, revisions, search, snapshots, visits
from db.clinic import Clinic
from db.trouble import RecordRefused, RefusalCode
from pathway.facts import Care, FlagAnswer, Visit
from pathway.records import (
    Amendment,
    CareEntry,
    CareId,
    Correction,
    EnteredInError,
    ProblemId,
    VisitEntry,
    VisitId,
)
from tests.db.given import STAMP, TODAY, Place, register

VISIT = Visit(TODAY, STAMP.at, pain_limb=7, red_flags={"RF-C1": FlagAnswer("yes", TODAY)})
RIGHT = replace(VISIT, pain_limb=2, red_flags={"RF-C1": FlagAnswer("no")})
LATER = replace(STAMP, who="Dr Ode", at=STAMP.at + timedelta(hours=1))
REASON = "asked again: misheard"


def signed(clinic: Clinic) -> tuple[ProblemId, VisitId]:
    problem = register(clinic)
    saved = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    assert saved.visit
    clinic.write(visits.sign, saved.visit, STAMP)
    return problem, saved.visit


def amendment(problem: ProblemId, visit: VisitId | None) -> Amendment:
    return Amendment(VisitEntry(problem, RIGHT, id=visit), REASON)


def flag_level(clinic: Clinic, problem: ProblemId) -> str:
    concluded = clinic.read(snapshots.latest, problem)
    assert concluded
    return concluded.flag_level


def test_an_amendment_changes_the_facts_and_keeps_the_signature(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    assert flag_level(clinic, problem) == "emergency"
    changes = clinic.write(visits.amend, amendment(problem, visit), LATER)
    assert (changes.visit, changes.undo_text) == (visit, "visits.amend")
    (found,) = clinic.read(patients.chart_view, problem).visits
    assert found.visit == RIGHT
    assert (found.signed_by, found.signed_at) == (STAMP.who, STAMP.at)
    assert found.amended == Correction(LATER.who, LATER.at, REASON)
    assert flag_level(clinic, problem) == "none"
    assert clinic.read(revisions.verify).is_whole


def test_a_visit_is_amended_as_often_as_needed(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    for pain in (3, 4, 5):
        entry = VisitEntry(problem, replace(VISIT, pain_limb=pain), id=visit)
        clinic.write(visits.amend, Amendment(entry, f"now {pain}"), STAMP)
    versions = clinic.read(history.of_visit, visit)
    assert [one.recorded.visit.pain_limb for one in versions] == [7, 7, 3, 4, 5]
    assert [one.what for one in versions] == ["visits.save", "visits.sign"] + ["visits.amend"] * 3
    assert [one.reason for one in versions] == ["", "", "now 3", "now 4", "now 5"]
    assert {(one.who, one.at) for one in versions} == {(STAMP.who, STAMP.at)}
    assert [bool(one.recorded.signed_by) for one in versions] == [False, True, True, True, True]


def test_a_visit_entered_in_error_leaves_the_facts_and_stays_to_be_read(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    clinic.write(visits.enter_in_error, EnteredInError(visit, " wrong patient "), LATER)
    view = clinic.read(patients.chart_view, problem)
    assert (view.visits, view.chart.visits) == ((), ())
    (wrong,) = view.visits_in_error
    assert (wrong.id, wrong.visit) == (visit, VISIT)
    assert wrong.in_error == Correction(LATER.who, LATER.at, "wrong patient")
    assert flag_level(clinic, problem) == "none"
    (row,) = clinic.read(search.find, "Okafor", 5)
    assert row.last_visit is None
    assert clinic.read(history.of_visit, visit)[-1].reason == "wrong patient"


def test_care_entered_in_error_stays_to_be_read(clinic: Clinic) -> None:
    problem = register(clinic)
    told = CareEntry(Care("rest", dates=(TODAY,)))
    clinic.write(visits.save, VisitEntry(problem, VISIT, (told,)), STAMP)
    (known,) = clinic.read(patients.chart_view, problem).care
    assert known.id
    clinic.write(care.enter_in_error, EnteredInError(known.id, "not given"), LATER)
    view = clinic.read(patients.chart_view, problem)
    assert (view.care, view.chart.care) == ((), ())
    correction = Correction(LATER.who, LATER.at, "not given")
    assert view.care_in_error == (replace(known, in_error=correction),)


def test_what_was_concluded_is_kept_as_it_was_then(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    clinic.write(visits.amend, amendment(problem, visit), LATER)
    long_ago = STAMP.at - timedelta(days=9)
    assert clinic.read(snapshots.recalled, problem, long_ago) is None
    then = clinic.read(snapshots.recalled, problem, STAMP.at)
    assert then
    assert (then.on, then.stage, then.flag_level) == (TODAY, "subacute", "emergency")
    assert then.open_flags == ("RF-C1",)
    now = clinic.read(snapshots.recalled, problem, LATER.at)
    assert now
    assert (now.is_available, now.flag_level, now.open_flags) == (True, "none", ())


def refusals(problem: ProblemId, visit: VisitId) -> list[tuple[object, object, RefusalCode]]:
    good = amendment(problem, visit)
    return [
        (visits.amend, replace(good, reason=" "), "no_reason"),
        (visits.amend, amendment(problem, None), "unknown_visit"),
        (visits.amend, amendment(problem, VisitId("x")), "unknown_visit"),
        (visits.amend, amendment(ProblemId("x"), visit), "unknown_visit"),
        (
            visits.amend,
            Amendment(VisitEntry(problem, Visit(TODAY + timedelta(1)), id=visit), "x"),
            "future",
        ),
        (visits.enter_in_error, EnteredInError(visit, ""), "no_reason"),
        (visits.enter_in_error, EnteredInError(VisitId("x"), "x"), "unknown_visit"),
        (care.enter_in_error, EnteredInError(CareId("x"), "x"), "unknown_care"),
    ]


def test_each_impossible_correction_is_refused(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    before = clinic.read(revisions.head)
    for operation, entry, code in refusals(problem, visit):
        assert refused(clinic, operation, entry) == code
    assert clinic.read(revisions.head) == before


def test_only_what_is_signed_is_amended_and_nothing_that_is_an_error(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP).visit
    assert visit
    assert refused(clinic, visits.amend, amendment(problem, visit)) == "not_signed"
    clinic.write(visits.enter_in_error, EnteredInError(visit, "x"), STAMP)
    for operation, entry in (
        (visits.save, VisitEntry(problem, RIGHT, id=visit)),
        (visits.sign, visit),
        (visits.amend, amendment(problem, visit)),
        (visits.enter_in_error, EnteredInError(visit, "again")),
    ):
        assert refused(clinic, operation, entry) == "in_error"


TOLD = "amended_by = 'x', amended_at = '2026-03-30T09:00:00+00:00', amended_reason = 'x'"
WRONG = "error_by = 'x', error_at = '2026-03-30T09:00:00+00:00', error_reason = 'x'"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE visit SET day = '2020-01-01'",
        f"UPDATE visit SET {TOLD}",
        f"UPDATE visit SET amendments = 2, {TOLD}",
        f"UPDATE visit SET amendments = 1, signed_by = 'Mallory', {TOLD}",
        f"UPDATE visit SET amendments = 1, signed_at = '2026-03-30T09:00:01+00:00', {TOLD}",
        f"UPDATE visit SET amendments = 1, signed_by = '', signed_at = NULL, {TOLD}",
        f"UPDATE visit SET amendments = 1, recorded_at = '2026-03-30T09:00:01+00:00', {TOLD}",
        f"UPDATE visit SET {WRONG}, day = '2020-01-01'",
        f"UPDATE visit SET amendments = 1, {WRONG}, {TOLD}",
        "UPDATE finding SET value = '1'",
        "DELETE FROM finding",
        "INSERT INTO finding (visit_id, item, side, value) SELECT id, 'note', '', 'x' FROM visit",
    ],
)
def test_the_file_allows_no_other_change_of_a_signed_visit(place: Place, statement: str) -> None:
    clinic = place.open()
    signed(clinic)
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match="signed"):
        connection.execute(statement)
    connection.close()


def test_the_findings_are_shut_again_once_the_amendment_is_logged(place: Place) -> None:
    clinic = place.open()
    problem, visit = signed(clinic)
    clinic.write(visits.amend, amendment(problem, visit), STAMP)
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match="signed"):
        connection.execute("UPDATE finding SET value = '9'")
    connection.execute("BEGIN")
    connection.execute("UPDATE visit SET amendments = 2")
    connection.execute("UPDATE finding SET value = '9' WHERE item = 'pain.limb'")
    connection.execute("ROLLBACK")
    connection.close()


def test_an_amendment_behind_the_log_is_noticed(place: Place) -> None:
    clinic = place.open()
    _, visit = signed(clinic)
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    connection.execute(f"UPDATE visit SET amendments = 1, {TOLD}")
    connection.close()
    clinic = place.open()
    assert clinic.read(revisions.verify).unlike == (("visit", visit),)
    clinic.close()


def test_an_amendment_may_move_the_day(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    moved = replace(RIGHT, on=date(2026, 3, 2))
    clinic.write(visits.amend, Amendment(VisitEntry(problem, moved, id=visit), "typo"), STAMP)
    assert clinic.read(patients.chart_view, problem).chart.visits == (moved,)


def refused(clinic: Clinic, operation: object, entry: object) -> str:
    with pytest.raises(RecordRefused) as refusal:
        clinic.write(operation, entry, STAMP)  # type: ignore[arg-type]
    return refusal.value.code
