"""Scenes beside the charts: the list of keys, backups, and what is said when something is wrong."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt

from desktop.commands.stage import CTRL, Condition, Scene, Stage, show_everybody
from desktop.faultwords import Fault, entries_missing, reserve_used, view_only, wrong_clock
from desktop.trouble import Trouble
from desktop.words import tr

SHIFT = Qt.KeyboardModifier.ShiftModifier


def aside_scenes() -> tuple[Scene, ...]:
    """Return the pages that lie above others, and the lines above all pages."""
    return (
        Scene("help", _show_help),
        Scene("keys", _show_help),
        Scene("quick-start", _show_quick_start),
        Scene("access-log", _show_log),
        Scene("backups-none", _show_backups),
        Scene("backups", _back_up),
        Scene("restore", _compare),
        Scene("restore-other-key", _ask_for_other_key),
        Scene("backups-stick", _copy_to_stick),
        Scene("backups-export", _ask_for_export),
        Scene("backups-exported", _export),
        Scene("fault", _tell_one),
        Scene("faults-over-list", _tell_three),
        Scene("faults-over-chart", _open_chart),
        Scene("notice", _tell_notice),
    )


def _show_help(stage: Stage) -> Iterator[Condition]:
    """Show what helps on the page in front; the second time all keys."""
    stage.hands.press(Qt.Key.Key_F1)
    yield stage.is_quiet


def _show_quick_start(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.tab_to(tr("&Quick start on paper …"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _show_log(stage: Stage) -> Iterator[Condition]:
    """Show who did what in the clinic, and that nothing was altered."""
    for _ in range(2):
        stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.press(Qt.Key.Key_A, CTRL | SHIFT)
    yield stage.is_quiet
    stage.hands.tab_to(tr("&Check that nothing was altered"))
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _show_backups(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
    stage.hands.press(Qt.Key.Key_B, CTRL | SHIFT)
    yield stage.is_quiet


def _back_up(stage: Stage) -> Iterator[Condition]:
    """Choose a folder and make a first backup; the system's own dialog is not ours to picture."""
    backups = stage.upkeep.backups
    folder = stage.places.home / "backups"
    folder.mkdir()
    if backups is not None:
        backups.choose(folder)
        yield stage.is_quiet
        backups.start()
        yield lambda: bool(backups.status.rows) and not backups.is_running
    yield stage.is_quiet


def _compare(stage: Stage) -> Iterator[Condition]:
    page = stage.upkeep.page
    if page is not None:
        page.look.setFocus()
        stage.hands.press(Qt.Key.Key_Space)
        yield page.counts.isVisible
    yield stage.is_quiet


def _ask_for_other_key(stage: Stage) -> Iterator[Condition]:
    """Show what is asked where today's key does not open a backup; tests cause it for real."""
    from desktop.desk.restoring import OtherKey

    page, backups = stage.upkeep.page, stage.upkeep.backups
    if page is not None and backups is not None:
        page.counts.on_leave()
        other = OtherKey(backups.status.rows[0].path, (stage.desk.user,))
        backups.looking.secret_wanted.emit(other)
        yield page.other_key.isVisible
    yield stage.is_quiet


def _copy_to_stick(stage: Stage) -> Iterator[Condition]:
    """Choose a stick for second copies: here a folder, so that the page says what is wrong."""
    page, backups = stage.upkeep.page, stage.upkeep.backups
    folder = stage.places.home / "BACKUP STICK"
    folder.mkdir()
    if backups is not None and page is not None:
        page.other_key.on_leave()
        backups.sticks.choose(folder)
        yield lambda: backups.sticks.status.made_at is not None and not backups.is_running
        page.form.ensureWidgetVisible(page.other_stick)
    yield stage.is_quiet


def _ask_for_export(stage: Stage) -> Iterator[Condition]:
    """Ask for an export of the clinic, and type what will open it."""
    page = stage.upkeep.page
    folder = stage.places.home / "FOR DR MENSAH"
    folder.mkdir()
    if page is not None:
        page.export.form.choose_folder = lambda _parent: folder
        page.export.open.setFocus()
        stage.hands.press(Qt.Key.Key_Space)
        stage.hands.type("Dr Mensah")
        page.export.form.on_choose()
        for line in (page.export.form.new, page.export.form.again):
            line.setFocus()
            stage.hands.type("seven geese over the hill")
        yield stage.is_quiet
        page.form.bring_into_view(page.export)
    yield stage.is_quiet


def _export(stage: Stage) -> Iterator[Condition]:
    """Have it written, and see its code."""
    page = stage.upkeep.page
    if page is not None:
        page.export.form.write.setFocus()
        stage.hands.press(Qt.Key.Key_Space)
        yield page.export.done.isVisible
        page.form.bring_into_view(page.export)
    yield stage.is_quiet


def _tell_one(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    stage.upkeep.bar.show_faults(_faults(stage)[:1])


def _tell_three(stage: Stage) -> Iterator[Condition]:
    stage.upkeep.bar.show_faults(_faults(stage))
    yield stage.has_list


def _open_chart(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet


def _tell_notice(stage: Stage) -> Iterator[Condition]:
    stage.upkeep.bar.show_faults((reserve_used(),))
    stage.entrance.window.show_trouble(Trouble("bug", {"path": "crash.log"}))
    yield stage.is_quiet


def _faults(stage: Stage) -> tuple[Fault, ...]:
    """Return three faults at once; tests cause each for real."""
    now = stage.desk.now()
    missing = entries_missing(12, now - timedelta(hours=2))
    return view_only("damaged"), missing, wrong_clock(now, now + timedelta(days=40))
