"""Scenes of a letter in the language of its receiver, which outlives a lock."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from desktop.commands.cast import one_who
from desktop.commands.hands import TourStopped
from desktop.commands.stage import CTRL, Condition, Scene, Stage, show_everybody
from pathway.assessment import Assessment

if TYPE_CHECKING:
    from desktop.pages.letterform import LetterForm

SPANISH: Final = "es"
ASKED: Final = "¿Conviene valorar la cirugía de {name}?"


def letter_scenes() -> tuple[Scene, ...]:
    """Return a letter to a colleague who reads Spanish, before and after a lock."""
    return (
        Scene("letter-spanish", _write_in_spanish),
        Scene("letter-restored", _lock_and_come_back),
    )


def _write_in_spanish(stage: Stage) -> Iterator[Condition]:
    yield stage.has_list
    yield from show_everybody(stage)
    due = one_who(stage.desk, stage.rooms.finder.model, _is_due)
    stage.rooms.show_chart(due.problem_id)
    yield stage.is_quiet
    printing = stage.chart.printing
    printing.choose("surgical_evaluation")
    stage.hands.press(Qt.Key.Key_4, CTRL)
    yield stage.has_pages
    printing.language.receiver.set_value(SPANISH)
    yield stage.has_pages
    kept, form = printing.pdf, _form(stage)
    form.to.name.setFocus()
    stage.hands.type("Dra. Lucía Ferrer")
    form.asks.setFocus()
    stage.hands.type(ASKED)
    yield lambda: bool(printing.pdf) and printing.pdf != kept
    yield stage.has_pages
    printing.options.bring_into_view(printing.language)
    yield stage.is_quiet


def _lock_and_come_back(stage: Stage) -> Iterator[Condition]:
    """Lock over the letter; the same window leads back to it."""
    stage.hands.press(Qt.Key.Key_L, CTRL)
    yield lambda: stage.entrance.splash is not None
    yield stage.is_quiet
    stage.splash.passphrase.setFocus()
    stage.hands.type("whatever it was")
    stage.hands.press(Qt.Key.Key_Return)
    yield lambda: stage.entrance.rooms is not None
    yield stage.is_quiet
    (left,) = stage.rooms.finder.unfinished.buttons
    left.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.has_pages
    if _form(stage).asks.text() != ASKED:
        raise TourStopped("the letter was not restored")
    stage.chart.printing.options.bring_into_view(stage.chart.printing.letter)
    yield stage.is_quiet


def _form(stage: Stage) -> "LetterForm":
    form = stage.chart.printing.letter.form
    if form is None:
        raise TourStopped("no letter is in hand")
    return form


def _is_due(found: Assessment) -> bool:
    return found.surgical_evaluation.status in {"window_open", "decision_due"}
