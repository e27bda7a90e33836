"""Papers of the whole clinic at the desk: recall sheets with their results, and the handover."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QObject

from db import locum, recalls, recallsheets, recallweek
from desktop.background import Background, Taker
from desktop.desk.figurespage import page_of
from desktop.desk.printmaking import Readers
from desktop.desk.replies import Reply, read_or_tell
from desktop.models.figuretable import FigureTable
from desktop.printerbook import PrinterProfile
from desktop.trouble import Trouble
from pathway.audited import Event
from pathway.overrides import named
from pathway.recalls import RecallEntry
from pathway.recallsheet import (
    WEEK_DAYS,
    Grouping,
    KeptRow,
    KeptSheet,
    RecallSheet,
    SheetEntry,
    SheetId,
    grouped,
)
from pathway.records import Changes, Stamp

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk
    from handouts.pagestyle import PageStyle
    from handouts.stamp import PrintStamp

PaperKind: TypeAlias = Literal["recall", "handover", "figures"]


class Paper(NamedTuple):
    """Pages of the whole clinic; ``entry`` is what is kept of a recall sheet when it is printed."""

    kind: PaperKind
    pages: bytes
    entry: SheetEntry | None = None


class PaperLook(NamedTuple):
    """For which printer, and in letters of which size."""

    printer: PrinterProfile
    letters: str


class Papers(QObject):
    """Makes papers beside the window, keeps what is printed, and takes the results back."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Readers
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._shelf = shelf

    def make(
        self,
        kind: PaperKind,
        grouping: Grouping,
        look: PaperLook,
        then: Taker[Paper],
        failed: Taker[Trouble],
    ) -> None:
        """Make the pages of this week's recall sheet, or of a handover as of today."""
        reply = Reply(self._desk, then, failed)
        stamp, today = self._stamp(), self._desk.stamp()
        work: Callable[[], Paper] = partial(_handover, self._shelf, _style(look), stamp, today)
        if kind == "recall":
            work = partial(_recall_sheet, self._shelf, (_style(look), grouping), stamp, today)
        self._background.run("jobs", work, reply.land, reply.land_error, "papers")

    def make_figures(
        self,
        table: FigureTable,
        look: PaperLook,
        then: Taker[Paper],
        failed: Taker[Trouble],
    ) -> None:
        """Make the page of figures that were counted."""
        reply = Reply(self._desk, then, failed)
        work = partial(_figures, self._shelf, _style(look), self._stamp(), table)
        self._background.run("jobs", work, reply.land, reply.land_error, "papers")

    def keep(self, paper: Paper, then: Taker[Changes], failed: Taker[Trouble]) -> None:
        """Keep a paper before it goes to a printer: no sheet is on paper that nobody can enter."""
        if paper.entry is None:
            self._desk.log.note(Event("print", "R", None, paper.kind))
            Reply(self._desk, then, failed).land(Changes(frozenset()))
            return
        entry = replace(paper.entry, pages=paper.pages)
        work = partial(self._clinic.write, recallsheets.record, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def sheets(self) -> tuple[KeptSheet, ...]:
        """Return the newest sheets that were printed, the latest first."""
        read = partial(self._desk.reader.read, recallsheets.listed)
        return read_or_tell(self._desk, read) or ()

    def row(self, sheet: SheetId, number: int) -> KeptRow | None:
        """Return who stands in a row of a sheet, None when it has no such row."""
        read = partial(self._desk.reader.read, recallsheets.row_of, sheet, number)
        return read_or_tell(self._desk, read)

    def enter(self, entry: RecallEntry, then: Taker[Changes], failed: Taker[Trouble]) -> None:
        """Record what came of a call."""
        work = partial(self._clinic.write, recalls.record, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def opened(self, what: str) -> None:
        """Note that somebody looked at a page about many patients."""
        self._desk.log.note(Event("view", "R", None, what))

    def _stamp(self) -> "PrintStamp":
        from handouts.stamp import PrintStamp

        desk, stamp = self._desk, self._desk.stamp()
        return PrintStamp(
            printed_at=stamp.at.astimezone(),
            by=stamp.who,
            draft=False,
            demo=desk.card.demo,
            content_version=desk.guidelines.version,
            own_numbers=named(desk.guidelines.overrides),
        )


def _style(look: PaperLook) -> "PageStyle":
    from handouts.pagestyle import PageStyle

    return PageStyle(
        "letter" if look.printer.paper == "letter" else "a4",
        "large" if look.letters == "large" else "standard",
        top_mm=look.printer.top_mm,
        is_grey=look.printer.is_grey,
    )


def _handover(shelf: Readers, page: "PageStyle", stamp: "PrintStamp", today: Stamp) -> Paper:
    from handouts.locum import locum_sheet

    told = shelf.of("papers").read(locum.handover, today.today)
    return Paper("handover", locum_sheet(told, shelf.materials("papers", page), stamp))


def _recall_sheet(
    shelf: Readers, wanted: "tuple[PageStyle, Grouping]", stamp: "PrintStamp", today: Stamp
) -> Paper:
    from handouts.recall import recall_sheet

    (page, grouping), first = wanted, today.today
    callers = shelf.of("papers").read(recallweek.callers, first)
    number = shelf.of("papers").read(recallsheets.next_number)
    last = first + timedelta(WEEK_DAYS - 1)
    sheet = RecallSheet(number, first, last, grouping, grouped(callers, grouping))
    entry = SheetEntry(sheet, page.paper, page.size, stamp.content_version, b"")
    pages = recall_sheet(sheet, shelf.materials("papers", page), stamp)
    return Paper("recall", pages, entry if sheet.rows else None)


def _figures(shelf: Readers, page: "PageStyle", stamp: "PrintStamp", table: FigureTable) -> Paper:
    from handouts.figures import figures_sheet

    return Paper("figures", figures_sheet(page_of(table), shelf.materials("papers", page), stamp))
