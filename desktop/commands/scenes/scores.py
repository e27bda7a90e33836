"""Scenes of scores, situation and remarks within one visit."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.commands.stage import Condition, Scene, Stage, at_once
from pathway.coding import Code, Coded
from pathway.facts import BodySide

HARD_TO_DO = (("Carrying water", "3"), ("Sitting in the bus", "5"))
MOOD = "211000000"
"""High enough that all nine are asked; the ninth is zero."""
BACK = "ynynny"
ACROSS = "power.knee_extension"


def situation_scenes() -> tuple[Scene, ...]:
    """Return what stands at the top of a visit, and how a paper sheet is typed in there."""
    return (Scene("situation", _tell_situation), Scene("box-numbers", _type_from_paper))


def score_scenes() -> tuple[Scene, ...]:
    """Return the scores in their order."""
    return (
        Scene("scores", _rate_function),
        Scene("mood", _ask_mood),
        Scene("statements", _ask_statements),
    )


def side_scenes() -> tuple[Scene, ...]:
    """Return the question about sides that do not fit."""
    return (Scene("sides", _turn_side),)


def turn_back(stage: Stage) -> None:
    """Take back what was entered on the wrong side."""
    for side in ("left", "right"):
        stage.form.on_entered(Code(ACROSS, side), None)


def _tell_situation(stage: Stage) -> Iterator[Condition]:
    """Say that it is a home visit with an interpreter; closed again by hand."""
    stage.form.parts.finish()
    yield stage.is_quiet
    situation = stage.form.parts.situation
    situation.fields["situation.kind"].setFocus()
    stage.hands.type("2")
    stage.hands.press(Qt.Key.Key_Space)
    stage.hands.press(Qt.Key.Key_Tab)
    stage.hands.type("21")
    yield from _show(stage, situation)


def _type_from_paper(stage: Stage) -> Iterator[Condition]:
    """Begin to type a box, and see the numbers of the others beside their questions."""
    parts = stage.form.parts
    parts.paper.line.setFocus()
    stage.hands.type("428 4")
    parts.finish()
    yield stage.is_quiet
    yield from _show(stage, parts.paper)


def _rate_function(stage: Stage) -> Iterator[Condition]:
    stage.form.parts.paper.line.clear()
    stage.form.parts.numbers.toggle()
    stage.form.parts.finish()
    yield stage.is_quiet
    scores = stage.form.parts.scores
    scores.function.lines[0].text.setFocus()
    for words, rating in HARD_TO_DO:
        stage.hands.type(words)
        stage.hands.press(Qt.Key.Key_Return)
        stage.hands.type(rating)
        yield at_once
    yield from _show(stage, scores.function)


def _ask_mood(stage: Stage) -> Iterator[Condition]:
    mood = stage.form.parts.scores.mood
    mood.lines["score.phq_1"].setFocus()
    for key in MOOD:
        stage.hands.type(key)
        yield at_once
    stage.form.parts.finish()
    yield stage.is_quiet
    yield from _show(stage, mood)


def _ask_statements(stage: Stage) -> Iterator[Condition]:
    """Answer some of the 24 statements; without them the goals are seen once more."""
    scores = stage.form.parts.scores
    if scores.back is not None:
        scores.back.button.setFocus()
        stage.hands.press(Qt.Key.Key_Space)
        stage.form.parts.finish()
        yield stage.is_quiet
        for key in BACK:
            stage.hands.type(key)
            yield at_once
    yield from _show(stage, scores.back or scores.rows)


def _turn_side(stage: Stage) -> Iterator[Condition]:
    """Enter a weakness on the side that does not hurt."""
    marked = [code.side for code in stage.form.answers if code.item.startswith("pain_map.")]
    across: BodySide = "left" if "right" in marked else "right"
    code = Code(ACROSS, across)
    stage.form.on_entered(code, Coded(code, "4"))
    yield stage.is_quiet
    yield from _show(stage, stage.form.parts.sides)


def _show(stage: Stage, part: QWidget) -> Iterator[Condition]:
    stage.entrance.window.grab()
    yield stage.is_quiet
    stage.form.parts.bring_into_view(part)
    yield stage.is_quiet
