"""What was printed of a problem: by whom, when, from which content; and the same once more."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.models.since import since_words
from desktop.packwords import PackWords
from desktop.pdfpages import print_on
from desktop.trouble import Trouble
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.form import plain
from desktop.widgets.shortlist import ShortList
from desktop.wording import print_kind_words
from desktop.words import tr
from pathway.prints import PrintRow
from pathway.records import Changes, ProblemId
from pathway.since import Since

if TYPE_CHECKING:
    from desktop.desk import Desk

MOST_LINES = 15


class GivenPrints(QWidget):
    """Lists the prints; before one is printed again it says what has changed since."""

    told = Signal(str)
    """News on a reprint."""

    def __init__(self, desk: "Desk", words: PackWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._problem: ProblemId | None = None
        self._printer: QPrinter | None = None
        self._rows: tuple[PrintRow, ...] = ()
        self.choose: Callable[[QWidget], QPrinter | None] | None = None
        self.title = plain(tr("Printed before"), self, "h3")
        self.list = ShortList(self, MOST_LINES)
        self.since = plain("", self)
        self.again = QPushButton(tr("Print the same pages again …"), self)
        self.news = plain("", self, "muted")
        self._lay_out()
        self.list.currentRowChanged.connect(self.on_row)
        self.again.clicked.connect(self.on_again)

    def open(self, problem_id: ProblemId) -> None:
        """List the prints of a problem, the newest first."""
        self._problem = problem_id
        self._rows = self._desk.prints.of_problem(problem_id)
        self.list.clear()
        for row in self._rows:
            QListWidgetItem(print_words(row), self.list)
        self.since.clear()
        self.news.clear()
        self.again.hide()
        self.setVisible(bool(self._rows))

    def record(self, pages: bytes) -> None:
        """Record that pages which were just made went to the printer."""
        self._desk.prints.record(pages, self.take_recorded, self.take_trouble)

    @Slot(object)
    def take_recorded(self, changes: Changes) -> None:
        """List what was printed just now, if its chart is still shown."""
        if self._problem is not None and changes.problem == self._problem:
            self.open(self._problem)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        self.setVisible(True)
        self.news.setText(trouble.sentence)

    @Slot()
    def on_more_printed(self) -> None:
        """List what was printed meanwhile."""
        if self._problem is not None:
            self.open(self._problem)

    @Slot(int)
    def on_row(self, place: int) -> None:
        """Find out what has changed since the print in hand."""
        self.again.hide()
        self.news.clear()
        if 0 <= place < len(self._rows):
            self.since.setText(tr("Looking for what has changed since …"))
            self._desk.prints.changed_since(
                self._rows[place].id, self.take_since, self.take_trouble
            )

    @Slot(object)
    def take_since(self, changes: tuple[Since, ...]) -> None:
        """Say what has changed, and offer the same pages."""
        lines = [f"•  {since_words(one, self._words)}" for one in changes]
        head = tr("Changed since this print:") if lines else tr("Nothing has changed since.")
        self.since.setText("\n".join([head, *lines]))
        self.again.show()

    @Slot()
    def on_again(self) -> None:
        row = self._current()
        self._printer = self.choose(self) if self.choose else None
        if row is not None and self._printer is not None:
            self._desk.prints.pages(row.id, self.take_pages, self.take_trouble)

    @Slot(object)
    def take_pages(self, pages: bytes) -> None:
        """Print the very bytes that were printed before."""
        printer, self._printer = self._printer, None
        if printer is not None:
            self._desk.run_job(partial(print_on, printer, pages), self.take_printed)

    @Slot(bool)
    def take_printed(self, reached: bool) -> None:
        """Record a reprint that reached the printer."""
        row = self._current()
        if not reached:
            self.take_trouble(Trouble("no_printer"))
        elif row is not None:
            self._desk.prints.record_again(row.id, self.take_recorded, self.take_trouble)

    def _current(self) -> PrintRow | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.title.text())
        self.list.setWordWrap(True)
        self.list.setItemDelegate(UprightDelegate(self.list))
        self.again.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.title, self.list, self.since, self.again, self.news):
            box.addWidget(part)
        self.again.hide()
        self.hide()


def print_words(row: PrintRow) -> str:
    """Return one print in words: what, when, by whom, from which content."""
    parts = [
        print_kind_words(row.kind),
        show.moment(row.printed_at.astimezone()),
        row.printed_by,
    ]
    parts.append(tr("content {version}").format(version=row.content_version))
    if row.draft:
        parts.append(tr("DRAFT"))
    if row.reprint_of:
        parts.append(tr("printed again"))
    return " · ".join(parts)
