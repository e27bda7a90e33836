"""The board of a day: everybody once, the worst reason first, and lines that say the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from db import (
    demo_bulk,
    escalations,
    patients,
    recalls,
    states,
    stories,
    visits,
    worklist,
    workrows,
)
from db.clinic import Clinic
from db.workrows import Asked
from pathway.escalation import EscalationStep
from pathway.facts import FlagAnswer, OnsetDay, Problem, Visit
from pathway.finding import Level
from pathway.guidelines import Guidelines
from pathway.recalls import GONE, LATER, RecallEntry, RecallKind, RecallOutcome
from pathway.recalls import KINDS as OUTCOMES
from pathway.records import (
    Changes,
    EscalationBegun,
    EscalationGoesOn,
    ProblemId,
    Stamp,
    VisitEntry,
)
from pathway.states import State
from pathway.story import ProblemEntry, ToldProblem
from pathway.worklist import KINDS, WorkKind, WorkRow, danger
from tests.db.given import STAMP, TODAY, make, problem_of, register

WEEK = timedelta(7)
QUIET = State("subacute", "not_yet", Level.NONE)
LATE = replace(QUIET, contact_by=TODAY - WEEK)
FLAGGED = replace(LATE, flag_level=Level.SAME_DAY, open_flags=("RF-N3",))


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Iterator[Clinic]:
    opened = make(tmp_path_factory.mktemp("board") / "clinic", guidelines).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, guidelines: Guidelines) -> Iterator[Clinic]:
    opened = make(tmp_path_factory.mktemp("crowd") / "clinic", guidelines).open()
    demo_bulk.fill(opened, demo_bulk.Batch(TODAY, 7, 0, 50, 0, STAMP, guidelines), workers=1)
    yield opened
    opened.close()


def stand(clinic: Clinic, state: State, family: str = "Okafor") -> ProblemId:
    """Register somebody who stands so, whatever the rules would say."""
    problem = register(clinic, family)

    def put(session: Session, which: ProblemId, _stamp: Stamp) -> Changes:
        states.put(session, which, None, None)
        row = states.TABLE.update().where(states.TABLE.c.problem_id == which)
        session.execute(
            row.values(
                stage=state.stage,
                surgical_status=state.surgical_status,
                flag_level=state.flag_level.value,
                open_flags=" ".join(state.open_flags),
                contact_by=state.contact_by,
                decision_due_on=state.decision_due_on,
            ),
            execution_options={"derived": True},
        )
        return Changes(frozenset())

    clinic.keep(put, problem, STAMP)
    return problem


def call(clinic: Clinic, problem: ProblemId, kind: RecallKind, day: date | None = None) -> None:
    day = day or (TODAY + WEEK if kind in LATER else None)
    stamp = replace(STAMP, at=STAMP.at + timedelta(minutes=1))
    clinic.write(recalls.record, RecallEntry(problem, RecallOutcome(kind, TODAY, day)), stamp)


def row_of(clinic: Clinic, problem: ProblemId, on: date = TODAY) -> WorkRow:
    (row,) = clinic.read(workrows.rows, Asked((problem,), on))
    return row


def kinds_of(clinic: Clinic, problem: ProblemId, on: date = TODAY) -> tuple[WorkKind, ...]:
    return tuple(dict.fromkeys(one.kind for one in row_of(clinic, problem, on).reasons))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.integers(-30, 330))
def test_the_board_and_its_lines_say_the_same(crowd: Clinic, days: int) -> None:
    on = TODAY + timedelta(days)
    board = crowd.read(worklist.board, on)
    rows = crowd.read(workrows.rows, Asked(board.problems, on))
    assert [row.problem for row in rows] == list(board.problems)
    assert len({row.patient for row in rows}) == len(rows)
    for row, mask in zip(rows, board.kinds, strict=True):
        told = {kind for place, kind in enumerate(KINDS) if mask >> place & 1}
        assert {one.kind for one in row.reasons} == told
    places = [danger(row.reasons[0]) for row in rows]
    assert places == sorted(places)
    first = crowd.read(worklist.opening, on, 10)
    assert first == board.problems[:10]
    for kind, count in board.counts().items():
        assert count == len(board.waiting_for(kind)) == board.count(kind)


def test_somebody_with_two_problems_is_one_line_with_the_worse_one(clinic: Clinic) -> None:
    late = stand(clinic, LATE)
    patient = clinic.read(patients.chart_view, late).patient_id
    told = ToldProblem(Problem("cervical", OnsetDay(TODAY - WEEK)))
    other = problem_of(clinic.write(stories.begin, ProblemEntry(patient, told), STAMP))
    visit = Visit(TODAY, red_flags={"RF-C1": FlagAnswer("yes")})
    clinic.write(visits.save, VisitEntry(other, visit), STAMP)
    stand(clinic, replace(QUIET, contact_by=TODAY), "Lund")
    board = clinic.read(worklist.board, TODAY)
    assert board.problems[0] == other
    assert late not in board.problems
    assert len(board.problems) == 2
    assert kinds_of(clinic, other)[0] == "red_flag"
    assert "overdue" in kinds_of(clinic, other)


@pytest.mark.parametrize("kind", OUTCOMES)
def test_what_a_call_does_to_the_list(clinic: Clinic, kind: RecallKind) -> None:
    late, flagged = stand(clinic, LATE), stand(clinic, FLAGGED, "Lund")
    decides = stand(
        clinic, replace(LATE, surgical_status="decision_due", decision_due_on=TODAY), "Moyo"
    )
    for problem in (late, flagged, decides):
        call(clinic, problem, kind)
    board = clinic.read(worklist.board, TODAY)
    assert flagged in board.problems  # a red flag is never taken off
    stays = kind == "reached"
    assert (late in board.problems) == stays
    assert (decides in board.problems) == (kind not in GONE)
    assert ("overdue" in kinds_of(clinic, decides)) == stays
    assert set(board.aside) == (set() if stays else {late, *({decides} if kind in GONE else ())})
    outcome = row_of(clinic, flagged).recall
    assert outcome is not None
    assert outcome.outcome.kind == kind
    if kind in LATER:
        day = TODAY + WEEK + timedelta(1)
        assert kinds_of(clinic, late, day) == ("overdue", "recall")
        assert late in clinic.read(worklist.board, day).problems


def test_a_visit_ends_what_a_call_said(clinic: Clinic) -> None:
    problem = stand(clinic, LATE)
    call(clinic, problem, "declined")
    assert clinic.read(worklist.board, TODAY).aside == (problem,)
    stamp = replace(STAMP, at=STAMP.at + timedelta(minutes=2))
    clinic.write(visits.save, VisitEntry(problem, Visit(TODAY)), stamp)
    assert clinic.read(worklist.board, TODAY).aside == ()
    assert kinds_of(clinic, problem) == ("unsigned",)


def test_who_was_escalated_stays_on_top_until_they_arrive(clinic: Clinic) -> None:
    stand(clinic, replace(FLAGGED, flag_level=Level.EMERGENCY), "Lund")
    sent = register(clinic)
    step = EscalationStep("called", TODAY, time(9, 30), whom="the ward")
    clinic.write(escalations.begin, EscalationBegun(sent, "spine_emergency", step), STAMP)
    call(clinic, sent, "died")
    assert clinic.read(worklist.board, TODAY).problems[0] == sent
    (told,) = row_of(clinic, sent).reasons
    assert (told.kind, told.day, told.what) == ("escalated", TODAY, "called")
    (waits,) = clinic.read(escalations.awaited, TODAY)
    arrived = EscalationStep("arrived", TODAY, time(11, 0))
    clinic.write(escalations.go_on, EscalationGoesOn(waits.recorded.id, arrived), STAMP)
    assert sent not in clinic.read(worklist.board, TODAY).problems


def test_the_week_has_everybody_once_and_nobody_who_said_no(clinic: Clinic) -> None:
    late, soon = stand(clinic, LATE), stand(clinic, replace(QUIET, contact_by=TODAY + WEEK), "B")
    gone, flagged = stand(clinic, LATE, "C"), stand(clinic, FLAGGED, "D")
    stand(clinic, replace(QUIET, contact_by=TODAY + 2 * WEEK), "E")
    call(clinic, gone, "declined")
    rows = clinic.read(workrows.week, TODAY, TODAY + WEEK)
    assert [row.problem for row in rows] == [flagged, late, soon]
    assert rows[2].reasons[0].kind == "due"
