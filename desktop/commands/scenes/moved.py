"""Scenes of those who moved by the calendar: nobody, and a few with their reasons."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt

from db import moves
from desktop.commands.stage import Condition, Scene, Stage, show_everybody
from pathway.evaluate import assess_day
from pathway.records import Changes, ProblemId
from pathway.states import Move, is_move, reasons_of, state_of

DAYS_BACK = 20
SHOWN = 40


def moved_scenes() -> tuple[Scene, ...]:
    """Return the page of those who moved."""
    return (Scene("moved-nobody", _show_nobody), Scene("moved", _show_moves))


def _show_nobody(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    stage.hands.press(Qt.Key.Key_F7)
    yield stage.is_quiet


def _show_moves(stage: Stage) -> Iterator[Condition]:
    """Show who moved in the last weeks, as if the program had not been opened since."""
    stage.hands.press(Qt.Key.Key_Escape)
    yield stage.has_list
    desk, model, opened = stage.desk, stage.rooms.finder.model, stage.entrance.opened
    shown = (model.problem_at(line) for line in range(min(SHOWN, model.rowCount())))
    found = [_move(stage, problem) for problem in shown if problem is not None]
    made = tuple(move for move in found if move is not None)
    if opened is not None:
        desk.write(partial(opened.clinic.keep, moves.record, made, desk.stamp()), _nothing)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F7)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_Down)
    yield stage.is_quiet


def _move(stage: Stage, problem: ProblemId) -> Move | None:
    desk, view = stage.desk, stage.desk.view(problem)
    if view is None or not view.visits or view.chart.problem.closed:
        return None
    first = view.visits[0].visit.on
    before = max(first, desk.today - timedelta(DAYS_BACK))
    was = state_of(assess_day(view.chart, before, desk.guidelines))
    seen = assess_day(view.chart, desk.today, desk.guidelines)
    now, pack = state_of(seen), desk.guidelines
    if not is_move(was, now):
        return None
    reasons = reasons_of(was, seen)
    return Move(0, problem, desk.today, was, now, reasons, pack.id, pack.version)


def _nothing(_changes: Changes) -> None:
    return
