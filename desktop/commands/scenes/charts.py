"""Scenes of other charts: a draft that comes back, other plans, a print that is out of date."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt

from desktop.commands.cast import one_taking, one_who
from desktop.commands.stage import CTRL, Condition, Play, Scene, Stage, at_once, show_everybody
from desktop.pages.answerable import Answerable
from desktop.pages.choicecard import ChoiceCard
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.finding import Level
from pathway.recalling import TODAY

NOTE: Final = "Sleeps badly; the daughter drives her. Asks whether she may go on working."


def chart_scenes() -> tuple[Scene, ...]:
    """Return what else a chart can show."""
    return (
        Scene("changed-since", _change_since),
        Scene("unfinished-visit", _leave_note),
        Scene("draft-restored", _come_back),
        Scene("draft-discarded", _discard),
        Scene("visit-emergency", _open_visit_of(_is_emergency)),
        Scene("plan-emergency", _show_plan),
        Scene("plan-acute", _open_plan_of(_is_acute)),
        Scene("plan-why", _ask_why),
        Scene("plan-accepted", _accept),
        Scene("plan-declining", _decline),
        Scene("plan-decision", _open_plan_of(_is_due)),
        Scene("plan-decision-card", _show_decision),
        Scene("medical-background", _show_background),
        Scene("medical-names", _type_name),
        Scene("medical-refused", _save_wrong),
        Scene("medical-foot", _tell_smoking),
        Scene("plan-medicines", _save_background),
        Scene("plan-incomplete", _open_plan_of(_is_incomplete)),
        Scene("plan-onset-unknown", _open_plan_of(_is_unknown)),
        Scene("timeline-longest", _show_longest),
        Scene("timeline-lanes", _choose_lanes),
        Scene("timeline-opened", _open_event),
        Scene("timeline-print", _print_timeline),
        Scene("letter-packet", _write_packet),
        Scene("letter-work", _write_work_note),
        Scene("past-record", _go_back),
        Scene("past-plan", partial(_show_past, "p")),
        Scene("past-timeline", partial(_show_past, "t")),
    )


def _change_since(stage: Stage) -> Iterator[Condition]:
    """Save one more visit after a print, and look at what the print does not say."""
    stage.chart.visit.on_new()
    stage.hands.tab_to(stage.label("pain.limb"))
    stage.hands.type("3")
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_4, CTRL)
    yield stage.has_pages
    given = stage.chart.printing.given
    given.list.setCurrentRow(0)
    yield given.again.isVisible
    yield stage.is_quiet  # the column is as long as it will be
    bar = stage.chart.printing.options.verticalScrollBar()
    bar.setValue(bar.maximum())


def _leave_note(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_1, CTRL)
    stage.form.parts.finish()
    stage.hands.tab_to(stage.label("note"))
    stage.hands.type(NOTE)
    stage.hands.press(Qt.Key.Key_F2)
    yield stage.rooms.finder.unfinished.isVisible
    yield stage.has_list


def _come_back(stage: Stage) -> Iterator[Condition]:
    stage.rooms.finder.unfinished.buttons[0].setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    stage.show_questions()


def _discard(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Discard"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _open_visit_of(is_meant: Callable[[Assessment], bool]) -> Play:
    return partial(_open, is_meant)


def _open_plan_of(is_meant: Callable[[Assessment], bool]) -> Play:
    return partial(_open_plan, is_meant)


def _open(is_meant: Callable[[Assessment], bool], stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    stage.rooms.show_chart(one_who(stage.desk, stage.rooms.finder.model, is_meant).problem_id)
    yield stage.is_quiet


def _open_plan(is_meant: Callable[[Assessment], bool], stage: Stage) -> Iterator[Condition]:
    yield from _open(is_meant, stage)
    yield from _show_plan(stage)


def _show_plan(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_2, CTRL)
    yield stage.is_quiet


def _ask_why(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Space)
    yield at_once


def _accept(stage: Stage) -> Iterator[Condition]:
    """Accept the first option by its key; it becomes one quiet line."""
    first = _options(stage)[0]
    first.answer.setFocus()
    stage.hands.press(Qt.Key.Key_A)
    yield lambda: first.is_folded
    yield stage.is_quiet
    stage.chart.plan.ensureWidgetVisible(first)


def _decline(stage: Stage) -> Iterator[Condition]:
    second = _options(stage)[1]
    second.answer.setFocus()
    stage.hands.press(Qt.Key.Key_D)
    yield stage.is_quiet
    stage.chart.plan.ensureWidgetVisible(second)


def _show_decision(stage: Stage) -> Iterator[Condition]:
    (card,) = stage.chart.plan.findChildren(ChoiceCard)
    stage.chart.plan.ensureWidgetVisible(card)
    yield at_once


def _options(stage: Stage) -> list[Answerable]:
    options = stage.chart.plan.options
    return options.answerables if options else []


def _go_back(stage: Stage) -> Iterator[Condition]:
    """Go back in time, to the visit before the last, with what is known today."""
    stage.hands.press(Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield stage.is_quiet
    known = stage.chart.known
    known.by.set_value(TODAY)
    yield stage.is_quiet
    known.slider.setFocus()
    for _ in range(2):
        stage.hands.press(Qt.Key.Key_Left, CTRL)
    yield lambda: not known.slider.is_moving
    yield stage.is_quiet


def _show_past(key: str, stage: Stage) -> Iterator[Condition]:
    stage.chart.known.part.setFocus()
    stage.hands.type(key)
    yield stage.is_quiet


def _show_background(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    taking = one_taking(stage.desk, stage.rooms.finder.model, "anticoagulant")
    stage.rooms.show_chart(taking.problem_id)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_5, CTRL)
    yield stage.is_quiet


def _type_name(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Medicines"))
    stage.hands.type("napr")
    yield at_once


def _save_wrong(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once
    stage.hands.tab_to(tr("Kidney function (eGFR)"))
    stage.hands.type("580")
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _tell_smoking(stage: Stage) -> Iterator[Condition]:
    for _ in "580":
        stage.hands.press(Qt.Key.Key_Backspace)
    for name, text in (
        ("Kidney function (eGFR)", "58"),
        ("Measured on", "-2w"),
        ("Smokes or has smoked", "n"),
    ):
        stage.hands.tab_to(tr(name))
        stage.hands.type(text)
        yield at_once


def _save_background(stage: Stage) -> Iterator[Condition]:
    """Save what was told, and look at what it means for the medicines."""
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.chart.isVisible
    yield stage.is_quiet
    yield from _show_plan(stage)
    stage.hands.tab_to(tr("Medical background…"))
    yield stage.is_quiet


def _show_longest(stage: Stage) -> Iterator[Condition]:
    yield from _open(_is_long, stage)
    stage.hands.press(Qt.Key.Key_3, CTRL)
    yield stage.is_quiet


def _choose_lanes(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Lanes"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _open_event(stage: Stage) -> Iterator[Condition]:
    """Open the latest visit in place."""
    stage.hands.press(Qt.Key.Key_Space)
    yield at_once
    stage.chart.timeline.timeline.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Return):
        stage.hands.press(key)
    yield stage.is_quiet


def _print_timeline(stage: Stage) -> Iterator[Condition]:
    stage.chart.printing.choose("timeline")
    stage.hands.press(Qt.Key.Key_4, CTRL)
    yield stage.has_pages
    yield at_once  # the choices take two lines more, and the page about them follows a turn later


def _write_packet(stage: Stage) -> Iterator[Condition]:
    """Fill in the letter to a surgeon, and see it at once."""
    printing = stage.chart.printing
    printing.choose("surgical_evaluation")
    yield stage.has_pages
    form = printing.letter.form
    assert form is not None
    kept = printing.pdf
    form.to.name.setFocus()
    stage.hands.type("Dr Priya Nair")
    form.to.speciality.setFocus()
    stage.hands.type("Spine surgery")
    form.asks.setFocus()
    stage.hands.type("Is surgery to be considered for {name}?")
    form.cc.setFocus()
    yield lambda: bool(printing.pdf) and printing.pdf != kept
    yield stage.has_pages
    printing.options.bring_into_view(form.to)
    yield stage.is_quiet
    stage.camera.keep("surgical-letter.pdf", printing.pdf)


def _write_work_note(stage: Stage) -> Iterator[Condition]:
    printing = stage.chart.printing
    kept = printing.pdf
    printing.choose("work_note")
    yield lambda: bool(printing.pdf) and printing.pdf != kept
    yield stage.has_pages
    form = printing.letter.form
    assert form is not None
    printing.options.bring_into_view(form.work)
    yield stage.is_quiet


def _is_emergency(found: Assessment) -> bool:
    return found.red_flags.level is Level.EMERGENCY


def _is_acute(found: Assessment) -> bool:
    return found.stage.code == "acute" and found.red_flags.level is Level.NONE


def _is_due(found: Assessment) -> bool:
    return found.surgical_evaluation.status in {"window_open", "decision_due"}


def _is_incomplete(found: Assessment) -> bool:
    return not found.red_flags.screen_complete and found.red_flags.level is Level.NONE


def _is_unknown(found: Assessment) -> bool:
    return found.stage.day is None


def _is_long(found: Assessment) -> bool:
    return found.stage.code == "chronic"
