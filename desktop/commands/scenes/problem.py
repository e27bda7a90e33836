"""Scenes of one problem and of two records: its page, what a start means, merging, an age only."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop.commands.cast import one_who
from desktop.commands.stage import ALT, CTRL, Condition, Scene, Stage, show_everybody
from desktop.pages.merge import MergePage
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.finding import Level


def problem_scenes() -> tuple[Scene, ...]:
    """Return the page of a problem, the comparison of two records, and a birth by age."""
    return (
        Scene("problem", _show_problem),
        Scene("problem-corrected", _correct),
        Scene("problem-story", _tell_story),
        Scene("problem-refused", _close_without_reason),
        Scene("problem-another", _add_another),
        Scene("merge-search", _look_for_twin),
        Scene("merge-compare", _compare),
        Scene("merge-refused", _merge_undecided),
        Scene("registration-by-age", _register_by_age),
    )


def _show_problem(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    row = one_who(stage.desk, stage.rooms.finder.model, _is_calm)
    stage.rooms.show_chart(row.problem_id)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_6, CTRL)
    yield stage.is_quiet


def _correct(stage: Stage) -> Iterator[Condition]:
    """Put the start right: several stages are possible then, and a reason is asked for."""
    stage.hands.tab_to(tr("Start known"))
    stage.hands.type("a")
    stage.hands.tab_to(tr("How long ago"))
    stage.hands.type("4 weeks")
    yield stage.is_quiet


def _tell_story(stage: Stage) -> Iterator[Condition]:
    for name, text in (
        ("In the patient's words", "Lifted a bag of maize, next morning it shot down the leg."),
        ("Spine pain before that", "y"),
        ("Spine pain known", "m"),
        ("Spine pain since", "Nov-2025"),
        ("Suspected cause", "d"),
        ("Earlier episodes", "y"),
        ("Which and when", "Two, in 2019 and 2022, six weeks each."),
        ("Spine surgery", "n"),
    ):
        stage.hands.tab_to(tr(name))
        stage.hands.type(text)
        yield stage.is_quiet
    stage.hands.tab_to(tr("First day without pain"))
    yield stage.is_quiet


def _close_without_reason(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("This problem is"))
    stage.hands.type("c")
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _add_another(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("Another problem"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _look_for_twin(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F8, ALT)
    yield stage.is_quiet
    stage.hands.type("a")
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet


def _compare(stage: Stage) -> Iterator[Condition]:
    page = stage.entrance.window.pages.currentWidget()
    if isinstance(page, MergePage):
        page.search.rows[0].open.setFocus()
        stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _merge_undecided(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("1")
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _register_by_age(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_N, CTRL)
    yield stage.is_quiet
    for text in ("Mwansa", "Chola", "58y"):
        stage.hands.type(text)
        stage.hands.press(Qt.Key.Key_Tab)
    yield stage.is_quiet


def _is_calm(found: Assessment) -> bool:
    return found.stage.code == "subacute" and found.red_flags.level is Level.NONE
