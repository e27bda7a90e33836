"""Scenes of a visit that show its second faces: one question at a time, findings by nerve root."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop.commands.stage import Condition, Scene, Stage
from desktop.models.examination import BY_ROOT, BY_TEST
from desktop.pages.askedways import LIST, SINGLE


def single_scenes() -> tuple[Scene, ...]:
    """Return one question alone; afterwards all stand in a list again."""
    return (Scene("red-flag-single", _ask_singly),)


def exam_scenes() -> tuple[Scene, ...]:
    """Return the findings by root, with the help; afterwards they stand by kind of test again."""
    return (Scene("examination-by-root", _arrange), Scene("examination-how", _look_how))


def back_to_list(stage: Stage) -> Iterator[Condition]:
    """Show the questions as a list again, where they were left."""
    stage.form.parts.interview.top.ways.set_value(LIST)
    stage.form.focus_start()
    yield stage.is_quiet


def _ask_singly(stage: Stage) -> Iterator[Condition]:
    stage.form.parts.interview.top.ways.set_value(SINGLE)
    stage.form.focus_start()
    yield stage.is_quiet


def _arrange(stage: Stage) -> Iterator[Condition]:
    exam = stage.form.parts.examination
    if exam.tools is not None:
        exam.tools.order.set_value(BY_ROOT)
    yield stage.is_quiet
    exam.focus_first()
    yield stage.is_quiet


def _look_how(stage: Stage) -> Iterator[Condition]:
    exam = stage.form.parts.examination
    if exam.tools is not None:
        exam.tools.order.set_value(BY_TEST)
    yield stage.is_quiet
    exam.focus_first()
    stage.hands.type("?")
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet
