"""Scenes of the flows: an escalation step by step, a flag cleared, a referral, a relapse."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt

from desktop import show
from desktop.commands.cast import one_who
from desktop.commands.stage import ALT, CTRL, Condition, Scene, Stage, show_everybody
from desktop.pages.escalate import EscalatePage
from desktop.widgets.texts import spoken
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.finding import Level


def flow_scenes() -> tuple[Scene, ...]:
    """Return the pages of the flows, empty, filled and after saving."""
    return (
        Scene("escalate", _escalate),
        Scene("escalate-log", _go_on),
        Scene("escalated-chart", _show_chart),
        Scene("clear-flag", _clear),
        Scene("referrals", _refer),
        Scene("referral-answer", _answer),
        Scene("relapse", _relapse),
        Scene("close-problem", _close),
    )


def _escalate(stage: Stage) -> Iterator[Condition]:
    """Call about somebody who has an emergency: nobody answers."""
    yield from show_everybody(stage)
    row = one_who(stage.desk, stage.rooms.finder.model, _is_emergency)
    stage.rooms.show_chart(row.problem_id)
    yield stage.is_quiet
    yield from _open(stage, Qt.Key.Key_F3)
    stage.hands.type("1")
    yield from _told(stage, (tr("What happe&ned"), "n"), (tr("Call again at"), "23:50"))


def _go_on(stage: Stage) -> Iterator[Condition]:
    """Then somebody does, and the patient sets out."""
    yield from _save(stage)
    stage.hands.type("s")
    yield from _told(stage, (tr("&With whom"), "Dr Banda"), (tr("What was said"), "Send at once"))
    yield from _save(stage)
    stage.hands.type("t")
    yield from _told(stage, (tr("How they &go"), "1"))
    yield from _save(stage)
    page = stage.entrance.window.pages.currentWidget()
    if isinstance(page, EscalatePage):
        page.form.bring_into_view(page.form.log)
    yield stage.is_quiet


def _show_chart(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_2, CTRL)
    yield stage.is_quiet


def _clear(stage: Stage) -> Iterator[Condition]:
    yield from _open(stage, Qt.Key.Key_F5)
    stage.hands.press(Qt.Key.Key_Down)
    yield from _told(
        stage, (tr("It is"), "c"), (tr("On the ground of"), "i"), (tr("In &words"), "MRI clear")
    )


def _refer(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    yield from _open(stage, Qt.Key.Key_F6)
    yield from _told(stage, (tr("&For"), "2"), (tr("&To whom"), "District hospital"))
    yield from _save(stage)


def _answer(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("a")
    stage.hands.type("No compression, mild bulge at L4/5")
    yield stage.is_quiet


def _relapse(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    yield from show_everybody(stage)
    row = one_who(stage.desk, stage.rooms.finder.model, _is_chronic)
    stage.rooms.show_chart(row.problem_id)
    yield stage.is_quiet
    yield from _open(stage, Qt.Key.Key_F7)
    stage.hands.type("p")
    today = stage.desk.today
    free, again = today - timedelta(40), today - timedelta(4)
    yield from _told(
        stage,
        (tr("Without pain since"), show.day(free)),
        (tr("Pain again since"), show.day(again)),
    )


def _close(stage: Stage) -> Iterator[Condition]:
    """The keys go to what happened: it is over."""
    stage.hands.press(Qt.Key.Key_Left, ALT)
    yield stage.is_quiet
    yield from _open(stage, Qt.Key.Key_F7)
    stage.hands.type("c")
    yield from _told(stage, (tr("Because"), "r"))


def _open(stage: Stage, key: Qt.Key) -> Iterator[Condition]:
    stage.hands.press(key, ALT)
    yield stage.is_quiet


def _save(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _told(stage: Stage, *answers: tuple[str, str]) -> Iterator[Condition]:
    for name, text in answers:
        stage.hands.tab_to(spoken(name))
        stage.hands.type(text)
        yield stage.is_quiet


def _is_emergency(found: Assessment) -> bool:
    return found.red_flags.level is Level.EMERGENCY


def _is_chronic(found: Assessment) -> bool:
    return found.stage.code == "chronic" and found.red_flags.level is Level.NONE
