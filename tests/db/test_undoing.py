"""Undo and redo write anew what was; what others changed meanwhile they leave alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from db import care, decisions, patients, prints, revisions, undoing, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.facts import Care, FlagRecord, Override, Referral, Spot, Visit
from pathway.prints import PrintEntry
from pathway.records import (
    UNDONE,
    Amendment,
    CareEntry,
    CareId,
    Changes,
    ChartView,
    EnteredInError,
    OperationId,
    ProblemId,
    Reversible,
    Stamp,
    VisitEntry,
    VisitId,
)
from tests.db.given import STAMP, TODAY, register

FIRST = Visit(TODAY, STAMP.at, pain_limb=7, sensation={Spot("left", "calf"): "reduced"})
SECOND = Visit(TODAY, STAMP.at, pain_limb=3, power={Spot("left", "hip_flexion"): 4}, note="✓")
OTHER = replace(STAMP, who="Dr Ode")


def view_of(clinic: Clinic, problem: ProblemId) -> ChartView:
    return clinic.read(patients.chart_view, problem)


def saved(clinic: Clinic, entry: VisitEntry, stamp: Stamp = STAMP) -> VisitId:
    changes = clinic.write(visits.save, entry, stamp)
    assert changes.visit
    return changes.visit


def undo(clinic: Clinic, stamp: Stamp = STAMP) -> Changes:
    done = clinic.read(undoing.reversible, stamp.who, 0).undo
    assert done
    return clinic.write(undoing.undo, done.op, stamp)


def redo(clinic: Clinic, stamp: Stamp = STAMP) -> Changes:
    done = clinic.read(undoing.reversible, stamp.who, 0).redo
    assert done
    return clinic.write(undoing.redo, done.op, stamp)


def refusal_of(write: Callable[[], object]) -> str:
    with pytest.raises(RecordRefused) as refusal:
        write()
    return refusal.value.code


def test_changes_go_back_and_forth_step_by_step(clinic: Clinic) -> None:
    problem = register(clinic)
    told = CareEntry(Care("rest", dates=(TODAY, TODAY - timedelta(3))))
    views = [view_of(clinic, problem)]
    visit = saved(clinic, VisitEntry(problem, FIRST, (told,)))
    views.append(view_of(clinic, problem))
    (known,) = views[-1].care
    again = replace(known, care=Care("rest", dates=(TODAY,), outcome="helped"))
    saved(clinic, VisitEntry(problem, SECOND, (again,), visit))
    views.append(view_of(clinic, problem))
    count = clinic.read(revisions.head).seq
    for expected in (views[1], views[0]):
        undo(clinic)
        assert view_of(clinic, problem).chart == expected.chart
    assert clinic.read(undoing.reversible, STAMP.who, 0).undo is None
    assert [one.visit for one in view_of(clinic, problem).visits_in_error] == [FIRST_SIGNED_NOT]
    for expected in (views[1], views[2]):
        redo(clinic)
        assert view_of(clinic, problem) == expected
    assert clinic.read(undoing.reversible, STAMP.who, 0).redo is None
    undo(clinic)
    assert view_of(clinic, problem) == views[1]
    assert clinic.read(revisions.head).seq == count + 10
    assert clinic.read(revisions.verify).is_whole


FIRST_SIGNED_NOT = replace(FIRST, signed=False)


def test_an_operation_is_undone_by_its_name(clinic: Clinic) -> None:
    problem = register(clinic)
    assert clinic.read(undoing.reversible, STAMP.who, 0) == Reversible()
    changes = clinic.write(visits.save, VisitEntry(problem, FIRST), STAMP)
    found = clinic.read(undoing.reversible, STAMP.who, 0)
    assert found.undo
    assert (found.undo.what, found.undo.day, found.undo.problem) == ("visits.save", TODAY, problem)
    assert changes.undo_text == "visits.save"
    assert found.undo.patient in changes.patients
    put_back = undo(clinic)
    assert (put_back.problem, put_back.visit) == (problem, changes.visit)
    assert put_back.areas == {"visits"}
    assert put_back.undo_text == ""
    found = clinic.read(undoing.reversible, STAMP.who, 0)
    assert found.redo
    assert (found.undo, found.redo.what) == (None, "visits.save")


def test_saving_anew_ends_what_could_be_redone(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST))
    undo(clinic)
    stale = clinic.read(undoing.reversible, STAMP.who, 0).redo
    saved(clinic, VisitEntry(problem, SECOND))
    found = clinic.read(undoing.reversible, STAMP.who, 0)
    assert found.redo is None
    assert found.undo
    assert stale
    undo(clinic)
    assert view_of(clinic, problem).chart.visits == ()


def test_what_somebody_changed_meanwhile_is_left_alone(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = saved(clinic, VisitEntry(problem, FIRST))
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done
    saved(clinic, VisitEntry(problem, SECOND, id=visit), OTHER)
    before = view_of(clinic, problem)
    assert refusal_of(lambda: clinic.write(undoing.undo, done.op, STAMP)) == "changed_elsewhere"
    assert view_of(clinic, problem) == before
    undo(clinic, OTHER)
    undo(clinic)
    assert view_of(clinic, problem).chart.visits == ()


def test_nobody_undoes_what_another_did(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST))
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done
    assert clinic.read(undoing.reversible, OTHER.who, 0) == Reversible()
    assert refusal_of(lambda: clinic.write(undoing.undo, done.op, OTHER)) == "nothing_to_undo"
    nothing = OperationId("x")
    assert refusal_of(lambda: clinic.write(undoing.redo, nothing, STAMP)) == "nothing_to_undo"


def test_a_signature_and_a_registration_end_what_can_be_undone(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = saved(clinic, VisitEntry(problem, FIRST))
    saving = clinic.read(undoing.reversible, STAMP.who, 0).undo
    clinic.write(visits.sign, visit, STAMP)
    assert clinic.read(undoing.reversible, STAMP.who, 0) == Reversible()
    assert saving
    assert refusal_of(lambda: clinic.write(undoing.undo, saving.op, STAMP)) == "changed_elsewhere"
    saved(clinic, VisitEntry(problem, SECOND))
    register(clinic)
    assert clinic.read(undoing.reversible, STAMP.who, 0) == Reversible()


def test_printing_does_not_stand_in_the_way_of_undo(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST))
    entry = PrintEntry(
        problem, "care_plan", "a4", "standard", b"%PDF", True, "1", "pack", "1", revision=3
    )
    clinic.write(prints.record, entry, STAMP)
    undo(clinic)
    assert view_of(clinic, problem).chart.visits == ()


def test_only_this_sitting_can_be_undone(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST))
    here = clinic.read(revisions.head).seq
    assert clinic.read(undoing.reversible, STAMP.who, here) == Reversible()


class Steps:
    """Counts the steps that SQLite takes while somebody asks."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, clinic: Clinic, who: str, after: int) -> int:
        """Return how many steps finding out what can be undone takes."""
        self.count = 0
        clinic.read(self._asked, who, after)
        return self.count

    def _asked(self, session: Session, who: str, after: int) -> Reversible:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(self._step, 1)
        try:
            return undoing.reversible(session, who, after)
        finally:
            driver.set_progress_handler(None, 0)

    def _step(self) -> int:
        self.count += 1
        return 0


def test_what_can_be_undone_is_found_without_reading_all_that_was_ever_written(
    clinic: Clinic,
) -> None:
    problem, steps = register(clinic), Steps()

    def taken() -> int:
        here = clinic.read(revisions.head).seq
        saved(clinic, VisitEntry(problem, FIRST))
        return steps.of(clinic, STAMP.who, here)

    early = taken()
    for number in range(40):
        register(clinic, f"Okafor{number}")
    assert 0 < taken() <= early + 10


def test_of_two_writes_to_one_visit_only_the_asked_one_is_put_back(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = saved(clinic, VisitEntry(problem, FIRST))
    first = clinic.read(undoing.reversible, STAMP.who, 0).undo
    saved(clinic, VisitEntry(problem, SECOND, (), visit))
    assert first
    assert refusal_of(lambda: clinic.write(undoing.undo, first.op, STAMP)) == "changed_elsewhere"
    assert refusal_of(lambda: clinic.write(undoing.undo, OperationId("none"), STAMP)) == (
        "nothing_to_undo"
    )


def signed(clinic: Clinic) -> tuple[ProblemId, VisitId]:
    problem = register(clinic)
    visit = saved(clinic, VisitEntry(problem, FIRST))
    clinic.write(visits.sign, visit, STAMP)
    return problem, visit


def test_an_amendment_is_undone_by_an_amendment(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    before = view_of(clinic, problem)
    amended = VisitEntry(problem, replace(SECOND, on=TODAY - timedelta(1)), id=visit)
    clinic.write(visits.amend, Amendment(amended, "wrong patient's values"), STAMP)
    after = view_of(clinic, problem)
    undo(clinic)
    back = view_of(clinic, problem)
    assert back.chart == before.chart
    assert back.visits[0].amended
    assert back.visits[0].amended.reason == UNDONE
    assert back.visits[0].signed_by == STAMP.who
    redo(clinic)
    assert view_of(clinic, problem).chart == after.chart
    undo(clinic)
    assert view_of(clinic, problem).chart == before.chart
    assert clinic.read(revisions.verify).is_whole


def test_an_entry_in_error_comes_back(clinic: Clinic) -> None:
    problem, visit = signed(clinic)
    before = view_of(clinic, problem)
    clinic.write(visits.enter_in_error, EnteredInError(visit, "wrong patient"), STAMP)
    for _ in range(2):
        undo(clinic)
        assert view_of(clinic, problem).chart == before.chart
        assert view_of(clinic, problem).visits_in_error == ()
        redo(clinic)
        assert view_of(clinic, problem).chart.visits == ()
        (gone,) = view_of(clinic, problem).visits_in_error
        assert gone.in_error
        assert gone.in_error.reason == "wrong patient"
    assert clinic.read(revisions.verify).is_whole


def test_care_entered_in_error_comes_back(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST, (CareEntry(Care("rest", dates=(TODAY,))),)))
    (known,) = view_of(clinic, problem).care
    assert known.id
    clinic.write(care.enter_in_error, EnteredInError(CareId(known.id), "never given"), STAMP)
    view = view_of(clinic, problem)
    assert (view.care, view.chart.care) == ((), ())
    assert [entry.care for entry in view.care_in_error] == [known.care]
    undo(clinic)
    assert view_of(clinic, problem).care == (known,)


@pytest.mark.parametrize(
    "made",
    [
        FlagRecord("RF-C1", TODAY, "cleared", TODAY, "Dr Lee", "imaging"),
        Override("imaging", TODAY, "Dr Lee", "asked for by the surgeon"),
        Referral("imaging", TODAY, "sent"),
    ],
)
def test_a_decision_is_undone_and_redone(
    clinic: Clinic, made: FlagRecord | Override | Referral
) -> None:
    problem = register(clinic)
    before = view_of(clinic, problem)
    clinic.write(decisions.record, decisions.Decision(problem, made), STAMP)
    after = view_of(clinic, problem)
    undo(clinic)
    assert view_of(clinic, problem) == before
    redo(clinic)
    assert view_of(clinic, problem) == after
    assert after != before


def test_an_undo_that_is_refused_leaves_no_trace(clinic: Clinic) -> None:
    """A visit and its care are put back together or not at all."""
    problem = register(clinic)
    visit = saved(clinic, VisitEntry(problem, FIRST, (CareEntry(Care("rest", dates=(TODAY,))),)))
    (known,) = view_of(clinic, problem).care
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done
    changed = replace(known, care=Care("heat", dates=(TODAY,)))
    clinic.write(visits.save, VisitEntry(problem, SECOND, (changed,)), OTHER)
    head = clinic.read(revisions.head)
    assert refusal_of(lambda: clinic.write(undoing.undo, done.op, STAMP)) == "changed_elsewhere"
    assert clinic.read(revisions.head) == head
    assert visit in {one.id for one in view_of(clinic, problem).visits}


def test_undo_shows_in_the_advice(clinic: Clinic) -> None:
    problem = register(clinic)
    saved(clinic, VisitEntry(problem, FIRST))

    def count(session: Session) -> int:
        found = session.connection().exec_driver_sql("SELECT count(*) FROM snapshot")
        return int(found.scalar_one())

    before = clinic.read(count)
    undo(clinic)
    assert clinic.read(count) == before + 1
