"""Several prints in a row: made, sent to one printer and recorded, until done or called off."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.pdfpages import print_on
from desktop.trouble import Trouble
from pathway.records import Changes, ProblemId

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.desk import Desk
    from handouts.materials import HandoutKind
    from handouts.styles import PageStyle


class BatchPaper(NamedTuple):
    """One print that is wanted: which, and of which problem."""

    problem: ProblemId
    kind: "HandoutKind"


class Refusal(NamedTuple):
    """A print of which there is none, and why."""

    paper: BatchPaper
    trouble: Trouble


class BatchEnd(NamedTuple):
    """How a batch ended: how many reached the printer, what was refused, what was left."""

    printed: int
    refused: tuple[Refusal, ...]
    left: int
    no_printer: bool = False


class Batch(QObject):
    """Prints one paper after the other beside the window; one step of it at a time."""

    progressed = Signal(int, int)
    """So many papers are done, of so many."""
    refused = Signal(object)
    """There is no such paper, and why: a Refusal."""
    ended = Signal(object)
    """The batch is over: a BatchEnd."""

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self.is_running = False
        self._desk = desk
        self._printer: QPrinter | None = None
        self._page: PageStyle | None = None
        self._waiting: deque[BatchPaper] = deque()
        self._now: BatchPaper | None = None
        self._pages = b""
        self._count = 0
        self._printed = 0
        self._refused: list[Refusal] = []

    def start(self, papers: Iterable[BatchPaper], page: "PageStyle", printer: "QPrinter") -> None:
        """Begin with the first paper, unless a batch is under way."""
        if self.is_running:
            return
        self._waiting = deque(papers)
        self._page, self._printer = page, printer
        self._count, self._printed, self._refused = len(self._waiting), 0, []
        self.is_running = True
        self.progressed.emit(0, self._count)
        self._go_on()

    def cancel(self) -> None:
        """Let the paper in hand come to its end, and begin no other."""
        self._waiting.clear()

    @Slot(object)
    def on_foreseen(self, _problem: ProblemId) -> None:
        """Have the pages made, now that the advice was worked out beside the window."""
        now, page = self._now, self._page
        if now is not None and page is not None:
            self._desk.print_pages(now.kind, now.problem, page, self.take_pages, self.take_trouble)

    @Slot(bytes)
    def take_pages(self, pages: bytes) -> None:
        """Send the pages that were made to the printer."""
        if self._printer is None:
            return
        self._pages = pages
        work = partial(print_on, self._printer, pages)
        self._desk.run_job(work, self.take_printed, self.take_trouble)

    @Slot(bool)
    def take_printed(self, reached: bool) -> None:
        """Record what reached the printer; without a printer there is nothing to go on with."""
        if reached:
            self._desk.prints.record(self._pages, self.take_recorded, self.take_trouble)
        else:
            self._end(no_printer=True)

    @Slot(object)
    def take_recorded(self, _changes: Changes) -> None:
        """Go on with the next paper."""
        self._printed += 1
        self._go_on()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Note why there is no such paper, and go on with the next."""
        if self._now is not None:
            self._refused.append(Refusal(self._now, trouble))
            self.refused.emit(self._refused[-1])
        self._go_on()

    def _go_on(self) -> None:
        done = self._printed + len(self._refused)
        if done:
            self.progressed.emit(done, self._count)
        if not self._waiting or self._page is None:
            self._end()
            return
        self._now = self._waiting.popleft()
        self._desk.advice.foresee(self._now.problem, self.on_foreseen)

    def _end(self, *, no_printer: bool = False) -> None:
        left = self._count - self._printed - len(self._refused)
        self._waiting.clear()
        self._printer, self._pages, self._now = None, b"", None
        self.is_running = False
        self.ended.emit(BatchEnd(self._printed, tuple(self._refused), left, no_printer))
