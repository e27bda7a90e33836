"""Scenes of the papers of the clinic: recall sheet, its results, handover, figures and a list."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop.commands.hands import TourStopped
from desktop.commands.stage import CTRL, Condition, Scene, Stage, at_once, show_everybody
from desktop.pages.figures import FiguresPage
from desktop.papersroom import PapersRoom
from desktop.printerbook import PrinterProfile

PRINTER = "Laser printer at the front desk (grey, letterhead)"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def papers_scenes() -> tuple[Scene, ...]:
    """Return the pages about many patients."""
    return (
        Scene("recall-results-none", _show_no_sheet),
        Scene("recall-sheet", _show_sheet),
        Scene("recall-results", _show_results),
        Scene("handover", _show_handover),
        Scene("printer", _show_printer),
        Scene("figures", _show_figures),
        Scene("figures-rules", _show_rules),
        Scene("figures-list", _show_list),
    )


def _show_no_sheet(stage: Stage) -> Iterator[Condition]:
    """Show the form for results before any sheet was printed."""
    yield from show_everybody(stage)
    _room(stage).show_entry()
    yield stage.is_quiet


def _show_sheet(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_F8)
    yield from _pages(stage)


def _show_results(stage: Stage) -> Iterator[Condition]:
    """Keep the sheet as a print does; the system's own dialog is not ours to picture."""
    page = _room(stage).papers
    if page is None or page.paper_made is None:
        raise TourStopped("the recall sheet was not made")
    stage.desk.papers.keep(page.paper_made, _nothing, _nothing)
    yield stage.is_quiet
    _room(stage).show_entry()
    yield stage.is_quiet
    stage.hands.type("2")
    stage.hands.press(Qt.Key.Key_Return)
    stage.hands.type("2")
    yield stage.is_quiet


def _show_handover(stage: Stage) -> Iterator[Condition]:
    entry = _room(stage).entry
    if entry is not None:
        entry.outcome.set_value("")
    stage.hands.press(Qt.Key.Key_F8, SHIFT)
    yield from _pages(stage)


def _show_printer(stage: Stage) -> Iterator[Condition]:
    """Choose a printer that is not there now, with a letterhead on its paper and no colours."""
    page = _room(stage).papers
    if page is None:
        raise TourStopped("the papers did not open")
    page.printer.book.choose(PRINTER)
    page.printer.book.keep(PrinterProfile("a4", 40, is_grey=True))
    page.printer.load()
    yield from _pages(stage)
    page.options.bring_into_view(page.printer)
    yield stage.is_quiet


def _show_figures(stage: Stage) -> Iterator[Condition]:
    papers = _room(stage).papers
    if papers is not None:
        papers.printer.book.choose("")
    stage.hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    page = _figures(stage)
    yield lambda: page.is_whole and stage.is_quiet()


def _show_rules(stage: Stage) -> Iterator[Condition]:
    """Go to the first rule that fired."""
    button = next(iter(_figures(stage).cards["rules"].buttons), None)
    if button is None:
        raise TourStopped("no rule fired")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    _figures(stage).area.ensureWidgetVisible(button, 0, 200)
    yield stage.is_quiet


def _show_list(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet
    yield stage.is_quiet


def _pages(stage: Stage) -> Iterator[Condition]:
    page = _room(stage).papers
    if page is None:
        raise TourStopped("the papers did not open")
    yield lambda: bool(page.preview.pages) and stage.is_quiet()
    yield at_once  # the choices take lines more, and the page about them follows a turn later
    yield at_once


def _figures(stage: Stage) -> FiguresPage:
    page = _room(stage).figures
    if page is None:
        raise TourStopped("the figures did not open")
    return page


def _room(stage: Stage) -> PapersRoom:
    room = stage.rooms.findChild(PapersRoom)
    if room is None:
        raise TourStopped("no room for papers")
    return room


def _nothing(_answer: object) -> None:
    return
