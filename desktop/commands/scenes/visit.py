"""Scenes of one whole visit: from the list of patients to the signed plan and its prints."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt

from desktop.commands.cast import leading_part, signs
from desktop.commands.hands import MOST_TABS
from desktop.commands.scenes.examining import back_to_list, exam_scenes, single_scenes
from desktop.commands.scenes.scores import score_scenes, side_scenes, situation_scenes, turn_back
from desktop.commands.stage import ALT, CTRL, Condition, Scene, Stage, at_once, show_everybody
from desktop.words import tr

TO_THE_FOOT: Final = 3
A_FEW: Final = 3
_MARK, _DOWN = Qt.Key.Key_Space, Qt.Key.Key_Down
DOWN_THE_LEG: Final = (_MARK, _DOWN, _MARK, _DOWN, _MARK, _DOWN, _MARK)
"""From the low back down the back of the leg; on the neck the same keys go on downwards."""


def visit_scenes() -> tuple[Scene, ...]:
    """Return one visit in its order."""
    return (
        Scene("patients", _see_list),
        Scene("search-without-hit", _search_nobody),
        Scene("search", _search),
        Scene("visit", _open),
        Scene("red-flags", _answer_a_few),
        *single_scenes(),
        Scene("red-flags-answered", _answer_all),
        Scene("pain", _rate_pain),
        *situation_scenes(),
        *score_scenes(),
        Scene("body-chart", _draw_pain),
        *side_scenes(),
        Scene("visit-refused", _save_tomorrow),
        Scene("examination", _examine),
        *exam_scenes(),
        Scene("care", _enter_care),
        Scene("planned", _plan_something),
        Scene("before-signing", _ask_to_sign),
        Scene("plan", _sign),
        Scene("plan-foot", _scroll_plan),
        Scene("timeline", _look_at_timeline),
        Scene("timeline-list", _look_at_list),
        Scene("handouts", _look_at_handouts),
        Scene("handouts-foot", _record_print),
        Scene("emergency-letter", _write_emergency_letter),
        Scene("signed-visit", _read_signed),
    )


def _see_list(stage: Stage) -> Iterator[Condition]:
    """Go from the page that greets to all patients."""
    yield stage.has_list
    stage.hands.press(Qt.Key.Key_F2)
    yield stage.has_list


def _search_nobody(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("Hottentottenstottertrottel")
    yield lambda: not stage.rooms.finder.is_looking
    yield stage.is_quiet
    yield stage.rooms.finder.empty.isVisible


def _search(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    chosen = leading_part(stage.desk, stage.rooms.finder.model)
    stage.hands.type(f"{chosen.given_name[:4]} {chosen.family_name}")
    yield stage.has_found


def _open(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet
    stage.show_questions()


def _answer_a_few(stage: Stage) -> Iterator[Condition]:
    yield from _answer(stage, A_FEW)


def _answer_all(stage: Stage) -> Iterator[Condition]:
    yield from back_to_list(stage)
    yield from _answer(stage, MOST_TABS)


def _answer(stage: Stage, most: int) -> Iterator[Condition]:
    for _ in range(most):
        if stage.hands.named(stage.label("pain.spine")):
            break
        before = stage.hands.spoken()
        stage.hands.type("n")
        if stage.hands.spoken() == before:
            stage.hands.press(Qt.Key.Key_Tab)
        yield at_once


def _rate_pain(stage: Stage) -> Iterator[Condition]:
    yield stage.is_quiet
    for code, key in (("pain.spine", "4"), ("pain.limb", "7")):
        stage.hands.tab_to(stage.label(code))
        stage.hands.type(key)
        yield at_once
    forward = Qt.Key.Key_Left if stage.entrance.window.isRightToLeft() else Qt.Key.Key_Right
    for code, steps in (("radiation", TO_THE_FOOT), ("state_acceptable", 1)):
        stage.hands.tab_to(stage.label(code))
        for _ in range(steps):
            stage.hands.press(forward)
        stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.entrance.window.grab()
    yield stage.is_quiet
    stage.form.parts.bring_into_view(stage.form.parts.pain)


def _draw_pain(stage: Stage) -> Iterator[Condition]:
    """Mark some zones on the body chart by keys."""
    body = stage.form.parts.body
    body.finish()
    yield stage.is_quiet
    if body.chart is not None:
        body.chart.setFocus()
    for key in DOWN_THE_LEG:
        stage.hands.press(key)
        yield at_once
    stage.entrance.window.grab()
    yield stage.is_quiet
    stage.form.parts.bring_into_view(body)


def _save_tomorrow(stage: Stage) -> Iterator[Condition]:
    """Type the date of tomorrow, which is refused, and see why."""
    turn_back(stage)
    line = stage.form.parts.date.line
    line.setFocus()
    line.selectAll()
    stage.hands.type("tomorrow")
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _examine(stage: Stage) -> Iterator[Condition]:
    line = stage.form.parts.date.line
    line.selectAll()
    stage.hands.type("today")
    stage.chart.bar.hide()
    for sign in signs(stage.desk, stage.chart.view):
        stage.hands.tab_to(sign.name)
        stage.hands.type(sign.letter)
        yield at_once


def _enter_care(stage: Stage) -> Iterator[Condition]:
    for name, text in (("What", "Supervised"), ("From", "-2w"), ("Days a week", "2")):
        stage.hands.tab_to(tr(name))
        stage.hands.type(text)
        yield at_once


def _plan_something(stage: Stage) -> Iterator[Condition]:
    """Plan yoga, and see what the rules say of a medicine while its name is typed."""
    stage.hands.tab_to(tr("Add"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    card = stage.form.parts.planned.card
    stage.hands.tab_to(card.line.accessibleName())
    stage.hands.type("Yoga")
    stage.hands.press(Qt.Key.Key_Return)
    stage.hands.type("ibup")
    yield lambda: card.preview.text().startswith("ibuprofen")
    yield stage.is_quiet


def _ask_to_sign(stage: Stage) -> Iterator[Condition]:
    for _ in "ibup":
        stage.hands.press(Qt.Key.Key_Backspace)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F9, ALT)
    yield stage.is_quiet


def _sign(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_signed
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_2, CTRL)
    yield stage.is_quiet


def _scroll_plan(stage: Stage) -> Iterator[Condition]:
    bar = stage.chart.plan.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield stage.is_quiet


def _look_at_timeline(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_3, CTRL)
    yield stage.is_quiet


def _look_at_list(stage: Stage) -> Iterator[Condition]:
    stage.chart.timeline.table.setFocus()
    stage.hands.press(Qt.Key.Key_Down)
    bar = stage.chart.timeline.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield stage.is_quiet


def _look_at_handouts(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_4, CTRL)
    yield stage.has_pages
    yield stage.is_quiet
    stage.camera.keep("care-plan.pdf", stage.chart.printing.pdf)


def _record_print(stage: Stage) -> Iterator[Condition]:
    """Record the pages as printed, since there is no printer here."""
    printing = stage.chart.printing
    printing.given.record(printing.pdf)
    yield stage.is_quiet
    yield printing.given.isVisible
    bar = printing.options.verticalScrollBar()
    bar.setValue(bar.maximum())


def _write_emergency_letter(stage: Stage) -> Iterator[Condition]:
    printing = stage.chart.printing
    kept = printing.pdf
    stage.hands.press(Qt.Key.Key_F2, ALT)
    yield lambda: bool(printing.pdf) and printing.pdf != kept
    yield stage.has_pages
    yield stage.is_quiet
    stage.camera.keep("emergency-letter.pdf", printing.pdf)


def _read_signed(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_1, CTRL)
    choice = stage.chart.visit.choice
    choice.setCurrentIndex(choice.count() - 1)
    yield stage.is_quiet
