"""Scenes of corrections: a signed visit amended or marked as an error, a chart as it was known."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.commands.stage import ALT, CTRL, Condition, Scene, Stage
from desktop.pages.shownadvice import AdviceOfThen
from desktop.words import tr

REASON: Final = "Written down for the other leg; the patient noticed on reading it."


def correction_scenes() -> tuple[Scene, ...]:
    """Return what can be done about a signed visit, from its page on."""
    return (
        Scene("advice-as-shown", _show_advice_of_then),
        Scene("entered-in-error", _ask_error),
        Scene("chart-as-known", _show_known),
        Scene("who-looked", _show_log),
        Scene("amend", _amend),
        Scene("amend-refused", _save_without_reason),
        Scene("amendment-thrown-away", _throw_away),
        Scene("amended", _amend_pain),
        Scene("old-values", _show_old),
    )


def _show_advice_of_then(stage: Stage) -> Iterator[Condition]:
    """Show the advice of the signature, which holds to this hour."""
    stage.chart.visit.choice.setCurrentIndex(0)
    yield stage.is_quiet
    sheet = stage.chart.visit.sheet
    sheet.advice.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield lambda: bool(sheet.findChildren(AdviceOfThen))
    yield stage.is_quiet
    sheet.verticalScrollBar().setValue(0)
    yield stage.is_quiet


def _ask_error(stage: Stage) -> Iterator[Condition]:
    choice = stage.chart.visit.choice
    choice.setCurrentIndex(choice.count() - 1)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F12, ALT)
    yield stage.is_quiet


def _show_known(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Leave it as it is"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield stage.is_quiet


def _show_log(stage: Stage) -> Iterator[Condition]:
    """Show who looked at the record."""
    stage.hands.tab_to(tr("Back to the chart"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_W, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield stage.is_quiet


def _amend(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
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


def _amend_pain(stage: Stage) -> Iterator[Condition]:
    """Correct one number, with a reason, and read the visit as it stands now."""
    stage.hands.press(Qt.Key.Key_F11, ALT)
    yield stage.is_quiet
    stage.hands.type(REASON)
    stage.form.parts.finish()
    stage.form.parts.pain.made["pain.limb"].setFocus()
    visits = stage.chart.view.visits if stage.chart.view else ()
    stage.hands.type("5" if any(one.visit.pain_limb == 6 for one in visits) else "6")
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield lambda: stage.chart.visit.reading is not None
    yield stage.is_quiet


def _show_old(stage: Stage) -> Iterator[Condition]:
    """Show what the visit said before, struck through."""
    stage.hands.press(Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield stage.is_quiet
    sheet = stage.chart.visit.sheet
    old = next(one for one in sheet.findChildren(QLabel) if one.font().strikeOut())
    card = old.parentWidget()
    while card is not None and card.property("role") != "card":
        card = card.parentWidget()
    yield stage.is_quiet
    sheet.bring_into_view(card or old)
