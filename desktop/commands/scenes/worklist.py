"""Scenes of the worklist: who waits, one group, a call, the next patient, another day, nobody."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.trouble import StoreTrouble
from desktop.commands.hands import TourStopped
from desktop.commands.stage import CTRL, Condition, Scene, Stage
from desktop.pages.workgroups import group_names
from desktop.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from desktop.pages.worklist import WorklistPage
    from desktop.pages.workprints import WorkPrintsPage

NOBODY = "zzz"
FEW = 3
POINTS_PER_INCH = 72


def worklist_scenes() -> tuple[Scene, ...]:
    """Return the worklist and what it leads to."""
    return (
        Scene("worklist", _show_list),
        Scene("worklist-group", _show_group),
        Scene("worklist-prints", _ask_for_prints),
        Scene("worklist-printed", _print_all),
        Scene("worklist-call", _call),
        Scene("worklist-called", _keep_call),
        Scene("worklist-next", _open_next),
        Scene("worklist-nobody", _seek_nobody),
        Scene("worklist-another-day", _show_another_day),
        Scene("worklist-trouble", _show_trouble),
    )


def _page(stage: Stage) -> "WorklistPage":
    page = stage.rooms.work.page
    if page is None:
        raise TourStopped("the worklist is not there")
    return page


def _show_list(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_F4)
    yield stage.is_quiet
    yield stage.is_quiet


def _show_group(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Right)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_Right)
    yield stage.is_quiet


def _ask_for_prints(stage: Stage) -> Iterator[Condition]:
    """Ask for handouts; a few people are enough to see who is refused."""
    stage.hands.press(Qt.Key.Key_P, CTRL)
    page = _prints(stage)
    yield stage.is_quiet
    page.open(_page(stage).model.problems[:FEW], group_names()[""])
    yield lambda: page.people.count() == FEW and stage.is_quiet()
    for kind in ("care_plan", "danger_card"):
        page.several.kinds[kind].setChecked(True)


def _print_all(stage: Stage) -> Iterator[Condition]:
    """Print into a file, and see what was refused."""
    page = _prints(stage)
    page.choose_printer = partial(_into, stage.places.home / "printed.pdf")
    page.several.print.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield lambda: not page.several.batch.is_running
    yield stage.is_quiet


def _into(file: Path, _parent: "QWidget") -> "QPrinter":
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setResolution(POINTS_PER_INCH)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _prints(stage: Stage) -> "WorkPrintsPage":
    page = stage.rooms.work.prints
    if page is None:
        raise TourStopped("the handouts for the list are not there")
    return page


def _call(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Escape)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_W)
    yield stage.is_quiet


def _keep_call(stage: Stage) -> Iterator[Condition]:
    """Say that somebody comes in three days, and go back to the list of everybody."""
    stage.hands.tab_to(tr("On which day"))
    stage.hands.type("+3d")
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet
    _page(stage).groups.setCurrentRow(0)
    yield stage.is_quiet


def _open_next(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_F3)
    yield stage.is_quiet


def _seek_nobody(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_F4)
    yield stage.is_quiet
    _page(stage).head.search.setText(NOBODY)
    yield lambda: _page(stage).model.rowCount() == 0 and stage.is_quiet()


def _show_another_day(stage: Stage) -> Iterator[Condition]:
    head = _page(stage).head
    head.search.clear()
    yield lambda: _page(stage).model.rowCount() > 0 and stage.is_quiet()
    head.on.set_text("+30d")
    yield stage.is_quiet
    yield stage.is_quiet


def _show_trouble(stage: Stage) -> Iterator[Condition]:
    page = _page(stage)
    page.head.on_back()
    yield stage.is_quiet
    page.take_trouble(StoreTrouble("in_use", stage.places.clinic))
    yield stage.is_quiet
