"""Scenes of corrections: a signed visit amended or marked as an error, a chart as it was known."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop.commands.stage import ALT, CTRL, Condition, Scene, Stage
from desktop.words import tr


def correction_scenes() -> tuple[Scene, ...]:
    """Return what can be done about a signed visit, from its page on."""
    return (
        Scene("entered-in-error", _ask_error),
        Scene("chart-as-known", _show_known),
        Scene("amend", _amend),
        Scene("amend-refused", _save_without_reason),
        Scene("amendment-thrown-away", _throw_away),
    )


def _ask_error(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_F12, ALT)
    yield stage.is_quiet


def _show_known(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Leave it as it is"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield stage.is_quiet


def _amend(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Back to the chart"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F11, ALT)
    yield stage.is_quiet


def _save_without_reason(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _throw_away(stage: Stage) -> Iterator[Condition]:
    stage.form.bar.discard.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
