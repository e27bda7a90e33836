"""Patients move by the calendar: only those whose state changes, each on its true day, once."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import Session, select

from db import advance, merging, moves, patients, persons, snapshots, states, undoing, visits
from db.advance import Batch
from db.clinic import Clinic
from db.movetables import MoveSeen, StateRow
from db.trouble import RecordRefused
from pathway.evaluate import assess_day
from pathway.facts import Care, OnsetDay, Patient, Problem, Span, Visit
from pathway.guidelines import Guidelines
from pathway.merging import Choices, MergeEntry, differing
from pathway.records import (
    CareEntry,
    Changes,
    EnteredInError,
    ProblemId,
    Registration,
    Stamp,
    VisitEntry,
    VisitId,
)
from pathway.states import Move, state_of
from tests.db.given import STAMP, TODAY, Place, problem_of

ONSET = TODAY - timedelta(6)


def stamp_on(day: date) -> Stamp:
    return replace(STAMP, at=datetime.combine(day, time(9), UTC), today=day)


def arrive(clinic: Clinic, onset: date = ONSET, family: str = "Okafor") -> ProblemId:
    """Register somebody whose course goes on unless care helps: seen today, care begun today."""
    patient = Patient(date(1968, 3, 14), family_name=family, given_name="Ruth")
    problem = Problem("lumbar", OnsetDay(onset), side="left")
    found = problem_of(clinic.write(patients.register, Registration(patient, problem), STAMP))
    visit = Visit(TODAY, pain_limb=7, pain_spine=5)
    care = CareEntry(Care("home_exercise", span=Span(TODAY, None)))
    clinic.write(visits.save, VisitEntry(found, visit, (care,)), STAMP)
    return found


def advance_to(clinic: Clinic, day: date, guidelines: Guidelines, count: int = 20) -> list[Changes]:
    """Move everybody up to a day, batch by batch, as the desk does."""
    made: list[Changes] = []
    while True:
        changes = clinic.keep(advance.advance, Batch(guidelines, count), stamp_on(day))
        if not changes.patients:
            return made
        made.append(changes)


def logged(clinic: Clinic, problem: ProblemId) -> tuple[Move, ...]:
    return clinic.read(moves.of_problem, problem)


def stages(found: tuple[Move, ...]) -> list[tuple[date, str, str]]:
    return [(m.on, m.was.stage, m.now.stage) for m in found if m.was.stage != m.now.stage]


def test_a_patient_moves_through_the_stages_and_into_the_window_over_missed_days(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = arrive(clinic)
    late = ONSET + timedelta(120)
    advance_to(clinic, late, guidelines)
    found = logged(clinic, problem)
    limits = guidelines.thresholds
    assert stages(found) == [
        (ONSET + timedelta(limits.subacute_from_days), "acute", "subacute"),
        (ONSET + timedelta(limits.chronic_from_days), "subacute", "chronic"),
    ]
    assert [m.on for m in found] == sorted(m.on for m in found)
    statuses = [m.now.surgical_status for m in found]
    assert "window_open" in statuses or "cannot_judge" in statuses
    assert all(m.because and all(reason.rule for reason in m.because) for m in found)
    assert {(m.pack_id, m.pack_version) for m in found} == {(guidelines.id, guidelines.version)}
    chart = clinic.read(patients.chart_view, problem).chart
    for move in found:
        assert move.now == state_of(assess_day(chart, move.on, guidelines))
        before = state_of(assess_day(chart, move.on - timedelta(1), guidelines))
        assert (move.was.stage, move.was.surgical_status) == (before.stage, before.surgical_status)
    again = clinic.read(states.on, problem, late)
    assert again == state_of(assess_day(chart, late, guidelines))


def test_day_by_day_gives_the_same_moves_as_all_at_once(
    clinic: Clinic, place: Place, untouched: Place, guidelines: Guidelines, tmp_path: Path
) -> None:
    other = replace(place, folder=Path(shutil.copytree(untouched.folder, tmp_path / "other")))
    at_once = other.open()
    first, second = arrive(clinic), arrive(at_once)
    last = TODAY + timedelta(100)
    for days in range(1, 101):
        advance_to(clinic, TODAY + timedelta(days), guidelines)
    advance_to(at_once, last, guidelines)
    found, wanted = logged(clinic, first), logged(at_once, second)
    at_once.close()
    assert [(m.on, m.was, m.now, m.because) for m in found] == [
        (m.on, m.was, m.now, m.because) for m in wanted
    ]
    assert len(found) > 2


def test_the_same_day_twice_moves_nobody_again(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = arrive(clinic)
    day = ONSET + timedelta(50)
    assert advance_to(clinic, day, guidelines)
    found = logged(clinic, problem)
    assert advance_to(clinic, day, guidelines) == []
    assert advance_to(clinic, TODAY, guidelines) == []  # a clock that was put back
    assert logged(clinic, problem) == found


def test_a_day_without_a_change_costs_nothing(
    clinic: Clinic, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        arrive(clinic, family=f"Number {number}")
    asked: list[ProblemId] = []
    real = snapshots.ahead

    def counted(session: Session, problem: ProblemId, pack: Guidelines, stamp: Stamp) -> object:
        asked.append(problem)
        return real(session, problem, pack, stamp)

    monkeypatch.setattr(snapshots, "ahead", counted)
    assert clinic.read(advance.count_due, TODAY) == 0
    assert advance_to(clinic, TODAY, guidelines) == []
    assert asked == []


def test_a_walk_that_was_cut_off_goes_on_where_it_ended(
    place: Place, clinic: Clinic, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [arrive(clinic, family=f"Number {number}") for number in range(7)]
    day = ONSET + timedelta(50)
    stamp = stamp_on(day)
    clinic.keep(advance.advance, Batch(guidelines, 3), stamp)
    assert sum(bool(logged(clinic, problem)) for problem in people) == 3
    real = moves.record

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(moves, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        clinic.keep(advance.advance, Batch(guidelines, 3), stamp)
    monkeypatch.setattr(moves, "record", real)
    clinic.close()
    reopened = place.open()
    assert sum(bool(logged(reopened, problem)) for problem in people) == 3
    assert reopened.read(advance.count_due, day) == 4
    advance_to(reopened, day, guidelines)
    assert {tuple(m.on for m in logged(reopened, problem)) for problem in people} == {
        tuple(m.on for m in logged(reopened, people[0]))
    }
    reopened.close()


def test_a_move_is_acknowledged_once_and_can_be_taken_back(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = arrive(clinic)
    day = ONSET + timedelta(45)
    advance_to(clinic, day, guidelines)
    stamp = stamp_on(day)
    first = clinic.read(moves.unseen, day, 99)[0]
    assert (first.family_name, first.move.problem) == ("Okafor", problem)
    count = clinic.read(moves.count_unseen, day)
    changes = clinic.write(moves.acknowledge, first.move.number, stamp)
    assert changes.areas == {"moves"}
    assert changes.undo_text == "moves.acknowledge"
    assert clinic.read(moves.count_unseen, day) == count - 1
    assert clinic.read(moves.seen_by, first.move.number) == (stamp.who,)
    with pytest.raises(RecordRefused):
        clinic.write(moves.acknowledge, first.move.number, stamp)
    done = clinic.read(undoing.reversible, stamp.who, 0).undo
    assert done is not None
    assert done.what == "moves.acknowledge"
    clinic.write(undoing.undo, done.op, stamp)
    assert clinic.read(moves.count_unseen, day) == count
    assert clinic.read(moves.seen_by, first.move.number) == ()
    again = clinic.read(undoing.reversible, stamp.who, 0).redo
    assert again is not None
    clinic.write(undoing.redo, again.op, stamp)
    assert clinic.read(moves.count_unseen, day) == count - 1
    kept = clinic.read(_all_seen)
    assert len(kept) == 1
    assert kept[0].error_at is None
    with pytest.raises(RecordRefused):
        clinic.write(moves.acknowledge, 999, stamp)


def test_a_move_of_a_record_that_was_merged_is_listed_under_the_one_that_stays(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem, other = arrive(clinic), arrive(clinic, family="Lee")
    day = ONSET + timedelta(45)
    advance_to(clinic, day, guidelines)
    count = clinic.read(moves.count_unseen, day)
    kept, gone = (clinic.read(patients.chart_view, each).patient_id for each in (problem, other))
    was = {each: clinic.read(persons.load, each) for each in (kept, gone)}
    chosen: Choices = dict.fromkeys(differing(was[kept], was[gone]), "kept")
    entry = MergeEntry(kept, gone, was[kept], was[gone], chosen)
    clinic.write(merging.merge, entry, stamp_on(day))
    listed = clinic.read(moves.unseen, day, 99)
    assert len(listed) == count
    assert {(one.patient, one.family_name) for one in listed} == {(kept, "Okafor")}
    advance_to(clinic, day + timedelta(50), guidelines)
    late = clinic.read(moves.unseen, day + timedelta(50), 99)
    assert {one.move.problem for one in late} == {problem, other}


def test_moves_of_days_to_come_are_not_listed_yet(clinic: Clinic, guidelines: Guidelines) -> None:
    arrive(clinic)
    advance_to(clinic, ONSET + timedelta(60), guidelines)  # a clock that ran ahead
    assert clinic.read(moves.unseen, TODAY, 99) == ()
    assert clinic.read(moves.count_unseen, TODAY) == 0
    assert clinic.read(moves.count_unseen, ONSET + timedelta(60)) > 0


def test_a_visit_entered_in_error_is_no_part_of_what_moves(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = arrive(clinic)
    wrong = clinic.read(patients.chart_view, problem).visits[0].id
    clinic.write(visits.enter_in_error, EnteredInError(VisitId(wrong), "another person"), STAMP)
    late = ONSET + timedelta(110)
    advance_to(clinic, late, guidelines)
    chart = clinic.read(patients.chart_view, problem).chart
    assert chart.visits == ()
    assert clinic.read(states.on, problem, late) == state_of(assess_day(chart, late, guidelines))
    assert [stage for _, _, stage in stages(logged(clinic, problem))] == ["subacute", "chronic"]


def test_content_that_is_not_trusted_moves_nobody(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = arrive(clinic)
    before = clinic.read(states.on, problem, TODAY)
    untrusted = replace(guidelines, is_trusted=False)
    assert advance_to(clinic, ONSET + timedelta(60), untrusted) == []
    assert clinic.read(states.on, problem, TODAY) == before


@pytest.mark.expects_log("no advice for problem", "no advice for problem")
def test_a_rule_that_fails_leaves_nobody_as_if_all_were_well(
    clinic: Clinic, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = arrive(clinic)
    day = ONSET + timedelta(50)

    def fails(*_: object) -> None:
        raise ArithmeticError("a rule")

    monkeypatch.setattr(snapshots, "assess_ahead", fails)
    advance_to(clinic, day, guidelines)
    assert clinic.read(states.on, problem, day) is None
    assert clinic.read(_stage_kept, problem, day) == ""
    monkeypatch.undo()
    advance_to(clinic, day + timedelta(1), guidelines)
    assert clinic.read(states.on, problem, day + timedelta(1)) is not None


def test_states_follow_each_other_without_a_gap(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = arrive(clinic)
    advance_to(clinic, ONSET + timedelta(45), guidelines)
    rows = clinic.read(_states, problem)
    assert rows[0].from_on == date.min
    assert rows[-1].until_on == date.max
    assert [row.until_on for row in rows[:-1]] == [row.from_on for row in rows[1:]]
    assert len(rows) > 3


def test_a_save_keeps_the_course_of_the_days_to_come(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = arrive(clinic)
    chart = clinic.read(patients.chart_view, problem).chart
    for days in range(0, 200, 3):
        day = TODAY + timedelta(days)
        wanted = state_of(assess_day(chart, day, guidelines))
        assert clinic.read(states.on, problem, day) == wanted, day


def test_who_was_never_looked_at_is_put_in_place_without_a_move(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = arrive(clinic)
    clinic.keep(_forget, problem, STAMP)
    day = ONSET + timedelta(60)
    advance_to(clinic, day, guidelines)
    chart = clinic.read(patients.chart_view, problem).chart
    assert clinic.read(states.on, problem, day) == state_of(assess_day(chart, day, guidelines))
    assert logged(clinic, problem) == ()


def _forget(session: Session, problem: ProblemId, stamp: Stamp) -> Changes:
    session.execute(
        delete(states.TABLE).where(states.TABLE.c.problem_id == problem),
        execution_options={"derived": True},
    )
    snapshots.set_next_change(session, problem, date.min)
    return Changes(frozenset())


def _states(session: Session, problem: ProblemId) -> list[StateRow]:
    wanted = select(StateRow).where(StateRow.problem_id == problem)
    return sorted(session.exec(wanted), key=lambda row: row.from_on)


def _stage_kept(session: Session, problem: ProblemId, day: date) -> str:
    rows = [row for row in _states(session, problem) if row.from_on <= day < row.until_on]
    return rows[0].stage


def _all_seen(session: Session) -> list[MoveSeen]:
    return list(session.exec(select(MoveSeen)))
